"""What the page of a week shows: suggestions with names by id, what changed, who is without."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from matcher.domain.errors import Missing
from matcher.domain.suggestions import Subject, SuggestionState
from matcher.domain.vocabulary import Vocabulary
from matcher.services import weeks
from matcher.services.week_lines import Changes, Lines, PairLine, WithoutLine
from matcher.store import suggestions
from matcher.store.audit import looked
from matcher.store.suggestions import Run

WEEKS_SHOWN = 8
DECIDED = (SuggestionState.ACCEPTED, SuggestionState.REJECTED, SuggestionState.NOT_NOW)


@dataclass(frozen=True, slots=True)
class WeekPage:
    """A week. `suggested` are undecided and locked pairs, `decided` the others."""

    iso_week: str
    weeks: tuple[str, ...]  # that can be shown, newest first
    is_newest: bool
    made_at: datetime
    late: bool
    suggested: tuple[PairLine, ...]
    decided: tuple[PairLine, ...]
    needs_without: tuple[WithoutLine, ...]
    volunteers_without: tuple[WithoutLine, ...]
    changes: Changes | None
    vocabulary: Vocabulary

    @property
    def locked(self) -> int:
        """How many pairs are locked."""
        return sum(1 for line in self.suggested if line.locked_at)


def week(
    session: Session, iso_week: str | None, *, centre: str, by: str, at: datetime
) -> WeekPage | None:
    """A week's page, the newest when none is named; None where there is no run at all.

    Raises Missing for a week that has none.
    """
    run = _run(session, iso_week, centre=centre)
    if run is None:
        return None
    shown = suggestions.weeks_of(session, centre=centre, at_most=WEEKS_SHOWN)
    rows = [row for row in suggestions.of_run(session, run.id, centre=centre) if not row.rank]
    without = suggestions.without_of_run(session, run.id, centre=centre)
    made = Lines(session, run, rows, without, centre=centre, on=weeks.day_of(at))
    lines = [made.line(row) for row in rows if row.state is not SuggestionState.WITHDRAWN]
    blocked = made.without(without)
    return WeekPage(
        iso_week=run.iso_week,
        weeks=tuple(shown),
        is_newest=run.iso_week == shown[0],
        made_at=run.made_at,
        late=run.late,
        suggested=tuple(line for line in lines if line.state not in DECIDED),
        decided=tuple(line for line in lines if line.state in DECIDED),
        needs_without=tuple(one for one in blocked if one.why.subject is Subject.NEED),
        volunteers_without=tuple(one for one in blocked if one.why.subject is Subject.VOLUNTEER),
        changes=made.changes(run.changes) if run.changes else None,
        vocabulary=made.vocabulary,
    )


def look(session: Session, *, centre: str, by: str, at: datetime) -> None:
    """Note that somebody has looked at the newest week (R79)."""
    run = suggestions.newest_run(session, centre=centre)
    if run is not None:
        looked(
            session, "suggestions.week", about="run", about_id=run.id, centre=centre, by=by, at=at
        )


def _run(session: Session, iso_week: str | None, *, centre: str) -> Run | None:
    if iso_week is None:
        return suggestions.newest_run(session, centre=centre)
    run = suggestions.run_of_week(session, iso_week, centre=centre)
    if run is None:
        raise Missing("run", iso_week)
    return run
