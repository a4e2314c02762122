"""A home visit, and who may say yes for a person, at a coordinator's desk."""

from datetime import date

import pytest
import sqlalchemy as sa

from matcher.domain.people import Trait
from matcher.store.recipients import HomeFact, Recipient
from matcher.store.representatives import RepresentativeRow
from tests import make
from tests.web.desk import IDENTITY_NUMBER, rows


@pytest.fixture
def aino(database, centre):
    with database.writing() as session:
        return make.a_recipient(session, centre, home=[(Trait.DOG, True)])


def visit(aino):
    return f"/mottagare/{aino.id}/hembesok"


def test_r25_what_was_seen_has_its_day_and_what_was_not_stays_unknown(lena, aino, database):
    lena.send(lena.open(visit(aino)), {"visited_on": "2026-11-20", "home_cat": "no"})

    facts = {fact.trait: (fact.present, fact.checked_on) for fact in rows(database, HomeFact)}
    assert facts == {Trait.CAT: (False, date(2026, 11, 20)), Trait.DOG: (True, None)}


def test_r25_visit_where_nothing_was_seen_is_not_noted(lena, aino, database):
    page = lena.send(lena.open(visit(aino)), {"visited_on": "2026-11-20"}, expect=422)

    assert "Svara på minst en fråga" in page.text
    assert rows(database, Recipient)[0].version == 1


def test_visit_on_a_day_to_come_is_refused(lena, aino):
    lena.send(lena.open(visit(aino)), {"visited_on": "2026-12-24", "home_cat": "no"}, expect=422)


def test_visit_noted_twice_at_once_is_shown_to_the_second(lena, aino, database):
    page = lena.open(visit(aino))
    with database.writing() as session:
        session.execute(sa.update(Recipient).values(version=5))

    page = lena.send(page, {"visited_on": "2026-11-20", "home_cat": "no"}, expect=422)

    assert "Någon annan har sparat" in page.text


def test_r23_representative_is_named_and_asked_again(lena, aino, database):
    page = lena.open(f"/mottagare/{aino.id}/foretradare")
    named = {"kind": "god_man", "name": "Gun Mannerfelt", "scope_seen_on": "2026-11-20"}

    page = lena.send(page.form(f"/mottagare/{aino.id}/foretradare"), named)

    assert "Frågas igen senast lördag 20 november 2027." in page.text
    assert rows(database, RepresentativeRow)[0].name == "Gun Mannerfelt"
    page = lena.send(page.form(f"/mottagare/{aino.id}/foretradare/igen"), {"decides": "own"})
    assert rows(database, RepresentativeRow) == []


def test_r27_identity_number_is_refused_as_a_representatives_name(lena, aino, database):
    page = lena.open(f"/mottagare/{aino.id}/foretradare")
    named = {"kind": "god_man", "name": IDENTITY_NUMBER, "scope_seen_on": "2026-11-20"}

    lena.send(page.form(f"/mottagare/{aino.id}/foretradare"), named, expect=422)

    assert rows(database, RepresentativeRow) == []
