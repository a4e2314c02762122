"""Who is away and who covers for her: her to-dos then lie on the other's desk too."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from matcher.domain.accounts import Role
from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.errors import Fault, Invalid
from matcher.store import absences, accounts
from matcher.store.absences import Absence
from matcher.store.audit import record


@dataclass(frozen=True, slots=True)
class AbsenceLine:
    """Somebody away from a day to a day, both included, and who covers."""

    id: str
    who: str
    who_id: str
    cover: str
    cover_id: str
    from_on: date
    until_on: date


def coming(session: Session, *, centre: str, at: datetime) -> list[AbsenceLine]:
    """Those of today and those to come, the first first."""
    names = accounts.names(session, centre=centre)
    rows = absences.not_over(session, centre=centre, on=swedish_day(at))
    return [
        AbsenceLine(
            row.id,
            names.get(row.account_id, ""),
            row.account_id,
            names.get(row.cover_id, ""),
            row.cover_id,
            row.from_on,
            row.until_on,
        )
        for row in rows
    ]


def covered_by(session: Session, *, centre: str, by: str, at: datetime) -> list[AbsenceLine]:
    """For whom she covers today."""
    return [line for line in of_today(session, centre=centre, at=at) if line.cover_id == by]


def of_today(session: Session, *, centre: str, at: datetime) -> list[AbsenceLine]:
    """Who is away today."""
    lines = coming(session, centre=centre, at=at)
    return [line for line in lines if line.from_on <= swedish_day(at)]


def add(
    session: Session,
    account_id: str,
    cover_id: str,
    from_on: date,
    until_on: date,
    *,
    centre: str,
    by: str,
    at: datetime,
) -> None:
    """Somebody is away, and a colleague covers for her. Raises Invalid with every fault."""
    working = {one.id for one in accounts.of_centre(session, centre=centre, role=Role.COORDINATOR)}
    faults = {}
    if account_id not in working:
        faults["who"] = Fault("choose_colleague")
    if cover_id not in working or cover_id == account_id:
        faults["cover"] = Fault("choose_colleague")
    if until_on < from_on:
        faults["until_on"] = Fault("ends_before_it_begins")
    elif until_on < swedish_day(at):
        faults["until_on"] = Fault("already_over")
    if faults:
        raise Invalid(faults)
    row = Absence(
        centre_id=centre,
        account_id=account_id,
        cover_id=cover_id,
        from_on=from_on,
        until_on=until_on,
    )
    session.add(row)
    session.flush()
    _record(session, "absence.added", row, by=by, at=at)


def remove(session: Session, absence_id: str, *, centre: str, by: str, at: datetime) -> None:
    """She is back, or does not go after all. Raises Missing."""
    row = absences.one(session, absence_id, centre=centre)
    _record(session, "absence.removed", row, by=by, at=at)
    session.delete(row)


def _record(session: Session, deed: str, row: Absence, *, by: str, at: datetime) -> None:
    facts = {"cover_id": row.cover_id, "until": row.until_on.isoformat()}
    record(
        session,
        deed,
        about="account",
        about_id=row.account_id,
        centre=row.centre_id,
        by=by,
        at=at,
        **facts,
    )
