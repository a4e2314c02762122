"""The command line's table is true, and every command says what it does."""

import click
import pytest
from click.testing import CliRunner

from matcher.cli import COMMANDS, main


@pytest.mark.parametrize("word", COMMANDS)
def test_command_says_what_it_does(word):
    command = main.get_command(click.Context(main), word)

    assert command.name == word
    assert command.help


def test_unknown_word_is_refused():
    answer = CliRunner().invoke(main, ["fika"])

    assert answer.exit_code == 2
