"""A call with anybody, noted from anywhere: what it did, and the line that is kept."""

import pytest

from matcher.domain.errors import Missing, NotNow
from matcher.domain.plans import TodoKind, TodoState
from matcher.domain.recipients import RecipientState
from matcher.domain.volunteers import VolunteerState
from matcher.services import calls, todos
from matcher.services.match_calls import CallResult
from matcher.services.search import Kind
from matcher.store.todos import Todo
from tests import make


@pytest.fixture
def centre(session):
    return make.a_centre(session)


@pytest.fixture
def known(session, centre):
    return {"centre": centre.id, "by": make.an_account(session, centre).id, "at": make.AT}


def rows(session, state, kind=None):
    session.flush()
    found = session.query(Todo).filter_by(state=state).all()
    return [row for row in found if kind in (None, row.kind)]


def test_call_nobody_was_reminded_of_is_kept_with_its_line(session, centre, known):
    karin = make.a_volunteer(session, centre)

    calls.note(
        session, Kind.VOLUNTEER, karin.id, CallResult.FINE, line="Reser bort i mars.", **known
    )

    [kept] = rows(session, TodoState.DONE, TodoKind.CALLED)
    assert (kept.volunteer_id, kept.line) == (karin.id, "Reser bort i mars.")


def test_call_pressed_twice_is_kept_once(session, centre, known):
    karin = make.a_volunteer(session, centre)
    for _ in "12":
        calls.note(session, Kind.VOLUNTEER, karin.id, CallResult.FINE, **known)

    assert len(rows(session, TodoState.DONE)) == 1


def test_who_wants_us_to_come_back_is_called_again(session, centre, known):
    aino = make.a_recipient(session, centre)

    calls.note(session, Kind.RECIPIENT, aino.id, CallResult.COME_BACK, **known)

    [again] = rows(session, TodoState.OPEN, TodoKind.CALL_BACK)
    assert again.due_on > make.AT.date()


def test_r63_nobody_is_called_who_has_died(session, centre, known):
    aino = make.a_recipient(session, centre, state=RecipientState.DECEASED)

    with pytest.raises(NotNow):
        calls.page(session, Kind.RECIPIENT, aino.id, **known)
    with pytest.raises(NotNow):
        calls.note(session, Kind.RECIPIENT, aino.id, CallResult.COME_BACK, **known)

    assert rows(session, TodoState.OPEN) == []


def test_call_with_a_new_volunteer_begins_her_clearance(session, centre, known):
    karin = make.a_volunteer(session, centre, state=VolunteerState.INTERESTED, steps=())
    made = {"due_on": make.AT.date(), "volunteer_id": karin.id, "centre": centre.id, "at": make.AT}
    todos.make(session, TodoKind.CALL_NEW_VOLUNTEER, **made)
    [call] = calls.page(session, Kind.VOLUNTEER, karin.id, **known).waiting

    calls.note(session, Kind.VOLUNTEER, karin.id, CallResult.FINE, done=[call.id], **known)

    assert karin.state is VolunteerState.CONTACTED
    assert [row.id for row in rows(session, TodoState.DONE)] == [call.id]


def test_call_that_nobody_answered_ticks_nothing_off(session, centre, known):
    karin = make.a_volunteer(session, centre, state=VolunteerState.INTERESTED, steps=())
    made = {"due_on": make.AT.date(), "volunteer_id": karin.id, "centre": centre.id, "at": make.AT}
    todos.make(session, TodoKind.CALL_NEW_VOLUNTEER, **made)
    [call] = calls.page(session, Kind.VOLUNTEER, karin.id, **known).waiting

    calls.note(session, Kind.VOLUNTEER, karin.id, CallResult.NO_ANSWER, done=[call.id], **known)

    assert [row.id for row in rows(session, TodoState.OPEN)] == [call.id]


def test_call_with_somebody_of_another_centre_is_refused(session, known):
    theirs = make.a_volunteer(session, make.a_centre(session, name="Frivilligcentralen Granne"))

    with pytest.raises(Missing):
        calls.note(session, Kind.VOLUNTEER, theirs.id, CallResult.FINE, **known)
