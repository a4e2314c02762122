"""A proof over all feasible pairs, though only the best few of each need were solved.

Any prices bound every choice (Lagrangian relaxation of the capacities): capacity at its price,
and for each need the best net values its seats could hold. A pair outside the shortlist can
raise that bound only if it beats the need's rent. So price all feasible pairs once, add those
that do, solve again from the same prices, and stop when none is missing (column generation,
Dantzig & Wolfe 1960). Shortlists of fixed length lose several per cent under scarcity; this
cannot.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np

from matcher.engine.arrays import Bools, Ints
from matcher.engine.assignment.graph import (
    Assignment,
    Graph,
    Index,
    exact_sum,
    share_missing,
)
from matcher.engine.assignment.solve import assign

FIRST_PER_NEED = 30  # the shortlist, measured best between too many pairs and too many rounds
MOST_ROUNDS = 12
NEARLY = 30  # a pair is listed that comes within so small a part of the largest value
PAIRS_AT_ONCE = 1 << 18  # priced: what they take stays small beside the pairs themselves


@dataclass(frozen=True, slots=True)
class Pairs:
    """Feasible pairs in any order and what each is worth."""

    volunteer_p: Index
    need_p: Index
    value_p: Ints


class PairSource(Protocol):
    """Where feasible pairs come from, without ever holding them all.

    Barred pairs are not feasible. A pair always has the same value.
    """

    def top(self, k: int) -> Pairs:
        """The ``k`` best of each need by value; all there are, if fewer."""
        ...

    def priced(self, price_v: Ints, threshold_n: Ints, most_n: Ints) -> Pairs:
        """Of each need the ``most_n`` best by value minus price, above its threshold."""
        ...


@dataclass(frozen=True, slots=True)
class Certified:
    """An assignment over ``graph``, and a bound over all feasible pairs of the source."""

    graph: Graph
    assignment: Assignment
    bound: int
    rounds: int

    @property
    def gap(self) -> float:
        """What at most is missing to the best of all choices, as a share; 0.0 is proof."""
        return share_missing(self.assignment.objective, self.bound)


def certified(
    source: PairSource,
    capacity_v: Index,
    seats_n: Index,
    *,
    locked: Pairs | None = None,
    per_need: int = FIRST_PER_NEED,
    gap: float = 0.0,
) -> Certified:
    """The best pairs of all feasible ones, to a proven ``gap`` (a share of the bound).

    ``locked`` pairs are in whether the source knows them or not.
    """
    graph = _graph(source.top(per_need), locked, capacity_v, seats_n)
    most_n = np.maximum(seats_n, per_need).astype(np.int64)
    nearly = int(graph.value_p.max(initial=0)) // NEARLY
    for rounds in range(1, MOST_ROUNDS + 1):
        # Not from the last prices: those of volunteers whom nobody had listed are far too low,
        # and to raise them from there takes many times longer than to begin anew.
        found = assign(graph)
        missing = source.priced(found.price_v, found.rent_n - nearly, most_n)
        wider = _with(graph, missing)
        bound = upper_bound(found.price_v, wider)
        answer = Certified(graph, found, bound, rounds)
        if wider is graph or answer.gap <= gap:
            break
        graph = wider
    return answer


def proven(graph: Graph, *, per_need: int = FIRST_PER_NEED) -> Assignment:
    """`assign`, quicker where needs have many pairs: solved over few, proven over all of them."""
    if len(graph.need_p) <= 2 * per_need * graph.n_needs:
        return assign(graph)
    free = _of(graph, ~graph.locked_p & ~graph.barred_p)
    source = ListedPairs(free, graph.n_volunteers, graph.n_needs)
    locked = _of(graph, graph.locked_p)
    found = certified(source, graph.capacity_v, graph.seats_n, locked=locked, per_need=per_need)
    if found.gap > 0:  # more rounds than are worth it
        return assign(graph)
    chosen = found.assignment.chosen_p
    at = np.searchsorted(
        graph.need_p.astype(np.int64) << 32 | graph.volunteer_p,
        found.graph.need_p[chosen].astype(np.int64) << 32 | found.graph.volunteer_p[chosen],
    )
    return replace(found.assignment, chosen_p=at)


def upper_bound(price_v: Ints, graph: Graph) -> int:
    """No choice over the graph is worth more, whatever the prices: proof by weak duality.

    For a bound over all feasible pairs it is enough that the graph has every pair whose value
    beats price and rent, or a need's best ``seats_n`` of them: no other can be among a need's
    best at these prices.
    """
    net_p = graph.value_p - price_v[graph.volunteer_p]
    free_p = ~graph.locked_p & ~graph.barred_p & (graph.value_p > 0) & (net_p > 0)
    order = np.lexsort((-net_p[free_p], graph.need_p[free_p]))
    need_p, net_p_sorted = graph.need_p[free_p][order], net_p[free_p][order]
    place_p = np.arange(len(need_p)) - np.searchsorted(need_p, need_p)
    seated = place_p < (graph.seats_n - graph.locks_n())[need_p]
    units = sum(p * c for p, c in zip(price_v.tolist(), graph.capacity_v.tolist(), strict=True))
    return int(units + exact_sum(net_p_sorted[seated]) + exact_sum(net_p[graph.locked_p]))


def _graph(pairs: Pairs, locked: Pairs | None, capacity_v: Index, seats_n: Index) -> Graph:
    pairs, locked_p = _joined(pairs, locked)
    return Graph(
        n_volunteers=len(capacity_v),
        n_needs=len(seats_n),
        volunteer_p=pairs.volunteer_p,
        need_p=pairs.need_p,
        value_p=pairs.value_p,
        capacity_v=capacity_v,
        seats_n=seats_n,
        locked_p=locked_p,
        barred_p=np.zeros(len(locked_p), dtype=np.bool_),
    )


def _with(graph: Graph, missing: Pairs) -> Graph:
    """The graph with the missing pairs; the same graph if there is none."""
    locked = _of(graph, graph.locked_p)
    pairs = _chained([_of(graph, ~graph.locked_p), missing])
    wider = _graph(pairs, locked, graph.capacity_v, graph.seats_n)
    return graph if len(wider.need_p) == len(graph.need_p) else wider


def _of(graph: Graph, which: Bools) -> Pairs:
    return Pairs(graph.volunteer_p[which], graph.need_p[which], graph.value_p[which])


def _joined(pairs: Pairs, locked: Pairs | None) -> tuple[Pairs, Bools]:
    """Each pair once, sorted by need and volunteer, and which are locked."""
    first = [] if locked is None else [locked]
    n_locked = 0 if locked is None else len(locked.need_p)
    both = _chained([*first, pairs])
    key = both.need_p.astype(np.int64) << 32 | both.volunteer_p
    _, at = np.unique(key, return_index=True)  # the first of equals: the locked one
    once = Pairs(both.volunteer_p[at], both.need_p[at], both.value_p[at])
    return once, at < n_locked


def _chained(parts: Iterable[Pairs]) -> Pairs:
    volunteer, need, value = zip(
        *((p.volunteer_p, p.need_p, p.value_p) for p in parts), strict=True
    )
    return Pairs(
        np.concatenate(volunteer).astype(np.int32),
        np.concatenate(need).astype(np.int32),
        np.concatenate(value).astype(np.int64),
    )


class ListedPairs:
    """All feasible pairs, listed by need: they fit in memory, but a solver is slow on them."""

    def __init__(self, pairs: Pairs, n_volunteers: int, n_needs: int) -> None:
        worth = pairs.value_p > 0
        self._pairs = Pairs(pairs.volunteer_p[worth], pairs.need_p[worth], pairs.value_p[worth])
        self._size = n_volunteers, n_needs

    def top(self, k: int) -> Pairs:
        """See `PairSource`."""
        volunteers, needs = self._size
        nothing_v, nothing_n = np.zeros(volunteers, np.int64), np.zeros(needs, np.int64)
        return self.priced(nothing_v, nothing_n, np.full(needs, k))

    def priced(self, price_v: Ints, threshold_n: Ints, most_n: Ints) -> Pairs:
        """See `PairSource`."""
        listed = self._pairs
        rows = self._above(price_v, threshold_n)
        net_p = listed.value_p[rows] - price_v[listed.volunteer_p[rows]]
        start_n = np.searchsorted(listed.need_p[rows], np.arange(len(most_n) + 1))
        kept_p = np.ones(len(rows), dtype=np.bool_)
        for need in np.flatnonzero(np.diff(start_n) > most_n).tolist():
            of_need = slice(*start_n[need : need + 2].tolist())
            worst_first = np.argpartition(net_p[of_need], -most_n[need])
            kept_p[of_need][worst_first[: -most_n[need]]] = False
        rows = rows[kept_p]
        return Pairs(listed.volunteer_p[rows], listed.need_p[rows], listed.value_p[rows])

    def _above(self, price_v: Ints, threshold_n: Ints) -> Ints:
        """The pairs whose net value is above their need's threshold."""
        listed, found = self._pairs, [np.zeros(0, dtype=np.int64)]
        for first in range(0, len(listed.need_p), PAIRS_AT_ONCE):
            some = slice(first, first + PAIRS_AT_ONCE)
            net_p = listed.value_p[some] - price_v[listed.volunteer_p[some]]
            found.append(first + np.flatnonzero(net_p > threshold_n[listed.need_p[some]]))
        return np.concatenate(found)
