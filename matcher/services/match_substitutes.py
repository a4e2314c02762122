"""Somebody else while two who meet rest: a substitute has a wish of her own in the week, a card and
yeses as any, and goes when the pair is back (R62, R64).
"""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.errors import NotNow
from matcher.domain.match_reasons import DeclineReason, EndReason
from matcher.domain.matches import MatchState
from matcher.domain.needs import NeedState
from matcher.services import match_declining, match_ends, need_states, week_upkeep
from matcher.services import needs as need_deeds
from matcher.services.match_life import hold
from matcher.services.match_lines import Substitution
from matcher.services.need_rows import told_of
from matcher.store import match_substitutes, needs
from matcher.store.audit import record_of
from matcher.store.matches import Match
from matcher.store.needs import Need


def look_for(session: Session, match_id: str, *, centre: str, by: str, at: datetime) -> Need:
    """A wish like the one that rests is opened and waits from today: the person's own old day is
    for who has nobody. One that nothing has come of may be followed by another. Raises Missing;
    NotNow when the pair does not rest, when somebody is looked for already, and for an
    organisation.
    """
    match = hold(session, match_id, centre=centre)
    need = needs.one(session, match.need_id, centre=centre)
    if match.state is not MatchState.PAUSED or need.recipient_id is None:
        raise NotNow("match", match.state.value, "substitute")
    if _looked_for(session, match) is not None:
        raise NotNow("match", "substitute_wanted", "substitute")
    like = replace(told_of(need), seats=1, least=1, from_on=None, until_on=None)
    known: dict[str, Any] = {"centre": centre, "by": by, "at": at}
    wanted = need_deeds.open_for_recipient(session, like, need.recipient_id, **known)
    wanted.waiting_since = swedish_day(at)
    match.substitute_need_id = wanted.id
    record_of(session, "match.substitute_wanted", "match", match, by=by, at=at)
    session.flush()
    week_upkeep.come(session, wanted.id, **known)
    return wanted


def resume(session: Session, match_id: str, *, centre: str, by: str, at: datetime) -> Match:
    """They meet again (`match_ends.resume`), and nobody is to remember whoever stood in: before a
    meeting it is called off, after it closing talks stand on the list. Raises Missing, NotNow.
    """
    match = match_ends.resume(session, match_id, centre=centre, by=by, at=at)
    need_id, match.substitute_need_id = match.substitute_need_id, None
    if need_id is None:
        return match
    known: dict[str, Any] = {"centre": centre, "by": by, "at": at}
    for other in match_substitutes.about(session, need_id, centre=centre):
        if not other.state.has_met:
            match_declining.call_off(session, other.id, DeclineReason.OTHER_PLANS, **known)
        elif other.state is not MatchState.ENDING:
            match_ends.begin_ending(session, other.id, EndReason.AS_PLANNED, **known)
    session.flush()
    if needs.one(session, need_id, centre=centre).state in need_states.STANDS:
        need_states.close(session, need_id, NeedState.CLOSED, **known)
    return match


def of(session: Session, match: Match, need: Need) -> Substitution:
    """Who stands in for a pair that rests, or is ended without having met again; or for whom this
    match does.
    """
    rests = match.state is MatchState.PAUSED
    found = _looked_for(session, match)
    if found is not None and (rests or match.state is MatchState.ENDING):
        need_id, living = found
        if not living:
            return Substitution(need_id)
        # Of several the one who comes, not the one who goes.
        other = min(living, key=lambda one: one.state is MatchState.ENDING)
        return Substitution(need_id, other.id, state=other.state)
    if rests:
        return Substitution(may_be_looked_for=need.recipient_id is not None)
    instead_of = match_substitutes.resting(session, match.need_id, centre=match.centre_id)
    return Substitution(instead_of=instead_of)


def _looked_for(session: Session, match: Match) -> tuple[str, list[Match]] | None:
    """The wish by which somebody is looked for meanwhile, and the matches that live about it; None
    where there is none, or it is over: closed by hand, or its substitute has gone.
    """
    if match.substitute_need_id is None:
        return None
    wanted = needs.one(session, match.substitute_need_id, centre=match.centre_id)
    living = match_substitutes.about(session, wanted.id, centre=match.centre_id)
    return (wanted.id, living) if living or wanted.state is NeedState.OPEN else None
