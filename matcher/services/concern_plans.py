"""When an open concern is looked at again, and by whom (R70): a day and an owner stand in it, so
that nobody has to remember. What is due names nobody, and is told to those with the role alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from matcher.domain.accounts import Role
from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.concerns import LONGEST_UNSEEN
from matcher.domain.errors import Fault, Invalid, NotNow
from matcher.services import concern_letters
from matcher.services.absences import AbsenceLine
from matcher.services.todo_groups import SOON
from matcher.store import accounts, concerns
from matcher.store.accounts import Account
from matcher.store.audit import record

AT_MOST = 50  # more open concerns than that are no list of a morning


@dataclass(frozen=True, slots=True)
class ConcernDue:
    """A concern that is to be looked at: when it was noted and by whom it is seen to, not whom it
    is about.
    """

    id: str
    noted_on: date
    owner: str | None  # None: nobody who works here with concerns has it
    is_hers: bool
    look_on: date
    days_late: int  # 0: not late


def due(session: Session, *, centre: str, by: str, at: datetime) -> list[ConcernDue]:
    """Every open concern that is to be looked at within a week, the longest overdue first, also
    those of colleagues: nobody's holiday hides one.
    """
    today = swedish_day(at)
    rows = concerns.to_look_at(session, centre=centre, until=today + SOON, at_most=AT_MOST)
    names = {one.id: one.name for one in working(session, centre=centre)} if rows else {}
    return [
        ConcernDue(
            id=row.id,
            noted_on=swedish_day(row.noted_at),
            owner=names.get(row.owner_id or ""),
            is_hers=row.owner_id == by,
            look_on=row.look_on,
            days_late=max((today - row.look_on).days, 0),
        )
        for row in rows
        if row.look_on is not None
    ]


def plan(
    session: Session,
    concern_id: str,
    owner_id: str,
    look_on: date,
    *,
    public_url: str,
    centre: str,
    by: str,
    at: datetime,
) -> None:
    """Somebody looks at it again on a day; a colleague to whom it is given gets a letter that says
    so, and nothing of what. Raises Missing, NotNow (it is closed), Invalid.
    """
    row = concerns.one(session, concern_id, centre=centre)
    if row.closed_at is not None:
        raise NotNow("concern", "closed", "plan")
    faults = day_fault(look_on, at=at)
    owner = {one.id: one for one in working(session, centre=centre)}.get(owner_id)
    if owner is None:
        faults["owner_id"] = Fault("choose_who_has_concerns")
    if owner is None or faults:
        raise Invalid(faults)
    if owner_id not in (row.owner_id, by):
        concern_letters.given(session, owner, public_url=public_url, at=at)
    row.owner_id, row.look_on = owner_id, look_on
    about = {"about": "concern", "about_id": row.id}
    record(session, "concern.planned", **about, centre=centre, by=by, at=at)


def left_behind(
    session: Session, lines: Iterable[AbsenceLine], *, centre: str, by: str
) -> dict[str, int]:
    """How many open concerns stay with who is away, out of sight of who covers, by the absence's
    id: where she who covers has not the role for them, and she who is away has it or some lie with
    her. For a reader without the role it is 0 whether there are any or not (R70).
    """
    holders = {one.id for one in working(session, centre=centre)}
    lying = concerns.open_by_owner(session, centre=centre) if by in holders else {}
    return {
        line.id: lying.get(line.who_id, 0)
        for line in lines
        if line.cover_id not in holders and (line.who_id in holders or line.who_id in lying)
    }


def working(session: Session, *, centre: str) -> list[Account]:
    """Those who have the role for concerns and work here."""
    return accounts.of_centre(session, centre=centre, role=Role.SAFEGUARDING)


def who_works(session: Session, *, centre: str) -> list[tuple[str, str]]:
    """Id and name of each of them, for a field."""
    return sorted(((one.id, one.name) for one in working(session, centre=centre)), key=_by_name)


def _by_name(pair: tuple[str, str]) -> str:
    return pair[1].casefold()


def day_fault(look_on: date | None, *, at: datetime) -> dict[str, Fault]:
    """What is wrong with a day on which a concern is looked at again, if one is said."""
    today = swedish_day(at)
    if look_on is not None and look_on < today:
        return {"look_on": Fault("day_that_comes")}
    if look_on is not None and look_on > today + LONGEST_UNSEEN:
        return {"look_on": Fault("look_sooner", {"days": LONGEST_UNSEEN.days})}
    return {}
