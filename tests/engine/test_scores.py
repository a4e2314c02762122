"""Fit and priority, two numbers (R42); the dial; the promise."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from matcher.domain.needs import NeedKind
from matcher.engine import features
from matcher.engine.matching import match
from matcher.engine.params import Dial
from matcher.engine.scores import late_days, priority, seat_values
from matcher.engine.solving import solve
from tests.make import MONDAY, need_profile, only_weight, params, pool, volunteer_profile


def waited(days, number=4):
    return need_profile(waiting_since=MONDAY - timedelta(days=days), priority_class=number)


def test_class_and_waiting_add_up():
    assert priority(waited(0, 2), params(), on=MONDAY) == 40_000
    assert priority(waited(120, 2), params(), on=MONDAY) == 40_000 + 20_000


def test_waiting_counts_less_and_less():
    found = [priority(waited(days), params(), on=MONDAY) for days in range(0, 1000, 50)]
    steps = [later - earlier for earlier, later in pairwise(found)]

    assert all(step > 0 for step in steps)
    assert steps == sorted(steps, reverse=True)
    assert found[-1] < 40_000


def test_written_reason_keeps_the_promise_while_it_holds_and_moves_nobodys_turn():
    plain = waited(100, 1)
    for until, late in ((MONDAY, 0), (MONDAY - timedelta(days=1), 44)):
        explained = replace(plain, explained_until=until)
        assert late_days(explained, params(), on=MONDAY) == late
        assert priority(explained, params(), on=MONDAY) == priority(plain, params(), on=MONDAY)


def test_need_without_class_or_date_has_no_priority():
    need = need_profile(kind=NeedKind.LOCAL, priority_class=None, waiting_since=None)

    assert priority(need, params(), on=MONDAY) == 0


@pytest.mark.parametrize(("days", "late"), [(0, 0), (62, 0), (63, 7), (100, 44)])
def test_promise_of_eight_weeks_to_class_one_is_broken_after_a_whole_week_more(days, late):
    assert late_days(waited(days, 1), params(), on=MONDAY) == late


def test_those_past_their_promise_come_first_among_those_without():
    early = need_profile("a", waiting_since=MONDAY, priority_class=1)
    late = need_profile("b", waiting_since=date(2026, 1, 1), priority_class=4)

    found = match(pool([], [early, late]), params(), {}).without

    assert [(one.id, one.late_days > 0) for one in found] == [("b", True), ("a", False)]


def test_twelve_seats_do_not_outbid_twelve_lonely_people():
    """Need-normalised: a seat of s is worth 2 / (s + 1) of a single one."""
    needs = [
        need_profile("1", seats=1),
        need_profile("2", seats=3),
        need_profile("3", seats=12),
    ]
    arrays = features.build(pool([], needs), {})
    choices = params(dial=Dial(0, 100, 0))

    assert seat_values(arrays, arrays.seats_n * 0, choices).tolist() == [
        10_000_000,
        5_000_000,
        1_538_461,
    ]


def test_somebodys_first_companion_comes_before_anothers_second():
    two = need_profile("a", seats=2)
    one = need_profile("b", seats=1)
    volunteers = [volunteer_profile("v1"), volunteer_profile("v2")]

    found = match(pool(volunteers, [two, one]), params(), {})

    assert sorted(each.need_id for each in found.proposals) == ["a", "b"]


def test_value_is_fit_and_priority_as_the_dial_says():
    need = waited(120, 2)

    solved = solve(pool([volunteer_profile()], [need]), only_weight(commitment=1), {})

    # fit 100 × 50 % + being served 100 × 25 % + priority (40 + 20) × 25 %
    assert solved.value_p.tolist()[0] // solved.unit == (5_000 + 2_500 + 1_500) * 1000
