"""Nothing is done with what is known of somebody while it is to be settled (R77)."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from matcher.domain import found_as_json as as_json
from matcher.domain.errors import NotNow, RuleBroken
from matcher.domain.matches import OverrideReason
from matcher.domain.volunteers import VolunteerState
from matcher.services import erasure, exports, matches, restrictions, weeks
from matcher.services.exports import What
from matcher.store.suggestions import Suggestion, WithoutRow
from matcher.store.volunteers import Volunteer
from tests import make
from tests.make import AT


@pytest.fixture
def centre(session):
    return make.a_centre(session)


@pytest.fixture
def who(session, centre):
    return {"centre": centre.id, "by": make.an_account(session, centre).id}


@pytest.fixture
def pair(session, centre):
    """Two who suit each other: (about, id) of each, and the need."""
    volunteer, need = make.a_volunteer(session, centre), make.a_waiting(session, centre)
    return {"volunteer": volunteer.id, "recipient": need.recipient_id, "need": need.id}


BOTH = pytest.mark.parametrize("about", ["volunteer", "recipient"])


@BOTH
def test_r77_who_is_restricted_is_not_suggested(session, centre, who, pair, about):
    restrictions.restrict(session, about, pair[about], **who, at=AT)

    weeks.run_week(session, centre=centre.id, iso_week="2026-W48", at=AT)

    assert session.scalars(sa.select(Suggestion)).all() == []


@BOTH
def test_r77_who_is_restricted_stands_without_suggestion_by_that_reason_alone(
    session, centre, who, pair, about
):
    restrictions.restrict(session, about, pair[about], **who, at=AT)

    weeks.run_week(session, centre=centre.id, iso_week="2026-W48", at=AT)

    found = {one.volunteer_id or one.need_id: one for one in session.scalars(sa.select(WithoutRow))}
    row = found[pair["need" if about == "recipient" else about]]
    why = as_json.without_from(row.why, row.subject, "she")
    assert (why.own, why.possible, why.near) == (("restricted",), 0, ())


@BOTH
def test_r77_who_is_restricted_is_let_go_of_in_the_week_shown_and_comes_back(
    session, centre, who, pair, about
):
    weeks.run_week(session, centre=centre.id, iso_week="2026-W48", at=AT)
    waiting = sa.select(Suggestion.id).where(Suggestion.state == "proposed")
    assert session.scalar(waiting)

    restrictions.restrict(session, about, pair[about], **who, at=AT)
    assert not session.scalar(waiting)
    restrictions.lift(session, about, pair[about], **who, at=AT)

    assert session.scalar(waiting)


@BOTH
def test_r77_who_is_restricted_is_not_matched_by_hand(session, centre, who, pair, about):
    restrictions.restrict(session, about, pair[about], **who, at=AT)

    with pytest.raises(RuleBroken) as refused:
        matches.match_by_hand(
            session, pair["volunteer"], pair["need"], **who, at=AT,
            override_reason=OverrideReason.BOTH_AGREED,
        )  # fmt: skip

    assert "restricted" in refused.value.rules


def test_r77_nothing_is_thrown_away_while_it_is_restricted(session, centre, who):
    told = {"state": VolunteerState.LEFT, "restricted_at": AT}
    volunteer = make.a_volunteer(session, centre, **told)

    erasure.keep_times(session, centre=centre.id, at=AT + timedelta(days=900))

    assert session.get(Volunteer, volunteer.id).first_name == volunteer.first_name
    with pytest.raises(NotNow):
        erasure.erase(session, "volunteer", volunteer.id, **who, at=AT)


@BOTH
def test_r77_who_is_restricted_is_in_no_list_that_is_taken_out(session, who, pair, about):
    what = {"volunteer": What.VOLUNTEERS, "recipient": What.WAITING}[about]
    assert exports.export(session, what, purpose="meeting", **who, at=AT).rows == 1

    restrictions.restrict(session, about, pair[about], **who, at=AT)

    assert exports.export(session, what, purpose="meeting", **who, at=AT).rows == 0


def test_restricting_twice_is_refused(session, centre, who, pair):
    restrictions.restrict(session, "volunteer", pair["volunteer"], **who, at=AT)

    with pytest.raises(NotNow):
        restrictions.restrict(session, "volunteer", pair["volunteer"], **who, at=AT)
