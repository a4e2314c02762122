"""Whoever would go to a meeting that is not to be is told before it (R63)."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
import sqlalchemy as sa

from matcher.domain.match_reasons import DeclineReason
from matcher.domain.plans import TodoKind
from matcher.domain.regular_times import RegularTime
from matcher.services import match_declining, match_ends, recipients, regular_times, todos
from matcher.store.todos import Todo
from tests.services.pairs import NO, Pair

# It is Monday 23 November; whoever is to be told of a death hears it by Tuesday, of a no by
# Wednesday.
MONDAY, TUESDAY, WEDNESDAY = (date(2026, 11, day) for day in (23, 24, 25))


def at_two(day):
    return datetime(2026, 11, day, 13, tzinfo=UTC)


def test_r63_who_has_only_a_card_or_has_said_no_is_not_told_of_a_death(session):
    """She knows of nobody: the card names no one."""
    for pair in (Pair(session).by_card(), Pair(session).by_card().volunteer_says(NO)):
        recipients.deceased(session, pair.recipient.id, **pair.who)

    assert to_tell(session, TodoKind.TELL_OF_DEATH) == []
    assert to_tell(session, TodoKind.TELL_DECLINED) == []


def test_r63_who_has_said_yes_to_a_card_hears_only_that_nothing_comes_of_it(session):
    pair = Pair(session).by_card().volunteer_says()

    recipients.deceased(session, pair.recipient.id, **pair.who)

    assert to_tell(session, TodoKind.TELL_OF_DEATH) == []
    assert len(to_tell(session, TodoKind.TELL_DECLINED)) == 1


def to_tell(session, kind):
    found = session.scalars(sa.select(Todo).where(Todo.kind == kind).order_by(Todo.id)).all()
    return [(one.due_on, one.facts.get("expected", "")[:16]) for one in found]


@pytest.mark.parametrize(
    ("meets_on", "told_on"),
    [(at_two(23), MONDAY), (at_two(24), MONDAY), (at_two(25), TUESDAY), (at_two(30), TUESDAY)],
)
def test_r63_volunteer_hears_of_a_death_before_the_first_meeting_that_is_booked(
    session, meets_on, told_on
):
    pair = Pair(session).both_yes().book(meets_on)

    recipients.deceased(session, pair.recipient.id, **pair.who)

    when = f"2026-11-{meets_on.day}T13:00"
    assert to_tell(session, TodoKind.TELL_OF_DEATH) == [(told_on, when)]


def usually_meet(session, pair):
    """Each week on the day after, at two."""
    usual = RegularTime(pair.at.date() + timedelta(days=1), time(14), 60)
    regular_times.agree(session, pair.id, usual, **pair.who)
    return pair


def test_r63_volunteer_hears_of_a_death_before_their_next_usual_time(session):
    pair = usually_meet(session, Pair(session).active())

    recipients.deceased(session, pair.recipient.id, **pair.who)

    today, tomorrow = pair.at.date(), pair.at.date() + timedelta(days=1)
    assert to_tell(session, TodoKind.TELL_OF_DEATH) == [(today, f"{tomorrow}T14:00")]


def test_r63_volunteer_who_rests_is_not_said_to_be_on_her_way(session):
    pair = usually_meet(session, Pair(session).active())
    match_ends.pause(session, pair.id, **pair.who)

    recipients.deceased(session, pair.recipient.id, **pair.who)

    ((_told_on, when),) = to_tell(session, TodoKind.TELL_OF_DEATH)
    assert when == ""


def test_r63_call_to_who_would_go_there_is_not_put_off_past_that_day(session):
    pair = Pair(session).both_yes().book(at_two(27))
    recipients.deceased(session, pair.recipient.id, **pair.who)
    (call,) = session.scalars(sa.select(Todo).where(Todo.kind == TodoKind.TELL_OF_DEATH))

    until = todos.snooze(session, call.id, 7, **pair.who)

    assert until == call.due_on == date(2026, 11, 26)


def test_both_hear_that_nothing_comes_of_it_before_the_first_meeting(session):
    pair = Pair(session).both_yes().book(at_two(24))

    reason = DeclineReason.TIME
    match_declining.call_off(session, pair.id, reason, **pair.who)

    assert to_tell(session, TodoKind.TELL_DECLINED) == [(MONDAY, "2026-11-24T13:00")] * 2
