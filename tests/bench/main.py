"""The main job: a centre's week, and every page of the site, over a centre of 140 × 60.

A page is asked for through the whole application, as the server asks, by its coordinator, and the
processor's time for it is taken: how busy the machine is else does not matter. Pages that answer
from a week that is kept are asked once more with a fact changed before each look. What a page
asks of the database is counted on a small and on a whole centre: a question that is asked more
often of the larger one is asked for each row. One that is not asked of the small is of a list that
is empty there.
"""

import gc
import logging
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from statistics import median
from time import process_time

import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from matcher import demo
from matcher import settings as chosen
from matcher.domain.calendar_weeks import iso_week
from matcher.domain.match_reasons import DeclineReason, EndReason
from matcher.domain.matches import MatchState
from matcher.jobs import weekly
from matcher.services import sign_ins
from matcher.settings import Settings
from matcher.store.accounts import Account
from matcher.store.matches import Match
from matcher.store.migrate import upgrade
from matcher.store.sessions import Database
from tests import tour
from web import create_app

Row = tuple[str, str, str, bool]

WEEK_S, PAGE_MS = 1.0, 50.0
CHANGED_MS, CLICK_S = 150.0, 2.0  # a page when a fact is new; what is counted on a click
QUERIES = 40  # of any page: a coordinator's page shows people, words, places, counts and a menu
WEEKS, TIMES, SLOWEST = 5, 7, 5
KEEPING = ("answers.", "waiting.")  # rooms whose pages answer from a week that is kept
LIST = re.compile(r"\(\?(, \?)*\)")  # of values that a question is asked with, however many
OVER = {
    MatchState.ENDED: EndReason.AS_PLANNED.value,
    MatchState.DECLINED: DeclineReason.OTHER_PLANS.value,
}
CLICK = "/svar/flaskhalsar?nu="


@dataclass(frozen=True)
class Opened:
    """One page, opened some times: its median on the server, and its questions to the database,
    each with how often it is asked.
    """

    endpoint: str
    status: int
    ms: float
    asked: Counter[str]

    @property
    def queries(self) -> int:
        """All of them."""
        return self.asked.total()

    def grows_from(self, small: "Opened") -> bool:
        """Something is asked more often than of a smaller centre, and more than once."""
        return any(times > max(1, small.asked[what]) for what, times in self.asked.items())


def rows() -> Iterator[Row]:
    """(what, measured, reach, holds), one for each figure."""
    with _centre(demo.SIZES["centre"]) as (site, settings, database, ids):
        yield _week(database, settings, ids["centre"])
        pages = _open_all(site, database, ids)
        after = _open_all(site, database, ids, 3, KEEPING, lambda: _change(database))
        click = _click(site, database)
        in_states = list(_in_every_state(site, database, ids))
    with _centre(tour.SMALL) as (site, settings, database, ids):
        _week(database, settings, ids["centre"])  # as many weeks to show
        small = _open_all(site, database, ids, times=1)
    grown = [
        f"{page.endpoint} {before.queries}→{page.queries}"
        for before, page in zip(small, pages, strict=True)
        if page.grows_from(before)
    ]
    failing = sorted({page.endpoint for page in [*pages, *in_states] if page.status >= 400})
    yield "pages that answer with an error", ", ".join(failing) or "0", "0", not failing
    pages.sort(key=lambda page: -page.ms)
    for place, page in enumerate(pages[:SLOWEST], 1):
        what = f"page {place} of {len(pages)} from the slowest: {page.endpoint}"
        said = f"{page.ms:.1f} ms, {page.queries} queries"
        yield what, said, f"<= {PAGE_MS:.0f} ms", page.ms <= PAGE_MS
    slow = max(after, key=lambda page: page.ms)
    what = f"slowest answer right after a fact has changed: {slow.endpoint}"
    yield what, f"{slow.ms:.1f} ms", f"<= {CHANGED_MS:.0f} ms", slow.ms <= CHANGED_MS
    what = f"what would help most, counted on a click: {CLICK}"
    yield what, f"{click / 1e3:.2f} s", f"<= {CLICK_S:.0f} s", click <= 1e3 * CLICK_S
    most = max([*pages, *after, *in_states], key=lambda page: page.queries)
    what = f"most queries of a page, a match in any of its states: {most.endpoint}"
    yield what, str(most.queries), f"<= {QUERIES}", most.queries <= QUERIES
    what = "pages that ask a question more often of a centre four times as large"
    yield what, ", ".join(grown) or "0", "0", not grown


