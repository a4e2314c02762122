"""Circles: more than one on a side, each with an own yes and an own ending.

One more joins until the first person has been asked. A person joins with a need of her own, which
stands back as long as she is in the group; a volunteer who has said yes to the others is asked
anew, since a yes is to what was asked. Whoever leaves goes alone: the others go on.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.errors import Fault, Invalid, NotNow
from matcher.domain.match_reasons import EndReason
from matcher.domain.matches import MatchEvent, MatchState, OverrideReason, Word
from matcher.domain.needs import NeedKind, NeedState
from matcher.domain.plans import TodoKind, working_days_after
from matcher.domain.recipients import RecipientState
from matcher.services import (
    goes_on,
    insurance,
    match_asking,
    match_ends,
    match_frames,
    match_returns,
    matches,
    week_upkeep,
    weeks,
)
from matcher.services.circle_candidates import TAKEN_HERE, needs_of, staying
from matcher.services.match_life import hold, move, others_of, participant, todo
from matcher.services.matches import Pair
from matcher.store import match_circles, match_leaving, match_life, needs, recipients
from matcher.store.matches import Match, Participant

JOINABLE = (MatchState.APPROVED, MatchState.VOLUNTEER_ASKED, MatchState.VOLUNTEER_YES)


def join_volunteer(
    session: Session,
    match_id: str,
    volunteer_id: str,
    *,
    override_reason: OverrideReason | None = None,
    centre: str,
    by: str,
    at: datetime,
) -> Match:
    """One more volunteer, who is to be asked by a card of her own. Raises Missing; RuleBroken for
    a safety rule; Invalid for a broken wish without a reason; NotNow when they have agreed already,
    the organisation's seats are taken, or nobody has read what the insurance does not cover.
    """
    match = _open_to_more(session, match_id, centre=centre)
    if any(one.volunteer_id == volunteer_id for one in match.participants):
        raise NotNow("match", "in_it_already", "join")
    need = needs.one(session, match.need_id, centre=centre)
    some = [Pair(volunteer_id, found) for found in needs_of(match)]
    _refuse_against_rules(session, match, some, override_reason, centre=centre, at=at)
    if need.kind is NeedKind.LOCAL and match_circles.taken(session, need) >= need.seats:
        raise NotNow("need", "full", "join")
    need.seats = max(need.seats, match_circles.taken(session, need) + 1)
    _let_in(session, match, Participant(volunteer_id=volunteer_id), by=by, at=at)
    kinds = [TodoKind.ASK_RECIPIENT]  # not before the new one has answered
    match_life.cancel_todos(session, match.id, kinds=kinds, centre=centre, by=by, at=at)
    matches.have_the_volunteer_asked(
        session, match, Pair(volunteer_id, match.need_id), by=by, at=at
    )
    weeks.recount(session, centre=centre, by=by, at=at)
    return match


def join_person(
    session: Session,
    match_id: str,
    need_id: str,
    *,
    override_reason: OverrideReason | None = None,
    centre: str,
    by: str,
    at: datetime,
) -> Match:
    """One more person, by a need of hers that waits: it stands back while she is in the group, and
    her wait is kept (R62). Every volunteer of the match must suit her, and is asked anew if she has
    said yes already: then it was to the others. Raises as `join_volunteer`.
    """
    match = _open_to_more(session, match_id, centre=centre)
    need = needs.one(session, need_id, centre=centre)
    if need.state is not NeedState.OPEN or match_circles.taken(session, need):
        raise NotNow("need", "full", "join")
    if need.recipient_id is None or any(one.organisation_id for one in others_of(match)):
        raise NotNow("match", "of_an_organisation", "join")
    if any(one.recipient_id == need.recipient_id for one in match.participants):
        raise NotNow("match", "in_it_already", "join")
    person = recipients.one(session, need.recipient_id, centre=centre)
    if person.state is not RecipientState.WAITING:
        raise NotNow("recipient", person.state.value, "join")
    givers = staying(match)
    some = [Pair(str(one.volunteer_id), need_id) for one in givers]
    _refuse_against_rules(
        session, match, some, override_reason, besides=TAKEN_HERE, centre=centre, at=at
    )
    need.state, need.changed_at = NeedState.FILLED, at
    joined = Participant(recipient_id=person.id, need_id=need_id)
    agreed = [one for one in givers if one.word is Word.YES]
    match_asking.take_back_yes(agreed)
    _let_in(session, match, joined, by=by, at=at)
    _have_them_asked_anew(session, match, agreed, by=by, at=at)
    week_upkeep.keep_up(session, needs=[need_id], why="circle", centre=centre, by=by, at=at)
    return match


def leave(
    session: Session,
    match_id: str,
    participant_id: str,
    reason: EndReason,
    *,
    again: bool = False,
    centre: str,
    by: str,
    at: datetime,
) -> Match:
    """One of several goes, with an own ending and an own closing talk; the others go on. `again`:
    a volunteer's place is to be filled anew; a person waits for somebody new, from her old day.
    Raises Missing; NotNow for the last of a side, whose match is ended with both.
    """
    match = hold(session, match_id, centre=centre)
    one = participant(match, participant_id)
    if one.word is not Word.YES:
        raise NotNow("match", "not_in_it", "leave")
    one.ended_on, one.end_reason = swedish_day(at), reason.value
    facts = {"participant_id": one.id, "reason": reason.value}
    move(session, match, MatchEvent.ONE_LEFT, by=by, at=at, facts=facts)
    match_leaving.stop_all(session, one, by=by, at=at)
    session.flush()
    if one.volunteer_id:
        _place_of_volunteer(session, match, again=again, at=at)
    elif one.recipient_id:
        match_frames.hand_on(session, match, one, at=at)
        match_returns.back_to_the_list(session, match, one, waits_again=again, by=by, at=at)
    within = working_days_after(swedish_day(at), match_ends.TALK_WITHIN)
    todo(session, TodoKind.CLOSING_TALK, match, about=one, due_on=within, again="left", at=at)
    if reason is EndReason.RULE_BROKEN and one.volunteer_id:
        goes_on.ask(session, match, [one.volunteer_id], by=by, at=at)
    weeks.recount(session, centre=centre, by=by, at=at)
    return match


def _open_to_more(session: Session, match_id: str, *, centre: str) -> Match:
    match = hold(session, match_id, centre=centre)
    if match.state not in JOINABLE:
        raise NotNow("match", "agreed_already", "join")
    return match


def _refuse_against_rules(
    session: Session,
    match: Match,
    some: list[Pair],
    reason: OverrideReason | None,
    *,
    besides: frozenset[str] = frozenset(),
    centre: str,
    at: datetime,
) -> None:
    """Every two who would meet are looked at as two matched by hand are (R16, R34, R47)."""
    for pair in some:
        need = needs.one(session, pair.need_id, centre=centre)
        insurance.refuse_unread(session, pair.volunteer_id, need, centre=centre, at=at)
    views = [
        matches.looked_at(session, pair, besides=besides, centre=centre, at=at) for pair in some
    ]
    if any(view.broken for view in views):
        if reason is None:
            raise Invalid({"override_reason": Fault("against_a_wish")})
        match.override_reason = reason


def _let_in(session: Session, match: Match, one: Participant, *, by: str, at: datetime) -> None:
    one.centre_id, one.match_id = match.centre_id, match.id
    match.participants.append(one)
    session.flush()
    move(session, match, MatchEvent.ONE_JOINED, by=by, at=at, facts={"participant_id": one.id})


def _have_them_asked_anew(
    session: Session, match: Match, agreed: list[Participant], *, by: str, at: datetime
) -> None:
    """A yes was to those who were in it then: nobody is asked on the strength of it."""
    kinds = [TodoKind.ASK_RECIPIENT]
    match_life.cancel_todos(session, match.id, kinds=kinds, centre=match.centre_id, by=by, at=at)
    for one in agreed:
        match_leaving.stop_all(session, one, by=by, at=at)
        again = Pair(str(one.volunteer_id), match.need_id)
        matches.have_the_volunteer_asked(
            session, match, again, again=str(match.version), by=by, at=at
        )


def _place_of_volunteer(session: Session, match: Match, *, again: bool, at: datetime) -> None:
    """An organisation's seat is free as before; a person is asked whether she wants one more."""
    need = needs.one(session, match.need_id, centre=match.centre_id)
    if again or need.kind is NeedKind.LOCAL:
        match_life.reopen(need, on=swedish_day(at), at=at)
    else:
        need.seats = max(match_circles.taken(session, need), 1)
