"""What the page of a week shows: suggestions with names by id, what changed, who is without."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.errors import Missing
from matcher.domain.suggestions import Subject, SuggestionState
from matcher.domain.vocabulary import Vocabulary
from matcher.services.paging import Page, nearest_page
from matcher.services.week_lines import Lines
from matcher.services.week_rows import is_undecided
from matcher.services.week_values import Alone, Changes, DecidedLine, PairLine
from matcher.store import accounts, runs, suggestions
from matcher.store.audit import looked
from matcher.store.runs import Run

WEEKS_SHOWN = 8
SUGGESTIONS_SHOWN = 5  # articles on a page
DECIDED = (SuggestionState.ACCEPTED, SuggestionState.REJECTED, SuggestionState.NOT_NOW)


@dataclass(frozen=True, slots=True)
class WeekPage:
    """A week: what is suggested, a page at a time, what is decided, and who is without."""

    iso_week: str
    weeks: tuple[str, ...]  # that can be shown, newest first
    is_newest: bool
    made_at: datetime
    late: bool
    suggested: Page[PairLine]
    locked: int  # of all that is suggested
    expired: int  # that nobody decided in time (R54): a number, since they are suggestions no more
    decided: tuple[DecidedLine, ...]
    needs_without: Alone
    volunteers_without: Alone
    changes: Changes | None
    vocabulary: Vocabulary


def week(
    session: Session,
    iso_week: str | None,
    *,
    page: int = 1,
    showing: str | None = None,
    without: int | None = None,
    centre: str,
    at: datetime,
) -> WeekPage | None:
    """A week's page, the newest when none is named; None where there is no run at all.

    `showing` is a suggestion that is to be on it, whatever the page of the list; `without` is how
    many are told of, on each side, who have none: all when it is not said. Raises Missing for a
    week that has no run.
    """
    run = _run(session, iso_week, centre=centre)
    if run is None:
        return None
    shown = runs.weeks_of(session, centre=centre, at_most=WEEKS_SHOWN)
    rows = suggestions.suggested_by(session, run.id, centre=centre)
    open_ones = [row for row in rows if is_undecided(row)]
    places = [row.id for row in open_ones]
    if showing in places:
        page = places.index(showing) // SUGGESTIONS_SHOWN + 1
    number = nearest_page(page, len(open_ones), size=SUGGESTIONS_SHOWN)
    shown_ones = open_ones[SUGGESTIONS_SHOWN * (number - 1) : SUGGESTIONS_SHOWN * number]
    alone = suggestions.without_of_run(session, run.id, centre=centre)
    theirs = {row.volunteer_id for row in shown_ones}
    also = [row.id for row in open_ones if row.volunteer_id in theirs]
    also_said = suggestions.said_of(session, also, centre=centre)
    said = {row.id: also_said[row.id] for row in shown_ones}
    made = Lines(session, run, rows, alone, said, also_said, centre=centre, on=swedish_day(at))
    return WeekPage(
        iso_week=run.iso_week,
        weeks=tuple(shown),
        is_newest=run.iso_week == shown[0],
        made_at=run.made_at,
        late=run.late,
        suggested=Page(
            tuple(made.line(row) for row in shown_ones),
            count=len(open_ones),
            number=number,
            size=SUGGESTIONS_SHOWN,
        ),
        locked=sum(1 for row in open_ones if row.locked_at is not None),
        expired=sum(1 for row in rows if row.state is SuggestionState.EXPIRED),
        decided=made.decided(row for row in rows if row.state in DECIDED),
        needs_without=made.without(alone, Subject.NEED, without),
        volunteers_without=made.without(alone, Subject.VOLUNTEER, without),
        changes=made.changes(run.changes) if run.changes else None,
        vocabulary=made.vocabulary,
    )


def look(session: Session, iso_week: str | None, *, centre: str, by: str, at: datetime) -> None:
    """Note that somebody looks at a week (R79). Raises Missing for a week that has no run."""
    run = _run(session, iso_week, centre=centre)
    if run is not None:
        looked(
            session, "suggestions.week", about="run", about_id=run.id, centre=centre, by=by, at=at
        )


def _run(session: Session, iso_week: str | None, *, centre: str) -> Run | None:
    if iso_week is None:
        return runs.newest_run(session, centre=centre)
    run = runs.run_of_week(session, iso_week, centre=centre)
    if run is None:
        raise Missing("run", iso_week)
    return run


def who(session: Session, account_id: str | None, *, centre: str) -> str | None:
    """The name of an account of the centre; None when it was the clock, or nobody."""
    return accounts.names(session, centre=centre).get(account_id or "")
