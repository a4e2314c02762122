"""What came of a call that a to-do asked for: a follow-up noted in ten seconds (R59)."""

from datetime import datetime
from enum import StrEnum
from typing import TypedDict

from sqlalchemy.orm import Session

from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.errors import NotNow
from matcher.domain.plans import TodoKind, TodoState, working_days_after
from matcher.services import todos
from matcher.store import todos as todo_rows
from matcher.store.audit import record

SOON = 2  # working days: somebody wants us to come back
AGAIN = "again"  # of the facts: both have agreed that we call, which she has not asked for


class Whom(TypedDict, total=False):
    """Whose id it is, by the name under which a to-do keeps it."""

    volunteer_id: str
    recipient_id: str
    organisation_id: str


class CallResult(StrEnum):
    """What came of a call."""

    FINE = "fine"
    COME_BACK = "come_back"  # there is something to talk about: we call again
    NO_ANSWER = "no_answer"  # it stands, to be tried again


def note(
    session: Session,
    todo_id: str,
    result: CallResult,
    *,
    line: str | None = None,
    centre: str,
    by: str,
    at: datetime,
) -> None:
    """What came of the call that a to-do asked for, with a line if there is one to keep. Raises
    Missing, NotNow when it is done already.
    """
    todo = todo_rows.one(session, todo_id, centre=centre)
    if todo.state is not TodoState.OPEN:
        raise NotNow("todo", todo.state.value, "done")
    if result is CallResult.NO_ANSWER:
        _record(session, todo, "match.called", by=by, at=at, result=result.value)
        if todo.kind is not TodoKind.NOT_BACK:  # who has not come back is not left till tomorrow
            todo.due_on = max(todo.due_on, working_days_after(swedish_day(at), 1))
        return
    todos.done(session, todo_id, line=line, centre=centre, by=by, at=at)
    if todo.match_id:
        _record(session, todo, "match.called", by=by, at=at, result=result.value)
    if result is CallResult.COME_BACK:
        call_again(
            session,
            whom_of(todo),
            match_id=todo.match_id,
            owner_id=todo.owner_id,
            again=todo.id,
            centre=centre,
            at=at,
        )


def call_again(
    session: Session,
    whom: Whom,
    *,
    match_id: str | None = None,
    owner_id: str | None,
    again: str,
    centre: str,
    at: datetime,
) -> None:
    """We have agreed to call her again: it stands on the list once, however many things one call
    was about; what was agreed before is now on the new day.
    """
    due_on = working_days_after(swedish_day(at), SOON)
    session.flush()
    for row in todo_rows.about(session, TodoState.OPEN, centre=centre, **whom):
        if row.kind is TodoKind.CALL_BACK or row.facts.get("wants") == AGAIN:
            row.due_on = due_on
            return
    todos.make(
        session,
        TodoKind.CALL_WANTED if match_id else TodoKind.CALL_BACK,
        due_on=due_on,
        match_id=match_id,
        owner_id=owner_id,
        facts={"wants": AGAIN} if match_id else {},
        again=again,
        centre=centre,
        at=at,
        **whom,
    )


def whom_of(todo: todo_rows.Todo) -> Whom:
    """Whom it is about."""
    if todo.volunteer_id:
        return {"volunteer_id": todo.volunteer_id}
    if todo.recipient_id:
        return {"recipient_id": todo.recipient_id}
    return {"organisation_id": todo.organisation_id or ""}


def _record(
    session: Session, todo: todo_rows.Todo, deed: str, *, by: str, at: datetime, result: str
) -> None:
    record(
        session,
        deed,
        about="match",
        about_id=todo.match_id,
        centre=todo.centre_id,
        by=by,
        at=at,
        result=result,
        kind=todo.kind.value,
    )
