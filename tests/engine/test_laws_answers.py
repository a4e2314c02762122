"""What an answer says of a change is what solving the week with the change made finds."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.domain.answers import Below, Loss, Refusal
from matcher.domain.availability import ODD_WEEKS, Availability, weekly
from matcher.domain.errors import Missing
from matcher.domain.people import Bears, Level, Trait, Traits
from matcher.domain.suggestions import RuleClass, Subject
from matcher.domain.travel import Mode
from matcher.engine import blocks, collisions, finding, holding, lists, looks, stage
from matcher.engine.answers import openings, trials
from matcher.engine.answers.bottlenecks import bottlenecks, with_mends
from matcher.engine.answers.changes import Scenario, everybody_goes
from matcher.engine.answers.everyone import everyone, in_short
from matcher.engine.answers.forcing import Forcing
from matcher.engine.answers.ranking import ranked, ranked_why
from matcher.engine.answers.recruits import recruits
from matcher.engine.answers.remedies import mend
from matcher.engine.answers.trials import who_with_whom
from matcher.engine.answers.unknowns import unknowns
from matcher.engine.answers.whatif import imagined, outcome, side_by_side
from matcher.engine.features import moved as moved_to
from matcher.engine.matching import look_at, match
from matcher.engine.params import Dial
from matcher.engine.solving import solve
from matcher.engine.stage import PER_CENT
from matcher.engine.without import without
from tests.bench.engine_pipeline import shipped
from tests.bench.engine_pools import RELATED as BENCH_RELATED
from tests.bench.engine_pools import pool as bench_pool
from tests.engine.strategies import RELATED, need_facts, pools, volunteer_facts
from tests.make import (
    MONDAY,
    NOT_CLEARED,
    STOCKHOLM,
    need_profile,
    params,
    pool,
    volunteer_profile,
)

CHOICES = params()
number = st.integers(0, 99)


def solved(pool, choices=CHOICES):
    return solve(pool, choices, RELATED)


def plan_of(pool):
    found = match(pool, CHOICES, RELATED)
    return {(one.volunteer_id, one.need_id) for one in found.proposals}


def moved(plan, difference):
    """The plan after what the answer says has moved."""
    gone = {(s.volunteer_id, one.need_id) for one in difference.shifts for s in one.before}
    come = {(s.volunteer_id, one.need_id) for one in difference.shifts for s in one.after}
    assert gone <= plan
    assert not come & plan
    return (plan - gone) | come


def told_of(week):
    """Who with whom, and how well."""
    return who_with_whom(week, week.open, week.assignment.chosen_p)


def open_pairs(pool):
    week = solved(pool)
    return {week.ids(p) for p in range(len(week.open))}


def hold_one_each(large):
    """A small pool treated as one of the largest."""
    for module, name, value in (
        (finding, "DENSE_PAIRS", -1),
        (blocks, "TIMES_KEPT", -1),
        (holding, "HELD_PAIRS", 0),
        (holding, "LEAST_HELD", 1),
        (collisions, "EXACT_PAIRS", -1),
        (trials, "EXACT_PAIRS", -1),
        (trials, "NEARLY", 1 << 60),
        (holding, "COMES_NEAR", 0),
        (stage, "COMES_NEAR", 0),
    ):
        large.setattr(module, name, value)


def some_pair(pool, number):
    pairs = [(v.id, n.id) for v in pool.volunteers for n in pool.needs]
    return pairs[number % len(pairs)] if pairs else None


@settings(max_examples=40, deadline=None)
@given(pools(most_volunteers=5, most_needs=5), number)
def test_forced_pair_leaves_the_week_that_a_lock_leaves(pool, number):
    if (pair := some_pair(pool, number)) is None:
        return
    told = Forcing(solved(pool)).why_not(pair)
    if told.forced is None:
        return
    locked = replace(pool, locked=pool.locked | {pair})

    assert moved(plan_of(pool), told.forced.difference) == plan_of(locked)
    before, after = (match(one, CHOICES, RELATED).objective for one in (pool, locked))
    assert told.forced.cost == (before - after + PER_CENT // 2) // PER_CENT


@settings(max_examples=40, deadline=None)
@given(pools(most_volunteers=5, most_needs=5), number)
def test_forced_pair_costs_what_fit_and_the_suggestions_that_no_longer_stay_cost(pool, number):
    """Where the dial counts fit alone, nothing else is in the sum."""
    if (pair := some_pair(pool, number)) is None:
        return
    told = Forcing(solved(pool, replace(CHOICES, dial=Dial(100, 0, 0)))).why_not(pair)

    for one in (told.forced, told.forbidden):
        assert one is None or one.cost == one.stay_cost - one.difference.fit
        assert one is None or one.fit_cost == -one.difference.fit


@settings(max_examples=40, deadline=None)
@given(pools(most_volunteers=5, most_needs=5), number)
def test_forbidden_pair_leaves_the_week_without_it(pool, number):
    plan = plan_of(pool)
    if not plan:
        return
    pair = sorted(plan)[number % len(plan)]

    told = Forcing(solved(pool)).why_not(pair)

    assert told.is_suggested
    assert moved(plan, told.forbidden.difference) == plan_of(pool.without(pair))
    before, after = (match(one, CHOICES, RELATED).objective for one in (pool, pool.without(pair)))
    assert told.forbidden.cost == (before - after + PER_CENT // 2) // PER_CENT


def test_lock_without_room_is_taken_up_when_the_one_before_it_is_forbidden():
    needs = [need_profile("n0"), need_profile("n1", must_languages=frozenset({"finnish"}))]
    locks = frozenset({("v0", "n0"), ("v0", "n1")})
    both = replace(pool([volunteer_profile("v0")], needs), locked=locks)

    told = Forcing(solved(both)).forbidden(("v0", "n0"))

    assert moved(plan_of(both), told.difference) == {("v0", "n1")}


@settings(max_examples=40, deadline=None)
@given(pools(most_volunteers=5, most_needs=5), number)
def test_try_over_the_pairs_that_come_near_is_one_over_all(pool, number):
    """As if the pool were large, and no pair came near that is not in the plan."""
    if (pair := some_pair(pool, number)) is None:
        return
    with pytest.MonkeyPatch.context() as large:
        large.setattr(collisions, "EXACT_PAIRS", -1)
        large.setattr(trials, "EXACT_PAIRS", -1)
        large.setattr(trials, "NEARLY", 1 << 60)
        told = Forcing(solved(pool)).why_not(pair)
        if (one := told.forced or told.forbidden) is None:
            return
        other = (
            pool.without(pair) if told.is_suggested else replace(pool, locked=pool.locked | {pair})
        )
        assert moved(plan_of(pool), one.difference) == plan_of(other)


@pytest.fixture
def few_held_and_all(monkeypatch):
    """The same answer from weeks of which each need's best pair alone is held, and every pair."""

    def answers(people, question):
        told = []
        for least in (1, 1_000):
            hold_one_each(monkeypatch)
            monkeypatch.setattr(holding, "LEAST_HELD", least)
            told.append(question(solve(people, shipped(), BENCH_RELATED)))
        return told

    return answers


