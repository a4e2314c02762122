"""Whether a time for the first meeting is one that each of the match has told and has free, and
one at which the coordinator who goes with them is not with others.

It is a wish, and no rule: a time that somebody has agreed to may lie outside what she told us.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import reduce
from operator import and_
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from matcher.domain import frames
from matcher.domain.availability import NOTHING_SAID, Availability
from matcher.domain.calendar_weeks import STOCKHOLM, swedish_day
from matcher.domain.match_reasons import MeetingPlace
from matcher.domain.matches import MatchState
from matcher.services.match_life import others_of, volunteers_of
from matcher.services.match_meetings import Meeting
from matcher.store import accounts, match_life, match_people, needs
from matcher.store.matches import Match, Participant, living

QUARTER = 15  # minutes
BETWEEN = timedelta(minutes=30)  # a goodbye at one door, the way across a town, and the next door


class Told(NamedTuple):
    """One of a match: the first name, or the organisation's, and the times that are free."""

    id: str
    name: str
    times: Availability


@dataclass(frozen=True, slots=True)
class Promised:
    """The coordinator of the match goes with these to their first meeting at that hour, or, where
    it is only `near`, so shortly before or after it that there is no time for the way.
    """

    coordinator: str
    names: tuple[str, ...]
    near: bool = False


def outside(session: Session, match_id: str, meeting: datetime, *, centre: str) -> tuple[str, ...]:
    """First names of those whose told times do not hold a meeting then, as long as one of theirs,
    and of those who have another first meeting then. Who has told no times is free else. Raises
    Missing.
    """
    match = match_life.one(session, match_id, centre=centre)
    minutes = needs.one(session, match.need_id, centre=centre).minutes
    busy = {_who(one) for other in _at_that_hour(session, match, meeting) for one in _in(other)}
    return tuple(
        one.name
        for one in _everybody(session, match)
        if one.id in busy or not _holds(one.times, meeting, minutes)
    )


def promised(session: Session, match_id: str, meeting: Meeting, *, centre: str) -> Promised | None:
    """Whom the match's coordinator meets at that hour already, or so near it that she does not get
    from one to the other; None: nobody, or nobody of us goes along, since they meet by telephone.
    Two meetings with us at the centre have no way between them. Raises Missing.
    """
    match = match_life.one(session, match_id, centre=centre)
    if match.owner_id is None or meeting.where is MeetingPlace.REMOTE:
        return None
    coordinator = accounts.names(session, centre=centre).get(match.owner_id, "")
    for near, apart in ((False, timedelta()), (True, BETWEEN)):
        names = [
            one.name
            for other in _at_that_hour(session, match, meeting.at, apart=apart)
            if other.owner_id == match.owner_id and _goes_there(other, meeting, near=near)
            for one in _everybody(session, other)
        ]
        if names:
            return Promised(coordinator, tuple(names), near)
    return None


def of_group(session: Session, match: Match) -> Availability:
    """When all of its people can: of those who have told no times nothing is known, and of one
    alone her own.
    """
    told = [one.times for one in _of_people(session, match) if one.times.is_known]
    return reduce(and_, told) if told else NOTHING_SAID


