"""Who is told by us that somebody of a match has died, and who hears only that nothing comes of it:
to somebody who has answered a card without a name a death is not told (R63).
"""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.matches import MatchState
from matcher.domain.plans import TodoKind, working_days_after
from matcher.services import match_expected, match_life, todos
from matcher.store.matches import Match, Participant

TELL_WITHIN = 1  # working days
# Nobody has been told who the other is.
ANONYMOUS = (
    MatchState.APPROVED,
    MatchState.VOLUNTEER_ASKED,
    MatchState.VOLUNTEER_YES,
    MatchState.RECIPIENT_ASKED,
)


def tell(
    session: Session,
    match: Match,
    dead_id: str,
    *,
    was: MatchState,
    meeting: datetime | None,
    at: datetime,
) -> None:
    """It is on the list to tell whoever knew of her, before she would go to their `meeting`: the
    volunteers, and of a group that has met the other persons. `was` is how far the match had come.
    """
    within = working_days_after(swedish_day(at), TELL_WITHIN)
    due_on = match_expected.tell_on(within, meeting, at=at)
    facts = {"match": match.id, **match_expected.as_facts(meeting)}
    is_anonymous, is_over = was in ANONYMOUS, match.state is MatchState.ENDED
    for one in match.participants:
        if one.recipient_id == dead_id or one.said_no_at:
            continue
        met_her = one.volunteer_id or (one.recipient_id and match.met_on)
        if not is_anonymous and one.said_yes_at and met_her:
            _of_death(session, match, one, due_on=due_on, facts=facts, at=at)
        if is_anonymous and is_over and one.volunteer_id and (one.said_yes_at or one.wants_more_at):
            kind = TodoKind.TELL_DECLINED
            match_life.todo(session, kind, match, about=one, due_on=within, at=at)


def _of_death(session: Session, match: Match, one: Participant, **facts: Any) -> None:
    """The row is about no match: it is over, and its page tells who has died."""
    todos.make(
        session,
        TodoKind.TELL_OF_DEATH,
        volunteer_id=one.volunteer_id,
        recipient_id=one.recipient_id,
        owner_id=match.owner_id,
        centre=match.centre_id,
        again=match.id,
        **facts,
    )