@pytest.mark.slow  # every pair of a pool is tried, twice
@pytest.mark.parametrize("size", [(16, 12), (8, 16)])
def test_try_of_a_week_that_does_not_hold_every_pair_is_one_over_all(few_held_and_all, size):
    people = bench_pool(*size)

    def every_why_not(week):
        asked = Forcing(week)
        return [asked.why_not((v.id, n.id)) for v in people.volunteers for n in people.needs]

    few_held, all_held = few_held_and_all(people, every_why_not)

    assert few_held == all_held


def test_need_is_served_first_as_cheaply_where_not_every_pair_is_held(few_held_and_all):
    people = bench_pool(8, 24, seed=3)

    few_held, all_held = few_held_and_all(
        people, lambda week: [Forcing(week).first(need.id) for need in people.needs]
    )

    assert few_held == all_held


def test_pair_that_is_not_held_comes_in_where_the_held_one_is_forbidden(monkeypatch):
    likes = {"interests": frozenset({"chess"})}
    found = pool(
        [volunteer_profile("better", capacity=2, **likes), volunteer_profile("other")],
        [need_profile(**likes)],
    )
    hold_one_each(monkeypatch)
    week = solved(found)
    assert len(week.open) == 1

    (told,) = Forcing(week).forbidden(("better", "n1")).difference.shifts

    assert [one.volunteer_id for one in told.after] == ["other"]


