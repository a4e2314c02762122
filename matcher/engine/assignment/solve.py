"""The whole recipe: near prices, then exact."""

import numpy as np

from matcher.engine.arrays import Bools, Ints
from matcher.engine.assignment import auction, shortest_paths
from matcher.engine.assignment.auction import Prices
from matcher.engine.assignment.graph import Assignment, Graph
from matcher.engine.assignment.market import Market


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
    market = Market(graph, np.where(room_v, near.price_v, _dearest(graph)), near.held_p)
    shortest_paths.balance(market, market.out_of_balance())
    return market.assignment()


def _free(graph: Graph) -> Bools:
    return (graph.value_p > 0) & ~graph.locked_p & ~graph.barred_p


def _dearest(graph: Graph) -> Ints:
    """Nobody bids for a volunteer without room when she costs as much as her best pair."""
    dearest_v = np.zeros(graph.n_volunteers, dtype=np.int64)
    np.maximum.at(dearest_v, graph.volunteer_p, graph.value_p)
    return dearest_v
