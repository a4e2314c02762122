"""Volunteers and recipients alike: what is told of somebody, whoever it is."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from matcher.domain.consent import NewConsent
from matcher.domain.errors import Missing
from matcher.domain.retention import ERASED
from matcher.store import recipients, volunteers
from matcher.store.audit import record_of
from matcher.store.recipients import Consent, Recipient
from matcher.store.volunteers import Volunteer

Person = Volunteer | Recipient


def one(session: Session, about: str, person_id: str, *, centre: str) -> Person:
    """The row. `about` is "volunteer" or "recipient". Raises Missing, also of who is erased."""
    person: Person
    if about == "volunteer":
        person = volunteers.one(session, person_id, centre=centre)
    else:
        person = recipients.one(session, person_id, centre=centre)
    if person.source == ERASED:
        raise Missing(about, person_id)
    return person


def reached_or_called_alike(session: Session, person: Person) -> list[Person]:
    """The others of her kind at the centre with her telephone or e-mail, or with her first name
    and her year of birth; the oldest first. Who of them is called alike is for the caller to see.
    """
    noun = type(person)
    same = [
        getattr(noun, name) == told
        for name in ("phone", "email")
        if (told := getattr(person, name)) is not None
    ]
    if person.birth_year is not None:
        is_of_one_year = noun.birth_year == person.birth_year
        same.append(sa.and_(is_of_one_year, noun.first_name == person.first_name))
    if not same:
        return []
    asked = (
        sa.select(noun)
        .where(
            noun.centre_id == person.centre_id,
            noun.id != person.id,
            noun.source != ERASED,
            sa.or_(*same),
        )
        .order_by(noun.created_at, noun.id)
    )
    return list(session.scalars(asked))


def kind(person: Person) -> str:
    """What the audit says that a deed was about."""
    return "volunteer" if isinstance(person, Volunteer) else "recipient"


def note(
    session: Session, deed: str, person: Person, *, by: str | None, at: datetime, **facts: object
) -> None:
    """That something was done about that one, in the audit."""
    record_of(session, deed, kind(person), person, by=by, at=at, **facts)


def note_consent(
    session: Session,
    person: Person,
    consent: NewConsent,
    *,
    by: str | None,
    at: datetime,
    attestation_id: str | None = None,
) -> None:
    """Write down a yes that has been checked, and that it was (R19)."""
    session.add(
        Consent(
            centre_id=person.centre_id,
            **{f"{kind(person)}_id": person.id},
            kind=consent.kind,
            said_on=consent.said_on,
            heard_by=consent.heard_by,
            channel=consent.channel,
            text_version=consent.text_version,
            recorded_by=by,
            recorded_at=at,
            attestation_id=attestation_id,
        )
    )
    note(session, "consent.given", person, by=by, at=at, kind=consent.kind.value)
