"""Days as they are counted in Sweden."""

from datetime import date, timedelta

import numpy as np
import pytest

from matcher.domain.availability import weekly
from matcher.domain.calendar_weeks import (
    fortnight,
    has_week,
    horizon,
    is_red,
    missing_quarters,
    monday_of,
    red_days,
)

EASTER_SUNDAYS = {  # computed by Gauss's rule, and as printed in almanacs
    2026: (4, 5), 2027: (3, 28), 2028: (4, 16), 2029: (4, 1), 2030: (4, 21),
    2031: (4, 13), 2032: (3, 28), 2033: (4, 17), 2034: (4, 9), 2035: (3, 25),
}  # fmt: skip
FIXED = [(1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26), (12, 31)]


def in_range(year, month, day, weekday):
    """The first such weekday from a date on."""
    first = date(year, month, day)
    return first + timedelta(days=(weekday - first.weekday()) % 7)


@pytest.mark.parametrize("year", range(2026, 2036))
def test_r99_red_days_are_those_of_the_almanac(year):
    easter = date(year, *EASTER_SUNDAYS[year])
    expected = {date(year, month, day) for month, day in FIXED}
    expected |= {easter + timedelta(days=days) for days in (-2, 0, 1, 39, 49)}
    midsummer = in_range(year, 6, 19, 4)
    expected |= {midsummer, midsummer + timedelta(days=1), in_range(year, 10, 31, 5)}

    assert red_days(year) == expected


def test_easter_eve_is_an_ordinary_saturday():
    assert not is_red(date(2027, 3, 27))


def test_years_with_a_week_53_are_known():
    assert [year for year in range(2020, 2040) if has_week(year, 53)] == [2020, 2026, 2032, 2037]


def test_week_1_of_2027_begins_in_january_and_week_53_of_2026_ends_there():
    assert monday_of(2027, 1) == date(2027, 1, 4)
    assert monday_of(2026, 53) == date(2026, 12, 28)


def test_week_53_of_a_year_without_one_is_refused():
    with pytest.raises(ValueError, match="53"):
        monday_of(2027, 53)


def test_fortnights_alternate_over_new_year():
    mondays = [date(2026, 12, 14) + timedelta(days=7 * week) for week in range(6)]

    assert [fortnight(day) - fortnight(mondays[0]) & 1 for day in mondays] == [0, 1, 0, 1, 0, 1]


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2027, 3, 28), date(2028, 3, 26)])
def test_clock_skips_from_two_to_three_in_march(day):
    assert missing_quarters(day) == 0b1111 << 8


@pytest.mark.parametrize("day", [date(2026, 10, 25), date(2026, 11, 22)])
def test_clock_skips_nothing_on_other_days(day):
    assert missing_quarters(day) == 0


def test_mask_is_read_by_numpy_as_one_row_a_day():
    mask = weekly([1], 36, 48).mask(date(2026, 11, 23), 1)

    bits = np.unpackbits(
        np.frombuffer(mask.to_bytes(84, "little"), np.uint8), bitorder="little"
    ).reshape(7, 96)

    assert np.argwhere(bits).tolist() == [[1, quarter] for quarter in range(36, 48)]


def test_days_beyond_the_horizon_are_left_out():
    week = horizon(date(2026, 11, 23), 7)
    monday = date(2026, 11, 23).toordinal()

    assert week.between(monday - 300, monday + 300) == (1 << 7 * 96) - 1
    assert week.between(monday + 6, monday + 300) == (1 << 96) - 1 << 6 * 96
    assert week.between(monday + 7, monday + 300) == 0
    assert week.between(monday - 300, monday - 1) == 0
