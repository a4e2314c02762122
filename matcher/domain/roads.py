"""What a road adds to the straight line, where a routing service has told it.

A river or a bay makes a short line a long way. Points are rounded before anybody is asked, so
what is learnt of them is how much *longer* the way is than a usual one, never how far it is
between two doors:

    expected km = straight km + (road km between the rounded points ÷ detour − their straight km)

and no road is shorter than the line. Pairs that nobody has asked about keep the estimate.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple, Self

import numpy as np

from matcher.domain.distances import Floats, Ints, haversine_km
from matcher.domain.places import Place

HUNDREDTHS = 100  # of a degree: 1.1 km north, half a kilometre east. Nobody's street.


class Point(NamedTuple):
    """A place as a stranger may know it: whole hundredths of a degree."""

    lat: int
    lon: int

    @classmethod
    def of(cls, place: Place | None) -> Self | None:
        """Rounded; None for a place that is not known."""
        if place is None or not place.known:
            return None
        return cls(round(place.lat * HUNDREDTHS), round(place.lon * HUNDREDTHS))

    @property
    def degrees(self) -> tuple[float, float]:
        """Latitude and longitude."""
        return self.lat / HUNDREDTHS, self.lon / HUNDREDTHS


def points(places: Iterable[Place | None]) -> list[Point]:
    """Of those that are known: sorted, each once."""
    return sorted({point for place in places if (point := Point.of(place))})


@dataclass(frozen=True)
class Roads:
    """Kilometres by road from a volunteer's point to a need's, for the pairs that are known."""

    km: Mapping[tuple[Point, Point], float] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether anything is known at all."""
        return bool(self.km)

    def rows(self, places: Iterable[Place | None]) -> Ints:
        """Where each place stands in `extra_km`'s table; 0 for one that it does not have."""
        points = (Point.of(place) for place in places)
        return np.array([self._row.get(point, 0) if point else 0 for point in points], np.int64)

    def extra_km(self, detour: float) -> Floats:
        """What each way is longer (or shorter) than usual, as straight km: point by point, the
        first row and column being places that nobody knows of.
        """
        table = np.zeros((len(self._row) + 1, len(self._row) + 1))
        if self.km:
            here, there = (np.array(side) for side in zip(*self.km, strict=True))
            line = haversine_km(*(column / HUNDREDTHS for column in (*here.T, *there.T)))
            road = np.array(list(self.km.values()))
            rows = [[self._row[pair[side]] for pair in self.km] for side in (0, 1)]
            table[rows[0], rows[1]] = road / detour - line
        return table

    @cached_property
    def _row(self) -> dict[Point, int]:
        points = sorted({point for pair in self.km for point in pair})
        return {point: row for row, point in enumerate(points, 1)}


NO_ROADS = Roads()
