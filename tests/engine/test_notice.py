"""Nobody is planned before people have had time to be asked (R30)."""

from datetime import date, timedelta

import pytest

from matcher.domain.availability import weekly
from matcher.domain.needs import NeedKind
from matcher.engine.params import NUMBERS
from tests.engine.asking import broken, facts_of, view
from tests.make import MONDAY, WEEKDAYS, need_profile, params, volunteer_profile

CHOICES = params(lead_days=7, short_notice_days=1)
THURSDAY = MONDAY + timedelta(days=3)


def errand(weekday=3, **facts):
    on_that_day = weekly([weekday], 36, 64)
    return need_profile(kind=NeedKind.ERRAND, every_weeks=0, availability=on_that_day, **facts)


def first_on(need, asked_on, volunteer=None):
    return view(volunteer, need, choices=CHOICES, asked_on=asked_on).explanation.meeting.first_on


def test_r30_errand_is_at_the_earliest_a_week_after_somebody_can_be_asked():
    assert first_on(errand(), THURSDAY) == THURSDAY + timedelta(days=7)


def test_r30_errand_at_short_notice_can_be_the_day_after():
    on_call = volunteer_profile(on_call=True)

    assert first_on(
        errand(weekday=4, short_notice=True), THURSDAY, on_call
    ) == THURSDAY + timedelta(days=1)


def test_company_begins_in_the_first_whole_week_after_the_notice():
    weekly = need_profile(availability=WEEKDAYS)

    assert first_on(weekly, MONDAY) == MONDAY + timedelta(weeks=1)
    assert first_on(weekly, THURSDAY) == MONDAY + timedelta(weeks=2)


def test_eight_weeks_are_counted_from_the_first_that_somebody_could_be_asked_for():
    found = view(need=need_profile(), choices=CHOICES, asked_on=THURSDAY).explanation.meeting

    assert found.met == found.of == 8


@pytest.mark.parametrize("every_weeks", [0, 1])
def test_r30_longest_notice_is_kept_whatever_day_people_are_asked_on(every_weeks):
    longest = NUMBERS["lead_days"][1]
    need = need_profile(availability=WEEKDAYS, every_weeks=every_weeks)
    sunday = MONDAY + timedelta(days=6)

    found = view(need=need, choices=params(lead_days=longest), asked_on=sunday).explanation

    assert found.meeting.first_on >= sunday + timedelta(days=longest)


def test_r30_what_is_over_before_anybody_can_be_asked_is_forbidden_and_told():
    over_on_friday = errand(until_on=THURSDAY + timedelta(days=1))
    asked = {"need": over_on_friday, "choices": CHOICES, "asked_on": THURSDAY}

    assert broken(**asked) == ["period"]
    assert facts_of("period", **asked)["earliest"] == "2026-12-03"


@pytest.mark.parametrize("from_on", [date(2026, 12, 3), date(2026, 12, 17)])
def test_need_that_begins_later_begins_when_it_says(from_on):
    assert first_on(errand(from_on=from_on), MONDAY) == from_on