@settings(max_examples=25, deadline=None)
@given(pools(most_volunteers=3, most_needs=3))
def test_small_change_opens_the_pair_that_it_is_found_for(pool):
    week = solved(pool)
    for need in pool.needs:
        for other in everyone(week, Subject.NEED, need.id):
            if len(other.broken) == 1:
                volunteer = week.features.volunteers[week.features.row_of_volunteer[other.id]]
                made = mend(other.broken[0], volunteer, need)
                asked = sum(one == volunteer.id for one, _ in pool.frozen)
                if made is not None and asked <= volunteer.capacity:  # one more is room
                    assert (other.id, need.id) in open_pairs(made.scenario.pool(pool)), made


@settings(max_examples=40, deadline=None)
@given(pools(most_volunteers=5, most_needs=4))
def test_serving_a_need_first_is_the_cheapest_way_there_is(pool):
    week = solved(pool)
    answers = Forcing(week)
    for need in pool.needs:
        told = answers.first(need.id)
        possible = [
            answers.forced(week.ids(p))
            for p in range(len(week.open))
            if week.ids(p)[1] == need.id and answers.why_not(week.ids(p)).refused is None
        ]
        assert (told.cost if told else None) == min((one.cost for one in possible), default=None)


@settings(max_examples=30, deadline=None)
@given(pools(), number)
def test_r33_why_not_names_every_broken_rule(pool, number):
    if (pair := some_pair(pool, number)) is None:
        return
    told = Forcing(solved(pool)).why_not(pair)

    assert told.broken == look_at(pool, CHOICES, RELATED, *pair).broken


@settings(max_examples=30, deadline=None)
@given(pools(), number, st.integers(-2, 2))
def test_two_are_seen_alike_on_another_day_whether_features_are_built_or_shared(
    pool, number, weeks
):
    if (pair := some_pair(pool, number)) is None:
        return
    other = replace(
        pool,
        first_day=pool.first_day + timedelta(weeks=weeks),
        blocked=pool.blocked ^ {pair},
        resting=pool.resting ^ {pair},
        locked=frozenset(),
    )
    known = moved_to(solved(pool).features, other)

    assert look_at(other, CHOICES, RELATED, *pair, known) == look_at(other, CHOICES, RELATED, *pair)


@settings(max_examples=30, deadline=None)
@given(pools(), number)
def test_r34_pair_that_safety_forbids_is_never_forced(pool, number):
    if (pair := some_pair(pool, number)) is None:
        return
    told = Forcing(solved(pool)).why_not(pair)

    unsafe = any(one.rule_class is RuleClass.SAFETY for one in told.broken)
    assert not (unsafe and told.forced and pair not in pool.locked)


@settings(max_examples=40, deadline=None)
@given(pools(most_volunteers=5, most_needs=4), st.integers(5, 60), st.sets(st.just("v0")))
def test_scenario_gives_the_week_that_its_pool_has(pool, minutes, gone):
    scenario = everybody_goes(pool, minutes) | Scenario(gone=frozenset(gone))

    told = side_by_side(solved(pool), scenario, RELATED)

    assert moved(plan_of(pool), told.difference) == plan_of(scenario.pool(pool))


