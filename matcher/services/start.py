"""The start page: what there is to do, the most urgent first, and the week in numbers."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.plans import TodoKind
from matcher.domain.suggestions import Subject
from matcher.services.names import Called, names_of
from matcher.services.page_lines import match_lines
from matcher.store import matches, runs, suggestions, todos
from matcher.store.todos import Todo

SOON = timedelta(days=6)  # "this week": what is due within seven days, today included
AT_MOST = 400  # lines; more than that is no list of things to do


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
    other: str | None  # with whom, where it is about a match that lives
    run_id: str | None
    letter_id: str | None
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WeekInNumbers:
    """The newest run, counted."""

    iso_week: str
    made_at: datetime
    late: bool
    suggested: int
    undecided: int
    needs_without: int
    volunteers_without: int
    impossible: int  # needs for whom no volunteer is possible
    obstacles: tuple[tuple[str, int], ...]  # rule id → for how many of those it blocks most


@dataclass(frozen=True, slots=True)
class Morning:
    """What a coordinator meets when she comes."""

    late: tuple[TodoLine, ...]
    today: tuple[TodoLine, ...]
    soon: tuple[TodoLine, ...]
    week: WeekInNumbers | None

    @property
    def count(self) -> int:
        """Things to do this week."""
        return len(self.late) + len(self.today) + len(self.soon)


def morning(session: Session, *, centre: str, by: str, at: datetime) -> Morning:
    """Everything due within a week, and the newest run in numbers."""
    today = swedish_day(at)
    lines = _lines(session, centre=centre, today=today, until=today + SOON)
    return Morning(
        late=tuple(line for line in lines if line.days_late),
        today=tuple(line for line in lines if line.due_on == today),
        soon=tuple(line for line in lines if line.due_on > today),
        week=_week(session, centre=centre),
    )


def all_open(session: Session, *, centre: str, at: datetime) -> tuple[TodoLine, ...]:
    """Every open to-do, also those of later weeks."""
    today = swedish_day(at)
    return tuple(_lines(session, centre=centre, today=today, until=None))


def how_many(session: Session, *, centre: str, at: datetime) -> int:
    """Things due within a week: the number in the menu."""
    until = swedish_day(at) + SOON
    return todos.how_many_open(session, centre=centre, until=until)


def _lines(session: Session, *, centre: str, today: date, until: date | None) -> list[TodoLine]:
    rows = todos.still_open(session, centre=centre, until=until, at_most=AT_MOST)
    called = names_of(
        session,
        volunteers={row.volunteer_id for row in rows if row.volunteer_id},
        recipients={row.recipient_id for row in rows if row.recipient_id},
        organisations={row.organisation_id for row in rows if row.organisation_id},
        centre=centre,
    )
    living = match_lines(
        matches.with_whom(
            session, match_ids={row.match_id for row in rows if row.match_id}, centre=centre
        )
    )
    others = {match.match_id: match.called for match in living}
    return [_line(row, called, others, today) for row in rows]


def _line(row: Todo, called: dict[str, Called], others: dict[str, str], today: date) -> TodoLine:
    about = row.volunteer_id or row.recipient_id or row.organisation_id
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
        other=others.get(row.match_id or ""),
        run_id=row.run_id,
        letter_id=row.letter_id,
        facts=dict(row.facts),
    )


def _week(session: Session, *, centre: str) -> WeekInNumbers | None:
    run = runs.newest_run(session, centre=centre)
    if run is None:
        return None
    without = suggestions.without_of_run(session, run.id, centre=centre)
    needs = [row.why for row in without if row.subject is Subject.NEED]
    impossible = [why for why in needs if not why["possible"]]
    return WeekInNumbers(
        iso_week=run.iso_week,
        made_at=run.made_at,
        late=run.late,
        suggested=suggestions.count_suggested(session, run.id),
        undecided=suggestions.count_undecided(session, run.id),
        needs_without=len(needs),
        volunteers_without=len(without) - len(needs),
        impossible=len(impossible),
        obstacles=_obstacles(impossible),
    )


def _obstacles(impossible: Iterable[dict[str, Any]]) -> tuple[tuple[str, int], ...]:
    """For each need the rule that blocks most volunteers; how often each is the one, most first."""
    worst: dict[str, int] = {}
    for why in impossible:
        blocked = sorted(why["blocked"].items(), key=lambda pair: (-pair[1], pair[0]))
        rule = (why.get("own") or [blocked[0][0]] if blocked else why.get("own") or [None])[0]
        if rule is not None:
            worst[rule] = worst.get(rule, 0) + 1
    return tuple(sorted(worst.items(), key=lambda pair: (-pair[1], pair[0])))
