"""Letters to a recipient on paper: the question, where she is asked by post, and who comes, when,
and whom to call. What they may say of the volunteer is what the contact ladder lets the person hear
(R66).
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from matcher.domain.errors import NotNow
from matcher.domain.match_reasons import MeetingPlace
from matcher.domain.matches import Word
from matcher.services import match_views, meeting_news
from matcher.services.match_life import others_of, volunteers_of
from matcher.services.match_telling import OTHERS_NEXT
from matcher.services.match_views import Seen
from matcher.services.signups import SignUpCentre, face_of
from matcher.store import accounts, match_life, matches, recipient_pages, recipients
from matcher.store.audit import looked
from matcher.store.matches import Match
from matcher.store.recipients import Recipient

WAITING = (Word.NOT_ASKED, Word.ASKED)


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
    our_place: str | None  # where we are, for who writes to us
    lacks_postcode: bool  # there is a street to write to, and no postcode
    coordinator: str | None


@dataclass(frozen=True, slots=True)
class QuestionOnPaper:
    """To whom the question goes, and where her answer is sent; what is asked stands on the page of
    the match (`MatchPage.telling`).
    """

    match_id: str
    centre: SignUpCentre
    called: str
    address: tuple[str, ...]  # as of `PaperLetter`
    language: str
    can_be_rung: bool
    our_place: str | None  # where we are, as far as that is known
    coordinator: str | None


def question(
    session: Session, match_id: str, participant_id: str, *, centre: str, by: str, at: datetime
) -> QuestionOnPaper:
    """The letter that asks one of the recipients about the volunteer (R23, R58). The look at her is
    logged. Raises Missing; NotNow when she is not to be asked now, or not any more.
    """
    match = match_life.one(session, match_id, centre=centre)
    asked = [one for one in others_of(match) if one.id == participant_id and one.recipient_id]
    is_next = match.state in OTHERS_NEXT and any(one.word in WAITING for one in asked)
    if not is_next:
        raise NotNow("match", "not_asked_now", "write")
    person = recipients.one(session, str(asked[0].recipient_id), centre=centre)
    _looked(session, person, by=by, at=at)
    return QuestionOnPaper(
        match_id=match.id,
        centre=face_of(session, centre),
        called=person.first_name,
        address=_address(session, person),
        language=person.language,
        can_be_rung=bool(person.phone),
        our_place=matches.our_place(session, centre=centre),
        coordinator=accounts.names(session, centre=centre).get(match.owner_id or ""),
    )


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
    _looked(session, person, by=by, at=at)
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
        our_place=matches.our_place(session, centre=centre),
        lacks_postcode=_lacks_postcode(session, person),
        coordinator=accounts.names(session, centre=centre).get(match.owner_id or ""),
    )


def our_place(session: Session, *, centre: str) -> str | None:
    """Where who answers on paper writes to, as far as that is known."""
    return matches.our_place(session, centre=centre)


def _lacks_postcode(session: Session, person: Recipient) -> bool:
    kept = recipient_pages.address(session, person.id, centre=person.centre_id)
    return bool(kept and kept.street and not (kept.postcode or person.postcode))


def _looked(session: Session, person: Recipient, *, by: str, at: datetime) -> None:
    who = {"about": "recipient", "about_id": person.id}
    looked(session, "matches.letter", **who, centre=person.centre_id, by=by, at=at)


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
