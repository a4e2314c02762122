"""When two of a match would meet next, where it is over before they do. Whoever would go there is
told before that day, by us: no letter goes (R63).
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from matcher.domain.calendar_weeks import STOCKHOLM, swedish_day
from matcher.domain.plans import before_meeting
from matcher.services import regular_times
from matcher.store.matches import Match

DAY = timedelta(days=1)


def next_meeting(match: Match, *, at: datetime) -> datetime | None:
    """The first meeting that is booked; of two who meet the next of their regular times. None where
    nothing is agreed, or they rest.
    """
    if match.met_on is None:
        return match.meeting_at if match.meeting_at and match.meeting_at > at else None
    usual = regular_times.of_match(match)
    if usual is None or not match.state.meets:
        return None
    today = swedish_day(at)
    for day in (today, today + DAY):  # that of today may have been
        found = datetime.combine(usual.next_on(day), usual.start, STOCKHOLM)
        if found > at:
            return found
    return None


def tell_on(within: date, meeting: datetime | None, *, at: datetime) -> date:
    """The day by which they hear it: the day before they would meet, where that is sooner."""
    return before_meeting(within, meeting, on=swedish_day(at)) if meeting else within


def as_facts(meeting: datetime | None) -> Mapping[str, str]:
    """For the to-do, which says so."""
    return {"expected": meeting.isoformat()} if meeting else {}
