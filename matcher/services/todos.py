"""To-dos: made by deeds and the clock, done by people."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from matcher.domain.accounts import Role
from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.errors import Fault, Invalid, NotNow
from matcher.domain.plans import TodoKind, TodoState, before_meeting
from matcher.store import accounts, todos
from matcher.store.audit import record_of
from matcher.store.needs import Need
from matcher.store.todos import Todo

LONGEST_SNOOZE = timedelta(days=60)
GIVEN_BY = "given_by"  # of the facts: the account that has handed it over to whose it is
ANSWERED_WITHIN = timedelta(days=7)  # until then nobody calls her, who may well live and wait


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
    revived: bool = False,
) -> bool:
    """A to-do about one thing; whether it is new. Asked for twice, it is there once.

    `again` tells two of a kind about the same thing apart (the day of the next call). `revived`:
    what was let go is to be done after all.
    """
    about = volunteer_id or recipient_id or organisation_id or match_id or run_id or letter_id
    return todos.make(
        session,
        kind,
        _dedupe(kind, about, again),
        revived=revived,
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
    """It has been done, with a line of what came of it. Raises Missing; NotNow also for what a list
    says of somebody, which is answered where the list is shown.
    """
    todo = _still_open(session, todo_id, "done", centre=centre)
    if todo.kind is TodoKind.SAID_GONE:
        raise NotNow("todo", todo.kind.value, "done")
    todo.state, todo.done_at, todo.done_by, todo.line = TodoState.DONE, at, by, line
    _record(session, todo, "todo.done", by=by, at=at)


def open_again(session: Session, todo_id: str, *, centre: str, by: str, at: datetime) -> None:
    """It was ticked off by mistake. Raises Missing, NotNow when it is not done."""
    todo = todos.one(session, todo_id, centre=centre)
    if todo.state is not TodoState.DONE:
        raise NotNow("todo", todo.state.value, "open")
    todo.state, todo.done_at, todo.done_by, todo.line = TodoState.OPEN, None, None, None
    _record(session, todo, "todo.opened_again", by=by, at=at)


def hand_over(
    session: Session, todo_id: str, to: str, *, centre: str, by: str, at: datetime
) -> None:
    """A colleague does it instead, and sees from whom it came; or one takes it oneself. Raises
    Missing, NotNow, Invalid (`to` is no coordinator).
    """
    todo = _still_open(session, todo_id, "hand_over", centre=centre)
    working = accounts.of_centre(session, centre=centre, role=Role.COORDINATOR)
    if to not in {one.id for one in working}:
        raise Invalid({"to": Fault("choose_colleague")})
    if todo.owner_id != to:
        todo.owner_id = to
        kept = {name: fact for name, fact in todo.facts.items() if name != GIVEN_BY}
        todo.facts = kept if to == by else {**kept, GIVEN_BY: by}
        _record(session, todo, "todo.handed_over", by=by, at=at, to=to)


def snooze(
    session: Session, todo_id: str, days: int, *, centre: str, by: str, at: datetime
) -> date:
    """Put it off, and to which day: who would go to a meeting that is not to be is told before it
    (R63), and what a list says of somebody is answered within a week. The audit keeps from when.
    Raises Missing, Invalid; NotNow also for somebody who has not come back, who is called today
    (R69).
    """
    todo = _still_open(session, todo_id, "snooze", centre=centre)
    if todo.kind is TodoKind.NOT_BACK:
        raise NotNow("todo", todo.kind.value, "snooze")
    if not 1 <= days <= LONGEST_SNOOZE.days:
        raise Invalid({"days": Fault("out_of_range", {"low": 1, "high": LONGEST_SNOOZE.days})})
    was, todo.due_on = todo.due_on, _no_later(todo, days, today=swedish_day(at))
    facts = {"was": was.isoformat(), "until": todo.due_on.isoformat()}
    _record(session, todo, "todo.snoozed", by=by, at=at, **facts)
    return todo.due_on


def _no_later(todo: Todo, days: int, *, today: date) -> date:
    wanted = today + timedelta(days=days)
    if todo.kind is TodoKind.SAID_GONE:
        return min(wanted, today + ANSWERED_WITHIN)
    if "expected" not in todo.facts:
        return wanted
    return before_meeting(wanted, datetime.fromisoformat(todo.facts["expected"]), on=today)


def stands(session: Session, kind: TodoKind, volunteer_id: str, *, centre: str) -> bool:
    """Whether one of that kind about her is still to be done."""
    hers = todos.about(session, TodoState.OPEN, centre=centre, volunteer_id=volunteer_id)
    return any(one.kind is kind for one in hers)


def let_go_superseded(
    session: Session,
    kind: TodoKind,
    match_id: str,
    standing: Collection[str],
    *,
    centre: str,
    at: datetime,
) -> int:
    """Of that kind about a match only those made with one of `standing` are still asked for; how
    many others were let go. `standing` is what tells two of a kind apart, as in `make`.
    """
    return todos.settle(
        session,
        todos.Todo.centre_id == centre,
        todos.Todo.kind == kind,
        todos.Todo.match_id == match_id,
        *(~todos.Todo.dedupe.endswith(f":{again}") for again in standing),
        state=TodoState.CANCELLED,
        at=at,
    )


def let_go_of_rejection(
    session: Session, suggestion_id: str, volunteer_id: str, *, centre: str, at: datetime
) -> int:
    """The rejection of a suggestion is taken back: nothing of those two is to be corrected."""
    about = _dedupe(TodoKind.CORRECT_FACTS, volunteer_id, suggestion_id)
    hers = todos.Todo.centre_id == centre, todos.Todo.dedupe.startswith(f"{about}:")
    return todos.settle(session, *hers, state=TodoState.CANCELLED, at=at)


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


def done_of_need(
    session: Session, kind: TodoKind, need: Need, *, by: str | None, at: datetime
) -> int:
    """What it asked about a local need has come about."""
    return todos.settle(
        session,
        todos.Todo.centre_id == need.centre_id,
        todos.Todo.kind == kind,
        todos.Todo.organisation_id == need.organisation_id,
        todos.Todo.dedupe.contains(need.id),
        state=TodoState.DONE,
        at=at,
        done_by=by,
    )


def _still_open(session: Session, todo_id: str, deed: str, *, centre: str) -> Todo:
    todo = todos.one(session, todo_id, centre=centre)
    if todo.state is not TodoState.OPEN:
        raise NotNow("todo", todo.state.value, deed)
    return todo


def _record(
    session: Session, todo: Todo, deed: str, *, by: str, at: datetime, **facts: object
) -> None:
    record_of(session, deed, "todo", todo, by=by, at=at, kind=todo.kind.value, **facts)


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
