"""What a person of a match wished for, when she is no longer in it: her need and her wait (R62)."""

from datetime import datetime

from sqlalchemy.orm import Session

from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.matches import Word
from matcher.services.match_life import others_of
from matcher.store import match_life, needs
from matcher.store.matches import Match, Participant


def hand_on(session: Session, match: Match, gone: Participant) -> None:
    """If the match is about the need of somebody who goes, it goes on with that of one who stays:
    two lists never claim the same wish.
    """
    if gone.need_id is not None or gone.recipient_id is None:
        return
    staying = [o for o in others_of(match) if o.need_id and o.word not in (Word.NO, Word.LEFT)]
    if not staying:
        return
    next_one, old = staying[0], match.need_id
    match.need_id, next_one.need_id = str(next_one.need_id), None
    gone.need_id = old
    need = needs.one(session, match.need_id, centre=match.centre_id)
    need.seats = max(need.seats, needs.one(session, old, centre=match.centre_id).seats)
    session.flush()


def reopen(session: Session, match: Match, one: Participant, *, at: datetime) -> None:
    """Her wish is open again, with its old waiting date."""
    need = needs.one(session, one.need_id or match.need_id, centre=match.centre_id)
    match_life.reopen(need, on=swedish_day(at), at=at)
