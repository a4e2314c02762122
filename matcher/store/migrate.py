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


def upgrade(database: Database, revision: str = "head") -> None:
    """Bring the database up to `revision`: all of it or none."""
    _run(database, lambda config: command.upgrade(config, revision))


def downgrade(database: Database, revision: str) -> None:
    """Take the database down to `revision`, or to "base"."""
    _run(database, lambda config: command.downgrade(config, revision))


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


def _run(database: Database, deed: Callable[[Config], None]) -> None:
    engine = database.engine.execution_options(writes=True)
    with engine.begin() as connection:
        if database.is_sqlite:
            # Rebuilding a table must not cascade into the tables that point at it.
            connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        else:
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(LOCK)))
        made = config()
        made.attributes["connection"] = connection
        deed(made)
