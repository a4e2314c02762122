"""Concerns about somebody (R70): noted, followed up, closed, thrown away when their time is up.

Only who has the role for it comes here. The audit says that something was done about a concern,
never whom it is about; each look is logged. Nothing of it reaches the engine, a list, a search or
an export.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from matcher.domain.accounts import Role
from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.concerns import (
    LONGEST,
    LONGEST_STEP,
    ConcernStep,
    NewConcern,
    Outcome,
    Witness,
    kept_until,
)
from matcher.domain.errors import Fault, Invalid, NotNow
from matcher.services.names import Called, names_of
from matcher.store import accounts, audit, concerns, recipients, volunteers
from matcher.store.audit import record
from matcher.store.concerns import Concern, TakenStep

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
    volunteer_id: str | None
    recipient_id: str | None


def listed(session: Session, *, centre: str, by: str, at: datetime) -> list[ConcernLine]:
    """The centre's concerns, the open ones first. Looking at the list is logged."""
    _looked(session, "concerns.listed", None, centre=centre, by=by, at=at)
    rows = concerns.listed(session, centre=centre, at_most=AT_MOST)
    known, names = _names(session, rows, centre=centre), accounts.names(session, centre=centre)
    return [_line(row, known, names) for row in rows]


def one(session: Session, concern_id: str, *, centre: str, by: str, at: datetime) -> ConcernPage:
    """One of them. The look is logged by the concern's id, not by the person's: the list of who has
    read about her must not tell that there is a concern. Raises Missing.
    """
    row = concerns.one(session, concern_id, centre=centre)
    _looked(session, "concerns.one", row.id, centre=centre, by=by, at=at)
    known, names = _names(session, [row], centre=centre), accounts.names(session, centre=centre)
    whom = known.get(row.volunteer_id or row.recipient_id or "")
    return ConcernPage(
        line=_line(row, known, names),
        phone=whom.phone if whom else None,
        text=row.text,
        witness=row.witness,
        steps=tuple(
            StepLine(step.at, names.get(step.by, ""), step.kind, step.line) for step in row.steps
        ),
        keep_until=row.keep_until,
        volunteer_id=row.volunteer_id,
        recipient_id=row.recipient_id,
    )


def whom(session: Session, about_id: str, *, centre: str) -> Called | None:
    """Whom an id is: a volunteer or a recipient of the centre, or nobody."""
    known = names_of(session, volunteers={about_id}, recipients={about_id}, centre=centre)
    return known.get(about_id)


def note(session: Session, new: NewConcern, *, centre: str, by: str, at: datetime) -> str:
    """Keep what somebody saw; its id. Raises Invalid, and Missing for whom the centre lacks."""
    _check_new(new, at=at)
    if new.volunteer_id is not None:
        volunteers.one(session, new.volunteer_id, centre=centre)
    if new.recipient_id is not None:
        recipients.one(session, new.recipient_id, centre=centre)
    row = Concern(
        centre_id=centre,
        volunteer_id=new.volunteer_id,
        recipient_id=new.recipient_id,
        text=new.text,
        seen_on=new.seen_on,
        witness=new.witness,
        noted_at=at,
        noted_by=by,
        steps=[],
    )
    session.add(row)
    session.flush()
    _record(session, row, "concern.noted", by=by, at=at)
    return row.id


def take_step(
    session: Session,
    concern_id: str,
    kind: ConcernStep,
    line: str | None = None,
    *,
    centre: str,
    by: str,
    at: datetime,
) -> None:
    """Something has been done about it. Raises Missing, NotNow (it is closed), Invalid."""
    row = _open(session, concern_id, "step", centre=centre)
    if kind is ConcernStep.OTHER and not line:
        raise Invalid({"line": Fault("say_what_was_done")})
    if line and len(line) > LONGEST_STEP:
        raise Invalid({"line": Fault("too_long", {"max": LONGEST_STEP})})
    row.steps.append(TakenStep(centre_id=centre, at=at, by=by, kind=kind, line=line))
    _record(session, row, "concern.step_taken", by=by, at=at)


