"""The main job: a centre's week, and every page of the site, over a centre of 140 × 60.

A page is asked for through the whole application, as the server asks, by its coordinator. What
a page asks of the database is counted on a small and on a whole centre: a number that grows with
the centre is a question for each row.
"""

import gc
import logging
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from statistics import median
from time import perf_counter

import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from matcher import demo
from matcher import settings as chosen
from matcher.domain.calendar_weeks import iso_week
from matcher.jobs import weekly
from matcher.services import sign_ins
from matcher.settings import Settings
from matcher.store.accounts import Account
from matcher.store.migrate import upgrade
from matcher.store.sessions import Database
from tests import tour
from web import create_app

Row = tuple[str, str, str, bool]

WEEK_S, PAGE_MS = 1.0, 50.0
QUERIES = 40  # of any page: a coordinator's page shows people, words, places, counts and a menu
WEEKS, TIMES, SLOWEST = 5, 7, 5


@dataclass(frozen=True)
class Opened:
    """One page, opened some times: its median on the server, and its questions to the database."""

    endpoint: str
    status: int
    ms: float
    queries: int


def rows() -> Iterator[Row]:
    """(what, measured, reach, holds), one for each figure."""
    with _centre(demo.SIZES["centre"]) as (site, settings, database, ids):
        yield _week(database, settings, ids["centre"])
        pages = _open_all(site, database, ids)
    with _centre(tour.SMALL) as (site, _, database, ids):
        small = {page.endpoint: page.queries for page in _open_all(site, database, ids, times=1)}
    failing = sorted({page.endpoint for page in pages if page.status >= 400})
    yield "pages that answer with an error", ", ".join(failing) or "0", "0", not failing
    pages.sort(key=lambda page: -page.ms)
    for place, page in enumerate(pages[:SLOWEST], 1):
        what = f"page {place} of {len(pages)} from the slowest: {page.endpoint}"
        said = f"{page.ms:.1f} ms, {page.queries} queries"
        yield what, said, f"<= {PAGE_MS:.0f} ms", page.ms <= PAGE_MS
    most = max(pages, key=lambda page: page.queries)
    what = f"most queries of a page: {most.endpoint}"
    yield what, str(most.queries), f"<= {QUERIES}", most.queries <= QUERIES
    grown = [page for page in pages if page.queries > small.get(page.endpoint, page.queries)]
    named = ", ".join(f"{p.endpoint} {small[p.endpoint]}→{p.queries}" for p in grown)
    yield "pages that ask more of a centre four times as large", named or "0", "0", not grown


def _week(database: Database, settings: Settings, centre: str) -> Row:
    """The weeks after the first, each with the run before it to compare with."""
    taken = []
    for later in range(1, WEEKS + 1):
        at = tour.AT + timedelta(weeks=later)
        begun = perf_counter()
        weekly.run_one(database, settings, centre, iso_week(at.date()), at)
        taken.append(perf_counter() - begun)
    s = median(taken)
    what = "a centre's week, from database to stored suggestions, median of 5"
    return what, f"{s:.2f} s", f"<= {WEEK_S:.0f} s", s <= WEEK_S


@contextmanager
def _centre(size) -> Iterator[tuple[Flask, Settings, Database, dict[str, str]]]:
    """The site over one demonstration centre, on the Monday of its week."""
    with tempfile.TemporaryDirectory() as folder:
        options = {"data_dir": Path(folder), "secret_key": "k" * 64, "clock": False}
        settings = chosen.prepare(chosen.load(environ={}, options=options))
        upgrade(settings.database_url)
        database = Database(settings.database_url)
        ids = tour.fill(database, replace(size))
        site = create_app(settings, database, CLOCK=lambda: tour.AT)
        logging.getLogger("web").handlers = [logging.NullHandler()]
        gc.collect()
        gc.freeze()  # as the server does when it starts
        yield site, settings, database, ids
        database.dispose()


def _open_all(site: Flask, database: Database, ids, times: int = TIMES) -> list[Opened]:
    client = _coordinator(site, database)
    return [
        _open(client, database, stop, times) for stop in tour.stops(site, ids, methods=("GET",))
    ]


def _coordinator(site: Flask, database: Database) -> FlaskClient:
    with database.writing() as session:
        lena = session.scalars(sa.select(Account).where(Account.email == tour.EMAIL)).one()
        token = sign_ins.begin_session(session, lena, at=tour.AT)
    client = site.test_client()
    with client.session_transaction() as cookie:
        cookie["_user_id"] = token  # where Flask-Login keeps it
    return client


def _open(client: FlaskClient, database: Database, stop: tour.Stop, times: int) -> Opened:
    client.get(stop.url)  # templates are compiled and words loaded once, not for each page
    taken = []
    with _counting(database) as asked:
        for _ in range(times):
            begun = perf_counter()
            answer = client.get(stop.url)
            taken.append(1e3 * (perf_counter() - begun))
    return Opened(stop.endpoint, answer.status_code, median(taken), len(asked) // times)


@contextmanager
def _counting(database: Database) -> Iterator[list[str]]:
    asked: list[str] = []

    def note(_connection, _cursor, statement, *_rest) -> None:
        asked.append(statement)

    sa.event.listen(database.engine, "before_cursor_execute", note)
    yield asked
    sa.event.remove(database.engine, "before_cursor_execute", note)
