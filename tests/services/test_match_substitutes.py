"""Somebody else while two who meet rest, and the end of that when they meet again."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from matcher.domain.calendar_weeks import iso_week, swedish_day
from matcher.domain.errors import NotNow
from matcher.domain.match_reasons import EndReason, MeetingPlace
from matcher.domain.matches import MatchState
from matcher.domain.needs import NeedState
from matcher.domain.plans import TodoKind, TodoState
from matcher.domain.recipients import RecipientState
from matcher.services import (
    match_asking,
    match_cards,
    match_ends,
    match_meetings,
    match_substitutes,
    need_states,
    weeks,
)
from matcher.services import matches as deeds
from matcher.services.match_life import others_of, volunteers_of
from matcher.services.match_meetings import Meeting
from matcher.store import match_life, pairs
from matcher.store.suggestions import Suggestion
from matcher.store.todos import Todo
from tests.make import a_volunteer
from tests.services.pairs import SITE, YES, Pair


@pytest.fixture
def resting(session):
    """Karin has a long pause, and somebody is looked for meanwhile."""
    pair = Pair(session, volunteer={"max_matches": 2}).active().pause()
    pair.wanted = match_substitutes.look_for(session, pair.id, **pair.who)
    return pair


def bo_stands_in(pair, *, has_met):
    """Bo's match with the person; with both yeses, or since the first meeting."""
    session, told = pair.session, {"first_name": "Bo", "phone": "+46701740612"}
    bo = a_volunteer(session, pair.centre, **told)
    made = deeds.match_by_hand(session, bo.id, pair.wanted.id, **pair.who)
    match = match_life.one(session, made.id, centre=pair.centre.id)
    one, other = volunteers_of(match)[0], others_of(match)[0]
    match_asking.volunteer_answers(session, match.id, one.id, YES, **pair.who)
    match_asking.recipient_answers(session, match.id, other.id, YES, **pair.who)
    if has_met:
        meeting = Meeting(pair.at + timedelta(hours=1), MeetingPlace.HOME, None)
        match_meetings.book(session, match.id, meeting, public_url=SITE, **pair.who)
        day = swedish_day(pair.wait(hours=1).at)
        match_meetings.held(session, match.id, day, with_us=True, public_url=SITE, **pair.who)
    return match


def open_todos(session, match):
    asked = sa.select(Todo.kind).where(Todo.match_id == match.id, Todo.state == TodoState.OPEN)
    return sorted(session.scalars(asked))


def test_wish_like_theirs_waits_from_today_and_the_persons_own_wait_is_untouched(resting):
    wanted, person = resting.wanted, resting.recipient

    assert (wanted.minutes, wanted.forms) == (resting.need.minutes, resting.need.forms)
    assert wanted.waiting_since == swedish_day(resting.at)
    assert (person.state, person.waiting_since.isoformat()) == (
        RecipientState.MATCHED, "2026-07-13"
    )  # fmt: skip


def test_substitute_is_suggested_in_the_week_and_is_not_who_rests(session, resting):
    bo = a_volunteer(session, resting.centre, first_name="Bo", phone="+46701740612")
    when = {"iso_week": iso_week(swedish_day(resting.at)), "at": resting.at}
    weeks.run_week(session, centre=resting.centre.id, **when)

    asked = sa.select(Suggestion.volunteer_id).where(Suggestion.need_id == resting.wanted.id)
    assert session.scalars(asked).all() == [bo.id]


def test_card_of_a_substitute_says_that_it_is_while_another_rests(session, resting):
    bo = a_volunteer(session, resting.centre, first_name="Bo", email="bo@example.org")
    made = deeds.match_by_hand(session, bo.id, resting.wanted.id, **resting.who)
    match_asking.ask_by_card(session, made.id, public_url=SITE, **resting.who)

    card = match_cards.read_own(session, made.id, bo.id, centre=resting.centre.id, at=resting.at)

    assert card.stands_in


def test_nobody_is_looked_for_twice_nor_for_a_pair_that_meets(session, resting):
    with pytest.raises(NotNow) as twice:
        match_substitutes.look_for(session, resting.id, **resting.who)
    match_substitutes.resume(session, resting.id, **resting.who)
    with pytest.raises(NotNow) as met:
        match_substitutes.look_for(session, resting.id, **resting.who)

    assert (twice.value.state, met.value.state) == ("substitute_wanted", "active")


def test_substitute_who_has_met_her_has_closing_talks_when_the_pair_is_back(session, resting):
    other = bo_stands_in(resting, has_met=True)
    resting.wait(days=30)

    match_substitutes.resume(session, resting.id, **resting.who)

    assert (resting.match.state, other.state) == (MatchState.ACTIVE, MatchState.ENDING)
    assert open_todos(session, other) == [TodoKind.CLOSING_TALK] * 2
    for one in other.participants:
        match_ends.talked(session, other.id, one.id, **resting.who)
    match_ends.end(session, other.id, waits_again=True, **resting.who)
    assert resting.recipient.state is RecipientState.MATCHED
    assert resting.wanted.state is NeedState.CLOSED


