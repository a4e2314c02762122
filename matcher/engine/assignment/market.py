"""A market that can be changed: prices, and every need holding its best pairs at them.

What always holds: a need holds its best free pairs at today's prices, as many as it has seats
for and are worth having. What may not hold, and `shortest_paths` mends: nobody holds more than
her capacity, and whoever has a price has no free unit. When both hold, the choice is optimal
(complementary slackness): no pair outside gains more than the pairs it would have to replace.

Plain lists and Python integers: a move touches some dozens of pairs, and numpy is slower there.
The arrays of pairs are only viewed, so a country costs nothing to open.
"""

from heapq import heappop, heappush
from typing import TypeAlias

import numpy as np

from matcher.engine.arrays import Bools, Ints
from matcher.engine.assignment.graph import Assignment, Graph, Index, exact_sum, per_row

# What a pair is, in Market.state.
OUT, IN, LOCKED, BARRED = range(4)
_IN = bytes([IN])
_ENDLESS = np.iinfo(np.int64).max

# A pair's value, who is on its other side, and the pair.
_Listed: TypeAlias = tuple[int, int, int]


class Market:
    """Prices, loads and chosen pairs of one graph, all of which may change."""

    def __init__(self, graph: Graph, price_v: Ints, held_p: Bools) -> None:
        """At these prices; ``held_p`` says which of equally good pairs a need should prefer."""
        self.graph = graph
        self.value = np.ascontiguousarray(graph.value_p).data
        self.volunteer = np.ascontiguousarray(graph.volunteer_p).data
        self.need = np.ascontiguousarray(graph.need_p).data
        self.price = price_v.tolist()
        self.capacity = graph.capacity_v.tolist()
        self.seats = graph.seats_n.tolist()
        self._start_n = graph.start_n
        self.row = self._start_n.tolist()
        self._by_volunteer()
        self._open(held_p)
        self.rents: dict[int, int] = {}  # of needs, as far as asked for since they changed
        self._by_value_n: dict[int, list[_Listed]] = {}
        self._by_value_v: dict[int, list[_Listed]] = {}
        self.held_v: dict[int, list[int]] = {}  # their free pairs, likewise
        for need in self._unsettled(price_v):
            self.settle(need)

    def _by_volunteer(self) -> None:
        """Each volunteer's pairs, by need."""
        # Twice 16 bits: numpy sorts those by radix, six times faster than 32 at once.
        volunteer_p = self.graph.volunteer_p
        order = np.argsort((volunteer_p & 0xFFFF).astype(np.uint16), kind="stable")
        high = (volunteer_p >> 16).astype(np.uint16)[order]
        order = order[np.argsort(high, kind="stable")]
        begins = np.searchsorted(volunteer_p[order], np.arange(len(self.price) + 1))
        self.pairs_by_volunteer = order.data
        self.column = begins.tolist()

    def _open(self, held_p: Bools) -> None:
        """What each pair is to begin with, and how much of everybody is taken."""
        graph = self.graph
        state = np.where(held_p, IN, OUT).astype(np.uint8)
        state[(graph.value_p <= 0) | graph.barred_p] = BARRED
        state[graph.locked_p] = LOCKED
        taken = (state == IN) | (state == LOCKED)
        self.load = np.bincount(graph.volunteer_p[taken], minlength=graph.n_volunteers).tolist()
        self.fill = np.bincount(graph.need_p[taken], minlength=graph.n_needs).tolist()
        self.worth = exact_sum(graph.value_p[taken])
        self.state = bytearray(state.tobytes())

    def _unsettled(self, price_v: Ints) -> list[int]:
        """Needs that do not hold their best pairs at these prices."""
        worst_in, best_out = self._edges(price_v)
        fill_n, seats_n = np.array(self.fill, dtype=np.int64), self.graph.seats_n
        wrong = (worst_in < best_out) | (fill_n > seats_n) | ((fill_n < seats_n) & (best_out > 0))
        return np.flatnonzero(wrong).tolist()

    def _edges(self, price_v: Ints) -> tuple[Ints, Ints]:
        """Each need's worst pair inside, and its best pair outside (nobody: 0)."""
        state = np.frombuffer(self.state, dtype=np.uint8)
        net = self.graph.value_p - price_v[self.graph.volunteer_p]
        inside = np.where(state == IN, net, _ENDLESS)
        worst_in = per_row(np.minimum, inside, self._start_n, _ENDLESS)
        best_out = per_row(np.maximum, np.where(state == OUT, net, 0), self._start_n, 0)
        return worst_in, np.maximum(best_out, 0)

    def out_of_balance(self) -> list[int]:
        """Who holds too much, or has a price and yet a free unit."""
        load_v, price_v = np.array(self.load), np.array(self.price)
        capacity_v = self.graph.capacity_v
        wrong = (load_v > capacity_v) | ((load_v < capacity_v) & (price_v > 0))
        return np.flatnonzero(wrong).tolist()

    # Questions that a move asks

    def net(self, pair: int) -> int:
        """What a pair is worth to its need, once the volunteer's price is paid."""
        return int(self.value[pair] - self.price[self.volunteer[pair]])

    def locked_of(self, volunteer: int) -> list[int]:
        """Her locked pairs."""
        return self._those_of(volunteer, LOCKED)

    def held_of(self, volunteer: int) -> list[int]:
        """The free pairs that she is held by, looked for once and then kept."""
        if volunteer not in self.held_v:
            self.held_v[volunteer] = self._those_of(volunteer, IN)
        return self.held_v[volunteer]

    def best_of_need(self, need: int) -> list[_Listed]:
        """All pairs of a need by value, found once: whoever looks for the best may stop early."""
        if need not in self._by_value_n:
            pairs = np.arange(self.row[need], self.row[need + 1])
            self._by_value_n[need] = self._by_value(pairs, self.graph.volunteer_p)
        return self._by_value_n[need]

    def best_of_volunteer(self, volunteer: int) -> list[_Listed]:
        """All pairs of a volunteer by value, likewise."""
        if volunteer not in self._by_value_v:
            pairs = np.asarray(self._pairs_of(volunteer))
            self._by_value_v[volunteer] = self._by_value(pairs, self.graph.need_p)
        return self._by_value_v[volunteer]

    def _by_value(self, pairs: Ints, other_p: Index) -> list[_Listed]:
        value_p = self.graph.value_p[pairs]
        order = np.argsort(-value_p, kind="stable")
        ordered = pairs[order]
        columns = (value_p[order], other_p[ordered], ordered)
        return list(zip(*(column.tolist() for column in columns), strict=True))

    def _those_of(self, volunteer: int, state: int) -> list[int]:
        return [p for p in self._pairs_of(volunteer).tolist() if self.state[p] == state]

    def _pairs_of(self, volunteer: int) -> memoryview:
        return self.pairs_by_volunteer[self.column[volunteer] : self.column[volunteer + 1]]

    def held_by(self, need: int) -> list[int]:
        """The free pairs a need holds, found by a search in bytes: most needs hold one of many."""
        held, end = [], self.row[need + 1]
        pair = self.state.find(_IN, self.row[need], end)
        while pair >= 0:
            held.append(pair)
            pair = self.state.find(_IN, pair + 1, end)
        return held

    def rent(self, need: int) -> int:
        """What a newcomer must beat: nothing while a seat is empty, else the last of the free
        pairs that are held; where all of them are locked, more than there is.
        """
        if need not in self.rents:
            is_full = self.fill[need] >= self.seats[need]
            held = self.held_by(need) if is_full else ()
            self.rents[need] = min(map(self.net, held), default=_ENDLESS) if is_full else 0
        return self.rents[need]

    def has_room(self, volunteer: int) -> bool:
        """A unit of her capacity is free."""
        return bool(self.load[volunteer] < self.capacity[volunteer])

    # Changes

    def put(self, pair: int, state: int) -> None:
        """Change what a pair is, and count it."""
        was_in, is_in = self.state[pair] in (IN, LOCKED), state in (IN, LOCKED)
        self.rents.pop(self.need[pair], None)
        self.state[pair] = state
        volunteer = self.volunteer[pair]
        if is_in != was_in:
            step = 1 if is_in else -1
            self.load[volunteer] += step
            self.fill[self.need[pair]] += step
            self.worth += step * self.value[pair]
        held = self.held_v.get(volunteer)
        if held is not None:
            if pair in held:
                held.remove(pair)
            if state == IN:
                held.append(pair)

    def raise_price(self, volunteer: int, by: int) -> None:
        """Make somebody dearer, or cheaper."""
        self.price[volunteer] += by
        for pair in self.held_of(volunteer):
            self.rents.pop(self.need[pair], None)

    def settle(self, need: int) -> list[int]:
        """Let a need hold its best pairs at today's prices; the volunteers this concerns."""
        room = self.seats[need] - self.locks_of_need(need)
        best: list[tuple[int, int, int]] = []  # the worst of them first
        for value, volunteer, pair in self.best_of_need(need) if room else ():
            if value < (best[0][0] if len(best) == room else 1):
                break
            net, state = value - self.price[volunteer], self.state[pair]
            if net > 0 and state <= IN:
                # Of equals the one that is in, then the first in the graph.
                heappush(best, (net, state, -pair))
                if len(best) > room:
                    heappop(best)
        wanted, held = {-p for _, _, p in best}, set(self.held_by(need))
        for pair in held - wanted:
            self.put(pair, OUT)
        for pair in wanted - held:
            self.put(pair, IN)
        return [self.volunteer[p] for p in held ^ wanted]

    def locks_of_need(self, need: int) -> int:
        """How many of its pairs are locked."""
        return self.state.count(LOCKED, self.row[need], self.row[need + 1])

    # The answer

    @property
    def chosen_p(self) -> Ints:
        """The pairs that are in, worth it or locked."""
        state = np.frombuffer(self.state, dtype=np.uint8)
        return np.flatnonzero((state == IN) | (state == LOCKED))

    def assignment(self) -> Assignment:
        """What is chosen now, with the rents and the bound that today's prices prove."""
        price_v = np.array(self.price, dtype=np.int64)
        rent_n = self._rents(price_v)
        return Assignment(
            chosen_p=self.chosen_p,
            price_v=price_v,
            rent_n=rent_n,
            objective=self.worth,
            bound=self._bound(price_v, rent_n),
        )

    def _rents(self, price_v: Ints) -> Ints:
        """A full need's rent is the net value of its last seat: what a newcomer must beat."""
        worst_in, best_out = self._edges(price_v)
        full = np.array(self.fill, dtype=np.int64) >= np.array(self.seats, dtype=np.int64)
        return np.where(full & (worst_in < _ENDLESS), worst_in, np.where(full, best_out, 0))

    def _bound(self, price_v: Ints, rent_n: Ints) -> int:
        """Weak duality: capacity at its price, seats at their rent, and what pairs gain above.

        A locked pair is in whether it gains or loses.
        """
        state = np.frombuffer(self.state, dtype=np.uint8)
        gain = self.graph.value_p - price_v[self.graph.volunteer_p] - rent_n[self.graph.need_p]
        counted = (state == LOCKED) | ((state < LOCKED) & (gain > 0))
        units = exact_sum(price_v, np.array(self.capacity, dtype=np.int64))
        seats = exact_sum(rent_n, np.array(self.seats, dtype=np.int64))
        return units + seats + exact_sum(gain[counted])
