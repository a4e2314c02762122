"""Near prices by auction, all needs bidding at once.

Bertsekas' auction (*The auction algorithm*, Annals of OR 14, 1988) in its Jacobi form, with
several seats a need and several units a volunteer (Bertsekas & Castañón 1989):

1. Every need with an empty seat finds its best pair at today's prices, and its second best.
2. It bids as much as makes the two equal, and at least ``step`` more than today's price.
3. Each volunteer takes the highest bid in the place of the lowest she holds; whoever is put out
   bids again. A price is the lowest bid held, once all units are taken.
4. When (almost) nobody is left bidding, the step is made finer and prices start a little lower.

Steps shrink until they no longer force bids upwards: then the true differences between pairs
set the prices, and a finer step would find the same. Prices are near, not exact: the last step
is still in them, and `shortest_paths` takes it out. Whole numbers all the same, because a need
must see that two pairs are equal when its own bid has made them so.
"""

from dataclasses import dataclass

import numpy as np

from matcher.engine.arrays import Bools, Ints
from matcher.engine.assignment.graph import LARGEST_VALUE, Graph, Index, ranges

# Measured on plentiful and scarce pools with distinct, ten-level and equal values.
FIRST_STEP = 16  # times this is the largest value
SHRINK = 5
FORCED_ENOUGH = 0.25  # share of bids raised by the step alone, below which a finer one is idle
LEFT_OVER = 1 / 500  # share of needs that may still be bidding when a phase ends
BIDDERS_AT_ONCE = 1_000  # what they compare stays in the processor's cache

_NEVER = -2 * LARGEST_VALUE


@dataclass(slots=True)
class Prices:
    """Prices of volunteers and the pairs they hold, nearly right."""

    price_v: Ints
    held_p: Bools


def near_prices(graph: Graph, free_p: Bools, from_v: Ints | None = None) -> Prices:
    """Prices at which the needs' best pairs nearly fit the volunteers' capacity.

    ``from_v`` are prices of a graph much like it: as if the first phase had ended with them.
    """
    pairs_p: Ints | slice = slice(None) if free_p.all() else np.flatnonzero(free_p)
    auction = _Auction.opened(graph, pairs_p)
    largest = int(graph.value_p[pairs_p].max(initial=0))
    step = 1 + largest // FIRST_STEP
    price_v, lower = np.zeros(graph.n_volunteers, dtype=np.int64), 2 * step
    if from_v is not None:
        price_v, lower, step = from_v, 2 * step, 1 + step // SHRINK
    while True:
        forced = auction.run(np.maximum(price_v - lower, 0), step)
        if forced <= FORCED_ENOUGH or step == 1:
            break
        # Twice the last step: whoever its coarseness put out comes back.
        price_v, lower, step = auction.price_v, 2 * step, 1 + step // SHRINK
    held_p = np.zeros(len(free_p), dtype=np.bool_)
    held_p[pairs_p] = auction.held_p
    return Prices(auction.price_v, held_p)


