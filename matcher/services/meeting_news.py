"""Who hears of a first meeting's time: volunteers by a letter, others from one of us. Whoever has
heard of another one before hears that it is off, and before it would have been (R63).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.matches import Word
from matcher.domain.plans import TodoKind, working_days_after
from matcher.domain.recipients import ReachBy
from matcher.services import match_expected, match_letters
from matcher.services.match_life import todo
from matcher.store import letters, match_life, recipients
from matcher.store.matches import Match, Participant

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Before:
    """The time that a match had, and the ids of its participants who have not heard of it."""

    meeting_at: datetime
    unheard: frozenset[str]


@dataclass(frozen=True, slots=True)
class News:
    """What has become of a time: how many letters go, and how many are to be told by one of us."""

    letters: int = 0
    to_tell: int = 0
    is_changed: bool = False  # there was another time, or place, before
    is_same: bool = field(default=False, kw_only=True)  # nothing is other than it was


def before(session: Session, match: Match) -> Before | None:
    """What is known of the time that stands; None where none does. Asked before it is forgotten."""
    if match.meeting_at is None:
        return None
    owed = match_life.open_todos(session, match.id, centre=match.centre_id)
    untold = {
        one.volunteer_id or one.recipient_id or one.organisation_id
        for one in owed
        if one.kind is TodoKind.TELL_TIME
    }
    untold |= letters.waiting_about(session, match.id, centre=match.centre_id)
    return Before(match.meeting_at, frozenset(one for one in untold if one))


def forget(session: Session, match: Match, *, by: str, at: datetime) -> None:
    """Nothing is to be noted or told of the time that was, and a letter that leads to it does not
    go.
    """
    letters.cancel_about(session, [match.id], centre=match.centre_id)
    kinds = [TodoKind.NOTE_MEETING, TodoKind.TELL_TIME]
    match_life.cancel_todos(session, match.id, kinds=kinds, centre=match.centre_id, by=by, at=at)


def tell(
    session: Session, match: Match, was: Before | None, *, public_url: str, at: datetime
) -> News:
    """A letter to every volunteer who can be written to, and something to do about whom neither a
    letter nor the telephone has told. A time that is changed is told to everybody: who found the
    new one on the telephone may have talked with one of them only.
    """
    written = owed = 0
    for one in match.participants:
        if one.word is not Word.YES:
            continue
        heard = was.meeting_at if was and _id(one) not in was.unheard else None
        if one.volunteer_id and _write(session, match, one, heard, public_url=public_url, at=at):
            written += 1
        elif heard is not None or not _hears_by_telephone(session, one):
            owed += _is_to_be_told(session, match, one, heard, at=at)
    return News(written, owed, was is not None)


def _id(one: Participant) -> str:
    return str(one.volunteer_id or one.recipient_id or one.organisation_id)


def _write(
    session: Session,
    match: Match,
    whom: Participant,
    heard: datetime | None,
    *,
    public_url: str,
    at: datetime,
) -> bool:
    if heard is None:
        return match_letters.meeting_booked(session, match, whom, public_url=public_url, at=at)
    return match_letters.meeting_changed(session, match, whom, heard, public_url=public_url, at=at)


def _hears_by_telephone(session: Session, one: Participant) -> bool:
    """Whoever finds a time with a recipient or an organisation does so on the telephone, and tells
    it there; who is reached by letters is written to, and a volunteer who has no address is called.
    """
    if one.recipient_id is None:
        return one.organisation_id is not None
    person = recipients.one(session, one.recipient_id, centre=one.centre_id)
    by_letter = (ReachBy.LETTER, ReachBy.LARGE_LETTER)
    return person.phone is not None and person.reach_by not in by_letter


def _is_to_be_told(
    session: Session, match: Match, one: Participant, heard: datetime | None, *, at: datetime
) -> bool:
    """No letter of ours has told her of the time: somebody is to, before it has been, and before
    the one that she has heard of.
    """
    assert match.meeting_at is not None
    today = swedish_day(at)
    first = min(match.meeting_at, heard or match.meeting_at)
    due_on = min(working_days_after(today, 1), max(today, swedish_day(first) - DAY))
    return todo(
        session,
        TodoKind.TELL_TIME,
        match,
        about=one,
        due_on=due_on,
        again=str(match.version),
        facts={"meeting": match.meeting_at.isoformat(), **_changed(match, heard)},
        at=at,
    )


def _changed(match: Match, heard: datetime | None) -> Mapping[str, str]:
    """For the to-do: what is other than she has heard, and when she would have met somebody."""
    if heard is None:
        return {}
    if heard == match.meeting_at:
        return {"changed": "place"}
    return {"changed": "time", **match_expected.as_facts(heard)}
