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


# Who has heard of a time that is to be no more, by the id of her own row, and of which.
Heard = Mapping[str, datetime]


@dataclass(frozen=True, slots=True)
class News:
    """What has become of a time: how many letters go, and how many are to be told by one of us."""

    letters: int = 0
    to_tell: int = 0
    is_changed: bool = False  # there was another time, or place, before
    is_same: bool = field(default=False, kw_only=True)  # nothing is other than it was


def before(session: Session, match: Match) -> Heard:
    """Who has heard of which time. Asked before it is changed, and before what is to be told of it
    is forgotten: whom nobody has told of a change has heard of the time before that.
    """
    centre, heard = match.centre_id, dict[str, datetime]()
    if match.meeting_at is not None:
        agreed = [_id(one) for one in match.participants if one.word is Word.YES]
        heard = dict.fromkeys(agreed, match.meeting_at)
        for volunteer_id in letters.waiting_about(
            session, match.id, kind=match_letters.BOOKED, centre=centre
        ):
            heard.pop(volunteer_id, None)
    for row in match_life.open_todos(session, match.id, centre=centre):
        whom = row.volunteer_id or row.recipient_id or row.organisation_id or ""
        if row.kind is TodoKind.TELL_TIME and "expected" in row.facts:
            heard[whom] = datetime.fromisoformat(row.facts["expected"])
        elif row.kind is TodoKind.TELL_TIME and "changed" not in row.facts:
            heard.pop(whom, None)
    return heard


def forget(session: Session, match: Match, *, by: str, at: datetime) -> None:
    """Nothing is to be noted or told of the time that was, and a letter that leads to it does not
    go.
    """
    letters.cancel_about(session, [match.id], centre=match.centre_id)
    kinds = [TodoKind.NOTE_MEETING, TodoKind.TELL_TIME, TodoKind.ASK_STREET]
    match_life.cancel_todos(session, match.id, kinds=kinds, centre=match.centre_id, by=by, at=at)


def tell(
    session: Session,
    match: Match,
    heard: Heard,
    *,
    besides_who_knows: bool = False,
    public_url: str,
    at: datetime,
) -> News:
    """A letter to every volunteer who can be written to, and something to do about whom neither a
    letter nor the telephone has told. A time that is changed is told to everybody: who found the
    new one on the telephone may have talked with one of them only. Nothing is told
    to whoever has heard of that very time, where it is `besides_who_knows`.
    """
    written = owed = 0
    for one in match.participants:
        if one.word is not Word.YES:
            continue
        was = heard.get(_id(one))
        if besides_who_knows and was == match.meeting_at:
            continue
        if one.volunteer_id and _write(session, match, one, was, public_url=public_url, at=at):
            written += 1
        elif was is not None or not _hears_by_telephone(session, one):
            owed += _is_to_be_told(session, match, one, was, at=at)
    return News(written, owed, bool(heard))


def call_off(session: Session, match: Match, heard: Heard, *, at: datetime) -> int:
    """The time is to be no more, and there is no other yet: whoever would go there hears it before
    that, from one of us; how many.
    """
    waiting = [
        (one, heard[_id(one)])
        for one in match.participants
        if one.word is Word.YES and _id(one) in heard and heard[_id(one)] > at
    ]
    return sum(_is_to_be_told(session, match, one, was, at=at) for one, was in waiting)


def have_it_noted(session: Session, match: Match, *, at: datetime) -> None:
    """How the meeting went is to be written down on its day."""
    assert match.meeting_at is not None
    todo(
        session,
        TodoKind.NOTE_MEETING,
        match,
        due_on=swedish_day(match.meeting_at),
        again=str(match.version),
        facts={"meeting": match.meeting_at.isoformat()},
        at=at,
    )


def who_is_left(session: Session, match: Match, *, people_only: bool, at: datetime) -> int:
    """One of several is out, and the time stands: whoever has heard of it hears from one of us
    who comes to it; how many. Who is to be told of the time anyhow hears it then.
    """
    rows = match_life.open_todos(session, match.id, centre=match.centre_id)
    owed = {row.volunteer_id or row.recipient_id for row in rows if row.kind is TodoKind.TELL_TIME}
    hear = before(session, match).keys() - owed
    staying = [one for one in match.participants if one.word is Word.YES and _id(one) in hear]
    return sum(
        _is_to_be_told(session, match, one, match.meeting_at, change="who", at=at)
        for one in staying
        if one.volunteer_id is None or not people_only
    )


def _id(one: Participant) -> str:
    return str(one.volunteer_id or one.recipient_id or one.organisation_id)


def _write(
    session: Session,
    match: Match,
    whom: Participant,
    was: datetime | None,
    *,
    public_url: str,
    at: datetime,
) -> bool:
    if was is None:
        return match_letters.meeting_booked(session, match, whom, public_url=public_url, at=at)
    return match_letters.meeting_changed(session, match, whom, was, public_url=public_url, at=at)


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
    session: Session,
    match: Match,
    one: Participant,
    was: datetime | None,
    *,
    change: str = "place",
    at: datetime,
) -> bool:
    """No letter of ours has told her of the time: somebody is to, before it has been, and before
    the one that she has heard of. `change`: what is other where the time is not.
    """
    today, when = swedish_day(at), [moment for moment in (match.meeting_at, was) if moment]
    due_on = min(working_days_after(today, 1), max(today, swedish_day(min(when)) - DAY))
    return todo(
        session,
        TodoKind.TELL_TIME,
        match,
        about=one,
        due_on=due_on,
        again=str(match.version),
        facts=_facts(match.meeting_at, was, change),
        at=at,
    )


def _facts(now: datetime | None, was: datetime | None, change: str) -> Mapping[str, str]:
    """For the to-do: the time, what is other than she has heard, and when she would have met
    somebody.
    """
    meeting = {"meeting": now.isoformat()} if now else {}
    if was is None:
        return meeting
    if was == now:
        return meeting | {"changed": change}
    return meeting | {"changed": "time" if now else "off", **match_expected.as_facts(was)}
