"""When nothing comes of a match, or it is over: no letter, no link and nothing to do is left of it,
both sides are free again, and no fault is kept (R54, R62).
"""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.errors import NotNow
from matcher.domain.match_reasons import DeclineReason, EndReason
from matcher.domain.matches import TABLE, MatchEvent, MatchState, Word
from matcher.domain.plans import TodoKind, working_days_after
from matcher.services import match_expected, match_frames, match_of_fewer, weeks
from matcher.services.match_life import hold, move, others_of, todo, volunteers_of
from matcher.store import letters, match_leaving, match_life, match_links, pairs
from matcher.store.audit import record_of
from matcher.store.matches import Match, Participant
from matcher.store.pairs import BlockedPair

BEFORE_MEETING = tuple(state for state in MatchState if not state.is_over and not state.has_met)
DAY = timedelta(days=1)
TELL_WITHIN = 2  # working days: who said yes hears that nothing comes of it


def call_off(
    session: Session,
    match_id: str,
    reason: DeclineReason,
    *,
    centre: str,
    by: str | None,
    at: datetime,
) -> Match:
    """A coordinator lets it go before they have met. Raises Missing, NotNow."""
    match = hold(session, match_id, centre=centre)
    move(session, match, MatchEvent.CALLED_OFF, by=by, at=at, facts={"reason": reason.value})
    over(session, match, reason, said_by=None, by=by, at=at)
    return match


def take_no_back(session: Session, match_id: str, *, centre: str, by: str, at: datetime) -> Match:
    """A no was noted by mistake, that day: the two may be suggested, and matched by hand, again.
    What was for ever stands, and so does what a volunteer has answered herself. Raises Missing,
    NotNow.
    """
    match = hold(session, match_id, centre=centre)
    if match.state is not MatchState.DECLINED or match.ended_on != swedish_day(at):
        raise NotNow("match", match.state.value, "undo_no")
    noted = _noted_today(session, match, at=at)
    if not noted:
        raise NotNow("match", "no_stands", "undo_no")
    for block in noted:
        session.delete(block)
    session.flush()  # the pool that is counted next must know of it
    record_of(session, "match.no_taken_back", "match", match, by=by, at=at)
    weeks.recount(session, centre=centre, by=by, at=at)
    return match


def no_may_be_taken_back(session: Session, match: Match, *, at: datetime) -> bool:
    """Whether there is a no of today that `take_no_back` would take."""
    is_of_today = match.state is MatchState.DECLINED and match.ended_on == swedish_day(at)
    return is_of_today and bool(_noted_today(session, match, at=at))


def _noted_today(session: Session, match: Match, *, at: datetime) -> list[BlockedPair]:
    """What keeps its people apart since today, noted by one of us, and not for ever."""
    found = pairs.noted_by_us(
        session,
        [one.volunteer_id for one in match.participants if one.volunteer_id],
        [
            one.recipient_id or one.organisation_id or ""
            for one in match.participants
            if not one.volunteer_id
        ],
        centre=match.centre_id,
        since=at - DAY,
    )
    return [block for block in found if swedish_day(block.blocked_at) == swedish_day(at)]


def over(
    session: Session,
    match: Match,
    reason: DeclineReason,
    *,
    said_by: Participant | None,
    by: str | None,
    at: datetime,
) -> None:
    """If the last answer ended it: whoever had said yes is told, and both are free again. One of
    several who says no is only set apart from the other side.
    """
    for volunteer in [said_by] if said_by and said_by.volunteer_id else volunteers_of(match):
        for other in [said_by] if said_by and not said_by.volunteer_id else others_of(match):
            _keep_apart(session, match, volunteer, other, reason, by=by, at=at)
    if said_by is not None:
        _out(session, match, said_by, by=by, at=at)
    if match.state is not MatchState.DECLINED:
        return
    places = match_frames.beside_the_first(volunteers_of(match))
    match_frames.give_back_places(session, match, places)
    for other in others_of(match):
        went_before = other is not said_by and other.word.is_out
        if other.need_id and not went_before:  # she may have met somebody else since
            match_frames.reopen(session, match, other, at=at)
    match.over_because, match.ended_on = reason.value, swedish_day(at)
    agreed = [one for one in match.participants if one.word is Word.YES]
    stop(session, match, by=by, at=at)
    meeting = match_expected.next_meeting(match, at=at)
    within = working_days_after(swedish_day(at), TELL_WITHIN)
    due_on, facts = match_expected.tell_on(within, meeting, at=at), match_expected.as_facts(meeting)
    for one in agreed:
        kind = TodoKind.TELL_DECLINED
        todo(session, kind, match, about=one, due_on=due_on, facts=facts, at=at)
    weeks.recount(session, centre=match.centre_id, by=by, at=at)


