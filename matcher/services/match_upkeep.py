"""The clock's part in the life of matches: reminders, cards that run out, follow-ups, silences.

Rows decide what is due, so a day run twice is a day run once. Nothing here writes to a recipient.
"""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from matcher.domain.calendar_weeks import STOCKHOLM
from matcher.domain.consent import Channel
from matcher.domain.match_reasons import DeclineReason
from matcher.domain.matches import MatchState
from matcher.services import (
    choices,
    match_asking,
    match_letters,
    match_plans,
    regular_times,
    visit_plans,
)
from matcher.store import match_life, visits

RESTING = (MatchState.PAUSED, MatchState.ENDING)  # no plan of the clock's
LIVING = tuple(state for state in MatchState if not state.is_over)


def keep(session: Session, *, public_url: str, centre: str, at: datetime) -> None:
    """All that the day asks of a centre's matches."""
    run_out(session, centre=centre, at=at)
    remind(session, public_url=public_url, centre=centre, at=at)
    plan(session, centre=centre, at=at)
    let_none_rest(session, centre=centre, at=at)
    visit_plans.forget(session, centre=centre, at=at)


def remind(session: Session, *, public_url: str, centre: str, at: datetime) -> int:
    """Remind, once, of each card that has lain unanswered for three days; how many letters."""
    rules = choices.follow_ups()
    asked_by = _midnight(at) - timedelta(days=rules.remind_days - 1)
    sent = 0
    for one in match_life.asked_before(session, asked_by, centre=centre):
        match = match_life.one(session, one.match_id, centre=centre)
        if one.reminded_at is None:
            one.reminded_at = at
            sent += match_letters.card(
                session, match, one, rules, public_url=public_url, reminder=True, at=at
            )
    return sent


def run_out(session: Session, *, centre: str, at: datetime) -> int:
    """A card that nobody has answered by the end of its seventh day is a no without blame; how
    many. Whoever wanted to know more waits for us, and her card does not run out.
    """
    rules = choices.follow_ups()
    asked_by = _midnight(at) - timedelta(days=rules.expire_days)
    silent = match_life.asked_before(session, asked_by, centre=centre)
    no_answer = match_asking.Answer(
        says_yes=False, channel=Channel.WEB, reason=DeclineReason.NO_ANSWER
    )
    for one in silent:
        match_asking.volunteer_answers(
            session, one.match_id, one.id, no_answer, centre=centre, by=None, at=at
        )
    return len(silent)


def plan(session: Session, *, centre: str, at: datetime) -> int:
    """Follow-ups and silences of every match that lives; how many things to do are new."""
    living = match_life.in_states(session, LIVING, centre=centre)
    last = visits.last_days(session, [match.id for match in living], centre=centre)
    often = match_life.frequencies(session, {match.need_id for match in living}, centre=centre)
    made = 0
    for match in living:
        made += match_plans.plan(session, match, at=at)
        made += match_plans.not_met(session, match, at=at)
        agreed = regular_times.of_match(match)
        weeks = agreed.every_weeks if agreed else often.get(match.need_id, 1)
        made += match_plans.silent(session, match, last.get(match.id), weeks, at=at)
    return made


def let_none_rest(session: Session, *, centre: str, at: datetime) -> int:
    """A match that is paused or ending has always something to come; how many had nothing."""
    resting = match_life.with_nothing_to_do(session, RESTING, centre=centre)
    for match in resting:
        if match.state is MatchState.PAUSED:
            match_plans.check_pause(session, match, at=at)
        else:
            match_plans.to_be_ended(session, match, at=at)
    return len(resting)


def _midnight(at: datetime) -> datetime:
    """The moment at which this day began in Stockholm."""
    return at.astimezone(STOCKHOLM).replace(hour=0, minute=0, second=0, microsecond=0)
