"""Pauses, and endings that are planned: closing talks with each, and nobody's fault (R62, R64)."""

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.errors import NotNow
from matcher.domain.match_reasons import EndReason
from matcher.domain.matches import MatchEvent, MatchState, Word
from matcher.domain.plans import TodoKind, working_days_after
from matcher.services import (
    choices,
    goes_on,
    match_frames,
    match_plans,
    need_states,
    weeks,
)
from matcher.services.match_declining import keep_apart_after, stop
from matcher.services.match_life import (
    hold,
    may_happen,
    move,
    participant,
    settled,
    todo,
    write_down,
)
from matcher.services.match_returns import back_to_the_list
from matcher.store import (
    letters,
    match_leaving,
    match_life,
    match_links,
    match_people,
    needs,
)
from matcher.store.matches import Match, Participant
from matcher.store.needs import Need

PLANNED = (TodoKind.FOLLOW_UP, TodoKind.SILENT_PAIR, TodoKind.TRIAL_OVER)
TALK_WITHIN = 5  # working days


def pause(session: Session, match_id: str, *, centre: str, by: str, at: datetime) -> Match:
    """A hospital, a journey: the pair is kept, no follow-up and no silence is asked about, and
    nothing is seen of each other meanwhile (R64, R71). No cause is asked for. Raises Missing,
    NotNow.
    """
    match = hold(session, match_id, centre=centre)
    was = match.state
    move(session, match, MatchEvent.PAUSED, by=by, at=at)
    match.paused_in = was
    letters.cancel_about(session, [match.id], centre=centre)
    match_life.cancel_todos(session, match.id, kinds=PLANNED, centre=centre, by=by, at=at)
    match_plans.check_pause(session, match, at=at)
    return match


def resume(session: Session, match_id: str, *, centre: str, by: str, at: datetime) -> Match:
    """They meet again: everything is counted from today (R64), and a trial begins anew. Raises
    Missing, NotNow.
    """
    match = hold(session, match_id, centre=centre)
    move(session, match, MatchEvent.RESUMED, by=by, at=at)
    match.paused_in, match.counted_from = None, swedish_day(at)
    if match.state is MatchState.TRIAL:
        match.trial_until = swedish_day(at) + timedelta(days=choices.follow_ups().trial_days)
    settled(session, TodoKind.CHECK_PAUSE, match, by=by, at=at)
    match_plans.plan(session, match, at=at)
    return match


def begin_ending(
    session: Session,
    match_id: str,
    reason: EndReason,
    *,
    whose: Collection[str] | None = None,
    centre: str,
    by: str,
    at: datetime,
) -> Match:
    """It comes to an end, for a reason from the list: a closing talk with each is to be held, with
    who has asked to be called on the day of that call. `whose`: the volunteers, by id, whom a
    broken rule concerns; None: that is not known, and may be any of them. Raises Missing, NotNow.
    """
    match = hold(session, match_id, centre=centre)
    to_call, was = _to_be_called(session, match), match.state
    move(session, match, MatchEvent.ENDING_BEGUN, by=by, at=at, facts={"reason": reason.value})
    match.over_because, match.ending_from, match.ending_at = reason.value, was, at
    stop(session, match, by=by, at=at)
    dead = _dead(session, match)
    for one in match.participants:
        if one.recipient_id not in dead and (one.word is Word.YES or is_owed_a_talk(one)):
            _plan_talk(session, match, one, to_call, at=at)
    if reason is EndReason.RULE_BROKEN:
        held = [one for one in _volunteers_in(match) if whose is None or one in whose]
        goes_on.ask(session, match, held, by=by, at=at)
    return match


def _volunteers_in(match: Match) -> list[str]:
    """Ids of those who have said yes and are still in it."""
    return [
        one.volunteer_id for one in match.participants if one.volunteer_id and one.word is Word.YES
    ]


def _to_be_called(session: Session, match: Match) -> dict[str | None, date]:
    """Who has asked to be called, and by which day; the first of several."""
    return {
        row.volunteer_id or row.recipient_id: row.due_on
        for row in reversed(match_life.open_todos(session, match.id, centre=match.centre_id))
        if row.kind is TodoKind.CALL_WANTED
    }


def _plan_talk(
    session: Session,
    match: Match,
    one: Participant,
    to_call: Mapping[str | None, date],
    *,
    at: datetime,
) -> None:
    within = working_days_after(swedish_day(at), TALK_WITHIN)
    due_on = min(within, to_call.get(one.volunteer_id or one.recipient_id, within))
    again = at.isoformat()  # an ending may have been undone before
    todo(session, TodoKind.CLOSING_TALK, match, about=one, due_on=due_on, again=again, at=at)


