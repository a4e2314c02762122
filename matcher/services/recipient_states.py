"""The states of a recipient, and the calls while she waits. The waiting date never moves (R62).

enquiry ──yes──▶ waiting ⇄ paused      ended, referred on: nobody is suggested any more
                    └──▶ matched ⇄ paused      deceased: everything stops in one deed (R63)
"""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from matcher.domain.consent import ConsentKind
from matcher.domain.errors import Fault, Invalid, Missing, NotNow
from matcher.domain.matches import MatchState
from matcher.domain.plans import TodoKind
from matcher.domain.recipients import CallOutcome, RecipientState
from matcher.domain.retention import ERASED
from matcher.services import (
    match_deaths,
    match_declining,
    match_expected,
    meeting_rests,
    pause_watch,
    todos,
    week_upkeep,
)
from matcher.services.recipient_consents import plan_first_call, standing
from matcher.store import centres, recipient_ends, recipient_pages
from matcher.store.audit import record
from matcher.store.people import note
from matcher.store.recipients import Recipient

GONE = (RecipientState.ENDED, RecipientState.REFERRED_ON, RecipientState.DECEASED)
ENDINGS = (RecipientState.ENDED, RecipientState.REFERRED_ON)


def called(
    session: Session,
    recipient_id: str,
    outcome: CallOutcome,
    *,
    centre: str,
    by: str,
    at: datetime,
) -> Recipient:
    """Somebody has called her who waits (R65). If she was reached, the call is settled and the
    next one planned in six weeks; if not, it stands. Raises Missing, NotNow.
    """
    person = recipient_pages.whole(session, recipient_id, centre=centre)
    if person.state is not RecipientState.WAITING:
        raise NotNow("recipient", person.state.value, "call")
    note(session, "recipient.called", person, by=by, at=at, outcome=outcome.value)
    if outcome is CallOutcome.STILL_WAITING:
        _settle_calls(session, person, by=by, at=at)
        plan_first_call(session, person, said_yes=True, at=at)
    return person


def plan_calls(session: Session, *, centre: str, at: datetime) -> int:
    """Everybody who waits is called within six weeks, also if a call was ticked off elsewhere
    (R65); how many calls were planned. Idempotent.
    """
    uncalled = recipient_pages.uncalled(session, centre=centre)
    for person in uncalled:
        plan_first_call(session, person, said_yes=True, at=at)
    return len(uncalled)


def pause(session: Session, recipient_id: str, *, centre: str, by: str, at: datetime) -> Recipient:
    """She is in hospital or away. No cause is asked for; a match of hers stays. She is suggested
    to nobody and not called until she is back; whoever would meet her for the first time is to be
    told. Raises Missing, NotNow.
    """
    centres.take_turn(session, centre)
    person = recipient_pages.whole(session, recipient_id, centre=centre)
    _turn(person, RecipientState.PAUSED, (RecipientState.WAITING, RecipientState.MATCHED), at=at)
    week_upkeep.recipient_out(session, person.id, why="paused", centre=centre, by=by, at=at)
    _settle_calls(session, person, by=by, at=at)
    meeting_rests.tell(session, person, at=at)
    note(session, "recipient.paused", person, by=by, at=at)
    session.flush()
    pause_watch.keep(session, centre=centre, at=at)
    return person


def resume(session: Session, recipient_id: str, *, centre: str, by: str, at: datetime) -> Recipient:
    """She is back: on the list with her old waiting date, or in her match (R62). Also the way
    back for who had ended. Raises Missing, NotNow.
    """
    centres.take_turn(session, centre)
    person = recipient_pages.whole(session, recipient_id, centre=centre)
    state = _state_back(session, person)
    _turn(person, state, (RecipientState.PAUSED, *ENDINGS), at=at)
    if state is not RecipientState.MATCHED:
        plan_first_call(session, person, said_yes=state is RecipientState.WAITING, at=at)
    meeting_rests.back(session, person, by=by, at=at)
    note(session, "recipient.resumed", person, by=by, at=at)
    session.flush()
    pause_watch.keep(session, centre=centre, at=at)
    week_upkeep.recipient_in(session, person.id, centre=centre, by=by, at=at)
    return person


