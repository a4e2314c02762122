"""Commands about the installation itself: `migrate`, `settings`."""

from dataclasses import fields

import click

from matcher.cli import door
from matcher.settings import SECRETS, Settings
from matcher.store.migrate import upgrade


@click.command()
@door.installation
def migrate(settings: Settings) -> None:
    """Ge databasen den form som den här versionen vill ha."""
    say = door.voice(settings).gettext
    upgrade(settings.database_url)
    click.echo(say("Databasen har den form som den ska ha."))


@click.command("settings")
@door.installation
def show(settings: Settings) -> None:
    """Visa vad som gäller här. Hemligheter visas inte."""
    hidden = door.voice(settings).gettext("(hemlig)")
    for choice in fields(settings):
        value = getattr(settings, choice.name)
        click.echo(f"{choice.name} = {hidden if choice.name in SECRETS and value else value}")
