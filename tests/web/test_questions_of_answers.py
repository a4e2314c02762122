"""A page of answers asks the database as often of a large centre as of a small one."""

from contextlib import contextmanager

import pytest
import sqlalchemy as sa

from matcher.services import weeks
from matcher.store.centres import Centre
from tests.make import AT, a_centre, a_volunteer, a_waiting, an_account, hashed
from tests.visitor import Visitor

PASSWORD = "ett lösenord för prov"
WEEKS = ("2026-W47", "2026-W48")
OF_ALL = ("flaskhalsar?nu=", "okant", "tank-om", "tank-om?minuter=10", "andrat", "vredet")


@pytest.fixture
def lena(app, database):
    app.config["CLOCK"] = lambda: AT
    with database.writing() as session:
        centre = a_centre(session)
        hers = {"email": "lena@example.org", "password_hash": hashed(PASSWORD)}
        an_account(session, centre, **hers)
        for week in WEEKS:
            ids = people(session, centre)  # some come each week, so that the weeks differ
            weeks.run_week(session, centre=centre.id, iso_week=week, at=AT)
    lena = Visitor(app).come_in("lena@example.org", PASSWORD)
    return lena, ids, centre.id


def people(session, centre, count=2):
    """So many volunteers, and more who wait than they can reach; one of each, by id."""
    volunteers = [a_volunteer(session, centre, reach_minutes=5) for _ in range(count)]
    needs = [a_waiting(session, centre, first_name=f"Bo{n}") for n in range(count + 2)]
    return {"volunteer": volunteers[0].id, "need": needs[0].id}


def test_answers_ask_no_more_of_a_centre_with_more_people(lena, database):
    visitor, ids, centre = lena
    pages = [*(f"/svar/{page}" for page in OF_ALL), f"/svar/uppdrag/{ids['need']}",
             f"/svar/volontar/{ids['volunteer']}", f"/svar/par/{ids['need']}/{ids['volunteer']}",
             f"/vantar/{ids['need']}?nu="]  # fmt: skip
    few = {page: asked_for(visitor, database, page) for page in pages}
    with database.writing() as session:
        people(session, session.get_one(Centre, centre), count=8)
        weeks.run_week(session, centre=centre, iso_week="2026-W49", at=AT)
    many = {page: asked_for(visitor, database, page) for page in pages}

    assert {page: (few[page], many[page]) for page in pages if many[page] > few[page]} == {}
    assert max(many.values()) <= 40


def asked_for(visitor, database, page):
    """How many questions a look asks when nothing is kept from before it."""
    with database.writing() as session:
        session.execute(sa.text("UPDATE volunteers SET version = version + 1"))
    with counting(database) as asked:
        visitor.open(page)
    return len(asked)


@contextmanager
def counting(database):
    asked = []

    def note(*given):
        asked.append(given[2])

    sa.event.listen(database.engine, "before_cursor_execute", note)
    yield asked
    sa.event.remove(database.engine, "before_cursor_execute", note)