def undo_ending(session: Session, match_id: str, *, centre: str, by: str, at: datetime) -> Match:
    """It was a mistake: they go on as before, with what was to be done and the volunteers' links,
    but not for who has gone or died meanwhile (R63). A letter that waited was stopped, and is not
    sent after all. Raises Missing; NotNow once a closing talk has been held, since somebody knows,
    and when what they met for is wanted no more (`may_be_undone`).
    """
    match = hold(session, match_id, centre=centre)
    need = needs.one(session, match.need_id, centre=centre)
    if match.state is MatchState.ENDING and need.state not in need_states.STANDS:
        raise NotNow("match", "wish_closed", "undo_ending")
    move(session, match, MatchEvent.ENDING_UNDONE, by=by, at=at)
    begun_at, match.over_because, match.ending_from = match.ending_at, None, None
    match_life.cancel_todos(session, match.id, centre=centre, by=by, at=at)
    if begun_at is not None:
        gone = _gone(session, match)
        match_leaving.open_again(
            session, match.id, cancelled_at=begun_at, besides=gone, centre=centre
        )
        match_links.open_again(session, match.id, ended_at=begun_at, besides=gone)
    match.ending_at = None
    goes_on.let_go(session, match, by=by, at=at)
    match_plans.plan(session, match, at=at)
    return match


def may_be_undone(match: Match, need: Need, *, at: datetime) -> bool:
    """The ending may have been a mistake: nobody has been told, and what the match is about still
    stands. A substitute's has been closed when the pair is back.
    """
    stands = need.state in need_states.STANDS
    return stands and may_happen(match, MatchEvent.ENDING_UNDONE, at=at)


def _gone(session: Session, match: Match) -> set[str]:
    """Ids of those about whom nothing is to be done in it any more."""
    gone = [one for one in match.participants if one.word is not Word.YES]
    without_talk = {one.volunteer_id or one.recipient_id for one in gone if not is_owed_a_talk(one)}
    return {one for one in without_talk if one} | _dead(session, match)


def _dead(session: Session, match: Match) -> set[str]:
    """Whoever has died, in the match or after she left it."""
    people = {one.recipient_id for one in match.participants if one.recipient_id}
    return match_people.dead(session, people, centre=match.centre_id)


def is_owed_a_talk(one: Participant) -> bool:
    """She has left a circle and we have not talked with her yet (R62)."""
    died = one.end_reason == EndReason.DECEASED
    return one.word is Word.LEFT and one.closing_talk_on is None and not died


def talked(
    session: Session,
    match_id: str,
    participant_id: str,
    *,
    wanted: bool = True,
    centre: str,
    by: str,
    at: datetime,
) -> Match:
    """The closing talk with one of them has been held, or was not wanted (R62). Raises Missing,
    NotNow.

    After the last one it stands on the list that the match is to be ended.
    """
    match = hold(session, match_id, centre=centre)
    one = participant(match, participant_id)
    is_time = match.state is MatchState.ENDING or is_owed_a_talk(one)
    if match.state.is_over or not is_time or one.closing_talk_on is not None:
        raise NotNow("match", match.state.value, "talk")
    one.closing_talk_on = swedish_day(at)
    match_life.settle_about(
        session,
        TodoKind.CLOSING_TALK,
        match.id,
        volunteer_id=one.volunteer_id,
        recipient_id=one.recipient_id,
        centre=centre,
        by=by,
        at=at,
    )
    write_down(session, "match.talked", match, one, by=by, at=at, facts={"wanted": wanted})
    match_plans.to_be_ended(session, match, at=at)
    return match


def end(
    session: Session,
    match_id: str,
    *,
    waits_again: bool,
    centre: str,
    by: str,
    at: datetime,
) -> bool:
    """It is over. Whoever wants to wait for somebody new stands on the list with the old date;
    whoever does not is let go (R62). A person who has met a substitute stays with her: whether
    one does. Raises Missing; NotNow before both talks.
    """
    match = hold(session, match_id, centre=centre)
    move(session, match, MatchEvent.ENDED, by=by, at=at, facts={"reason": match.over_because})
    match.ended_on = swedish_day(at)
    settled(session, TodoKind.END_MATCH, match, by=by, at=at)
    reason = EndReason(match.over_because or EndReason.AS_PLANNED)
    staying = [one for one in match.participants if one.word is Word.YES]
    places = match_frames.beside_the_first([one for one in staying if one.volunteer_id])
    match_frames.give_back_places(session, match, places)
    for one in staying:
        one.ended_on, one.end_reason = swedish_day(at), reason.value
    keep_apart_after(session, match, reason, by=by, at=at)
    stop(session, match, by=by, at=at)
    session.flush()
    go_on = [
        back_to_the_list(session, match, one, waits_again=waits_again, by=by, at=at)
        for one in staying
        if one.volunteer_id is None
    ]
    weeks.recount(session, centre=centre, by=by, at=at)
    return any(go_on)
