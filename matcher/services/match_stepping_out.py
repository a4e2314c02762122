"""One of several steps out before the first meeting: the others go on, with the yeses they have
given. Whoever steps out is set apart from the other side alone (R54), and hers waits as before. Who
is left hears of it (`match_of_fewer`), and she herself where it was we who decided.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.errors import NotNow
from matcher.domain.match_reasons import DeclineReason
from matcher.domain.matches import MatchEvent, MatchState, Word
from matcher.domain.plans import TodoKind, working_days_after
from matcher.services import match_expected, weeks
from matcher.services.match_asking import have_the_others_asked
from matcher.services.match_declining import BEFORE_MEETING, TELL_WITHIN, over
from matcher.services.match_life import hold, move, others_of, participant, todo, volunteers_of
from matcher.services.match_returns import back_to_the_list
from matcher.store.matches import Match, Participant


def step_out(
    session: Session,
    match_id: str,
    participant_id: str,
    reason: DeclineReason,
    *,
    again: bool = True,
    centre: str,
    by: str,
    at: datetime,
) -> Match:
    """She is not in it any more. `again`: a person waits for somebody new, from her old day; else
    she is let go. Raises Missing; NotNow when they have met, when she is in it no longer, and for
    the last of a side, whose match is called off as a whole.
    """
    match = hold(session, match_id, centre=centre)
    one, was = participant(match, participant_id), match.state
    _refuse(match, one)
    had_agreed = one.word is Word.YES
    meeting = match_expected.next_meeting(match, at=at)
    one.said_no_at, one.end_reason = at, reason.value
    facts = {"participant_id": one.id, "reason": reason.value}
    move(session, match, MatchEvent.ONE_GONE, by=by, at=at, facts=facts)
    over(session, match, reason, said_by=one, by=by, at=at)
    if match.state is MatchState.VOLUNTEER_YES and was is not match.state:
        have_the_others_asked(session, match, at=at)
    session.flush()
    if one.recipient_id and not again:
        back_to_the_list(session, match, one, waits_again=False, by=by, at=at)
    if had_agreed and reason is DeclineReason.OUR_DECISION:  # she has not said it herself
        within = working_days_after(swedish_day(at), TELL_WITHIN)
        due_on = match_expected.tell_on(within, meeting, at=at)
        when, kind = match_expected.as_facts(meeting), TodoKind.TELL_DECLINED
        todo(session, kind, match, about=one, due_on=due_on, facts=when, at=at)
    weeks.recount(session, centre=centre, by=by, at=at)
    return match


def _refuse(match: Match, one: Participant) -> None:
    side = volunteers_of(match) if one.volunteer_id else others_of(match)
    if match.state not in BEFORE_MEETING:
        raise NotNow("match", match.state.value, "step_out")
    if one.word.is_out:
        raise NotNow("match", "not_in_it", "step_out")
    if all(other.word.is_out for other in side if other is not one):
        raise NotNow("match", "last_of_a_side", "step_out")
