"""Pools small enough to solve on paper, and what the solver refuses."""

from dataclasses import replace

import numpy as np
import pytest

from matcher.engine.assignment import Rematch, assign, ties, with_ties
from matcher.engine.assignment.graph import exact_sum
from tests.engine.graphs import a_graph


def chosen(graph, assignment):
    """Chosen pairs as (need, volunteer)."""
    pairs = assignment.chosen_p
    return list(zip(graph.need_p[pairs].tolist(), graph.volunteer_p[pairs].tolist(), strict=True))


def test_best_total_beats_the_best_single_pair():
    # Greedy takes 9 and is left with 1; the best total is 8 + 7.
    graph = a_graph([[9, 8], [7, 1]])

    found = assign(graph)

    assert chosen(graph, found) == [(0, 1), (1, 0)]
    assert found.objective == 15


def test_volunteer_with_capacity_two_meets_the_same_need_once():
    graph = a_graph([[10, 3]], capacity=[2, 1], seats=[2])

    assert chosen(graph, assign(graph)) == [(0, 0), (0, 1)]


def test_price_is_what_the_next_in_line_bids():
    # Two needs want the only volunteer: she costs at least the loser's 6, at most the winner's 9.
    graph = a_graph([[9], [6]])

    found = assign(graph)

    assert chosen(graph, found) == [(0, 0)]
    assert 6 <= found.price_v[0] <= 9


def test_worthless_pair_is_not_made():
    graph = a_graph([[-4, 5]], seats=[2])

    assert chosen(graph, assign(graph)) == [(0, 1)]


def test_locked_pair_is_made_though_worthless():
    graph = a_graph([[-4, 5]], locked={(0, 0)})

    found = assign(graph)

    assert chosen(graph, found) == [(0, 0)]
    assert found.objective == found.bound == -4


def test_empty_pool_has_an_empty_plan():
    found = assign(a_graph(np.zeros((0, 0))))

    assert (found.chosen_p.tolist(), found.objective, found.bound, found.gap) == ([], 0, 0, 0.0)


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ({"locked": {(0, 0), (1, 0)}}, "more locked pairs than capacity"),
        ({"locked": {(0, 0), (0, 1)}}, "more locked pairs than seats"),
        ({"locked": {(0, 0)}, "barred": {(0, 0)}}, "both locked and barred"),
        ({"capacity": [-1, 1]}, "not negative"),
        ({"capacity": [1]}, "one entry|an entry a volunteer"),
    ],
)
def test_impossible_graph_is_refused(wrong, fault):
    with pytest.raises(ValueError, match=fault):
        assign(replace(a_graph([[9, 8], [7, 1]], **wrong), n_volunteers=2))


def test_rows_out_of_order_are_refused():
    graph = a_graph([[9, 8], [7, 1]])

    with pytest.raises(ValueError, match="sorted"):
        replace(graph, need_p=graph.need_p[::-1].copy())


def test_graph_cannot_be_written_to():
    with pytest.raises(ValueError, match="read-only"):
        a_graph([[9]]).value_p[0] = 1


def test_objective_beyond_int64_is_exact():
    values = np.full(100, (1 << 60) - 1, dtype=np.int64)

    assert exact_sum(values) == 100 * ((1 << 60) - 1)
    assert exact_sum(-values) == -100 * ((1 << 60) - 1)


def test_tie_follows_the_ids_not_the_rows():
    one = ties(["v1", "v2"], ["n1"], np.array([0, 1]), np.array([0, 0]))
    other = ties(["v2", "v1"], ["n1"], np.array([0, 1]), np.array([0, 0]))

    assert one.tolist() == other.tolist()[::-1]
    assert one[0] != one[1]


def test_tie_of_a_volunteer_and_a_need_with_the_same_id_is_not_symmetric():
    assert ties(["a"], ["b"], np.array([0]), np.array([0])) != ties(
        ["b"], ["a"], np.array([0]), np.array([0])
    )


def test_tie_is_the_same_on_every_machine():
    """Stored plans are compared over years: the hash must never change."""
    tie = ties(["volunteer-1"], ["need-1"], np.array([0]), np.array([0]))

    assert tie.tolist() == [9_511_458]


def test_unit_of_score_is_wider_than_the_ties_of_all_pairs_together():
    _, unit = with_ties(np.array([10_000]), np.array([2**24 - 1]), 171_000)

    assert unit > 171_000 * (2**24 - 1)


def test_scores_without_room_for_ties_are_refused():
    with pytest.raises(OverflowError, match="coarser unit"):
        with_ties(np.array([1 << 40]), np.array([0]), 171_000)


def test_rejected_pair_moves_those_it_has_to_and_comes_back_when_it_may():
    # The plan is (0,1) and (1,0): 8 + 7. Without (0,1), need 0 takes volunteer 0: 9 + 1.
    graph = a_graph([[9, 8], [7, 1]])
    plan = Rematch(graph, assign(graph))

    plan.bar(1)
    assert (plan.chosen_p.tolist(), plan.objective) == ([0, 3], 10)

    plan.unbar(1)
    assert (plan.chosen_p.tolist(), plan.objective) == ([1, 2], 15)


def test_lock_without_room_is_refused_and_changes_nothing():
    graph = a_graph([[9, 8], [7, 1]])
    plan = Rematch(graph, assign(graph))
    plan.lock(0)

    with pytest.raises(ValueError, match="no seat"):
        plan.lock(1)
    with pytest.raises(ValueError, match="no capacity"):
        plan.lock(2)
    with pytest.raises(ValueError, match="not locked"):
        plan.unlock(3)

    assert chosen(graph, plan.assignment) == [(0, 0), (1, 1)]
