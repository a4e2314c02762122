"""A first meeting at home where no street is kept: it is asked before she is to see it."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from matcher.domain.match_reasons import MeetingPlace
from matcher.domain.plans import TodoKind, TodoState
from matcher.services import match_meetings, meeting_stands, meeting_streets
from matcher.store.recipients import RecipientAddress
from matcher.store.todos import Todo
from tests.services.pairs import SITE, Pair


@pytest.fixture
def pair(session):
    """Both have said yes, and nobody knows where she lives."""
    made = Pair(session).both_yes()
    session.execute(sa.delete(RecipientAddress))
    return made


def asked(pair):
    kept = sa.select(Todo).where(Todo.kind == TodoKind.ASK_STREET, Todo.state == TodoState.OPEN)
    return list(pair.session.scalars(kept))


def writes_it_down(pair):
    row = RecipientAddress(centre_id=pair.centre.id, recipient_id=pair.recipient.id, street="Zz 4")
    pair.session.add(row)
    meeting_streets.told(pair.session, pair.recipient.id, **pair.who)
    pair.session.expire_all()


def test_street_is_asked_before_the_volunteer_is_to_see_it(pair):
    pair.book(pair.at + timedelta(days=6))

    [todo] = asked(pair)
    assert (todo.recipient_id, todo.due_on) == (
        pair.recipient.id,
        (pair.at + timedelta(days=4)).date(),
    )


def test_street_is_asked_once_until_it_is_written_down(pair):
    pair.book().book(pair.at + timedelta(days=7))
    assert len(asked(pair)) == 1

    writes_it_down(pair)

    assert asked(pair) == []


def test_street_is_not_asked_of_a_meeting_elsewhere_or_where_it_is_known(session, pair):
    pair.book(where=MeetingPlace.CENTRE)
    assert asked(pair) == []

    writes_it_down(pair)
    pair.book(where=MeetingPlace.HOME)

    assert asked(pair) == []


def test_street_of_a_meeting_that_is_struck_off_is_asked_again_when_it_stands(pair):
    match_meetings.fell_through(pair.session, pair.book().id, **pair.wait(minutes=5).who)
    assert asked(pair) == []

    meeting_stands.stands(pair.session, pair.id, public_url=SITE, **pair.who)

    assert len(asked(pair)) == 1
