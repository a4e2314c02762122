"""The clock's part: cards that remind and run out, follow-ups, pairs that are silent."""

from datetime import time, timedelta
from itertools import chain, product

import pytest
import sqlalchemy as sa

from matcher.domain.errors import Invalid, NotNow
from matcher.domain.match_reasons import DeclineReason, EndReason
from matcher.domain.matches import MatchState
from matcher.domain.plans import TodoKind, TodoState
from matcher.domain.regular_times import RegularTime
from matcher.services import (
    match_asking,
    match_calls,
    match_ends,
    match_upkeep,
    regular_times,
    tokens,
    visit_notes,
    visits,
)
from matcher.services.match_calls import CallResult
from matcher.services.todos import snooze
from matcher.services.visit_notes import NewVisit
from matcher.store import pairs
from matcher.store.letters import Letter
from matcher.store.todos import Todo
from tests.make import AT
from tests.services.pairs import SITE, Pair

S = MatchState


@pytest.fixture
def pair(session):
    return Pair(session)


def days(pair, count, *, step=1):
    """Let the clock do its work once a day, so many days on end."""
    for _ in range(0, count, step):
        pair.wait(days=step)
        match_upkeep.keep(pair.session, public_url=SITE, centre=pair.centre.id, at=pair.at)
    return pair


def todos(session, kind, state=TodoState.OPEN):
    asked = sa.select(Todo).where(Todo.kind == kind, Todo.state == state)
    return list(session.scalars(asked.order_by(Todo.due_on, Todo.id)))


def kinds_of_letters(session):
    return list(session.scalars(sa.select(Letter.kind).order_by(Letter.made_at, Letter.id)))


# ── the card ──────────────────────────────────────────────────────────────────────────────────


def test_card_is_reminded_of_once_on_the_third_day(session, pair):
    pair.by_card()

    days(pair, 2)
    assert kinds_of_letters(session) == ["card"]
    days(pair, 4)

    assert kinds_of_letters(session) == ["card", "card_reminder"]


def test_reminder_goes_in_the_morning_and_not_at_night(session, pair):
    pair.by_card()
    at = AT.replace(hour=23, minute=30) + timedelta(days=2)  # half past midnight in Stockholm

    match_upkeep.remind(session, public_url=SITE, centre=pair.centre.id, at=at)

    (reminder,) = [one for one in session.scalars(sa.select(Letter)) if one.kind != "card"]
    assert (reminder.due_at - reminder.made_at) >= timedelta(hours=8)


def test_card_runs_out_after_its_seventh_day_and_not_before(pair):
    pair.by_card()

    days(pair, 7)
    assert pair.match.state is S.VOLUNTEER_ASKED
    days(pair, 1)

    assert (pair.match.state, pair.match.over_because) == (S.DECLINED, DeclineReason.NO_ANSWER)


def test_r54_card_without_an_answer_keeps_two_apart_for_four_weeks_and_not_half_a_year(
    session, pair
):
    days(pair.by_card(), 8)
    on = pair.at.date()

    def barred(day):
        return pairs.barred(session, centre=pair.centre.id, on=day)

    assert barred(on + timedelta(days=27))
    assert barred(on + timedelta(days=28)) == {}


def test_card_of_somebody_who_wants_to_know_more_neither_reminds_nor_runs_out(session, pair):
    pair.by_card()
    match_asking.wants_more(session, pair.id, pair.hers.id, centre=pair.centre.id, at=pair.at)

    days(pair, 12)

    assert pair.match.state is S.VOLUNTEER_ASKED
    assert kinds_of_letters(session) == ["card"]


# ── follow-ups ────────────────────────────────────────────────────────────────────────────────


def test_r59_both_are_called_after_three_days_each_apart(session, pair):
    pair.in_trial()

    three_days = [one for one in todos(session, TodoKind.FOLLOW_UP)
                  if one.due_on == pair.at.date() + timedelta(days=3)]  # fmt: skip
    assert {one.volunteer_id or one.recipient_id for one in three_days} == {
        pair.volunteer.id, pair.recipient.id
    }  # fmt: skip


@pytest.mark.slow  # a year, day by day
def test_r59_no_planned_follow_up_is_missing_over_a_year(session, pair):
    pair.in_trial()
    met = pair.at.date()

    days(pair, 366)

    # Nobody makes any of them, so each newer one takes the place of the one before.
    states = (TodoState.CANCELLED, TodoState.OPEN)
    asked = [one for state in states for one in todos(session, TodoKind.FOLLOW_UP, state)]
    planned = {(one.due_on - met).days for one in asked}
    assert planned == {3, 14, 42, 92, 181, 273, 365}
    assert len(asked) == 2 * len(planned)


