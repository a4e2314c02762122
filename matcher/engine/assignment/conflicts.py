"""What no price can say: clashes in time, couples who go together, groups too small to begin.

These tie pairs to one another, so the linear programme with them has corners that are no whole
pairs. Solve without them, look for the first breach, and try each way of mending it (branch and
bound, Land & Doig 1960). Every way only forbids or fixes pairs, so its optimum can but fall: the
best open plan is looked at first, and the first whole one is the best the ways lead to. Few
plans are broken and few ways are needed; after ``most_plans`` breaches are mended one by one in
the first way that is possible. ``cost`` is honest either way: the plan without rules is a bound.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import takewhile
from typing import TypeAlias

import numpy as np

from matcher.engine.arrays import Ints
from matcher.engine.assignment.graph import Assignment, Graph, Index
from matcher.engine.assignment.rematch import Rematch
from matcher.engine.assignment.solve import assign
from matcher.engine.assignment.ways import Rule, Way, may_be, sweep, way_added

MOST_PLANS = 200

Path: TypeAlias = tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class Mended:
    """A plan that keeps the rules, and what they cost at most, in objective units."""

    graph: Graph
    assignment: Assignment
    cost: int


def mended(
    graph: Graph,
    rules: Iterable[Rule],
    *,
    free: Assignment | None = None,
    most_plans: int = MOST_PLANS,
) -> Mended:
    """The best plan in which no rule is broken. ``free`` is the best plan without rules, if known.

    Locked pairs that break a rule among themselves are left as they are: a person chose them.
    """
    rules, free = list(rules), free or assign(graph)
    if _first_breach(graph, graph, free.chosen_p, rules) is None:
        return Mended(graph, free, cost=0)
    living = Rematch(graph, free)

    def breach() -> Sequence[Way] | None:
        return _first_breach(graph, living.graph, living.chosen_p, rules)

    if not most_plans or best_first(living, breach, most_plans=most_plans) is None:
        while sweep(graph, living, rules):
            pass
    return Mended(living.graph, living.assignment, cost=free.objective - living.objective)


def best_first(
    living: Rematch,
    breach: Callable[[], Sequence[Way] | None],
    *,
    most_plans: int,
) -> Path | None:
    """Move a living plan to the best one without a breach; the ways it took there.

    One plan stands for all: it is moved from branch to branch, and a move costs no more than the
    few pairs it disturbs. ``breach`` tells the ways out of the first breach of the plan as it
    stands, each of which can be taken. None, and the plan as it was, when so many plans were not
    enough.
    """
    here: Path = ()
    tried, branches = 0, [(-living.objective, 0, here)]
    while branches and tried <= most_plans:
        there = heappop(branches)[2]
        here = walk(living, here, there)
        ways = breach()
        if ways is None:
            return here
        for way in ways:
            tried += 1
            here = walk(living, here, (*there, way))
            heappush(branches, (-living.objective, tried, here))
    walk(living, here, ())
    return None


def walk(living: Rematch, here: Path, there: Path) -> Path:
    """Back to where both paths part, undoing the ways that led here, and on along the other."""
    both = zip(here, there, strict=False)
    together = sum(1 for _ in takewhile(lambda steps: steps[0] == steps[1], both))
    for way in reversed(here[together:]):
        for pair in way.lock:
            living.unlock(pair)
        for pair in way.bar:
            living.unbar(pair)
    for way in there[together:]:
        for pair in way.bar:
            living.bar(pair)
        for pair in way.lock:
            living.lock(pair)
    return there


def clashes(collide: Callable[[int, int, int], bool]) -> Rule:
    """No volunteer has two needs that collide: ``collide(volunteer, need, other need)``."""

    def breaches(graph: Graph, chosen_p: Ints) -> Iterator[Sequence[Way]]:
        for volunteer, pairs in _by_row(graph.volunteer_p, chosen_p).items():
            for i, one in enumerate(pairs):
                for other in pairs[i + 1 :]:
                    if collide(volunteer, int(graph.need_p[one]), int(graph.need_p[other])):
                        yield [Way(bar=(one,)), Way(bar=(other,))]

    return breaches


def together(couples: Iterable[tuple[int, int]]) -> Rule:
    """Two volunteers who go to the same needs or to none."""
    partner = {one: other for a, b in couples for one, other in ((a, b), (b, a))}

    def breaches(graph: Graph, chosen_p: Ints) -> Iterator[Sequence[Way]]:
        chosen = set(chosen_p.tolist())
        for pair in chosen_p.tolist():
            volunteer, need = int(graph.volunteer_p[pair]), int(graph.need_p[pair])
            if volunteer in partner:
                also = _pair(graph, need, partner[volunteer])
                if also is None:
                    yield [Way(bar=(pair,))]
                elif also not in chosen:
                    yield [Way(bar=(pair, also)), Way(lock=(pair, also))]

    return breaches


def groups(least_n: Ints) -> Rule:
    """A need has at least so many volunteers, or none.

    A group is filled up with its own best pairs, which need not be the best ones for all.
    """

    def breaches(graph: Graph, chosen_p: Ints) -> Iterator[Sequence[Way]]:
        for need, held in _by_row(graph.need_p, chosen_p).items():
            if len(held) < least_n[need]:
                pairs = np.flatnonzero(graph.need_p == need)
                spare = pairs[~graph.barred_p[pairs] & ~np.isin(pairs, held)]
                best = spare[np.argsort(-graph.value_p[spare], kind="stable")]
                enough = (*held, *best[: least_n[need] - len(held)].tolist())
                none = Way(bar=tuple(pairs.tolist()))
                yield [none, Way(lock=enough)] if len(enough) == least_n[need] else [none]

    return breaches


def _first_breach(
    original: Graph, graph: Graph, chosen_p: Ints, rules: Iterable[Rule]
) -> list[Way] | None:
    """The possible ways out of the plan's first breach; None when the plan is whole."""
    for rule in rules:
        for ways in rule(graph, chosen_p):
            if any(may_be(original, way) for way in ways):
                return [way_added(graph, way) for way in ways if may_be(graph, way)]
    return None


def _by_row(row_p: Index, chosen_p: Ints) -> dict[int, list[int]]:
    rows: dict[int, list[int]] = {}
    for pair in chosen_p.tolist():
        rows.setdefault(int(row_p[pair]), []).append(pair)
    return rows


def _pair(graph: Graph, need: int, volunteer: int) -> int | None:
    found = np.flatnonzero((graph.need_p == need) & (graph.volunteer_p == volunteer))
    return int(found[0]) if len(found) else None