@dataclass(slots=True)
class _Auction:
    """The hall: pairs of needs (rows) and volunteers, and who holds which unit for what."""

    volunteer_p: Index
    need_p: Index
    value_p: Ints
    start_n: Ints
    count_n: Ints
    seats_n: Ints
    capacity_v: Ints
    unit_v: Ints  # a volunteer's first unit
    price_v: Ints
    held_p: Bools
    bid_u: Ints
    pair_u: Ints  # -1: not taken
    empty_n: Ints  # seats still to be filled

    @classmethod
    def opened(cls, graph: Graph, pairs_p: Ints | slice) -> "_Auction":
        """Over these pairs of a graph (all: as it stands), beside what is locked in it."""
        need_p = graph.need_p[pairs_p]
        count_n = np.bincount(need_p, minlength=graph.n_needs)
        capacity_v = graph.capacity_v - graph.locks_v()
        return cls(
            volunteer_p=graph.volunteer_p[pairs_p],
            need_p=need_p,
            value_p=graph.value_p[pairs_p],
            start_n=np.cumsum(count_n) - count_n,
            count_n=count_n,
            seats_n=np.minimum(graph.seats_n - graph.locks_n(), count_n),
            capacity_v=capacity_v,
            unit_v=np.cumsum(capacity_v) - capacity_v,
            price_v=np.zeros(graph.n_volunteers, dtype=np.int64),
            held_p=np.zeros(len(need_p), dtype=np.bool_),
            bid_u=np.empty(0, dtype=np.int64),
            pair_u=np.empty(0, dtype=np.int64),
            empty_n=np.empty(0, dtype=np.int64),
        )

    def run(self, price_v: Ints, step: float) -> float:
        """One phase from these prices; the share of bids that only the step drove up."""
        self._clear(price_v)
        bids = forced = 0
        bidders = np.flatnonzero(self.empty_n)
        while len(bidders) > len(self.count_n) * LEFT_OVER:
            pair, second = self._best_pairs(bidders)
            price = self.price_v[self.volunteer_p[pair]]
            bid = np.maximum(self.value_p[pair] - second, price + step)
            bids += len(pair)
            forced += int((bid == price + step).sum())
            self._award(pair, bid)
            bidders = np.flatnonzero(self.empty_n)
        return forced / max(bids, 1)

    def _clear(self, price_v: Ints) -> None:
        self.price_v = price_v
        self.held_p[:] = False
        self.bid_u = np.repeat(price_v, self.capacity_v)
        self.pair_u = np.full(len(self.bid_u), -1, dtype=np.int64)
        self.empty_n = self.seats_n.copy()

    def _best_pairs(self, bidders: Ints) -> tuple[Ints, Ints]:
        """Each bidder's best pair, and what its second best (or none) would leave it with.

        A bidder with nothing worth having leaves the auction.
        """
        lots = range(0, len(bidders), BIDDERS_AT_ONCE)
        found = [self._best_of(bidders[first : first + BIDDERS_AT_ONCE]) for first in lots]
        best, second = (np.concatenate(columns) for columns in zip(*found, strict=True))
        return best, second

    def _best_of(self, bidders: Ints) -> tuple[Ints, Ints]:
        """The same of some bidders."""
        pairs, begins = ranges(self.start_n[bidders], self.count_n[bidders])
        net = self.value_p[pairs] - self.price_v[self.volunteer_p[pairs]]
        net[self.held_p[pairs]] = _NEVER
        best = np.maximum.reduceat(net, begins)
        at = _first_equal(net, best, begins, self.count_n[bidders])
        net[at] = _NEVER
        second = np.maximum(np.maximum.reduceat(net, begins), 0)
        worth = best > 0
        self.empty_n[bidders[~worth]] = 0
        return pairs[at[worth]], second[worth]

    def _award(self, pair: Ints, bid: Ints) -> None:
        """Each volunteer takes her highest bid in the place of the lowest she holds."""
        pair, bid = self._highest(pair, bid)
        if not len(pair):
            return
        volunteer = self.volunteer_p[pair]
        count = self.capacity_v[volunteer]
        units, begins = ranges(self.unit_v[volunteer], count)
        lowest = np.minimum.reduceat(self.bid_u[units], begins)
        unit = units[_first_equal(self.bid_u[units], lowest, begins, count)]
        self._put_out(self.pair_u[unit])
        self.pair_u[unit], self.bid_u[unit], self.held_p[pair] = pair, bid, True
        np.subtract.at(self.empty_n, self.need_p[pair], 1)
        self.price_v[volunteer] = np.minimum.reduceat(self.bid_u[units], begins)

    def _highest(self, pair: Ints, bid: Ints) -> tuple[Ints, Ints]:
        order = np.lexsort((bid, self.volunteer_p[pair]))
        volunteer = self.volunteer_p[pair[order]]
        last = order[np.append(volunteer[1:] != volunteer[:-1], True)] if len(order) else order
        return pair[last], bid[last]

    def _put_out(self, pair: Ints) -> None:
        pair = pair[pair >= 0]
        self.held_p[pair] = False
        np.add.at(self.empty_n, self.need_p[pair], 1)


def _first_equal(values: Ints, wanted: Ints, begins: Ints, count: Ints) -> Ints:
    """Where in each range its wanted value first stands."""
    at = np.flatnonzero(values == np.repeat(wanted, count))
    return at[np.searchsorted(at, begins)]
