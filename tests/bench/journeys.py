"""Journeys: what the rules cover, how few clicks and bytes it takes, and a year with a history.

Clicks are counted by a visitor who follows links and sends forms as a person does; pages are timed
in processor time through the whole application, as its server asks.
"""

import gc
import logging
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import product
from pathlib import Path
from random import Random
from statistics import median
from time import process_time
from unittest.mock import patch

import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from matcher import settings as chosen
from matcher.demo import centres as demo
from matcher.domain.calendar_weeks import iso_week
from matcher.domain.contact_ladder import Field
from matcher.domain.matches import MatchEvent, MatchState
from matcher.services import letters, sign_ins, weeks
from matcher.services.accounts import HASHER
from matcher.settings import Settings
from matcher.store import base
from matcher.store.accounts import Account
from matcher.store.letters import Letter
from matcher.store.migrate import upgrade
from matcher.store.sessions import Database
from tests.bench.main import _counting
from tests.domain import test_contact_ladder, test_matches
from tests.make import AT, a_volunteer, a_waiting
from tests.services.pairs import Pair
from tests.visitor import Visitor
from tests.web.test_matches import PERSON, SIGNS, STEPS
from tests.year import Year
from tests.year_rules import faults
from web import create_app

Row = tuple[str, str, str, bool]

DECISION_CLICKS, FOLLOW_UP_CLICKS = 2, 3
INPUTS, NOTE_BYTES = 5, 60_000
CENTRE_MS, CITY_MS, QUERIES = 50.0, 80.0, 40
YEAR_DAYS, TIMES = 365, 9
PASSWORD = "ett alldeles vanligt lösenord"


def rows() -> Iterator[Row]:
    """(what, reached, goal, holds), one for each figure."""
    yield _life()
    yield from _ladder()
    yield from _clicks()
    yield from _note()
    yield from _year()


def _life() -> Row:
    """Cells of the two grids in tests/domain/test_matches.py against state × event."""
    wanted = set(product(MatchState, MatchEvent))
    grids = (test_matches.WHEN_ALL_IS_WELL, test_matches.WHEN_NOTHING_HOLDS)
    tested = set.intersection(*({cell[:2] for cell in test_matches.cells(grid)} for grid in grids))
    what = "states × events of a match that are tested, guards holding and not"
    return what, f"{len(tested & wanted)} of {len(wanted)}", "all", tested == wanted


def _ladder() -> Iterator[Row]:
    """Cells of the ladder's tables, and those tried on what really goes out of the house."""
    for who in ("VOLUNTEER_SEES", "RECIPIENT_HEARS"):
        grid = getattr(test_contact_ladder, who)
        tested = {(state, field) for state, field, _ in test_contact_ladder.cells(grid)}
        wanted = set(product(MatchState, Field))
        what = f"contact ladder, state × field: {who.lower().replace('_', ' ')}"
        yield what, f"{len(tested & wanted)} of {len(wanted)}", "all", tested >= wanted
    what = "states whose HTML, calendar and letters are read for every sign of a person"
    said = f"{len(STEPS)} of {len(MatchState)}, {len(SIGNS)} fields each"
    yield what, said, "all", set(STEPS) == set(MatchState)


# ── clicks, inputs, bytes ─────────────────────────────────────────────────────────────────────


def _clicks() -> Iterator[Row]:
    with _site() as (site, _settings, database):
        with database.writing() as session:
            pair = _trial(session)
            letter = _digest(session, pair)
        site.config["CLOCK"] = lambda: pair.at + timedelta(days=3)
        lena = _signed_in(site)
        follow_up = _to_follow_up(lena)
        decision = _to_decision(lena, letter)
    what = "clicks from the start page to a logged follow-up"
    yield what, str(follow_up), f"<= {FOLLOW_UP_CLICKS}", follow_up <= FOLLOW_UP_CLICKS
    what = "clicks from the Monday letter to a decision"
    yield what, str(decision), f"<= {DECISION_CLICKS}", decision <= DECISION_CLICKS


def _trial(session) -> Pair:
    """A pair in its trial, and two who are still to be suggested."""
    account = {"email": "lena@example.org", "password_hash": HASHER.hash(PASSWORD)}
    pair = Pair(session, account=account, recipient=PERSON).in_trial()
    a_volunteer(session, pair.centre, first_name="Bo", phone="+46701740612")
    a_waiting(session, pair.centre, first_name="Olle", phone="+46701740623")
    return pair


def _digest(session, pair: Pair) -> str:
    """The text of the Monday letter about a week with a suggestion."""
    pair.wait(days=1)
    run = weeks.run_week(
        session, centre=pair.centre.id, iso_week=iso_week(pair.at.date()), at=pair.at
    )
    letters.weekly_digest(session, run, public_url="http://127.0.0.1", at=pair.at)
    written = sa.select(Letter.text).where(Letter.account_id == pair.lena.id)
    return str(session.scalars(written).first())


