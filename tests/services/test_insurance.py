"""What the insurance does not cover: a warning that is signed, and never a reason to hide (R16)."""

import pytest

from matcher.domain.clearance import AssignmentType
from matcher.domain.errors import Invalid, NotNow
from matcher.domain.insurance import Breach, Terms, breaches
from matcher.services import insurance, match_circles, matches, weeks
from matcher.store import volunteers
from matcher.store.suggestions import Suggestion
from tests.make import AT, a_centre, a_volunteer, a_waiting, an_account

UNTIL_70 = Terms(until_age=70)
NO_VISITS = Terms(not_insured=frozenset({AssignmentType.VISIT}))


@pytest.fixture
def centre(session):
    return a_centre(session)


@pytest.fixture
def who(session, centre):
    return {"centre": centre.id, "by": an_account(session, centre).id, "at": AT}


@pytest.fixture
def karin(session, centre):
    """Seventy-one this year."""
    return a_volunteer(session, centre, birth_year=1955)


def warned(session, volunteer):
    centre = volunteer.centre_id
    whole = volunteers.one(session, volunteer.id, centre=centre)
    return insurance.warnings(session, whole, centre=centre, on=AT.date())


@pytest.mark.parametrize(("born", "found"), [(1955, [70]), (1956, []), (1990, []), (None, [])])
def test_r16_age_outside_the_insurance_is_told(born, found):
    told = breaches(UNTIL_70, birth_year=born, types=(), year=2026)

    assert [breach.until_age for breach in told] == found


def test_r16_type_that_is_not_insured_is_told():
    told = breaches(NO_VISITS, birth_year=1990, types=AssignmentType, year=2026)

    assert told == (Breach(type=AssignmentType.VISIT),)


def test_r16_volunteer_of_71_is_suggested_where_the_limit_is_70(session, centre, who, karin):
    wanted = a_waiting(session, centre)
    insurance.say_terms(session, UNTIL_70, **who)

    weeks.run_week(session, centre=centre.id, iso_week="2026-W48", at=AT)

    [row] = session.query(Suggestion).filter_by(state="proposed").all()
    assert (row.volunteer_id, row.need_id) == (karin.id, wanted.id)


@pytest.mark.parametrize("terms", [UNTIL_70, NO_VISITS])
def test_r16_match_waits_for_initials_and_is_possible_with_them(session, centre, who, karin, terms):
    wanted = a_waiting(session, centre)
    insurance.say_terms(session, terms, **who)
    with pytest.raises(NotNow):
        matches.match_by_hand(session, karin.id, wanted.id, **who)

    [warning] = warned(session, karin)
    insurance.sign(session, karin.id, warning.breach.terms, "lå", **who)

    assert [one.initials for one in warned(session, karin)] == ["LÅ"]
    assert matches.match_by_hand(session, karin.id, wanted.id, **who).need_id == wanted.id


def test_r16_new_terms_are_read_anew(session, who, karin):
    insurance.say_terms(session, UNTIL_70, **who)
    insurance.sign(session, karin.id, "age:70", "LÅ", **who)

    insurance.say_terms(session, Terms(until_age=65), **who)

    assert [one.initials for one in warned(session, karin)] == [None]


@pytest.mark.parametrize("initials", ["", "L", "L1", "LENAÅ"])
def test_r16_what_are_no_initials_are_refused(session, who, karin, initials):
    insurance.say_terms(session, UNTIL_70, **who)

    with pytest.raises(Invalid):
        insurance.sign(session, karin.id, "age:70", initials, **who)


def test_nothing_is_asked_where_the_centre_has_said_nothing(session, centre, who, karin):
    wanted = a_waiting(session, centre)

    assert warned(session, karin) == ()
    assert matches.match_by_hand(session, karin.id, wanted.id, **who).need_id == wanted.id


def test_r16_one_more_in_a_circle_waits_for_initials_too(session, centre, who, karin):
    young = a_volunteer(session, centre, first_name="Bo", phone="+46701740612", birth_year=1990)
    match = matches.match_by_hand(session, young.id, a_waiting(session, centre).id, **who)
    insurance.say_terms(session, UNTIL_70, **who)

    with pytest.raises(NotNow):
        match_circles.join_volunteer(session, match.id, karin.id, **who)

    insurance.sign(session, karin.id, "age:70", "LÅ", **who)
    assert match_circles.join_volunteer(session, match.id, karin.id, **who) is match
