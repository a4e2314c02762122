"""The command line: `./run WORD` or `python -m matcher WORD`.

One module for each family of commands, loaded when its word is spoken, so that none waits for
another's imports. A new command is a function in a module here and one line in `COMMANDS`.
`door` has what they share: the choice of installation, the database, the clock, the voice.
"""

from importlib import import_module
from typing import Any

import click

# word → module:function
COMMANDS = {
    "import": "matcher.cli.imports:take_in",
    "export": "matcher.cli.imports:take_out",
    "password": "matcher.cli.passwords:password",
    "demo": "matcher.cli.demo:fill",
    "places": "matcher.cli.places:take_in",
    "week": "matcher.cli.week:week",
    "whatif": "matcher.cli.whatif:whatif",
    "migrate": "matcher.cli.installation:migrate",
    "settings": "matcher.cli.installation:show",
}


class Words(click.Group):
    """A group whose commands are imported by name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every word, in alphabetical order."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command behind a word, or None."""
        place = COMMANDS.get(cmd_name)
        if place is None:
            return None
        module, _, function = place.partition(":")
        command: Any = getattr(import_module(module), function)
        assert isinstance(command, click.Command), place
        return command


@click.command(cls=Words, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Handslags kommandon. `./run` utan kommando startar webbplatsen."""
