"""A first meeting that was struck off by mistake is as it was, while nobody has been told."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from matcher.domain.errors import NotNow
from matcher.domain.match_reasons import MeetingPlace
from matcher.domain.matches import MatchState
from matcher.domain.plans import TodoKind, TodoState
from matcher.services import match_meetings, meeting_stands, todos
from matcher.store.letters import Letter, LetterState
from matcher.store.todos import Todo
from tests.services.pairs import SITE, Pair


@pytest.fixture
def struck(session):
    """Karin has had her letter, Aino was on the telephone, and the time is struck off."""
    pair = Pair(session).both_yes().book(place="Fiket", where=MeetingPlace.ELSEWHERE)
    pair.was = pair.match.meeting_at
    session.execute(sa.update(Letter).values(state=LetterState.SENT))
    match_meetings.fell_through(session, pair.id, **pair.wait(minutes=5).who)
    return pair


def stands(pair):
    meeting_stands.stands(pair.session, pair.id, public_url=SITE, **pair.who)
    pair.session.flush()


def kinds(pair):
    asked = sa.select(Todo.kind).where(Todo.state == TodoState.OPEN).order_by(Todo.kind)
    return list(pair.session.scalars(asked))


def test_r63_meeting_struck_off_by_mistake_is_as_it_was_and_nobody_is_called(struck):
    assert kinds(struck).count(TodoKind.TELL_TIME) == 2

    stands(struck)

    match = struck.match
    assert match.state is MatchState.MEETING_BOOKED
    assert (match.meeting_at, match.meeting_place) == (struck.was, "Fiket")
    assert kinds(struck) == [TodoKind.NOTE_MEETING]


def test_who_had_not_heard_of_it_is_told_after_all(session):
    pair = Pair(session).both_yes().book()  # the letter has not gone yet
    match_meetings.fell_through(session, pair.id, **pair.wait(minutes=5).who)

    stands(pair)

    waiting = session.scalars(sa.select(Letter.kind).where(Letter.state == LetterState.QUEUED))
    assert list(waiting) == ["meeting_booked"]


def test_meeting_that_has_been_is_struck_off_and_back_without_a_call(session):
    pair = Pair(session).both_yes().book().wait(days=4)
    match_meetings.fell_through(session, pair.id, **pair.who)

    stands(pair)

    assert kinds(pair) == [TodoKind.NOTE_MEETING]


def refused(pair):
    with pytest.raises(NotNow) as found:
        stands(pair)
    return found.value.state


def test_what_somebody_has_been_told_is_not_undone(session, struck):
    told = sa.select(Todo.id).where(Todo.kind == TodoKind.TELL_TIME, Todo.state == TodoState.OPEN)
    todos.done(session, session.scalars(told).first(), **struck.wait(minutes=5).who)
    session.flush()

    assert refused(struck) == "strike_stands"


def test_strike_is_not_undone_on_another_day(struck):
    struck.wait(days=1)

    assert refused(struck) == "strike_stands"


def test_strike_of_a_meeting_that_was_moved_gives_back_the_later_time(session, struck):
    stands(struck)
    struck.book(struck.was + timedelta(days=1))
    match_meetings.fell_through(session, struck.id, **struck.wait(minutes=5).who)

    stands(struck)

    assert struck.match.meeting_at == struck.was + timedelta(days=1)
