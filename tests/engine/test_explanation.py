"""What is shown about a pair, and about those without one."""

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.domain import found_as_json as as_json
from matcher.domain.availability import EVEN_WEEKS, ODD_WEEKS, weekly
from matcher.domain.errors import Missing
from matcher.domain.people import Form, Level
from matcher.domain.suggestions import Part, Subject
from matcher.engine.explanation import shown_points
from matcher.engine.matching import candidates_of, look_at, match
from tests.engine.asking import view
from tests.engine.strategies import RELATED, pools
from tests.make import (
    KNIVSTA,
    NOT_CLEARED,
    STOCKHOLM,
    TUESDAYS,
    need_profile,
    params,
    pool,
    volunteer_profile,
)

CHOICES = params()


@settings(max_examples=30, deadline=None)
@given(pools())
def test_everything_told_survives_json(pool):
    found = match(pool, CHOICES, RELATED)

    for one in (*found.proposals, *found.alternatives):
        stored = json.loads(json.dumps(as_json.explanation_to(one.explanation)))
        assert as_json.explanation_from(stored) == one.explanation
    for one in found.without:
        stored = json.loads(json.dumps(as_json.without_to(one)))
        assert as_json.without_from(stored, one.subject, one.id) == one


@given(st.lists(st.integers(0, 26_000), max_size=9))
def test_shown_points_add_up_to_the_rounded_fit(points):
    parts = [Part("time", earned, 26_000) for earned in points]

    assert sum(shown_points(parts)) == (sum(points) + 500) // 1000


def test_the_missing_point_goes_to_the_part_that_lost_most_by_rounding():
    parts = [Part("time", 10_300, 15_000), Part("form", 5_700, 6_000), Part("tasks", 3_000, 17_000)]

    assert shown_points(parts) == (10, 6, 3)


def test_parts_are_shown_largest_first():
    points = [part.points for part in view().explanation.parts]

    assert points == sorted(points, reverse=True)


def test_every_second_week_in_even_weeks_is_told_as_such():
    volunteer = volunteer_profile(availability=weekly([1], 36, 48, EVEN_WEEKS))
    fortnightly = need_profile(
        every_weeks=2,
        availability=TUESDAYS.between(None, date(2026, 12, 27)),
        until_on=date(2026, 12, 27),
    )

    assert view(volunteer, fortnightly).explanation.meeting.parity == "even"


def test_every_week_that_can_be_only_in_odd_weeks_is_told_as_such():
    volunteer = volunteer_profile(availability=weekly([1], 36, 48, ODD_WEEKS))

    assert view(volunteer, need_profile()).explanation.meeting.parity == "odd"  # were it to be
    assert view(volunteer_profile(), need_profile()).explanation.meeting.parity is None


def test_two_who_have_told_no_times_have_no_meeting_yet():
    from matcher.domain.availability import Availability

    assert view(volunteer_profile(availability=Availability())).explanation.meeting is None


def test_way_is_told_by_the_quickest_of_her_means():
    from matcher.domain.travel import Mode

    modes = frozenset({Mode.WALK, Mode.CAR, Mode.BUS})
    way = view(volunteer_profile(place=KNIVSTA, modes=modes)).explanation.way

    assert (way.mode, way.km) == ("car", 16.9)


def test_meeting_by_telephone_has_no_way():
    phone = frozenset({Form.PHONE})

    assert view(volunteer_profile(forms=phone), need_profile(forms=phone)).explanation.way is None


def test_each_question_is_asked_once():
    asked = view(volunteer_profile(interests=frozenset(), place=None)).asks

    assert len(asked) == len(set(map(repr, asked)))


# ── without a suggestion ──────────────────────────────────────────────────────────────────────


def without(volunteers, needs, **facts):
    return match(pool(volunteers, needs, **facts), CHOICES, {}).without


def test_r46_need_without_anybody_is_told_which_rules_block_how_many():
    volunteers = [
        volunteer_profile("v1", languages={"finnish": Level.NATIVE}),
        volunteer_profile("v2", languages={"finnish": Level.NATIVE}, place=STOCKHOLM),
        volunteer_profile("v3", missing_gates=NOT_CLEARED),
    ]

    (need, *idle) = without(volunteers, [need_profile()])

    assert (need.subject, need.id, need.possible) == (Subject.NEED, "n1", 0)
    assert list(need.blocked.items()) == [("language", 2), ("clearance", 1), ("way", 1)]
    assert [one.id for one in idle] == ["v1", "v2"]  # v3 is not cleared: no idle volunteer


def test_r45_near_miss_names_who_and_what_would_mend_it():
    (need, _) = without([volunteer_profile(place=KNIVSTA)], [need_profile()])

    (near,) = need.near
    assert (near.other_id, near.broken.rule, near.broken.facts["km"]) == ("v1", "way", 16.9)


def test_r45_safety_is_never_a_near_miss():
    (need,) = without([volunteer_profile(missing_gates=NOT_CLEARED)], [need_profile()])

    assert need.near == ()


