"""Somebody pauses while a first meeting of hers is booked: whoever would meet her hears of it from
us, and the coordinator finds another time or strikes it off (R63).
"""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy.orm import Session

from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.matches import MatchState, Word
from matcher.domain.plans import TodoKind, TodoState, before_meeting, working_days_after
from matcher.services.match_life import others_of, todo, volunteers_of
from matcher.store import match_life
from matcher.store.matches import Match, Participant
from matcher.store.recipients import Recipient
from matcher.store.volunteers import Volunteer

BOOKED = (MatchState.MEETING_BOOKED,)
# What is changed of the meeting: whom it is for rests, or whoever would go there.
RESTS, VOLUNTEER_RESTS = REASONS = ("rests", "volunteer_rests")


def tell(session: Session, person: Recipient, *, at: datetime) -> None:
    """She rests: it stands on the list to tell the volunteers of each meeting that is to come."""
    for match in match_life.of_person(session, person.id, BOOKED, centre=person.centre_id):
        if match.meeting_at is not None and match.meeting_at > at:
            _have_told(session, match, volunteers_of(match), RESTS, at=at)


def tell_of_volunteer(session: Session, volunteer: Volunteer, *, at: datetime) -> None:
    """She rests: likewise the others of each meeting that falls within her pause."""
    for match in match_life.of_person(session, volunteer.id, BOOKED, centre=volunteer.centre_id):
        when = match.meeting_at
        if when is not None and when > at and _is_within(volunteer, swedish_day(when)):
            _have_told(session, match, others_of(match), VOLUNTEER_RESTS, at=at)


def back(session: Session, person: Recipient | Volunteer, *, by: str | None, at: datetime) -> None:
    """She is back: what has not been told need not be."""
    centre = person.centre_id
    for match in match_life.of_person(session, person.id, BOOKED, centre=centre):
        for row in match_life.open_todos(session, match.id, centre=centre):
            if row.kind is TodoKind.TELL_TIME and row.facts.get("changed") in REASONS:
                row.state, row.done_at, row.done_by = TodoState.CANCELLED, at, by


def _have_told(
    session: Session, match: Match, whom: Iterable[Participant], why: str, *, at: datetime
) -> None:
    when, today = match.meeting_at, swedish_day(at)
    assert when is not None
    due_on = before_meeting(working_days_after(today, 1), when, on=today)
    facts = {"meeting": when.isoformat(), "changed": why}
    for one in whom:
        if one.word is Word.YES:
            todo(
                session,
                TodoKind.TELL_TIME,
                match,
                about=one,
                due_on=due_on,
                again=f"{match.version}:{why}",
                revived=True,
                facts=facts,
                at=at,
            )


def _is_within(volunteer: Volunteer, day: date) -> bool:
    first, back_on = volunteer.paused_from, volunteer.paused_until
    return first is not None and first <= day and (back_on is None or day < back_on)