def _to_follow_up(lena: Visitor) -> int:
    """The row on the start page; what came of it; save."""
    row = next(
        e for e in lena.open("/start/").every("a") if "uppföljning" in "".join(e.itertext()).lower()
    )
    page = lena.open(row.get("href").partition("#")[0])
    form = next(f for f in page.forms() if "/gora/" in f.action and "result" in f.names())
    lena.send(form, {"result": "fine"})
    return 3  # the link, the choice, the button


def _to_decision(lena: Visitor, letter: str) -> int:
    """A link of the letter; the button of the first suggestion."""
    links = re.findall(r"http://127\.0\.0\.1(/forslag\S*)", letter)
    page = lena.open(links[0] if links else "/start/")
    accept = next(f for f in page.forms() if f.action.endswith("/godkann"))
    lena.send(accept)
    return 2 if links else 3


def _note() -> Iterator[Row]:
    with _site() as (site, _settings, database):
        with database.writing() as session:
            pair = Pair(session, recipient=PERSON).by_card().active()
            found = session.scalars(sa.select(Letter.text).order_by(Letter.made_at)).all()
        token = re.search(r"/besok/(\S+)", " ".join(found)).group(1)
        site.config["CLOCK"] = lambda: pair.at
        page = Visitor(site).open(f"/besok/{token}")
    inputs = page.form(f"/besok/{token}").names() - {"csrf_token"}
    size = len(page.html.encode())
    yield "inputs of the note of a visit", str(len(inputs)), f"<= {INPUTS}", len(inputs) <= INPUTS
    held = size <= NOTE_BYTES
    yield "bytes of its page", f"{size / 1000:.0f} kB", f"<= {NOTE_BYTES // 1000} kB", held


def _signed_in(site: Flask) -> Visitor:
    visitor = Visitor(site)
    page = visitor.open("/logga-in?next=/konto")
    visitor.send(page, {"email": "lena@example.org", "password": PASSWORD})
    return visitor


# ── a year, and pages with its history ────────────────────────────────────────────────────────


def _year() -> Iterator[Row]:
    with _site() as (site, settings, database):
        begun, wrong = process_time(), []
        with patch.object(base, "secrets", Random(1)):
            year = Year(database, settings, seed=1)
            for _evening in year.days(YEAR_DAYS):
                with database.reading() as session:
                    wrong += faults(session, year)
        told = ", ".join(f"{count} {what}" for what, count in sorted(year.told.items()))
        logging.getLogger("bench").info(told)
        what = "a year of 140 volunteers and 52 pairs: faults of an evening"
        yield what, f"{len(wrong)} in {process_time() - begun:.0f} s; {told}"[:200], "0", not wrong
        yield from _pages(site, database, year.at, "a year's history", CENTRE_MS, year.lena)
    with _site() as (site, _settings, database):
        with database.writing() as session:
            ids = demo.fill(session, size="city", at=AT)
        with database.writing() as session:
            weeks.run_week(session, centre=ids[0], iso_week=iso_week(AT.date()), at=AT)
            at_first = sa.select(Account.id).where(Account.centre_id == ids[0])
            lena = session.scalars(at_first.order_by(Account.email.desc())).first()
        yield from _pages(site, database, AT, f"a city of {len(ids)} centres", CITY_MS, lena)


def _pages(
    site: Flask, database: Database, at: datetime, size: str, most_ms: float, account_id: str
) -> Iterator[Row]:
    """The start page and the week's, in processor time and questions to the database."""
    site.config["CLOCK"] = lambda: at
    client = _client(site, database, account_id, at)
    for name, url in (("start page", "/start/"), ("week's page", "/forslag/")):
        client.get(url)
        taken = []
        with _counting(database) as asked:
            for _ in range(TIMES):
                begun = process_time()
                assert client.get(url).status_code == 200
                taken.append(1e3 * (process_time() - begun))
        ms, queries = median(taken), len(asked) // TIMES
        said = f"{ms:.0f} ms of processor, {queries} queries"
        goal, holds = f"<= {most_ms:.0f} ms", ms <= most_ms and queries <= QUERIES
        yield f"{name}, {size}, median of {TIMES}", said, goal, holds


def _client(site: Flask, database: Database, account_id: str, at: datetime) -> FlaskClient:
    """A browser in which she has signed in at that moment."""
    with database.writing() as session:
        account = session.get(Account, account_id)
        assert account is not None
        token = sign_ins.begin_session(session, account, at=at)
    client = site.test_client()
    with client.session_transaction() as cookie:
        cookie["_user_id"] = token  # where Flask-Login keeps it
    return client


@contextmanager
def _site() -> Iterator[tuple[Flask, Settings, Database]]:
    """A site over an empty database."""
    with tempfile.TemporaryDirectory() as folder:
        options = {"data_dir": Path(folder), "secret_key": "k" * 64, "clock": False}
        settings = chosen.prepare(chosen.load(environ={}, options=options))
        upgrade(settings.database_url)
        database = Database(settings.database_url)
        site = create_app(settings, database, CLOCK=lambda: AT)
        logging.getLogger("web").handlers = [logging.NullHandler()]
        gc.collect()
        yield site, settings, database
        database.dispose()