def test_r59_day_run_twice_plans_once(session, pair):
    pair.in_trial()
    for _ in range(3):
        match_upkeep.plan(session, centre=pair.centre.id, at=pair.at)

    assert len(todos(session, TodoKind.FOLLOW_UP)) == 2


def test_r59_follow_up_that_is_due_takes_the_place_of_the_one_nobody_made(session, pair):
    pair.in_trial()

    days(pair, 60)

    asked = todos(session, TodoKind.FOLLOW_UP)
    assert {(pair.at.date() - todo.due_on).days for todo in asked} == {18}  # the six weeks' one
    assert len(asked) == 2  # one with each of the two


def test_follow_up_that_is_late_stands_until_the_next_one_is_due(session, pair):
    pair.in_trial()

    days(pair, 10)

    late = [todo for todo in todos(session, TodoKind.FOLLOW_UP) if todo.due_on < pair.at.date()]
    assert {(pair.at.date() - todo.due_on).days for todo in late} == {7}


def test_end_of_the_trial_is_something_to_do(session, pair):
    days(pair.in_trial(), 42)

    assert len(todos(session, TodoKind.TRIAL_OVER)) == 1
    pair.pass_trial()
    assert todos(session, TodoKind.TRIAL_OVER) == []


def test_r58_end_of_the_trial_is_asked_about_when_it_can_be_passed_and_no_day_sooner(session, pair):
    days(pair.in_trial(), 41)

    assert todos(session, TodoKind.TRIAL_OVER) == []


@pytest.mark.parametrize(("elapsed", "lists"), [(13, 0), (14, 1), (28, 1)])
def test_r60_pair_that_was_approved_and_has_not_met_is_listed(session, pair, elapsed, lists):
    days(pair, elapsed)

    assert len(todos(session, TodoKind.NOT_MET)) == lists


def test_r60_pair_that_has_not_met_is_listed_again_a_fortnight_after_it_was_seen_to(session, pair):
    days(pair, 20)
    noting(session, todos(session, TodoKind.NOT_MET)[0], CallResult.FINE, pair)
    days(pair, 8)

    (again,) = todos(session, TodoKind.NOT_MET)
    assert again.due_on == pair.at.date()


def test_r60_pair_whose_meeting_is_to_come_is_not_listed(session, pair):
    pair.both_yes().book(AT + timedelta(days=20))

    days(pair, 18)

    assert todos(session, TodoKind.NOT_MET) == []


@pytest.mark.parametrize(("elapsed", "lists"), [(13, 0), (14, 1)])
def test_r60_silence_in_the_trial_is_heard_after_a_fortnight(session, pair, elapsed, lists):
    days(pair.in_trial(), elapsed)

    assert len(todos(session, TodoKind.SILENT_PAIR)) == lists


@pytest.mark.parametrize(("every_weeks", "elapsed"), [(1, 30), (4, 35)])
def test_r60_silence_of_an_active_pair_is_heard_after_thirty_days(
    session, pair, every_weeks, elapsed
):
    """Or a week after the meeting that two who meet every fourth week would have had."""
    agreed = RegularTime(pair.active().at.date(), time(10), 60, every_weeks)
    regular_times.agree(session, pair.id, agreed, **pair.who)
    noted(pair)

    days(pair, elapsed - 1)
    assert todos(session, TodoKind.SILENT_PAIR) == []
    days(pair, 1)

    assert len(todos(session, TodoKind.SILENT_PAIR)) == 1


def noted(pair, **facts):
    new = NewVisit(**{"on": pair.at.date(), "happened": True} | facts)
    visit_notes.note_own(pair.session, pair.match, pair.hers, new, at=pair.at)


def test_note_of_a_visit_ends_the_alarm(session, pair):
    days(pair.in_trial(), 14)
    noted(pair)

    assert todos(session, TodoKind.SILENT_PAIR) == []


def test_visit_told_on_the_telephone_ends_the_alarm_and_says_who_heard_it(session, pair):
    days(pair.in_trial(), 14)
    new = NewVisit(pair.at.date(), happened=True)

    visit_notes.note_heard(session, pair.id, pair.hers.id, new, **pair.who)

    assert todos(session, TodoKind.SILENT_PAIR) == []
    (visit,) = visits.of_match(session, pair.id, centre=pair.centre.id)
    assert visit.noted_by == pair.who["by"]


def test_r60_alarm_that_nobody_has_seen_to_stands_once_and_grows_late(session, pair):
    days(pair.active(), 100)

    (alarm,) = todos(session, TodoKind.SILENT_PAIR)
    assert alarm.due_on <= pair.at.date() - timedelta(days=60)


def test_r64_paused_pair_makes_no_follow_up_and_no_alarm(session, pair):
    pair.active().pause()

    days(pair, 80)

    assert todos(session, TodoKind.FOLLOW_UP) == []
    assert todos(session, TodoKind.SILENT_PAIR) == []


