"""The week shown keeps up with people: who rests, leaves or says no is not in it."""

from datetime import date, time, timedelta

import pytest

from matcher.domain.availability import weekly
from matcher.domain.consent import ConsentKind
from matcher.domain.matches import MatchState
from matcher.domain.needs import NeedState
from matcher.domain.recipients import RecipientState
from matcher.domain.regular_times import RegularTime
from matcher.domain.suggestions import Verdict
from matcher.domain.volunteers import VolunteerState
from matcher.services import (
    clearance_mistakes,
    needs,
    organisations,
    own_deeds,
    recipients,
    regular_times,
    restrictions,
    suggestions,
    volunteers,
    week_pages,
    week_upkeep,
    weeks,
)
from matcher.store.matches import Match, Participant
from matcher.store.recipients import Recipient
from matcher.store.runs import newest_run
from tests.make import (
    AT,
    a_centre,
    a_need,
    a_volunteer,
    a_waiting,
    an_account,
    an_organisation,
)

TODAY = AT.date()
NEXT_MONTH = TODAY + timedelta(weeks=4)


@pytest.fixture
def centre(session):
    return a_centre(session)


@pytest.fixture
def who(session, centre):
    """Whose deed it is, where and when."""
    return {"centre": centre.id, "by": an_account(session, centre).id, "at": AT}


@pytest.fixture
def karin(session, centre):
    return a_volunteer(session, centre)


@pytest.fixture
def company(session, centre, karin):
    """What somebody who waits would like, suggested to Karin this week."""
    wanted = a_waiting(session, centre)
    weeks.run_week(session, centre=centre.id, iso_week="2026-W48", at=AT)
    assert pairs(session, centre) == {(karin.id, wanted.id)}
    return wanted


def pairs(session, centre):
    """Who is suggested to what, on the page of the week."""
    page = week_pages.week(session, None, centre=centre.id, at=AT)
    return {(line.volunteer.id, line.need.id) for line in page.suggested.rows}


def the_suggestion(session, centre):
    """The one suggestion of the newest week."""
    page = week_pages.week(session, None, centre=centre.id, at=AT)
    (line,) = page.suggested.rows
    return line


def alone(session, centre):
    """The ids of whoever the page of the week says is without a suggestion."""
    page = week_pages.week(session, None, centre=centre.id, at=AT)
    return {line.why.id for line in (*page.needs_without.lines, *page.volunteers_without.lines)}


def test_times_said_on_her_own_page_are_in_the_week(session, centre, karin, company):
    own = {"version": karin.version, "centre": centre.id, "at": AT}

    own_deeds.say_times(session, karin.id, weekly([5], 36, 48), None, **own)

    assert pairs(session, centre) == set()


def test_telephone_changed_on_her_own_page_leaves_the_week_as_it_is(
    session, centre, karin, company
):
    own = {"version": karin.version, "centre": centre.id, "at": AT}
    before = newest_run(session, centre=centre.id).version

    moved = {"phone": "+46701740613", "email": None, "postcode": None}
    own_deeds.say_contact(session, karin.id, **moved, public_url="", **own)

    assert newest_run(session, centre=centre.id).version == before


def test_r9_step_noted_by_mistake_and_taken_back_closes_the_week_to_her(
    session, centre, who, karin, company
):
    (step, *_) = volunteers.one(session, karin.id, **who).steps

    clearance_mistakes.take_back_step(session, karin.id, step.id, **who)

    assert pairs(session, centre) == set()


def test_volunteer_who_pauses_no_longer_stands_in_the_week(session, centre, who, karin, company):
    volunteers.pause(session, karin.id, from_on=TODAY, until_on=None, **who)

    assert pairs(session, centre) == set()
    assert alone(session, centre) == {company.id}


def test_pause_to_come_leaves_the_week_as_it_is(session, centre, who, karin, company):
    volunteers.pause(session, karin.id, from_on=NEXT_MONTH, until_on=None, **who)

    assert pairs(session, centre) == {(karin.id, company.id)}


@pytest.mark.parametrize("close", [volunteers.leave, volunteers.not_relevant])
def test_volunteer_who_leaves_no_longer_stands_in_the_week(
    session, centre, who, karin, company, close
):
    close(session, karin.id, **who)

    assert pairs(session, centre) == set()


def test_somebody_else_is_suggested_when_a_volunteer_pauses(session, centre, who, karin, company):
    other = a_volunteer(session, centre)

    volunteers.pause(session, karin.id, from_on=TODAY, until_on=None, **who)

    assert pairs(session, centre) == {(other.id, company.id)}


