"""Where a count of nearly the same pool ended, so that the next need not begin from nothing.

Prices are only a place to begin: whatever they are, the market is put in balance from them
(`assignment.shortest_paths`) and ends at the one best plan. After a decision they are right for
nearly everybody, and so are the pairs.
"""

from dataclasses import dataclass

import numpy as np

from matcher.domain.suggestions import Pair, PriceList
from matcher.engine.assignment import Assignment, Graph, Prices
from matcher.engine.assignment.graph import LARGEST_VALUE
from matcher.engine.candidates import codes
from matcher.engine.features import Features
from matcher.engine.finding import codes_of


@dataclass(frozen=True, slots=True)
class Start:
    """The pairs of a plan, and the prices that proved it."""

    prices: PriceList
    pairs: frozenset[Pair]

    def near(self, features: Features, graph: Graph, unit: int) -> Prices:
        """For another pool's graph, whose parts are of another size where its seats are others."""
        # Nobody is worth more than the largest value: what asks more is held to that.
        price_v = np.zeros(graph.n_volunteers, dtype=np.int64)
        for volunteer_id, price in self.prices.of.items():
            row = features.row_of_volunteer.get(volunteer_id)
            if row is not None:
                price_v[row] = min(price * unit // self.prices.unit, LARGEST_VALUE)
        held_p = np.isin(codes(graph.volunteer_p, graph.need_p), codes_of(features, self.pairs))
        return Prices(price_v, held_p & (graph.value_p > 0) & ~graph.locked_p & ~graph.barred_p)


def price_list(features: Features, plan: Assignment, unit: int) -> PriceList:
    """The prices of a plan, by id; who costs nothing is not named."""
    named = zip(features.volunteers, plan.price_v.tolist(), strict=True)
    return PriceList(unit, {one.id: price for one, price in named if price})
