"""A match is over: its person stands on the list again with her old date, goes on with whoever
stood in, or is let go (R62).
"""

from datetime import datetime
from functools import partial

from sqlalchemy.orm import Session

from matcher.domain.consent import ConsentKind
from matcher.domain.matches import MatchState
from matcher.domain.recipients import RecipientState
from matcher.services import match_frames, match_successors, recipient_states
from matcher.services.recipient_consents import plan_first_call, standing
from matcher.store import match_life, recipient_pages
from matcher.store.matches import Match, Participant

LIVING = tuple(state for state in MatchState if not state.is_over)
MET = tuple(state for state in MatchState if state.has_met)


def back_to_the_list(
    session: Session,
    match: Match,
    one: Participant,
    *,
    waits_again: bool,
    by: str,
    at: datetime,
) -> bool:
    """She stands on the list with the old date, or is let go if she wants nobody new. Whoever has
    taken back her yes is asked anew first; who takes part in another match stays in that, and who
    has not met anybody there yet waits meanwhile. Whether she goes on with a substitute whom she
    has met.
    """
    goes_on = match_successors.settle(session, match, one, waits_again=waits_again, by=by, at=at)
    if waits_again and not goes_on:
        match_frames.reopen(session, match, one, at=at)
    if one.recipient_id is None:
        return False
    others = partial(
        match_life.others_living,
        session,
        match.id,
        recipient_id=one.recipient_id,
        centre=match.centre_id,
    )
    if not others(states=MET if waits_again else LIVING):
        _wait_or_go(session, match, one, waits_again=waits_again, by=by, at=at)
    return goes_on and bool(others(states=MET))


def _wait_or_go(
    session: Session,
    match: Match,
    one: Participant,
    *,
    waits_again: bool,
    by: str,
    at: datetime,
) -> None:
    person = recipient_pages.whole(session, str(one.recipient_id), centre=match.centre_id)
    if waits_again and person.state is RecipientState.MATCHED:
        says_yes = ConsentKind.MATCHING in standing(person)  # she may have taken it back (R20)
        person.state = RecipientState.WAITING if says_yes else RecipientState.ENQUIRY
        person.changed_at = at
        plan_first_call(session, person, said_yes=says_yes, at=at)
    elif not waits_again and person.state not in recipient_states.GONE:
        ended = RecipientState.ENDED
        recipient_states.end(session, person.id, ended, centre=person.centre_id, by=by, at=at)