def close(
    session: Session, concern_id: str, outcome: Outcome, *, centre: str, by: str, at: datetime
) -> None:
    """Nothing more is to be done. It is kept for a while, and then thrown away. Raises Missing,
    NotNow when it is closed already.
    """
    row = _open(session, concern_id, "close", centre=centre)
    row.closed_at, row.closed_by, row.outcome = at, by, outcome
    row.keep_until = kept_until(swedish_day(at))
    _record(session, row, "concern.closed", by=by, at=at)


def open_again(session: Session, concern_id: str, *, centre: str, by: str, at: datetime) -> None:
    """There is more to it after all. Raises Missing, NotNow when it is open."""
    row = concerns.one(session, concern_id, centre=centre)
    if row.closed_at is None:
        raise NotNow("concern", "open", "open")
    row.closed_at = row.closed_by = row.outcome = row.keep_until = None
    _record(session, row, "concern.opened_again", by=by, at=at)


def hold(
    session: Session, concern_id: str, *, held: bool, centre: str, by: str, at: datetime
) -> None:
    """Keep it while a legal matter needs it, or let it go again. Raises Missing."""
    row = concerns.one(session, concern_id, centre=centre)
    if held != (row.held_since is not None):
        row.held_since = at if held else None
        _record(session, row, "concern.held" if held else "concern.released", by=by, at=at)


def how_many_open(session: Session, *, centre: str) -> int:
    """The number in the menu of who has the role."""
    return concerns.how_many_open(session, centre=centre)


def in_charge(session: Session, *, centre: str) -> list[tuple[str, str | None]]:
    """Name and telephone of those to whom a concern is told."""
    working = accounts.of_centre(session, centre=centre, role=Role.SAFEGUARDING)
    return sorted((one.name, one.phone) for one in working)


def forget_over(session: Session, *, centre: str, at: datetime) -> int:
    """Throw away what has been kept for as long as it may be; how many."""
    gone = concerns.remove_over(session, centre=centre, on=swedish_day(at))
    for concern_id in gone:
        record(
            session,
            "concern.forgotten",
            about="concern",
            about_id=concern_id,
            centre=centre,
            by=None,
            at=at,
        )
    return len(gone)


def _check_new(new: NewConcern, *, at: datetime) -> None:
    faults = {}
    if not new.text.strip():
        faults["text"] = Fault("say_what_was_seen")
    elif len(new.text) > LONGEST:
        faults["text"] = Fault("too_long", {"max": LONGEST})
    if new.seen_on > swedish_day(at):
        faults["seen_on"] = Fault("day_to_come")
    if faults:
        raise Invalid(faults)


def _open(session: Session, concern_id: str, deed: str, *, centre: str) -> Concern:
    row = concerns.one(session, concern_id, centre=centre)
    if row.closed_at is not None:
        raise NotNow("concern", "closed", deed)
    return row


def _names(session: Session, rows: list[Concern], *, centre: str) -> dict[str, Called]:
    return names_of(
        session,
        volunteers={row.volunteer_id for row in rows if row.volunteer_id},
        recipients={row.recipient_id for row in rows if row.recipient_id},
        centre=centre,
    )


def _line(row: Concern, known: dict[str, Called], names: dict[str, str]) -> ConcernLine:
    about = known.get(row.volunteer_id or row.recipient_id or "")
    return ConcernLine(
        id=row.id,
        whom=about.name if about else None,
        seen_on=row.seen_on,
        noted_at=row.noted_at,
        noted_by=names.get(row.noted_by, ""),
        outcome=row.outcome,
        closed_on=swedish_day(row.closed_at) if row.closed_at else None,
        is_held=row.held_since is not None,
    )


def _looked(
    session: Session, view: str, about_id: str | None, *, centre: str, by: str, at: datetime
) -> None:
    audit.looked(session, view, about="concern", about_id=about_id, centre=centre, by=by, at=at)


def _record(session: Session, row: Concern, deed: str, *, by: str, at: datetime) -> None:
    """Ids of concerns only: who reads the trail learns nothing of whom."""
    record(session, deed, about="concern", about_id=row.id, centre=row.centre_id, by=by, at=at)
