"""Whether a time for the first meeting is among those that each of the match has told.

It is a wish, and no rule: a time that somebody has agreed to may lie outside what she told us.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from matcher.domain.availability import Availability
from matcher.domain.calendar_weeks import STOCKHOLM
from matcher.domain.matches import Word
from matcher.services.match_life import others_of, volunteers_of
from matcher.store import match_life, match_people, needs
from matcher.store.matches import Match, living_pairs

OUT = (Word.NO, Word.LEFT)
QUARTER = 15  # minutes


def outside(session: Session, match_id: str, meeting: datetime, *, centre: str) -> tuple[str, ...]:
    """First names of those whose told times do not hold a meeting then, as long as one of theirs.
    Who has told no times is not among them. Raises Missing.
    """
    match = match_life.one(session, match_id, centre=centre)
    minutes = needs.one(session, match.need_id, centre=centre).minutes
    told = [*_of_volunteers(session, match), *_of_people(session, match)]
    return tuple(name for name, times in told if not _holds(times, meeting, minutes))


def _holds(known: Availability, meeting: datetime, minutes: int) -> bool:
    there = meeting.astimezone(STOCKHOLM)
    begins = 60 * there.hour + there.minute
    first, last = begins // QUARTER, -(-(begins + minutes) // QUARTER)
    wanted = (1 << last) - (1 << first)
    return not known.is_known or known.mask(there.date(), weeks=1) & wanted == wanted


def _of_volunteers(session: Session, match: Match) -> list[tuple[str, Availability]]:
    """But for the hours at which they usually meet somebody else."""
    ids = [str(one.volunteer_id) for one in volunteers_of(match) if one.word not in OUT]
    rows = match_people.volunteers(session, ids, centre=match.centre_id)
    told = {one: _told(rows[one].availability) for one in ids}
    for pair in living_pairs(session, centre=match.centre_id):
        if pair.volunteer_id in told and pair.match_id != match.id and pair.regular_time:
            told[pair.volunteer_id] -= pair.regular_time.taken
    return [(rows[one].first_name, told[one]) for one in ids]


def _of_people(session: Session, match: Match) -> list[tuple[str, Availability]]:
    """By the need that each of them is in it for; whose it is, or the organisation."""
    centre, staying = match.centre_id, [one for one in others_of(match) if one.word not in OUT]
    people = match_people.recipients(
        session, [one.recipient_id for one in staying if one.recipient_id], centre=centre
    )
    places = match_people.organisations(
        session, [one.organisation_id for one in staying if one.organisation_id], centre=centre
    )
    names = {row.id: row.first_name for row in people.values()}
    names |= {row.id: row.name for row in places.values()}
    return [
        (
            names[one.recipient_id or str(one.organisation_id)],
            _told(needs.one(session, one.need_id or match.need_id, centre=centre).availability),
        )
        for one in staying
    ]


def _told(times: Mapping[str, Any] | None) -> Availability:
    return Availability.from_json(times or {})
