"""A call with anybody, noted from anywhere: what it did, and the line that is kept."""

from datetime import timedelta

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
from tests.services.pairs import Pair


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


def test_one_call_that_settles_two_things_is_followed_by_one_more_as_agreed(session):
    pair = Pair(session).in_trial()
    of_hers = {"volunteer_id": pair.volunteer.id, "match_id": pair.id, "due_on": pair.at.date()}
    for kind in (TodoKind.FOLLOW_UP, TodoKind.CALL_WANTED):
        todos.make(session, kind, again="x", centre=pair.centre.id, at=pair.at, **of_hers)
    page = calls.page(session, Kind.VOLUNTEER, pair.volunteer.id, **pair.who)
    done = [one.id for one in page.waiting]

    calls.note(
        session, Kind.VOLUNTEER, pair.volunteer.id, CallResult.COME_BACK, done=done, **pair.who
    )

    hers = calls.page(session, Kind.VOLUNTEER, pair.volunteer.id, **pair.who).waiting
    assert [(one.kind, one.facts) for one in hers] == [(TodoKind.CALL_WANTED, {"wants": "again"})]


def test_who_is_to_be_called_again_stands_on_the_list_once(session, centre, known):
    aino = make.a_recipient(session, centre)
    for minutes in (0, 5):
        at = {**known, "at": make.AT + timedelta(minutes=minutes)}
        calls.note(session, Kind.RECIPIENT, aino.id, CallResult.COME_BACK, **at)

    assert len(rows(session, TodoState.OPEN, TodoKind.CALL_BACK)) == 1
