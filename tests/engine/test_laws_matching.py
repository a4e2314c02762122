"""What holds of every run, whatever the people (hypothesis)."""

from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.domain.availability import regular
from matcher.domain.people import Gender
from matcher.domain.suggestions import RuleClass, Subject
from matcher.engine import features
from matcher.engine.assignment import assign
from matcher.engine.blocks import Block, Crowd
from matcher.engine.explanation import shown_points
from matcher.engine.features.times import eroded
from matcher.engine.matching import candidates_of, look_at, match
from matcher.engine.solving import solve
from tests.engine.strategies import RELATED, pools
from tests.make import params, volunteer_profile

CHOICES = params()
QUESTIONS = {  # what a missing fact of each criterion is asked with
    "interests": {"interests"},
    "tasks": {"tasks", "tasks_there", "tasks_unread", "skills"},
    "time": {"availability", "availability_there"},
    "closeness": {"place", "place_there"},
    "languages": {"languages"},
    "form": {"forms"},
    "commitment": {"commitment_months"},
    "wishes": {"gender", "has_trait"},
}
laws = settings(max_examples=30, deadline=None)


def all_proposals(found):
    return (*found.proposals, *found.alternatives)


def taken(pool, found, place):
    """How often each id is suggested or already asked; place 0 volunteers, 1 needs."""
    pairs = [(one.volunteer_id, one.need_id) for one in found.proposals]
    return Counter(pair[place] for pair in (*pairs, *pool.frozen))


@laws
@given(pools())
def test_nobody_is_overbooked(pool):
    found = match(pool, CHOICES, RELATED)

    volunteers, needs = taken(pool, found, 0), taken(pool, found, 1)
    already = Counter(v for v, _ in pool.frozen), Counter(n for _, n in pool.frozen)
    for one in pool.volunteers:
        assert volunteers[one.id] <= max(one.capacity, already[0][one.id])
    for one in pool.needs:
        assert needs[one.id] <= max(one.seats, already[1][one.id])
    pairs = [(one.volunteer_id, one.need_id) for one in found.proposals]
    assert len(set(pairs)) == len(pairs)
    assert not set(pairs) & pool.frozen


@laws
@given(pools())
def test_no_suggested_pair_breaks_a_rule_unless_a_coordinator_locked_it_against_a_wish(pool):
    found = match(pool, CHOICES, RELATED)

    for one in all_proposals(found):
        broken = look_at(pool, CHOICES, RELATED, one.volunteer_id, one.need_id).broken
        assert all(rule.rule_class is RuleClass.WISH for rule in broken)
        if (one.volunteer_id, one.need_id) not in pool.locked:
            assert broken == ()


@laws
@given(pools())
def test_r37_points_are_unknown_only_where_there_is_something_to_ask(pool):
    for one in all_proposals(match(pool, CHOICES, RELATED)):
        unknown = {part.criterion for part in one.explanation.parts if part.unknown}
        asked = {ask.fact for ask in one.explanation.asks}
        for criterion in unknown:
            assert asked & QUESTIONS[criterion], criterion


@laws
@given(pools())
def test_locks_are_kept_or_told_to_be_lost(pool):
    found = match(pool, CHOICES, RELATED)

    pairs = {(one.volunteer_id, one.need_id) for one in found.proposals}
    assert pool.locked - pool.frozen == (pairs & pool.locked) | set(found.lost_locks)
    assert not pairs & set(found.lost_locks)