def test_substitute_who_has_not_met_her_is_told_and_nothing_else_is_left_of_it(session, resting):
    other = bo_stands_in(resting, has_met=False)

    match_substitutes.resume(session, resting.id, **resting.who)

    assert other.state is MatchState.DECLINED
    assert open_todos(session, other) == [TodoKind.TELL_DECLINED] * 2
    assert resting.wanted.state is NeedState.CLOSED


def begin_to_end(pair):
    match_ends.begin_ending(pair.session, pair.id, EndReason.MOVED, **pair.who)
    return pair


def end(pair, match=None, *, waits=True):
    """The closing talks are held, and the match is over; what the deed says of a substitute."""
    match = match or begin_to_end(pair).match
    for one in match.participants:
        match_ends.talked(pair.session, match.id, one.id, **pair.who)
    found = match_ends.end(pair.session, match.id, waits_again=waits, **pair.who)
    pair.session.flush()
    return found


@pytest.mark.parametrize("has_met", [True, False])
def test_ending_says_that_she_goes_on_with_a_substitute_only_where_they_have_met(resting, has_met):
    bo_stands_in(resting, has_met=has_met)

    assert end(resting) is has_met


def test_ending_says_of_nobody_that_she_goes_on_where_nobody_stood_in(session):
    assert end(Pair(session).in_trial()) is False


@pytest.mark.parametrize(
    ("waits", "old", "person"),
    [(True, NeedState.OPEN, RecipientState.WAITING),
     (False, NeedState.CLOSED, RecipientState.ENDED)],
)  # fmt: skip
def test_r62_pair_that_ends_leaves_one_wish_where_nobody_was_found(resting, waits, old, person):
    end(resting, waits=waits)

    assert (resting.need.state, resting.wanted.state) == (old, NeedState.CLOSED)
    assert resting.recipient.state is person
    assert resting.need.waiting_since.isoformat() == "2026-07-13"


@pytest.mark.parametrize("waits", [True, False])
def test_r62_person_who_has_met_her_substitute_goes_on_with_her_from_her_old_day(resting, waits):
    other = bo_stands_in(resting, has_met=True)

    end(resting, waits=waits)

    assert (other.state, resting.recipient.state) == (MatchState.TRIAL, RecipientState.MATCHED)
    assert resting.need.state is NeedState.CLOSED
    match_ends.begin_ending(resting.session, other.id, EndReason.MOVED, **resting.who)
    end(resting, other)
    assert (resting.need.state, resting.wanted.state) == (NeedState.CLOSED, NeedState.OPEN)
    assert resting.wanted.waiting_since.isoformat() == "2026-07-13"
    assert resting.recipient.state is RecipientState.WAITING


@pytest.mark.parametrize(
    ("waits", "state", "wish", "person"),
    [(True, MatchState.BOTH_YES, NeedState.OPEN, RecipientState.WAITING),
     (False, MatchState.DECLINED, NeedState.CLOSED, RecipientState.ENDED)],
)  # fmt: skip
def test_r62_substitute_on_her_way_comes_if_the_person_waits(resting, waits, state, wish, person):
    other = bo_stands_in(resting, has_met=False)

    end(resting, waits=waits)

    assert (other.state, resting.recipient.state) == (state, person)
    assert (resting.need.state, resting.wanted.state) == (NeedState.CLOSED, wish)


def test_page_of_a_pair_that_ends_tells_of_the_substitute(session, resting):
    other = bo_stands_in(resting, has_met=True)
    assert match_substitutes.of(session, other, resting.wanted).instead_of

    begin_to_end(resting)

    found = match_substitutes.of(session, resting.match, resting.need)
    assert (found.match_id, found.goes_on) == (other.id, True)
    assert match_substitutes.of(session, other, resting.wanted).instead_of is None


def test_who_rests_is_not_her_own_substitute_while_the_match_is_ended(session, resting):
    herself = (resting.volunteer.id, resting.wanted.id)
    begin_to_end(resting)
    assert pairs.resting(session, centre=resting.centre.id) == {herself}

    end(resting, resting.match)
    assert pairs.resting(session, centre=resting.centre.id) == set()


@pytest.mark.parametrize("how", ["closed by hand", "the substitute has gone"])
def test_another_is_looked_for_when_the_first_wish_is_over(session, resting, how):
    if how == "closed by hand":
        need_states.close(session, resting.wanted.id, NeedState.CLOSED, **resting.who)
    else:
        other = bo_stands_in(resting, has_met=True)
        match_ends.begin_ending(session, other.id, EndReason.MOVED, **resting.who)
        end(resting, other, waits=False)
    assert match_substitutes.of(session, resting.match, resting.need).may_be_looked_for

    wanted = match_substitutes.look_for(session, resting.id, **resting.who)

    assert (wanted.state, resting.match.substitute_need_id) == (NeedState.OPEN, wanted.id)


def test_ending_of_a_substitute_is_not_undone_beside_the_pair_that_is_back(session, resting):
    other = bo_stands_in(resting, has_met=True)
    match_substitutes.resume(session, resting.wait(days=30).id, **resting.who)

    assert not match_ends.may_be_undone(other, resting.wanted, at=resting.at)
    with pytest.raises(NotNow) as refused:
        match_ends.undo_ending(session, other.id, **resting.who)
    assert (refused.value.state, other.state) == ("wish_closed", MatchState.ENDING)
