"""To-dos: what somebody at the centre is to do, about whom, by when."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from matcher.domain.accounts import Role
from matcher.domain.errors import Missing
from matcher.domain.plans import TodoKind, TodoState
from matcher.store.absences import Absence
from matcher.store.accounts import Account, Grant
from matcher.store.base import (
    CENTRE,
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


def make(session: Session, kind: TodoKind, dedupe: str, **columns: Any) -> bool:
    """Make a to-do unless one with this `dedupe` is there already; whether it was made.

    Two who make it at once make it once: the database decides. It is looked for first, since the
    clock asks for all of them every day and nearly all are there.
    """
    centre = columns["centre_id"]
    asked = sa.select(Todo.id).where(Todo.centre_id == centre, Todo.dedupe == dedupe)
    if session.scalar(asked) is not None:
        return False
    values = {"id": new_id(), "kind": kind, "dedupe": dedupe, "state": TodoState.OPEN, "facts": {}}
    insert = insert_of(session, Todo).values(values | columns)
    made = insert.on_conflict_do_nothing(index_elements=["centre_id", "dedupe"])
    return session.scalar(made.returning(Todo.id)) is not None


def one(session: Session, todo_id: str, *, centre: str) -> Todo:
    """The to-do. Raises Missing."""
    found = session.scalar(sa.select(Todo).where(Todo.id == todo_id, Todo.centre_id == centre))
    if found is None:
        raise Missing("todo", todo_id)
    return found


@dataclass(frozen=True, slots=True)
class Desk:
    """Whose to-dos are meant, on a day: her own, those that nobody has, and those of colleagues
    for whom she stands in.
    """

    account_id: str
    on: date


def still_open(
    session: Session,
    *,
    centre: str,
    until: date | None = None,
    desk: Desk | None = None,
    at_most: int = 1000,
    after: int = 0,
) -> list[Todo]:
    """What is to be done, the longest overdue first; only what is due by `until`, and only what
    lies on that desk, if given. `after` so many.
    """
    asked = _listed(is_timed=until is not None, is_of_desk=desk is not None)
    given = {**_given(centre, until, desk), "at_most": at_most, "after": after}
    return list(session.scalars(asked, given))


def how_many_open(
    session: Session, *, centre: str, until: date | None = None, desk: Desk | None = None
) -> int:
    """How many `still_open` would give without limit."""
    asked = _counted(is_timed=until is not None, is_of_desk=desk is not None)
    return session.scalar(asked, _given(centre, until, desk)) or 0


@cache
def _listed(*, is_timed: bool, is_of_desk: bool) -> sa.Select[Todo]:
    asked = sa.select(Todo).where(*_open(is_timed=is_timed, is_of_desk=is_of_desk))
    asked = asked.order_by(Todo.due_on, Todo.made_at, Todo.id)
    return asked.limit(sa.bindparam("at_most")).offset(sa.bindparam("after"))


@cache  # built once: it stands in the menu of every page
def _counted(*, is_timed: bool, is_of_desk: bool) -> sa.Select[int]:
    asked = sa.select(sa.func.count()).select_from(Todo)
    return asked.where(*_open(is_timed=is_timed, is_of_desk=is_of_desk))


def _given(centre: str, until: date | None, desk: Desk | None) -> dict[str, Any]:
    """What `_open` is asked with."""
    whose = {"reader": desk.account_id, "on": desk.on} if desk else {}
    return {"centre": centre, "until": until} | whose


def _open(*, is_timed: bool, is_of_desk: bool) -> list[sa.ColumnElement[bool]]:
    wanted = [Todo.centre_id == CENTRE, Todo.state == TodoState.OPEN]
    if is_timed:
        wanted.append(Todo.due_on <= sa.bindparam("until"))
    if is_of_desk:
        wanted.append(sa.or_(Todo.owner_id.is_(None), Todo.owner_id.not_in(_others())))
    return wanted


def _others() -> sa.Select[str]:
    """Colleagues who see to their own: whoever has left, is covered for by her, or is away while
    nobody covers does not.
    """
    reader: sa.BindParameter[str] = sa.bindparam("reader")
    away = aliased(Absence)
    is_away = _away(Account, away)
    covered = is_away.where(away.cover_id == reader)
    left_alone = sa.and_(is_away, ~is_away.where(away.cover_id.in_(_at_work())))
    return _working(Account).where(Account.id != reader, ~covered, ~left_alone)


def _at_work() -> sa.Select[str]:
    """Who can cover today: a substitute may have left since, or be away herself."""
    one = aliased(Account)
    return _working(one).where(~_away(one, aliased(Absence)))


def _working(one: type[Account]) -> sa.Select[str]:
    works = one.grants.any(Grant.role == Role.COORDINATOR)
    return sa.select(one.id).where(one.centre_id == CENTRE, one.closed_at.is_(None), works)


def _away(one: type[Account], row: type[Absence]) -> sa.Exists:
    on: sa.BindParameter[date] = sa.bindparam("on")
    return sa.exists().where(row.account_id == one.id, row.from_on <= on, row.until_on >= on)


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


def counts(session: Session, *, centre: str, on: date) -> dict[str, int]:
    """Open to-dos in numbers: due, overdue, new volunteers to call, the oldest such in days."""
    is_new = Todo.kind == TodoKind.CALL_NEW_VOLUNTEER
    asked = sa.select(
        sa.func.count().filter(Todo.due_on <= on),
        sa.func.count().filter(Todo.due_on < on),
        sa.func.count().filter(is_new),
        sa.func.min(Todo.made_at).filter(is_new),
    ).where(Todo.centre_id == centre, Todo.state == TodoState.OPEN)
    due, overdue, new, oldest = session.execute(asked).one()
    days = (on - oldest.date()).days if new else 0
    return {"due": due, "overdue": overdue, "new_volunteers": new, "oldest_days": max(days, 0)}