def test_r45_two_broken_wishes_are_no_near_miss():
    volunteer = volunteer_profile(place=STOCKHOLM, languages={"finnish": Level.NATIVE})

    assert without([volunteer], [need_profile()])[0].near == ()


def test_near_misses_are_those_who_would_suit_best_and_at_most_three():
    volunteers = [
        volunteer_profile(f"v{months:02}", place=STOCKHOLM, commitment_months=months)
        for months in (3, 12, 6, 9, 1)
    ]

    need = without(volunteers, [need_profile()])[0]

    assert [near.other_id for near in need.near] == ["v12", "v09", "v06"]


def test_r45_who_only_rests_this_week_is_the_nearest_and_counted_as_resting():
    volunteers = [volunteer_profile(), volunteer_profile("v2", place=KNIVSTA)]
    resting = frozenset({("v1", "n1")})

    need = without(volunteers, [need_profile()], resting=resting)[0]

    assert [near.broken.rule for near in need.near] == ["resting", "way"]
    assert (need.resting, need.hinders(1)) == (1, (("resting", 1),))


def test_need_that_alone_breaks_rules_is_told_so_even_where_there_is_nobody():
    (need,) = without([], [need_profile(has_consent=False, restricted=True)])

    assert need.own == ("consent", "restricted")
    assert need.blocked == {}


def test_needs_without_volunteers_and_volunteers_without_needs():
    assert [one.id for one in without([volunteer_profile()], [])] == ["v1"]
    assert [one.id for one in without([], [need_profile()])] == ["n1"]
    assert without([], []) == ()


def test_volunteer_who_was_possible_but_not_needed_is_told_how_many_she_could_meet():
    volunteers = [volunteer_profile("v1"), volunteer_profile("v2")]

    (idle,) = without(volunteers, [need_profile()])

    assert (idle.subject, idle.possible, idle.with_room) == (Subject.VOLUNTEER, 1, 0)


def test_need_whose_only_volunteer_has_room_but_another_suggestion_that_hour_is_told_so():
    needs = [need_profile(f"n{i}", availability=TUESDAYS, minutes=120) for i in range(2)]

    (left,) = without([volunteer_profile(capacity=2, availability=TUESDAYS)], needs)

    assert (left.possible, left.with_room) == (1, 1)


def test_need_whose_only_volunteer_is_taken_is_not_told_that_she_has_room():
    (left,) = without([volunteer_profile(capacity=1)], [need_profile("n1"), need_profile("n2")])

    assert (left.possible, left.with_room) == (1, 0)


# ── lists ─────────────────────────────────────────────────────────────────────────────────────


def test_r53_three_alternatives_at_most():
    volunteers = [volunteer_profile(f"v{i}") for i in range(6)]

    found = match(pool(volunteers, [need_profile()]), CHOICES, {})

    assert [one.rank for one in found.alternatives] == [1, 2, 3]


def test_r53_nobody_is_on_more_lists_than_her_capacity_and_two():
    needs = [need_profile(f"n{i}") for i in range(8)]

    found = match(pool([volunteer_profile()], needs), CHOICES, {})

    assert (len(found.proposals), len(found.alternatives)) == (1, 2)


def test_the_most_urgent_need_is_the_first_to_get_a_scarce_alternative():
    needs = [need_profile(f"n{i}", priority_class=number) for i, number in enumerate((4, 3, 2, 1))]

    found = match(pool([volunteer_profile()], needs), CHOICES, {})

    assert [one.need_id for one in found.proposals] == ["n3"]
    assert [one.need_id for one in found.alternatives] == ["n1", "n2"]


def test_candidates_can_be_cut_short():
    volunteers = [volunteer_profile(f"v{i}") for i in range(6)]

    found = candidates_of(pool(volunteers, [need_profile()]), CHOICES, {}, "n1", most=4)

    assert len(found.ranked) == 4


def test_id_that_is_not_in_the_pool_is_missing():
    with pytest.raises(Missing):
        candidates_of(pool(), CHOICES, {}, "n1")
    with pytest.raises(Missing):
        look_at(pool([volunteer_profile()]), CHOICES, {}, "v1", "n1")


def test_two_of_the_same_id_are_refused():
    with pytest.raises(ValueError, match="same id"):
        pool([volunteer_profile(), volunteer_profile()])


def test_a_large_pool_is_streamed_and_says_the_same(monkeypatch):
    from matcher.engine import blocks

    some = pool(
        [volunteer_profile(f"v{i}", commitment_months=1 + i) for i in range(4)],
        [need_profile(f"n{i}") for i in range(5)],
        locked=frozenset({("v0", "n0"), ("v1", "n4")}),
        blocked=frozenset({("v2", "n1"), ("v3", "n4")}),
    )
    whole = match(some, CHOICES, {})

    monkeypatch.setattr(blocks, "PAIRS_IN_BLOCK", 8)

    assert match(some, CHOICES, {}) == whole
