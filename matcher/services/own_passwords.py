"""A volunteer's password for her own page, for those who would rather have one than a link (R5).

    may_try ──commit──▶ recognise ──▶ enter                  counted, then looked at, then let in
    may_try_old ──commit──▶ kept_as ──▶ choose or remove     who has one gives it, to be rid of it

As with a coordinator's, the password is looked at between two units of work (see `sign_ins`).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from matcher.domain.errors import NotNow
from matcher.services import own_door, throttle
from matcher.services.accounts import Hash, is_right_password
from matcher.store import own_passwords, own_visits, volunteers
from matcher.store.own_passwords import OwnPassword

TRIED = throttle.Limit("own_password", free=5, window=timedelta(hours=1))
TRIED_FROM = throttle.Limit("own_password_from", free=30, window=timedelta(hours=1))


@dataclass(frozen=True, slots=True)
class KnownVolunteer:
    """Somebody who knew her password, and as what it was kept just then."""

    email: str
    volunteer_id: str
    centre: str
    password_hash: str


def may_try(session: Session, email: str, *, address: str, at: datetime) -> timedelta:
    """How long to wait before a password is looked at; zero: at once, and it counts as a try.
    Commit before anything else is done.
    """
    return throttle.try_once(session, _tried(email, address), at=at)


def recognise(session: Session, email: str, password: str) -> KnownVolunteer | None:
    """Whose password it is, if it is right; nothing is written. Volunteer at two centres, she
    comes to the one whose password it is. Takes as long where nobody has the address (T5).
    """
    found = own_passwords.of_email(session, email)
    for volunteer, row in found:
        if is_right_password(password, row.password_hash):
            return KnownVolunteer(email, volunteer.id, volunteer.centre_id, row.password_hash)
    if not found:
        is_right_password(password, None)
    return None


def enter(session: Session, known: KnownVolunteer, *, address: str, at: datetime) -> str | None:
    """The token of her visit; None when the password was changed while it was looked at."""
    row = own_passwords.of_volunteer(session, known.volunteer_id, centre=known.centre)
    if row is None or row.password_hash != known.password_hash:
        return None
    throttle.take_back(session, _tried(known.email, address), at=at)
    return own_door.begin_visit(session, known.volunteer_id, centre=known.centre, at=at)


def is_chosen(session: Session, volunteer_id: str, *, centre: str) -> bool:
    """She has one."""
    return own_passwords.of_volunteer(session, volunteer_id, centre=centre) is not None


def may_try_old(session: Session, volunteer_id: str, *, address: str, at: datetime) -> timedelta:
    """As `may_try`, for who is on her page and is to give the password that she has."""
    return throttle.try_once(session, _tried(volunteer_id, address), at=at)


def kept_as(session: Session, volunteer_id: str, old: str, *, centre: str) -> str | None:
    """As what her password is kept, when `old` is it; nothing is written."""
    row = own_passwords.of_volunteer(session, volunteer_id, centre=centre)
    return row.password_hash if row and is_right_password(old, row.password_hash) else None


def choose(
    session: Session,
    volunteer_id: str,
    password: Hash,
    *,
    before: str | None = None,
    centre: str,
    at: datetime,
) -> str:
    """She has a password from now on; every visit of hers is over but the one that begins here,
    whose token is given back. `before`: as what the one that she gave up is kept (`kept_as`).
    Raises NotNow when that is not the one she has any more: an open page is no proof of who sits
    at it.
    """
    row = own_passwords.of_volunteer(session, volunteer_id, centre=centre)
    if (row.password_hash if row else None) != before:
        raise NotNow("own_password", "other", "choose")
    if row is None:
        row = OwnPassword(centre_id=centre, volunteer_id=volunteer_id)
        session.add(row)
    row.password_hash, row.chosen_at = password, at
    own_door.note(session, "volunteer.password_chosen", volunteer_id, centre=centre, by=None, at=at)
    own_visits.end_all(session, volunteer_id, centre=centre, at=at)
    return own_door.begin_visit(session, volunteer_id, centre=centre, at=at)


def remove(session: Session, volunteer_id: str, *, before: str, centre: str, at: datetime) -> None:
    """She has none any more; a link works as before. Raises NotNow as `choose`."""
    row = own_passwords.of_volunteer(session, volunteer_id, centre=centre)
    if row is None or row.password_hash != before:
        raise NotNow("own_password", "other", "choose")
    session.delete(row)
    own_door.note(
        session, "volunteer.password_removed", volunteer_id, centre=centre, by=None, at=at
    )


def take_away(session: Session, volunteer_id: str, *, centre: str, by: str, at: datetime) -> None:
    """A coordinator shuts her page everywhere: the password is gone, every visit is over. She has
    forgotten it, or somebody else knows it. Raises Missing.
    """
    volunteers.one(session, volunteer_id, centre=centre)
    own_passwords.shut(session, volunteer_id, centre=centre, at=at)
    own_door.note(session, "volunteer.own_page_shut", volunteer_id, centre=centre, by=by, at=at)


def _tried(email: str, address: str) -> throttle.Tried:
    return ((TRIED, email), (TRIED_FROM, address))
