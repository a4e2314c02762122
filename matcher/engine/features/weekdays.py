"""When both can, for some volunteers and needs at once: a look-up a weekday.

`times` has counted how often a weekday of a need meets each of the days that volunteers have told.
So a need's weekday is a column of counts, of which each volunteer looks up that of her own day;
what is met best in the week is the greatest of these.

Axes: t days told of one weekday; v volunteers, n needs, l layings of their rhythms.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from matcher.domain.when.laying import Laying
from matcher.engine.arrays import Bits, Bools, Ints
from matcher.engine.features.counting import ENOUGH, ENOUGH_BITS, Counted
from matcher.engine.features.times import DAYS_IN_WEEK, Day, TimeFeatures

# A need's best day as one number, greatest for the best laying of its rhythm. From the highest bit:
# how often it is met; the laying, counted down; on how many days a start is met often enough.
LAYING_BITS = DAY_BITS = 3
LAST_LAYING, ALL_DAYS = (1 << LAYING_BITS) - 1, (1 << DAY_BITS) - 1  # six layings at the most
Hers = Callable[[NDArray[Any]], NDArray[Any]]  # a column of the pool, for some volunteers


class Times(NamedTuple):
    """How often the best regular start is met, of how often wished; on how many weekdays."""

    times_p: Bits
    wished_p: Bits
    days_p: Bits  # there is a start that is met often enough


class Shared(NamedTuple):
    """How well the best regular start of the week is met by each two."""

    best_nv: Counted  # the number above
    wished_nl: Bits  # how many meetings each laying means

    @property
    def often_enough_nv(self) -> Bools:
        """Some day has a start that is met often enough: then the best has."""
        enough_nv: Bools = self.best_nv & ALL_DAYS != 0
        return enough_nv

    def of(self, n_p: Ints, cell_p: Ints) -> Times:
        """Of pairs with these rows of needs, in these cells of the flat table."""
        best_p = self.best_nv.ravel().take(cell_p)
        laying_p = LAST_LAYING - ((best_p >> DAY_BITS) & LAST_LAYING)
        return Times(
            (best_p >> (LAYING_BITS + DAY_BITS)).astype(np.uint8),
            self.wished_nl[n_p, laying_p],
            (best_p & ALL_DAYS).astype(np.uint8),
        )


class _Asked(NamedTuple):
    """A need of the block, and the layings of its rhythm."""

    row: int  # of the block
    quarters: int  # of a visit
    layings: Sequence[Laying]
    days: Sequence[Day]


def shared(times: TimeFeatures, rows_n: Ints, hers: Hers, volunteers: int) -> Shared:
    """So many volunteers, whose columns are looked up so, and these needs.

    By the laying of a need's rhythm in which its best start is met most often; of equals the first.
    """
    asked = sorted(_asked(times, rows_n), key=lambda one: (one.quarters, -len(one.layings)))
    best_nv = np.empty((len(asked), volunteers), dtype=np.uint16)
    for _, some in groupby(asked, key=lambda one: one.quarters):
        alike = list(some)
        best_nv[[one.row for one in alike]] = _best_layings(times, alike, hers, volunteers).T
    wished_nl = np.zeros((len(asked), LAST_LAYING + 1), dtype=np.uint8)
    for one in asked:
        wished_nl[one.row, : len(one.layings)] = [len(laying) for laying in one.layings]
    return Shared(best_nv, wished_nl)


def of_all(times: TimeFeatures) -> Shared:
    """All volunteers of a pool of a centre's size and all its needs, looked up once."""
    volunteers, needs = len(times.known_v), len(times.known_n)
    return times.once(
        "weekdays", lambda: shared(times, np.arange(needs), lambda column: column, volunteers)
    )


def _asked(times: TimeFeatures, rows_n: Ints) -> Iterator[_Asked]:
    for row, n in enumerate(rows_n.tolist()):
        rhythm = times.rhythm_n[n]
        yield _Asked(row, rhythm.quarters, rhythm.layings, times.days_n[n])


def _best_layings(
    times: TimeFeatures, alike: Sequence[_Asked], hers: Hers, volunteers: int
) -> Counted:
    """Of needs for visits of one length, those of most layings first: the number above.

    Looked up round by round: all needs by their first laying, then those that have a second by it,
    and so on; the needs of a round are the first of those of the round before.
    """
    numbers = range(len(alike[0].layings))
    needs_of_round = [sum(len(one.layings) > number for one in alike) for number in numbers]
    laid = [(one, number) for number in numbers for one in alike[: needs_of_round[number]]]
    best_vl, sum_vl = _met(times, laid, hers, volunteers)
    best_vl &= ENOUGH - 1
    best_vl <<= LAYING_BITS + DAY_BITS
    best_vl += np.array([(LAST_LAYING - number) << DAY_BITS for _, number in laid], dtype=np.uint16)
    sum_vl >>= ENOUGH_BITS
    best_vl += sum_vl
    best_vn, first = best_vl[:, : len(alike)], len(alike)
    for needs in needs_of_round[1:]:
        some_vn = best_vn[:, :needs]
        np.maximum(some_vn, best_vl[:, first : first + needs], out=some_vn)
        first += needs
    return best_vn


def _met(
    times: TimeFeatures, laid: Sequence[tuple[_Asked, int]], hers: Hers, volunteers: int
) -> tuple[Counted, Counted]:
    """Of needs by one laying each, of the counts of a week's days: the greatest, and the sum."""
    best_vl, sum_vl = np.zeros((2, volunteers, len(laid)), dtype=np.uint16)
    asked: list[list[tuple[int, Counted]]] = [[] for _ in range(DAYS_IN_WEEK)]
    for at, (one, number) in enumerate(laid):
        for day in one.days:
            asked[day[1]].append((at, times.counted_on(day)[number]))
    for told, counts in zip(times.told[laid[0][0].quarters], asked, strict=True):
        if counts:
            counts_tl = np.zeros((told.starts_wsd.shape[2], len(laid)), dtype=np.uint16)
            for at, counts_t in counts:
                counts_tl[:, at] = counts_t
            on_day_vl = counts_tl.take(hers(told.which_v), axis=0)
            np.maximum(best_vl, on_day_vl, out=best_vl)
            sum_vl += on_day_vl
    return best_vl, sum_vl
