"""Ways to mend a breach, and the sweep that takes one way out of each breach of a plan."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from matcher.engine.arrays import Ints
from matcher.engine.assignment.graph import Graph
from matcher.engine.assignment.rematch import Rematch


@dataclass(frozen=True, slots=True)
class Way:
    """One way to mend a breach: pairs that may not be made, pairs that must."""

    bar: tuple[int, ...] = ()
    lock: tuple[int, ...] = ()


# The breaches in a plan, each with its ways out, forbidding ones first.
Rule: TypeAlias = Callable[[Graph, Ints], Iterator[Sequence[Way]]]


def sweep(original: Graph, living: Rematch, rules: Sequence[Rule]) -> bool:
    """Mend each breach of the plan in the first way that is possible; False when there is none.

    All breaches are those of the plan as it stood, whatever the first of them moves: so the
    outcome does not hang on which pairs outside the plan are listed. Each forbids something, so
    sweep after sweep comes to an end.
    """
    graph, chosen_p = living.graph, living.chosen_p
    ways = [way for rule in rules for way in _first_ways(original, graph, chosen_p, rule)]
    for way in ways:
        if may_be(living.graph, way) if way.lock else not any(map(living.is_locked, way.bar)):
            for pair in way.bar:
                living.bar(pair)
            for pair in way.lock:
                living.lock(pair)
    return bool(ways)


def _first_ways(original: Graph, graph: Graph, chosen_p: Ints, rule: Rule) -> Iterator[Way]:
    """For each breach that was not locked in, one way: of single pairs the one worth least."""
    for ways in rule(graph, chosen_p):
        if any(may_be(original, way) for way in ways):
            possible = [way for way in ways if may_be(graph, way)]
            if all(len(way.bar) == 1 and not way.lock for way in possible):
                possible.sort(key=lambda way: int(graph.value_p[way.bar[0]]))
            yield possible[0]


def way_added(graph: Graph, way: Way) -> Way:
    """The way without what is so already: undoing it must leave that."""
    return Way(
        bar=tuple(pair for pair in way.bar if not graph.barred_p[pair]),
        lock=tuple(pair for pair in way.lock if not graph.locked_p[pair]),
    )


def may_be(graph: Graph, way: Way) -> bool:
    """Whether the graph can have these pairs barred and locked.

    Not where one is both, nor where locks go beyond capacity or seats. Asked at little cost where
    a way only forbids.
    """
    if not way.lock:
        return not graph.locked_p[list(way.bar)].any()
    locked_p, barred_p = graph.locked_p.copy(), graph.barred_p.copy()
    barred_p[list(way.bar)] = True
    locked_p[list(way.lock)] = True
    try:
        replace(graph, locked_p=locked_p, barred_p=barred_p)
    except ValueError:
        return False
    return True
