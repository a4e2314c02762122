"""The schema, brought up to date. Two nodes may try at once; one does it, the other waits."""

from collections.abc import Callable
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from matcher.store.sessions import Database

MIGRATIONS = Path(__file__).parents[2] / "migrations"
LOCK = 4_815_162_342  # any number, the same on every node


def upgrade(url: str, revision: str = "head") -> None:
    """Bring the database at `url` up to `revision`: all of it or none."""
    _run(url, lambda config: command.upgrade(config, revision))


def downgrade(url: str, revision: str) -> None:
    """Take the database at `url` down to `revision`, or to "base"."""
    _run(url, lambda config: command.downgrade(config, revision))


def current(database: Database) -> str | None:
    """The revision the database stands at; None before the first."""
    with database.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def head() -> str | None:
    """The newest revision there is."""
    return ScriptDirectory(str(MIGRATIONS)).get_current_head()


def config() -> Config:
    """Alembic's configuration without a file."""
    made = Config()
    made.set_main_option("script_location", str(MIGRATIONS))
    return made


def _run(url: str, deed: Callable[[Config], None]) -> None:
    database = Database(url)
    try:
        with database.engine.execution_options(writes=True).begin() as connection:
            _take_turn(connection)
            made = config()
            made.attributes["connection"] = connection
            deed(made)
    finally:
        database.dispose()


def _take_turn(connection: sa.Connection) -> None:
    if connection.dialect.name == "sqlite":
        # BEGIN IMMEDIATE is the turn. Rebuilding a table must not trip over those that point at it.
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
    else:
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(LOCK)))
