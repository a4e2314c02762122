"""A person pauses before her first meeting: nobody goes there without having heard of it."""

import sqlalchemy as sa

from matcher.domain.plans import TodoKind, TodoState
from matcher.services import recipient_states
from matcher.store.todos import Todo
from tests.services.pairs import Pair


def to_tell(pair):
    kept = sa.select(Todo).where(Todo.kind == TodoKind.TELL_TIME, Todo.state == TodoState.OPEN)
    return list(pair.session.scalars(kept))


def test_r63_volunteer_hears_before_the_meeting_that_the_person_has_paused(session):
    pair = Pair(session).both_yes().book()

    recipient_states.pause(session, pair.recipient.id, **pair.who)

    [todo] = to_tell(pair)
    assert (todo.volunteer_id, todo.facts["changed"]) == (pair.volunteer.id, "rests")
    assert todo.due_on < pair.match.meeting_at.date()


def test_nothing_is_to_be_told_when_the_person_is_back_and_all_again_when_she_rests_anew(session):
    pair = Pair(session).both_yes().book()
    recipient_states.pause(session, pair.recipient.id, **pair.who)

    recipient_states.resume(session, pair.recipient.id, **pair.who)
    session.flush()
    assert to_tell(pair) == []

    recipient_states.pause(session, pair.recipient.id, **pair.who)
    assert len(to_tell(pair)) == 1
