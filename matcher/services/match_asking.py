"""Both yeses: first the volunteer, by an anonymous card or on the phone, then the person (R58).

Nobody needs a reason for a no, and nobody hears the other's. The person's yes is her own words,
heard by somebody of us, on a day, in a way (R23).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy.orm import Session

from matcher.domain.calendar_weeks import STOCKHOLM, swedish_day
from matcher.domain.consent import Channel, ConsentKind
from matcher.domain.errors import NotNow
from matcher.domain.match_reasons import DeclineReason
from matcher.domain.matches import MatchEvent, MatchState, Word
from matcher.domain.plans import TodoKind, working_days_after
from matcher.services import choices, match_letters
from matcher.services.circle_candidates import staying
from matcher.services.match_declining import over
from matcher.services.match_life import (
    hold,
    move,
    others_of,
    participant,
    todo,
    volunteers_of,
)
from matcher.services.match_of_fewer import book_if_agreed
from matcher.services.match_safety import refuse_unsafe
from matcher.services.recipient_consents import standing
from matcher.store import match_leaving, match_life, recipient_pages, volunteers
from matcher.store.matches import Match, Participant

ASK_WITHIN = 2  # working days from a volunteer's yes until the person is asked
TELL_MORE_WITHIN = 1  # working days: interest fades as fast as it came


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody said, and how we know. `heard_by` is an account's id; None: on the card."""

    says_yes: bool
    channel: Channel
    heard_by: str | None = None
    shares_phone: bool | None = None
    reason: DeclineReason | None = None  # of a no
    said_on: date | None = None  # None: now


def ask_by_card(
    session: Session,
    match_id: str,
    *,
    only: str | None = None,
    public_url: str,
    centre: str,
    by: str,
    at: datetime,
) -> int:
    """Ask every volunteer of the match who has not been asked, or the `only` one, by participant,
    by a letter with an anonymous card; to how many it goes. Who has no address is not asked: she
    is called. Raises Missing, NotNow; RuleBroken where they may not meet any more.
    """
    match = hold(session, match_id, centre=centre)
    _refuse_without_consent(session, match)
    asked = 0
    for one in volunteers_of(match):
        if one.word is not Word.NOT_ASKED or (only is not None and one.id != only):
            continue
        if not _has_address(session, one):
            continue
        refuse_unsafe(session, match, [one], at=at)
        one.asked_at = at
        facts = {"participant_id": one.id, "channel": "card"}
        move(session, match, MatchEvent.VOLUNTEER_ASKED, by=by, at=at, facts=facts)
        plan = choices.follow_ups()
        match_letters.card(session, match, one, plan, public_url=public_url, at=at)
        _settle_about(session, TodoKind.ASK_VOLUNTEER, one, by=by, at=at)
        asked += 1
    if not asked:
        raise NotNow("match", "no_address", "ask")
    return asked


def volunteer_answers(
    session: Session,
    match_id: str,
    participant_id: str,
    answer: Answer,
    *,
    centre: str,
    by: str | None,
    at: datetime,
) -> Match:
    """Her yes or her no, on the card or heard by us on the phone: then she is asked by the same
    deed. A yes may be taken back until they have met. Raises Missing, NotNow; RuleBroken for a yes
    to who may not be met any more.
    """
    match = hold(session, match_id, centre=centre)
    one, had_agreed = participant(match, participant_id), match.state is MatchState.VOLUNTEER_YES
    _refuse_answered(match, one, answer)
    if one.word is Word.NOT_ASKED:
        _refuse_without_consent(session, match)
        refuse_unsafe(session, match, [one] if answer.says_yes else [], at=at)
        one.asked_at = at
        facts = {"participant_id": one.id, "channel": "phone"}
        move(session, match, MatchEvent.VOLUNTEER_ASKED, by=by, at=at, facts=facts)
        _settle_about(session, TodoKind.ASK_VOLUNTEER, one, by=by, at=at)
    _write_down(one, answer, at=at)
    match_leaving.stop_letters(session, one)  # a reminder may wait for the morning
    _settle_about(session, TodoKind.TELL_MORE, one, by=by, at=at)
    _count_in(session, match, one, answer, MatchEvent.VOLUNTEER_SAID_YES, by=by, at=at)
    if match.state is MatchState.VOLUNTEER_YES and not had_agreed:
        have_the_others_asked(session, match, at=at)
    return match


def have_the_others_asked(session: Session, match: Match, *, at: datetime) -> None:
    """It is the other side's turn. One who joins meanwhile turns it back, so a turn is told apart
    from the one before.
    """
    within, again = working_days_after(swedish_day(at), ASK_WITHIN), str(match.version)
    for other in others_of(match):
        if other.word is Word.NOT_ASKED:
            kind = TodoKind.ASK_RECIPIENT
            todo(session, kind, match, about=other, due_on=within, again=again, at=at)


