"""To-dos as lists and pages show them: with whom they are about, and whose they are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.errors import NotNow
from matcher.domain.plans import GROUPS, TodoGroup, TodoKind, TodoState
from matcher.domain.regular_times import RegularTime
from matcher.services import regular_times
from matcher.services.names import Called, names_of
from matcher.services.page_lines import people_of
from matcher.services.paging import PAGE_SIZE, Page, nearest_page
from matcher.services.todo_groups import When
from matcher.services.todos import GIVEN_BY
from matcher.store import accounts, match_circles, matches, open_todos, todos
from matcher.store.matches import LivingMatch
from matcher.store.open_todos import Desk, Wanted
from matcher.store.todos import Todo


@dataclass(frozen=True, slots=True)
class TodoLine:
    """One thing to do, with whom it is about as far as the list needs: called name and initial."""

    id: str
    kind: TodoKind
    due_on: date
    days_late: int  # 0: not late
    made_on: date
    whom: Called | None
    volunteer_id: str | None
    recipient_id: str | None
    organisation_id: str | None
    match_id: str | None
    other: str | None  # with whom, where it is about a match that lives, or about two
    regular: RegularTime | None  # when those two usually meet
    owner: str | None  # whose it is, where it is a colleague's
    run_id: str | None
    letter_id: str | None
    owner_id: str | None = None  # whose it is; None: everybody's
    given_by: str | None = None  # the colleague who has handed it over to her who reads
    facts: dict[str, Any] = field(default_factory=dict)


def all_open(
    session: Session,
    *,
    group: TodoGroup | None = None,
    when: When | None = None,
    everybody: bool = False,
    centre: str,
    by: str,
    at: datetime,
    page: int = 1,
) -> Page[TodoLine]:
    """A page of what lies on her desk, or on everybody's, also of later weeks, the longest overdue
    first; of one group, or of one time, only.
    """
    today = swedish_day(at)
    wanted = when.wanted(today) if when else Wanted()
    desk = None if everybody else Desk(by, today)
    wanted = replace(wanted, kinds=GROUPS[group] if group else None, desk=desk)
    count = open_todos.how_many_open(session, wanted, centre=centre)
    number = nearest_page(page, count)
    rows = open_todos.still_open(
        session, wanted, centre=centre, at_most=PAGE_SIZE, after=(number - 1) * PAGE_SIZE
    )
    return Page(tuple(lines_of(session, rows, centre=centre, by=by, today=today)), count, number)


def one(session: Session, todo_id: str, *, centre: str, by: str, at: datetime) -> TodoLine:
    """One open to-do. Raises Missing, NotNow for what is done."""
    row = todos.one(session, todo_id, centre=centre)
    if row.state is not TodoState.OPEN:
        raise NotNow("todo", row.state.value, "open")
    return lines_of(session, [row], centre=centre, by=by, today=swedish_day(at))[0]


def lines_of(
    session: Session, rows: list[Todo], *, centre: str, by: str, today: date
) -> list[TodoLine]:
    """The rows in words that a list needs, in the order given."""
    match_ids = {row.match_id for row in rows if row.match_id}
    living = matches.with_whom(session, match_ids=match_ids, centre=centre)
    going = match_circles.givers(session, match_ids, centre=centre)
    volunteers = {who: (first, surname) for _, who, first, surname in going}
    called = names_of(  # of all of them at once: each time it is asked of the whole centre
        session,
        volunteers={row.volunteer_id for row in rows if row.volunteer_id},
        recipients={row.recipient_id for row in rows if row.recipient_id},
        organisations={row.organisation_id for row in rows if row.organisation_id},
        known={**people_of(living), **volunteers},
        centre=centre,
    )
    others = _others(living, going, {one: found.name for one, found in called.items()})
    owners = {}
    if any(row.owner_id not in (None, by) or given_to(row, by) for row in rows):
        owners = accounts.names(session, centre=centre)
        owners.pop(by, None)
    return [_line(row, called, others, owners, by, today) for row in rows]


def given_to(row: Todo, by: str) -> str | None:
    """The account that has handed it over to that one, if one has."""
    return row.facts.get(GIVEN_BY) if row.owner_id == by else None


@dataclass(frozen=True, slots=True)
class _Sides:
    """Who is on each side of a match that lives, as lists call them."""

    person: str
    volunteers: str
    regular: RegularTime | None


def _others(
    living: Iterable[LivingMatch],
    going: Iterable[tuple[str, str, str, str]],
    called: Mapping[str, str],
) -> dict[str, _Sides]:
    givers: dict[str, list[str]] = {}
    for match_id, who, _, _ in going:
        givers.setdefault(match_id, []).append(called[who])
    return {
        match.match_id: _Sides(
            called.get(match.recipient_id or "", match.first_name),
            ", ".join(givers.get(match.match_id, ())),
            regular_times.of_match(match),
        )
        for match in living
    }


def _beside(row: Todo, called: dict[str, Called]) -> str | None:
    """Whom the line is about beside a volunteer, where it names two."""
    other = called.get(row.recipient_id or row.organisation_id or "")
    return other.name if other and row.volunteer_id else None


def _other(row: Todo, sides: _Sides | None) -> str | None:
    """The other side than the one whom the line is about."""
    if sides is None:
        return None
    return sides.person if row.volunteer_id else sides.volunteers or None


def _line(
    row: Todo,
    called: dict[str, Called],
    others: dict[str, _Sides],
    owners: dict[str, str],
    by: str,
    today: date,
) -> TodoLine:
    about = row.volunteer_id or row.recipient_id or row.organisation_id
    sides = others.get(row.match_id or "")
    return TodoLine(
        id=row.id,
        kind=row.kind,
        due_on=row.due_on,
        days_late=max((today - row.due_on).days, 0),
        made_on=swedish_day(row.made_at),
        whom=called.get(about) if about else None,
        volunteer_id=row.volunteer_id,
        recipient_id=row.recipient_id,
        organisation_id=row.organisation_id,
        match_id=row.match_id,
        other=_beside(row, called) or _other(row, sides),
        regular=sides.regular if sides else None,
        owner=owners.get(row.owner_id or ""),
        run_id=row.run_id,
        letter_id=row.letter_id,
        owner_id=row.owner_id,
        given_by=owners.get(given_to(row, by) or ""),
        facts=dict(row.facts),
    )
