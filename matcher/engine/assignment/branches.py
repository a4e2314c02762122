"""Constraints that no price can say, the branches out of a breach of one, and the sweep that takes
one branch out of each breach of a plan.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from matcher.engine.arrays import Ints
from matcher.engine.assignment.graph import Graph
from matcher.engine.assignment.rematch import Rematch


@dataclass(frozen=True, slots=True)
class Branch:
    """What would end a breach: pairs that may not be made, pairs that must."""

    bar: tuple[int, ...] = ()
    lock: tuple[int, ...] = ()


# The breaches in a plan, each with its branches, forbidding ones first.
Constraint: TypeAlias = Callable[[Graph, Ints], Iterator[Sequence[Branch]]]


def sweep(original: Graph, living: Rematch, constraints: Sequence[Constraint]) -> bool:
    """Mend each breach of the plan by its first branch that is possible; False when there is none.

    All breaches are those of the plan as it stood, whatever the first of them moves: so the
    outcome does not hang on which pairs outside the plan are listed. Each forbids something, so
    sweep after sweep comes to an end.
    """
    graph, chosen_p = living.graph, living.chosen_p
    breaches = [breach for one in constraints for breach in one(graph, chosen_p)]
    branches = list(_first_branches(original, graph, breaches))
    for branch in branches:
        if _is_left(living, branch):
            for pair in branch.bar:
                living.bar(pair)
            for pair in branch.lock:
                living.lock(pair)
    return bool(branches)


def _is_left(living: Rematch, branch: Branch) -> bool:
    """Whether those taken before it in the same sweep have left it possible. One that only forbids
    is asked pair by pair: the graph of a living plan takes a while to make.
    """
    if branch.lock:
        return may_be(living.graph, branch)
    return not any(map(living.is_locked, branch.bar))


def _first_branches(
    original: Graph, graph: Graph, breaches: Iterable[Sequence[Branch]]
) -> Iterator[Branch]:
    """For each breach that was not locked in, one branch: of single pairs the one worth least."""
    for branches in breaches:
        if any(may_be(original, branch) for branch in branches):
            possible = [branch for branch in branches if may_be(graph, branch)]
            if all(len(branch.bar) == 1 and not branch.lock for branch in possible):
                possible.sort(key=lambda branch: int(graph.value_p[branch.bar[0]]))
            yield possible[0]


def added(graph: Graph, branch: Branch) -> Branch:
    """The branch without what is so already: undoing it must leave that."""
    return Branch(
        bar=tuple(pair for pair in branch.bar if not graph.barred_p[pair]),
        lock=tuple(pair for pair in branch.lock if not graph.locked_p[pair]),
    )


def may_be(graph: Graph, branch: Branch) -> bool:
    """Whether the graph can have these pairs barred and locked.

    Not where one is both, nor where locks go beyond capacity or seats. Asked at little cost where
    a branch only forbids.
    """
    if not branch.lock:
        return not graph.locked_p[list(branch.bar)].any()
    locked_p, barred_p = graph.locked_p.copy(), graph.barred_p.copy()
    barred_p[list(branch.bar)] = True
    locked_p[list(branch.lock)] = True
    try:
        replace(graph, locked_p=locked_p, barred_p=barred_p)
    except ValueError:
        return False
    return True