def _out(
    session: Session, match: Match, said_by: Participant, *, by: str | None, at: datetime
) -> None:
    """Who has said no hears no more of it, and what a person wished for waits again."""
    match_leaving.stop_all(session, said_by, by=by, at=at)
    if said_by.volunteer_id and match.state is not MatchState.DECLINED:
        match_frames.give_back_places(session, match, 1)
    if said_by.recipient_id and match.state is not MatchState.DECLINED:
        match_frames.hand_on(session, match, said_by, at=at)
        match_frames.reopen(session, match, said_by, at=at)
    match_of_fewer.go_on(session, match, at=at)


def died(session: Session, match: Match, recipient_id: str, *, by: str, at: datetime) -> None:
    """A recipient of it has died. If nobody else is left on her side it is over, and no letter,
    link or thing to do is left of it, in the same unit of work (R63).
    """
    for one in match.participants:
        if one.recipient_id == recipient_id and one.ended_on is None:
            one.ended_on, one.end_reason = swedish_day(at), EndReason.DECEASED.value
            match_frames.hand_on(session, match, one, at=at)
    move(session, match, MatchEvent.DIED, by=by, at=at)
    match_of_fewer.go_on(session, match, people_only=True, at=at)
    if match.state is not MatchState.ENDED:
        return
    match.ended_on, match.over_because = swedish_day(at), EndReason.DECEASED.value
    for one in match.participants:
        if one.ended_on is None:
            one.ended_on, one.end_reason = swedish_day(at), EndReason.DECEASED.value
    stop(session, match, by=by, at=at)


def yes_taken_back(
    session: Session, recipient_id: str, *, centre: str, by: str | None, at: datetime
) -> None:
    """A person wants to be matched no more: what has not come to a meeting is let go, so that no
    card about her reminds anybody (R20). Those who meet end it with both of them.
    """
    for match in match_life.of_person(session, recipient_id, BEFORE_MEETING, centre=centre):
        hers = next(one for one in match.participants if one.recipient_id == recipient_id)
        reason = DeclineReason.NOT_WANTED
        others = [one for one in others_of(match) if one is not hers]
        if any(not one.word.is_out for one in others):
            hers.said_no_at, hers.end_reason = at, reason.value
            if (match.state, MatchEvent.RECIPIENT_SAID_NO) in TABLE:
                facts = {"participant_id": hers.id, "reason": reason.value}
                move(session, match, MatchEvent.RECIPIENT_SAID_NO, by=by, at=at, facts=facts)
            _out(session, match, hers, by=by, at=at)
        else:
            call_off(session, match.id, reason, centre=centre, by=by, at=at)


def stop(session: Session, match: Match, *, by: str | None, at: datetime) -> None:
    """No letter, no link and nothing to do is left of it (R63)."""
    match_life.cancel_todos(session, match.id, centre=match.centre_id, by=by, at=at)
    letters.cancel_about(session, [match.id], centre=match.centre_id)
    match_links.end_all(session, match.id, at=at)


def keep_apart_after(
    session: Session, match: Match, reason: EndReason, *, by: str, at: datetime
) -> None:
    """Whoever has ended so is not suggested to the other again: never, or not for a while."""
    if not reason.is_for_ever and not reason.rest_days:
        return
    until = None if reason.is_for_ever else swedish_day(at) + timedelta(days=reason.rest_days)
    for volunteer in volunteers_of(match):
        for other in others_of(match):
            _block(session, match, volunteer, other, reason.value, until, by=by, at=at)


def _keep_apart(
    session: Session,
    match: Match,
    volunteer: Participant,
    other: Participant,
    reason: DeclineReason,
    *,
    by: str | None,
    at: datetime,
) -> None:
    """A declined pair rests; it never comes back, if that was meant (R54)."""
    until = None if reason.is_for_ever else swedish_day(at) + timedelta(days=reason.rest_days)
    _block(session, match, volunteer, other, reason.value, until, by=by, at=at)


def _block(
    session: Session,
    match: Match,
    volunteer: Participant,
    other: Participant,
    reason: str,
    until: object,
    *,
    by: str | None,
    at: datetime,
) -> None:
    session.add(
        BlockedPair(
            centre_id=match.centre_id,
            volunteer_id=volunteer.volunteer_id,
            recipient_id=other.recipient_id,
            organisation_id=other.organisation_id,
            reason=reason,
            suggestion_id=match.suggestion_id,
            until_on=until,
            blocked_by=by,
            blocked_at=at,
        )
    )
    session.flush()  # the pool that is counted next must know of it
