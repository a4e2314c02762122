"""Make a market exact, one move at a time: successive shortest paths with potentials.

The prices are the potentials (Edmonds & Karp 1972; for assignment Jonker & Volgenant 1987), so
every step of a move costs a non-negative amount and Dijkstra's search applies. A move is a chain:
a need gives up one volunteer and takes another, who gives up another need, and so on. The search
runs over volunteers only and stops at the nearest ending it has seen; prices change only for
those it passed. Each move puts one unit right, and none goes wrong, so the end is optimal.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from heapq import heappop, heappush
from typing import TypeAlias

from matcher.engine.assignment.market import IN, OUT, Market

_FAR = 1 << 100  # beyond any sum of values

# From whom the chain comes, the pair that is given up, the pair that is taken.
_Step: TypeAlias = tuple[int, int | None, int | None]


def balance(market: Market, volunteers: Iterable[int]) -> None:
    """Put right whoever of these holds too much, or has a price and yet a free unit."""
    checked = list(volunteers)
    for v in checked:
        while market.load[v] > market.capacity[v]:
            relieve(market, v)
    for v in checked:
        while market.has_room(v) and market.price[v] > 0:
            employ(market, v)


def relieve(market: Market, overbooked: int) -> None:
    """Take one need from a volunteer with too many: dearer, she is left by the cheapest chain.

    A chain ends where somebody has room, or where a need lets a seat stand empty.
    """
    search = _Search(overbooked)
    loss_n: dict[int, int] = {}
    for far, volunteer in search.nearest():
        for held in market.held_of(volunteer):
            loss = far + market.net(held)
            search.end(loss, (volunteer, held, None))
            need = market.need[held]
            if loss < loss_n.get(need, _FAR):
                loss_n[need] = loss
                _offer_others(market, search, loss, held)
    search.move(market, sign=1)


def _offer_others(market: Market, search: "_Search", loss: int, held: int) -> None:
    """Whom the need could take in the place of ``held``, and at what loss."""
    giver, state, price = market.volunteer[held], market.state, market.price
    for value, v, pair in market.best_of_need(market.need[held]):
        far = loss - value  # at no price: those further down are no nearer
        if far >= search.limit:
            return
        far += price[v]
        if far < search.limit and state[pair] == OUT:
            if market.has_room(v):
                search.end(far, (giver, held, pair))
            else:
                search.reach(far, v, (giver, held, pair))


def employ(market: Market, idle: int) -> None:
    """Give a volunteer who has a price and a free unit one need more, or make her cheaper.

    A chain ends at a need with an empty seat, at somebody overbooked, or where somebody's unit
    can go free; and it need not begin, when her own price falls to nothing first.
    """
    search = _Search(idle)
    search.end(market.price[idle], (idle, None, None))
    gap_n: dict[int, int] = {}
    rents, state = market.rents, market.state
    for far, volunteer in search.nearest():
        offer = far + market.price[volunteer]
        for value, need, wanted in market.best_of_volunteer(volunteer):
            gap = offer - value
            if gap >= search.limit:  # no rent is below nothing
                break
            if state[wanted] != OUT:
                continue
            rent = rents[need] if need in rents else market.rent(need)
            if gap + rent < search.limit and gap < gap_n.get(need, _FAR):
                if market.fill[need] < market.seats[need]:
                    search.end(gap, (volunteer, None, wanted))
                    continue
                gap_n[need] = gap
                _leave_others(market, search, gap, wanted)
    search.move(market, sign=-1)


def _leave_others(market: Market, search: "_Search", gap: int, wanted: int) -> None:
    """Whom the need could leave for ``wanted``, and at what loss."""
    taker = market.volunteer[wanted]
    for held in market.held_by(market.need[wanted]):
        far, v = gap + market.net(held), market.volunteer[held]
        if market.load[v] > market.capacity[v]:
            search.end(far, (taker, held, wanted))
        else:
            search.reach(far, v, (taker, held, wanted))
            search.end(far + market.price[v], (taker, held, wanted))


@dataclass(slots=True)
class _Search:
    """Dijkstra's search from one volunteer, cut off at the nearest ending seen so far."""

    origin: int
    limit: int = _FAR
    last: _Step = (-1, None, None)
    step_v: dict[int, _Step] = field(default_factory=dict)
    far_v: dict[int, int] = field(default_factory=dict)
    passed: list[tuple[int, int]] = field(default_factory=list)
    heap: list[tuple[int, int]] = field(default_factory=list)

    def nearest(self) -> Iterator[tuple[int, int]]:
        """How far, and whom: nearest first, each once, none beyond the limit."""
        self.far_v[self.origin] = 0
        self.heap = [(0, self.origin)]
        while self.heap and self.heap[0][0] < self.limit:
            far, volunteer = heappop(self.heap)
            if far == self.far_v[volunteer]:
                self.passed.append((far, volunteer))
                yield far, volunteer

    def reach(self, far: int, volunteer: int, step: _Step) -> None:
        """Somebody from whom the chain could go on, if it is the shortest to her."""
        if far < self.limit and far < self.far_v.get(volunteer, _FAR):
            self.far_v[volunteer] = far
            self.step_v[volunteer] = step
            heappush(self.heap, (far, volunteer))

    def end(self, far: int, step: _Step) -> None:
        """A step with which the chain could end, if it is the nearest."""
        if far < self.limit:
            self.limit, self.last = far, step

    def move(self, market: Market, *, sign: int) -> None:
        """Change the prices of those passed, then make the swaps of the shortest chain."""
        for far, volunteer in self.passed:
            market.raise_price(volunteer, sign * (self.limit - far))
        volunteer = self._swap(market, self.last)
        while volunteer != self.origin:
            volunteer = self._swap(market, self.step_v[volunteer])

    def _swap(self, market: Market, step: _Step) -> int:
        volunteer, given_up, taken = step
        if given_up is not None:
            market.put(given_up, OUT)
        if taken is not None:
            market.put(taken, IN)
        return volunteer
