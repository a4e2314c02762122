"""That there is something in the room of concerns, and nothing of what (R70): to whom it lies with,
when it is given to her and on the day on which she looks at it again.

Nobody else learns even that there is one: in the drawer these letters are shown to the role alone.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from urllib.parse import urljoin

from sqlalchemy.orm import Session

from matcher.domain.accounts import Role
from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.plans import working_days_after
from matcher.services import absences, letters
from matcher.store import accounts, concerns
from matcher.store.accounts import Account
from matcher.store.concerns import Concern

AT_MOST = 200  # open concerns of a centre; only whose they are is looked at


def given(session: Session, owner: Account, *, public_url: str, at: datetime) -> None:
    """A colleague has laid one with her."""
    _write(session, owner, again=at.isoformat(), public_url=public_url, at=at, due_at=at)


def remind(session: Session, *, public_url: str, centre: str, at: datetime) -> None:
    """On a working day, one letter to each with whom one lies that is to be looked at. Where it is
    late, lies with nobody or with somebody who is away, everybody with the role is told.
    """
    today = swedish_day(at)
    if _first_working(today) != today:
        return
    rows = concerns.to_look_at(session, centre=centre, until=today, at_most=AT_MOST)
    if not rows:
        return
    away = {line.who_id for line in absences.of_today(session, centre=centre, at=at)}
    working = accounts.of_centre(session, centre=centre, role=Role.SAFEGUARDING)
    for one in working:
        if any(_is_told(one, row, working, away, today) for row in rows):
            morning = letters.in_the_morning(at)
            again = today.isoformat()
            _write(session, one, again=again, public_url=public_url, at=at, due_at=morning)


def _is_told(
    one: Account, row: Concern, working: Iterable[Account], away: set[str], today: date
) -> bool:
    there = {account.id for account in working} - away
    is_late = row.look_on is not None and _first_working(row.look_on) < today
    return one.id == row.owner_id or is_late or row.owner_id not in there


def _first_working(day: date) -> date:
    return working_days_after(day - timedelta(days=1), 1)


def _write(
    session: Session, to: Account, *, again: str, public_url: str, at: datetime, due_at: datetime
) -> None:
    facts = {"called": to.name, "link": urljoin(public_url, "/oroanteckningar/")}
    letters.write(session, letters.CONCERN, to, facts, again=again, at=at, due_at=due_at)
