"""Who rests without a last day is not forgotten (R65), and whoever would meet her hears (R63)."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.plans import TodoKind, TodoState
from matcher.services import pause_watch, recipient_states, todos, volunteer_states
from matcher.store.todos import Todo
from tests.services.pairs import Pair

SIX_WEEKS = timedelta(weeks=6)


@pytest.fixture
def pair(session):
    return Pair(session)


def calls(pair, kind=TodoKind.CALL_PAUSED):
    pair.session.flush()
    asked = sa.select(Todo).where(Todo.kind == kind, Todo.state == TodoState.OPEN)
    return list(pair.session.scalars(asked))


def today(pair):
    return swedish_day(pair.who["at"])


def test_r65_recipient_who_rests_is_called_after_six_weeks(pair):
    recipient_states.pause(pair.session, pair.recipient.id, **pair.who)

    [call] = calls(pair)
    assert (call.recipient_id, call.due_on) == (pair.recipient.id, today(pair) + SIX_WEEKS)


def test_who_is_back_is_not_called_about_it(pair):
    recipient_states.pause(pair.session, pair.recipient.id, **pair.who)
    recipient_states.resume(pair.session, pair.recipient.id, **pair.who)

    assert calls(pair) == []


def test_r65_who_rests_still_after_the_call_is_called_again_six_weeks_later(pair):
    recipient_states.pause(pair.session, pair.recipient.id, **pair.who)
    todos.done(pair.session, calls(pair)[0].id, **pair.who)
    later = pair.who["at"] + SIX_WEEKS

    for _ in range(2):  # the clock looks every day
        pause_watch.keep(pair.session, centre=pair.who["centre"], at=later)

    [call] = calls(pair)
    assert call.due_on == today(pair) + 2 * SIX_WEEKS


@pytest.mark.parametrize(("until", "called"), [(None, 1), (timedelta(days=9), 0)])
def test_volunteer_is_called_where_her_pause_has_no_last_day(pair, until, called):
    pause_volunteer(pair, until)

    assert len(calls(pair)) == called


def pause_volunteer(pair, until=None):
    first = today(pair)
    volunteer_states.pause(
        pair.session, pair.volunteer.id, from_on=first, until_on=until and first + until, **pair.who
    )


def told_of_rest(pair):
    return [r for r in calls(pair, TodoKind.TELL_TIME) if r.facts["changed"] == "volunteer_rests"]


def test_r63_person_hears_before_the_meeting_that_the_volunteer_has_paused(pair):
    pair.both_yes().book()

    pause_volunteer(pair)

    [todo] = told_of_rest(pair)
    assert todo.recipient_id == pair.recipient.id
    assert todo.due_on < pair.match.meeting_at.date()


def test_nobody_is_told_of_a_pause_that_is_over_before_the_meeting(pair):
    pair.both_yes().book()

    pause_volunteer(pair, timedelta(days=1))

    assert told_of_rest(pair) == []


def test_nobody_is_told_when_the_volunteer_is_back(pair):
    pair.both_yes().book()
    pause_volunteer(pair)

    volunteer_states.resume(pair.session, pair.volunteer.id, **pair.who)

    assert told_of_rest(pair) == []
