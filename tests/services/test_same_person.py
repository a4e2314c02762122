"""Who may be in the register twice is shown on her page: a death or a no must reach both (R63)."""

import pytest

from matcher.domain.recipients import RecipientState
from matcher.services import same_person
from tests import make


@pytest.fixture
def centre(session):
    return make.a_centre(session)


def shown(session, person):
    return [one.id for one in same_person.of(session, person)]


def test_r63_who_is_referred_and_then_calls_herself_is_seen_to_be_one(session, centre):
    phone = "+46846500499"
    first = make.a_recipient(session, centre, first_name="Svea", surname="Holm", phone=phone)
    again = make.a_recipient(session, centre, first_name="Svea", surname="", phone=phone)

    assert shown(session, again) == [first.id]
    assert shown(session, first) == [again.id]


def test_couple_with_one_telephone_are_two(session, centre):
    for name in ("Arne", "Gunvor"):
        person = make.a_recipient(session, centre, first_name=name, surname="Ek")

    assert shown(session, person) == []


def test_very_name_and_year_of_birth_are_asked_about_with_another_telephone(session, centre):
    told = {"first_name": "Sven", "surname": "Öst", "birth_year": 1950}
    first = make.a_volunteer(session, centre, phone="+46701740611", **told)
    again = make.a_volunteer(session, centre, phone="+46701740612", **told)

    (one,) = same_person.of(session, again)

    assert (one.id, one.by_phone) == (first.id, False)


def test_namesake_of_another_age_and_telephone_is_another(session, centre):
    for year, phone in ((1950, "+46701740611"), (1951, "+46701740612")):
        person = make.a_volunteer(session, centre, first_name="Sven", birth_year=year, phone=phone)

    assert shown(session, person) == []


def test_r1_another_centres_row_does_not_exist(session, centre):
    make.a_recipient(session, make.a_centre(session), first_name="Svea")

    assert shown(session, make.a_recipient(session, centre, first_name="Svea")) == []


def test_r63_living_row_of_who_may_have_died_tells_of_the_death(session, centre):
    dead = make.a_recipient(session, centre, first_name="Svea", state=RecipientState.DECEASED)
    living = make.a_recipient(session, centre, first_name="Svea")

    assert [(one.id, one.is_dead) for one in same_person.of(session, living)] == [(dead.id, True)]


def test_who_has_ended_is_settled_and_asked_about_no_more(session, centre):
    make.a_recipient(session, centre, first_name="Svea", state=RecipientState.ENDED)

    assert shown(session, make.a_recipient(session, centre, first_name="Svea")) == []
