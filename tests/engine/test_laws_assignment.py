"""What must hold of an assignment whatever the pool."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.engine.assignment import assign
from matcher.engine.assignment.ties import ties, with_ties
from tests.engine import oracles
from tests.engine.graphs import a_graph, a_pool, graphs, table


@given(graphs())
def test_nobody_is_beyond_capacity_or_seats(graph):
    chosen = assign(graph).chosen_p

    assert oracles.fits(graph, chosen)
    assert len(set(chosen.tolist())) == len(chosen)


@given(graphs())
def test_locked_pairs_are_in_and_barred_ones_out(graph):
    chosen = set(assign(graph).chosen_p.tolist())

    assert set(np.flatnonzero(graph.locked_p).tolist()) <= chosen
    assert chosen.isdisjoint(np.flatnonzero(graph.barred_p).tolist())


@given(graphs())
def test_prices_prove_the_optimum(graph):
    found = assign(graph)

    assert found.bound == found.objective
    assert found.gap == 0.0


@given(graphs())
def test_price_and_rent_are_paid_only_by_the_full(graph):
    """Complementary slackness, each condition by itself."""
    found = assign(graph)
    load = np.bincount(graph.volunteer_p[found.chosen_p], minlength=graph.n_volunteers)
    fill = np.bincount(graph.need_p[found.chosen_p], minlength=graph.n_needs)
    gain = graph.value_p - found.price_v[graph.volunteer_p] - found.rent_n[graph.need_p]
    free = ~graph.locked_p & ~graph.barred_p & (graph.value_p > 0)
    is_in = np.isin(np.arange(len(gain)), found.chosen_p)

    assert (found.price_v >= 0).all()
    assert (found.rent_n >= 0).all()
    assert (load == graph.capacity_v)[found.price_v > 0].all()
    assert (fill == graph.seats_n)[found.rent_n > 0].all()
    assert (gain[free & is_in] >= 0).all()
    assert (gain[free & ~is_in] <= 0).all()


@given(graphs(most=3))
def test_as_good_as_trying_every_set_of_pairs(graph):
    assert assign(graph).objective == oracles.brute_force(graph)


@given(graphs(most=12, largest=1000))
def test_as_good_as_the_linear_programme_of_highs(graph):
    if len(graph.need_p):
        assert assign(graph).objective == pytest.approx(oracles.linear_programme(graph), abs=1e-4)


@pytest.mark.parametrize("kind", ["distinct", "levels", "equal"])
@pytest.mark.parametrize("volunteers", [600, 150], ids=["plentiful", "scarce"])
def test_as_good_as_the_flow_of_or_tools(volunteers, kind):
    graph = a_pool(volunteers, 300, kind=kind)

    assert assign(graph).objective == oracles.min_cost_flow(graph)


@given(graphs(), st.integers(0, 2**32 - 1))
def test_order_of_rows_changes_nothing(graph, seed):
    rng = np.random.default_rng(seed)
    volunteers, needs = rng.permutation(graph.n_volunteers), rng.permutation(graph.n_needs)
    shuffled = a_graph(
        table(graph)[np.ix_(needs, volunteers)],
        graph.capacity_v[volunteers],
        graph.seats_n[needs],
    )
    unlocked = a_graph(table(graph), graph.capacity_v, graph.seats_n)

    assert _pairs(shuffled, needs, volunteers) == _pairs(
        unlocked, np.arange(graph.n_needs), np.arange(graph.n_volunteers)
    )


def _pairs(graph, needs, volunteers):
    """Chosen pairs by the ids of the two, after ties by those ids."""
    tie_p = ties(
        [f"v{v}" for v in volunteers],
        [f"n{n}" for n in needs],
        graph.volunteer_p,
        graph.need_p,
    )
    value_p, _ = with_ties(graph.value_p, tie_p, int(graph.seats_n.sum()))
    chosen = assign(replace(graph, value_p=value_p)).chosen_p
    rows, columns = graph.need_p[chosen], graph.volunteer_p[chosen]
    return {(int(needs[n]), int(volunteers[v])) for n, v in zip(rows, columns, strict=True)}


@given(graphs(locks=False), st.integers(0, 2**32 - 1))
def test_one_more_volunteer_never_lowers_the_optimum(graph, seed):
    rng = np.random.default_rng(seed)
    newcomer = rng.integers(-2, 30, (graph.n_needs, 1))
    more = a_graph(np.hstack([table(graph), newcomer]), [*graph.capacity_v, 2], graph.seats_n)

    assert assign(more).objective >= assign(graph).objective


@given(graphs(), st.integers(2, 10**9))
def test_all_values_scaled_choose_the_same_total(graph, factor):
    scaled = replace(graph, value_p=graph.value_p * factor)

    assert assign(scaled).objective == assign(graph).objective * factor


@given(graphs(locks=False))
def test_ties_never_cost_a_unit_of_score(graph):
    tie_p = np.arange(len(graph.value_p)) * 7919 % 2**24
    value_p, unit = with_ties(graph.value_p, tie_p, int(graph.seats_n.sum()))

    with_them = assign(replace(graph, value_p=value_p))

    assert with_them.objective // unit == assign(graph).objective
