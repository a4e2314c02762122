"""The open pairs of a large pool that are held: each need's best, and later all that may enter.

A country has two hundred million open pairs, and nearly all of them are far from any plan. Of each
need the best few by fit are held (`search`), and of the rest only how much they fit at most. Once a
plan has prices, a need whose rest might be worth more than its rent is looked through again, and
what would enter at these prices is held as well (`stage.Stage.widened`). When nothing enters any
more, the plan is the best over all open pairs, held or not (column generation, Dantzig & Wolfe
1960, as in `assignment.certificate`; here for pairs that do not fit in memory together).
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from matcher.engine.arrays import Ints
from matcher.engine.candidates import Open
from matcher.engine.search import ANY, Best, Wanted

HELD_PAIRS = 250_000  # shared out among the needs: of a usual centre all pairs
LEAST_HELD = 32  # of each need
SHARE_HELD = 250  # and one more for so many who might come
NONE_LEFT = -1


@dataclass(frozen=True)
class Held:
    """Pairs sorted by need, then volunteer."""

    open: Open
    left_out_n: Ints  # no pair that is not held fits better; NONE_LEFT: all are held


def to_be_held(needs: int, but_for: Ints) -> Wanted:
    """Each need's best by fit, without the pairs of these codes."""
    floor_n = np.full(needs, ANY, dtype=np.int32)
    least = max(LEAST_HELD, HELD_PAIRS // max(needs, 1))
    return Wanted(floor_n, least, SHARE_HELD, but_for=np.sort(but_for))


def hold(found: Iterable[Best], needs: int) -> Held:
    """What was found of each need."""
    left_out_n = np.full(needs, NONE_LEFT, dtype=np.int64)
    parts = []
    for best in found:
        left_out_n[best.rows_n] = np.where(best.least_n > ANY, best.least_n, NONE_LEFT)
        parts.append(best.pairs)
    return Held(Open.joined(parts), left_out_n)


def all_held(found: Open, needs: int) -> Held:
    """A small pool's pairs, every one."""
    return Held(found, np.full(needs, NONE_LEFT, dtype=np.int64))
