"""A first meeting was struck off by mistake: the same day, and while nobody has been told, it is as
it was.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.errors import NotNow
from matcher.domain.matches import MatchEvent, MatchState
from matcher.domain.plans import TodoKind
from matcher.services import meeting_news, meeting_streets
from matcher.services.match_life import hold, move
from matcher.store import audit, match_life
from matcher.store.audit import Deed
from matcher.store.matches import Match

BOOKED, STRUCK, RESTORED = (
    f"match.{event.value}"
    for event in (
        MatchEvent.MEETING_BOOKED,
        MatchEvent.MEETING_FELL_THROUGH,
        MatchEvent.MEETING_STANDS,
    )
)


def stands(
    session: Session, match_id: str, *, public_url: str, centre: str, by: str, at: datetime
) -> Match:
    """The meeting is when and where it was. Who had heard of it hears nothing more; who had not is
    told of it after all. Raises Missing; NotNow on another day, and when somebody has been told or
    anything has been done about the match since.
    """
    match = hold(session, match_id, centre=centre)
    was = struck_today(session, match, at=at)
    if was is None:
        raise NotNow("match", "strike_stands", "meeting_stands")
    heard = meeting_news.before(session, match)
    match.meeting_at = was
    facts = {"meeting_at": was.isoformat()}
    move(session, match, MatchEvent.MEETING_STANDS, by=by, at=at, facts=facts)
    kinds = [TodoKind.TELL_TIME, TodoKind.BOOK_MEETING]
    match_life.cancel_todos(session, match.id, kinds=kinds, centre=centre, by=by, at=at)
    meeting_news.have_it_noted(session, match, at=at)
    meeting_streets.ask(session, match, at=at)
    if was > at:
        meeting_news.tell(
            session, match, heard, besides_who_knows=True, public_url=public_url, at=at
        )
    return match


def struck_today(session: Session, match: Match, *, at: datetime) -> datetime | None:
    """The time of a meeting that was struck off today, where that may be taken back."""
    if match.state is not MatchState.BOTH_YES or match.meeting_where is None:
        return None
    deeds = audit.about(session, match.id, centre=match.centre_id)
    if not deeds or deeds[0].deed != STRUCK or swedish_day(deeds[0].at) != swedish_day(at):
        return None
    _, done = match_life.told_todos(session, match.id, centre=match.centre_id)
    if any(row.kind is TodoKind.TELL_TIME and _since(row.done_at, deeds[0]) for row in done):
        return None
    booked = next((one for one in deeds if one.deed in (BOOKED, RESTORED)), None)
    return datetime.fromisoformat(booked.facts["meeting_at"]) if booked else None


def _since(moment: datetime | None, deed: Deed) -> bool:
    return moment is not None and moment >= deed.at
