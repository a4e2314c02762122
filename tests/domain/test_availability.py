"""The value: what it means on real days, and that it is compared by meaning."""

import json
from datetime import date, timedelta

import pytest

from matcher.domain.availability import (
    EVEN_WEEKS,
    NOTHING_SAID,
    ODD_WEEKS,
    Amount,
    Availability,
    Often,
    every_second_week,
    from_grid,
    nth_of_month,
    weekly,
)
from matcher.domain.spoken_times import understand
from matcher.domain.when.day_parts import DayParts, quarter
from tests.days import hours_on, without_days

MONDAY = date(2026, 11, 23)
NINE, TEN, NOON = quarter(9), quarter(10), quarter(12)


def days_of(availability, first_day, weeks=8):
    """The real days on which something is free."""
    return [
        first_day + timedelta(days=offset)
        for offset in range(7 * weeks)
        if hours_on(availability, first_day + timedelta(days=offset))
    ]


def test_r97_odd_weeks_follow_each_other_at_new_year_2026():
    odd_mondays = weekly([0], NINE, TEN, ODD_WEEKS)

    assert days_of(odd_mondays, date(2026, 12, 14), 4) == [
        date(2026, 12, 14), date(2026, 12, 28), date(2027, 1, 4),
    ]  # fmt: skip


def test_r97_even_weeks_have_a_gap_of_three_at_new_year_2026():
    even_mondays = weekly([0], NINE, TEN, EVEN_WEEKS)

    assert days_of(even_mondays, date(2026, 12, 21), 4) == [date(2026, 12, 21), date(2027, 1, 11)]


def test_r97_every_second_week_goes_on_undisturbed_over_week_53():
    fortnightly = weekly([0], NINE, TEN, every_second_week(date(2026, 12, 21)))

    assert days_of(fortnightly, date(2026, 12, 21), 5) == [
        date(2026, 12, 21), date(2027, 1, 4), date(2027, 1, 18),
    ]  # fmt: skip


def test_new_years_day_belongs_to_the_week_it_lies_in_not_to_its_year():
    # Saturday 2 January 2027 lies in week 53 of 2026, which is odd
    saturdays = weekly([5], NINE, TEN, ODD_WEEKS)

    assert hours_on(saturdays, date(2027, 1, 2)) == ((NINE, TEN),)


def test_nth_weekday_is_counted_in_the_month():
    first_and_last = weekly([0], NINE, TEN, nth_of_month(1, -1))

    # The last Monday of March 2027 is Easter Monday
    assert days_of(first_and_last, date(2027, 3, 1), 9) == [
        date(2027, 3, 1), date(2027, 4, 5), date(2027, 4, 26),
    ]  # fmt: skip


def test_fourth_and_last_are_the_same_in_a_month_of_four():
    fourth, last = (weekly([0], NINE, TEN, nth_of_month(n)) for n in (4, -1))

    assert hours_on(fourth, date(2027, 2, 22)) == hours_on(last, date(2027, 2, 22)) != ()


def test_fourth_is_not_last_in_a_month_of_five():
    last = weekly([0], NINE, TEN, nth_of_month(-1))

    assert (hours_on(last, date(2026, 11, 23)), hours_on(last, date(2026, 11, 30))) == (
        (), ((NINE, TEN),),
    )  # fmt: skip


def test_29_february_is_a_day_like_others():
    tuesdays = weekly([1], NINE, TEN)

    assert hours_on(tuesdays, date(2028, 2, 29)) == ((NINE, TEN),)


@pytest.mark.parametrize("eve", [date(2026, 12, 24), date(2026, 12, 31), date(2027, 6, 25)])
def test_r99_nobody_is_planned_on_an_eve_unasked(eve):
    every_day = weekly(range(7), NINE, TEN)

    assert hours_on(every_day, eve) == ()
    assert hours_on(every_day.also_on_red_days(), eve) == ((NINE, TEN),)


def test_r99_those_who_said_yes_to_red_days_can_be_found():
    assert weekly([1], NINE, TEN).also_on_red_days().has_red_days
    assert not weekly([1], NINE, TEN).has_red_days


def test_hour_that_spring_takes_away_is_free_for_nobody():
    nights = weekly([6], 0, 16)

    assert hours_on(nights, date(2026, 3, 22)) == ((0, 16),)
    assert hours_on(nights, date(2026, 3, 29)) == ((0, 8), (12, 16))


def test_hour_that_comes_twice_in_autumn_counts_once():
    assert hours_on(weekly([6], 0, 16), date(2027, 10, 31)) == ((0, 16),)


def test_absence_takes_both_its_ends():
    away = without_days(weekly(range(7), NINE, TEN), date(2026, 11, 24), date(2026, 11, 26))

    assert days_of(away, MONDAY, 1) == [
        date(2026, 11, 23), date(2026, 11, 27), date(2026, 11, 28), date(2026, 11, 29),
    ]  # fmt: skip


def test_absences_that_meet_are_one():
    one = without_days(NOTHING_SAID, date(2027, 7, 1), date(2027, 7, 9))
    two = without_days(NOTHING_SAID, date(2027, 7, 5), date(2027, 7, 9))

    assert without_days(two, date(2027, 7, 1), date(2027, 7, 4)) == one


def test_times_between_two_dates_are_none_outside_them():
    limited = weekly([0], NINE, TEN).between(date(2026, 11, 30), date(2026, 12, 7))

    assert days_of(limited, MONDAY, 4) == [date(2026, 11, 30), date(2026, 12, 7)]


