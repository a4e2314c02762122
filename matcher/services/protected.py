"""Somebody whom we know gets protected personal data (R73): all that says who she is goes at once.

What is left is a pseudonym, whether she gives time or would like company, and the day from which
she waits. Who she is stands on paper, under lock and key. Only who has the role for it comes here,
each look is told to a second one, and to everybody else she is as one who was erased (R74).
"""

import secrets
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from matcher.domain.accounts import Role
from matcher.domain.recipients import RecipientState
from matcher.services import (
    letters,
    match_partings,
    recipient_states,
    signups_again,
    volunteer_states,
    weeks,
)
from matcher.store import accounts, audit, centres, erasure, people, protected, traces
from matcher.store.audit import Look, record
from matcher.store.base import ID_ALPHABET
from matcher.store.people import Person, kind, note
from matcher.store.protected import ProtectedPerson
from matcher.store.recipients import Recipient

ABOUT = "protected"
VIEW = "protected.one"
LOOKS_SHOWN = 20


@dataclass(frozen=True, slots=True)
class ProtectedLine:
    """A line of the list: nothing that says who it is."""

    id: str
    pseudonym: str
    about: str  # "volunteer" or "recipient"
    noted_at: datetime
    noted_by: str
    waiting_since: date | None


@dataclass(frozen=True, slots=True)
class Seen:
    """Somebody has opened it."""

    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class ProtectedPage:
    """One of them, and who has looked before. `is_watched`: somebody else is told of this look."""

    line: ProtectedLine
    looks: tuple[Seen, ...]
    is_watched: bool


def protect(
    session: Session, about: str, person_id: str, *, centre: str, by: str, at: datetime
) -> str:
    """From now on nothing here says who she is or where; her pseudonym. `about` is "volunteer" or
    "recipient". Neither a restriction nor a legal hold stops it: a held concern stays, without her
    name. What she took part in is over, and whoever met her is to be told so. Raises Missing.
    """
    centres.take_turn(session, centre)
    person = people.one(session, about, person_id, centre=centre)
    found = traces.of(session, person)
    row = _row(person, by=by, at=at)
    left = match_partings.part(session, person, by=by, at=at)
    _end(session, person, by=by, at=at)
    match_partings.tell(session, left, at=at)
    note(session, f"{kind(person)}.erased", person, by=by, at=at)
    erasure.erase(session, person)
    traces.strike(session, found, centre=centre)
    session.add(row)
    session.flush()
    record(session, "protected.noted", about=ABOUT, about_id=row.id, centre=centre, by=by, at=at)
    weeks.recount(session, centre=centre, by=by, at=at)
    return row.pseudonym


def listed(session: Session, *, centre: str, by: str, at: datetime) -> list[ProtectedLine]:
    """The centre's, the newest first. Looking at the list is logged."""
    view = "protected.listed"
    audit.looked(session, view, about=ABOUT, about_id=None, centre=centre, by=by, at=at)
    names = accounts.names(session, centre=centre)
    return [_line(row, names) for row in protected.listed(session, centre=centre)]


def one(
    session: Session, protected_id: str, *, centre: str, by: str, at: datetime
) -> ProtectedPage:
    """One of them. The look is logged, and whoever else has the role gets a letter about it.
    Raises Missing.
    """
    row = protected.one(session, protected_id, centre=centre)
    names = accounts.names(session, centre=centre)
    found = audit.newest(session, Look, centre=centre, about_id=row.id, limit=LOOKS_SHOWN)
    audit.looked(session, VIEW, about=ABOUT, about_id=row.id, centre=centre, by=by, at=at)
    is_watched = _tell_others(session, row.id, centre=centre, by=by, at=at)
    looks = tuple(Seen(look.at, names.get(look.by or "", "")) for look in found)
    return ProtectedPage(_line(row, names), looks, is_watched)


def forget(session: Session, protected_id: str, *, centre: str, by: str, at: datetime) -> None:
    """She is not with us any more, or is protected no longer and comes in anew: the pseudonym goes
    too. Raises Missing.
    """
    row = protected.one(session, protected_id, centre=centre)
    record(
        session, "protected.forgotten", about=ABOUT, about_id=row.id, centre=centre, by=by, at=at
    )
    session.delete(row)
    session.flush()


def _row(person: Person, *, by: str, at: datetime) -> ProtectedPerson:
    drawn = "".join(secrets.choice(ID_ALPHABET) for _ in range(6)).upper()
    return ProtectedPerson(
        centre_id=person.centre_id,
        pseudonym=f"{drawn[:3]}-{drawn[3:]}",
        about=kind(person),
        waiting_since=person.waiting_since if isinstance(person, Recipient) else None,
        noted_at=at,
        noted_by=by,
    )


def _end(session: Session, person: Person, *, by: str, at: datetime) -> None:
    """Her part is ended as by the usual deeds, so that the week and the lists follow."""
    centre, ended = person.centre_id, RecipientState.ENDED
    if isinstance(person, Recipient):
        if person.state not in recipient_states.GONE:
            recipient_states.end(session, person.id, ended, centre=centre, by=by, at=at)
        return
    signups_again.forget(session, person.id, centre=centre, at=at)
    if person.state not in volunteer_states.GONE:
        volunteer_states.leave(session, person.id, centre=centre, by=by, at=at)


def _tell_others(session: Session, about_id: str, *, centre: str, by: str, at: datetime) -> bool:
    """A letter to whoever else has the role, or, where nobody has, to the managers: that
    a page has been read and by whom, never about whom. False: there is nobody to tell.
    """
    for role in (Role.HANDLER, Role.MANAGER):
        others = [
            one for one in accounts.of_centre(session, centre=centre, role=role) if one.id != by
        ]
        if others:
            break
    who = accounts.names(session, centre=centre).get(by, "")
    for other in others:
        told = {"called": other.name, "who": who}
        letters.write(session, ABOUT, other, told, again=f"{about_id}:{at.isoformat()}", at=at)
    return bool(others)


def _line(row: ProtectedPerson, names: dict[str, str]) -> ProtectedLine:
    return ProtectedLine(
        id=row.id,
        pseudonym=row.pseudonym,
        about=row.about,
        noted_at=row.noted_at,
        noted_by=names.get(row.noted_by, ""),
        waiting_since=row.waiting_since,
    )
