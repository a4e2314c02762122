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
from matcher.engine.arrays import Bits, Ints
from matcher.engine.features.counting import ENOUGH, ENOUGH_BITS, Counted
from matcher.engine.features.times import DAYS_IN_WEEK, Day, TimeFeatures

# A need's best day as one number, greatest for the best laying of its rhythm. From the highest bit:
# how often it is met; the laying, counted down; on how many days a start is met often enough.
LAYING_BITS = DAY_BITS = 3
LAST_LAYING, ALL_DAYS = (1 << LAYING_BITS) - 1, (1 << DAY_BITS) - 1  # six layings at the most
Hers = Callable[[NDArray[Any]], NDArray[Any]]  # a column of the pool, for some volunteers


class Shared(NamedTuple):
    """How often the best regular start of the week is met by each two."""

    times_vn: Bits
    wished_vn: Bits
    days_vn: Bits  # on how many weekdays there is a start that is met often enough


class _Asked(NamedTuple):
    """A need of the block, and the layings of its rhythm."""

    place: int
    quarters: int  # of a visit
    layings: Sequence[Laying]
    days: Sequence[Day]


def shared(times: TimeFeatures, rows_n: Ints, hers: Hers, volunteers: int) -> Shared:
    """So many volunteers, whose columns are looked up so, and these needs.

    By the laying of a need's rhythm in which its best start is met most often; of equals the first.
    """
    asked = sorted(_asked(times, rows_n), key=lambda one: (one.quarters, -len(one.layings)))
    best_vn = np.empty((volunteers, len(asked)), dtype=np.uint16)
    for _, some in groupby(asked, key=lambda one: one.quarters):
        alike = list(some)
        best_vn[:, [one.place for one in alike]] = _best_layings(times, alike, hers, volunteers)
    wished_vn = np.empty(best_vn.shape, dtype=np.uint8)
    wished_vn[:, [one.place for one in asked]] = [len(one.layings[0]) for one in asked]
    for one in asked:
        if len(one.layings[-1]) != len(one.layings[0]):
            wished_l = np.array([len(laying) for laying in one.layings], dtype=np.uint8)
            wished_vn[:, one.place] = wished_l[_laying(best_vn[:, one.place])]
    times_vn, days_vn = best_vn >> (LAYING_BITS + DAY_BITS), best_vn & ALL_DAYS
    return Shared(times_vn.astype(np.uint8), wished_vn, days_vn.astype(np.uint8))


def _laying(best_v: Counted) -> NDArray[Any]:
    """Which laying was the best."""
    return LAST_LAYING - (best_v >> DAY_BITS & LAST_LAYING)


def of_all(times: TimeFeatures) -> Shared:
    """All volunteers of a pool of a centre's size and all its needs, looked up once."""
    volunteers, needs = len(times.known_v), len(times.known_n)
    return times.once(
        "weekdays", lambda: shared(times, np.arange(needs), lambda column: column, volunteers)
    )


def _asked(times: TimeFeatures, rows_n: Ints) -> Iterator[_Asked]:
    for place, n in enumerate(rows_n.tolist()):
        rhythm = times.rhythm_n[n]
        yield _Asked(place, rhythm.quarters, rhythm.layings, times.days_n[n])


def _best_layings(
    times: TimeFeatures, alike: Sequence[_Asked], hers: Hers, volunteers: int
) -> Counted:
    """Of needs for visits of one length, those of most layings first: the number above."""
    numbers = range(len(alike[0].layings))
    needs_having = [sum(len(one.layings) > number for one in alike) for number in numbers]
    laid = [(one, number) for number in numbers for one in alike[: needs_having[number]]]
    best_vl, sum_vl = _met(times, laid, hers, volunteers)
    best_vl &= ENOUGH - 1
    best_vl <<= LAYING_BITS + DAY_BITS
    best_vl += np.array([LAST_LAYING - number << DAY_BITS for _, number in laid], dtype=np.uint16)
    sum_vl >>= ENOUGH_BITS
    best_vl += sum_vl
    best_vn, first = best_vl[:, : len(alike)], len(alike)
    for needs in needs_having[1:]:
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
