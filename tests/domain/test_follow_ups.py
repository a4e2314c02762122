"""The plan of follow-ups, and how long silence may be."""

from datetime import date, timedelta

import pytest

from matcher.domain.follow_ups import is_silent, months_after, planned
from matcher.services import choices

MET = date(2026, 11, 24)
PLAN = choices.follow_ups()


def days(until, *, counted_from=MET, in_trial=False):
    return planned(PLAN, met_on=MET, counted_from=counted_from, in_trial=in_trial, until=until)


def test_r59_both_are_asked_after_three_days_two_weeks_and_six_weeks():
    assert days(MET + timedelta(days=60)) == [
        date(2026, 11, 27), date(2026, 12, 8), date(2027, 1, 5)
    ]  # fmt: skip


def test_r59_then_every_third_month():
    assert days(date(2027, 12, 1))[3:] == [
        date(2027, 2, 24), date(2027, 5, 24), date(2027, 8, 24), date(2027, 11, 24)
    ]  # fmt: skip


def test_r59_and_twice_a_year_when_they_have_met_for_two_years():
    assert [day for day in days(date(2030, 6, 1)) if day > date(2028, 8, 30)] == [
        date(2028, 11, 24), date(2029, 5, 24), date(2029, 11, 24), date(2030, 5, 24)
    ]  # fmt: skip


def test_r59_a_day_is_planned_once_however_far_one_looks():
    assert days(date(2033, 1, 1)) == sorted(set(days(date(2033, 1, 1))))
    assert days(date(2033, 1, 1))[: len(days(date(2029, 1, 1)))] == days(date(2029, 1, 1))


def test_r64_after_a_pause_the_plan_is_counted_from_the_day_they_meet_again():
    back = date(2027, 9, 1)

    assert days(date(2028, 4, 1), counted_from=back) == [
        date(2027, 9, 15), date(2027, 12, 1), date(2028, 3, 1)
    ]  # fmt: skip


def test_r64_a_trial_that_was_paused_begins_anew():
    back = date(2026, 12, 20)

    assert days(date(2027, 1, 31), counted_from=back, in_trial=True)[-1] == date(2027, 1, 31)


@pytest.mark.parametrize(
    ("silent", "every_weeks", "stretches"),
    [(29, 1, 0), (30, 1, 1), (59, 1, 1), (60, 1, 2), (34, 4, 0), (35, 4, 1)],
)
def test_r60_silence_is_counted_in_whole_stretches(silent, every_weeks, stretches):
    on = MET + timedelta(days=silent)

    assert is_silent(MET, on=on, days=30, every_weeks=every_weeks) == stretches


def test_month_that_is_too_short_ends_on_its_last_day():
    assert months_after(date(2026, 11, 30), 3) == date(2027, 2, 28)
