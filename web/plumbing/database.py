"""How a view reaches the rows: one session to read with, or one unit of work that writes."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from flask import Flask, current_app, g
from sqlalchemy.orm import Session

from matcher.store.sessions import Database


def init_app(app: Flask, database: Database) -> None:
    app.extensions["database"] = database
    app.teardown_appcontext(lambda _error: _stop_reading())


@contextmanager
def reading() -> Iterator[Session]:
    """The request's one read session, shared by all who ask and closed when the page is made.

    One session gives every part of a page the same view of the rows.
    """
    if "reading" not in g:
        g.reading_until = ExitStack()
        g.reading = g.reading_until.enter_context(_database().reading())
    yield g.reading


@contextmanager
def transaction() -> Iterator[Session]:
    """One unit of work: all of it is stored when the block ends well, none of it otherwise."""
    # What was read before is old news after a write, and on SQLite it would hold its snapshot.
    _stop_reading()
    with _database().writing() as session:
        yield session


def _database() -> Database:
    database: Database = current_app.extensions["database"]
    return database


def _stop_reading() -> None:
    g.pop("reading", None)
    until: ExitStack | None = g.pop("reading_until", None)
    if until is not None:
        until.close()
