"""When two usually meet: the next day, and what cannot be."""

from datetime import date, time, timedelta

import pytest

from matcher.domain.regular_times import RegularTime
from matcher.domain.spoken_times import understand

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


@pytest.mark.parametrize(
    ("facts", "free"),
    [
        ({}, "måndagar 9–10 och 11.30–12"),
        ({"start": time(10, 10), "minutes": 80}, "måndagar 9–10 och 11.30–12"),
        ({"every_weeks": 2}, "måndagar 9–10 och 11.30–12"),
    ],
)
def test_times_it_takes_are_no_longer_free_from_the_first_day(facts, free):
    told = understand("måndagar 9–12", on=MONDAY).availability
    left = told - a_time(**facts).taken

    assert left.mask(MONDAY, 1) == understand(free, on=MONDAY).availability.mask(MONDAY, 1)
    before = MONDAY - timedelta(weeks=1)
    assert left.mask(before, 1) == told.mask(before, 1)


def test_every_second_week_leaves_the_other_free():
    told = understand("måndagar 9–12", on=MONDAY).availability
    next_week = date(2027, 1, 11)  # three weeks on

    assert (told - a_time(every_weeks=2).taken).mask(next_week, 1) == told.mask(next_week, 1)
