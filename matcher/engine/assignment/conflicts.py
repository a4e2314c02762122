"""What no price can say: clashes in time, couples who go together, groups too small to begin.

These tie pairs to one another, so the linear programme with them has corners that are no whole
pairs. Solve without them, look for the first breach, and try each way of mending it (branch and
bound, Land & Doig 1960). Every way only forbids or fixes pairs, so its optimum can but fall: the
best open plan is looked at first, and the first whole one is the best the ways lead to. Few
plans are broken and few ways are needed; after ``most_plans`` breaches are mended one by one in
the first way that is possible. ``cost`` is honest either way: the plan without rules is a bound.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import heappop, heappush
from typing import TypeAlias

import numpy as np

from matcher.engine.arrays import Ints
from matcher.engine.assignment.graph import Assignment, Graph, Index
from matcher.engine.assignment.rematch import Rematch
from matcher.engine.assignment.solve import assign

MOST_PLANS = 200


@dataclass(frozen=True, slots=True)
class Way:
    """One way to mend a breach: pairs that may not be made, pairs that must."""

    bar: tuple[int, ...] = ()
    lock: tuple[int, ...] = ()


# The breaches in a plan, each with its ways out, forbidding ones first.
Rule: TypeAlias = Callable[[Graph, Ints], Iterator[Sequence[Way]]]


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
    found = _best(graph, free, rules, most_plans) or _swept(graph, free, rules)
    return Mended(*found, cost=free.objective - found[1].objective)


def _best(
    graph: Graph, free: Assignment, rules: Sequence[Rule], most_plans: int
) -> tuple[Graph, Assignment] | None:
    """Best first; None when so many plans were not enough."""
    tried, open_plans = 0, [(-free.objective, 0, graph, free)]
    while open_plans and tried <= most_plans:
        _, _, narrowed, plan = heappop(open_plans)
        graphs = _mended_once(graph, narrowed, plan, rules)
        if graphs is None:
            return narrowed, plan
        if not most_plans:
            break
        for narrower in graphs:
            tried += 1
            again = assign(narrower, warm=plan)
            heappush(open_plans, (-again.objective, tried, narrower, again))
    return None


def _swept(graph: Graph, plan: Assignment, rules: Sequence[Rule]) -> tuple[Graph, Assignment]:
    """Sweep after sweep, each breach in the first way that is possible: each forbids something.

    Between sweeps the plan is kept the best there is (`rematch`), so a sweep costs little.
    """
    original, living = graph, Rematch(graph, plan)
    while ways := [way for rule in rules for way in _first_ways(original, graph, plan, rule)]:
        for way in ways:
            if _may_be(living.graph if way.lock else graph, way) and (
                way.lock or living.holds_any(way.bar)
            ):
                for pair in way.bar:
                    living.bar(pair)
                for pair in way.lock:
                    living.lock(pair)
        graph, plan = living.graph, living.assignment
    return graph, plan


def _first_ways(original: Graph, graph: Graph, plan: Assignment, rule: Rule) -> Iterator[Way]:
    """For each breach that was not locked in, one way: of single pairs the one worth least."""
    for ways in rule(graph, plan.chosen_p):
        if any(_may_be(original, way) for way in ways):
            possible = [way for way in ways if _may_be(graph, way)]
            if all(len(way.bar) == 1 and not way.lock for way in possible):
                possible.sort(key=lambda way: int(graph.value_p[way.bar[0]]))
            yield possible[0]


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


def _mended_once(
    original: Graph, graph: Graph, plan: Assignment, rules: Iterable[Rule]
) -> list[Graph] | None:
    """The graphs in which the plan's first breach cannot happen; None when the plan is whole."""
    for rule in rules:
        for ways in rule(graph, plan.chosen_p):
            if any(_narrowed(original, way) for way in ways):
                return [narrower for way in ways if (narrower := _narrowed(graph, way))]
    return None


def _may_be(graph: Graph, way: Way) -> bool:
    """Whether `_narrowed` gives a graph: asked at little cost where a way only forbids."""
    if way.lock:
        return _narrowed(graph, way) is not None
    return not graph.locked_p[list(way.bar)].any()


def _narrowed(graph: Graph, way: Way) -> Graph | None:
    """The graph with these pairs barred or locked; None where that cannot be."""
    locked_p, barred_p = graph.locked_p.copy(), graph.barred_p.copy()
    barred_p[list(way.bar)] = True
    locked_p[list(way.lock)] = True
    try:
        return replace(graph, locked_p=locked_p, barred_p=barred_p)
    except ValueError:  # locked and barred at once, or locks beyond capacity or seats
        return None


def _by_row(row_p: Index, chosen_p: Ints) -> dict[int, list[int]]:
    rows: dict[int, list[int]] = {}
    for pair in chosen_p.tolist():
        rows.setdefault(int(row_p[pair]), []).append(pair)
    return rows


def _pair(graph: Graph, need: int, volunteer: int) -> int | None:
    found = np.flatnonzero((graph.need_p == need) & (graph.volunteer_p == volunteer))
    return int(found[0]) if len(found) else None
