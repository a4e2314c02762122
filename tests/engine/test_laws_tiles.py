"""A large pool streamed in tiles says what a small one says that is judged whole."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.domain.people import Form
from matcher.engine import blocks, criteria, features, finding, holding, looks, rules, search, tiles
from matcher.engine import stage as stages
from matcher.engine.candidates import Book, codes
from matcher.engine.features.forms import PHYSICAL, bits_of
from matcher.engine.matching import candidates_of, match
from matcher.engine.rules.rule import FormRule, Wish
from matcher.engine.scores import priorities, seat_values
from matcher.engine.sieve import Sieve
from matcher.engine.stage import pair_values
from matcher.engine.tally import sift
from tests.bench.engine_pipeline import shipped
from tests.bench.engine_pools import RELATED as BENCH_RELATED
from tests.bench.engine_pools import pool as bench_pool
from tests.engine.strategies import RELATED, pools
from tests.make import params

CHOICES = params()


@pytest.fixture
def streamed(monkeypatch):
    """Ask as if every pool were large, and a tile and a block tiny."""

    def ask(question):
        with monkeypatch.context() as small:
            small.setattr(finding, "DENSE_PAIRS", -1)
            small.setattr(blocks, "TIMES_KEPT", -1)
            small.setattr(tiles, "NEEDS_IN_TILE", 2)
            small.setattr(tiles, "PAIRS_IN_TILE", 100)
            small.setattr(tiles, "FEW_PAIRS", -1)
            small.setattr(blocks, "PAIRS_IN_BLOCK", 8)
            return question()

    return ask


@settings(max_examples=60, deadline=None)
@given(pool=pools(most_volunteers=6, most_needs=5))
def test_streamed_is_whole(pool):
    whole = match(pool, CHOICES, RELATED)

    with pytest.MonkeyPatch.context() as small:
        small.setattr(finding, "DENSE_PAIRS", -1)
        small.setattr(blocks, "TIMES_KEPT", -1)
        small.setattr(tiles, "NEEDS_IN_TILE", 2)
        small.setattr(tiles, "FEW_PAIRS", -1)
        small.setattr(blocks, "PAIRS_IN_BLOCK", 8)
        assert match(pool, CHOICES, RELATED) == whole


def said(found):
    pairs = [(one.volunteer_id, one.need_id) for one in found.proposals]
    return pairs, found.objective, found.bound, found.collisions_cost, found.lost_locks


@settings(max_examples=60, deadline=None)
@given(pool=pools(most_volunteers=6, most_needs=5), least=st.integers(1, 3))
def test_the_plan_is_the_same_though_few_pairs_are_held(pool, least):
    whole = match(pool, CHOICES, RELATED)

    with pytest.MonkeyPatch.context() as small:
        small.setattr(finding, "DENSE_PAIRS", -1)
        small.setattr(blocks, "TIMES_KEPT", -1)
        small.setattr(tiles, "NEEDS_IN_TILE", 2)
        small.setattr(tiles, "FEW_PAIRS", -1)
        small.setattr(holding, "HELD_PAIRS", 0)
        small.setattr(holding, "LEAST_HELD", least)
        assert said(match(pool, CHOICES, RELATED)) == said(whole)


def test_a_crowded_centre_is_planned_alike_though_few_pairs_are_held(monkeypatch):
    centre, choices = bench_pool(30, 60), shipped()
    whole = match(centre, choices, BENCH_RELATED)

    monkeypatch.setattr(finding, "DENSE_PAIRS", -1)
    monkeypatch.setattr(blocks, "TIMES_KEPT", -1)
    monkeypatch.setattr(holding, "HELD_PAIRS", 0)
    monkeypatch.setattr(holding, "LEAST_HELD", 1)

    assert said(match(centre, choices, BENCH_RELATED)) == said(whole)


@pytest.mark.slow  # a whole centre, pair by pair
@pytest.mark.parametrize("size", [(140, 60), (60, 140)])
def test_a_centre_streamed_is_the_centre(streamed, size):
    centre, choices = bench_pool(*size), shipped()

    assert streamed(lambda: match(centre, choices, BENCH_RELATED)) == match(
        centre, choices, BENCH_RELATED
    )


def test_a_list_streamed_is_the_list(streamed):
    centre, choices = bench_pool(60, 30), shipped()
    need_id = centre.needs[3].id

    def one_list():
        return candidates_of(centre, choices, BENCH_RELATED, need_id)

    assert streamed(one_list) == one_list()


@settings(max_examples=60, deadline=None)
@given(pool=pools(most_volunteers=6, most_needs=5))
def test_no_open_pair_lies_outside_its_tile(pool):
    """The prefilter of tiles leaves out only pairs that some rule forbids."""
    arrays = features.build(pool, RELATED)
    book = Book(rules.all_rules(CHOICES), criteria.all_criteria(CHOICES), CHOICES)

    with pytest.MonkeyPatch.context() as small:
        small.setattr(tiles, "FEW_PAIRS", -1)
        found = [int(code) for pairs in search.every_open(arrays, book) for code in codes(*pairs)]

    whole, _ = sift(arrays, book)
    assert sorted(found) == codes(whole.v_p, whole.n_p).tolist()


@settings(max_examples=60, deadline=None)
@given(pool=pools(most_volunteers=6, most_needs=5), data=st.data())
def test_the_best_of_each_need_are_found_though_not_all_are_scored(pool, data):
    """Among everybody, and among some before and after everybody's pairs are kept; in the tiles
    that they were seen in, or all in one.
    """
    arrays = features.build(pool, RELATED)
    book = Book(rules.all_rules(CHOICES), criteria.all_criteria(CHOICES), CHOICES)
    drawn = st.lists(st.integers(0, 20_000), min_size=len(pool.volunteers), max_size=6)
    price_v = np.array(data.draw(drawn)[: len(pool.volunteers)], dtype=np.int32)
    floor_n = np.full(len(pool.needs), data.draw(st.sampled_from([search.ANY, 40_000])), np.int32)
    most = data.draw(st.integers(1, 3))
    some = [some_of(data, side) for side in (pool.needs, pool.volunteers)]

    with pytest.MonkeyPatch.context() as small:
        small.setattr(tiles, "NEEDS_IN_TILE", 2)
        small.setattr(tiles, "FEW_PAIRS", -1)
        small.setattr(blocks, "PAIRS_IN_BLOCK", 4)
        small.setattr(looks, "FEW_PAIRS", data.draw(st.sampled_from([-1, 1_000])))
        wanted = search.Wanted(floor_n, most, 1_000, price_v=price_v)
        before, everybody, after = (
            [best.pairs for best in search.search(arrays, book, wanted, *whom)]
            for whom in (some, (), some)
        )

    whole, _ = sift(arrays, book)
    worth = [
        (n, -(fit - price_v[v]), v)
        for v, n, fit in zip(whole.v_p, whole.n_p, whole.fit_p, strict=True)
        if fit - price_v[v] >= floor_n[n]
    ]
    assert rows_of(everybody) == best_rows(worth, most)
    among_some = [row for row in worth if some[0][row[0]] and some[1][row[2]]]
    assert rows_of(before) == rows_of(after) == best_rows(among_some, most)


def some_of(data, side):
    drawn = st.lists(st.booleans(), min_size=len(side), max_size=len(side))
    return np.array(data.draw(drawn), dtype=bool)


def rows_of(found):
    return sorted((n, v) for some in found for v, n in zip(some.v_p, some.n_p, strict=True))


def best_rows(worth, most):
    rows = [row for rows in _by_need(worth).values() for row in sorted(rows)[:most]]
    return sorted((n, v) for n, _, v in rows)


@settings(max_examples=40, deadline=None)
@given(
    seed=st.integers(0, 1 << 30),
    nearly=st.sampled_from([0, 150_000, 1_000_000]),
    kept=st.sampled_from([0, 1_000]),
    few=st.sampled_from([-1, 1_000]),
)
def test_a_look_at_what_has_fallen_finds_all_that_a_look_at_everything_finds(
    seed, nearly, kept, few
):
    """However prices and rents move between the looks, at pairs that are kept or not, few of them
    in one tile or in many.
    """
    draw = np.random.default_rng(seed)
    with pytest.MonkeyPatch.context() as small:
        small.setattr(looks, "LOOKED_AT_KEPT", kept)
        small.setattr(looks, "FEW_PAIRS", few)
        hold_one_each(small, nearly)
        stage = at_first(bench_pool(40, 12))
        seat_n = seat_values(stage.found.features, stage.priority_n, CHOICES)
        price_v = draw.integers(3 * POINT, 10 * POINT, 40)
        rent_n = seat_n + draw.integers(12 * POINT, 24 * POINT, 12)
        before = replace(stage.best(), price_v=price_v * stage.unit, rent_n=rent_n * stage.unit)
        new, seen = stage.entering(before, [stage.unseen()])
        for _ in range(6):
            stage = stage.with_pairs(new, before)
            price_v = price_v + draw.integers(-POINT, POINT // 2, 40) * (draw.random(40) < 0.4)
            rent_n = rent_n + draw.integers(-2 * POINT, 2 * POINT, 12) * (draw.random(12) < 0.2)
            after = replace(before, price_v=price_v * stage.unit, rent_n=rent_n * stage.unit)
            everything, _ = stage.entering(after, [stage.unseen()])
            new, seen = stage.entering(after, [seen])
            assert worth_more(stage, after, new) == worth_more(stage, after, everything)


POINT = 100_000  # of fit, and all of the dial


def hold_one_each(small, nearly):
    small.setattr(finding, "DENSE_PAIRS", -1)
    small.setattr(blocks, "TIMES_KEPT", -1)
    small.setattr(holding, "HELD_PAIRS", 0)
    small.setattr(holding, "LEAST_HELD", 1)
    for module in (holding, stages):
        small.setattr(module, "COMES_NEAR", nearly)


def at_first(pool):
    arrays = features.build(pool, BENCH_RELATED)
    book = Book(rules.all_rules(CHOICES), criteria.all_criteria(CHOICES), CHOICES)
    found = finding.find(pool, arrays, book)
    return stages.Stage(pool, found, priorities(arrays, CHOICES))


def worth_more(stage, plan, pairs):
    """Those that are worth more than price and rent."""
    found = stage.found
    values = pair_values(stage.pool, CHOICES, found.features, pairs, stage.priority_n)[0]
    more_p = values > plan.price_v[pairs.v_p] + plan.rent_n[pairs.n_p]
    return set(codes(pairs.v_p[more_p], pairs.n_p[more_p]).tolist())


def _by_need(rows):
    needs = {}
    for row in rows:
        needs.setdefault(row[0], []).append(row)
    return needs


class NotOnEvenRows(Wish):
    """A rule of no common shape: it looks at both rows."""

    id = "even"

    def breaks(self, block):
        return (block.rows_v[:, None] + block.rows_n) % 2 == 0


@settings(max_examples=30, deadline=None)
@given(pool=pools(most_volunteers=6, most_needs=5))
def test_a_rule_of_its_own_shape_is_asked_in_a_large_pool_too(pool):
    arrays = features.build(pool, RELATED)
    every_rule = (*rules.all_rules(CHOICES), NotOnEvenRows())
    book = Book(every_rule, criteria.all_criteria(CHOICES), CHOICES)

    found = [int(code) for pairs in search.every_open(arrays, book) for code in codes(*pairs)]

    whole, _ = sift(arrays, book)
    assert sorted(found) == codes(whole.v_p, whole.n_p).tolist()


class NotOut(FormRule, Wish):
    """Closes forms without the home, and not all that somebody travels for."""

    id = "out"

    def sets(self, features):
        return (bits_of([Form.OUT]),)

    def closes(self, block):
        return np.full(block.shape, bits_of([Form.OUT]), dtype=np.uint8)


def test_forms_are_closed_in_sets_of_which_each_is_part_of_the_next():
    arrays = features.build(bench_pool(20, 10), BENCH_RELATED)

    assert rules.nested(rules.all_rules(CHOICES), arrays) == (bits_of([Form.HOME]), PHYSICAL)


@settings(max_examples=30, deadline=None)
@given(pool=pools(most_volunteers=6, most_needs=5))
def test_a_rule_closes_no_other_forms_than_it_says(pool):
    arrays = features.build(pool, RELATED)
    closing = [rule for rule in rules.all_rules(CHOICES) if isinstance(rule, FormRule)]

    for block in blocks.blocks(arrays):
        for rule in closing:
            assert set(np.unique(rule.closes(block)).tolist()) <= {0, *rule.sets(arrays)}


def test_a_rule_that_closes_forms_beside_those_of_another_is_refused():
    """Home closed by one rule and out by another may leave nothing, and no rule would say so."""
    arrays = features.build(bench_pool(20, 10), BENCH_RELATED)

    with pytest.raises(ValueError, match="neither is part"):
        Sieve(arrays, [*rules.all_rules(CHOICES), NotOut()])


@settings(max_examples=60, deadline=None)
@given(pool=pools(most_volunteers=6, most_needs=5))
def test_times_of_a_block_are_those_of_each_need_alone(pool):
    """Whatever other needs and volunteers are looked at together with it, kept for all or not."""
    arrays = features.build(pool, RELATED)
    every_v, every_n = np.arange(len(pool.volunteers)), np.arange(len(pool.needs))
    together = blocks.Block(blocks.Crowd(arrays, every_v), every_n).shared

    for kept, v, n in product((True, False), every_v, every_n):
        with pytest.MonkeyPatch.context() as small:
            if not kept:
                small.setattr(blocks, "TIMES_KEPT", -1)
            alone = blocks.Block(blocks.Crowd(arrays, every_v[[v]]), every_n[[n]]).shared
        there = together.of(np.array([n]), np.array([n * len(every_v) + v]))
        assert there == alone.of(np.array([0]), np.array([0]))
