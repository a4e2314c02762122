"""Days by which things are to be done."""

from datetime import UTC, date, datetime

import pytest

from matcher.domain.plans import before_meeting, working_days_after


@pytest.mark.parametrize(
    ("from_day", "count", "due"),
    [
        (date(2026, 11, 23), 0, date(2026, 11, 23)),  # a Monday, today
        (date(2026, 11, 23), 3, date(2026, 11, 26)),
        (date(2026, 11, 20), 3, date(2026, 11, 25)),  # a Friday: the weekend does not count
        (date(2026, 12, 23), 1, date(2026, 12, 28)),  # over Christmas Eve and both Christmas days
    ],
)
def test_working_days_step_over_weekends_and_red_days(from_day, count, due):
    assert working_days_after(from_day, count) == due


@pytest.mark.parametrize(
    ("on", "due"),
    [
        (date(2026, 11, 23), date(2026, 11, 27)),  # the Friday before a Monday
        (date(2026, 11, 28), date(2026, 11, 28)),  # on the Saturday there is no working day left
    ],
)
def test_r63_who_is_to_hear_before_a_meeting_is_called_on_a_working_day(on, due):
    monday = datetime(2026, 11, 30, 9, tzinfo=UTC)

    assert before_meeting(date(2026, 12, 2), monday, on=on) == due
