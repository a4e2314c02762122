"""What every command shares. A command is a door: it looks at the clock and it commits.

@click.command()
@door.installation                       # adds --data, --database and --config
def week(settings: Settings) -> None:
    with door.database(settings) as database, database.writing() as session:
        ...services..., at=door.now()
"""

import functools
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from gettext import NullTranslations
from pathlib import Path
from typing import Any

import click

from matcher import languages
from matcher.services.places import TABLES
from matcher.settings import Settings, Unfit, load, prepare
from matcher.store.sessions import Database


def now() -> datetime:
    """The moment, aware, in UTC."""
    return datetime.now(UTC)


def voice(settings: Settings) -> NullTranslations:
    """The console's language: `voice(settings).gettext("…")`."""
    return languages.catalogue(settings.language)


def installation(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that choose an installation; the command is handed `settings`."""

    @click.option("--data", "data_dir", type=click.Path(file_okay=False), help="Datamappen.")
    @click.option("--database", "database_url", help="Databasens adress.")
    @click.option(
        "--config", type=click.Path(dir_okay=False), help="En egen fil med inställningar."
    )
    @functools.wraps(command)
    def chosen(
        *args: Any,
        data_dir: str | None,
        database_url: str | None,
        config: str | None,
        **kwargs: Any,
    ) -> None:
        options = {"data_dir": data_dir, "database_url": database_url}
        command(*args, settings=settled(config, options), **kwargs)

    return chosen


def settled(config: str | None, options: dict[str, Any]) -> Settings:
    """Settings that can be started with, data folder and key made; else all faults, and exit 2.

    From here on what this process writes is for its owner alone: the database holds people.
    """
    os.umask(0o077)
    try:
        settings = prepare(load(Path(config) if config else None, options=options))
    except Unfit as unfit:
        click.echo("Inställningarna går inte att starta med:", err=True)
        for line in unfit.lines(languages.SOURCE):
            click.echo(f"  {line}", err=True)
    except OSError as error:
        click.echo(f"Datamappen går inte att använda: {error}", err=True)
    else:
        TABLES.keep_in(settings.data_dir)
        return settings
    sys.exit(2)


@contextmanager
def database(settings: Settings) -> Iterator[Database]:
    """The installation's database, closed afterwards."""
    opened = Database(settings.database_url)
    try:
        yield opened
    finally:
        opened.dispose()
