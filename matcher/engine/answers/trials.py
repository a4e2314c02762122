"""A week tried with one pair in it, or without: over the few pairs that come near its plan.

A question moves little, and most pairs of a large week lack so much that no answer has them. So
a try lives over the pairs that nearly enter the week's best plan, from its prices. Another pair
enters only where its price and its rent have fallen by more than it lacks: the least that each
person's pairs lack tells who cannot, so that the plan is proven over all pairs without a look at
most of them (as columns are priced in `holding`). A small week is held whole; of
the largest not even all pairs are held, and a need whose rest might enter is looked through again.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

import numpy as np

from matcher.domain.suggestions import Pair
from matcher.engine.arrays import Bools, Ints
from matcher.engine.assignment import Assignment, Graph, Index, Rematch
from matcher.engine.assignment.branches import sweep
from matcher.engine.assignment.graph import per_row, ranges
from matcher.engine.candidates import Open, among, codes, one_pair
from matcher.engine.collisions import EXACT_PAIRS, apart, constraints_of, tied, tied_pairs
from matcher.engine.holding import Seen
from matcher.engine.solving import Solved
from matcher.engine.stage import Stage, pair_values

NEARLY = 50  # a pair comes near that lacks so small a part of the largest value; measured
_ENDLESS = np.iinfo(np.int64).max >> 1

Change = Callable[[Rematch, int], object]


class Tried(NamedTuple):
    """A plan: who with whom and how well, and its sum in units of the assignment."""

    fits: dict[Pair, int]
    objective: int


class Trials:
    """Tries of one solved week; what all of them need is worked out once."""

    def __init__(self, solved: Solved) -> None:
        self._solved = solved
        self._is_small = len(solved.open) <= EXACT_PAIRS
        lack_p = _lack(solved)
        near = np.arange(len(lack_p)) if self._is_small else _near(solved, lack_p)
        self._constraints = constraints_of(solved.diaries)
        self._near = _Nearby.of(solved, near)
        self._rest = _Rest(solved, near, lack_p)

    def tried(self, v: int, n: int, change: Change) -> Tried:
        """The best week after the change is made to the pair, however far it is from the plan."""
        few = self._with_pair(v, n)
        living = Rematch(few.graph, few.plan)
        change(living, int(np.searchsorted(few.codes, n << 32 | v)))
        few, plan = self._apart(replace(few, graph=living.graph), living)
        return Tried(who_with_whom(self._solved, few.open, plan.chosen_p), plan.objective)

    # Inside

    def _with_pair(self, v: int, n: int) -> "_Nearby":
        """The pairs that come near, and this one."""
        if among(self._near.codes, np.array([n << 32 | v], dtype=np.int64)).item():
            return self._near
        row = self._rest.row(v, n)
        some = self._against_a_wish(v, n) if row is None else self._rest.some(np.array([row]))
        return self._near.wider(some)

    def _against_a_wish(self, v: int, n: int) -> "_Some":
        """A pair that is none of the week's, at the value that it would have had."""
        found = one_pair(self._solved.features, self._solved.found.book, v, n)
        columns = (found.v_p, found.n_p, found.fit_p)
        alone = Open(*(column.astype(np.int32) for column in columns))
        return _Some(alone, values(self._solved, alone), is_barred=True)

    def _apart(self, few: "_Nearby", living: Rematch) -> tuple["_Nearby", Assignment]:
        """The meetings of each volunteer laid apart, as a cold solve lays them."""
        if self._is_small:
            return few, apart(self._solved.diaries, few.graph, living.assignment)[1]
        known = list(self._solved.known)
        few, living = self._widened(few, living, known)
        while sweep(few.graph, living, self._constraints):
            few, living = self._widened(few, living, known)
        return few, living.assignment

    def _widened(
        self, few: "_Nearby", living: Rematch, known: list[Seen]
    ) -> tuple["_Nearby", Rematch]:
        """With every pair that would better the plan, so that it is the best over the whole; what
        is known of those that the week does not hold is added to.
        """
        while True:
            plan = living.assignment
            entering = few.lacks(self._rest.entering(plan))
            if not len(entering.open):
                entering = few.lacks(self._rest.left_out(plan, known))
            if not len(entering.open):
                return few, living
            # In the few nothing is mended yet, in the living plan what has been mended so far
            now = _Nearby(few.open, living.graph, plan).wider(entering)
            few, living = few.wider(entering), Rematch(now.graph, now.plan)


class _Some(NamedTuple):
    """Pairs, sorted as ever, and what each adds."""

    open: Open
    value_p: Ints
    is_barred: bool = False

    def only(self, kept_p: Bools) -> "_Some":
        return _Some(self.open.only(kept_p), self.value_p[kept_p], self.is_barred)


