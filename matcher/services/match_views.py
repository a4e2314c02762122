"""A match as one of its people meets it: rows to the values that the contact ladder asks for.

Only what the ladder lets through is read out of the rows here, so that no page, calendar or letter
can show more than it was handed (R66).
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from matcher.domain.consent import ConsentKind
from matcher.domain.contact_ladder import Field, View, recipient_hears, volunteer_sees
from matcher.domain.match_reasons import MeetingPlace
from matcher.domain.matches import Word
from matcher.domain.recipients import RecipientState
from matcher.domain.regular_times import RegularTime
from matcher.services.recipient_consents import standing
from matcher.services.regular_times import of_match
from matcher.store import organisations, recipient_pages, volunteers
from matcher.store.matches import Match, Participant
from matcher.store.recipients import Recipient


@dataclass(frozen=True, slots=True)
class Seen:
    """What one of a match's people sees of another. What is not to be seen is None."""

    participant_id: str
    fields: frozenset[Field]
    called: str | None = None
    meeting_at: datetime | None = None
    where: MeetingPlace | None = None
    place: str | None = None
    street: str | None = None
    phone: str | None = None
    regular: RegularTime | None = None


def volunteer_of(
    session: Session, match: Match, viewer: Participant, other: Participant, *, at: datetime
) -> Seen:
    """What a volunteer sees of a recipient, or of the organisation, now."""
    person = None
    if other.recipient_id:
        person = recipient_pages.whole(session, other.recipient_id, centre=match.centre_id)
    fields = volunteer_fields(match, viewer, other, person, at=at)
    return Seen(
        other.id,
        fields,
        called=_called(session, other, person) if Field.CALLED_NAME in fields else None,
        meeting_at=match.meeting_at if Field.MEETING in fields else None,
        where=match.meeting_where if Field.MEETING in fields else None,
        place=match.meeting_place if Field.PLACE in fields else None,
        street=_street(session, person) if Field.STREET in fields else None,
        phone=person.phone if person and Field.PHONE in fields else None,
        regular=of_match(match) if Field.REGULAR_TIME in fields else None,
    )


def recipient_of(session: Session, match: Match, viewer: Participant, other: Participant) -> Seen:
    """What a recipient is told of a volunteer now, in a call or a letter."""
    volunteer = volunteers.one(session, str(other.volunteer_id), centre=match.centre_id)
    fields = recipient_fields(match, viewer, other)
    return Seen(
        other.id,
        fields,
        called=volunteer.first_name if Field.CALLED_NAME in fields else None,
        meeting_at=match.meeting_at if Field.MEETING in fields else None,
        where=match.meeting_where if Field.MEETING in fields else None,
        place=match.meeting_place if Field.PLACE in fields else None,
        phone=volunteer.phone if Field.PHONE in fields else None,
        regular=of_match(match) if Field.REGULAR_TIME in fields else None,
    )


def volunteer_fields(
    match: Match,
    viewer: Participant,
    other: Participant,
    person: Recipient | None,
    *,
    at: datetime,
) -> frozenset[Field]:
    """What a volunteer sees of a recipient (with her consents), or of an organisation."""
    return volunteer_sees(volunteer_view(match, viewer, other, person), at=at)


def recipient_fields(match: Match, viewer: Participant, other: Participant) -> frozenset[Field]:
    """What a recipient is told of a volunteer."""
    return recipient_hears(
        View(
            state=match.state,
            word=viewer.word,
            other_is_here=other.word is Word.YES,
            phone_allowed=bool(other.shares_phone),
            meeting_at=match.meeting_at,
        )
    )


def volunteer_view(
    match: Match, viewer: Participant, other: Participant, person: Recipient | None
) -> View:
    """The match as a volunteer meets it. An organisation is no person: it may be described."""
    gone = (RecipientState.DECEASED, RecipientState.ENDED, RecipientState.REFERRED_ON)
    may_describe = person is None or ConsentKind.SKETCH in standing(person)
    is_with_us = person is None or person.state not in gone
    return View(
        state=match.state,
        word=viewer.word,
        other_is_here=not other.word.is_out and is_with_us,
        sketch_allowed=may_describe,
        phone_allowed=bool(other.shares_phone),
        meeting_at=match.meeting_at,
        meets_at_home=match.meeting_where is MeetingPlace.HOME,
    )


def _called(session: Session, other: Participant, person: Recipient | None) -> str:
    if person is not None:
        return person.first_name
    return organisations.one(session, str(other.organisation_id), centre=other.centre_id).name


def _street(session: Session, person: Recipient | None) -> str | None:
    if person is None:
        return None
    kept = recipient_pages.address(session, person.id, centre=person.centre_id)
    return ", ".join(filter(None, [kept.street, kept.town])) if kept else None
