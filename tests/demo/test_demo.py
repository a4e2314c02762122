"""The demonstration: invented, the same for the same seed, skewed as real centres are (R105)."""

import re
import statistics
from contextlib import contextmanager
from dataclasses import replace
from shutil import copyfile

import pytest
import sqlalchemy as sa

from matcher import demo
from matcher.demo.chances import FICTION_PHONES
from matcher.domain.matches import MatchState
from matcher.domain.needs import NeedState
from matcher.domain.people import Bears, Gender, Trait
from matcher.domain.plans import TodoKind, TodoState
from matcher.domain.recipients import RecipientState
from matcher.domain.volunteers import VolunteerState
from matcher.store.audit import Deed, broken_at
from matcher.store.centres import Centre
from matcher.store.letters import Letter
from matcher.store.matches import Match
from matcher.store.needs import Need
from matcher.store.recipients import HomeFact, Recipient
from matcher.store.sessions import Database
from matcher.store.todos import Todo
from matcher.store.volunteers import ClearanceStep, Volunteer
from tests.make import AT

pytestmark = pytest.mark.slow  # fills demonstration centres


@pytest.fixture(scope="module")
def database(_sqlite_template, tmp_path_factory):
    """A demonstration centre, filled once for all that look at it."""
    with _opened(_sqlite_template, tmp_path_factory) as opened:
        with opened.writing() as session:
            demo.fill(session, at=AT)
        yield opened


@contextmanager
def _opened(template, folders):
    path = folders.mktemp("demo") / "handslag.db"
    copyfile(template, path)
    opened = Database(f"sqlite:///{path}")
    yield opened
    opened.dispose()


@pytest.fixture
def session(database):
    with database.reading() as opened:
        yield opened


def rows(session, model, *conditions):
    return session.scalars(sa.select(model).where(*conditions)).all()


def test_centre_has_140_volunteers_and_60_waiting(session):
    waiting = rows(session, Recipient, Recipient.state == RecipientState.WAITING)

    assert len(rows(session, Volunteer)) == 140
    assert len(waiting) == 60


def test_pairs_that_meet_have_filled_needs(session):
    matches = rows(session, Match, Match.met_on.is_not(None))
    filled = rows(session, Need, Need.state == NeedState.FILLED)

    assert len(matches) == len(filled) == 52


def test_nobody_who_meets_somebody_is_called_as_one_who_waits(session):
    asked = sa.select(Recipient.state).join(Todo, Todo.recipient_id == Recipient.id)
    open_calls = (Todo.kind == TodoKind.CALL_WAITING, Todo.state == TodoState.OPEN)

    assert set(session.scalars(asked.where(*open_calls))) == {RecipientState.WAITING}


def test_pairs_stand_at_every_step_of_the_way(session):
    states = {match.state for match in rows(session, Match)}

    assert states >= {
        MatchState.APPROVED, MatchState.VOLUNTEER_ASKED, MatchState.VOLUNTEER_YES,
        MatchState.BOTH_YES, MatchState.MEETING_BOOKED, MatchState.TRIAL, MatchState.ACTIVE,
        MatchState.PAUSED, MatchState.ENDING,
    }  # fmt: skip


def test_women_are_the_large_majority_on_both_sides(session):
    for side in (Volunteer, Recipient):
        told = [one.gender for one in rows(session, side) if one.gender]
        assert 0.6 < told.count(Gender.WOMAN) / len(told) < 0.85


def test_recipients_are_about_eighty_two(session):
    ages = [AT.year - one.birth_year for one in rows(session, Recipient) if one.birth_year]

    assert 79 <= statistics.median(ages) <= 85


def test_some_have_signed_up_and_wait_for_a_call(session):
    new = rows(session, Volunteer, Volunteer.state == VolunteerState.INTERESTED)

    assert len(new) == 7


def test_nobody_has_taken_a_step_that_is_still_to_come(session):
    assert max(step.on for step in rows(session, ClearanceStep)) <= AT.date()