@dataclass(frozen=True)
class _Nearby:
    """Some of a week's pairs, and pairs that it never had, with its plan over them.

    `assignment.few` has a plan that moves, over rows of one graph; this is where each try begins.
    """

    open: Open
    graph: Graph
    plan: Assignment

    @classmethod
    def of(cls, solved: Solved, rows: Ints) -> "_Nearby":
        """Those rows of the week's pairs, all that are in its plan among them."""
        columns = ("volunteer_p", "need_p", "value_p", "locked_p", "barred_p")
        some = {name: getattr(solved.whole, name)[rows] for name in columns}
        plan = replace(solved.best, chosen_p=np.searchsorted(rows, solved.best.chosen_p))
        return cls(solved.open.only(rows), replace(solved.whole, **some), plan)

    @cached_property
    def codes(self) -> Ints:
        return codes(self.open.v_p, self.open.n_p)

    def lacks(self, some: _Some) -> _Some:
        """Those that are not here."""
        return some.only(~among(self.codes, codes(some.open.v_p, some.open.n_p)))

    def wider(self, some: _Some) -> "_Nearby":
        """With these pairs too; as things are they are out of the plan."""
        graph, at = self.graph, np.searchsorted(self.codes, codes(some.open.v_p, some.open.n_p))
        told = zip(_columns(self.open), _columns(some.open), strict=True)
        joined = Open(*(np.insert(all_of, at, those) for all_of, those in told))
        chosen_p = self.plan.chosen_p
        return _Nearby(
            open=joined,
            graph=replace(
                graph,
                volunteer_p=joined.v_p,
                need_p=joined.n_p,
                value_p=np.insert(graph.value_p, at, some.value_p),
                locked_p=np.insert(graph.locked_p, at, False),
                barred_p=np.insert(graph.barred_p, at, some.is_barred),
            ),
            plan=replace(
                self.plan, chosen_p=chosen_p + np.searchsorted(at, chosen_p, side="right")
            ),
        )


class _Rest:
    """All pairs of a week, and how little those lack that do not come near its plan."""

    def __init__(self, solved: Solved, near: Ints, lack_p: Ints) -> None:
        """``lack_p`` is taken over, and changed."""
        self._solved = solved
        worth = solved.value_p, solved.unit
        self._stage = Stage(solved.pool, solved.found, solved.priority_n, valued=worth)
        self._start_n = solved.whole.start_n
        lack_p[near] = _ENDLESS
        self._least_n = per_row(np.minimum, lack_p, self._start_n, _ENDLESS)
        self._least_v = np.full(len(solved.features.volunteers), _ENDLESS, dtype=np.int64)
        np.minimum.at(self._least_v, solved.open.v_p, lack_p)

    def row(self, v: int, n: int) -> int | None:
        """Where the week has the pair; None where some rule forbids it."""
        start, stop = self._start_n[n : n + 2].tolist()
        at = start + int(np.searchsorted(self._solved.open.v_p[start:stop], v))
        return at if at < stop and self._solved.open.v_p[at] == v else None

    def some(self, rows: Ints) -> _Some:
        """These pairs as the week has them."""
        return _Some(self._solved.open.only(rows), self._solved.whole.value_p[rows])

    def entering(self, plan: Assignment) -> _Some:
        """The pairs that are worth more than the plan's price and rent, near ones left out.

        All of them lack something: where neither price nor rent has fallen, none enters.
        """
        week, whole = self._solved.best, self._solved.whole
        fall_v, fall_n = week.price_v - plan.price_v, week.rent_n - plan.rent_n
        may_n = self._least_n < fall_n + max(0, int(fall_v.max(initial=0)))
        may_v = self._least_v < fall_v + max(0, int(fall_n.max(initial=0)))
        needs = np.flatnonzero(may_n)
        counts = np.diff(self._start_n)[needs]
        rows, _ = ranges(self._start_n[needs], counts)
        v_p = whole.volunteer_p[rows]
        fallen_p = (fall_v > 0)[v_p] | (fall_n > 0)[needs].repeat(counts)
        rows = rows[fallen_p & may_v[v_p]]
        least_p = plan.price_v[whole.volunteer_p[rows]] + plan.rent_n[whole.need_p[rows]]
        return self.some(rows[whole.value_p[rows] > np.maximum(least_p, 0)])

    def left_out(self, plan: Assignment, known: list[Seen]) -> _Some:
        """Pairs that the week does not hold, and that may be worth more than price and rent."""
        new, seen = self._stage.entering(plan, known)
        known.append(seen)
        return _Some(new, values(self._solved, new))


def who_with_whom(solved: Solved, found: Open, chosen_p: Ints) -> dict[Pair, int]:
    """The chosen ones of some pairs: who with whom, and how well."""
    volunteers, needs = solved.features.volunteers, solved.features.needs
    rows = zip(*(column[chosen_p].tolist() for column in _columns(found)), strict=True)
    return {(volunteers[v].id, needs[n].id): fit for v, n, fit in rows}


def _near(solved: Solved, lack_p: Ints) -> Ints:
    """The pairs that nearly enter the plan, those of it, and those that constraints may ask for."""
    whole = solved.whole
    near_p = lack_p < int(whole.value_p.max(initial=0)) // NEARLY
    near_p |= whole.locked_p
    if tied(solved.features):
        near_p |= tied_pairs(solved.features, whole)
    for plan in (solved.best, solved.assignment):
        near_p[plan.chosen_p] = True
    return np.flatnonzero(near_p)


def _lack(solved: Solved) -> Ints:
    """What each pair lacks at the week's prices to be worth its price and rent."""
    whole, plan = solved.whole, solved.best
    lack_p = plan.price_v[whole.volunteer_p]
    lack_p += np.repeat(plan.rent_n, np.diff(whole.start_n))
    lack_p -= whole.value_p
    return lack_p


def values(solved: Solved, found: Open) -> Ints:
    """What these pairs add, held or not."""
    return pair_values(solved.pool, solved.params, solved.features, found, solved.priority_n)[0]


def _columns(found: Open) -> tuple[Index, Index, Index]:
    return found.v_p, found.n_p, found.fit_p
