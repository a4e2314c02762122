"""After each answer the whole pool is optimal again, and says what changed because of it.

A change disturbs a pair or two; the prices of everybody else stay right. So the market is only
put in balance around the change, by the same moves as a cold solve ends with (`shortest_paths`).
"""

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass, replace

import numpy as np

from matcher.engine.arrays import Ints
from matcher.engine.assignment import shortest_paths
from matcher.engine.assignment.graph import Assignment, Graph, exact_sum
from matcher.engine.assignment.market import BARRED, IN, LOCKED, OUT, Market


@dataclass(frozen=True, slots=True)
class Change:
    """Pairs (numbers in the graph) that a deed put out of the plan, and into it."""

    out_p: tuple[int, ...]
    in_p: tuple[int, ...]


class Rematch:
    """A plan that follows its pool. Each deed leaves the optimum and answers with the change.

    Raises ValueError, and changes nothing, when locked pairs would not fit.
    """

    def __init__(self, graph: Graph, assignment: Assignment) -> None:
        held_p = np.zeros(len(graph.need_p), dtype=np.bool_)
        held_p[assignment.chosen_p] = True
        self._market = Market(graph, assignment.price_v, held_p)
        shortest_paths.balance(self._market, self._market.out_of_balance())
        self._market.touched.clear()
        self.objective = exact_sum(graph.value_p[self.chosen_p])

    def twin(self) -> "Rematch":
        """The same plan once more, to go another way from here."""
        other = copy(self)
        vars(other)["_market"] = self._market.twin()
        return other

    @property
    def chosen_p(self) -> Ints:
        """The pairs of the plan as it stands."""
        state = np.frombuffer(self._market.state, dtype=np.uint8)
        return np.flatnonzero((state == IN) | (state == LOCKED))

    @property
    def assignment(self) -> Assignment:
        """The plan as it stands. Accepted pairs are settled and no longer part of it."""
        return self._market.assignment()

    @property
    def graph(self) -> Graph:
        """The graph as it stands; what is not worth making counts as barred."""
        market = self._market
        state = np.frombuffer(market.state, dtype=np.uint8)
        return replace(
            market.graph,
            capacity_v=np.array(market.capacity, dtype=np.int32),
            seats_n=np.array(market.seats, dtype=np.int32),
            locked_p=state == LOCKED,
            barred_p=state == BARRED,
        )

    def is_locked(self, pair: int) -> bool:
        """Whether somebody wants the pair whatever it is worth."""
        return self._market.state[pair] == LOCKED

    def is_in(self, pair: int) -> bool:
        """Whether the pair is part of the plan."""
        return self._market.state[pair] in (IN, LOCKED)

    def bar(self, pair: int) -> Change:
        """A rejection: never this pair. One that is out leaves all as it is."""
        was_in = self.is_in(pair)
        self._market.put(pair, BARRED)
        if not was_in:
            return self._change()
        return self._rebalanced([self._need(pair)], [self._volunteer(pair)])

    def unbar(self, pair: int) -> Change:
        """This pair if it is among the best, after all. It must be barred."""
        if self._market.value[pair] > 0:
            self._market.put(pair, OUT)
        return self._rebalanced([self._need(pair)], [])

    def lock(self, pair: int) -> Change:
        """This pair whatever its value, barred or not."""
        if self._market.state[pair] != LOCKED:
            self._check_room(pair)
            self._market.put(pair, LOCKED)
        return self._rebalanced([self._need(pair)], [self._volunteer(pair)])

    def unlock(self, pair: int) -> Change:
        """This pair only if it is among the best. It must be locked."""
        if self._market.state[pair] != LOCKED:
            raise ValueError(f"pair {pair} is not locked")
        worth_it = self._market.value[pair] > 0
        self._market.put(pair, IN if worth_it else BARRED)
        return self._rebalanced([self._need(pair)], [self._volunteer(pair)])

    def accept(self, pair: int) -> Change:
        """The pair is made: it leaves the pool with one unit of her capacity and one seat."""
        volunteer, need = self._volunteer(pair), self._need(pair)
        if self._market.state[pair] not in (IN, LOCKED):
            self._check_room(pair)
        self._market.put(pair, BARRED)
        if self._market.touched.pop(pair):
            self.objective -= self._market.value[pair]
        self._market.capacity[volunteer] -= 1
        self._market.set_seats(need, self._market.seats[need] - 1)
        return self._rebalanced([need], [volunteer])

    def remove_volunteer(self, volunteer: int) -> Change:
        """She pauses or leaves; her locked pairs go too."""
        locked = self._market.locked_of(volunteer)
        for pair in locked:
            self._market.put(pair, BARRED)
        self._market.capacity[volunteer] = 0
        return self._rebalanced([self._need(p) for p in locked], [volunteer])

    def remove_need(self, need: int) -> Change:
        """It is met elsewhere or withdrawn; its locked pairs go too."""
        locked = self._locks_of_need(need)
        for pair in locked:
            self._market.put(pair, BARRED)
        self._market.set_seats(need, 0)
        return self._rebalanced([need], [self._volunteer(p) for p in locked])

    def set_capacity(self, volunteer: int, capacity: int) -> Change:
        """How many needs she can have at once, locked ones included."""
        if capacity < len(self._market.locked_of(volunteer)):
            raise ValueError(f"volunteer {volunteer} has more locked pairs than {capacity}")
        self._market.capacity[volunteer] = capacity
        return self._rebalanced([], [volunteer])

    def set_seats(self, need: int, seats: int) -> Change:
        """How many volunteers it wants at once, locked ones included."""
        if seats < len(self._locks_of_need(need)):
            raise ValueError(f"need {need} has more locked pairs than {seats}")
        self._market.set_seats(need, seats)
        return self._rebalanced([need], [])

    def _rebalanced(self, needs: Iterable[int], volunteers: Iterable[int]) -> Change:
        disturbed = list(volunteers)
        for need in needs:
            disturbed += self._market.settle(need)
        shortest_paths.balance(self._market, disturbed)
        return self._change()

    def _change(self) -> Change:
        touched, state = self._market.touched, self._market.state
        moved = sorted(p for p, was_in in touched.items() if was_in != (state[p] in (IN, LOCKED)))
        change = Change(
            out_p=tuple(p for p in moved if touched[p]),
            in_p=tuple(p for p in moved if not touched[p]),
        )
        touched.clear()
        self.objective += sum(self._market.value[p] for p in change.in_p)
        self.objective -= sum(self._market.value[p] for p in change.out_p)
        return change

    def _check_room(self, pair: int) -> None:
        volunteer, need = self._volunteer(pair), self._need(pair)
        locks = len(self._market.locked_of(volunteer))
        if locks >= self._market.capacity[volunteer]:
            raise ValueError(f"volunteer {volunteer} has no capacity beside the locked pairs")
        if len(self._locks_of_need(need)) >= self._market.seats[need]:
            raise ValueError(f"need {need} has no seat beside the locked pairs")

    def _locks_of_need(self, need: int) -> list[int]:
        return [p for p in self._market.pairs_of_need(need) if self._market.state[p] == LOCKED]

    def _volunteer(self, pair: int) -> int:
        return int(self._market.volunteer[pair])

    def _need(self, pair: int) -> int:
        return int(self._market.need[pair])
