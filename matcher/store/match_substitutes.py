"""Who stands in while a pair rests: the matches about the wish that was opened for it."""

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from matcher.domain.matches import MatchState
from matcher.store.matches import Match

OVER = tuple(state for state in MatchState if state.is_over)


def about(session: Session, need_id: str, *, centre: str) -> list[Match]:
    """The matches that live about a wish, with their participants, the oldest first."""
    asked = (
        sa.select(Match)
        .where(Match.centre_id == centre, Match.need_id == need_id, Match.state.not_in(OVER))
        .order_by(Match.approved_at, Match.id)
        .options(selectinload(Match.participants))
    )
    return list(session.scalars(asked))


def resting(session: Session, need_id: str, *, centre: str) -> str | None:
    """The match that rests and has opened that wish."""
    asked = sa.select(Match.id).where(
        Match.centre_id == centre,
        Match.substitute_need_id == need_id,
        Match.state == MatchState.PAUSED,
    )
    return session.scalars(asked).first()
