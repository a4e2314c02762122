"""A letter to a recipient on paper: who comes, when, and whom to call. What it may say of the
volunteer is what the contact ladder lets the person hear (R66).
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from matcher.domain.errors import NotNow
from matcher.domain.match_reasons import MeetingPlace
from matcher.domain.matches import Word
from matcher.services import match_views, meeting_news
from matcher.services.match_life import others_of, volunteers_of
from matcher.services.match_views import Seen
from matcher.services.signups import SignUpCentre, face_of
from matcher.store import accounts, match_life, recipient_pages, recipients
from matcher.store.audit import looked
from matcher.store.matches import Match
from matcher.store.recipients import Recipient


@dataclass(frozen=True, slots=True)
class PaperLetter:
    """To whom, and about whom."""

    match_id: str
    centre: SignUpCentre
    called: str
    address: tuple[str, ...]  # her name and street, line by line, for the window of the envelope
    language: str  # of the person; a letter is hers, not the coordinator's (R89)
    volunteers: tuple[Seen, ...]
    meeting_at: datetime
    was: datetime | None  # she has heard of this time, which is off, and of no other since
    where: MeetingPlace | None
    place: str | None
    can_be_rung: bool  # who has only a postal address is not promised a call
    coordinator: str | None


def read(
    session: Session,
    match_id: str,
    reader_id: str | None = None,
    *,
    centre: str,
    by: str,
    at: datetime,
) -> PaperLetter:
    """The letter about a first meeting that is booked, to one of a group or to the first who has
    said yes. The look at the person is logged. Raises Missing; NotNow when there is no meeting, or
    nobody to write to.
    """
    match = match_life.one(session, match_id, centre=centre)
    readers = [one for one in others_of(match) if one.recipient_id and one.word is Word.YES]
    named = [one for one in readers if one.id == reader_id]
    reader = next(iter(named or readers), None)
    if reader is None or match.meeting_at is None:
        raise NotNow("match", "no_meeting", "write")
    person = recipients.one(session, str(reader.recipient_id), centre=centre)
    looked(
        session,
        "matches.letter",
        about="recipient",
        about_id=person.id,
        centre=centre,
        by=by,
        at=at,
    )
    seen = [match_views.recipient_of(session, match, reader, one) for one in volunteers_of(match)]
    if not any(one.meeting_at for one in seen):
        raise NotNow("match", "no_meeting", "write")
    return PaperLetter(
        match_id=match.id,
        centre=face_of(session, centre),
        called=person.first_name,
        address=_address(session, person),
        language=person.language,
        volunteers=tuple(one for one in seen if one.called),
        meeting_at=match.meeting_at,
        was=_heard(session, match, person),
        where=match.meeting_where,
        place=match.meeting_place,
        can_be_rung=bool(person.phone),
        coordinator=accounts.names(session, centre=centre).get(match.owner_id or ""),
    )


def _heard(session: Session, match: Match, person: Recipient) -> datetime | None:
    """The time that she is to be told is off; none where only the place is another."""
    heard = meeting_news.before(session, match).get(person.id)
    return heard if heard != match.meeting_at else None


def _address(session: Session, person: Recipient) -> tuple[str, ...]:
    """Nothing where no street is known: then the envelope is written by hand."""
    kept = recipient_pages.address(session, person.id, centre=person.centre_id)
    if kept is None:
        return ()
    code = kept.postcode or person.postcode or ""
    town = " ".join(filter(None, [f"{code[:3]} {code[3:]}".strip(), kept.town]))
    lines = (f"{person.first_name} {person.surname}".strip(), kept.street, town)
    return tuple(line for line in lines if line)
