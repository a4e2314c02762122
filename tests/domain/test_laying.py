"""How a wish for so many meetings is laid over some weeks."""

from datetime import date

import pytest

from matcher.domain.when.laying import layings, turns, wished

MONDAY = date(2026, 11, 23)  # ISO week 48; week 53 is followed by week 1 at place 6


def weeks_of(groups):
    return [group for (group,) in groups]


def test_every_second_week_is_the_one_half_of_the_fortnights_or_the_other():
    assert [weeks_of(laying) for laying in layings(2, 8)] == [[0, 2, 4, 6], [1, 3, 5, 7]]


def test_r97_even_and_odd_weeks_are_layings_of_their_own_where_53_is_followed_by_1():
    by_number = [weeks_of(laying) for laying in layings(2, 8, turns(MONDAY, 8))][2:]

    assert by_number == [[0, 2, 4, 7], [1, 3, 5, 6]]


def test_year_without_a_week_53_has_no_turn():
    assert turns(date(2027, 11, 22), 8) == ()


def test_weeks_from_a_wednesday_turn_for_their_mondays_before_their_wednesdays():
    assert turns(date(2026, 11, 25), 8) == (5, 6)


def test_layings_of_fewer_meetings_come_first():
    late = layings(2, 8, (7,))

    assert [len(laying) for laying in late] == sorted(len(laying) for laying in late)


def test_no_laying_has_more_meetings_than_are_wished_for():
    assert all(
        len(laying) <= wished(2, weeks)
        for weeks in range(2, 9)
        for laying in layings(2, weeks, (1,))
    )


def test_once_a_month_may_be_any_week_of_four():
    assert layings(4, 6) == (((0, 1, 2, 3), (4, 5)),)


@pytest.mark.parametrize(("every", "weeks"), [(0, 8), (3, 2)])
def test_wish_that_does_not_go_into_the_weeks_is_refused(every, weeks):
    with pytest.raises(ValueError, match="does not go into"):
        layings(every, weeks)