def test_nobody_keeps_a_dog_that_she_cannot_be_near(session):
    owners = sa.select(HomeFact.recipient_id).where(HomeFact.trait == Trait.DOG, HomeFact.present)
    keepers = rows(session, Recipient, Recipient.id.in_(owners))
    theirs = [one.bears.get(Trait.DOG) for one in keepers]
    traits = [one.traits for one in rows(session, Volunteer) if one.traits["has"].get(Trait.DOG)]
    hers = [one["bears"].get(Trait.DOG) for one in traits]

    assert len(theirs) > 1 < len(hers)
    assert {*theirs, *hers} <= {Bears.FINE, None}


def test_every_telephone_is_kept_for_fiction(session):
    allowed = {f"+{first + step}" for first, count in FICTION_PHONES for step in range(count)}
    people = [*rows(session, Volunteer), *rows(session, Recipient), *rows(session, Centre)]

    assert {one.phone for one in people if one.phone} <= allowed


def test_nobody_can_be_written_to(session):
    addresses = [one.email for one in rows(session, Volunteer) if one.email]

    assert addresses
    assert all(address.endswith("@example.org") for address in addresses)


def test_country_has_four_hundred_centres_none_called_like_another():
    towns = demo.SIZES["country"].towns

    assert len(towns) == len({town.name for town in towns}) == 400


@pytest.fixture(scope="module")
def two_towns(_sqlite_template, tmp_path_factory):
    """The first two towns of the country, with few people; their centres, and a session."""
    few = replace(demo.SIZES["country"], volunteers=9, waiting=4, matched=2, enquiries=1)
    with pytest.MonkeyPatch.context() as patch, _opened(_sqlite_template, tmp_path_factory) as made:
        patch.setitem(demo.SIZES, "few", replace(few, towns=few.towns[:2]))
        with made.writing() as session:
            yield demo.fill(session, size="few", at=AT), session


def test_second_town_of_a_country_has_the_people_of_the_first_elsewhere(two_towns):
    centres, session = two_towns
    here, there = (rows(session, Volunteer, Volunteer.centre_id == one) for one in centres)

    assert sorted(map(_called, here)) == sorted(map(_called, there))
    assert not {one.id for one in here} & {one.id for one in there}
    assert not {_point(one) for one in here} & {_point(one) for one in there}


def test_r79_trail_of_a_copied_centre_holds_and_tells_of_its_own(two_towns):
    (_, copied), session = two_towns
    volunteers = {one.id for one in rows(session, Volunteer, Volunteer.centre_id == copied)}
    added = rows(session, Deed, Deed.centre_id == copied, Deed.deed == "volunteer.added")

    assert broken_at(session, Deed, centre=copied) is None
    assert {line.about_id for line in added} == volunteers


def test_copied_pairs_are_of_the_copied_centre(two_towns):
    (first, copied), session = two_towns
    here, there = (rows(session, Match, Match.centre_id == one) for one in (first, copied))

    assert len(here) == len(there) > 2
    assert {one.need_id for one in there} <= {
        one.id for one in rows(session, Need, Need.centre_id == copied)
    }


def test_same_seed_makes_the_same_people(database, database_url):
    again = Database(database_url)
    with again.writing() as other:
        demo.fill(other, at=AT)
    with database.reading() as one, again.reading() as two:
        assert _seen(one) == _seen(two)
    again.dispose()


def test_other_seed_makes_other_people_and_their_letters_lead_here(database, database_url):
    again, here = Database(database_url), "http://127.0.0.1:8123"
    with again.writing() as other:
        demo.fill(other, at=AT, seed=7, public_url=here)
    with database.reading() as one, again.reading() as two:
        assert not _seen(one) & _seen(two)
        links = re.findall(r"https?://[^/\s]+", " ".join(two.scalars(sa.select(Letter.text))))
        assert set(links) == {here}
    again.dispose()


def _called(volunteer):
    return volunteer.first_name, volunteer.surname, volunteer.phone


def _point(volunteer):
    return volunteer.place["lat"], volunteer.place["lon"]


def _seen(session):
    asked = sa.select(Volunteer.id, Volunteer.first_name, Volunteer.surname, Volunteer.phone)
    return {tuple(row) for row in session.execute(asked)}
