"""Signing up in public: whose form it is, what keeps robots out, and what happens next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from matcher.domain.accounts import OwnerType
from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.consent import NewConsent
from matcher.domain.places import Place
from matcher.domain.plans import CALL_NEW_VOLUNTEER_WITHIN, working_days_after
from matcher.domain.volunteers import NewVolunteer
from matcher.services import robots, throttle, volunteers
from matcher.store import centres
from matcher.store.swedish import key

FORM = "signup"  # the name of its drafts
LEAST_SECONDS = 5  # six pages take a person longer; a robot posts them all at once
# An open house signs up twenty people at the library's one address; a robot does not stop there.
FROM_ADDRESS = throttle.Limit(
    "signup_from", free=20, window=timedelta(hours=1), first_wait=timedelta(minutes=15)
)
TO_CENTRE = throttle.Limit(
    "signup_to", free=200, window=timedelta(days=1), first_wait=timedelta(minutes=15)
)
BEGUN_FROM = throttle.Limit("signup_begun_from", free=100, window=timedelta(hours=1))


@dataclass(frozen=True, slots=True)
class SignUpCentre:
    """What the public form shows of a centre."""

    id: str
    code: str
    name: str
    controller: str  # who answers for the personal data
    owner_type: OwnerType
    phone: str
    email: str | None
    place: Place | None  # where the centre is, as far as that is known


def of_centre(session: Session, code: str) -> SignUpCentre:
    """The centre of a public address. Raises Missing."""
    return _face(centres.by_code(session, code))


def all_open(session: Session) -> list[SignUpCentre]:
    """Every open centre of this installation, by name."""
    found = [_face(row) for row in centres.all_open(session)]
    return sorted(found, key=lambda one: key(one.name))


def face_of(session: Session, centre: str) -> SignUpCentre:
    """The same of a centre by its id: for public pages that a link leads to. Raises Missing."""
    return _face(centres.one(session, centre))


def _face(row: centres.Centre) -> SignUpCentre:
    return SignUpCentre(
        id=row.id,
        code=row.code,
        name=row.name,
        controller=row.owner_name or row.name,
        owner_type=row.owner_type,
        phone=row.phone,
        email=row.email,
        place=Place.from_json(row.place) if row.place else None,
    )


def begin(session: Session, *, address: str, at: datetime) -> None:
    """Somebody begins the form. Raises Invalid when too many have begun it from there."""
    robots.let_through(session, BEGUN_FROM, address, at=at)


def hand_in(
    session: Session,
    new: NewVolunteer,
    *,
    centre: str,
    at: datetime,
    begun_at: datetime,
    address: str,
    trap: str = "",
    is_second: bool = False,
    consents: Sequence[NewConsent] = (),
) -> str:
    """The form is sent; whose it is, by id, for deeds and never for the page.

    Raises Invalid for what looks like a robot's (`robots.refuse`). Whether the person was known
    already shows nowhere.
    """
    robots.refuse(
        session,
        ((FROM_ADDRESS, address), (TO_CENTRE, centre)),
        least_seconds=LEAST_SECONDS,
        begun_at=begun_at,
        trap=trap,
        is_second=is_second,
        at=at,
    )
    return volunteers.sign_up(session, new, centre=centre, at=at, consents=consents).id


def call_by(at: datetime) -> date:
    """The last day on which somebody who signs up now is called (R8)."""
    return working_days_after(swedish_day(at), CALL_NEW_VOLUNTEER_WITHIN)
