"""Two who rest, or meet again, each hear it from us, before the day they would have met."""

import pytest
import sqlalchemy as sa

from matcher.domain.plans import TodoKind, TodoState
from matcher.services import match_rests, todos
from matcher.store.todos import Todo
from tests.services.pairs import Pair


@pytest.fixture
def pair(session):
    return Pair(session).in_trial()


def to_tell(pair, state=TodoState.OPEN):
    pair.session.flush()
    asked = sa.select(Todo).where(Todo.kind == TodoKind.TELL_TIME, Todo.state == state)
    return [row for row in pair.session.scalars(asked) if "changed" in row.facts]


def test_r63_each_of_two_is_to_be_told_that_they_rest(pair):
    match_rests.pause(pair.session, pair.id, **pair.who)

    told = {(row.volunteer_id or row.recipient_id, row.facts["changed"]) for row in to_tell(pair)}
    assert told == {(pair.volunteer.id, "paused"), (pair.recipient.id, "paused")}


def test_who_heard_of_the_pause_hears_that_they_meet_again_and_who_did_not_hears_neither(pair):
    match_rests.pause(pair.session, pair.id, **pair.who)
    hers = next(row for row in to_tell(pair) if row.volunteer_id)
    todos.done(pair.session, hers.id, **pair.who)

    match_rests.resume(pair.session, pair.id, **pair.who)

    [left] = to_tell(pair)
    assert (left.volunteer_id, left.facts["changed"]) == (pair.volunteer.id, "resumed")
