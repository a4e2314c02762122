"""What is told of a pair, as facts."""

from datetime import date, time

import pytest

from matcher.domain.frames import Meeting, Way
from matcher.domain.suggestions import Explanation


def met(weekday, start, way_minutes):
    meeting = Meeting(weekday, start, 60, 1, date(2026, 12, 1), met=7, of=7)
    return Explanation((), meeting=meeting, way=Way(2.0, 0.5, False, "bike", way_minutes))


@pytest.mark.parametrize(
    ("start", "way_minutes", "is_close"),
    [(time(14, 0), 10, True), (time(14, 15), 10, False), (time(14, 15), 30, True)],
)
def test_longer_way_must_fit_between_two_meetings_of_a_day(start, way_minutes, is_close):
    one, other = met(6, time(13, 0), 5), met(6, start, way_minutes)

    assert one.leaves_no_way_to(other) is is_close
    assert other.leaves_no_way_to(one) is is_close


def test_meetings_of_two_days_never_come_close():
    assert not met(0, time(13, 0), 60).leaves_no_way_to(met(1, time(13, 0), 60))
