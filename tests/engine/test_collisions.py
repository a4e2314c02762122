"""One volunteer's suggestions of a week are laid apart, or one of them goes to somebody else."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import combinations

from hypothesis import given, settings

from matcher.domain.availability import weekly
from matcher.engine import features
from matcher.engine.collisions import Diaries
from matcher.engine.matching import match
from tests.engine.strategies import RELATED, pools
from tests.make import need_profile, params, pool, volunteer_profile

CHOICES = params()
NINE_TO_TEN, NINE_TO_NOON = weekly([1], 36, 40), weekly([1], 36, 48)


def two_needs(hers, **facts):
    """One volunteer with room for two, and two needs of an hour on Tuesdays before noon."""
    volunteer = volunteer_profile("v1", availability=hers, capacity=2)
    needs = [need_profile(f"n{i}", availability=NINE_TO_NOON, minutes=60) for i in (1, 2)]
    return match(pool([volunteer], needs, **facts), CHOICES, {})


def test_two_needs_in_the_only_hour_she_has_are_not_both_suggested():
    found = two_needs(NINE_TO_TEN)

    assert len(found.proposals) == 1
    assert found.collisions_cost > 0
    assert found.objective + found.collisions_cost == found.bound


def test_two_needs_that_can_be_laid_apart_are_both_suggested_at_different_hours():
    found = two_needs(NINE_TO_NOON)

    starts = [one.explanation.meeting.start.hour for one in found.proposals]
    assert starts == [9, 10]
    assert found.collisions_cost == 0


def test_r18_two_needs_that_together_take_more_of_her_month_than_is_left_are_not_both_suggested():
    needs = [need_profile(f"n{i}", availability=NINE_TO_NOON, minutes=60) for i in (1, 2)]
    busy = volunteer_profile("v1", availability=NINE_TO_NOON, capacity=2, minutes_free=479)

    found = match(pool([busy], needs), CHOICES, {})

    assert len(found.proposals) == 1
    assert found.collisions_cost > 0


def test_r18_who_is_asked_for_a_need_has_that_much_less_of_her_month():
    asked, other = (need_profile(f"n{i}", availability=NINE_TO_NOON) for i in (1, 2))
    busy = volunteer_profile("v1", availability=NINE_TO_NOON, capacity=2, minutes_free=479)

    week = replace(pool([busy], [asked, other]), frozen=frozenset({("v1", "n1")}))
    found = match(week, CHOICES, {})

    assert found.proposals == ()


def test_the_one_that_has_to_go_is_given_to_somebody_else():
    needs = [need_profile(f"n{i}", availability=NINE_TO_NOON, minutes=60) for i in (1, 2)]
    busy = volunteer_profile("v1", availability=NINE_TO_TEN, capacity=2, commitment_months=24)
    other = volunteer_profile("v2", availability=NINE_TO_TEN, commitment_months=1)

    found = match(pool([busy, other], needs), CHOICES, {})

    assert {one.volunteer_id for one in found.proposals} == {"v1", "v2"}


def test_locked_pairs_that_collide_stay_as_a_person_chose():
    found = two_needs(NINE_TO_TEN, locked=frozenset({("v1", "n1"), ("v1", "n2")}))

    assert len(found.proposals) == 2
    assert found.collisions_cost == 0


@settings(max_examples=60, deadline=None)
@given(pools())
def test_no_meetings_of_one_volunteer_overlap(pool):
    """But for those that a coordinator locked against each other."""
    unlocked = match(pool.without(*pool.locked), CHOICES, RELATED)

    for one, other in combinations(unlocked.proposals, 2):
        if one.volunteer_id == other.volunteer_id:
            assert not (hours(one) & hours(other))


@settings(max_examples=40, deadline=None)
@given(pools())
def test_hours_laid_as_bits_are_those_laid_as_times(pool):
    arrays = features.build(pool, RELATED)
    needs = range(len(arrays.needs))
    for v in range(len(arrays.volunteers)):
        month = arrays.minutes_left_v[v] - arrays.minutes_n.sum()
        can_all = all_held(arrays, v) and month >= 0
        assert (Diaries(arrays).crowded(v, needs) == 0) == can_all


def all_held(arrays, v):
    """Whether every need is met as often as if it were the only one, when laid one by one."""
    hers, taken = arrays.volunteers[v].availability, []
    for n, need in enumerate(arrays.needs):
        found = arrays.times.slots(hers, n, taken)
        if found.met < arrays.times.slots(hers, n).met:
            return False
        if found.start is not None:
            first = found.start.hour * 4 + found.start.minute // 15
            last = min(first + arrays.times.rhythm_n[n].quarters, 96)
            hour = weekly([found.weekday], first, last).also_on_red_days()
            is_once, on = need.every_weeks == 0, found.next_date
            taken.append(hour.between(on, on) if is_once else hour)
    return True


def hours(proposal):
    """The quarters of the first meeting, on every week that it might be held in."""
    meeting = proposal.explanation.meeting
    if meeting is None:
        return set()
    first = datetime.combine(meeting.first_on, meeting.start)
    step = timedelta(weeks=meeting.every_weeks or 100)
    return {
        first + n * step + timedelta(minutes=minute)
        for n in range(8)
        for minute in range(0, meeting.minutes, 15)
    }
