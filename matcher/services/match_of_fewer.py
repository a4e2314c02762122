"""Somebody of several is out before they have met, and the others go on: what was to be done about
the match is not lost with her, and whoever has heard of their meeting hears who is left.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.matches import MatchState, Word
from matcher.domain.plans import TodoKind, working_days_after
from matcher.services import meeting_news
from matcher.services.match_life import others_of, todo
from matcher.store import match_life
from matcher.store.matches import Match

BOOK_WITHIN = 2  # working days from both yeses until there is a time
TELL_WITHIN = 1  # working days until who was asked about a group hears that it is none
ALONE = "alone"  # what is changed of the meeting, in the facts of the to-do


def book_if_agreed(session: Session, match: Match, *, at: datetime) -> None:
    """Everybody who is left has said yes: there is a meeting to book."""
    if match.state is MatchState.BOTH_YES and not _stands(session, TodoKind.BOOK_MEETING, match):
        within = working_days_after(swedish_day(at), BOOK_WITHIN)
        again = str(match.version)
        todo(session, TodoKind.BOOK_MEETING, match, due_on=within, again=again, at=at)


def go_on(session: Session, match: Match, *, people_only: bool = False, at: datetime) -> None:
    """Somebody is out of it: there may be a meeting to book; one that is booked is to be noted all
    the same, and told of anew: to `people_only`, where volunteers are told otherwise.
    """
    book_if_agreed(session, match, at=at)
    if match.state is not MatchState.MEETING_BOOKED:
        _tell_of_no_group(session, match, people_only=people_only, at=at)
        return
    if not _stands(session, TodoKind.NOTE_MEETING, match):
        meeting_news.have_it_noted(session, match, at=at)
    meeting_news.who_is_left(session, match, people_only=people_only, at=at)


def _tell_of_no_group(session: Session, match: Match, *, people_only: bool, at: datetime) -> None:
    """One person is left of several: whoever has been asked about a group hears that it is none,
    and whether that is a yes all the same (R58).
    """
    people = others_of(match)
    staying = [one for one in people if not one.word.is_out]
    if match.state.is_over or match.state.has_met or len(people) == 1 or len(staying) != 1:
        return
    within = working_days_after(swedish_day(at), TELL_WITHIN)
    for one in match.participants:
        if one.word not in (Word.YES, Word.ASKED) or (people_only and one.volunteer_id):
            continue
        facts = {"changed": ALONE}
        kind = TodoKind.TELL_TIME
        todo(session, kind, match, about=one, due_on=within, again=ALONE, facts=facts, at=at)


def _stands(session: Session, kind: TodoKind, match: Match) -> bool:
    """It is to be done already, and about somebody who is in it still."""
    gone = {one.volunteer_id or one.recipient_id for one in match.participants if one.word.is_out}
    rows = match_life.open_todos(session, match.id, centre=match.centre_id)
    return any(
        row.kind is kind and (row.volunteer_id or row.recipient_id) not in gone for row in rows
    )
