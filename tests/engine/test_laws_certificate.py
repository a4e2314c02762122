"""The certificate speaks of all feasible pairs, however short the shortlist was."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from matcher.engine.assignment import Pairs, assign, certified
from matcher.engine.assignment.certificate import upper_bound
from tests.engine.graphs import a_pool, graphs, listed, table


@given(graphs(locks=False), st.integers(1, 3))
def test_shortlist_of_any_length_ends_at_the_optimum_over_all_pairs(graph, per_need):
    found = certified(listed(table(graph)), graph.capacity_v, graph.seats_n, per_need=per_need)

    assert found.assignment.objective == assign(graph).objective
    assert found.bound == found.assignment.objective
    assert found.gap == 0.0


@given(graphs())
def test_locked_pairs_stay_though_the_source_may_not_know_them(graph):
    locked = graph.locked_p
    known = np.where(graph.barred_p | locked, 0, graph.value_p)
    value_nv = np.zeros((graph.n_needs, graph.n_volunteers), dtype=np.int64)
    value_nv[graph.need_p, graph.volunteer_p] = known
    kept = Pairs(graph.volunteer_p[locked], graph.need_p[locked], graph.value_p[locked])

    found = certified(listed(value_nv), graph.capacity_v, graph.seats_n, locked=kept, per_need=1)

    assert found.assignment.objective == assign(graph).objective
    assert found.graph.locked_p.sum() == locked.sum()
    assert found.gap == 0.0


@given(graphs(), st.integers(0, 2**32 - 1))
def test_any_prices_bound_the_optimum(graph, seed):
    price_v = np.random.default_rng(seed).integers(0, 40, graph.n_volunteers)

    assert upper_bound(price_v, graph) >= assign(graph).objective


def test_scarce_pool_needs_more_than_its_shortlist():
    """Under scarcity everybody's shortlist names the same few: rounds find the others."""
    pool = a_pool(120, 300, per_need=120)

    short = certified(listed(table(pool)), pool.capacity_v, pool.seats_n, per_need=3, gap=1e-4)

    assert short.rounds > 1
    assert short.gap <= 1e-4
    assert short.bound >= assign(pool).objective
