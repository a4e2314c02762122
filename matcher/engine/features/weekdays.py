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

from matcher.engine.arrays import Bits, Ints
from matcher.engine.features.counting import ENOUGH_BITS
from matcher.engine.features.times import Day, TimeFeatures, ways

Hers = Callable[[NDArray[Any]], NDArray[Any]]  # a column of the pool, for some volunteers


class Shared(NamedTuple):
    """How often the best regular start of the week is met by each two."""

    times_vn: Bits
    wished_vn: Bits
    days_vn: Bits  # on how many weekdays there is a start that is met often enough


class _Laid(NamedTuple):
    """A need's wish, laid over the weeks in one of the ways that it can be."""

    quarters: int  # of a visit
    place: int  # of the need
    way: int
    wished: int
    days: Sequence[Day]


def shared(times: TimeFeatures, rows_n: Ints, hers: Hers, volunteers: int) -> Shared:
    """So many volunteers, whose columns are looked up so, and these needs.

    Of the ways to lay a wish over the weeks the one in which its best start is met most often; of
    equals the first.
    """
    laid = sorted(_laid(times, rows_n), key=lambda one: one.quarters)
    alike = (list(some) for _, some in groupby(laid, key=lambda one: one.quarters))
    nobody = np.zeros((volunteers, 0), dtype=np.uint8)
    met = [(nobody, nobody), *(_met(times, some, hers, volunteers) for some in alike)]
    times_vl, days_vl = (np.hstack(tables) for tables in zip(*met, strict=True))
    wished_l = np.array([one.wished for one in laid], dtype=np.uint8)
    wished_vl = np.broadcast_to(wished_l, times_vl.shape)
    at_l = sorted((one.way, one.place, at) for at, one in enumerate(laid))
    first_n = np.array([at for way, _, at in at_l if way == 0], dtype=np.int64)
    found = Shared(*(table_vl.take(first_n, axis=1) for table_vl in (times_vl, wished_vl, days_vl)))
    for way, _, at in at_l:
        if way > 0:
            _put_better(found, laid[at], times_vl[:, at], days_vl[:, at])
    return found


def of_all(times: TimeFeatures) -> Shared:
    """All volunteers of a pool of a centre's size and all its needs, looked up once."""
    volunteers, needs = len(times.known_v), len(times.known_n)
    return times.once(
        "weekdays", lambda: shared(times, np.arange(needs), lambda column: column, volunteers)
    )


def _laid(times: TimeFeatures, rows_n: Ints) -> Iterator[_Laid]:
    for place, n in enumerate(rows_n.tolist()):
        wish = times.wish_n[n]
        for way, groups in enumerate(ways(wish)):
            yield _Laid(wish.quarters, place, way, len(groups), times.days_n[n])


def _met(
    times: TimeFeatures, laid: Sequence[_Laid], hers: Hers, volunteers: int
) -> tuple[Bits, Bits]:
    """Wishes for visits of one length: how often the best day of each is met, and how many days
    are met often enough.
    """
    best_vl, sum_vl = np.zeros((2, volunteers, len(laid)), dtype=np.uint16)
    for weekday, told in enumerate(times.told[laid[0].quarters]):
        asked = [
            (at, times.counted_on(day)[one.way])
            for at, one in enumerate(laid)
            for day in one.days
            if day[1] == weekday
        ]
        if asked:
            counts_tl = np.zeros((told.starts_wsd.shape[2], len(laid)), dtype=np.uint16)
            for at, counts_t in asked:
                counts_tl[:, at] = counts_t
            on_day_vl = counts_tl.take(hers(told.which_v), axis=0)
            np.maximum(best_vl, on_day_vl, out=best_vl)
            sum_vl += on_day_vl
    return best_vl.astype(np.uint8), (sum_vl >> ENOUGH_BITS).astype(np.uint8)


def _put_better(found: Shared, one: _Laid, times_v: Bits, days_v: Bits) -> None:
    """Another way to lay a need's wish, where its best start is met more often."""
    more_v = times_v > found.times_vn[:, one.place]
    columns = (times_v, np.full_like(times_v, one.wished), days_v)
    for table_vn, column_v in zip(found, columns, strict=True):
        table_vn[more_v, one.place] = column_v[more_v]