def test_r20_week_follows_a_yes_that_is_taken_back(session, centre, who, karin, company):
    recipients.withdraw_consent(session, company.recipient_id, ConsentKind.MATCHING, TODAY, **who)

    assert pairs(session, centre) == set()
    assert karin.id in alone(session, centre)


def test_recipient_who_rests_ends_or_dies_frees_the_volunteer(session, centre, who, karin, company):
    other = a_waiting(session, centre)

    recipients.pause(session, company.recipient_id, **who)
    assert pairs(session, centre) == {(karin.id, other.id)}
    recipients.end(session, other.recipient_id, RecipientState.ENDED, **who)
    assert pairs(session, centre) == set()
    recipients.resume(session, company.recipient_id, **who)
    weeks.recount(session, **who)
    recipients.deceased(session, company.recipient_id, **who)
    assert (pairs(session, centre), alone(session, centre)) == (set(), {karin.id})


def test_r63_no_week_shows_a_suggestion_for_somebody_who_has_died(session, centre, who, company):
    next_week = {**who, "at": AT + timedelta(weeks=1)}
    suggested = the_suggestion(session, centre)
    suggestions.decide(session, suggested.id, Verdict.NOT_NOW, **who)
    weeks.run_week(session, centre=centre.id, iso_week="2026-W49", at=next_week["at"])
    weeks.expire(session, centre=centre.id, at=AT + timedelta(weeks=4))

    recipients.deceased(session, company.recipient_id, **next_week)

    for iso_week in ("2026-W48", "2026-W49"):
        page = week_pages.week(session, iso_week, centre=centre.id, at=AT + timedelta(weeks=4))
        named = [line.need.id for line in (*page.suggested.rows, *page.decided)]
        assert company.id not in [*named, *(line.why.id for line in page.needs_without.lines)]


def test_r54_what_nobody_decided_in_time_is_a_number_in_its_week(session, centre, company):
    weeks.expire(session, centre=centre.id, at=AT + timedelta(weeks=3))

    page = week_pages.week(session, "2026-W48", centre=centre.id, at=AT + timedelta(weeks=3))

    assert (page.suggested.rows, page.expired) == ((), 1)


def test_volunteer_who_comes_back_is_suggested_at_once(session, centre, who, karin, company):
    volunteers.pause(session, karin.id, from_on=TODAY, until_on=None, **who)

    volunteers.resume(session, karin.id, **who)

    assert pairs(session, centre) == {(karin.id, company.id)}


def test_volunteer_who_is_made_active_is_suggested_at_once(session, centre, who):
    wanted = a_waiting(session, centre)
    weeks.run_week(session, centre=centre.id, iso_week="2026-W48", at=AT)
    newcomer = a_volunteer(session, centre, state=VolunteerState.CONTACTED)

    volunteers.make_active(session, newcomer.id, **who)

    assert pairs(session, centre) == {(newcomer.id, wanted.id)}


def test_who_is_active_and_not_cleared_leaves_the_week_as_it_is(session, centre, who, company):
    newcomer = a_volunteer(session, centre, steps=(), state=VolunteerState.CONTACTED)

    volunteers.make_active(session, newcomer.id, **who)

    assert newest_run(session, centre=centre.id).version == 1


def test_need_that_is_closed_no_longer_stands_in_the_week(session, centre, who, karin, company):
    needs.close(session, company.id, NeedState.CLOSED, **who)

    assert pairs(session, centre) == set()


def test_organisation_that_leaves_is_counted_out_once(session, centre, who, karin):
    linden = an_organisation(session, centre)
    for _ in range(3):
        a_need(session, linden)
    weeks.run_week(session, centre=centre.id, iso_week="2026-W48", at=AT)

    organisations.leave(session, linden.id, **who)

    assert pairs(session, centre) == set()
    assert newest_run(session, centre=centre.id).version == 2


def test_who_is_not_in_the_week_does_not_move_it(session, centre, who, company):
    newcomer = a_volunteer(session, centre)

    volunteers.pause(session, newcomer.id, from_on=TODAY, until_on=None, **who)

    assert newest_run(session, centre=centre.id).changes in (None, {})


def test_week_tells_for_whom_something_changed(session, centre, who, karin, company):
    volunteers.pause(session, karin.id, from_on=TODAY, until_on=None, **who)

    changes = newest_run(session, centre=centre.id).changes
    assert (changes["deed"], changes["volunteer_id"]) == ("changed", karin.id)
    assert [one["need_id"] for one in changes["moved"]] == [company.id]


