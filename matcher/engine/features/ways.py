"""Where people are, and how far each volunteer goes by her own means.

Her limit in minutes is turned into a distance once, for the best of her ways of travelling; a
pair is then one comparison. Distances are those of `matcher.domain.travel`, in whole metres.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from matcher.domain.distances import (
    EARTH_KM,
    Angles,
    Scatter,
    angles,
    spread_out,
    straight_km,
)
from matcher.domain.frames import Way
from matcher.domain.needs import NeedProfile
from matcher.domain.places import Place
from matcher.domain.roads import NO_ROADS, Roads
from matcher.domain.suggestions import Facts, Subject
from matcher.domain.travel import (
    Columns,
    Distance,
    Mode,
    Speeds,
    columns,
    distance_km,
    minutes,
    minutes_of,
)
from matcher.domain.volunteers import VolunteerProfile
from matcher.engine.arrays import Bools, Floats, Ints, Numbers, frozen

METRES = 1000
Lookup = Callable[[NDArray[Any]], NDArray[Any]]  # a column of the pool, for some pairs
FARTHEST_KM = 2_000.0  # longer than the country


class Reach(NamedTuple):
    """Ways of some pairs, all of one shape. Metres are 0 where a place is unknown."""

    metres: Numbers
    uncertain: Numbers  # half of all true distances lie within ± so much
    known: Bools
    too_far: Bools  # beyond her limit even at the near end of what is uncertain


@dataclass(frozen=True)
class WayFeatures:
    """Places as columns; ``limit_v`` in metres as the crow flies, -1 where she has told none."""

    volunteers: tuple[VolunteerProfile, ...]
    needs: tuple[NeedProfile, ...]
    speeds: Speeds
    place_v: Columns
    place_n: Columns
    angles_v: Angles
    angles_n: Angles
    space_v: Floats  # in km from the middle of the earth; axis of three
    space_n: Floats
    limit_v: Ints
    # What known roads add, in km; whose point stands in which of its rows. None: no road is known.
    extra_km: Floats | None
    point_v: Ints
    point_n: Ints

    def reach(self, hers: Lookup, theirs: Lookup) -> Reach:
        """Distances of the pairs whose columns are looked up so, and who surely goes less far."""
        lines = straight_km(_angles(self.angles_v, hers), _angles(self.angles_n, theirs))
        here = _scatter(self.place_v, self._code_v, hers)
        there = _scatter(self.place_n, self._code_n, theirs)
        km, uncertain_km, _ = spread_out(lines, here, there)
        if self.extra_km is not None:
            km = self._by_road(km, self.extra_km[hers(self.point_v), theirs(self.point_n)])
        known = ~np.isnan(km)
        metres, uncertain = _metres(km, known), _metres(uncertain_km, known)
        limit = hers(self.limit_v)
        too_far = known & (limit >= 0) & (metres - uncertain > limit)
        return Reach(metres, uncertain, known, too_far)

    @cached_property
    def _code_v(self) -> Ints | None:
        return _codes(self.place_v)

    @cached_property
    def _code_n(self) -> Ints | None:
        return _codes(self.place_n)

    def distance(self, v: int, n: int) -> Distance | None:
        """As the crow flies; None while a place is unknown."""
        here, there = self.volunteers[v].place, self.needs[n].place
        found = _distance(here, there) if here and there else None
        if found is None or self.extra_km is None:
            return found
        km = self._by_road(np.array(found.km), self.extra_km[self.point_v[v], self.point_n[n]])
        return replace(found, km=float(km))

    def way(self, v: int, distance: Distance | None) -> Way | None:
        """That distance by the quickest of her means."""
        if distance is None:
            return None
        modes = sorted(self.volunteers[v].modes)
        times = [(minutes(distance, mode, self.speeds), mode.value) for mode in modes]
        quickest, mode = min(times) if times else (None, None)
        return Way(
            km=round(distance.km, 1),
            uncertain_km=round(distance.uncertain_km, 1),
            same_place=distance.same_point,
            mode=mode,
            minutes=quickest,
        )

    def limits(self, v: int) -> Facts:
        """How far she goes, as she told it."""
        volunteer = self.volunteers[v]
        return {"reach_km": volunteer.reach_km, "reach_minutes": volunteer.reach_minutes}

    def missing(self, v: int, n: int) -> list[str]:
        """Whose place is unknown."""
        sides = ((Subject.VOLUNTEER, self.volunteers[v]), (Subject.NEED, self.needs[n]))
        return [who.value for who, one in sides if one.place is None or not one.place.known]

    def untold(self, v: int) -> str | None:
        """What she has not told that her limit hangs on."""
        volunteer = self.volunteers[v]
        if self.limit_v[v] >= 0:
            return None
        return "reach" if volunteer.reach_minutes is None else "modes"

    @property
    def least(self) -> float:
        """What part of a straight line no way is shorter than: 1 where all are estimated."""
        return 1.0 if self.extra_km is None else 1 / self.speeds.detour

    def may_be_too_far(self, v: int, distance: Distance) -> bool:
        """By the numbers it is, but they are too uncertain to forbid it."""
        near = round(distance.km * METRES) - round(distance.uncertain_km * METRES)
        return near <= self.limit_v[v] < distance.km * METRES and self.limit_v[v] >= 0

    def _by_road(self, km: Floats, extra_km: Floats) -> Floats:
        """With what the road adds to a usual one, which may be less than nothing."""
        return np.maximum(km + extra_km, km * self.least)


def build(
    volunteers: Sequence[VolunteerProfile],
    needs: Sequence[NeedProfile],
    speeds: Speeds,
    roads: Roads = NO_ROADS,
) -> WayFeatures:
    """Places and limits, one row each."""
    limits = [_limit(one, speeds) for one in volunteers]
    place_v, place_n = columns(one.place for one in volunteers), columns(one.place for one in needs)
    return WayFeatures(
        volunteers=tuple(volunteers),
        needs=tuple(needs),
        speeds=speeds,
        place_v=place_v,
        place_n=place_n,
        angles_v=angles(place_v.lat, place_v.lon),
        angles_n=angles(place_n.lat, place_n.lon),
        space_v=in_space(place_v),
        space_n=in_space(place_n),
        limit_v=frozen(np.array(limits, dtype=np.int64)),
        extra_km=roads.extra_km(speeds.detour) if roads else None,
        point_v=frozen(roads.rows(one.place for one in volunteers)),
        point_n=frozen(roads.rows(one.place for one in needs)),
    )


def in_space(places: Columns) -> Floats:
    """As points on a sphere, in km from its middle: of two the straight line through the earth is
    a little shorter than the way over it.
    """
    lat, lon = np.radians(places.lat), np.radians(places.lon)
    flat = np.cos(lat)
    points = [flat * np.cos(lon), flat * np.sin(lon), np.sin(lat)]
    return frozen(EARTH_KM * np.column_stack(points))


def _limit(volunteer: VolunteerProfile, speeds: Speeds) -> int:
    """Metres as the crow flies within every limit that she told; -1 where there is none."""
    told = [] if volunteer.reach_km is None else [volunteer.reach_km]
    if volunteer.reach_minutes is not None and volunteer.modes:
        told.append(max(_km_in(volunteer.reach_minutes, mode, speeds) for mode in volunteer.modes))
    return int(min(told) * METRES) if told else -1


@lru_cache(maxsize=1 << 16)
def _distance(here: Place, there: Place) -> Distance | None:
    """Remembered: the same two are shown in run after run, and a place never changes."""
    return distance_km(here, there)


@cache
def _km_in(time: float, mode: Mode, speeds: Speeds) -> float:
    """The inverse of `minutes_of`: straight lines, bent once where a car leaves town."""
    km = np.array([0.0, speeds.car_town_km / speeds.detour, FARTHEST_KM])
    return float(np.interp(time, minutes_of(km, mode, speeds), km))


def _scatter(places: Columns, code: Ints | None, of: Lookup) -> Scatter:
    codes = np.array([-1]) if code is None else of(code)
    return Scatter(of(places.spread), of(places.error), codes)


def _codes(places: Columns) -> Ints | None:
    """None where nobody's place has one."""
    return places.code if (places.code >= 0).any() else None


def _angles(columns: Angles, of: Lookup) -> Angles:
    return Angles(*map(of, columns))


def _metres(km: Floats, known: Bools) -> Numbers:
    return np.rint(np.where(known, km, 0) * METRES).astype(np.int32)
