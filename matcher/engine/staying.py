"""What is gained by letting undecided suggestions move.

A suggestion that a coordinator has seen moves only for a gain, and the gain is told: the plan is
held against the best one in which every undecided suggestion that can stay does.
"""

from collections.abc import Iterator

import numpy as np

from matcher.domain.suggestions import Gain
from matcher.engine.arrays import Ints
from matcher.engine.assignment import Rematch
from matcher.engine.candidates import codes
from matcher.engine.collisions import apart
from matcher.engine.finding import codes_of
from matcher.engine.solving import Solved


def gain_of_moving(solved: Solved) -> Gain | None:
    """The plan less the best one in which the pool's `proposed` pairs stay; None where all do.

    A pair that may no longer be made has not moved: it is gone.
    """
    again = codes_of(solved.features, solved.pool.proposed)
    stays_p = np.isin(codes(solved.open.v_p, solved.open.n_p), again)
    if not (stays_p & ~solved.chosen_p).any():
        return None
    still = Rematch(solved.whole, solved.best)
    for pair in _lockable(solved, np.flatnonzero(stays_p)):
        still.lock(pair)
    _, plan = apart(solved.diaries, still.graph, still.assignment)
    now, then = solved.assignment.chosen_p, plan.chosen_p
    saved, left = _needs(solved, now, but=then), _needs(solved, then, but=now)
    more = _fit(solved, now) - _fit(solved, then)
    return Gain(served=len(saved) - len(left), fit=more, saved=saved, left=left)


def _lockable(solved: Solved, stays: Ints) -> Iterator[int]:
    """Those for which there is room beside what is locked: somebody may have less of it now."""
    whole = solved.whole
    room_v = whole.capacity_v - whole.locks_v()
    room_n = whole.seats_n - whole.locks_n()
    for pair in stays[~whole.locked_p[stays]].tolist():
        v, n = whole.volunteer_p[pair], whole.need_p[pair]
        if room_v[v] and room_n[n]:
            room_v[v], room_n[n] = room_v[v] - 1, room_n[n] - 1
            yield pair


def _needs(solved: Solved, chosen_p: Ints, *, but: Ints) -> tuple[str, ...]:
    """Who has somebody by the one plan, and nobody by the other."""
    n_p = solved.open.n_p
    rows = np.setdiff1d(n_p[chosen_p], n_p[but]).tolist()
    return tuple(sorted(solved.features.needs[n].id for n in rows))


def _fit(solved: Solved, chosen_p: Ints) -> int:
    return int(solved.open.fit_p[chosen_p].astype(np.int64).sum())
