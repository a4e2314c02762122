"""Rules that tie pairs together are kept, at the least cost."""

from dataclasses import replace
from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from matcher.engine.assignment import Branch, assign, with_ties
from matcher.engine.assignment.conflicts import groups, mended, together
from matcher.engine.assignment.few import mended_near
from tests.engine import oracles
from tests.engine.graphs import a_graph, graphs


def neighbours(volunteer, need, other):
    return abs(need - other) == 1


def best(graph, keeps):
    """The best objective over all sets of pairs that fit and keep the rule."""
    usable = np.flatnonzero(~graph.barred_p & (graph.value_p > 0))
    sets = (
        np.array(chosen, dtype=int)
        for size in range(len(usable) + 1)
        for chosen in combinations(usable, size)
    )
    return max(
        int(graph.value_p[chosen].sum())
        for chosen in sets
        if oracles.fits(graph, chosen) and keeps(graph, chosen)
    )


def no_neighbours(graph, chosen_p):
    """The constraint: no volunteer has two needs that are next to each other."""
    for one, other in combinations(chosen_p.tolist(), 2):
        is_hers = graph.volunteer_p[one] == graph.volunteer_p[other]
        if is_hers and neighbours(0, graph.need_p[one], graph.need_p[other]):
            yield [Branch(bar=(one,)), Branch(bar=(other,))]


def has_no_clash(graph, chosen):
    met = [(int(graph.volunteer_p[p]), int(graph.need_p[p])) for p in chosen]
    return not any(v == w and neighbours(v, n, m) for (v, n), (w, m) in combinations(met, 2))


def goes_together(graph, chosen):
    met = {(int(graph.volunteer_p[p]), int(graph.need_p[p])) for p in chosen}
    return {n for v, n in met if v == 0} == {n for v, n in met if v == 1}


@given(graphs(most=3, locks=False))
def test_no_two_needs_of_a_volunteer_collide_and_nothing_is_lost_for_it(graph):
    found = mended(graph, [no_neighbours])

    assert has_no_clash(graph, found.assignment.chosen_p)
    assert found.assignment.objective == best(graph, has_no_clash)
    assert found.cost == assign(graph).objective - found.assignment.objective


@given(graphs(most=3, locks=False).filter(lambda graph: (graph.value_p > 0).all()))
def test_couple_goes_together_and_nothing_is_lost_for_it(graph):
    found = mended(graph, [together([(0, 1)])])

    assert goes_together(graph, found.assignment.chosen_p)
    assert found.assignment.objective == best(graph, goes_together)


@given(graphs(most=6, locks=False), st.integers(1, 3), st.sampled_from([0, 200]))
def test_group_is_large_enough_or_not_there(graph, least, most_plans):
    rule = groups(np.full(graph.n_needs, least))

    found = mended(graph, [rule, no_neighbours], most_plans=most_plans)

    fill = np.bincount(graph.need_p[found.assignment.chosen_p], minlength=graph.n_needs)
    assert ((fill == 0) | (fill >= least)).all()
    assert has_no_clash(graph, found.assignment.chosen_p)
    assert oracles.fits(graph, found.assignment.chosen_p)
    assert found.cost >= 0


def test_locked_pairs_that_collide_stay_as_a_person_chose():
    graph = a_graph([[5], [4]], capacity=[2], locked={(0, 0), (1, 0)})

    found = mended(graph, [no_neighbours])

    assert found.assignment.chosen_p.tolist() == [0, 1]
    assert found.cost == 0


@given(graphs(), st.randoms(use_true_random=False))
def test_few_pairs_give_the_plan_that_all_of_them_give(graph, draw):
    draws = np.array([draw.getrandbits(24) for _ in graph.value_p], dtype=np.int64)
    seats = int(graph.seats_n.sum())
    graph = replace(graph, value_p=with_ties(graph.value_p, draws, seats)[0])
    rule, free, none = no_neighbours, assign(graph), np.zeros(len(draws), dtype=bool)

    few = mended_near(graph, [rule], free=free, tied_p=none)

    whole = mended(graph, [rule], free=free, most_plans=0)
    assert few.assignment.chosen_p.tolist() == whole.assignment.chosen_p.tolist()
    assert few.assignment.objective == whole.assignment.objective == few.assignment.bound
    assert few.cost == whole.cost
