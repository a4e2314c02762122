"""A call with anybody, noted in ten seconds from anywhere: how it went, a line, and what it did.

What stood on the list about that person and is done by a call is ticked off with it, each in its
own way. A call that nobody was reminded of is kept as a thing done, so that its line is found again
in the person's story.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypedDict

from sqlalchemy.orm import Session

from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.errors import NotNow
from matcher.domain.plans import TodoKind, TodoState
from matcher.domain.recipients import CallOutcome, RecipientState
from matcher.domain.volunteers import VolunteerState
from matcher.services import match_calls, recipient_states, volunteer_states
from matcher.services.match_calls import CallResult, Whom
from matcher.services.names import Called, names_of
from matcher.services.search import Kind
from matcher.store import audit, organisations, recipients, volunteers
from matcher.store import todos as rows
from matcher.store.audit import record
from matcher.store.todos import Todo

DONE_BY_CALL = frozenset(
    {
        TodoKind.FOLLOW_UP, TodoKind.CALL_WANTED, TodoKind.SILENT_PAIR, TodoKind.NOT_MET,
        TodoKind.CHECK_PAUSE, TodoKind.TELL_DECLINED, TodoKind.TELL_OVER, TodoKind.TELL_OF_DEATH,
        TodoKind.CALL_BACK, TodoKind.NEED_ANSWERED, TodoKind.CALL_WAITING, TodoKind.CALL_PAUSED,
        TodoKind.CALL_NEW_VOLUNTEER, TodoKind.NOT_BACK, TodoKind.TELL_TIME,
    }
)  # fmt: skip


class Known(TypedDict):
    """What every deed wants to know."""

    centre: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class WaitingCall:
    """Something on the list that this call may have done."""

    id: str
    kind: TodoKind
    due_on: date
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class CallPage:
    """With whom, on which number, and what the call may have done."""

    kind: Kind
    id: str
    whom: Called
    waiting: tuple[WaitingCall, ...]


def page(
    session: Session, kind: Kind, about_id: str, *, centre: str, by: str, at: datetime
) -> CallPage:
    """What is asked about a call with somebody. The look is logged. Raises Missing; NotNow for
    who has died (R63).
    """
    _may_be_called(session, kind, about_id, centre=centre)
    audit.looked(session, "calls.one", about=kind, about_id=about_id, centre=centre, by=by, at=at)
    ids = {about_id}
    called = names_of(session, volunteers=ids, recipients=ids, organisations=ids, centre=centre)
    waiting = [
        WaitingCall(row.id, row.kind, row.due_on, row.facts)
        for row in _open(session, kind, about_id, centre=centre)
    ]
    return CallPage(kind, about_id, called[about_id], tuple(waiting))


def note(
    session: Session,
    kind: Kind,
    about_id: str,
    result: CallResult,
    *,
    line: str | None = None,
    done: Collection[str] = (),
    centre: str,
    by: str,
    at: datetime,
) -> None:
    """How a call went; `done` are ids of what stood on the list and is done by it. Those that are
    not about her, or done already, are passed over. Raises Missing; NotNow for who has died.
    """
    _may_be_called(session, kind, about_id, centre=centre)
    record(
        session,
        "call.noted",
        about=kind,
        about_id=about_id,
        centre=centre,
        by=by,
        at=at,
        result=result.value,
    )
    waiting = [row for row in _open(session, kind, about_id, centre=centre) if row.id in done]
    for row in waiting:
        _tick_off(session, row, result, line, by=by, at=at)
    if not waiting:
        _keep(session, kind, about_id, result, line, centre=centre, by=by, at=at)


def _tick_off(
    session: Session, row: Todo, result: CallResult, line: str | None, *, by: str, at: datetime
) -> None:
    """Done in the way in which that kind is done."""
    known = Known(centre=row.centre_id, by=by, at=at)
    reached = result is not CallResult.NO_ANSWER
    if reached and row.kind is TodoKind.CALL_NEW_VOLUNTEER and row.volunteer_id:
        volunteer = volunteers.one(session, row.volunteer_id, centre=row.centre_id)
        row.line = line
        if volunteer.state is VolunteerState.INTERESTED:
            volunteer_states.contacted(session, volunteer.id, **known)
            return
    if reached and row.kind is TodoKind.CALL_WAITING and row.recipient_id:
        person = recipients.one(session, row.recipient_id, centre=row.centre_id)
        row.line = line
        if person.state is RecipientState.WAITING:
            outcome = CallOutcome.STILL_WAITING
            recipient_states.called(session, person.id, outcome, **known)
            return
    match_calls.note(session, row.id, result, line=line, **known)


def _keep(
    session: Session,
    kind: Kind,
    about_id: str,
    result: CallResult,
    line: str | None,
    *,
    centre: str,
    by: str,
    at: datetime,
) -> None:
    """A thing done that nobody was reminded of; pressed twice in a minute, it is kept once."""
    about = _whom(kind, about_id)
    today, again = swedish_day(at), f"{at:%Y-%m-%dT%H:%M}"
    rows.make(
        session,
        TodoKind.CALLED,
        f"{TodoKind.CALLED}:{about_id}:{again}",
        state=TodoState.DONE,
        centre_id=centre,
        due_on=today,
        made_at=at,
        done_at=at,
        done_by=by,
        owner_id=by,
        line=line,
        facts={"result": result.value},
        **about,
    )
    if result is CallResult.COME_BACK:
        match_calls.call_again(session, about, owner_id=by, again=again, centre=centre, at=at)


def _open(session: Session, kind: Kind, about_id: str, *, centre: str) -> list[Todo]:
    """What stands on the list about her and is done by a call, by day."""
    found = rows.about(session, TodoState.OPEN, centre=centre, **_whom(kind, about_id))
    return [row for row in found if row.kind in DONE_BY_CALL]


def _whom(kind: Kind, about_id: str) -> Whom:
    if kind is Kind.VOLUNTEER:
        return {"volunteer_id": about_id}
    if kind is Kind.RECIPIENT:
        return {"recipient_id": about_id}
    return {"organisation_id": about_id}


def _may_be_called(session: Session, kind: Kind, about_id: str, *, centre: str) -> None:
    if kind is Kind.VOLUNTEER:
        volunteers.one(session, about_id, centre=centre)
    elif kind is Kind.RECIPIENT:
        person = recipients.one(session, about_id, centre=centre)
        if person.state is RecipientState.DECEASED:
            raise NotNow("recipient", person.state.value, "call")
    else:
        organisations.one(session, about_id, centre=centre)
