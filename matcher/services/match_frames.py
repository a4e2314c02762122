"""What a person of a match wished for, when she is no longer in it: her need and her wait (R62)."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.needs import NeedKind
from matcher.services.match_life import others_of, volunteers_of
from matcher.store import match_life, needs
from matcher.store.matches import Match, Participant


def hand_on(session: Session, match: Match, gone: Participant, *, at: datetime) -> None:
    """If the match is about the need of somebody who goes, it goes on with that of one who stays:
    two lists never claim the same wish. Hers stood back while she was one more in the group; now it
    is as any that a match is about, open until they have met.
    """
    if gone.need_id is not None or gone.recipient_id is None:
        return
    staying = [o for o in others_of(match) if o.need_id and not o.word.is_out]
    if not staying:
        return
    next_one, old = staying[0], match.need_id
    match.need_id, next_one.need_id = str(next_one.need_id), None
    gone.need_id = old
    need, hers = (needs.one(session, i, centre=match.centre_id) for i in (match.need_id, old))
    need.seats = max(need.seats, hers.seats)  # the places of the circle go with it
    hers.seats = max(hers.seats - beside_the_first(volunteers_of(match)), 1)
    if not match.state.has_met:
        match_life.reopen(need, on=swedish_day(at), at=at)
    session.flush()


def give_back_places(session: Session, match: Match, count: int) -> None:
    """Places that a circle took beside the first are not filled anew by themselves: a person is in
    one place. An organisation's seats stay as it has set them.
    """
    need = needs.one(session, match.need_id, centre=match.centre_id)
    if count > 0 and need.kind is not NeedKind.LOCAL:
        need.seats = max(need.seats - count, 1)


def beside_the_first(some: Sequence[Participant]) -> int:
    """How many of them are still in it, but one."""
    return max(sum(not one.word.is_out for one in some) - 1, 0)


def reopen(session: Session, match: Match, one: Participant, *, at: datetime) -> None:
    """Her wish is open again, with its old waiting date."""
    need = needs.one(session, one.need_id or match.need_id, centre=match.centre_id)
    match_life.reopen(need, on=swedish_day(at), at=at)
