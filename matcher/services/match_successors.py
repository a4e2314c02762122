"""A pair that rested does not meet again, and somebody else was looked for or found meanwhile: the
person is left with one wish and waits for it from her old day (R62).
"""

from datetime import datetime

from sqlalchemy.orm import Session

from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.match_reasons import DeclineReason
from matcher.domain.matches import MatchState
from matcher.domain.needs import NeedState
from matcher.services import match_declining, need_states
from matcher.store import match_life, match_substitutes, needs
from matcher.store.matches import Match, Participant
from matcher.store.needs import Need


def settle(
    session: Session, match: Match, one: Participant, *, waits_again: bool, by: str, at: datetime
) -> bool:
    """Whether she goes on by the substitute's wish: then it waits from her old day, and what the
    two met for is closed. Who has met her substitute does so whatever is answered; who has not, if
    she waits for somebody and has been found one, or her old wish is over. Otherwise nothing is
    left of the substitution but closing talks that have begun: those ask in their turn.
    """
    wanted = _wish_of(session, match, one)
    if wanted is None:
        return False
    match.substitute_need_id = None
    old = needs.one(session, one.need_id or match.need_id, centre=match.centre_id)
    living = match_substitutes.about(session, wanted.id, centre=match.centre_id)
    coming = [other for other in living if other.state is not MatchState.ENDING]
    is_hers = bool(coming) or not match_life.may_reopen(old, on=swedish_day(at))
    if any(other.state.has_met for other in coming) or (waits_again and is_hers):
        wanted.waiting_since = old.waiting_since
        _close(session, old, by=by, at=at)
        return True
    _let_go(session, coming, by=by, at=at)
    if waits_again or not living:
        _close(session, wanted, by=by, at=at)
    return False


def _let_go(session: Session, coming: list[Match], *, by: str, at: datetime) -> None:
    """She wants nobody new: whoever was asked in the meantime is told."""
    for other in coming:
        reason, centre = DeclineReason.OTHER_PLANS, other.centre_id
        match_declining.call_off(session, other.id, reason, centre=centre, by=by, at=at)


def _wish_of(session: Session, match: Match, one: Participant) -> Need | None:
    """By which somebody was looked for while the match rested, if it is hers: of a group it is
    that of one of them.
    """
    if match.substitute_need_id is None or one.recipient_id is None:
        return None
    wanted = needs.one(session, match.substitute_need_id, centre=match.centre_id)
    return wanted if wanted.recipient_id == one.recipient_id else None


def _close(session: Session, need: Need, *, by: str, at: datetime) -> None:
    if need.state in need_states.STANDS:
        closed = NeedState.CLOSED
        need_states.close(session, need.id, closed, centre=need.centre_id, by=by, at=at)
