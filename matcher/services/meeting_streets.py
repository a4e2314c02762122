"""A first meeting is at home, and nobody has written down where that is: it is asked before the
volunteer is to see it, or nobody finds the way.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.contact_ladder import STREET_BEFORE
from matcher.domain.match_reasons import MeetingPlace
from matcher.domain.matches import MatchState, Word
from matcher.domain.plans import TodoKind
from matcher.services import todos
from matcher.services.match_life import others_of, todo
from matcher.store import match_life, recipient_pages, recipients
from matcher.store.matches import Match, Participant


def ask(session: Session, match: Match, *, at: datetime) -> None:
    """It stands among what is to be done, by the day on which the street is to be seen."""
    if match.meeting_at is None:
        return
    due_on = max(swedish_day(at), swedish_day(match.meeting_at - STREET_BEFORE))
    for one in _without(session, match):
        todo(
            session,
            TodoKind.ASK_STREET,
            match,
            about=one,
            due_on=due_on,
            again=str(match.version),
            facts={"meeting": match.meeting_at.isoformat()},
            at=at,
        )


def told(session: Session, recipient_id: str, *, centre: str, by: str | None, at: datetime) -> None:
    """Where she lives is written down."""
    if _has_street(session, recipient_id, centre=centre):
        about = {"recipient_id": recipient_id, "centre": centre}
        todos.done_about(session, TodoKind.ASK_STREET, **about, by=by, at=at)


def without_street(session: Session, match_id: str, *, centre: str) -> tuple[tuple[str, str], ...]:
    """(id, first name) of whoever they are to meet at home, where no street is kept. Raises
    Missing.
    """
    found = _without(session, match_life.one(session, match_id, centre=centre))
    ids = [str(one.recipient_id) for one in found]
    return tuple((who, recipients.one(session, who, centre=centre).first_name) for who in ids)


def _without(session: Session, match: Match) -> list[Participant]:
    at_home = match.meeting_where is MeetingPlace.HOME
    if not at_home or match.state is not MatchState.MEETING_BOOKED:
        return []
    centre = match.centre_id
    return [
        one
        for one in others_of(match)
        if one.recipient_id
        and one.word is Word.YES
        and not _has_street(session, one.recipient_id, centre=centre)
    ]


def _has_street(session: Session, recipient_id: str, *, centre: str) -> bool:
    session.flush()
    kept = recipient_pages.address(session, recipient_id, centre=centre)
    return bool(kept and kept.street)
