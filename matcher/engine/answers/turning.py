"""What the dial does, before it is turned: to this week's pool, and to weeks that have been.

Of a week that has been only the listed pairs are kept: those that were suggested, and the few
ranked beside them. Which of them another setting would have chosen is found exactly; that it
might have chosen a pair that was not on the list cannot be known, and is said beside it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from matcher.domain.answers import Difference, Fits, Turned
from matcher.domain.suggestions import Pair
from matcher.engine.answers.differences import difference
from matcher.engine.answers.whatif import compared, weighed
from matcher.engine.arrays import Ints
from matcher.engine.assignment import Graph, assign, ties, with_ties
from matcher.engine.params import HUNDRED_POINTS, Dial
from matcher.engine.solving import Solved
from matcher.engine.stage import PER_CENT


@dataclass(frozen=True, slots=True)
class Listed:
    """A pair on a week's lists, and the need's priority then, both in thousandths; and for how many
    volunteers the need is.
    """

    pair: Pair
    fit: int
    priority: int
    seats: int = 1


def turned(solved: Solved, dials: Mapping[str, Dial]) -> tuple[Turned, ...]:
    """What each setting does to this pool."""
    found = []
    for name, dial in dials.items():
        sides = compared(solved, weighed(solved, replace(solved.params, dial=dial)))
        found.append(Turned(name, _numbers(dial), sides.after, sides.difference))
    return tuple(found)


def chosen_of(listed: Sequence[Listed], taken: Iterable[Pair], dial: Dial) -> Fits:
    """The best of the listed pairs by that setting, with as many for each as were `taken` then: at
    least one need a volunteer, and as many volunteers as the need has seats.
    """
    rows = sorted(listed, key=lambda one: (one.pair[1], one.pair[0]))
    if not rows:
        return {}
    chosen_p = assign(_graph(rows, list(taken), dial)).chosen_p
    return {rows[p].pair: rows[p].fit for p in chosen_p.tolist()}


def would_have(
    listed: Sequence[Listed], taken: Iterable[Pair], was: Dial, dial: Dial
) -> Difference:
    """From what the setting of then chooses among the listed to what another does."""
    had = list(taken)
    return difference(chosen_of(listed, had, was), chosen_of(listed, had, dial))


def _graph(rows: Sequence[Listed], had: Sequence[Pair], dial: Dial) -> Graph:
    """What is asked of the solver: the listed pairs, sorted by need, then volunteer."""
    volunteers = sorted({one.pair[0] for one in rows})
    needs = sorted({one.pair[1] for one in rows})
    v_p = np.array([volunteers.index(one.pair[0]) for one in rows], dtype=np.int32)
    n_p = np.array([needs.index(one.pair[1]) for one in rows], dtype=np.int32)
    capacity_v = [max(1, sum(pair[0] == one for pair in had)) for one in volunteers]
    seats = {one.pair[1]: one.seats for one in rows}
    seats_n = [max(seats[one], sum(pair[1] == one for pair in had)) for one in needs]
    draws_p = ties(volunteers, needs, v_p, n_p)
    value_p, _ = with_ties(_values(rows, seats_n, n_p.tolist(), dial), draws_p, sum(seats_n))
    free_p = np.zeros(len(rows), dtype=bool)
    return Graph(
        n_volunteers=len(volunteers),
        n_needs=len(needs),
        volunteer_p=v_p,
        need_p=n_p,
        value_p=value_p,
        capacity_v=np.array(capacity_v, dtype=np.int32),
        seats_n=np.array(seats_n, dtype=np.int32),
        locked_p=free_p,
        barred_p=free_p.copy(),
    )


def _values(
    rows: Sequence[Listed], seats_n: Sequence[int], need_p: Sequence[int], dial: Dial
) -> Ints:
    """As `scores.seat_values` has it."""
    values = [
        dial.fit * one.fit
        + 2 * (dial.served * HUNDRED_POINTS + dial.waiting * one.priority) // (seats_n[n] + 1)
        for one, n in zip(rows, need_p, strict=True)
    ]
    assert max(values) <= HUNDRED_POINTS * PER_CENT
    return np.array(values, dtype=np.int64)


def _numbers(dial: Dial) -> dict[str, int]:
    return {"fit": dial.fit, "served": dial.served, "waiting": dial.waiting}
