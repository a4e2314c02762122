"""Two volunteers who go together, from the deed to the week's suggestions."""

import pytest
import sqlalchemy as sa

from matcher.domain.errors import Invalid
from matcher.services import couples, weeks
from matcher.store.suggestions import Suggestion
from tests.make import AT, a_centre, a_need, a_volunteer, an_account, an_organisation

WEEK = "2026-W48"


@pytest.fixture
def centre(session):
    return a_centre(session)


@pytest.fixture
def who(session, centre):
    return {"centre": centre.id, "by": an_account(session, centre).id, "at": AT}


def a_group(session, centre, seats, **facts):
    return a_need(session, an_organisation(session, centre), seats=seats, **facts)


def suggested(session):
    asked = sa.select(Suggestion.volunteer_id).where(Suggestion.rank == 0)
    return set(session.scalars(asked.where(Suggestion.state == "proposed")))


def test_two_who_go_together_are_suggested_to_the_same_uppdrag(session, centre, who):
    one, other = (a_volunteer(session, centre, forms=["group"]) for _ in range(2))
    a_group(session, centre, seats=2)
    couples.go_together(session, one.id, other.id, **who)

    weeks.run_week(session, centre=centre.id, iso_week=WEEK, at=AT)

    assert suggested(session) == {one.id, other.id}


def test_two_who_go_together_are_not_suggested_where_there_is_one_seat(session, centre, who):
    one, other = (a_volunteer(session, centre, forms=["group"]) for _ in range(2))
    a_group(session, centre, seats=1)
    weeks.run_week(session, centre=centre.id, iso_week=WEEK, at=AT)
    assert len(suggested(session)) == 1

    couples.go_together(session, one.id, other.id, **who)
    assert suggested(session) == set()

    couples.part(session, other.id, **who)
    assert len(suggested(session)) == 1


def test_nobody_goes_with_two(session, centre, who):
    one, other, third = (a_volunteer(session, centre, forms=["group"]) for _ in range(3))
    couples.go_together(session, one.id, other.id, **who)

    with pytest.raises(Invalid) as refused:
        couples.go_together(session, third.id, other.id, **who)

    assert refused.value.faults["with_id"].code == "goes_with_another"


def test_group_that_needs_three_is_not_begun_with_two(session, centre):
    for _ in range(2):
        a_volunteer(session, centre, forms=["group"])
    a_group(session, centre, seats=4, least=3)

    weeks.run_week(session, centre=centre.id, iso_week=WEEK, at=AT)

    assert suggested(session) == set()
