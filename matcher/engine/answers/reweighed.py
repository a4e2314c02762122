"""A large pool weighed otherwise: what most of its pairs have earned is known already.

Rules, forms and calendars hang on no weight. The pairs that are held are counted once more, and so
are those that have been looked at, where they are kept (`looks`). Of the others is known how well
they fitted at the most, and so how well they may fit now: as if all that they have were in the
criteria that have gained. What of them enters is found at the plan's prices, as in any week.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, NoReturn

import numpy as np
from numpy.typing import NDArray

from matcher.engine.arrays import Ints, Numbers, Sums
from matcher.engine.blocks import Block, Crowd
from matcher.engine.candidates import Book, Open
from matcher.engine.criteria import Criterion
from matcher.engine.criteria.criterion import FULL
from matcher.engine.criteria.frame import Time
from matcher.engine.features import Features
from matcher.engine.finding import Found, Holder, each_needs_best
from matcher.engine.holding import NONE_LEFT, Held
from matcher.engine.listing import Pairs
from matcher.engine.looks import Looks
from matcher.engine.scores import most_c
from matcher.engine.sieve import Sieve

PAIRS_AT_ONCE = 1 << 15  # pairs whose words are looked up: what they take stays in the cache


def reweighed_from(week: Found) -> Holder:
    """How a pool is looked through that is weighed otherwise, and is else the same."""
    return partial(_held_again, week)


def _held_again(week: Found, features: Features, book: Book, but_for: Ints) -> Held:
    was_c, now_c = (most_c(one.criteria, one.params) for one in (week.book, book))
    scales = _Scales(book.criteria, was_c, now_c)
    if was_c[scales.time] < FULL:
        return each_needs_best(features, book, but_for)
    Looks.of(features, week.book).weighed_otherwise(book, scales.plain)
    known = week.open.only(~week.locked_p)  # locks are held anyhow
    pairs = _listed(Sieve.of(features, book.rules), features, known)
    known = replace(known, fit_p=scales.whole(pairs, known.fit_p))
    left_out_n = week.held.left_out_n
    may_fit_n = _at_most(left_out_n, was_c, now_c)
    return Held(known, np.where(left_out_n == NONE_LEFT, NONE_LEFT, may_fit_n))


class _Scales:
    """From the points of one book to those of another. No calendar is laid anew: what is left of a
    pair's points is its time, which weighs at least a point, so that each thousandth of it shows.
    """

    def __init__(self, criteria: Sequence[Criterion], was_c: Ints, now_c: Ints) -> None:
        self.time = next(c for c, one in enumerate(criteria) if isinstance(one, Time))
        # Earned times the most is at most a hundred million: half as wide is twice as quick
        self._was_c, self._now_c = was_c.astype(np.int32), now_c.astype(np.int32)
        counted = (was_c > 0) | (now_c > 0)
        self._others = [(c, one) for c, one in enumerate(criteria) if counted[c] and c != self.time]

    def whole(self, pairs: Pairs, fit_p: Numbers) -> Numbers:
        """Of all criteria."""
        return self._weighed(self._others, pairs, fit_p)

    def plain(self, pairs: Pairs) -> Numbers:
        """Of the plain criteria alone."""
        assert pairs.plain_p is not None
        plain = [(c, one) for c, one in self._others if one.is_plain]
        return self._weighed(plain, pairs, pairs.plain_p)

    def _weighed(
        self, others: Sequence[tuple[int, Criterion]], pairs: Pairs, points_p: Numbers
    ) -> Numbers:
        rest_p, now_p = points_p.astype(np.int32), np.zeros(len(pairs), dtype=np.int32)
        for c, criterion in others:
            earned_p = criterion.earned(pairs).astype(np.int32, copy=False)
            rest_p -= earned_p * self._was_c[c] // FULL
            now_p += earned_p * self._now_c[c] // FULL
        was, now = self._was_c[self.time], self._now_c[self.time]
        earned_p = (rest_p * np.int32(FULL) + was - 1) // was  # up, as it had been rounded down
        now_p += earned_p * now // FULL
        return now_p


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


def _listed(sieve: Sieve, features: Features, known: Open) -> "_Listed":
    """Open pairs, with the forms that are left to each."""
    everybody = Crowd(features, np.arange(len(features.volunteers)))
    block = _Untabled(everybody, np.arange(len(features.needs)))
    v_p, n_p = known.v_p.astype(np.int64), known.n_p.astype(np.int64)
    pairs = _Listed(block, v_p, n_p, np.zeros(len(known), dtype=np.uint8))
    return _Listed(block, v_p, n_p, sieve.forms_left(pairs))


class _Untabled(Block):
    """A whole large pool: what pairs of it have in common is looked up pair by pair."""

    def product(self, left_vc: NDArray[Any], theirs_nc: Sums) -> NoReturn:
        """A country's would take a hundred gigabytes."""
        raise AssertionError("no table is made over a whole pool")


@dataclass(frozen=True)
class _Listed(Pairs):
    """Pairs from all over a pool, too few of it for tables: their words are looked up."""

    def in_common(
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
        return (slice(first, first + PAIRS_AT_ONCE) for first in range(0, len(self), PAIRS_AT_ONCE))