def _week(database: Database, settings: Settings, centre: str) -> Row:
    """The weeks after the first, each with the run before it to compare with."""
    taken = []
    for later in range(1, WEEKS + 1):
        at = tour.AT + timedelta(weeks=later)
        begun = process_time()
        weekly.run_one(database, settings, centre, iso_week(at.date()), at)
        taken.append(process_time() - begun)
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


def _open_all(
    site: Flask,
    database: Database,
    ids,
    times: int = TIMES,
    rooms: tuple[str, ...] = ("",),
    before: Callable[[], None] = lambda: None,
) -> list[Opened]:
    client = _coordinator(site, database)
    return [
        _open(client, database, stop, times, before)
        for stop in tour.stops(site, ids, methods=("GET",))
        if stop.endpoint.startswith(rooms)
    ]


def _in_every_state(site: Flask, database: Database, ids) -> Iterator[Opened]:
    """The page of a match in each state, that shows and asks for other things in each."""
    client, last = _coordinator(site, database), ids["match_id"]
    (stop,) = (
        one for one in tour.stops(site, ids, methods=("GET",)) if one.endpoint == "matches.one"
    )
    for state in MatchState:
        last = _one_in(database, state, last)
        url = stop.url.replace(ids["match_id"], last)
        page = _open(client, database, replace(stop, url=url), 1, lambda: None)
        yield replace(page, endpoint=f"{page.endpoint} ({state.value})")


def _one_in(database: Database, state: MatchState, last: str) -> str:
    """The id of a match that stands there; where none does, the last that was looked at goes on."""
    standing = sa.select(Match.id).where(Match.state == state).order_by(Match.id).limit(1)
    with database.writing() as session:
        found = session.scalar(standing)
        if found is None:
            told = (
                {"over_because": OVER[state], "ended_on": tour.AT.date()} if state in OVER else {}
            )
            going = sa.update(Match).where(Match.id == last)
            session.execute(going.values(state=state, **told))
        return found or last


def _change(database: Database) -> None:
    """Everybody goes a minute longer: nothing that was kept of the week is true any more."""
    with database.writing() as session:
        session.execute(sa.text("UPDATE volunteers SET reach_minutes = reach_minutes + 1"))


def _click(site: Flask, database: Database) -> float:
    client = _coordinator(site, database)
    _change(database)
    return _timed(client, CLICK)[0]


def _coordinator(site: Flask, database: Database) -> FlaskClient:
    with database.writing() as session:
        lena = session.scalars(sa.select(Account).where(Account.email == tour.EMAIL)).one()
        token = sign_ins.begin_session(session, lena, at=tour.AT)
    client = site.test_client()
    with client.session_transaction() as cookie:
        cookie["_user_id"] = token  # where Flask-Login keeps it
    return client


def _open(
    client: FlaskClient,
    database: Database,
    stop: tour.Stop,
    times: int,
    before: Callable[[], None],
) -> Opened:
    client.get(stop.url)  # templates are compiled and words loaded once, not for each page
    looks = []
    for _ in range(times):
        before()
        with _counting(database) as asked:
            looks.append(
                (*_timed(client, stop.url), Counter(LIST.sub("(?)", one) for one in asked))
            )
    ms, statuses, counts = zip(*looks, strict=True)
    return Opened(stop.endpoint, max(statuses), median(ms), max(counts, key=Counter.total))


def _timed(client: FlaskClient, url: str) -> tuple[float, int]:
    """Milliseconds of the processor, and the status."""
    begun = process_time()
    answer = client.get(url)
    return 1e3 * (process_time() - begun), answer.status_code


@contextmanager
def _counting(database: Database) -> Iterator[list[str]]:
    asked: list[str] = []

    def note(_connection, _cursor, statement, *_rest) -> None:
        asked.append(statement)

    sa.event.listen(database.engine, "before_cursor_execute", note)
    yield asked
    sa.event.remove(database.engine, "before_cursor_execute", note)
