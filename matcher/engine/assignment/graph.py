"""What is asked of the solver, and what it answers."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matcher.engine.arrays import Bools, Ints, frozen, slices

Index = NDArray[np.int32]

# Differences of two values and a price must fit int64 with room to spare.
LARGEST_VALUE = 1 << 60


@dataclass(frozen=True, slots=True)
class Graph:
    """Candidate pairs, sorted by need and then by volunteer, each at most once.

    A pair whose value is not positive is never worth making. A locked pair is in whatever its
    value, a barred pair never. Raises ValueError for what cannot be: rows out of order, and
    locks beyond a volunteer's capacity or a need's seats.
    """

    n_volunteers: int
    n_needs: int
    volunteer_p: Index
    need_p: Index
    value_p: Ints
    capacity_v: Index
    seats_n: Index
    locked_p: Bools
    barred_p: Bools

    def __post_init__(self) -> None:
        for array in self.arrays():
            frozen(array)
        self._check_shapes()
        self._check_order()
        self._check_locks()

    def arrays(self) -> tuple[NDArray[Any], ...]:
        """All of them."""
        return (
            self.volunteer_p, self.need_p, self.value_p, self.capacity_v, self.seats_n,
            self.locked_p, self.barred_p,
        )  # fmt: skip

    @property
    def start_n(self) -> Ints:
        """Where each need's pairs begin; one more at the end, where the last need's stop."""
        return np.searchsorted(self.need_p, np.arange(self.n_needs + 1)).astype(np.int64)

    def _check_shapes(self) -> None:
        pairs = {len(a) for a in (self.volunteer_p, self.need_p, self.value_p)}
        if pairs != {len(self.locked_p)} or pairs != {len(self.barred_p)}:
            raise ValueError("every array of pairs has one entry a pair")
        if (len(self.capacity_v), len(self.seats_n)) != (self.n_volunteers, self.n_needs):
            raise ValueError("capacity_v has an entry a volunteer, seats_n an entry a need")
        if min(self.capacity_v.min(initial=0), self.seats_n.min(initial=0)) < 0:
            raise ValueError("capacities and seats are not negative")
        if greatest_size(self.value_p) >= LARGEST_VALUE:
            raise OverflowError(f"values must stay below 2**60; see {__name__}.LARGEST_VALUE")

    def _check_order(self) -> None:
        need, volunteer = self.need_p, self.volunteer_p
        if not ascend(need, volunteer):
            raise ValueError("pairs are sorted by need, then volunteer, and each is there once")
        if len(need) and (need[0] < 0 or need[-1] >= self.n_needs):
            raise ValueError("need_p points at a need that is not there")
        if len(need) and (volunteer.min() < 0 or volunteer.max() >= self.n_volunteers):
            raise ValueError("volunteer_p points at a volunteer who is not there")

    def _check_locks(self) -> None:
        if (self.locked_p & self.barred_p).any():
            raise ValueError("a pair cannot be both locked and barred")
        if (self.locks_v() > self.capacity_v).any():
            raise ValueError("a volunteer has more locked pairs than capacity")
        if (self.locks_n() > self.seats_n).any():
            raise ValueError("a need has more locked pairs than seats")

    def locks_v(self) -> Ints:
        """Locked pairs of each volunteer."""
        return np.bincount(self.volunteer_p[self.locked_p], minlength=self.n_volunteers)

    def locks_n(self) -> Ints:
        """Locked pairs of each need."""
        return np.bincount(self.need_p[self.locked_p], minlength=self.n_needs)

    def only(self, rows: Ints) -> "Graph":
        """The graph over some of its pairs, in order."""
        columns = ("volunteer_p", "need_p", "value_p", "locked_p", "barred_p")
        return replace(self, **{name: getattr(self, name)[rows] for name in columns})

    def worth(self, price_v: Ints, rent_n: Ints, least: int = 0) -> Bools:
        """Pairs that may be made and are worth more than their price and rent, by so much."""
        worth_p: Bools = (self.value_p > 0) & ~self.barred_p
        for some in slices(len(worth_p)):
            cost_p = price_v[self.volunteer_p[some]] + rent_n[self.need_p[some]]
            worth_p[some] &= self.value_p[some] - cost_p > least
        return worth_p


@dataclass(frozen=True, slots=True)
class Assignment:
    """The best pairs of a graph. ``bound`` is proven: no choice over the graph is worth more.

    ``price_v`` is what one unit of a volunteer's capacity is worth, ``rent_n`` what one seat of
    a need is worth: a pair is worth making where its value covers both. All in objective units.
    Sums are Python integers: a country's objective does not fit int64.
    """

    chosen_p: Ints
    price_v: Ints
    rent_n: Ints
    objective: int
    bound: int

    @property
    def gap(self) -> float:
        """How far the objective may be from the optimum, as a share of the bound; 0.0 is proof."""
        return share_missing(self.objective, self.bound)


def share_missing(objective: int, bound: int) -> float:
    """What is missing to a bound, as a share of it. Locks below zero may make the bound 0 or less:
    then any missing unit is a whole share, since 0.0 is said to be proof.
    """
    return (bound - objective) / max(abs(bound), 1)


def ascend(need_p: Index, volunteer_p: Index) -> bool:
    """Whether pairs are sorted by need, then volunteer, each once."""
    need_rises, need_stays = need_p[1:] > need_p[:-1], need_p[1:] == need_p[:-1]
    return bool((need_rises | (need_stays & (volunteer_p[1:] > volunteer_p[:-1]))).all())


def greatest_size(values: Ints) -> int:
    """How far the farthest of them lies from 0; 0 of none."""
    return max(int(values.max(initial=0)), -int(values.min(initial=0)))


def exact_sum(values: Ints, times: Ints | Index | int = 1) -> int:
    """The sum of each so many times, as a Python integer, in two halves: each fits int64."""
    high, low = values >> 30, values & ((1 << 30) - 1)
    return (int((high * times).sum()) << 30) + int((low * times).sum())


def per_row(ufunc: np.ufunc, values_p: NDArray[Any], start_n: Ints, empty: int) -> NDArray[Any]:
    """One number a need from its pairs' (``ufunc`` is np.maximum, np.minimum …)."""
    numbers_n = np.full(len(start_n) - 1, empty, dtype=values_p.dtype)
    rows = np.flatnonzero(np.diff(start_n))
    if len(rows):
        numbers_n[rows] = ufunc.reduceat(values_p, start_n[:-1][rows])
    return numbers_n


def ranges(start: Ints, count: Ints) -> tuple[Ints, Ints]:
    """The numbers of several ranges in one array, and where in it each range begins."""
    begins = np.cumsum(count) - count
    return np.arange(int(count.sum())) + np.repeat(start - begins, count), begins
