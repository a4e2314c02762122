"""Concerns about somebody (R70): noted, followed up, closed, thrown away when their time is up.

Only who has the role for it comes here. The audit says that something was done about a concern,
never whom it is about. Nothing of it reaches the engine, a list, a search or
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
    kept_until,
    next_look,
)
from matcher.domain.errors import Fault, Invalid, NotNow
from matcher.services import absences
from matcher.services.concern_plans import day_fault, working
from matcher.store import accounts, concerns, recipients, volunteers
from matcher.store.audit import record, record_of
from matcher.store.concerns import Concern, TakenStep


def note(session: Session, new: NewConcern, *, centre: str, by: str, at: datetime) -> str:
    """Keep what somebody saw; its id. It lies with who notes it. Raises Invalid, and
    Missing for whom the centre lacks.
    """
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
        owner_id=by,
        look_on=new.look_on or next_look(swedish_day(at)),
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
    look_on: date | None = None,
    centre: str,
    by: str,
    at: datetime,
) -> None:
    """Something has been done about it; it is looked at again on a day, the next working one where
    none is said. Raises Missing, NotNow (it is closed), Invalid.
    """
    row = _open(session, concern_id, "step", centre=centre)
    faults = day_fault(look_on, at=at)
    if kind is ConcernStep.OTHER and not line:
        faults["line"] = Fault("say_what_was_done")
    if line and len(line) > LONGEST_STEP:
        faults["line"] = Fault("too_long", {"max": LONGEST_STEP})
    if faults:
        raise Invalid(faults)
    row.look_on = look_on or next_look(swedish_day(at))
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
    row.keep_until, row.look_on = kept_until(swedish_day(at)), None
    _record(session, row, "concern.closed", by=by, at=at)


def open_again(session: Session, concern_id: str, *, centre: str, by: str, at: datetime) -> None:
    """There is more to it after all: it lies with who says so. Raises Missing, NotNow."""
    row = concerns.one(session, concern_id, centre=centre)
    if row.closed_at is None:
        raise NotNow("concern", "open", "open")
    row.closed_at = row.closed_by = row.outcome = row.keep_until = None
    row.owner_id, row.look_on = by, next_look(swedish_day(at))
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


@dataclass(frozen=True, slots=True)
class Told:
    """Somebody to whom a concern is told."""

    name: str
    phone: str | None
    away_until: date | None = None  # the last day of it, included
    stands_in: bool = False  # a manager, where everybody with the role is away


def in_charge(session: Session, *, centre: str, at: datetime) -> list[Told]:
    """Those to whom a concern is told, who is away last; where all are, the managers who are there
    come first.
    """
    away: dict[str, date] = {}
    for line in absences.of_today(session, centre=centre, at=at):
        away[line.who_id] = max(line.until_on, away.get(line.who_id, line.until_on))
    having = working(session, centre=centre)
    told = [Told(one.name, one.phone, away.get(one.id)) for one in having]
    if having and all(one.id in away for one in having):
        managers = accounts.of_centre(session, centre=centre, role=Role.MANAGER)
        told += [Told(m.name, m.phone, stands_in=True) for m in managers if m.id not in away]
    return sorted(told, key=lambda one: (one.away_until is not None, one.name.casefold()))


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
    faults = day_fault(new.look_on, at=at)
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


def _record(session: Session, row: Concern, deed: str, *, by: str, at: datetime) -> None:
    """Ids of concerns only: who reads the trail learns nothing of whom."""
    record_of(session, deed, "concern", row, by=by, at=at)
