"""The ways in: how light the sign-up is, how little it asks, and that no gate is open by mistake.

What can be measured without a browser; axe, zoom and keyboard are tests/browser.
"""

import gzip
import re
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import sqlalchemy as sa
from flask import Flask
from werkzeug.datastructures import MultiDict

from matcher import demo
from matcher.demo.towns import town
from matcher.domain import identity_numbers
from matcher.domain.errors import RuleBroken
from matcher.domain.matches import OverrideReason
from matcher.services import matches, weeks
from matcher.store.accounts import Account
from matcher.store.migrate import upgrade
from matcher.store.sessions import Database
from matcher.store.suggestions import Suggestion
from tests import make, tour
from tests.bench import history, main
from tests.services import gates
from tests.web import test_fields
from web.forms.fields import Needed
from web.forms.signup_pages import STEPS

Row = tuple[str, str, str, bool]

WIRE_KB, WIRE_S, LINE = 150.0, 3.0, 400_000  # of a cold phone; bits a second
ROUND_TRIPS, TRIP_S = 3, 0.2  # the page, then its files side by side, then the font
FIELDS, PAGE_MS, CITY_MS, QUERIES, LOOKS = 9, 50.0, 80.0, 40, 5
ONE_OF_SEVERAL = 2  # a time in any of three ways; a telephone or an address
ROOMS = (
    "signup", "referral", "referrals", "own", "own_passwords", "contact", "contact_door",
    "open_needs", "need_answers", "paper", "ways_in", "insurance",
    "recipients", "recipient_deeds", "recipient_visits", "volunteers", "organisations", "needs",
)  # fmt: skip
LINKED = re.compile(r'(?:href|src)="(/static/[^"#]+)')
FONT = re.compile(r"url\(\"?([^\")]+\.woff2)")
NUMBERS = 2000


def rows() -> Iterator[Row]:
    """(what, measured, reach, holds), one for each figure."""
    with main._centre(replace(tour.SMALL)) as (site, _, database, ids):
        yield from _wire(site, ids["code"])
        yield from _pages(site, database, ids)
        yield _fields(site)
        yield _refused(site)
    yield _numbers()
    yield from _gates()
    yield from _large()


def _wire(site: Flask, code: str) -> Iterator[Row]:
    """The first page of the sign-up with all that it loads, as it goes over the line."""
    client, sent = site.test_client(), 0
    page = client.get(f"/anmalan/{code}").get_data(as_text=True)
    sheets = [url for url in LINKED.findall(page) if ".css" in url]
    text = "".join(client.get(url).get_data(as_text=True) for url in sheets)
    fonts = [f"/static/{url}" for url in FONT.findall(text)]
    for body in [page.encode(), *(client.get(url).data for url in {*LINKED.findall(page), *fonts})]:
        sent += min(len(body), len(gzip.compress(body, 6)))
    kb, seconds = sent / 1000, 8 * sent / LINE + ROUND_TRIPS * TRIP_S
    yield (
        "sign-up, first page on a cold phone",
        f"{kb:.0f} kB",
        f"<= {WIRE_KB:.0f} kB",
        kb <= WIRE_KB,
    )
    said = f"{seconds:.1f} s"
    yield "… at 400 kbit/s and 200 ms a turn", said, f"<= {WIRE_S:.0f} s", seconds <= WIRE_S


def _fields(site: Flask) -> Row:
    """What a volunteer must answer: what is required, a time, and a way to be reached."""
    with site.test_request_context():
        forms = [form(formdata=None, meta={"csrf": False}) for _name, form in STEPS.values()]
        needed = [
            field.name
            for form in forms
            for field in form
            if any(isinstance(judge, Needed) for judge in field.validators)
        ]
    count = len(needed) + ONE_OF_SEVERAL
    return "fields a volunteer must fill in", str(count), f"<= {FIELDS}", count <= FIELDS


def _refused(site: Flask) -> Row:
    """An identity number in each text field of each form."""
    fields, kept = 0, []
    with site.test_request_context():
        for kind in set(test_fields.all_forms()):
            options = {"meta": {"csrf": False}}
            for base in kind.__mro__:
                options |= test_fields.ASKED_WITH.get(base.__name__, {})
            names = test_fields.texts_of(kind(formdata=None, **options))
            for name in names:
                fields += 1
                form = kind(MultiDict({name: "811218-9876"}), **options)
                for field in form:
                    if getattr(field, "choices", ()) is None:
                        field.choices = []
                form.validate()
                kept += [] if form[name].errors else [f"{kind.__name__}.{name}"]
    said = f"{fields - len(kept)} of {fields}" + (f": {', '.join(kept)}" if kept else "")
    return "text fields that refuse an identity number", said, "all", not kept


