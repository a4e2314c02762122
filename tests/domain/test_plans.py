"""Days by which things are to be done."""

from datetime import date

import pytest

from matcher.domain.plans import working_days_after


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
