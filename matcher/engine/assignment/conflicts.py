"""What no price can say: collisions in time, couples who go together, groups too small to begin.

These tie pairs to one another, so the linear programme with them has corners that are no whole
pairs. Solve without them, look for the first breach, and try each branch out of it (branch and
bound, Land & Doig 1960). Every branch only forbids or fixes pairs, so its optimum can but fall: the
best open plan is looked at first, and the first whole one is the best that branches lead to. Few
plans are broken and few branches are needed; after ``most_plans`` breaches are mended one by one in
the first branch that is possible. ``cost`` is honest in both cases: the plan without constraints is
a bound.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import takewhile
from typing import TypeAlias

import numpy as np

from matcher.engine.arrays import Ints
from matcher.engine.assignment.branches import Branch, Constraint, added, may_be, sweep
from matcher.engine.assignment.graph import Assignment, Graph, Index
from matcher.engine.assignment.rematch import Rematch
from matcher.engine.assignment.solve import assign

MOST_PLANS = 200

Path: TypeAlias = tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class Mended:
    """A plan that keeps the constraints, and what they cost at most, in objective units."""

    graph: Graph
    assignment: Assignment
    cost: int


def mended(
    graph: Graph,
    constraints: Iterable[Constraint],
    *,
    free: Assignment | None = None,
    most_plans: int = MOST_PLANS,
) -> Mended:
    """The best plan in which no constraint is breached. ``free`` is the best without them, if it is
    known.

    Locked pairs that breach one among themselves are left as they are: a person chose them.
    """
    constraints, free = list(constraints), free or assign(graph)
    if _first_breach(graph, graph, free.chosen_p, constraints) is None:
        return Mended(graph, free, cost=0)
    living = Rematch(graph, free)

    def breach() -> Sequence[Branch] | None:
        return _first_breach(graph, living.graph, living.chosen_p, constraints)

    if not most_plans or best_first(living, breach, most_plans=most_plans) is None:
        while sweep(graph, living, constraints):
            pass
    return Mended(living.graph, living.assignment, cost=free.objective - living.objective)


def best_first(
    living: Rematch,
    breach: Callable[[], Sequence[Branch] | None],
    *,
    most_plans: int,
) -> Path | None:
    """Move a living plan to the best one without a breach; the path it took there.

    One plan stands for all: it is moved from path to path, and a move costs no more than the
    few pairs it disturbs. ``breach`` tells the branches out of the first breach of the plan as it
    stands, each of which can be taken. None, and the plan as it was, when so many plans were not
    enough.
    """
    here: Path = ()
    tried, paths = 0, [(-living.objective, 0, here)]
    while paths and tried <= most_plans:
        there = heappop(paths)[2]
        here = walk(living, here, there)
        branches = breach()
        if branches is None:
            return here
        for branch in branches:
            tried += 1
            here = walk(living, here, (*there, branch))
            heappush(paths, (-living.objective, tried, here))
    walk(living, here, ())
    return None


def walk(living: Rematch, here: Path, there: Path) -> Path:
    """Back to where both paths part, undoing the branches that led here, and on along the other."""
    both = zip(here, there, strict=False)
    together = sum(1 for _ in takewhile(lambda steps: steps[0] == steps[1], both))
    for branch in reversed(here[together:]):
        for pair in branch.lock:
            living.unlock(pair)
        for pair in branch.bar:
            living.unbar(pair)
    for branch in there[together:]:
        for pair in branch.bar:
            living.bar(pair)
        for pair in branch.lock:
            living.lock(pair)
    return there


def together(couples: Iterable[tuple[int, int]]) -> Constraint:
    """Two volunteers who go to the same needs or to none."""
    partner = {one: other for a, b in couples for one, other in ((a, b), (b, a))}

    def breaches(graph: Graph, chosen_p: Ints) -> Iterator[Sequence[Branch]]:
        chosen = set(chosen_p.tolist())
        for pair in chosen_p.tolist():
            volunteer, need = int(graph.volunteer_p[pair]), int(graph.need_p[pair])
            if volunteer in partner:
                also = _pair(graph, need, partner[volunteer])
                if also is None:
                    yield [Branch(bar=(pair,))]
                elif also not in chosen:
                    yield [Branch(bar=(pair, also)), Branch(lock=(pair, also))]

    return breaches


def groups(least_n: Ints) -> Constraint:
    """A need has at least so many volunteers, or none.

    A group is filled up with its own best pairs, which need not be the best ones for all.
    """

    def breaches(graph: Graph, chosen_p: Ints) -> Iterator[Sequence[Branch]]:
        for need, held in _by_row(graph.need_p, chosen_p).items():
            if len(held) < least_n[need]:
                pairs = np.flatnonzero(graph.need_p == need)
                spare = pairs[~graph.barred_p[pairs] & ~np.isin(pairs, held)]
                best = spare[np.argsort(-graph.value_p[spare], kind="stable")]
                enough = (*held, *best[: least_n[need] - len(held)].tolist())
                none = Branch(bar=tuple(pairs.tolist()))
                yield [none, Branch(lock=enough)] if len(enough) == least_n[need] else [none]

    return breaches


def _first_breach(
    original: Graph, graph: Graph, chosen_p: Ints, constraints: Iterable[Constraint]
) -> list[Branch] | None:
    """The possible branches out of the plan's first breach; None when the plan is whole."""
    for constraint in constraints:
        for branches in constraint(graph, chosen_p):
            if any(may_be(original, branch) for branch in branches):
                return [added(graph, branch) for branch in branches if may_be(graph, branch)]
    return None


def _by_row(row_p: Index, chosen_p: Ints) -> dict[int, list[int]]:
    rows: dict[int, list[int]] = {}
    for pair in chosen_p.tolist():
        rows.setdefault(int(row_p[pair]), []).append(pair)
    return rows


def _pair(graph: Graph, need: int, volunteer: int) -> int | None:
    found = np.flatnonzero((graph.need_p == need) & (graph.volunteer_p == volunteer))
    return int(found[0]) if len(found) else None
