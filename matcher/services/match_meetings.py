"""The first meeting, and the trial that begins with it (R58)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.errors import Fault, Invalid, NotNow
from matcher.domain.match_reasons import MeetingPlace, WaivedReason
from matcher.domain.matches import MatchEvent, MatchState, Word
from matcher.domain.plans import TodoKind, working_days_after
from matcher.domain.recipients import RecipientState
from matcher.services import (
    choices,
    match_letters,
    match_plans,
    meeting_news,
    meeting_streets,
    todos,
)
from matcher.services.match_life import (
    hold,
    move,
    others_of,
    settled,
    todo,
    volunteers_of,
)
from matcher.services.meeting_news import News
from matcher.store import letters, match_life, matches, needs, recipients
from matcher.store.matches import Match

BOOK_AGAIN_WITHIN = 2  # working days


@dataclass(frozen=True, slots=True)
class Meeting:
    """When and where. `place` is said of a meeting elsewhere or with us, and is never a home."""

    at: datetime
    where: MeetingPlace
    place: str | None = None


def book(
    session: Session,
    match_id: str,
    meeting: Meeting,
    *,
    public_url: str,
    centre: str,
    by: str,
    at: datetime,
) -> News:
    """There is a time for the first meeting, or another one than before, and whoever is in it is
    told (`meeting_news`). The time that stands already is not told anew. Raises Missing, NotNow,
    Invalid.
    """
    match = hold(session, match_id, centre=centre)
    if meeting.at <= at:
        raise Invalid({"day": Fault("meeting_has_been")})
    if meeting.where is MeetingPlace.ELSEWHERE and not meeting.place:
        raise Invalid({"place": Fault("say_where")})
    people = [one for one in others_of(match) if one.recipient_id and not one.word.is_out]
    if meeting.where is MeetingPlace.HOME and len(people) > 1:  # each would wait in her own
        raise Invalid({"where": Fault("home_of_one")})
    place = _place(session, meeting, centre=centre)
    stood = (match.meeting_at, match.meeting_where, match.meeting_place)
    if stood == (meeting.at, meeting.where, place):
        return News(is_same=True)
    heard = meeting_news.before(session, match)
    match.meeting_at, match.meeting_where, match.meeting_place = meeting.at, meeting.where, place
    facts = {"meeting_at": meeting.at.isoformat(), "where": meeting.where.value}
    move(session, match, MatchEvent.MEETING_BOOKED, by=by, at=at, facts=facts)
    settled(session, TodoKind.BOOK_MEETING, match, by=by, at=at)
    meeting_news.forget(session, match, by=by, at=at)
    meeting_news.have_it_noted(session, match, at=at)
    meeting_streets.ask(session, match, at=at)
    return meeting_news.tell(session, match, heard, public_url=public_url, at=at)


def _place(session: Session, meeting: Meeting, *, centre: str) -> str | None:
    """Where we are is told once: the next meeting with us is at the place of the one before."""
    if meeting.where is MeetingPlace.ELSEWHERE:
        return meeting.place
    if meeting.where is MeetingPlace.CENTRE:
        return meeting.place or matches.our_place(session, centre=centre)
    return None


def fell_through(session: Session, match_id: str, *, centre: str, by: str, at: datetime) -> Match:
    """It did not come about, or will not; both yeses stand, and a new time is to be found. Whoever
    would go to one that is to come is told. Raises Missing, NotNow.
    """
    match = hold(session, match_id, centre=centre)
    heard = meeting_news.before(session, match)
    move(session, match, MatchEvent.MEETING_FELL_THROUGH, by=by, at=at)
    match.meeting_at = None  # where it was to be stays: it may have been struck off by mistake
    meeting_news.forget(session, match, by=by, at=at)
    meeting_news.call_off(session, match, heard, at=at)
    todo(
        session,
        TodoKind.BOOK_MEETING,
        match,
        due_on=working_days_after(swedish_day(at), BOOK_AGAIN_WITHIN),
        again=str(match.version),
        at=at,
    )
    return match


def held(
    session: Session,
    match_id: str,
    on: date,
    *,
    waived: WaivedReason | None = None,
    with_us: bool = False,
    public_url: str,
    centre: str,
    by: str,
    at: datetime,
) -> Match:
    """They have met, one of us with them, or it was waived with a reason: the trial begins, the
    person waits no longer, and the follow-ups are planned. Raises Missing; NotNow when nobody of
    us was there and nothing was said of why (R58), or the time on that day is still to come;
    Invalid for a day to come.
    """
    match = hold(session, match_id, centre=centre)
    if on > swedish_day(at):
        raise Invalid({"on": Fault("day_to_come")})
    if match.meeting_at and match.meeting_at > at and swedish_day(match.meeting_at) == on:
        raise NotNow("match", "meeting_to_come", "meeting_held")
    facts = {"on": on.isoformat(), "waived": waived.value if waived else None}
    has_us = with_us or waived is not None
    move(session, match, MatchEvent.MEETING_HELD, by=by, at=at, met_with_us=has_us, facts=facts)
    match.met_on = match.counted_from = on
    match.waived = None if with_us else waived
    match.trial_until = on + timedelta(days=choices.follow_ups().trial_days)
    settled(session, TodoKind.NOTE_MEETING, match, by=by, at=at)
    settled(session, TodoKind.TELL_TIME, match, by=by, at=at)
    settled(session, TodoKind.ASK_STREET, match, by=by, at=at)
    settled(session, TodoKind.NOT_MET, match, by=by, at=at)
    _wait_no_longer(session, match, by=by, at=at)
    match_plans.plan(session, match, at=at)
    letters.cancel_about(session, [match.id], centre=centre)  # of a time that has been
    for one in volunteers_of(match):
        if one.word is Word.YES:
            match_letters.visits(session, match, one, public_url=public_url, at=at)
    return match


def trial_passed(session: Session, match_id: str, *, centre: str, by: str, at: datetime) -> Match:
    """The trial is over and both want to go on. Raises Missing; NotNow before its last day."""
    match = hold(session, match_id, centre=centre)
    move(session, match, MatchEvent.TRIAL_PASSED, by=by, at=at)
    settled(session, TodoKind.TRIAL_OVER, match, by=by, at=at)
    return match


def _wait_no_longer(session: Session, match: Match, *, by: str, at: datetime) -> None:
    """Who has met somebody stands no longer on the list, and her need is filled if that was the
    last seat.
    """
    for one in others_of(match):
        if one.recipient_id and one.word is Word.YES:
            person = recipients.one(session, one.recipient_id, centre=match.centre_id)
            if person.state is RecipientState.WAITING:
                person.state, person.changed_at = RecipientState.MATCHED, at
            todos.done_about(
                session,
                TodoKind.CALL_WAITING,
                recipient_id=person.id,
                centre=match.centre_id,
                by=by,
                at=at,
            )
    need = needs.one(session, match.need_id, centre=match.centre_id)
    met = [state for state in MatchState if state.has_met]
    session.flush()
    living = matches.living_pairs(session, centre=match.centre_id)
    taken = sum(pair.need_id == need.id and pair.state in met for pair in living)
    match_life.fill(session, need, taken=taken, at=at)
