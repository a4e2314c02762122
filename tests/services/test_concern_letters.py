"""Whoever a concern lies with is told that there is one, and nobody anything else (R70)."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from matcher.domain.accounts import Role
from matcher.domain.concerns import NewConcern, Witness
from matcher.services import (
    absences,
    concern_letters,
    concern_plans,
    concerns,
    drawer,
    outbox,
)
from matcher.store.letters import Letter
from matcher.store.todos import Todo
from tests import make

SITE = "https://handslag.example"
MONDAY = make.AT
TUESDAY, WEDNESDAY, SATURDAY = (MONDAY + timedelta(days=days) for days in (1, 2, 5))


@pytest.fixture
def centre(session):
    return make.a_centre(session)


@pytest.fixture
def two(session, centre):
    """Lena and Ylva, who both have the role; and Bo, who has not."""
    make.an_account(session, centre, name="Bo", email="bo@example.org")
    roles = (Role.COORDINATOR, Role.SAFEGUARDING)
    return [
        make.an_account(session, centre, name=name, email=f"{name}@example.org", roles=roles)
        for name in ("Lena", "Ylva")
    ]


@pytest.fixture
def noted(session, centre, two):
    """A concern about Zzaino that Lena noted on Monday: it is looked at again on Tuesday."""
    aino = make.a_recipient(session, centre, first_name="Zzaino")
    seen = {"text": "Zzkanarie stod i hallen", "seen_on": MONDAY.date()}
    new = NewConcern(witness=Witness.VOLUNTEER, recipient_id=aino.id, **seen)
    return concerns.note(session, new, centre=centre.id, by=two[0].id, at=MONDAY)


def told(session, centre, at):
    """To whom a letter has gone when the clock has done that day's work, twice."""
    for _ in range(2):
        concern_letters.remind(session, public_url=SITE, centre=centre.id, at=at)
    asked = sa.select(Letter.to).where(Letter.made_at == at).order_by(Letter.to)
    return [to.partition("@")[0] for to in session.scalars(asked)]


@pytest.mark.parametrize(
    ("day", "to"),
    [(MONDAY, []), (TUESDAY, ["Lena"]), (WEDNESDAY, ["Lena", "Ylva"]), (SATURDAY, [])],
    ids=["before its day", "on its day", "late", "no working day"],
)
def test_r70_whose_concern_it_is_has_a_letter_on_its_day_and_all_with_the_role_when_it_is_late(
    session, centre, noted, day, to
):
    assert told(session, centre, day) == to


def test_r70_concern_of_somebody_who_is_away_is_told_to_the_others_with_the_role(
    session, centre, two, noted
):
    lena, ylva = two
    days = {"from_on": TUESDAY.date(), "until_on": TUESDAY.date()}
    absences.add(session, lena.id, ylva.id, **days, centre=centre.id, by=lena.id, at=MONDAY)

    assert told(session, centre, TUESDAY) == ["Lena", "Ylva"]


def test_r70_letter_says_nothing_of_what_or_of_whom(session, centre, noted):
    told(session, centre, TUESDAY)

    (letter,) = session.scalars(sa.select(Letter))

    said = f"{letter.subject} {letter.text} {letter.html}"
    assert f"{SITE}/oroanteckningar/" in said
    assert not [word for word in ("Zz", noted, "volontär") if word in said]
    assert "oro" not in letter.subject.lower()


def test_r70_colleague_to_whom_a_concern_is_given_has_a_letter_at_once(session, centre, two, noted):
    lena, ylva = two
    day, known = TUESDAY.date(), {"centre": centre.id, "by": lena.id, "at": MONDAY}

    for owner in (lena, ylva, ylva):
        concern_plans.plan(session, noted, owner.id, day, public_url=SITE, **known)

    assert session.scalars(sa.select(Letter.to)).all() == [ylva.email]


@pytest.mark.parametrize(("roles", "count"), [({Role.COORDINATOR}, 0), ({Role.SAFEGUARDING}, 1)])
def test_r70_drawer_shows_the_letter_to_the_role_alone(session, centre, noted, roles, count):
    told(session, centre, TUESDAY)

    assert len(drawer.listed(session, roles=roles, centre=centre.id)) == count


def test_r70_letter_that_never_gets_there_is_no_thing_to_do_of_those_without_the_role(
    session, centre, noted
):
    told(session, centre, TUESDAY)
    (letter,) = session.scalars(sa.select(Letter))

    outbox.give_up(session, letter.id, "smtp 550", at=TUESDAY)

    assert not session.scalars(sa.select(Todo.kind)).all()
