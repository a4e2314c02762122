"""The best regular slot of two people over real weeks, and how near a miss is."""

from datetime import date, time

import pytest

from matcher.domain.availability import (
    EVEN_WEEKS,
    NOTHING_SAID,
    ODD_WEEKS,
    Regular,
    common_slots,
    every_second_week,
    nth_of_month,
    regular,
    weekly,
)
from matcher.domain.when.day_parts import quarter
from tests.days import without_days

MONDAY = date(2026, 11, 23)  # ISO week 48
NINE, TEN, ELEVEN, NOON = quarter(9), quarter(10), quarter(11), quarter(12)
ALWAYS_THERE = weekly(range(7), 0, 96)


def test_slot_has_weekday_start_and_real_dates():
    visitor, visited = weekly([1], NINE, NOON), weekly([1, 2], TEN, quarter(15))

    slots = common_slots(visitor, visited, minutes=90, first_day=MONDAY, weeks=3)

    assert (slots.weekday, slots.start, slots.next_date) == (1, time(10), date(2026, 11, 24))
    assert slots.dates == (date(2026, 11, 24), date(2026, 12, 1), date(2026, 12, 8))
    assert (slots.met, slots.wished) == (3, 3)


def test_r39_thirty_minutes_short_is_a_near_miss():
    slots = common_slots(
        weekly([1], NINE, TEN), ALWAYS_THERE, minutes=90, first_day=MONDAY, weeks=3
    )

    assert (slots.longest_minutes, slots.missing_minutes, slots.dates) == (60, 30, ())
    assert (slots.weekday, slots.start, slots.next_date) == (None, None, None)


def test_crumbs_of_time_do_not_add_up_to_a_visit():
    crumbs = weekly([1], NINE, quarter(9, 45)) | weekly([1], TEN, quarter(10, 45))

    assert common_slots(crumbs, ALWAYS_THERE, minutes=90, first_day=MONDAY).longest_minutes == 45


def test_start_that_is_met_in_most_weeks_wins_over_an_earlier_one():
    some = weekly([0], NINE, TEN, EVEN_WEEKS) | weekly([4], NINE, TEN)

    assert common_slots(some, ALWAYS_THERE, minutes=60, first_day=MONDAY, weeks=4).weekday == 4


def test_r39_christmas_is_left_out_of_a_weekly_visit():
    thursdays = weekly([3], NINE, TEN)

    slots = common_slots(thursdays, ALWAYS_THERE, minutes=60, first_day=MONDAY)

    assert (slots.met, slots.wished) == (6, 8)
    assert date(2026, 12, 24) not in slots.dates


def test_r39_absence_takes_its_weeks():
    away = without_days(weekly([0], NINE, TEN), date(2026, 11, 30), date(2026, 12, 13))

    assert common_slots(away, ALWAYS_THERE, minutes=60, first_day=MONDAY, weeks=4).dates == (
        date(2026, 11, 23), date(2026, 12, 14),
    )  # fmt: skip


def test_r97_who_goes_even_weeks_keeps_to_the_numbers_past_week_53():
    even = weekly([0], NINE, TEN, EVEN_WEEKS)

    slots = common_slots(even, ALWAYS_THERE, minutes=60, every_weeks=2, first_day=MONDAY)

    assert slots.dates == (
        date(2026, 11, 23), date(2026, 12, 7), date(2026, 12, 21), date(2027, 1, 11),
    )  # fmt: skip
    assert slots.wished == 4


def test_r97_two_of_odd_weeks_meet_in_weeks_53_and_1():
    odd = weekly([1], NOON, quarter(15), ODD_WEEKS)

    slots = common_slots(odd, odd, minutes=180, every_weeks=2, first_day=MONDAY)

    assert [day.isocalendar().week for day in slots.dates] == [49, 51, 53, 1]
    assert slots.wished == 4


def test_week_that_was_never_meant_is_not_missed():
    odd = weekly([0], NINE, TEN, ODD_WEEKS)

    slots = common_slots(odd, odd, minutes=60, every_weeks=2, first_day=date(2026, 11, 9), weeks=8)

    assert [day.isocalendar().week for day in slots.dates] == [47, 49, 51, 53]
    assert slots.wished == 4


def test_every_second_week_is_still_a_fortnight_for_who_can_any_week():
    slots = common_slots(ALWAYS_THERE, ALWAYS_THERE, minutes=60, every_weeks=2, first_day=MONDAY)

    assert slots.dates[:4] == tuple(date(2026, 11, 23) + 14 * k * date.resolution for k in range(4))