@settings(max_examples=40, deadline=None)
@given(pools(most_volunteers=5, most_needs=4))
def test_dial_alone_gives_the_week_that_a_cold_solve_gives(pool):
    dial = Dial(fit=25, served=20, waiting=55)
    told = side_by_side(solved(pool), Scenario(dial=dial), RELATED)

    cold = solved(pool, params(dial=dial))

    assert told.after.fit == sum(who_with_whom(cold, cold.open, cold.assignment.chosen_p).values())


WEIGHTS = st.fixed_dictionaries(
    {"closeness": st.integers(0, 40)},
    optional={"interests": st.just(0), "time": st.integers(0, 30), "tasks": st.integers(1, 60)},
)


@settings(max_examples=25, deadline=None)
@given(pools(most_volunteers=5, most_needs=4), WEIGHTS, st.booleans())
def test_other_weights_give_the_week_that_a_cold_solve_gives(pool, weights, is_large):
    other = Scenario(weights=weights)
    cold = solved(pool, other.params(CHOICES))

    with pytest.MonkeyPatch.context() as large:
        if is_large:
            hold_one_each(large)
        told = imagined(solved(pool), other, RELATED)

    assert outcome(told) == outcome(cold)
    assert told_of(told) == told_of(cold)


@pytest.mark.parametrize("kept", [looks.LOOKED_AT_KEPT, 0])
def test_crowd_weighed_otherwise_is_found_again_by_what_is_known_of_it(monkeypatch, kept):
    hold_one_each(monkeypatch)
    monkeypatch.setattr(looks, "LOOKED_AT_KEPT", kept)
    people, other = bench_pool(80, 30), Scenario(weights={"interests": 0})
    cold = solve(people, other.params(shipped()), BENCH_RELATED)

    told = imagined(solve(people, shipped(), BENCH_RELATED), other, BENCH_RELATED)

    assert told_of(told) == told_of(cold)


@settings(max_examples=40, deadline=None)
@given(pools(most_volunteers=4, most_needs=3), volunteer_facts, need_facts)
def test_opened_and_closed_pairs_are_exactly_those_that_differ(pool, hers, theirs):
    other = Scenario(
        volunteers=(volunteer_profile("v0", **hers),), needs=(need_profile("n9", **theirs),)
    )
    told = side_by_side(solved(pool), other, RELATED)

    was, is_now = open_pairs(pool), open_pairs(other.pool(pool))
    assert told.opened == is_now - was
    assert told.closed == was - is_now


@settings(max_examples=40, deadline=None)
@given(pools(most_volunteers=4, most_needs=3), volunteer_facts)
def test_pairs_that_are_not_held_are_neither_opened_nor_closed_by_it(pool, hers):
    other = Scenario(volunteers=(volunteer_profile("v0", **hers),), weights={"interests": 0})
    with pytest.MonkeyPatch.context() as large:
        hold_one_each(large)
        told = side_by_side(solved(pool), other, RELATED)

    was, is_now = open_pairs(pool), open_pairs(other.pool(pool))
    assert told.opened == is_now - was
    assert told.closed == was - is_now


@settings(max_examples=60, deadline=None)
@given(pools(most_volunteers=5, most_needs=4), volunteer_facts, need_facts, number)
def test_week_of_other_people_is_found_again_where_few_pairs_are_held(pool, hers, theirs, number):
    everybody = [one.id for one in (*pool.volunteers, *pool.needs)]
    other = Scenario(
        volunteers=(volunteer_profile("v0", **hers),),
        needs=(need_profile("n9", **theirs),),
        gone=frozenset(everybody[number % len(everybody) :][:1] if everybody else ()),
    )
    with pytest.MonkeyPatch.context() as large:
        hold_one_each(large)
        told = side_by_side(solved(pool), other, RELATED)

    assert moved(plan_of(pool), told.difference) == plan_of(other.pool(pool))


