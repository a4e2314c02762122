"""The weekly matching meeting: the newest week's suggestions as an agenda, and minutes (R56)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.people import called
from matcher.domain.suggestions import RejectReason, SuggestionState
from matcher.services.week_lines import Lines
from matcher.services.week_pages import DECIDED
from matcher.store import matches, runs, suggestions
from matcher.store.suggestions import Suggestion

SHOWN = (SuggestionState.PROPOSED, *DECIDED)


@dataclass(frozen=True, slots=True)
class Item:
    """One suggestion on the agenda: called-names and initials, and what was decided of it."""

    id: str
    need: str
    volunteer: str
    state: SuggestionState
    by: str | None  # who decided or locked it
    at: datetime | None
    reason: RejectReason | None
    is_locked: bool
    match_id: str | None  # what came of it, where it was approved

    @property
    def is_open(self) -> bool:
        """Nobody has decided it."""
        return self.state is SuggestionState.PROPOSED

    @property
    def is_no(self) -> bool:
        """Somebody has said no, for good or for now."""
        return self.state in (SuggestionState.REJECTED, SuggestionState.NOT_NOW)


@dataclass(frozen=True, slots=True)
class Agenda:
    """The newest week, the most urgent first."""

    iso_week: str
    items: tuple[Item, ...]

    @property
    def open(self) -> tuple[str, ...]:
        """Ids of what is left to decide."""
        return tuple(item.id for item in self.items if item.is_open)

    @property
    def minutes(self) -> tuple[Item, ...]:
        """What was decided or locked, in the order in which it was."""
        said = [(item.at, item) for item in self.items if item.at is not None]
        return tuple(item for _, item in sorted(said, key=lambda one: (one[0], one[1].id)))

    def onwards(self, place: str | None) -> str | None:
        """Where one goes on who left at `place`: there, if nobody has decided it since, else at the
        next that is left, from the top again at the end. None when nothing is left.
        """
        ids = [item.id for item in self.items]
        stood = ids.index(place) if place in ids else 0
        return next((one for one in ids[stood:] + ids[:stood] if one in self.open), None)

    def after(self, suggestion_id: str, before: tuple[str, ...] = ()) -> str | None:
        """What comes next of what is left, from the top again at the end; None when nothing is.
        `before` is what was left before a decision, which may have changed the order.
        """
        order = before or self.open
        place = order.index(suggestion_id) if suggestion_id in order else -1
        following = [one for one in order[place + 1 :] + order[: max(place, 0)] if one in self.open]
        return next(iter([*following, *(one for one in self.open if one != suggestion_id)]), None)


def agenda(session: Session, *, centre: str, at: datetime) -> Agenda | None:
    """The newest week's suggestions, decided or not, in the order of those who wait; None where
    there is no run.
    """
    run = runs.newest_run(session, centre=centre)
    if run is None:
        return None
    rows = [
        row
        for row in suggestions.suggested_by(session, run.id, centre=centre)
        if row.state in SHOWN
    ]
    named = Lines(session, run, rows, (), {}, {}, centre=centre, on=swedish_day(at))
    rows.sort(key=lambda row: (named.needs[row.need_id].turn, row.id))
    accepted = [row.id for row in rows if row.state is SuggestionState.ACCEPTED]
    made = matches.by_suggestion(session, accepted, centre=centre)
    return Agenda(run.iso_week, tuple(_item(row, named, made.get(row.id)) for row in rows))


def _item(row: Suggestion, named: Lines, match_id: str | None) -> Item:
    is_locked = row.locked_at is not None
    by = row.decided_by or row.locked_by
    return Item(
        id=row.id,
        need=named.needs[row.need_id].called,
        volunteer=named.volunteers[row.volunteer_id].called,
        state=row.state,
        by=_short(named.names.get(by or "")),
        at=row.decided_at or row.locked_at,
        reason=row.reason,
        is_locked=is_locked and row.state is SuggestionState.PROPOSED,
        match_id=match_id,
    )


def _short(name: str | None) -> str | None:
    """A colleague as a list calls people: minutes have no surnames."""
    if name is None:
        return None
    first, _, surname = name.partition(" ")
    return called(first, surname)
