"""Somebody is out of all her matches at once, with no talk first: nothing of her is to be seen.

Whoever she met is told that it is over, and nothing of why. A person whose volunteer has gone waits
again with her old date (R62); a circle goes on with those who stay.
"""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy.orm import Session

from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.matches import MatchEvent, MatchState, Word
from matcher.domain.plans import TodoKind, working_days_after
from matcher.services import match_expected, match_frames, match_of_fewer
from matcher.services.match_declining import stop
from matcher.services.match_life import hold, move, todo
from matcher.services.match_returns import LIVING, back_to_the_list
from matcher.store import match_leaving, match_life
from matcher.store.matches import Match, Participant
from matcher.store.people import Person

TELL_WITHIN = 1  # working days


class Left(NamedTuple):
    """Somebody who had said yes to what is over, and when the two would have met next."""

    match: Match
    one: Participant
    meeting: datetime | None


def part(session: Session, person: Person, *, by: str, at: datetime) -> list[Left]:
    """She takes part in no match any more; of those that are over whoever had said yes, who is to
    be told (`tell`). The centre's turn is the caller's.
    """
    centre, left = person.centre_id, []
    for match in match_life.of_person(session, person.id, LIVING, centre=centre):
        held = hold(session, match.id, centre=centre)
        hers = next(one for one in held.participants if _is(one, person))
        meeting = match_expected.next_meeting(held, at=at)
        left += [Left(held, one, meeting) for one in _out(session, held, hers, by=by, at=at)]
    return left


def tell(session: Session, left: list[Left], *, at: datetime) -> None:
    """They are to hear from us that it is over, before the day on which they would meet."""
    within = working_days_after(swedish_day(at), TELL_WITHIN)
    for match, one, meeting in left:
        due_on = match_expected.tell_on(within, meeting, at=at)
        facts = match_expected.as_facts(meeting)
        todo(session, TodoKind.TELL_OVER, match, about=one, due_on=due_on, facts=facts, at=at)


def _out(
    session: Session, match: Match, hers: Participant, *, by: str, at: datetime
) -> list[Participant]:
    """Whoever had said yes to what is over."""
    agreed = [one for one in match.participants if one.word is Word.YES and one is not hers]
    hers.ended_on = swedish_day(at)
    match_leaving.stop_all(session, hers, by=by, at=at)
    if hers.recipient_id:
        match_frames.hand_on(session, match, hers, at=at)
    move(session, match, MatchEvent.ONE_GONE, by=by, at=at)
    if match.state is MatchState.ENDED:
        _over(session, match, by=by, at=at)
        return agreed
    if hers.volunteer_id:
        match_frames.give_back_places(session, match, 1)
    match_of_fewer.go_on(session, match, at=at)
    return []


def _over(session: Session, match: Match, *, by: str, at: datetime) -> None:
    """Nobody is left on one of the sides: the others are free."""
    staying = [one for one in match.participants if not one.word.is_out]
    match.ended_on = swedish_day(at)
    for one in staying:
        one.ended_on = swedish_day(at)
    stop(session, match, by=by, at=at)
    session.flush()
    for one in staying:
        if one.volunteer_id is None:
            back_to_the_list(session, match, one, waits_again=True, by=by, at=at)


def _is(one: Participant, person: Person) -> bool:
    return person.id in (one.volunteer_id, one.recipient_id)