def end(
    session: Session,
    recipient_id: str,
    state: RecipientState,
    *,
    centre: str,
    by: str,
    at: datetime,
) -> Recipient:
    """She does not want it any more, or somebody else suits her better: her needs close, and what
    is to be done about her is cancelled. No reason is kept. Raises Missing; Invalid for a state
    that is no ending; NotNow while she is in a match, which is ended with both sides first.
    """
    if state not in ENDINGS:
        raise Invalid({"ending": Fault("choose_one")})
    centres.take_turn(session, centre)
    person = recipient_pages.whole(session, recipient_id, centre=centre)
    if recipient_pages.living_matches(session, person.id, centre=centre):
        raise NotNow("recipient", "in_a_match", state.value)
    _turn(person, state, [one for one in RecipientState if one not in GONE], at=at)
    _stop(session, person, by=by, at=at)
    note(session, f"recipient.{state.value}", person, by=by, at=at)
    return person


def deceased(
    session: Session, recipient_id: str, *, centre: str, by: str, at: datetime
) -> Recipient:
    """She has died. In this one unit of work: no suggestion, no to-do, no need and no match of
    hers is left, no letter about a match of hers goes and no link of it works, and whoever visited
    her is to be told by us (R63). Raises Missing, NotNow when it is known already.
    """
    centres.take_turn(session, centre)
    person = recipient_pages.whole(session, recipient_id, centre=centre)
    alive = [one for one in RecipientState if one is not RecipientState.DECEASED]
    _turn(person, RecipientState.DECEASED, alive, at=at)
    ended = recipient_pages.living_matches(session, person.id, centre=centre)
    meetings = {match.id: match_expected.next_meeting(match, at=at) for match in ended}
    was = {match.id: match.state for match in ended}
    for match in ended:
        match_declining.died(session, match, person.id, by=by, at=at)
    _stop(session, person, by=by, at=at)
    note(session, "recipient.deceased", person, by=by, at=at)
    for match in ended:
        goes_on = match.state is not MatchState.ENDED  # a group meets without her
        meeting = None if goes_on else meetings[match.id]
        match_deaths.tell(session, match, person.id, was=was[match.id], meeting=meeting, at=at)
    return person


def _stop(session: Session, person: Recipient, *, by: str, at: datetime) -> None:
    """No need, no suggestion and nothing to do is left about her."""
    centre = person.centre_id
    recipient_ends.cancel_todos(session, person.id, centre=centre, by=by, at=at)
    closed = recipient_ends.close_needs(session, person.id, centre=centre, at=at)
    why = "died" if person.state is RecipientState.DECEASED else "left"
    week_upkeep.recipient_out(session, person.id, why=why, centre=centre, by=by, at=at)
    for need_id in closed:
        record(
            session,
            "need.closed",
            about="need",
            about_id=need_id,
            centre=centre,
            by=by,
            at=at,
            state="closed",
        )


def _state_back(session: Session, person: Recipient) -> RecipientState:
    if recipient_pages.living_matches(session, person.id, centre=person.centre_id):
        return RecipientState.MATCHED
    said_yes = ConsentKind.MATCHING in standing(person)
    return RecipientState.WAITING if said_yes else RecipientState.ENQUIRY


def _settle_calls(session: Session, person: Recipient, *, by: str, at: datetime) -> None:
    todos.done_about(
        session,
        TodoKind.CALL_WAITING,
        recipient_id=person.id,
        centre=person.centre_id,
        by=by,
        at=at,
    )


def _turn(
    person: Recipient, state: RecipientState, allowed: Iterable[RecipientState], *, at: datetime
) -> None:
    if person.source == ERASED:
        raise Missing("recipient", person.id)
    if person.state not in allowed:
        raise NotNow("recipient", person.state.value, state.value)
    person.state, person.changed_at = state, at
    person.version += 1
