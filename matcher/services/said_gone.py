"""A list says that somebody has died or left, or that a need is met: nothing of it is done by
itself, and nothing is done with her either before a person has answered.

    a list is saved ──hold──▶ an open to-do, first of all ──▶ her page: died, left, closed
                                        └──stays──▶ the list was wrong: as before

The open to-do is the hold (`store/holds.py`): whom it is about is suggested to nobody, and nobody
is asked to call her. What was answered so is not asked again of the same words.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.errors import Missing, NotNow
from matcher.domain.plans import TodoKind, TodoState
from matcher.services import import_called, todos, week_upkeep
from matcher.services.import_marks import mark
from matcher.services.import_over import Over
from matcher.sheets.fields import ListKind
from matcher.store import centres, holds, import_checks, need_pages
from matcher.store import todos as todo_rows
from matcher.store import volunteers as volunteer_rows
from matcher.store.audit import record_of
from matcher.store.todos import Todo


@dataclass(frozen=True, slots=True)
class SaidGone:
    """What a list says and nobody has answered yet: of whom, by the whole name."""

    todo_id: str
    name: str
    what: str  # as in `import_over`
    row: int
    import_id: str
    volunteer_id: str | None
    recipient_id: str | None
    need_id: str | None


def hold(
    session: Session,
    found: Iterable[Over],
    kind: ListKind,
    import_id: str,
    *,
    centre: str,
    by: str,
    at: datetime,
) -> None:
    """Nothing is done with these from now on, also not in the week shown. Whom a person has
    answered about, in the same words, is not held again.
    """
    centres.take_turn(session, centre)
    held = {one for todo in holds.still_open(session, centre=centre) for one in _whom(todo)}
    for one in found:
        if one.id in held:
            continue
        whose = _column(session, kind, one.id, centre=centre)
        again = f"{one.id}.{mark(one.id, [one.what, one.said])}"
        facts: dict[str, object] = {"import_id": import_id, "row": one.row, "what": one.what}
        if kind is ListKind.NEEDS:
            facts["need"] = one.id
        is_new = todos.make(
            session, TodoKind.SAID_GONE, due_on=swedish_day(at), facts=facts, again=again,
            revived=True, centre=centre, at=at, **whose,
        )  # fmt: skip
        if is_new:
            _out(session, kind, one.id, centre=centre, by=by, at=at)


def stays(session: Session, todo_id: str, *, centre: str, by: str, at: datetime) -> None:
    """The list is wrong, or speaks of somebody else: all is as before, also in the week shown.
    Raises Missing, NotNow when it is answered already.
    """
    centres.take_turn(session, centre)
    todo = todo_rows.one(session, todo_id, centre=centre)
    if todo.kind is not TodoKind.SAID_GONE:
        raise Missing("todo", todo_id)
    if todo.state is not TodoState.OPEN:
        raise NotNow("todo", todo.state.value, "done")
    todo.state, todo.done_at, todo.done_by = TodoState.DONE, at, by
    record_of(session, "todo.done", "todo", todo, by=by, at=at, kind=todo.kind.value)
    session.flush()
    if todo.recipient_id:
        week_upkeep.recipient_in(session, todo.recipient_id, centre=centre, by=by, at=at)
    elif todo.volunteer_id:
        row = volunteer_rows.one(session, todo.volunteer_id, centre=centre)
        week_upkeep.let_in(session, row, why="back", centre=centre, by=by, at=at)
    else:
        week_upkeep.come(session, todo.facts["need"], centre=centre, by=by, at=at)


def of_list(session: Session, import_id: str, *, centre: str) -> tuple[SaidGone, ...]:
    """What a saved list says and nobody has answered yet."""
    open_ones = holds.still_open(session, centre=centre)
    mine = [todo for todo in open_ones if todo.facts.get("import_id") == import_id]
    return tuple(_shown(session, mine, centre=centre))


def one(session: Session, todo_id: str, *, centre: str) -> SaidGone:
    """One of them. Raises Missing; NotNow when it is answered."""
    todo = todo_rows.one(session, todo_id, centre=centre)
    if todo.kind is not TodoKind.SAID_GONE:
        raise Missing("todo", todo_id)
    if todo.state is not TodoState.OPEN:
        raise NotNow("todo", todo.state.value, "open")
    return _shown(session, [todo], centre=centre)[0]


def let_go_of_list(session: Session, import_id: str, *, centre: str, at: datetime) -> int:
    """The list is taken back: nothing that it said is held on to; of how many that was."""
    open_ones = holds.still_open(session, centre=centre)
    mine = [todo.id for todo in open_ones if todo.facts.get("import_id") == import_id]
    of_it = todo_rows.Todo.id.in_(mine)
    return todo_rows.settle(session, of_it, state=TodoState.CANCELLED, at=at) if mine else 0


def _column(session: Session, kind: ListKind, about_id: str, *, centre: str) -> dict[str, str]:
    """Whose to-do it is."""
    if kind is ListKind.VOLUNTEERS:
        return {"volunteer_id": about_id}
    if kind is ListKind.WAITING:
        return {"recipient_id": about_id}
    need = import_checks.needs(session, {about_id}, centre=centre)[about_id]
    return {"organisation_id": need.organisation_id or ""}


def _out(
    session: Session, kind: ListKind, about_id: str, *, centre: str, by: str, at: datetime
) -> None:
    session.flush()
    who: dict[str, Any] = {"why": "said_gone", "centre": centre, "by": by, "at": at}
    if kind is ListKind.VOLUNTEERS:
        week_upkeep.keep_up(session, volunteers=[about_id], **who)
    elif kind is ListKind.WAITING:
        week_upkeep.recipient_out(session, about_id, **who)
    else:
        week_upkeep.keep_up(session, needs=[about_id], **who)
        need_pages.withdraw_suggestions(session, about_id, centre=centre, at=at)


def _whom(todo: Todo) -> set[str]:
    """Whom it is about, or which need."""
    if "need" in todo.facts:
        return {todo.facts["need"]}
    return {one for one in (todo.volunteer_id, todo.recipient_id) if one}


def _shown(session: Session, rows: list[Todo], *, centre: str) -> list[SaidGone]:
    volunteers = [todo.volunteer_id for todo in rows if todo.volunteer_id]
    recipients = [todo.recipient_id for todo in rows if todo.recipient_id]
    with_needs = any("need" in todo.facts for todo in rows)
    called = import_called.whole(
        session, volunteers, recipients, with_needs=with_needs, centre=centre
    )
    return [
        SaidGone(
            todo.id, next((called[one] for one in _whom(todo) if one in called), ""),
            todo.facts["what"], todo.facts["row"], todo.facts["import_id"],
            todo.volunteer_id, todo.recipient_id, todo.facts.get("need"),
        )
        for todo in rows
    ]  # fmt: skip
