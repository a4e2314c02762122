"""To-dos: what somebody at the centre is to do, about whom, by when."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from matcher.domain.errors import Missing
from matcher.domain.plans import TodoKind, TodoState
from matcher.store.base import (
    ID_LENGTH,
    Base,
    OfCentre,
    fenced,
    insert_of,
    new_id,
    within,
    word,
)


class Todo(OfCentre, Base):
    """One thing to do. `dedupe` makes it be there once, however often it is asked for."""

    __tablename__ = "todos"
    __table_args__ = fenced(
        within("volunteer_id", "volunteers"),
        within("recipient_id", "recipients"),
        within("organisation_id", "organisations"),
        within("match_id", "matches"),
        within("run_id", "runs"),
        within("owner_id", "accounts", ondelete="RESTRICT"),
        sa.UniqueConstraint("centre_id", "dedupe"),
        sa.Index("ix_todos_centre_id_state_due_on", "centre_id", "state", "due_on"),
    )

    kind: Mapped[TodoKind] = word(TodoKind)
    state: Mapped[TodoState] = word(TodoState, default=TodoState.OPEN)
    due_on: Mapped[date]
    volunteer_id: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH), index=True)
    recipient_id: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH), index=True)
    organisation_id: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH), index=True)
    match_id: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH), index=True)
    run_id: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH), index=True)
    letter_id: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH))
    facts: Mapped[dict[str, Any]] = mapped_column(default=dict)  # codes and ids, never names
    owner_id: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH))
    dedupe: Mapped[str] = mapped_column(sa.String(120))
    made_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    done_by: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH))
    line: Mapped[str | None] = mapped_column(sa.String(200))  # what came of it


def make(
    session: Session, kind: TodoKind, dedupe: str, *, revived: bool = False, **columns: Any
) -> bool:
    """Make a to-do unless one with this `dedupe` is there already; whether it was made. `revived`:
    one that was let go does not stand in the way, and is to be done after all.

    Two who make it at once make it once: the database decides. It is looked for first, since the
    clock asks for all of them every day and nearly all are there.
    """
    centre = columns["centre_id"]
    asked = sa.select(Todo.state).where(Todo.centre_id == centre, Todo.dedupe == dedupe)
    was = session.scalar(asked)
    if was is not None and not (revived and was is TodoState.CANCELLED):
        return False
    values = {"kind": kind, "dedupe": dedupe, "state": TodoState.OPEN, "facts": {}} | columns
    insert, same = insert_of(session, Todo).values(id=new_id(), **values), ["centre_id", "dedupe"]
    made = insert.on_conflict_do_nothing(index_elements=same)
    if revived:
        again = values | {"done_at": None, "done_by": None}
        let_go = Todo.state == TodoState.CANCELLED
        made = insert.on_conflict_do_update(index_elements=same, set_=again, where=let_go)
    return session.scalar(made.returning(Todo.id)) is not None


def one(session: Session, todo_id: str, *, centre: str) -> Todo:
    """The to-do. Raises Missing."""
    found = session.scalar(sa.select(Todo).where(Todo.id == todo_id, Todo.centre_id == centre))
    if found is None:
        raise Missing("todo", todo_id)
    return found


def about(
    session: Session,
    state: TodoState,
    *,
    centre: str,
    volunteer_id: str | None = None,
    recipient_id: str | None = None,
    organisation_id: str | None = None,
    at_most: int = 100,
) -> list[Todo]:
    """Those in a state about somebody; the open ones by day, the others the newest first."""
    whose = {
        Todo.volunteer_id: volunteer_id,
        Todo.recipient_id: recipient_id,
        Todo.organisation_id: organisation_id,
    }
    asked = sa.select(Todo).where(
        Todo.centre_id == centre,
        Todo.state == state,
        *(column == value for column, value in whose.items() if value is not None),
    )
    order = Todo.due_on.asc() if state is TodoState.OPEN else Todo.done_at.desc()
    return list(session.scalars(asked.order_by(order, Todo.id).limit(at_most)))


def is_open(session: Session, kind: TodoKind, *, run_id: str) -> bool:
    """Whether a to-do of that kind about a run stands open."""
    asked = sa.select(Todo.id).where(
        Todo.run_id == run_id, Todo.kind == kind, Todo.state == TodoState.OPEN
    )
    return session.scalar(asked.limit(1)) is not None


def settle(
    session: Session,
    *conditions: sa.ColumnElement[bool],
    state: TodoState,
    at: datetime,
    **columns: Any,
) -> int:
    """Close every open to-do that meets the conditions; how many."""
    closing = sa.update(Todo).where(Todo.state == TodoState.OPEN, *conditions)
    done = session.execute(closing.values(state=state, done_at=at, **columns))
    return int(done.rowcount)  # type: ignore[attr-defined]


def hand_over(session: Session, about_id: str, *, owner_id: str, centre: str) -> None:
    """What is open about a volunteer or a recipient is somebody's from now on."""
    is_about = sa.or_(Todo.volunteer_id == about_id, Todo.recipient_id == about_id)
    handing = sa.update(Todo).where(
        Todo.centre_id == centre, Todo.state == TodoState.OPEN, Todo.match_id.is_(None), is_about
    )
    session.execute(handing.values(owner_id=owner_id))