@pytest.mark.parametrize("minutes", [0, 15])
def test_crowd_is_found_again_without_one_and_when_all_go_farther(monkeypatch, minutes):
    hold_one_each(monkeypatch)
    people = bench_pool(30, 60)
    week = solve(people, shipped(), BENCH_RELATED)
    gone = Scenario(gone=frozenset({people.volunteers[3].id, people.needs[5].id}))

    other = everybody_goes(people, minutes) | gone
    told, cold = (
        imagined(week, other, BENCH_RELATED),
        solve(other.pool(people), shipped(), BENCH_RELATED),
    )

    assert told.assignment.objective == cold.assignment.objective
    assert outcome(told) == outcome(cold)


def test_too_many_others_to_look_at_are_told_of_by_nothing(monkeypatch):
    monkeypatch.setattr(openings, "JUDGED_AGAIN", 1)
    hold_one_each(monkeypatch)
    week = solved(pool([volunteer_profile("v1"), volunteer_profile("v2")], [need_profile()]))

    told = side_by_side(week, everybody_goes(week.pool, 10), RELATED)

    assert told.opened is None


@settings(max_examples=40, deadline=None)
@given(pools(most_volunteers=4, most_needs=4))
def test_every_promised_change_does_exactly_what_is_promised(pool):
    for made, told in with_mends(solved(pool), RELATED):
        other = made.scenario.pool(pool)
        served = {need for _, need in plan_of(other)}
        assert len(served) - len({need for _, need in plan_of(pool)}) == told.gain[0] > 0
        assert told.sides.opened == open_pairs(other) - open_pairs(pool)
        assert moved(plan_of(pool), told.sides.difference) == plan_of(other)


@settings(max_examples=20, deadline=None)
@given(pools(most_volunteers=3, most_needs=4))
def test_volunteer_to_look_for_can_go_exactly_where_it_is_said(pool):
    week = solved(pool)
    lacking = {week.features.needs[n].id for n in week.unserved_n.nonzero()[0].tolist()}
    for told in recruits(week, RELATED):
        opened = {need_id for _, need_id in told.sides.opened} & lacking
        assert opened == set(told.facts["open_to"])


@settings(max_examples=30, deadline=None)
@given(pools(most_volunteers=4, most_needs=4))
def test_numbers_of_one_are_those_of_the_week_without_her(pool):
    week = solved(pool)
    for told in without(week):
        others = everyone(week, told.subject, told.id)
        short = in_short(week, told.subject, told.id, others)
        assert short.own == told.own
        if not any(told.id in pair for pair in pool.frozen):
            assert short.blocked == told.blocked


@settings(max_examples=40, deadline=None)
@given(pools(most_volunteers=4, most_needs=4), number)
def test_r46_everyone_of_the_other_side_is_told(pool, number):
    week = solved(pool)
    for need in pool.needs:
        told = everyone(week, Subject.NEED, need.id)
        have = {volunteer_id for volunteer_id, need_id in pool.frozen if need_id == need.id}
        assert {one.id for one in told} == {one.id for one in pool.volunteers} - have
        for one in told:
            assert one.broken == look_at(pool, CHOICES, RELATED, one.id, need.id).broken


@settings(max_examples=40, deadline=None)
@given(pools(most_volunteers=5, most_needs=4))
def test_list_of_one_has_the_suggested_first_and_everybody_possible_once(pool):
    week = solved(pool)
    for need in pool.needs:
        told = ranked(week, Subject.NEED, need.id)
        possible = {week.ids(p)[0] for p in range(len(week.open)) if week.ids(p)[1] == need.id}
        assert sorted(one.volunteer_id for one in told) == sorted(possible)
        given = sum(one.rank == 0 for one in told)
        assert [one.rank for one in told] == [0] * given + list(range(1, len(told) - given + 1))