def test_r97_fortnightly_wish_is_met_by_every_second_week_throughout():
    fortnightly = weekly([0], NINE, TEN, every_second_week(date(2026, 11, 30)))

    slots = common_slots(fortnightly, ALWAYS_THERE, minutes=60, every_weeks=2, first_day=MONDAY)

    assert slots.dates == (
        date(2026, 11, 30), date(2026, 12, 14), date(2026, 12, 28), date(2027, 1, 11),
    )  # fmt: skip


def test_even_and_odd_weeks_never_meet():
    slots = common_slots(
        weekly([1], NINE, TEN, EVEN_WEEKS), weekly([1], NINE, TEN, ODD_WEEKS),
        minutes=60, first_day=MONDAY,
    )  # fmt: skip

    assert (slots.is_known, slots.met, slots.longest_minutes) == (True, 0, 0)


def test_monthly_wish_is_met_by_the_first_monday_though_months_drift():
    first_mondays = weekly([0], NINE, TEN, nth_of_month(1))

    slots = common_slots(first_mondays, ALWAYS_THERE, minutes=60, every_weeks=4, first_day=MONDAY)

    assert slots.dates == (date(2026, 12, 7), date(2027, 1, 4))
    assert slots.wished == 2


def test_monthly_wish_is_not_met_this_month_by_a_day_of_the_next():
    from_the_fifth_week = weekly([0], NINE, TEN).between(date(2026, 12, 21), None)

    slots = common_slots(
        from_the_fifth_week, ALWAYS_THERE, minutes=60, every_weeks=4, first_day=MONDAY
    )

    assert slots.dates == (date(2026, 12, 21),)


def test_weeks_may_be_looked_at_from_any_weekday():
    slots = common_slots(
        weekly([0], NINE, TEN), ALWAYS_THERE, minutes=60, first_day=date(2026, 11, 26), weeks=2
    )

    assert slots.dates == (date(2026, 11, 30), date(2026, 12, 7))


def test_visit_may_go_over_midnight():
    late = weekly([4], quarter(23), 96) | weekly([5], 0, quarter(1))

    slots = common_slots(late, ALWAYS_THERE, minutes=120, first_day=MONDAY, weeks=1)

    assert (slots.weekday, slots.start) == (4, time(23))


def test_slot_in_the_hour_that_spring_takes_away_does_not_exist():
    nights = weekly([6], quarter(1), quarter(4))

    slots = common_slots(nights, ALWAYS_THERE, minutes=120, first_day=date(2026, 3, 23), weeks=1)

    assert (slots.met, slots.longest_minutes) == (0, 60)


def test_minutes_off_the_quarter_need_the_whole_quarter():
    fifty = common_slots(
        weekly([0], NINE, quarter(9, 45)), ALWAYS_THERE, minutes=50, first_day=MONDAY
    )

    assert (fifty.met, fifty.missing_minutes) == (0, 5)


@pytest.mark.parametrize("every_weeks", [0, 9])
def test_wish_that_does_not_go_into_the_weeks_is_refused(every_weeks):
    with pytest.raises(ValueError, match="weeks"):
        common_slots(
            ALWAYS_THERE, ALWAYS_THERE, minutes=60, every_weeks=every_weeks, first_day=MONDAY
        )


def test_unknown_times_are_neither_yes_nor_no():
    slots = common_slots(NOTHING_SAID, ALWAYS_THERE, minutes=60, first_day=MONDAY)

    assert (slots.is_known, slots.met, slots.missing_minutes) == (False, 0, 0)


def test_regular_start_of_masks_is_that_of_the_slots():
    a, b = weekly([1], NINE, NOON), weekly([1], TEN, quarter(15))
    four, five = (a.mask(MONDAY, weeks) & b.mask(MONDAY, weeks) for weeks in (4, 5))
    tuesday_at_ten = 96 + TEN

    assert regular(four, quarters=6, weeks=4) == Regular(tuesday_at_ten, (0, 1, 2, 3), 4)
    assert regular(four, quarters=9, weeks=4) is None
    assert regular(five, quarters=6, every_weeks=2, weeks=5) == (tuesday_at_ten, (0, 2, 4), 3)
    assert regular(0, quarters=6, weeks=4) is None
