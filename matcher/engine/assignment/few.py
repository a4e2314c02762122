"""Breaches of a large plan, mended over the few pairs that come near it, and proven over all.

A move looks at every pair of whoever it passes, and in a large graph nearly all of them are far
from being chosen. So the plan lives over those that nearly enter it. Before each look for
breaches every pair is priced once, and those that would better the plan are let in, until there
is none (column generation, Dantzig & Wolfe 1960), beginning from the best plan without constraints.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from matcher.engine.arrays import Bools, Ints
from matcher.engine.assignment.branches import Constraint, sweep
from matcher.engine.assignment.conflicts import Mended
from matcher.engine.assignment.graph import Assignment, Graph
from matcher.engine.assignment.rematch import Rematch
from matcher.engine.assignment.solve import NEARLY


def mended_near(
    whole: Graph, constraints: Sequence[Constraint], *, free: Assignment, tied_p: Bools
) -> Mended:
    """`conflicts.mended` sweep by sweep: the same plan, sooner where the graph is large.

    ``free`` is the best plan without constraints; ``tied_p`` are the pairs that they may ask for.
    """
    nearly = int(whole.value_p.max(initial=0)) // NEARLY
    near_p = tied_p | whole.locked_p | whole.worth(free.price_v, free.rent_n, -nearly)
    near_p[free.chosen_p] = True
    few = _Few.of(whole, np.flatnonzero(near_p), free).widened()
    while sweep(few.original, few.living, constraints):
        few = few.widened()
    return Mended(few.whole_now(), few.plan(), cost=free.objective - few.living.objective)


@dataclass(frozen=True)
class _Few:
    """A plan that lives over some rows of a whole graph."""

    whole: Graph
    rows: Ints
    original: Graph  # those rows, with nothing mended
    living: Rematch

    @classmethod
    def of(cls, whole: Graph, rows: Ints, plan: Assignment) -> "_Few":
        """From the prices of a plan for the whole."""
        graph = whole.only(rows)
        here = replace(plan, chosen_p=np.searchsorted(rows, plan.chosen_p))
        return cls(whole, rows, graph, Rematch(graph, here))

    def widened(self) -> "_Few":
        """With all pairs that would better the plan, so that it is the best over the whole."""
        few = self
        while True:
            plan, now = few.plan(), few.whole_now()
            worth_p = now.worth(plan.price_v, plan.rent_n)
            worth_p[few.rows] = False
            if not worth_p.any():
                return few
            rows = np.sort(np.concatenate([few.rows, np.flatnonzero(worth_p)]))
            wider = _Few.of(now, rows, plan)
            few = replace(wider, whole=self.whole, original=self.whole.only(rows))

    def plan(self) -> Assignment:
        """The plan as it stands, by the rows of the whole."""
        plan = self.living.assignment
        return replace(plan, chosen_p=self.rows[plan.chosen_p])

    def whole_now(self) -> Graph:
        """The whole, with what has been barred and locked."""
        graph = self.living.graph
        locked_p, barred_p = self.whole.locked_p.copy(), self.whole.barred_p.copy()
        locked_p[self.rows], barred_p[self.rows] = graph.locked_p, graph.barred_p
        return replace(self.whole, locked_p=locked_p, barred_p=barred_p)
