"""When both can, for a list of pairs with many needs: a look-up a weekday.

All weekdays that needs ask for are rows of one table, and the days that volunteers have told its
columns: `times` has counted how often each two meet. What is said of a pair is the same as
`TimeFeatures.shared` says of one need and many volunteers.

Axes: r weekdays asked for, t days told, d the seven weekdays; v volunteers, n needs, p pairs.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matcher.engine.arrays import Bits, Ints
from matcher.engine.features.counting import ENOUGH_BITS
from matcher.engine.features.times import DAYS_IN_WEEK, Day, Shared, TimeFeatures, ways


@dataclass(frozen=True)
class Weekdays:
    """The table, and where in it everybody's weekdays are. Axis w: ways to lay a wish."""

    counted_wrt: NDArray[np.uint16]  # row 0 is no day at all
    row_nd: Ints
    told_dv: tuple[NDArray[np.unsignedinteger], ...]  # for each length of visit, one after another
    begins_n: Ints  # where in it the volunteers begin, for the length that a need asks for
    ways_n: Ints
    wished_nw: Bits

    def of_pairs(self, rows_v: Ints, rows_n: Ints, pairs_n: Ints) -> Shared:
        """Of pairs sorted by need: the volunteers, the needs, and how many pairs each need has."""
        told_p = self.begins_n[rows_n].repeat(pairs_n) + rows_v
        found = self._laid(0, told_p, rows_n, pairs_n)
        for way in range(1, int(self.ways_n[rows_n].max(initial=1))):
            has_n = self.ways_n[rows_n] > way
            which = np.flatnonzero(has_n.repeat(pairs_n))
            other = self._laid(way, told_p.take(which), rows_n[has_n], pairs_n[has_n])
            more = other.times_v > found.times_v.take(which)  # of equals the first way
            for column, others in zip(found, other, strict=True):
                column[which[more]] = others[more]
        return found

    def _laid(self, way: int, told_p: Ints, rows_n: Ints, pairs_n: Ints) -> Shared:
        """One way to lay the wishes: how often the best day is met, and how many are met enough."""
        width = self.counted_wrt.shape[2]
        counted = self.counted_wrt[way].ravel()
        best_p, sum_p = np.zeros((2, len(told_p)), dtype=np.uint16)
        for row_n, told_v in zip(self.row_nd[rows_n].T, self.told_dv, strict=True):
            if row_n.any():
                place_p = (row_n * width).repeat(pairs_n) + told_v.take(told_p)
                on_day_p = counted.take(place_p, mode="clip")
                np.maximum(best_p, on_day_p, out=best_p)
                sum_p += on_day_p
        wished_p = self.wished_nw[rows_n, way].repeat(pairs_n)
        return Shared(best_p.astype(np.uint8), wished_p, (sum_p >> ENOUGH_BITS).astype(np.uint8))


def build(times: TimeFeatures) -> Weekdays:
    """For all needs and volunteers of a pool."""
    rows = {day: row for row, day in enumerate(_different(times), start=1)}
    row_nd = np.zeros((len(times.days_n), DAYS_IN_WEEK), dtype=np.int64)
    for n, days in enumerate(times.days_n):
        for day in days:
            row_nd[n, day[1]] = rows[day]
    laid_n = [[len(groups) for groups in ways(w.every_weeks, w.weeks)] for w in times.wish_n]
    ways_n = np.array([len(laid) for laid in laid_n], dtype=np.int64)
    wished_nw = np.zeros((len(laid_n), int(ways_n.max(initial=1))), dtype=np.uint8)
    for n, laid in enumerate(laid_n):
        wished_nw[n, : len(laid)] = laid
    lengths = {quarters: number for number, quarters in enumerate(times.told)}
    begins = [lengths[wish.quarters] * len(times.known_v) for wish in times.wish_n]
    return Weekdays(
        counted_wrt=_table(times, rows, wished_nw.shape[1]),
        row_nd=row_nd,
        told_dv=tuple(map(np.concatenate, _told(times))),
        begins_n=np.array(begins, dtype=np.int64),
        ways_n=ways_n,
        wished_nw=wished_nw,
    )


def _told(times: TimeFeatures) -> Iterable[list[NDArray[np.unsignedinteger]]]:
    """Weekday by weekday what each has told, for each length of visit."""
    nobody = np.zeros(0, dtype=np.uint8)
    for weekday in range(DAYS_IN_WEEK):
        yield [nobody, *(week[weekday].which_v for week in times.told.values())]


def _different(times: TimeFeatures) -> Iterable[Day]:
    """The different weekdays that needs ask for."""
    return dict.fromkeys(day for days in times.days_n for day in days)


def _table(times: TimeFeatures, rows: dict[Day, int], most_ways: int) -> NDArray[np.uint16]:
    different = [told.starts_wsd.shape[2] for week in times.told.values() for told in week]
    counted_wrt = np.zeros((most_ways, len(rows) + 1, max(different, default=1)), dtype=np.uint16)
    for day, row in rows.items():
        for way, counts in enumerate(times.counted_on(day)):
            counted_wrt[way, row, : len(counts)] = counts
    return counted_wrt
