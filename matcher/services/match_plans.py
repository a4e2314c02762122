"""What the plan asks for of one match: follow-ups, the end of its trial, its silences (R59, R60).

Rows decide what is due; asked for twice, it is there once. What a pause let go of stands again
when they meet again on the same day (R64). A follow-up that is due takes the place of the one
before it that nobody made: nobody is to call somebody twelve times over.
"""

from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.follow_ups import is_silent, planned
from matcher.domain.matches import MatchState, Word
from matcher.domain.plans import TodoKind, working_days_after
from matcher.services import choices, todos
from matcher.services.match_life import first_staying, standing, todo, volunteers_of
from matcher.store import match_life
from matcher.store.matches import Match, Participant

CHECK_PAUSE_AFTER = timedelta(weeks=6)
END_WITHIN = 2  # working days after the last closing talk
AHEAD = timedelta(days=7)  # a follow-up stands on the list a week before its day
BEFORE_MEETING = (
    MatchState.APPROVED, MatchState.VOLUNTEER_ASKED, MatchState.VOLUNTEER_YES,
    MatchState.RECIPIENT_ASKED, MatchState.BOTH_YES, MatchState.MEETING_BOOKED,
)  # fmt: skip


def plan(session: Session, match: Match, *, at: datetime) -> int:
    """Plan what is to come within a week, for each of the two apart; how many are new."""
    if not match.state.meets:
        return 0
    began = began_on(match)
    days = planned(
        choices.follow_ups(),
        met_on=match.met_on or began,
        counted_from=began,
        in_trial=match.state is MatchState.TRIAL,
        until=swedish_day(at) + AHEAD,
    )
    made, standing = 0, _standing(days, on=swedish_day(at))
    for day in standing:
        for one in match.participants:
            if one.word is Word.YES:
                made += _follow_up(session, match, one, day, met_on=match.met_on or began, at=at)
    if standing:
        asked = [day.isoformat() for day in standing]
        centre = match.centre_id
        todos.let_go_superseded(session, TodoKind.FOLLOW_UP, match.id, asked, centre=centre, at=at)
    return made + _end_of_trial(session, match, at=at)


def not_met(session: Session, match: Match, *, at: datetime) -> bool:
    """Approved and not met for a fortnight, and again each fortnight after (R60). What was asked
    for and not done yet stands, and is not asked for twice.
    """
    plan_ = choices.follow_ups()
    since = swedish_day(match.approved_at)
    stretches = max((swedish_day(at) - since).days, 0) // plan_.not_met_days
    is_booked = match.meeting_at is not None and match.meeting_at > at
    if match.state not in BEFORE_MEETING or not stretches or is_booked:
        return False
    if _stands(session, TodoKind.NOT_MET, match):
        return False
    return todo(
        session, TodoKind.NOT_MET, match, due_on=swedish_day(at), again=str(stretches), at=at
    )


def silent(
    session: Session, match: Match, last: date | None, every_weeks: int, *, at: datetime
) -> bool:
    """No visit noted for too long, reckoned from the last one or from the day they (again) met
    (R60, R64); and again after each such stretch, unless the alarm before it still stands.
    """
    if not match.state.meets:
        return False
    plan_ = choices.follow_ups()
    in_trial = match.state is MatchState.TRIAL
    days = plan_.silent_days_trial if in_trial else plan_.silent_days_active
    since = max(filter(None, (last, began_on(match))))
    stretches = is_silent(since, on=swedish_day(at), days=days, every_weeks=every_weeks)
    if not stretches or _stands(session, TodoKind.SILENT_PAIR, match):
        return False
    again = f"{since.isoformat()}:{stretches}"
    about = first_staying(volunteers_of(match))
    return todo(
        session,
        TodoKind.SILENT_PAIR,
        match,
        about=about,
        due_on=swedish_day(at),
        again=again,
        at=at,
    )


def check_pause(session: Session, match: Match, *, at: datetime) -> bool:
    """A pause is asked about after six weeks, and six weeks after each time that was done: nobody
    has to remember it (R64).
    """
    due_on, again = swedish_day(at) + CHECK_PAUSE_AFTER, at.isoformat()
    return todo(session, TodoKind.CHECK_PAUSE, match, due_on=due_on, again=again, at=at)


def to_be_ended(session: Session, match: Match, *, at: datetime) -> bool:
    """The closing talks are held: somebody is to say whether the person waits for another (R62)."""
    if match.state is not MatchState.ENDING or standing(match, at=at).talks_left:
        return False
    due_on = working_days_after(swedish_day(at), END_WITHIN)
    return todo(session, TodoKind.END_MATCH, match, due_on=due_on, at=at)


def began_on(match: Match) -> date:
    """The day from which the plan is counted."""
    return match.counted_from or match.met_on or swedish_day(match.approved_at)


def _follow_up(
    session: Session, match: Match, one: Participant, day: date, *, met_on: date, at: datetime
) -> bool:
    return todo(
        session,
        TodoKind.FOLLOW_UP,
        match,
        about=one,
        due_on=day,
        again=day.isoformat(),
        revived=True,
        facts={"met": met_on.isoformat()},
        at=at,
    )


def _stands(session: Session, kind: TodoKind, match: Match) -> bool:
    found = match_life.open_todos(session, match.id, centre=match.centre_id)
    return any(one.kind is kind for one in found)


def _standing(days: list[date], *, on: date) -> list[date]:
    """Of the days of the plan the last that has come, and those that are near."""
    come = [day for day in days if day <= on]
    return come[-1:] + [day for day in days if day > on]


def _end_of_trial(session: Session, match: Match, *, at: datetime) -> bool:
    """Not before its last day: sooner there is nothing that can be done about it (R58)."""
    ends = match.trial_until
    if match.state is not MatchState.TRIAL or ends is None or ends > swedish_day(at):
        return False
    again = ends.isoformat()
    return todo(session, TodoKind.TRIAL_OVER, match, due_on=ends, again=again, revived=True, at=at)
