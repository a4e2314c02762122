"""The whole recipe: near prices, then exact, over the pairs that come near.

At near prices nearly all pairs are far from being chosen. The market is put in balance without
them; then every pair is priced once, and those that would better the plan are let in, until there
is none: so it is the best over all (column generation, Dantzig & Wolfe 1960).
"""

from dataclasses import replace

import numpy as np

from matcher.engine.arrays import Bools, Ints
from matcher.engine.assignment import auction, shortest_paths
from matcher.engine.assignment.auction import Prices
from matcher.engine.assignment.graph import Assignment, Graph
from matcher.engine.assignment.market import Market

NEARLY = 60  # a pair comes near that lacks so small a part of the largest value; measured
_ENDLESS = np.iinfo(np.int64).max


def assign(graph: Graph, near: Prices | None = None, *, from_v: Ints | None = None) -> Assignment:
    """The pairs of greatest total value within capacity and seats: locked in, barred out.

    The optimum, proven: ``bound == objective``. ``near`` are prices of a graph much like it, and
    the pairs held at them; without them an auction finds some, from nothing or from the prices
    ``from_v`` of a graph less like it. The optimum is the same.
    """
    room_v = graph.capacity_v > graph.locks_v()
    if near is None:
        free_p = _free(graph) & room_v[graph.volunteer_p]
        near = auction.near_prices(graph, free_p, from_v)
    near = replace(near, price_v=np.where(room_v, near.price_v, _dearest(graph)))
    return _exact(graph, near)


def _exact(graph: Graph, near: Prices) -> Assignment:
    """From near prices the optimum and prices that prove it."""
    nearly = int(graph.value_p.max(initial=0)) // NEARLY
    few_p = near.held_p | graph.locked_p | graph.worth(near.price_v, _rents(graph, near), -nearly)
    while True:
        rows = np.flatnonzero(few_p)
        market = Market(graph.only(rows), near.price_v, near.held_p[rows])
        shortest_paths.balance(market, market.out_of_balance())
        plan = market.assignment()
        plan = replace(plan, chosen_p=rows[plan.chosen_p])
        entering_p = graph.worth(plan.price_v, plan.rent_n) & ~few_p
        if not entering_p.any():
            return plan
        few_p |= entering_p
        near = Prices(plan.price_v, np.isin(np.arange(len(few_p)), plan.chosen_p))


def _rents(graph: Graph, near: Prices) -> Ints:
    """What the last free pair that a full need holds is worth to it; 0 where a seat is empty."""
    held = np.flatnonzero(near.held_p)
    need, net = graph.need_p[held], graph.value_p[held] - near.price_v[graph.volunteer_p[held]]
    last_n = np.full(graph.n_needs, _ENDLESS)
    np.minimum.at(last_n, need, net)
    held_n = np.bincount(need, minlength=graph.n_needs) + graph.locks_n()
    return np.where((held_n >= graph.seats_n) & (last_n < _ENDLESS), np.maximum(last_n, 0), 0)


def _free(graph: Graph) -> Bools:
    return (graph.value_p > 0) & ~graph.locked_p & ~graph.barred_p


def _dearest(graph: Graph) -> Ints:
    """Nobody bids for a volunteer without room when she costs as much as her best pair."""
    dearest_v = np.zeros(graph.n_volunteers, dtype=np.int64)
    np.maximum.at(dearest_v, graph.volunteer_p, graph.value_p)
    return dearest_v
