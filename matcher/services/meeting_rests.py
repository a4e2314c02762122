"""A person pauses while a first meeting of hers is booked: whoever would go there hears of it from
us, and the coordinator finds another time or strikes it off (R63).
"""

from datetime import datetime

from sqlalchemy.orm import Session

from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.matches import MatchState, Word
from matcher.domain.plans import TodoKind, TodoState, before_meeting, working_days_after
from matcher.services.match_life import todo, volunteers_of
from matcher.store import match_life
from matcher.store.recipients import Recipient

BOOKED = (MatchState.MEETING_BOOKED,)
RESTS = "rests"  # what is changed of the meeting


def tell(session: Session, person: Recipient, *, at: datetime) -> None:
    """She rests: it stands on the list to tell the volunteers of each meeting that is to come."""
    for match in match_life.of_person(session, person.id, BOOKED, centre=person.centre_id):
        when, today = match.meeting_at, swedish_day(at)
        if when is None or when <= at:
            continue
        due_on = before_meeting(working_days_after(today, 1), when, on=today)
        facts = {"meeting": when.isoformat(), "changed": RESTS}
        for one in volunteers_of(match):
            if one.word is Word.YES:
                todo(
                    session,
                    TodoKind.TELL_TIME,
                    match,
                    about=one,
                    due_on=due_on,
                    again=f"{match.version}:{RESTS}",
                    revived=True,
                    facts=facts,
                    at=at,
                )


def back(session: Session, person: Recipient, *, by: str, at: datetime) -> None:
    """She is back: what has not been told need not be."""
    centre = person.centre_id
    for match in match_life.of_person(session, person.id, BOOKED, centre=centre):
        for row in match_life.open_todos(session, match.id, centre=centre):
            if row.kind is TodoKind.TELL_TIME and row.facts.get("changed") == RESTS:
                row.state, row.done_at, row.done_by = TodoState.CANCELLED, at, by