def test_what_is_told_anew_of_somebody_is_in_the_week_at_once(session, centre, who, karin, company):
    with week_upkeep.following(session, volunteers=[karin.id], **who):
        karin.availability = weekly([5], 36, 48).to_json()

    assert pairs(session, centre) == set()


def test_what_is_told_anew_of_a_recipient_is_in_the_week_at_once(
    session, centre, who, karin, company
):
    her = session.get(Recipient, company.recipient_id)
    with week_upkeep.following(session, recipient_id=her.id, **who):
        her.languages = {"finnish": 3}

    assert alone(session, centre) == {karin.id, company.id}


def test_volunteer_with_no_room_who_takes_one_more_is_in_the_week_at_once(session, centre, who):
    karin, first = a_volunteer(session, centre), a_waiting(session, centre)
    who_meet(session, karin, first)
    company = a_waiting(session, centre)
    weeks.run_week(session, centre=centre.id, iso_week="2026-W48", at=AT)
    assert karin.id not in alone(session, centre)

    with week_upkeep.following(session, volunteers=[karin.id], **who):
        karin.max_matches = 2

    assert pairs(session, centre) == {(karin.id, company.id)}


def test_need_that_is_opened_is_in_the_week_at_once(session, centre, who, karin, company):
    other = a_volunteer(session, centre)
    need = a_waiting(session, centre)

    week_upkeep.come(session, need.id, **who)

    assert {pair[1] for pair in pairs(session, centre)} == {company.id, need.id}
    assert other.id in {pair[0] for pair in pairs(session, centre)}


def test_change_that_moves_nobody_leaves_the_last_decision_to_be_told(
    session, centre, who, karin, company
):
    suggestions.lock(session, the_suggestion(session, centre).id, **who)

    with week_upkeep.following(session, volunteers=[karin.id], **who):
        karin.phone = "+46701740613"

    assert newest_run(session, centre=centre.id).changes["deed"] == "lock"


# ── hours that are taken ──────────────────────────────────────────────────────────────────────


def who_meet(session, volunteer, need):
    """The match of two who meet by now."""
    own = {"centre_id": need.centre_id}
    match = Match(**own, need_id=need.id, approved_at=AT, state=MatchState.ACTIVE)
    session.add(match)
    session.flush()
    for side in ({"volunteer_id": volunteer.id}, {"recipient_id": need.recipient_id}):
        session.add(Participant(**own, match_id=match.id, said_yes_at=AT, **side))
    session.flush()
    return match


@pytest.mark.parametrize("whose", ["volunteer", "recipient"])
def test_nobody_is_suggested_in_the_week_at_an_hour_at_which_she_now_meets_another(
    session, centre, who, whose
):
    karin = a_volunteer(session, centre, max_matches=2)
    wanted = a_waiting(session, centre)  # Tuesday mornings
    if whose == "volunteer":
        theirs = who_meet(session, karin, a_waiting(session, centre))
    else:
        person = session.get(Recipient, wanted.recipient_id)
        theirs = who_meet(session, a_volunteer(session, centre), a_need(session, person))
    weeks.run_week(session, centre=centre.id, iso_week="2026-W48", at=AT)
    before = pairs(session, centre)

    tuesdays = RegularTime(date(2026, 11, 24), time(9), 180)
    regular_times.agree(session, theirs.id, tuesdays, **who)

    assert (before, pairs(session, centre)) == ({(karin.id, wanted.id)}, set())


@pytest.mark.parametrize("deed", [volunteers.pause, volunteers.leave])
def test_who_rests_or_has_left_is_not_told_as_free_again(
    session, centre, who, karin, company, deed
):
    resting = {"from_on": TODAY} if deed is volunteers.pause else {}

    deed(session, karin.id, **resting, **who)

    told = week_pages.week(session, None, centre=centre.id, at=AT).changes
    assert (told.freed, told.why) == ((), "paused" if resting else "left")


def test_r77_whose_data_rest_is_not_told_as_free_again(session, centre, who, karin, company):
    restrictions.restrict(session, "volunteer", karin.id, **who)

    told = week_pages.week(session, None, centre=centre.id, at=AT).changes
    assert (told.freed, told.why) == ((), "rests")


def test_r63_week_tells_that_somebody_has_died_and_not_who(session, centre, who, company):
    recipients.deceased(session, company.recipient_id, **who)

    told = week_pages.week(session, None, centre=centre.id, at=AT).changes
    assert (told.why, told.need, told.moved) == ("died", None, ())
