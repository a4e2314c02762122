"""The start page: what there is to do, the most urgent first, and the week in numbers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from matcher.domain import promises
from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.matches import MatchState
from matcher.domain.plans import FIRST, TodoKind
from matcher.services import absences, choices
from matcher.services.absences import AbsenceLine
from matcher.services.match_plans import BEFORE_MEETING
from matcher.services.todo_groups import SOON
from matcher.services.todo_lines import TodoLine, given_to, lines_of
from matcher.store import alone, match_life, open_todos, runs, suggestions
from matcher.store.alone import Waiting
from matcher.store.open_todos import Desk, Wanted

AT_MOST = 400  # things; more than that is no list of things to do
SHOWN = 12  # of each time; the others stand on the page of everything


@dataclass(frozen=True, slots=True)
class WeekInNumbers:
    """The newest run, counted."""

    iso_week: str
    made_at: datetime
    late: bool
    suggested: int
    undecided: int
    needs_without: int
    of_people: int  # of those: of people who wait; the others are local
    broken: int  # of all who wait today: past the promise, with nobody and no written reason
    volunteers_without: int
    impossible: int  # needs for whom no volunteer is possible
    impossible_people: int  # of those: of people who wait
    obstacles: tuple[tuple[str, int], ...]  # rule id → for how many of those it blocks most


@dataclass(frozen=True, slots=True)
class Caseload:
    """Matches that are hers, counted by how far they have come."""

    on_their_way: int
    in_trial: int
    active: int
    resting: int  # paused, or ending

    @property
    def count(self) -> int:
        """All of them."""
        return self.on_their_way + self.in_trial + self.active + self.resting


@dataclass(frozen=True, slots=True)
class Due:
    """What is due by a time: the first lines of it, and how many there are."""

    lines: tuple[TodoLine, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Beginning:
    """What is there before the first week is run."""

    volunteers: int
    needs: int

    @property
    def can_be_run(self) -> bool:
        """Both sides are there."""
        return bool(self.volunteers and self.needs)


@dataclass(frozen=True, slots=True)
class Morning:
    """What a coordinator meets when she comes; `first` and `handed` are in none of the times."""

    first: Due
    handed: Due  # what a colleague has handed over to her
    late: Due
    today: Due
    soon: Due
    week: WeekInNumbers | None
    beginning: Beginning | None  # where no week has been run
    caseload: Caseload
    covered: tuple[AbsenceLine, ...]  # for whom she covers today
    of_others: int  # due this week and seen to by colleagues; 0 where they are among the lines

    @property
    def count(self) -> int:
        """Things to do this week."""
        return sum(one.count for one in (self.first, self.handed, self.late, self.today, self.soon))

    @property
    def late_count(self) -> int:
        """How many of them should have been done before today."""
        before = (*self.first.lines, *self.handed.lines)
        return self.late.count + sum(line.days_late > 0 for line in before)


def morning(
    session: Session, *, centre: str, by: str, at: datetime, everybody: bool = False
) -> Morning:
    """What lies on her desk and is due within a week, or on everybody's; and the newest run in
    numbers.
    """
    today = swedish_day(at)
    until = today + SOON
    desk = None if everybody else Desk(by, today)
    rows = open_todos.still_open(session, Wanted(until, desk=desk), centre=centre, at_most=AT_MOST)
    later = [row for row in rows if row.kind not in FIRST]
    others = [row for row in later if not given_to(row, by)]
    due = (
        sorted(
            (row for row in rows if row.kind in FIRST),
            key=lambda row: row.kind is not TodoKind.NOT_BACK,  # alone somewhere, before all calls
        ),
        [row for row in later if given_to(row, by)],
        [row for row in others if row.due_on < today],
        [row for row in others if row.due_on == today],
        [row for row in others if row.due_on > today],
    )
    shown = [row for some in due for row in some[:SHOWN]]  # names are asked of those alone
    lines = {one.id: one for one in lines_of(session, shown, centre=centre, by=by, today=today)}
    first, handed, late, now, soon = (
        Due(tuple(lines[row.id] for row in some[:SHOWN]), len(some)) for some in due
    )
    week = _week(session, centre=centre, today=today)
    all_of_us = open_todos.how_many_open(session, Wanted(until), centre=centre)
    return Morning(
        first=first,
        handed=handed,
        late=late,
        today=now,
        soon=soon,
        week=week,
        beginning=None if week else Beginning(*alone.taken_in(session, centre=centre)),
        caseload=_caseload(session, centre=centre, by=by),
        covered=tuple(absences.covered_by(session, centre=centre, by=by, at=at)),
        of_others=max(all_of_us - len(rows), 0),
    )


def how_many(session: Session, *, centre: str, by: str, at: datetime) -> int:
    """Things on her desk that are due within a week: the number in the menu."""
    today = swedish_day(at)
    return open_todos.how_many_open(
        session, Wanted(today + SOON, desk=Desk(by, today)), centre=centre
    )


def _caseload(session: Session, *, centre: str, by: str) -> Caseload:
    found = match_life.counts(session, centre=centre, owner=by)
    return Caseload(
        on_their_way=sum(found.get(state, 0) for state in BEFORE_MEETING),
        in_trial=found.get(MatchState.TRIAL, 0),
        active=found.get(MatchState.ACTIVE, 0),
        resting=found.get(MatchState.PAUSED, 0) + found.get(MatchState.ENDING, 0),
    )


def _is_broken(one: Waiting, promised: Mapping[int, int], today: date) -> bool:
    weeks = promised.get(one.priority_class or 0)
    return promises.is_broken(one.waiting_since, weeks, one.explained_until, on=today)


def _week(session: Session, *, centre: str, today: date) -> WeekInNumbers | None:
    run = runs.newest_run(session, centre=centre)
    if run is None:
        return None
    needs, volunteers = alone.of_run(session, run.id, centre=centre)
    suggested, undecided = suggestions.counts(session, run.id)
    waiting = alone.waiting(session, run.id, centre=centre, on=today)
    promised = choices.of(session, centre=centre).params.promise_weeks
    impossible = [one for one in needs if not one.why["possible"]]
    return WeekInNumbers(
        iso_week=run.iso_week,
        made_at=run.made_at,
        late=run.late,
        suggested=suggested,
        undecided=undecided,
        needs_without=len(needs),
        of_people=sum(one.recipient_id is not None for one in needs),
        broken=sum(_is_broken(one, promised, today) for one in waiting),
        volunteers_without=volunteers,
        impossible=len(impossible),
        impossible_people=sum(one.recipient_id is not None for one in impossible),
        obstacles=_obstacles(one.why for one in impossible),
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
