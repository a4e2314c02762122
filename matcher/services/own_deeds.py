"""What a volunteer does on her own page: her times, her pauses, her data, leaving.

They are the same deeds as a coordinator's, by nobody's account: the audit says that she did it.
"""

from dataclasses import replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from matcher.domain.availability import Availability
from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.consent import Channel, ConsentKind
from matcher.domain.errors import NotNow
from matcher.domain.match_reasons import DeclineReason
from matcher.domain.matches import MatchState, Word
from matcher.domain.plans import TodoKind, working_days_after
from matcher.domain.volunteers import NewVolunteer
from matcher.services import (
    choices,
    erasure,
    letters,
    match_asking,
    places,
    volunteers,
    week_upkeep,
)
from matcher.services.match_asking import Answer
from matcher.services.match_life import todo
from matcher.services.visit_notes import CALL_WITHIN
from matcher.services.volunteer_rows import told_of, without_health
from matcher.store import centres, match_life
from matcher.store import volunteers as rows
from matcher.store.audit import record

STANDING = tuple(state for state in MatchState if not state.is_over)
GOODBYE = Answer(says_yes=False, channel=Channel.WEB, reason=DeclineReason.NOT_NOW)
# What of that she may change on her page is weighed when she is matched.
MATCHED_BY = ("availability", "place", "languages", "words", "traits")


def say_times(
    session: Session,
    volunteer_id: str,
    availability: Availability | None,
    said: str | None,
    *,
    version: int,
    centre: str,
    at: datetime,
) -> None:
    """When she can, also in the week shown. Raises AlreadyDecided, Missing."""
    told = told_of(rows.one(session, volunteer_id, centre=centre))
    new = replace(told, availability=availability, availability_said=said)
    _change(session, volunteer_id, new, version=version, centre=centre, at=at)


def say_contact(
    session: Session,
    volunteer_id: str,
    *,
    phone: str | None,
    email: str | None,
    postcode: str | None,
    version: int,
    public_url: str,
    centre: str,
    at: datetime,
) -> bool:
    """How she is reached and where she lives now, also in the week shown; whether a link has gone
    to a new address. A point that a coordinator chose stays while the postcode does. Raises
    AlreadyDecided, Missing.
    """
    told = told_of(rows.one(session, volunteer_id, centre=centre))
    new = replace(told, phone=phone, email=email, postcode=postcode)
    if postcode != told.postcode:
        place = places.place_of(session, postcode=postcode, area_id=None, centre=centre)
        new = replace(new, place=place, area_id=None)
    _change(session, volunteer_id, new, version=version, centre=centre, at=at)
    if email == told.email:
        return False
    changed = rows.one(session, volunteer_id, centre=centre)
    if told.email:
        letters.email_changed(session, changed, told.email, at=at)
    if email:
        letters.own_page(session, changed, public_url=public_url, at=at)
    return email is not None


def take_back_health(session: Session, volunteer_id: str, *, centre: str, at: datetime) -> None:
    """She does not want sensitive facts to be kept any more: they go at once, and the yes is
    marked as taken back. Raises Missing; NotNow when there is no such yes.
    """
    volunteer = rows.one(session, volunteer_id, centre=centre)
    if not rows.withdraw(session, volunteer_id, ConsentKind.HEALTH, swedish_day(at), centre=centre):
        raise NotNow("consent", "missing", "withdraw")
    told = told_of(volunteer)
    sensitive = choices.of(session, centre=centre).sensitive
    _change(
        session,
        volunteer_id,
        without_health(told, sensitive),
        version=volunteer.version,
        centre=centre,
        at=at,
    )
    record(
        session,
        "consent.withdrawn",
        about="volunteer",
        about_id=volunteer_id,
        centre=centre,
        by=None,
        at=at,
        kind=ConsentKind.HEALTH.value,
    )


def pause(
    session: Session,
    volunteer_id: str,
    *,
    from_on: date,
    until_on: date | None,
    centre: str,
    at: datetime,
) -> None:
    """She rests. Whoever waits for her in a match is to hear it: we call her, match by match.
    Raises as `volunteers.pause`.
    """
    volunteers.pause(
        session, volunteer_id, from_on=from_on, until_on=until_on, centre=centre, by=None, at=at
    )
    _have_us_call(session, volunteer_id, "rest", centre=centre, at=at)


def wants_to_leave(session: Session, volunteer_id: str, *, centre: str, at: datetime) -> None:
    """She would leave and is in a match: we call her, and end it with both sides."""
    centres.take_turn(session, centre)
    _have_us_call(session, volunteer_id, "leave", centre=centre, at=at)


def _have_us_call(
    session: Session, volunteer_id: str, wants: str, *, centre: str, at: datetime
) -> None:
    today = swedish_day(at)
    for match in match_life.of_person(session, volunteer_id, STANDING, centre=centre):
        one = next(one for one in match.participants if one.volunteer_id == volunteer_id)
        if one.word is Word.YES:
            todo(
                session,
                TodoKind.CALL_WANTED,
                match,
                about=one,
                due_on=working_days_after(today, CALL_WITHIN),
                again=f"{volunteer_id}:{wants}:{today.isoformat()}",
                facts={"wants": wants},
                at=at,
            )


def leave(session: Session, volunteer_id: str, *, centre: str, at: datetime) -> None:
    """She leaves; her page closes, and a card that she has not answered is answered with a no.
    Raises Missing; NotNow while she has said yes to a match, which is ended with both sides first.
    """
    centres.take_turn(session, centre)
    for match in match_life.of_person(session, volunteer_id, STANDING, centre=centre):
        one = next(one for one in match.participants if one.volunteer_id == volunteer_id)
        if one.word is not Word.YES:
            match_asking.volunteer_answers(
                session, match.id, one.id, GOODBYE, centre=centre, by=None, at=at
            )
    volunteers.leave(session, volunteer_id, centre=centre, by=None, at=at)


def leave_and_erase(session: Session, volunteer_id: str, *, centre: str, at: datetime) -> None:
    """She leaves, and nothing is left of her. Raises as `leave`; NotNow also while a legal matter
    holds what is known of her.
    """
    leave(session, volunteer_id, centre=centre, at=at)
    erasure.erase(session, "volunteer", volunteer_id, centre=centre, by=None, at=at)


def _change(
    session: Session,
    volunteer_id: str,
    new: NewVolunteer,
    *,
    version: int,
    centre: str,
    at: datetime,
) -> None:
    """The row, and the week shown where what matching asks of her is another (`MATCHED_BY`)."""
    centres.take_turn(session, centre)
    before = told_of(rows.one(session, volunteer_id, centre=centre))
    changed = volunteers.change(
        session, volunteer_id, new, centre=centre, by=None, at=at, version=version
    )
    if any(getattr(before, name) != getattr(new, name) for name in MATCHED_BY):
        week_upkeep.let_in(session, changed, why="facts", centre=centre, by=None, at=at)
