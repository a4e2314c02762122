"""The question to a person has been posted: nobody writes it a second time, and her answer has the
days that a letter takes there and back (R6).
"""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.errors import NotNow
from matcher.domain.plans import TodoKind
from matcher.services import choices
from matcher.services.match_life import hold, participant, write_down
from matcher.services.match_telling import OTHERS_NEXT
from matcher.store import match_life


def posted(
    session: Session, match_id: str, participant_id: str, *, centre: str, by: str, at: datetime
) -> None:
    """It lies in the post from today; what was to be asked waits for the answer. Raises Missing;
    NotNow when she is not to be asked now.
    """
    match = hold(session, match_id, centre=centre)
    asked, today = participant(match, participant_id), swedish_day(at)
    rows = [
        row
        for row in match_life.open_todos(session, match.id, centre=centre)
        if row.kind is TodoKind.ASK_RECIPIENT and row.recipient_id == asked.recipient_id
    ]
    if match.state not in OTHERS_NEXT or not asked.recipient_id or not rows:
        raise NotNow("match", "not_asked_now", "write")
    if all(row.facts.get("posted") == today.isoformat() for row in rows):
        return  # pressed twice
    for row in rows:
        row.facts = {**row.facts, "posted": today.isoformat()}
        row.due_on = today + timedelta(days=choices.follow_ups().letter_days)
    write_down(session, "match.question_posted", match, asked, by=by, at=at)