def test_even_and_odd_weeks_are_every_week():
    even, odd = weekly([1], NINE, TEN, EVEN_WEEKS), weekly([1], NINE, TEN, ODD_WEEKS)

    assert even | odd == weekly([1], NINE, TEN)


def test_neighbouring_spans_are_one():
    assert weekly([1], NINE, TEN) | weekly([1], TEN, NOON) == weekly([1], NINE, NOON)


def test_nothing_said_is_neither_yes_nor_no():
    assert not NOTHING_SAID.is_known
    assert not (NOTHING_SAID & weekly([1], NINE, TEN)).is_known
    assert NOTHING_SAID | weekly([1], NINE, TEN) == weekly([1], NINE, TEN)


def test_no_times_in_common_is_known():
    never = weekly([1], NINE, TEN) & weekly([2], NINE, TEN)

    assert never.is_known
    assert never.mask(MONDAY) == 0


def test_flexible_person_is_not_free_at_all_hours():
    flexible = Availability(flexible=True)

    assert (flexible.is_known, flexible.mask(MONDAY)) == (False, 0)


def test_union_keeps_the_first_word_on_how_much():
    a, b = Availability(amount=Amount(120, "week")), Availability(amount=Amount(60, "week"))

    assert (a | b).amount == Amount(120, "week")


def test_intersection_keeps_what_both_have_said():
    a = Availability(on_call=True, often=Often(1, "week"))
    b = Availability(on_call=True, occasional=True)

    assert a & b == Availability(on_call=True)


def test_grid_is_lossless_for_whole_parts_of_the_day():
    cells = frozenset({(0, "forenoon"), (0, "evening"), (6, "afternoon")})

    assert from_grid(cells).grid() == cells
    assert from_grid(cells).fits_grid()


def test_grid_of_a_centre_with_other_hours_uses_them():
    early = DayParts(forenoon=(quarter(8), quarter(11)))

    assert weekly([1], quarter(8), quarter(11)).grid(early) == {(1, "forenoon")}
    assert weekly([1], quarter(8), quarter(11)).grid() == frozenset()


def test_grid_that_cannot_say_it_all_knows_so():
    even = weekly([1], NINE, NOON, EVEN_WEEKS)

    assert even.grid() == {(1, "forenoon")}
    assert not even.fits_grid()


def test_grid_takes_partly_free_cells_when_asked():
    short = weekly([6], quarter(13), quarter(15))

    assert (short.grid(), short.grid(partly=True)) == (frozenset(), {(6, "afternoon")})


def test_dates_and_red_days_say_nothing_about_unknown_times():
    assert NOTHING_SAID.between(MONDAY, None).also_on_red_days() == NOTHING_SAID


def test_empty_grid_is_nothing_said():
    assert from_grid([]) == NOTHING_SAID


def test_json_has_clock_times_and_leaves_out_what_was_not_said():
    tuesdays = without_days(weekly([1], NINE, NOON, EVEN_WEEKS), date(2027, 7, 1), date(2027, 7, 9))

    assert tuesdays.to_json() == {
        "habit": [[None, [{"days": [1], "hours": ["09:00-12:00"], "parity": 1}]]],
        "away": [["2027-07-01", "2027-07-09"]],
    }


def test_json_of_facts_comes_back():
    said = Availability(amount=Amount(90, "week"), often=Often(2, "month"), not_red_days=True)

    assert Availability.from_json(json.loads(json.dumps(said.to_json()))) == said


def test_empty_json_is_nothing_said():
    assert Availability.from_json({}) == NOTHING_SAID


@pytest.mark.parametrize(
    "wrong",
    [
        {"habit": [[None, [{"days": [1], "hours": ["12:00-09:00"]}]]]},
        {"habit": [[None, [{"days": [1], "hours": ["09:00-25:00"]}]]]},
        {"habit": [["2026-01-01", []]]},
        {"away": [["2027-07-09", "2027-07-01"]]},
        {"away": [["2027-07-09"]]},
        {"name": "x"},
    ],
)
def test_json_that_is_no_availability_is_refused(wrong):
    with pytest.raises((ValueError, KeyError, TypeError)):
        Availability.from_json(wrong)


def test_absence_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="absence"):
        without_days(NOTHING_SAID, date(2027, 7, 9), date(2027, 7, 1))


def test_weekday_beyond_sunday_is_refused():
    with pytest.raises(ValueError, match="weekday"):
        weekly([7], NINE, TEN)


def test_time_off_the_quarter_is_refused():
    with pytest.raises(ValueError, match="quarter"):
        quarter(9, 20)


def test_part_of_the_day_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="evening"):
        DayParts(evening=(84, 68))


def test_unknown_part_of_the_day_is_a_key_error():
    with pytest.raises(KeyError):
        DayParts().span("midnight")


def test_day_parts_come_back_from_json():
    own = DayParts(evening=(quarter(18), quarter(22)))

    assert DayParts.from_json(own.to_json()) == own
    assert DayParts.from_json({}) == DayParts()


@pytest.mark.parametrize(
    ("said", "weeks"),
    [
        ("fredagar 12-15", 1),
        ("fredagar 12-15 udda veckor", 2),
        ("tis udda veckor, tors jämna veckor", 1),
        ("tisdagar varannan vecka från 1 december", 2),
        ("första tisdagen i månaden", 4),
        ("sista onsdagen i månaden kl 10-12", 4),
        ("en gång i månaden", 4),
    ],
)
def test_times_say_how_often_they_can_be(said, weeks):
    assert understand(said, on=date(2026, 11, 22)).availability.weeks_between == weeks
