"""Concerns as their own room shows them (R70). Each look is logged, by the concern's id."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.concerns import ConcernStep, Outcome, Witness
from matcher.services.concern_plans import working
from matcher.services.names import Called, names_of
from matcher.store import accounts, audit, concerns
from matcher.store.concerns import Concern

AT_MOST = 200  # lines of the list


@dataclass(frozen=True, slots=True)
class ConcernLine:
    """A line of the list: nothing of what was seen."""

    id: str
    whom: str | None  # called-name and initial
    seen_on: date
    noted_at: datetime
    noted_by: str
    outcome: Outcome | None
    closed_on: date | None
    is_held: bool
    owner: str | None  # who looks at it next, while she works here with concerns
    look_on: date | None  # None: closed
    days_late: int  # since that day; 0: not late


@dataclass(frozen=True, slots=True)
class StepLine:
    """Something that was done about it."""

    at: datetime
    by: str
    kind: ConcernStep
    line: str | None


@dataclass(frozen=True, slots=True)
class ConcernPage:
    """One concern, with all that stands in it."""

    line: ConcernLine
    phone: str | None  # of whom it is about
    text: str
    witness: Witness
    steps: tuple[StepLine, ...]
    keep_until: date | None
    owner_id: str | None
    volunteer_id: str | None
    recipient_id: str | None


def listed(session: Session, *, centre: str, by: str, at: datetime) -> list[ConcernLine]:
    """The centre's concerns, the open ones first. Looking at the list is logged."""
    _looked(session, "concerns.listed", None, centre=centre, by=by, at=at)
    rows = concerns.listed(session, centre=centre, at_most=AT_MOST)
    words = _words(session, rows, centre=centre, at=at)
    return [_line(row, words) for row in rows]


def one(session: Session, concern_id: str, *, centre: str, by: str, at: datetime) -> ConcernPage:
    """One of them. The look is logged by the concern's id, not by the person's: the list of who has
    read about her must not tell that there is a concern. Raises Missing.
    """
    row = concerns.one(session, concern_id, centre=centre)
    _looked(session, "concerns.one", row.id, centre=centre, by=by, at=at)
    words = _words(session, [row], centre=centre, at=at)
    whom = words.whom(row)
    return ConcernPage(
        line=_line(row, words),
        phone=whom.phone if whom else None,
        text=row.text,
        witness=row.witness,
        steps=tuple(
            StepLine(step.at, words.names.get(step.by, ""), step.kind, step.line)
            for step in row.steps
        ),
        keep_until=row.keep_until,
        owner_id=row.owner_id,
        volunteer_id=row.volunteer_id,
        recipient_id=row.recipient_id,
    )


def whom(session: Session, about_id: str, *, centre: str) -> Called | None:
    """Whom an id is: a volunteer or a recipient of the centre, or nobody."""
    known = names_of(session, volunteers={about_id}, recipients={about_id}, centre=centre)
    return known.get(about_id)


@dataclass(frozen=True, slots=True)
class _Words:
    """What ids are called, and today."""

    known: dict[str, Called]
    names: dict[str, str]
    working: frozenset[str]  # ids of who works with concerns
    today: date

    def whom(self, row: Concern) -> Called | None:
        """Whom a concern is about."""
        return self.known.get(row.volunteer_id or row.recipient_id or "")


def _words(session: Session, rows: list[Concern], *, centre: str, at: datetime) -> _Words:
    known = names_of(
        session,
        volunteers={row.volunteer_id for row in rows if row.volunteer_id},
        recipients={row.recipient_id for row in rows if row.recipient_id},
        centre=centre,
    )
    ids = frozenset(one.id for one in working(session, centre=centre))
    return _Words(known, accounts.names(session, centre=centre), ids, swedish_day(at))


def _line(row: Concern, words: _Words) -> ConcernLine:
    about, names = words.whom(row), words.names
    return ConcernLine(
        id=row.id,
        whom=about.name if about else None,
        seen_on=row.seen_on,
        noted_at=row.noted_at,
        noted_by=names.get(row.noted_by, ""),
        outcome=row.outcome,
        closed_on=swedish_day(row.closed_at) if row.closed_at else None,
        is_held=row.held_since is not None,
        owner=names.get(row.owner_id or "") if row.owner_id in words.working else None,
        look_on=row.look_on,
        days_late=max((words.today - row.look_on).days, 0) if row.look_on else 0,
    )


def _looked(
    session: Session, view: str, about_id: str | None, *, centre: str, by: str, at: datetime
) -> None:
    audit.looked(session, view, about="concern", about_id=about_id, centre=centre, by=by, at=at)
