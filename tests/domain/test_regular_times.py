"""When two usually meet: the next day, and what cannot be."""

from datetime import date, time

import pytest

from matcher.domain.regular_times import RegularTime

MONDAY = date(2026, 12, 21)


def a_time(**facts):
    return RegularTime(**{"first_on": MONDAY, "start": time(10), "minutes": 90} | facts)


@pytest.mark.parametrize(
    ("every_weeks", "today", "next_on"),
    [
        (1, date(2026, 12, 1), MONDAY),
        (1, MONDAY, MONDAY),
        (1, date(2026, 12, 22), date(2026, 12, 28)),
        (2, date(2026, 12, 22), date(2027, 1, 4)),  # over a year of 53 weeks
        (4, date(2027, 1, 18), date(2027, 1, 18)),
        (4, date(2027, 1, 19), date(2027, 2, 15)),
    ],
)
def test_r97_next_time_is_counted_from_a_day_on_which_they_meet(every_weeks, today, next_on):
    assert a_time(every_weeks=every_weeks).next_on(today) == next_on


@pytest.mark.parametrize("facts", [{"every_weeks": 0}, {"every_weeks": 3}, {"minutes": 0}])
def test_what_cannot_be_is_no_regular_time(facts):
    with pytest.raises(ValueError, match="no regular time"):
        a_time(**facts)


def test_comes_back_from_json_as_it_was():
    told = a_time(every_weeks=2, start=time(13, 35))

    assert RegularTime.from_json(told.to_json()) == told
