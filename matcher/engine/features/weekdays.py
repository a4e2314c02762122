"""When both can, for some volunteers and needs at once: a look-up a weekday.

`times` has counted how often a weekday of a need meets each of the days that volunteers have told.
So a need's weekday is a column of counts, of which each volunteer looks up that of her own day;
what is met best in the week is the greatest of these.

Axes: t days told of one weekday; v volunteers, n needs, l wishes laid over the weeks.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from matcher.domain.when.laying import Groups
from matcher.engine.arrays import Bits, Ints
from matcher.engine.features.counting import ENOUGH, ENOUGH_BITS, Counted
from matcher.engine.features.times import DAYS_IN_WEEK, Day, TimeFeatures, ways

# A need's best day as one number, greatest for the best way to lay its wish. From the highest bit:
# how often it is met; the way, counted down; on how many days there is a start met often enough.
WAY_BITS = DAY_BITS = 3
LAST_WAY, ALL_DAYS = (1 << WAY_BITS) - 1, (1 << DAY_BITS) - 1  # there are six ways at the most
Hers = Callable[[NDArray[Any]], NDArray[Any]]  # a column of the pool, for some volunteers


class Shared(NamedTuple):
    """How often the best regular start of the week is met by each two."""

    times_vn: Bits
    wished_vn: Bits
    days_vn: Bits  # on how many weekdays there is a start that is met often enough


class _Asked(NamedTuple):
    """A need of the block, and the ways to lay its wish over the weeks."""

    place: int
    quarters: int  # of a visit
    ways: Sequence[Groups]
    days: Sequence[Day]


def shared(times: TimeFeatures, rows_n: Ints, hers: Hers, volunteers: int) -> Shared:
    """So many volunteers, whose columns are looked up so, and these needs.

    Of the ways to lay a wish over the weeks the one in which its best start is met most often; of
    equals the first.
    """
    asked = sorted(_asked(times, rows_n), key=lambda one: (one.quarters, -len(one.ways)))
    best_vn = np.empty((volunteers, len(asked)), dtype=np.uint16)
    for _, some in groupby(asked, key=lambda one: one.quarters):
        alike = list(some)
        best_vn[:, [one.place for one in alike]] = _best_ways(times, alike, hers, volunteers)
    wished_vn = np.empty(best_vn.shape, dtype=np.uint8)
    wished_vn[:, [one.place for one in asked]] = [len(one.ways[0]) for one in asked]
    for one in asked:
        if len(one.ways[-1]) != len(one.ways[0]):
            wished_w = np.array([len(groups) for groups in one.ways], dtype=np.uint8)
            wished_vn[:, one.place] = wished_w[_way(best_vn[:, one.place])]
    times_vn, days_vn = best_vn >> (WAY_BITS + DAY_BITS), best_vn & ALL_DAYS
    return Shared(times_vn.astype(np.uint8), wished_vn, days_vn.astype(np.uint8))


def _way(best_v: Counted) -> NDArray[Any]:
    """Which way to lay the wish was the best."""
    return LAST_WAY - (best_v >> DAY_BITS & LAST_WAY)


def of_all(times: TimeFeatures) -> Shared:
    """All volunteers of a pool of a centre's size and all its needs, looked up once."""
    volunteers, needs = len(times.known_v), len(times.known_n)
    return times.once(
        "weekdays", lambda: shared(times, np.arange(needs), lambda column: column, volunteers)
    )


def _asked(times: TimeFeatures, rows_n: Ints) -> Iterator[_Asked]:
    for place, n in enumerate(rows_n.tolist()):
        wish = times.wish_n[n]
        yield _Asked(place, wish.quarters, ways(wish), times.days_n[n])


def _best_ways(
    times: TimeFeatures, alike: Sequence[_Asked], hers: Hers, volunteers: int
) -> Counted:
    """Of wishes for visits of one length, those of most ways first: the number above."""
    needs_w = [sum(len(one.ways) > way for one in alike) for way in range(len(alike[0].ways))]
    laid = [(one, way) for way, needs in enumerate(needs_w) for one in alike[:needs]]
    best_vl, sum_vl = _met(times, laid, hers, volunteers)
    best_vl &= ENOUGH - 1
    best_vl <<= WAY_BITS + DAY_BITS
    best_vl += np.array([LAST_WAY - way << DAY_BITS for _, way in laid], dtype=np.uint16)
    sum_vl >>= ENOUGH_BITS
    best_vl += sum_vl
    best_vn, first = best_vl[:, : len(alike)], len(alike)
    for needs in needs_w[1:]:
        some_vn = best_vn[:, :needs]
        np.maximum(some_vn, best_vl[:, first : first + needs], out=some_vn)
        first += needs
    return best_vn


def _met(
    times: TimeFeatures, laid: Sequence[tuple[_Asked, int]], hers: Hers, volunteers: int
) -> tuple[Counted, Counted]:
    """Of wishes laid in one way each, of the counts of a week's days: the greatest, and the sum."""
    best_vl, sum_vl = np.zeros((2, volunteers, len(laid)), dtype=np.uint16)
    asked: list[list[tuple[int, Counted]]] = [[] for _ in range(DAYS_IN_WEEK)]
    for at, (one, way) in enumerate(laid):
        for day in one.days:
            asked[day[1]].append((at, times.counted_on(day)[way]))
    for told, counts in zip(times.told[laid[0][0].quarters], asked, strict=True):
        if counts:
            counts_tl = np.zeros((told.starts_wsd.shape[2], len(laid)), dtype=np.uint16)
            for at, counts_t in counts:
                counts_tl[:, at] = counts_t
            on_day_vl = counts_tl.take(hers(told.which_v), axis=0)
            np.maximum(best_vl, on_day_vl, out=best_vl)
            sum_vl += on_day_vl
    return best_vl, sum_vl
