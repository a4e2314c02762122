"""A pair forbidden or fixed, and the whole is optimal again.

A change disturbs a pair or two; the prices of everybody else stay right. So the market is only
put in balance around the change, by the same moves as a cold solve ends with (`shortest_paths`).
"""

from dataclasses import replace

import numpy as np

from matcher.engine.arrays import Ints
from matcher.engine.assignment import shortest_paths
from matcher.engine.assignment.graph import Assignment, Graph
from matcher.engine.assignment.market import BARRED, IN, LOCKED, OUT, Market


class Rematch:
    """A plan whose pairs can be barred and locked. Each change leaves the optimum.

    Raises ValueError, and changes nothing, when locked pairs would not fit.
    """

    def __init__(self, graph: Graph, assignment: Assignment) -> None:
        held_p = np.zeros(len(graph.need_p), dtype=np.bool_)
        held_p[assignment.chosen_p] = True
        self._market = Market(graph, assignment.price_v, held_p)
        shortest_paths.balance(self._market, self._market.out_of_balance())

    @property
    def objective(self) -> int:
        """What the plan is worth as it stands."""
        return self._market.worth

    @property
    def chosen_p(self) -> Ints:
        """The pairs of the plan as it stands."""
        return self._market.chosen_p

    @property
    def assignment(self) -> Assignment:
        """The plan as it stands, with the prices that prove it."""
        return self._market.assignment()

    @property
    def graph(self) -> Graph:
        """The graph as it stands; what is not worth making counts as barred."""
        market = self._market
        state = np.frombuffer(market.state, dtype=np.uint8)
        return replace(market.graph, locked_p=state == LOCKED, barred_p=state == BARRED)

    def is_locked(self, pair: int) -> bool:
        """Whether somebody wants the pair whatever it is worth."""
        return self._market.state[pair] == LOCKED

    def bar(self, pair: int) -> None:
        """Never this pair. One that is out leaves all as it is."""
        was_in = self._market.state[pair] in (IN, LOCKED)
        self._market.put(pair, BARRED)
        if was_in:
            self._rebalance(pair)

    def unbar(self, pair: int) -> None:
        """This pair if it is among the best, after all. It must be barred."""
        if self._market.value[pair] > 0:
            self._market.put(pair, OUT)
            self._rebalance(pair)

    def lock(self, pair: int) -> None:
        """This pair whatever its value, barred or not."""
        if self._market.state[pair] != LOCKED:
            self._check_room(pair)
            self._market.put(pair, LOCKED)
            self._rebalance(pair)

    def unlock(self, pair: int) -> None:
        """This pair only if it is among the best. It must be locked."""
        if self._market.state[pair] != LOCKED:
            raise ValueError(f"pair {pair} is not locked")
        is_worth_it = self._market.value[pair] > 0
        self._market.put(pair, IN if is_worth_it else BARRED)
        self._rebalance(pair)

    def _rebalance(self, pair: int) -> None:
        """Its need may want other pairs now; its volunteer may have too much, or too little."""
        concerned = self._market.settle(self._market.need[pair])
        shortest_paths.balance(self._market, [self._market.volunteer[pair], *concerned])

    def _check_room(self, pair: int) -> None:
        market = self._market
        volunteer, need = market.volunteer[pair], market.need[pair]
        if len(market.locked_of(volunteer)) >= market.capacity[volunteer]:
            raise ValueError(f"volunteer {volunteer} has no capacity beside the locked pairs")
        if market.locks_of_need(need) >= market.seats[need]:
            raise ValueError(f"need {need} has no seat beside the locked pairs")
