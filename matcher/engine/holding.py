"""The open pairs of a large pool that are held: each need's best, and later all that may enter.

A country has fifty million open pairs, and nearly all of them are far from any plan. Of each need
the best few by fit are held, and of the rest only how many there are and the greatest fit among
them. Once a plan has prices, a need whose rest might be worth more than its rent is looked
through again, and what would enter at these prices is held as well (`enter`). When nothing enters
any more, the plan is the best over all open pairs, held or not (column generation, Dantzig &
Wolfe 1960, as in `assignment.certificate`; here for pairs that do not fit in memory together).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from matcher.engine.arrays import Bools, Ints
from matcher.engine.assignment import Index
from matcher.engine.candidates import Open

HELD_PAIRS = 6_000_000  # shared out among the needs: a city's pairs are all held
LEAST_HELD = 50  # of each need
NONE_LEFT = -1

Wanted = Callable[[Open], Bools]


@dataclass(frozen=True)
class Held:
    """Pairs sorted by need, then volunteer; how many each side has, held or not."""

    open: Open
    possible_v: Ints
    possible_n: Ints
    left_out_n: Ints  # the greatest fit of the pairs that are not held; NONE_LEFT: all are


def hold(found: Iterable[Open], volunteers: int, needs: int) -> Held:
    """Each need's best pairs. The pieces are sorted; all pairs of a need come in one of them, but
    for a few that must be held (locks against a wish), which come in one of their own.
    """
    most = max(LEAST_HELD, HELD_PAIRS // max(needs, 1))
    possible_v, possible_n = np.zeros(volunteers, np.int64), np.zeros(needs, np.int64)
    left_out_n = np.full(needs, NONE_LEFT, dtype=np.int64)
    parts = []
    for some in found:
        best_p = _best(some, most)
        np.add.at(possible_v, some.v_p, 1)
        np.add.at(possible_n, some.n_p, 1)
        np.maximum.at(left_out_n, some.n_p[~best_p], some.fit_p[~best_p])
        parts.append(some.only(best_p))
    return Held(Open.joined(parts), possible_v, possible_n, left_out_n)


def all_held(found: Open, volunteers: int, needs: int) -> Held:
    """A small pool's pairs, every one."""
    return Held(
        found,
        np.bincount(found.v_p, minlength=volunteers),
        np.bincount(found.n_p, minlength=needs),
        np.full(needs, NONE_LEFT, dtype=np.int64),
    )


def enter(held: Open, looked_through: Iterable[Open], wanted: Wanted) -> Open:
    """With the wanted ones of what has been looked through again; the same where none is new."""
    wider = Open.joined([held, *(some.only(wanted(some)) for some in looked_through)])
    return held if len(wider) == len(held) else wider


def _best(found: Open, most: int) -> Bools:
    """Which are among their need's best by fit; of equals the first volunteer."""
    best_p = np.ones(len(found), dtype=bool)
    count_n = np.bincount(found.n_p)
    for n in np.flatnonzero(count_n > most).tolist():
        rows = slice(*np.searchsorted(found.n_p, (n, n + 1)).tolist())
        best_p[rows] = _greatest(found.fit_p[rows], most)
    return best_p


def _greatest(fit_p: Index, most: int) -> Bools:
    """So many of the greatest; of equals the first."""
    least = np.partition(fit_p, len(fit_p) - most)[len(fit_p) - most]
    best_p: Bools = fit_p > least
    equal = np.flatnonzero(fit_p == least)
    best_p[equal[: most - np.count_nonzero(best_p)]] = True
    return best_p
