"""A large pool weighed otherwise: what most of its pairs have earned is known already.

The pairs that are held are counted once more. Of those that were left out is known how well they
fitted at the most, and so how well they may fit now: as if all that they have were in the criteria
that have gained. A need that they might come near is looked through anew; of the others it is
enough to know how well the rest may fit (`holding`). Weights that are much other are looked at from
the beginning.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matcher.engine.arrays import Bools, Ints, Numbers
from matcher.engine.blocks import Block, Crowd
from matcher.engine.candidates import Book, Open
from matcher.engine.criteria.criterion import FULL
from matcher.engine.criteria.frame import Time
from matcher.engine.features import Features
from matcher.engine.finding import Found, Look, each_needs_best
from matcher.engine.holding import NONE_LEFT, Held, to_be_held
from matcher.engine.listing import Pairs
from matcher.engine.scores import most_c
from matcher.engine.search import ANY, search
from matcher.engine.sieve import Sieve

COME_NEAR = 4_000  # thousandths below a need's best pair: from there on most rents are; measured
MOST_ANEW = 1 / 4  # share of needs: where more are doubtful, to look at all is as quick
AT_ONCE = 1 << 15  # pairs whose words are looked up: what they take stays in the cache


def reweighed_from(week: Found) -> Look:
    """How a pool is looked through that is weighed otherwise, and is else the same."""
    return partial(_held_again, week)


def _held_again(week: Found, features: Features, book: Book, but_for: Ints) -> Held:
    was_c, now_c = (most_c(one.criteria, one.params) for one in (week.book, book))
    known = week.open.only(~week.locked_p)  # locks are held anyhow
    left_out_n = week.held.left_out_n
    left_out_n = np.where(left_out_n == NONE_LEFT, NONE_LEFT, _at_most(left_out_n, was_c, now_c))
    doubtful = np.count_nonzero(_doubtful(known, left_out_n))
    if doubtful > MOST_ANEW * len(left_out_n) or was_c[_time(book)] < FULL:
        return each_needs_best(features, book, but_for)
    pairs = _listed(Sieve.of(features, week.book.rules), features, known)
    known = replace(known, fit_p=_fits(pairs, known, book, was_c, now_c))
    return _looked_through(_doubtful(known, left_out_n), known, left_out_n, features, book, but_for)


def _time(book: Book) -> int:
    return next(c for c, one in enumerate(book.criteria) if isinstance(one, Time))


def _fits(pairs: Pairs, known: Open, book: Book, was_c: Ints, now_c: Ints) -> Numbers:
    """How well they suit by the other weights. No calendar is laid anew: what is left of a pair's
    fit is its time, which weighs at least a point, so that each thousandth of it shows.
    """
    time, rest_p = _time(book), known.fit_p.astype(np.int64)
    fit_p = np.zeros(len(known), dtype=np.int64)
    for c, criterion in enumerate(book.criteria):
        if c != time:
            earned_p = criterion.earned(pairs).astype(np.int64)
            rest_p -= earned_p * was_c[c] // FULL
            fit_p += earned_p * now_c[c] // FULL
    earned_p = -(-rest_p * FULL // was_c[time])  # rounded up, as it had been rounded down
    fit_p += earned_p * now_c[time] // FULL
    return fit_p.astype(np.int32)


def _at_most(fit_n: Ints, was_c: Ints, now_c: Ints) -> Ints:
    """How well a pair may fit now that fitted so well: what has gained most is filled first.

    Each criterion had been rounded down, so that a thousandth of each may come to it.
    """
    left_n, most_n = fit_n + len(was_c), np.zeros(len(fit_n))
    for c in np.argsort(-now_c / np.maximum(was_c, 1), kind="stable").tolist():
        if was_c[c]:
            part_n = np.clip(left_n, 0, was_c[c])
            most_n += now_c[c] * part_n / was_c[c]
            left_n = left_n - part_n
        else:
            most_n += now_c[c]  # nothing is known of what weighed nothing
    return np.ceil(most_n).astype(np.int64) + 1  # of rounding


def _doubtful(known: Open, left_out_n: Ints) -> Bools:
    """The needs of which a pair that was left out may come near the best that is held."""
    best_n = np.zeros(len(left_out_n), dtype=np.int64)
    np.maximum.at(best_n, known.n_p, known.fit_p)
    doubtful_n: Bools = (left_out_n != NONE_LEFT) & (left_out_n > best_n - COME_NEAR)
    return doubtful_n


def _looked_through(
    doubtful_n: Bools, known: Open, left_out_n: Ints, features: Features, book: Book, but_for: Ints
) -> Held:
    """The known pairs, and the best of the doubtful needs."""
    parts = [known.only(~doubtful_n[known.n_p])]
    everybody = np.ones(len(features.volunteers), dtype=bool)
    left_out_n[doubtful_n] = NONE_LEFT
    wanted = to_be_held(len(features.needs), but_for)
    for best in search(features, book, wanted, doubtful_n, everybody) if doubtful_n.any() else ():
        left_out_n[best.rows_n] = np.where(best.least_n > ANY, best.least_n, NONE_LEFT)
        parts.append(best.pairs)
    return Held(Open.joined(parts), left_out_n)


def _listed(sieve: Sieve, features: Features, known: Open) -> "_Listed":
    """Open pairs, with the forms that are left to each."""
    everybody = Crowd(features, np.arange(len(features.volunteers)))
    block = Block(everybody, np.arange(len(features.needs)))
    v_p, n_p = known.v_p.astype(np.int64), known.n_p.astype(np.int64)
    pairs = _Listed(block, v_p, n_p, np.zeros(len(known), dtype=np.uint8))
    return _Listed(block, v_p, n_p, sieve.forms_left(pairs))


@dataclass(frozen=True)
class _Listed(Pairs):
    """Pairs from all over a pool, too few of it for tables: their words are looked up."""

    def shared(
        self, left_vc: NDArray[Any], right_nc: NDArray[Any], weight_c: Ints | None = None
    ) -> Numbers:
        """The sum over c of what both have of it, times its weight. Whole numbers below 2**24."""
        used_c = left_vc.any(axis=0) & right_nc.any(axis=0)
        columns = (one[:, used_c].astype(np.float32, order="C") for one in (left_vc, right_nc))
        left_vc, right_nc = columns
        if weight_c is not None:
            right_nc *= weight_c[used_c].astype(np.float32)
        found_p = np.zeros(len(self), dtype=np.int32)
        for some in self._slices() if used_c.any() else ():
            left_pc = left_vc.take(self.v_p[some], axis=0)
            right_pc = right_nc.take(self.n_p[some], axis=0)
            found_p[some] = np.einsum("pc,pc->p", left_pc, right_pc)
        return found_p

    def _slices(self) -> Iterator[slice]:
        return (slice(first, first + AT_ONCE) for first in range(0, len(self), AT_ONCE))
