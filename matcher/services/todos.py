"""To-dos: made by deeds and the clock, done by people."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from matcher.domain.errors import NotNow
from matcher.domain.plans import TodoKind, TodoState
from matcher.store import todos
from matcher.store.audit import record


def make(
    session: Session,
    kind: TodoKind,
    *,
    due_on: date,
    centre: str,
    at: datetime,
    volunteer_id: str | None = None,
    recipient_id: str | None = None,
    organisation_id: str | None = None,
    match_id: str | None = None,
    run_id: str | None = None,
    letter_id: str | None = None,
    owner_id: str | None = None,
    facts: dict[str, object] | None = None,
    again: str = "",
) -> bool:
    """A to-do about one thing; whether it is new. Asked for twice, it is there once.

    `again` tells two of a kind about the same thing apart (the day of the next call).
    """
    about = volunteer_id or recipient_id or organisation_id or match_id or run_id or letter_id
    return todos.make(
        session,
        kind,
        _dedupe(kind, about, again),
        centre_id=centre,
        due_on=due_on,
        made_at=at,
        volunteer_id=volunteer_id,
        recipient_id=recipient_id,
        organisation_id=organisation_id,
        match_id=match_id,
        run_id=run_id,
        letter_id=letter_id,
        owner_id=owner_id,
        facts=facts or {},
    )


def done(
    session: Session, todo_id: str, *, line: str | None = None, centre: str, by: str, at: datetime
) -> None:
    """It has been done, with a line of what came of it. Raises Missing, NotNow."""
    todo = todos.one(session, todo_id, centre=centre)
    if todo.state is not TodoState.OPEN:
        raise NotNow("todo", todo.state.value, "done")
    todo.state, todo.done_at, todo.done_by, todo.line = TodoState.DONE, at, by, line
    record(
        session,
        "todo.done",
        about="todo",
        about_id=todo.id,
        centre=centre,
        by=by,
        at=at,
        kind=todo.kind.value,
    )


def done_with_fact(
    session: Session, kind: TodoKind, again: str, *, centre: str, by: str | None, at: datetime
) -> int:
    """What a to-do about no person asked for has come about; `again` is what it was made with."""
    return todos.settle(
        session,
        todos.Todo.centre_id == centre,
        todos.Todo.dedupe == _dedupe(kind, None, again),
        state=TodoState.DONE,
        at=at,
        done_by=by,
    )


def _dedupe(kind: TodoKind, about: str | None, again: str) -> str:
    return f"{kind.value}:{about}:{again}"


def done_about(
    session: Session,
    kind: TodoKind,
    *,
    centre: str,
    by: str | None,
    at: datetime,
    volunteer_id: str | None = None,
    recipient_id: str | None = None,
    match_id: str | None = None,
    run_id: str | None = None,
) -> int:
    """What it asked for has come about in another way (the call was made, all is decided)."""
    about = {
        todos.Todo.volunteer_id: volunteer_id,
        todos.Todo.recipient_id: recipient_id,
        todos.Todo.match_id: match_id,
        todos.Todo.run_id: run_id,
    }
    return todos.settle(
        session,
        todos.Todo.centre_id == centre,
        todos.Todo.kind == kind,
        *(column == value for column, value in about.items() if value is not None),
        state=TodoState.DONE,
        at=at,
        done_by=by,
    )
