"""Who might go where: volunteers in a grid over the map, laid out by how far each goes.

To ask everybody about every tile would be quadratic. So volunteers are sorted by the stratum of
their reach (up to 2 km, 4, 8, …), within it by the row of the map they live in, within that from
west to east. Of each stratum only those rows are looked at that its members could come from, and
of a row one span: contiguous, found by a search in sorted numbers. (The cells of Bentley, *A survey
of techniques for fixed radius near neighbor searching*, Stanford CS-TR-75-513, 1975; here rows, and
a grid of them for each stratum, since radii differ.) What the spans hold is then held against the
ball around the needs.
"""

from dataclasses import dataclass

import numpy as np

from matcher.domain.distances import EARTH_KM
from matcher.engine.arrays import Bits, Bools, Floats, Ints, product
from matcher.engine.assignment.graph import ranges
from matcher.engine.features import Features
from matcher.engine.features.forms import REMOTE
from matcher.engine.features.ways import METRES, WayFeatures
from matcher.engine.listing import ROUNDING_M

ROW_DEGREES = 0.1  # eleven kilometres
ROWS = 2_000  # more than there are from pole to pole: what a stratum is apart from the next
WHOLE_TURN = 1_000.0  # degrees: what a row is apart from the next; more than any longitude


@dataclass(frozen=True)
class Goers:
    """Volunteers who may have a pair at all, and how far each goes at the most.

    All but `remote_v` in the grid's order; those who may go anywhere, for all we know, come last.
    """

    features: Features
    rows_v: Ints
    key_v: Floats  # where each is in that order: stratum, row, longitude
    space_v: Floats  # km from the middle of the earth; axis of three
    reach_v: Floats  # km, with all that is uncertain
    strata: Ints  # that there are: nobody of stratum k goes farther than 2**k km
    remote_v: Bools  # of the whole pool: would meet without going anywhere

    @classmethod
    def among(cls, features: Features, possible_v: Bools) -> "Goers":
        """Those of the pool whom no rule forbids whatever the need is."""
        ways, rows = features.ways, np.flatnonzero(possible_v)
        reach, place = _reach_km(ways)[rows], (ways.place_v.lat[rows], ways.place_v.lon[rows])
        in_grid = np.isfinite(reach) & np.isfinite(place[0]) & np.isfinite(place[1])
        kinds = np.ceil(np.log2(np.maximum(reach[in_grid], 1))).astype(np.int64)
        key = np.full(len(rows), np.inf)
        key[in_grid] = _key(kinds, _row(place[0][in_grid]), place[1][in_grid])
        order = np.argsort(key, kind="stable")
        return cls(
            features,
            rows_v=rows[order],
            key_v=key[order],
            space_v=ways.space_v[rows[order]],
            reach_v=reach[order],
            strata=np.unique(kinds),
            remote_v=takes_remote(features.forms.takes_v) & possible_v,
        )

    def to(self, rows_n: Ints) -> Ints:
        """Who is near enough to the ball around these needs; where one may be met from afar, also
        who would meet without going anywhere. Rows in the pool, ascending.

        In straight lines through the earth, which are shorter than any way over it. Of a point a
        on the sphere, |a − m|² is r² + |m|² − 2am: the farther, the smaller am.
        """
        there_n = self.features.ways.space_n[rows_n]
        if not np.isfinite(there_n).all():  # nobody knows where: anybody might go
            return np.sort(self.rows_v)
        middle = there_n.mean(axis=0)
        radius = np.linalg.norm(there_n - middle, axis=1).max()
        within = self._in_spans(rows_n)
        least = (EARTH_KM**2 + middle @ middle - (radius + self.reach_v.take(within)) ** 2) / 2
        inner = product(middle[None], self.space_v.take(within, axis=0).T)[0]
        near = self.rows_v.take(within[~(inner < least)])
        if not takes_remote(self.features.forms.takes_n[rows_n]).any():
            return np.sort(near)
        also_v = self.remote_v.copy()
        also_v[near] = True
        return np.flatnonzero(also_v)

    def _in_spans(self, rows_n: Ints) -> Ints:
        """Where in the order those stand who live in the spans that each stratum reaches from."""
        place, angle = self.features.ways.place_n, np.exp2(self.strata) / EARTH_KM
        lat, lon = place.lat[rows_n], place.lon[rows_n]
        south, north = _row(lat.min() - np.degrees(angle)), _row(lat.max() + np.degrees(angle))
        west, east = _span(angle, lat, lon)
        counts = north - south + 1
        rows, strata = ranges(south, counts)[0], np.repeat(self.strata, counts)
        firsts = np.searchsorted(self.key_v, _key(strata, rows, np.repeat(west, counts)))
        ends = np.searchsorted(self.key_v, _key(strata, rows, np.repeat(east, counts)), "right")
        always = np.searchsorted(self.key_v, np.inf)
        firsts, ends = np.append(firsts, always), np.append(ends, len(self.key_v))
        return ranges(firsts, ends - firsts)[0]


def takes_remote(takes: Bits) -> Bools:
    """Would meet without going anywhere."""
    return takes & REMOTE > 0


def _span(angle: Floats, lat: Floats, lon: Floats) -> tuple[Floats, Floats]:
    """Between which longitudes circles of so many radians around these points lie: on a sphere
    sin Δλ = sin r / cos φ. All the way round where one goes over a pole or the end of the map.
    """
    share = np.sin(np.minimum(angle, np.pi / 2)) / np.cos(np.radians(np.abs(lat).max()))
    aside = np.degrees(np.arcsin(np.minimum(share, 1)))
    west, east = lon.min() - aside, lon.max() + aside
    is_whole = (share >= 1) | (west < -180) | (east > 180)
    return np.where(is_whole, -180, west), np.where(is_whole, 180, east)


def _row(lat: Floats) -> Ints:
    return np.clip((lat + 90) // ROW_DEGREES, 0, ROWS - 1).astype(np.int64)


def _key(stratum: Ints, row: Ints, lon: Floats) -> Floats:
    return (stratum * ROWS + row) * WHOLE_TURN + lon


def _reach_km(ways: WayFeatures) -> Floats:
    """Endless where it is not known."""
    uncertain_km = np.hypot(ways.place_v.error, np.nan_to_num(ways.place_n.error).max(initial=0))
    reach_km = ((ways.limit_v + ROUNDING_M) / METRES + np.nan_to_num(uncertain_km)) / ways.least
    return np.where(ways.limit_v < 0, np.inf, reach_km)