@laws
@given(pools())
def test_parts_are_within_their_weight_and_add_up_to_what_is_shown(pool):
    for one in all_proposals(match(pool, CHOICES, RELATED)):
        parts = one.explanation.parts
        for part in parts:
            assert 0 <= part.points <= part.points + part.unknown <= part.of
        assert sum(part.of for part in parts) <= 100_000
        assert sum(shown_points(parts)) == (one.explanation.fit + 500) // 1000
        assert all(
            shown in (part.points // 1000, part.points // 1000 + 1)
            for shown, part in zip(shown_points(parts), parts, strict=True)
        )


@laws
@given(pools(), st.randoms(use_true_random=False))
def test_order_of_rows_changes_nothing(pool, chance):
    volunteers, needs = list(pool.volunteers), list(pool.needs)
    chance.shuffle(volunteers)
    chance.shuffle(needs)

    shuffled = replace(pool, volunteers=tuple(volunteers), needs=tuple(needs))

    assert match(shuffled, CHOICES, RELATED) == match(pool, CHOICES, RELATED)


@laws
@given(pools())
def test_all_weights_doubled_change_nothing(pool):
    doubled = params(weights={name: 2 * weight for name, weight in CHOICES.weights.items()})

    assert match(pool, doubled, RELATED) == match(pool, CHOICES, RELATED)


@laws
@given(pools())
def test_one_more_volunteer_never_makes_the_total_worse(pool):
    # Without interests: their rarity is the centre's, and one more changes what is rare
    choices = params(weights={**CHOICES.weights, "interests": 0})
    more = replace(pool, volunteers=(*pool.volunteers, volunteer_profile("one more")))

    before, after = match(pool, choices, RELATED), match(more, choices, RELATED)

    assert after.objective >= before.objective


@laws
@given(pools())
def test_as_good_as_trying_every_combination(pool):
    solved = solve(replace(pool, locked=frozenset()), CHOICES, RELATED)
    worth = (solved.value_p // solved.unit).tolist()
    pairs = list(zip(solved.open.v_p.tolist(), solved.open.n_p.tolist(), strict=True))

    best = max(
        sum(worth[p] for p in chosen)
        for size in range(len(pairs) + 1)
        for chosen in combinations(range(len(pairs)), size)
        if _fits(solved.features, [pairs[p] for p in chosen])
    )

    without_collisions = solved.assignment.objective + solved.collisions_cost
    assert without_collisions // solved.unit == best
    assert solved.assignment.bound == solved.assignment.objective


def _fits(arrays, pairs):
    volunteers, needs = Counter(v for v, _ in pairs), Counter(n for _, n in pairs)
    return all(arrays.capacity_v[v] >= count for v, count in volunteers.items()) and all(
        arrays.seats_n[n] >= count for n, count in needs.items()
    )


@laws
@given(pools())
def test_r46_suggested_and_without_are_all_eligible(pool):
    found = match(pool, CHOICES, RELATED)

    asked_v, asked_n = Counter(v for v, _ in pool.frozen), Counter(n for _, n in pool.frozen)
    suggested_n = {one.need_id for one in found.proposals}
    suggested_v = {one.volunteer_id for one in found.proposals}
    without_n = [one.id for one in found.without if one.subject is Subject.NEED]
    without_v = [one.id for one in found.without if one.subject is Subject.VOLUNTEER]
    eligible_n = {one.id for one in pool.needs if one.seats > asked_n[one.id]}
    eligible_v = {
        one.id
        for one in pool.volunteers
        if one.capacity > asked_v[one.id]
        and any(not missing for missing in one.missing_gates.values())
    }
    assert sorted(without_n) == sorted(eligible_n - suggested_n)
    assert sorted(without_v) == sorted(eligible_v - suggested_v)


@laws
@given(pools())
def test_r46_counts_say_of_every_pair_whether_it_is_possible_or_which_rules_block(pool):
    pool = replace(pool, frozen=frozenset(), locked=frozenset())
    found = match(pool, CHOICES, RELATED)

    for one in found.without:
        views = [
            look_at(
                pool,
                CHOICES,
                RELATED,
                other.id if one.subject is Subject.NEED else one.id,
                one.id if one.subject is Subject.NEED else other.id,
            )
            for other in (pool.volunteers if one.subject is Subject.NEED else pool.needs)
        ]
        counted = Counter(rule.rule for view in views for rule in view.broken)
        assert dict(one.blocked) == dict(counted)
        assert one.possible == sum(not view.broken for view in views)


@laws
@given(pools())
def test_r45_near_misses_break_exactly_one_wish(pool):
    for one in match(pool, CHOICES, RELATED).without:
        for near in one.near:
            pair = (
                (near.other_id, one.id) if one.subject is Subject.NEED else (one.id, near.other_id)
            )
            assert look_at(pool, CHOICES, RELATED, *pair).broken == (near.broken,)
            assert near.broken.rule_class is RuleClass.WISH


@laws
@given(pools())
def test_r53_lists_are_bounded(pool):
    found = match(pool, CHOICES, RELATED)

    for need in pool.needs:
        ranks = [one.rank for one in found.alternatives if one.need_id == need.id]
        assert ranks == sorted(set(ranks))
        assert len(ranks) <= 3
    free = {one.id: one.capacity for one in pool.volunteers}
    for volunteer_id, count in Counter(one.volunteer_id for one in all_proposals(found)).items():
        assert count <= free[volunteer_id] + 2


@laws
@given(pools(), st.sampled_from([None, 1930, 1999]), st.none() | st.sampled_from(list(Gender)))
def test_r43_age_gender_and_labels_are_no_inputs(pool, birth_year, gender):
    """Only where no age is asked for and nobody has a wish about gender: then they may count."""
    plain = replace(
        pool,
        volunteers=tuple(replace(one, gender_wish=None) for one in pool.volunteers),
        needs=tuple(replace(one, gender_wish=None, min_age=None) for one in pool.needs),
    )
    changed = replace(
        plain,
        volunteers=tuple(
            replace(one, birth_year=birth_year, gender=gender, place=_relabelled(one.place))
            for one in plain.volunteers
        ),
        needs=tuple(
            replace(one, gender=gender, subject_id="somebody else", place=_relabelled(one.place))
            for one in plain.needs
        ),
    )

    assert match(changed, CHOICES, RELATED) == match(plain, CHOICES, RELATED)


def _relabelled(place):
    return place and replace(place, label="elsewhere")


@laws
@given(pools(), st.dates(date(2024, 1, 1), date(2026, 11, 22)), st.sampled_from([None, 1, 4]))
def test_r42_waiting_and_class_change_no_fit(pool, since, number):
    waited = replace(
        pool,
        needs=tuple(replace(one, waiting_since=since, priority_class=number) for one in pool.needs),
    )

    for volunteer in pool.volunteers:
        for need in pool.needs:
            pair = volunteer.id, need.id
            assert look_at(pool, CHOICES, RELATED, *pair) == look_at(
                waited, CHOICES, RELATED, *pair
            )


@laws
@given(pools())
def test_candidates_name_exactly_the_possible_and_this_weeks_suggestion_first(pool):
    pool = replace(pool, frozen=frozenset(), locked=frozenset())
    found = match(pool, CHOICES, RELATED)

    for need in pool.needs:
        listed = candidates_of(pool, CHOICES, RELATED, need.id).ranked
        given_now = {one.volunteer_id for one in found.proposals if one.need_id == need.id}
        assert {one.volunteer_id for one in listed if one.rank == 0} == given_now
        assert [one.rank for one in listed] == sorted(one.rank for one in listed)
        possible = {
            one.id
            for one in pool.volunteers
            if not look_at(pool, CHOICES, RELATED, one.id, need.id).broken
        }
        assert {one.volunteer_id for one in listed} == possible


@laws
@given(pools())
def test_shared_times_are_those_of_the_domain(pool):
    arrays = features.build(pool, RELATED)
    shared = Block(
        Crowd(arrays, np.arange(len(pool.volunteers))), np.arange(len(pool.needs))
    ).shared

    for n in range(len(pool.needs)):
        rhythm = arrays.times.rhythm_n[n]
        shift = 672 * rhythm.first_week
        for v, volunteer in enumerate(pool.volunteers):
            hers = volunteer.availability.mask(pool.first_day, arrays.times.weeks)
            both = regular(
                (hers & arrays.times.mask_n[n]) >> shift,
                quarters=rhythm.quarters,
                every_weeks=rhythm.every_weeks,
                weeks=rhythm.weeks,
                turns_at=rhythm.turns,
            )
            place = n * len(pool.volunteers) + v
            times, wished, _ = (one.item() for one in shared.of(np.array([n]), np.array([place])))
            assert times == (len(both.weeks) if both else 0)
            if both:
                assert wished == both.wished


@given(st.integers(0, (1 << 200) - 1), st.integers(1, 40))
def test_erosion_leaves_the_starts_of_rows_long_enough(mask, quarters):
    row = (1 << quarters) - 1

    starts = sum(1 << i for i in range(200) if mask >> i & row == row)

    assert eroded(mask, quarters) == starts


@laws
@given(pools())
def test_price_is_what_the_whole_would_gain_by_one_more_hour_of_hers(pool):
    pool = replace(pool, locked=frozenset(), frozen=frozenset())
    solved = solve(pool, CHOICES, RELATED)

    for v, volunteer in enumerate(pool.volunteers):
        graph = solved.graph
        if solved.features.capacity_v[v]:
            capacity_v = graph.capacity_v.copy()
            capacity_v[v] += 1
            more = assign(replace(graph, capacity_v=capacity_v))
            gain = more.objective - solved.assignment.objective
            assert solved.lowest.price_v[v] == gain, volunteer.id


@laws
@given(pools())
def test_nobody_idle_has_a_price(pool):
    solved = solve(pool, CHOICES, RELATED)

    assert (solved.price_v >= 0).all()
    assert (solved.lowest.price_v[solved.idle_v] == 0).all()
