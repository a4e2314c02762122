"""The database: SQLite on a laptop, PostgreSQL for a country, one face for both.

    with database.reading() as session: …     a look; nothing is written
    with database.writing() as session: …     a unit of work: all of it or none

SQLite opens a writing unit with BEGIN IMMEDIATE. A plain BEGIN would let two coordinators read
the same free volunteer and then fail, or worse, both write: SQLite cannot wait when a reader
becomes a writer. Reading units keep to BEGIN, so that they never take the single writer's place.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ColumnElement

from matcher.store import swedish

BUSY_MS = 10_000  # how long a SQLite writer waits for another


class Database:
    """One installation's database. Safe to share between threads."""

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        options: dict[str, Any] = {"hide_parameters": True, "pool_pre_ping": True}
        self.engine = sa.create_engine(self.url, **options)
        if self.is_sqlite:
            _prepare_sqlite(self.engine)
        self._writing = self.engine.execution_options(writes=True)

    @property
    def is_sqlite(self) -> bool:
        """A file on this machine."""
        return self.url.get_backend_name() == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that is rolled back at the end."""
        with Session(self.engine, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A unit of work: committed at the end, rolled back when anything is raised."""
        with Session(self._writing, expire_on_commit=False) as session, session.begin():
            yield session

    def forget_old_pages(self) -> None:
        """Pages as they were before the last changes are not kept beside the file (R73). Who reads
        meanwhile is waited for; if it takes too long they go with the next such time.
        """
        if self.is_sqlite:
            with closing(self.engine.raw_connection()) as connection:
                connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def dispose(self) -> None:
        """Close all connections."""
        self.engine.dispose()


def sv_order(column: ColumnElement[str] | Any, session: Session) -> ColumnElement[str]:
    """The column in Swedish order: … z å ä ö, case and accents last (R91)."""
    name = "sv" if session.get_bind().dialect.name == "sqlite" else "sv-SE-x-icu"
    return sa.collate(column, name)


def _prepare_sqlite(engine: sa.Engine) -> None:
    sa.event.listen(engine, "connect", _on_connect)
    sa.event.listen(engine, "begin", _on_begin)


def _on_connect(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
    for pragma in (
        "journal_mode=WAL",
        f"busy_timeout={BUSY_MS}",
        "foreign_keys=ON",
        "synchronous=FULL",  # NORMAL may lose the last commits when the power goes
        "secure_delete=ON",  # what was removed is not to be read out of the file (R73)
    ):
        connection.execute(f"PRAGMA {pragma}")
    connection.create_collation("sv", swedish.compare)
    connection.create_function("lower", 1, swedish.fold_case, deterministic=True)
    connection.create_function("translate", 3, swedish.translate, deterministic=True)


def _on_begin(connection: sa.Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