def wants_more(
    session: Session, match_id: str, participant_id: str, *, centre: str, at: datetime
) -> None:
    """She would know more first: her card neither reminds nor runs out, and it is for us to call.
    Raises Missing, NotNow when she has answered.
    """
    match = hold(session, match_id, centre=centre)
    one = participant(match, participant_id)
    if one.word is not Word.ASKED or match.state is not MatchState.VOLUNTEER_ASKED:
        raise NotNow("match", "answered", "answer")
    one.wants_more_at = at
    match_leaving.stop_letters(session, one)
    within = working_days_after(swedish_day(at), TELL_MORE_WITHIN)
    todo(session, TodoKind.TELL_MORE, match, about=one, due_on=within, at=at)


def recipient_answers(
    session: Session,
    match_id: str,
    participant_id: str,
    answer: Answer,
    *,
    centre: str,
    by: str,
    at: datetime,
) -> Match:
    """The person has been asked, and has said yes or no herself: who heard it, when, how (R23).
    Raises Missing; NotNow before the volunteer's yes, and without the person's yes to be matched;
    RuleBroken for a yes to who may not come any more.
    """
    match = hold(session, match_id, centre=centre)
    one = participant(match, participant_id)
    _refuse_answered(match, one, answer)
    _refuse_without_consent(session, match)
    refuse_unsafe(session, match, staying(match) if answer.says_yes else [], at=at)
    if one.word is Word.NOT_ASKED:
        one.asked_at = at
        facts = {"participant_id": one.id}
        move(session, match, MatchEvent.RECIPIENT_ASKED, by=by, at=at, facts=facts)
    _write_down(one, answer, at=at)
    _count_in(session, match, one, answer, MatchEvent.RECIPIENT_SAID_YES, by=by, at=at)
    _settle_about(session, TodoKind.ASK_RECIPIENT, one, by=by, at=at)
    book_if_agreed(session, match, at=at)
    return match


NO_OF = {
    MatchEvent.VOLUNTEER_SAID_YES: MatchEvent.VOLUNTEER_SAID_NO,
    MatchEvent.RECIPIENT_SAID_YES: MatchEvent.RECIPIENT_SAID_NO,
}


def _count_in(
    session: Session,
    match: Match,
    one: Participant,
    answer: Answer,
    yes: MatchEvent,
    *,
    by: str | None,
    at: datetime,
) -> None:
    """Let the table say what the answer means for the match."""
    facts = {"participant_id": one.id, "channel": answer.channel.value}
    if answer.says_yes:
        move(session, match, yes, by=by, at=at, facts=facts)
        return
    reason = answer.reason or DeclineReason.NOT_NOW
    move(session, match, NO_OF[yes], by=by, at=at, facts={**facts, "reason": reason.value})
    over(session, match, reason, said_by=one, by=by, at=at)


def _write_down(one: Participant, answer: Answer, *, at: datetime) -> None:
    said_at = _said_at(answer, at)
    one.said_yes_at = said_at if answer.says_yes else None
    one.said_no_at = None if answer.says_yes else said_at
    one.channel, one.heard_by = answer.channel, answer.heard_by
    one.shares_phone = answer.shares_phone if answer.says_yes else None
    one.end_reason = None if answer.says_yes else (answer.reason or DeclineReason.NOT_NOW).value


def _said_at(answer: Answer, at: datetime) -> datetime:
    """The moment of the answer; of one that is written down later we know the day."""
    if answer.said_on is None or answer.said_on >= swedish_day(at):
        return at
    return datetime.combine(answer.said_on, time(12), STOCKHOLM)


def take_back_yes(some: Iterable[Participant]) -> None:
    """What they said yes to is no longer what they would meet: each is to be asked anew."""
    for one in some:
        one.asked_at = one.said_yes_at = one.reminded_at = one.wants_more_at = None
        one.heard_by = one.channel = one.shares_phone = None


def _refuse_answered(match: Match, one: Participant, answer: Answer) -> None:
    """A no is a no; a yes may become one."""
    takes_back = one.word is Word.YES and not answer.says_yes
    if one.word not in (Word.NOT_ASKED, Word.ASKED) and not takes_back:
        raise NotNow("match", "answered", "answer")


def _refuse_without_consent(session: Session, match: Match) -> None:
    """Whoever has taken back her yes to be matched is not described, and not asked (R19, R20)."""
    for one in others_of(match):
        if one.recipient_id is None:
            continue
        person = recipient_pages.whole(session, one.recipient_id, centre=match.centre_id)
        if ConsentKind.MATCHING not in standing(person):
            raise NotNow("match", "no_consent", "ask")


def _has_address(session: Session, one: Participant) -> bool:
    return bool(volunteers.one(session, str(one.volunteer_id), centre=one.centre_id).email)


def _settle_about(
    session: Session, kind: TodoKind, one: Participant, *, by: str | None, at: datetime
) -> None:
    """Each of a circle is asked apart, and so each has something to do of her own."""
    match_life.settle_about(
        session,
        kind,
        one.match_id,
        volunteer_id=one.volunteer_id,
        recipient_id=one.recipient_id,
        centre=one.centre_id,
        by=by,
        at=at,
    )
