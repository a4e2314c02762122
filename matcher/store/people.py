"""Volunteers and recipients alike: what is told of somebody, whoever it is."""

from datetime import datetime

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