@settings(max_examples=60, deadline=None)
@given(pools(most_volunteers=6, most_needs=6))
def test_whoever_stands_below_fewer_points_is_told_why_and_nobody_else(pool):
    """Whoever is said to be needed more elsewhere costs the others more than one above."""
    week = solved(pool)
    for need in pool.needs:
        told = [one for one in ranked_why(week, Subject.NEED, need.id) if one[0].rank]
        for place, (one, below) in enumerate(told):
            fewer = [above for above, _ in told[:place] if points_of(above) < points_of(one)]
            assert fewer or below is None
            if below is Below.NEEDED:
                assert any(above.price <= one.price for above in fewer)
                assert week.lowest.price_v[week.features.row_of_volunteer[one.volunteer_id]] > 0
            if fewer and below is None:
                assert pool.proposed  # what has been suggested already stands a little higher


def points_of(told):
    return (told.explanation.fit + 500) // 1000


def test_who_is_needed_more_elsewhere_stands_below_fewer_points_and_it_is_said():
    """Aila alone speaks Finnish with n1, and n2 would gain more by her than n3."""
    spoken = {"finnish": Level.NATIVE, "swedish": Level.NATIVE}
    aila = volunteer_profile("aila", interests=frozenset({"chess"}), languages=spoken)
    finnish = {"languages": {"finnish": Level.NATIVE}, "must_languages": frozenset({"finnish"})}
    needs = [
        need_profile("n1", **finnish),
        need_profile("n2", interests=frozenset({"chess"})),
        need_profile("n3", interests=frozenset({"cards"})),
    ]
    people = pool([aila, *(volunteer_profile(f"v{number}") for number in range(5))], needs)

    *others, last = ranked_why(solved(people), Subject.NEED, "n3")

    assert (last[0].volunteer_id, last[1]) == ("aila", Below.NEEDED)
    assert max(points_of(one) for one, _ in others) < points_of(last[0])
    assert {why for _, why in others} == {None}


def test_somebody_asked_already_is_told_as_such():
    found = pool([volunteer_profile()], [need_profile()], frozen=frozenset({("v1", "n1")}))

    assert Forcing(solved(found)).why_not(("v1", "n1")).refused is Refusal.ASKED


def test_locked_pair_keeps_its_room():
    found = pool(
        [volunteer_profile()],
        [need_profile("n1"), need_profile("n2")],
        locked=frozenset({("v1", "n1")}),
    )

    told = Forcing(solved(found)).why_not(("v1", "n2"))

    assert (told.refused, told.locked) == (Refusal.VOLUNTEER_FULL, ("n1",))


def test_who_loses_by_a_forced_pair_is_told():
    found = pool([volunteer_profile()], [need_profile("n1", priority_class=1), need_profile("n2")])

    told = Forcing(solved(found)).why_not(("v1", "n2")).forced

    assert [one.need_id for one in told.difference.of(Loss.LOST)] == ["n1"]
    assert [one.need_id for one in told.difference.of(Loss.GAINED)] == ["n2"]
    assert told.cost > 0


def test_missing_step_of_an_idle_volunteer_is_a_bottleneck():
    found = pool([volunteer_profile(missing_gates=NOT_CLEARED)], [need_profile()])

    (told,) = bottlenecks(solved(found), RELATED)

    assert (told.recipe.value, told.id, told.facts) == ("clearance", "v1", {"gate": "reference"})


def test_longer_way_is_asked_for_only_where_it_is_a_little():
    far = volunteer_profile("far", place=STOCKHOLM, modes=frozenset({Mode.CAR}), reach_minutes=80)
    farther = replace(far, id="farther", reach_minutes=10)

    told = bottlenecks(solved(pool([far, farther], [need_profile()])), RELATED)

    assert [(one.id, one.facts["was_reach_minutes"]) for one in told] == [("far", 80)]