def _numbers() -> Row:
    """Drawn identity and coordination numbers, refused however they are written."""
    dice, let_in = Random(6), 0
    for _ in range(NUMBERS):
        day = dice.choice((0, 60))
        born = f"{dice.randint(30, 99)}{dice.randint(1, 12):02}{dice.randint(1, 28) + day:02}"
        nine = f"{born}{dice.randint(1, 999):03}"
        number = f"19{born}-{nine[6:]}{_luhn(nine)}"
        forms = (number, number[2:], number.replace("-", ""))
        let_in += sum(not identity_numbers.refused(text, on=make.MONDAY) for text in forms)
    total = 3 * NUMBERS
    return "drawn identity numbers refused", f"{total - let_in} of {total}", "all", let_in == 0


def _luhn(digits: str) -> int:
    """The check digit (ISO/IEC 7812-1)."""
    doubled = [int(digit) * (2 - place % 2) for place, digit in enumerate(digits)]
    return -sum(value - 9 * (value > 9) for value in doubled) % 10


def _gates() -> Iterator[Row]:
    """Each gate of each type removed alone: nothing suggested, nothing matched by hand."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'gates.db'}"
        upgrade(url)
        database = Database(url)
        leaks = [str(cell) for cell in gates.CELLS if _leaks(database, cell)]
        shut = [str(cell) for cell in gates.OPEN if not _leaks(database, cell)]
        database.dispose()
    said = f"{len(gates.CELLS) - len(leaks)} of {len(gates.CELLS)}"
    yield "cells of gates × types that let nobody through", said, "all", not leaks
    said = f"{len(gates.OPEN) - len(shut)} of {len(gates.OPEN)}"
    yield "types that let somebody through with every gate open", said, "all", not shut


def _leaks(database: Database, cell: gates.Cell) -> bool:
    """Somebody is suggested, or can be matched by hand. Nothing is kept."""
    with database.writing() as session:
        centre = make.a_centre(session)
        by = {"centre": centre.id, "by": make.an_account(session, centre).id, "at": make.AT}
        volunteer = gates.volunteer(session, centre, cell)
        need = gates.need(session, centre, cell.type)
        weeks.run_week(session, centre=centre.id, iso_week="2026-W48", at=make.AT)
        is_suggested = session.query(Suggestion).count() > 0
        try:
            reason = OverrideReason.BOTH_AGREED
            matches.match_by_hand(session, volunteer.id, need.id, override_reason=reason, **by)
            is_matched = True
        except RuleBroken:
            is_matched = False
        session.rollback()
    return is_suggested or is_matched


def _pages(site: Flask, database: Database, ids: dict[str, str]) -> Iterator[Row]:
    """Every page of the ways in, over a small centre: the whole one is the area `main`."""
    rooms = tuple(f"{room}." for room in ROOMS)
    yield from _told(main._open_all(site, database, ids, rooms=rooms), "a small centre", PAGE_MS)


def _large() -> Iterator[Row]:
    """Every page of the site, with a year behind the centre, and in a city of twelve centres."""
    with main._centre(demo.SIZES["centre"]) as (site, _, database, ids):
        with database.reading() as session:
            lena = sa.select(Account.id).where(Account.email == tour.EMAIL)
            by = session.scalars(lena).one()
        history.live(database, ids["centre"], by, tour.AT)
        yield from _told(main._open_all(site, database, ids, LOOKS), "a year's history", PAGE_MS)
    towns = (town(), *demo.SIZES["city"].towns[1:])
    city = replace(demo.SIZES["city"], towns=towns, alike=len(towns))  # eleven are copies
    with main._centre(city) as (site, _, database, ids):
        yield from _told(main._open_all(site, database, ids, LOOKS), "a city of 12", CITY_MS)


def _told(pages: list[main.Opened], size: str, most_ms: float) -> Iterator[Row]:
    """Three figures of the pages opened."""
    failing = sorted({page.endpoint for page in pages if page.status >= 500})
    yield f"pages that fail, {size}", ", ".join(failing) or "0", "0", not failing
    slowest = max(pages, key=lambda page: page.ms)
    what = f"slowest of {len(pages)} pages, {size}: {slowest.endpoint}"
    yield what, f"{slowest.ms:.1f} ms", f"<= {most_ms:.0f} ms", slowest.ms <= most_ms
    most = max(pages, key=lambda page: page.queries)
    what = f"most queries of a page, {size}: {most.endpoint}"
    yield what, str(most.queries), f"<= {QUERIES}", most.queries <= QUERIES