def has_no_time(session: Session, match: Match, *, at: datetime) -> bool:
    """Several people, and no time in the weeks ahead, as long as a meeting, when all can."""
    if sum(one.recipient_id is not None for one in _in(match)) < 2:
        return False
    known = of_group(session, match)
    if not known.is_known:
        return False
    quarters = -(-needs.one(session, match.need_id, centre=match.centre_id).minutes // QUARTER)
    free = known.mask(swedish_day(at))
    for _ in range(quarters - 1):
        free &= free >> 1
    return not free


def no_time(session: Session, match_id: str, *, centre: str, at: datetime) -> bool:
    """Whether that is so of the match (`has_no_time`). Raises Missing."""
    return has_no_time(session, match_life.one(session, match_id, centre=centre), at=at)


def suits_all(known: Availability, meeting: frames.Meeting) -> bool:
    """Whether a proposed time is one when all can."""
    begins = datetime.combine(meeting.first_on, meeting.start, STOCKHOLM)
    return _holds(known, begins, meeting.minutes)


def _goes_there(other: Match, meeting: Meeting, *, near: bool) -> bool:
    """One of us goes along to the other meeting, and from the one to the other there is a way."""
    if other.meeting_where is MeetingPlace.REMOTE:
        return False
    return not near or {other.meeting_where, meeting.where} != {MeetingPlace.CENTRE}


def _at_that_hour(
    session: Session, match: Match, begins: datetime, *, apart: timedelta = timedelta()
) -> list[Match]:
    """Other first meetings that are booked and go on at some time of this one, or less than `apart`
    before or after it.
    """
    begins, ends = begins - apart, begins + _length(session, match) + apart
    booked = match_life.in_states(session, [MatchState.MEETING_BOOKED], centre=match.centre_id)
    return [
        other
        for other in booked
        if other.id != match.id
        and other.meeting_at is not None
        and other.meeting_at < ends
        and begins < other.meeting_at + _length(session, other)
    ]


def _length(session: Session, match: Match) -> timedelta:
    return timedelta(minutes=needs.one(session, match.need_id, centre=match.centre_id).minutes)


def _everybody(session: Session, match: Match) -> list[Told]:
    return [*_of_volunteers(session, match), *_of_people(session, match)]


def _in(match: Match) -> list[Participant]:
    return [one for one in match.participants if not one.word.is_out]


def _who(one: Participant) -> str:
    return one.volunteer_id or one.recipient_id or str(one.organisation_id)


def _holds(known: Availability, meeting: datetime, minutes: int) -> bool:
    there = meeting.astimezone(STOCKHOLM)
    begins = 60 * there.hour + there.minute
    first, last = begins // QUARTER, -(-(begins + minutes) // QUARTER)
    wanted = (1 << last) - (1 << first)
    return not known.is_known or known.mask(there.date(), weeks=1) & wanted == wanted


def _of_volunteers(session: Session, match: Match) -> list[Told]:
    """But for the hours at which they usually meet somebody else."""
    ids = [str(one.volunteer_id) for one in volunteers_of(match) if not one.word.is_out]
    rows = match_people.volunteers(session, ids, centre=match.centre_id)
    told = {one: _told(rows[one].availability) for one in ids}
    for pair in living(session, centre=match.centre_id).pairs:
        if pair.volunteer_id in told and pair.match_id != match.id and pair.regular_time:
            told[pair.volunteer_id] -= pair.regular_time.taken
    return [Told(one, rows[one].first_name, told[one]) for one in ids]


def _of_people(session: Session, match: Match) -> list[Told]:
    """By the need that each of them is in it for; whose it is, or the organisation. But for the
    hours at which a person usually meets somebody for another of her needs.
    """
    centre, staying = match.centre_id, [one for one in others_of(match) if not one.word.is_out]
    people = match_people.recipients(
        session, [one.recipient_id for one in staying if one.recipient_id], centre=centre
    )
    places = match_people.organisations(
        session, [one.organisation_id for one in staying if one.organisation_id], centre=centre
    )
    names = {row.id: row.first_name for row in people.values()}
    names |= {row.id: row.name for row in places.values()}
    agreed = living(session, centre=centre).agreed
    found = []
    for one in staying:
        need_id = one.need_id or match.need_id
        times = _told(needs.one(session, need_id, centre=centre).availability)
        for usual in agreed.get(one.recipient_id or "", ()):
            times = times if need_id in usual.needs else times - usual.time.taken
        found.append(Told(_who(one), names[_who(one)], times))
    return found


def _told(times: Mapping[str, Any] | None) -> Availability:
    return Availability.from_json(times or {})
