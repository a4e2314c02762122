"""The search for a plan without collisions, kept alive: every branch has a plan of its own.

`conflicts.best_first` moves one plan from branch to branch, undoing and redoing what parts them.
Where people decide one after the other, most branches stay as they are: so here they stand, and
follow what is decided (branch and bound, Land & Doig 1960, with the open branches kept).

Every deed forbids, fixes or takes away. What a branch was worth before is therefore more than it
is worth after, and it is brought up to date only when it might be the best: mostly that is the
plan without regard to collisions, and the one branch that was chosen last.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush
from typing import TypeAlias

from matcher.engine.assignment import Change, Index, Rematch, Way
from matcher.engine.collisions import Hours

Deed: TypeAlias = Callable[[Rematch], Change]


@dataclass(frozen=True)
class Rows:
    """Who the pairs of the plans are, and which needs of hers can be laid apart."""

    v_p: Index
    n_p: Index
    hours: Hours

    def crowded(self, v: int, pairs: Sequence[int]) -> int:
        """How many of her pairs, from the first, cannot be laid apart; 0 where all can."""
        if len(pairs) < 2:
            return 0
        return self.hours.crowded(v, [int(self.n_p[pair]) for pair in pairs])


@dataclass
class Branch:
    """A plan, whose hours collide in it, and the plans that mend the first collision."""

    rows: Rows
    plan: Rematch
    pairs_v: dict[int, tuple[int, ...]] = field(default_factory=dict)  # what each holds, by need
    crowded: frozenset[int] = frozenset()
    behind: list[Deed] = field(default_factory=list)  # done elsewhere, and not yet here
    ways: list[Way] = field(default_factory=list)
    branches: "list[Branch]" = field(default_factory=list)  # one a way

    @classmethod
    def root(cls, rows: Rows, plan: Rematch) -> "Branch":
        """The plan without regard to collisions."""
        found = cls(rows, plan)
        found._follow(Change((), tuple(plan.chosen_p.tolist())))
        return found

    @property
    def held(self) -> frozenset[int]:
        """The pairs of the plan."""
        return frozenset(self.plan.chosen_p.tolist())

    def do(self, deed: Deed) -> None:
        """Here at once, in the branches when they are looked at. Raises what the deed raises."""
        self._follow(deed(self.plan))
        self.fall_behind(deed)

    def fall_behind(self, deed: Deed) -> None:
        """Let all branches do it when they are looked at."""
        for branch in self.branches:
            branch.behind.append(deed)
            branch.fall_behind(deed)

    def catch_up(self) -> None:
        """Do what has been done elsewhere."""
        for deed in self.behind:
            self._follow(deed(self.plan))
        self.behind.clear()

    def best(self, most_plans: int) -> "Branch | None":
        """The best plan under this one without a collision; None if so many were not enough.

        As `conflicts.best_first` finds it: the same branches are opened in the same order.
        """
        opened, open_ones = 0, [(-self.plan.objective, 0, self)]
        while open_ones and opened <= most_plans:
            bound, turn, branch = heappop(open_ones)
            branch.catch_up()
            if branch.plan.objective < -bound:
                heappush(open_ones, (-branch.plan.objective, turn, branch))
                continue
            if not branch.is_broken():
                return branch
            for below in branch.branches:
                opened += 1
                heappush(open_ones, (-below.plan.objective, opened, below))
        return None

    def is_broken(self) -> bool:
        """Whether there is a collision that can be mended; then there are branches for it."""
        ways = self._ways()
        if ways != self.ways:
            self.ways, self.branches = ways, [self._with(way) for way in ways]
        return bool(ways)

    # Inside

    def _ways(self) -> list[Way]:
        """The ways to mend the first collision, as `collisions` tells them of a whole plan."""
        for v in sorted(self.crowded, key=lambda v: self.pairs_v[v][0]):
            pairs = self.pairs_v[v]
            several = pairs[: self.rows.crowded(v, pairs)]
            if ways := [Way(bar=(pair,)) for pair in several if not self.plan.is_locked(pair)]:
                return ways
        return []

    def _with(self, way: Way) -> "Branch":
        branch = Branch(self.rows, self.plan.twin(), self.pairs_v.copy(), self.crowded)
        for pair in way.bar:
            branch._follow(branch.plan.bar(pair))
        return branch

    def _follow(self, change: Change) -> None:
        """Who holds what in the plan as it stands, and whose hours collide in it."""
        moved = {int(self.rows.v_p[pair]) for pair in (*change.out_p, *change.in_p)}
        for v in moved:
            self.pairs_v.setdefault(v, ())
        for pair in change.out_p:
            v = int(self.rows.v_p[pair])
            self.pairs_v[v] = tuple(one for one in self.pairs_v[v] if one != pair)
        for pair in change.in_p:
            v = int(self.rows.v_p[pair])
            self.pairs_v[v] = tuple(sorted((*self.pairs_v[v], pair)))
        crowded = {v for v in moved if self.rows.crowded(v, self.pairs_v[v])}
        self.crowded = self.crowded - moved | crowded