def test_r64_pause_that_goes_on_is_asked_about_again_six_weeks_later(session, pair):
    days(pair.active().pause(), 42)
    (asked,) = todos(session, TodoKind.CHECK_PAUSE)
    noting(session, asked, CallResult.FINE, pair)
    days(pair, 1)

    (again,) = todos(session, TodoKind.CHECK_PAUSE)
    assert again.due_on == pair.at.date() + timedelta(weeks=6)


def test_r59_something_is_to_come_after_whatever_pauses_and_endings_of_one_day(session, pair):
    """After each deed of every row of three that the table lets a pair take."""
    pair.in_trial()
    ways = {S.TRIAL: (pair.pause, pair.begin_ending), S.ENDING: (pair.undo_ending,) * 2,
            S.PAUSED: (pair.resume, pair.begin_ending)}  # fmt: skip
    comes = {S.TRIAL: TodoKind.FOLLOW_UP, S.PAUSED: TodoKind.CHECK_PAUSE,
             S.ENDING: TodoKind.CLOSING_TALK}  # fmt: skip

    for chosen in chain.from_iterable(product((0, 1), repeat=3)):
        pair.wait(minutes=1)
        ways[pair.match.state][chosen]()
        asked = {one.volunteer_id or one.recipient_id
                 for one in todos(session, comes[pair.match.state])}  # fmt: skip
        both = {pair.volunteer.id, pair.recipient.id}
        assert asked == ({pair.recipient.id} if pair.match.state is S.PAUSED else both)


# ── calls and notes ───────────────────────────────────────────────────────────────────────────


def a_call(session, pair):
    pair.in_trial()
    return todos(session, TodoKind.FOLLOW_UP)[0]


def noting(session, todo, result, pair, **facts):
    match_calls.note(session, todo.id, result, **facts, **pair.who)


def test_call_is_done_with_a_line(session, pair):
    todo = a_call(session, pair)

    noting(session, todo, CallResult.FINE, pair, line="De fikar.")

    assert (todo.state, todo.line, todo.done_by) == (TodoState.DONE, "De fikar.", pair.lena.id)


def test_call_nobody_answered_stands(session, pair):
    todo = a_call(session, pair)

    noting(session, todo, CallResult.NO_ANSWER, pair)

    assert todo.state is TodoState.OPEN


def test_call_with_something_to_talk_about_becomes_another_call(session, pair):
    todo = a_call(session, pair)

    noting(session, todo, CallResult.COME_BACK, pair)

    assert len(todos(session, TodoKind.CALL_WANTED)) == 1


def test_call_is_noted_once(session, pair):
    todo = a_call(session, pair)
    noting(session, todo, CallResult.FINE, pair)

    with pytest.raises(NotNow):
        noting(session, todo, CallResult.FINE, pair)


def test_thing_to_do_is_put_off_and_not_lost(session, pair):
    todo = a_call(session, pair)

    snooze(session, todo.id, 7, **pair.who)

    assert (todo.state, todo.due_on) == (TodoState.OPEN, pair.at.date() + timedelta(days=7))


def test_visit_with_a_wish_to_be_called_is_a_thing_to_do(session, pair):
    pair.in_trial()
    noted(pair, wants_call=True)

    assert [one.volunteer_id for one in todos(session, TodoKind.CALL_WANTED)] == [pair.volunteer.id]


def test_r62_closing_talk_with_who_wants_to_be_called_is_on_the_day_of_that_call(session, pair):
    pair.in_trial()
    noted(pair, wants_call=True)
    (call,) = todos(session, TodoKind.CALL_WANTED)
    promised = call.due_on

    pair.wait(days=20)
    match_ends.begin_ending(session, pair.id, EndReason.MOVED, **pair.who)

    days = {one.volunteer_id: one.due_on for one in todos(session, TodoKind.CLOSING_TALK)}
    assert days[pair.volunteer.id] == promised
    assert days[None] > pair.at.date()


def test_visit_of_a_day_before_they_met_is_refused(pair):
    pair.in_trial()

    with pytest.raises(Invalid):
        noted(pair, on=pair.at.date() - timedelta(days=1))


def test_no_visit_is_noted_of_a_paused_pair(pair):
    pair.active().pause()

    with pytest.raises(NotNow):
        noted(pair)


def test_token_of_a_link_is_kept_as_a_hash_only(session, pair):
    from matcher.store.match_links import MatchLink

    pair.by_card()
    (letter,) = session.scalars(sa.select(Letter)).all()
    token = letter.text.partition("/kort/")[2].split()[0]
    (link,) = session.scalars(sa.select(MatchLink)).all()

    assert link.token_hash == tokens.kept(token)
    assert token not in repr(vars(link))
