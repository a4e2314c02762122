"""When people can is worked out once, and again as soon as a fact of it is other."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings

from matcher.engine import features
from matcher.engine.solving import solve
from tests.engine.strategies import RELATED, pools
from tests.make import MONDAY, TUESDAYS, WEEKDAYS, need_profile, params, pool, volunteer_profile

CHOICES = params()
TWO = pool([volunteer_profile()], [need_profile()])
TOLD = {  # one fact each that times are made of
    "volunteer's times": {"volunteers": (volunteer_profile(availability=TUESDAYS),)},
    "need's times": {"needs": (need_profile(availability=WEEKDAYS),)},
    "length": {"needs": (need_profile(minutes=45),)},
    "frequency": {"needs": (need_profile(every_weeks=2),)},
    "beginning": {"needs": (need_profile(from_on=date(2026, 12, 14)),)},
    "end": {"needs": (need_profile(until_on=date(2026, 12, 14)),)},
    "one volunteer more": {"volunteers": (volunteer_profile(), volunteer_profile("v2"))},
    "one need more": {"needs": (need_profile(), need_profile("n2"))},
    "another week": {"first_day": MONDAY + timedelta(weeks=1)},
    "asked another day": {"asked_on": MONDAY + timedelta(days=3)},
}


def built(people, before=None):
    choices = CHOICES.speeds, CHOICES.notice, CHOICES.in_person
    return features.build(people, RELATED, *choices, before=before)


@pytest.mark.parametrize("told", TOLD)
def test_times_are_worked_out_anew_for_every_fact_that_they_are_made_of(told):
    known = built(TWO).times

    assert built(replace(TWO, **TOLD[told]), known).times is not known


def test_times_are_kept_where_something_else_is_told_anew():
    known = built(TWO).times
    hers = volunteer_profile(reach_minutes=7, interests=frozenset({"chess"}))

    assert built(replace(TWO, volunteers=(hers,)), known).times is known


@settings(max_examples=60, deadline=None)
@given(pools(most_volunteers=4, most_needs=4), pools(most_volunteers=4, most_needs=4))
def test_week_from_the_times_of_another_is_the_week_from_nothing(one, other):
    """Of nobody the same, and of the same people on another day."""
    known = built(one).times
    week_of(one, known)  # what is kept with the times has been looked up
    for people in (other, one, replace(one, first_day=one.first_day + timedelta(weeks=1))):
        assert week_of(people, known) == week_of(people)


def week_of(people, known=None):
    week = solve(people, CHOICES, RELATED, features=built(people, known))
    chosen = week.assignment.chosen_p
    return [week.ids(p) for p in chosen.tolist()], week.details(chosen).earned_pc.tolist()