def test_r45_every_second_week_is_asked_for_where_somebody_can_only_in_odd_weeks():
    odd = volunteer_profile(availability=weekly([1], 36, 48, ODD_WEEKS))

    (told,) = bottlenecks(solved(pool([odd], [need_profile(every_weeks=1)])), RELATED)

    assert (told.recipe.value, told.id) == ("wish", "n1")
    assert told.facts == {"every_weeks": 2, "was": 1}


def test_recruit_is_looked_for_where_and_when_somebody_waits():
    found = pool([], [need_profile(), need_profile("n2")])

    (told, *_) = recruits(solved(found), RELATED)

    assert told.facts["hours"] == "weekday_forenoons"
    assert told.facts["open_to"] == ["n1", "n2"]
    assert told.gain[0] == 1


def test_waits_are_counted_to_the_day_of_asking():
    found = pool(
        [], [need_profile(waiting_since=MONDAY - timedelta(days=6), priority_class=1)],
        asked_on=MONDAY + timedelta(days=5),
    )  # fmt: skip

    assert outcome(solved(found)).longest_wait == 11


def test_second_language_is_told_with_how_many_need_it():
    finnish = need_profile("n3", languages={"finnish": Level.NATIVE})
    found = pool([], [need_profile(), finnish, replace(finnish, id="n4")])

    (told, *_) = recruits(solved(found), RELATED)

    assert (told.facts["language"], told.facts["by_swedish"]) == ("finnish", 1)


@given(pools())
def test_r37_questions_are_those_of_the_pairs_that_lists_name(pool):
    week = solved(pool)

    told = {
        (one.volunteer_id, one.need_id, ask.whom, ask.fact)
        for one in (*lists.proposals(week), *lists.alternatives(week))
        for ask in one.explanation.worth_asking
    }
    found = unknowns(week)

    assert {(*pair, one.subject, one.ask.fact) for one in found for pair in one.pairs} == told


def test_r37_untold_times_may_add_points_or_show_that_the_two_cannot_meet():
    untold = volunteer_profile(availability=Availability(), commitment_months=None)
    week = solved(pool([untold], [need_profile(wanted_months=6)]))

    found = {one.ask.fact: (one.points > 0, one.decides) for one in unknowns(week)}

    assert found["availability"] == (True, True)
    assert found["commitment_months"] == (True, False)


@pytest.mark.parametrize(
    ("traits", "shares"), [([Trait.DOG], False), ([Trait.DOG, Trait.SMOKE], True)]
)
def test_r37_points_that_hang_on_two_answers_are_not_promised_for_each(traits, shares):
    picky = volunteer_profile(traits=Traits(bears=dict.fromkeys(traits, Bears.RATHER_NOT)))
    week = solved(pool([picky], [need_profile()]))

    asked = [one for one in unknowns(week) if one.ask.fact == "has_trait"]

    assert [one.shares for one in asked] == [shares] * len(traits)


def test_question_about_nobody_is_missing():
    with pytest.raises(Missing):
        Forcing(solved(pool([], []))).why_not(("v1", "n1"))


def test_language_that_most_wait_for_is_tried_before_the_first_by_letter():
    rare = [
        need_profile(f"a{n}", languages={code: Level.NATIVE})
        for n, code in enumerate(("arabic", "dari", "finnish"))
    ]
    common = [need_profile(f"b{n}", languages={"ukrainian": Level.NATIVE}) for n in range(3)]

    (told, *_) = recruits(solved(pool([], [*rare, *common])), RELATED)

    assert told.facts["language"] == "ukrainian"


def test_nobody_is_looked_for_to_what_is_over_before_anybody_can_be_asked():
    over = need_profile(until_on=MONDAY + timedelta(days=27))
    found = pool([], [over], asked_on=MONDAY)

    assert recruits(solved(found), RELATED) != ()
    assert recruits(solved(found, replace(CHOICES, lead_days=42)), RELATED) == ()
