"""How far it is between two places, and how sure we are.

    straight line   great circle on a sphere (haversine, Sinnott 1984)
    + spread        each person lives somewhere around the point that stands for her

One pair (`distance_km`) and whole arrays (`matrix`, `km_between`) go through the same arithmetic,
so a page and the engine show the same number.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from matcher.domain.places import Place, Precision

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

EARTH_KM = 6371.0088  # mean radius of the earth, IUGG
SAME_POINT_KM = 1e-6  # a millimetre: rounding, not a walk

# Median km between two people who share a point of each precision, measured on 20 000 random
# pairs of Swedish addresses (postcode, locality, municipality); address and area are judgement.
SAME_POINT: Mapping[Precision, float] = MappingProxyType(
    {
        Precision.ADDRESS: 0.1,
        Precision.AREA: 1.0,
        Precision.POSTCODE: 1.4,
        Precision.LOCALITY: 2.7,
        Precision.MUNICIPALITY: 7.5,
        Precision.UNKNOWN: math.nan,
    }
)
# The same measurement for postcodes that begin alike: in one town, and in any.
SAME_TOWN_FOUR_DIGITS_KM, SAME_TOWN_THREE_DIGITS_KM, THREE_DIGITS_KM = 1.4, 2.1, 3.6
# Median km from a person to the point that stands for her. Locality was measured (2.2); the
# others are the pair above divided by √2, as both ends of a pair are off.
ERROR: Mapping[Precision, float] = MappingProxyType(
    {p: 2.2 if p is Precision.LOCALITY else km / math.sqrt(2) for p, km in SAME_POINT.items()}
)


@dataclass(frozen=True, slots=True)
class Distance:
    """Expected straight-line km; half of all true distances lie within ± `uncertain_km`."""

    km: float
    uncertain_km: float
    same_point: bool


class Columns(NamedTuple):
    """Places as arrays, one row each: degrees, precision's spread and error in km, postcode.

    Unknown places are NaN; a place without a postcode has -1.
    """

    lat: Floats
    lon: Floats
    spread: Floats
    error: Floats
    code: Ints


class Scatter(NamedTuple):
    """How people are spread around the points that stand for them: part of `Columns`."""

    spread: Floats
    error: Floats
    code: Ints


class Angles(NamedTuple):
    """What great circles are computed from, one row a place: worked out once for all its ways."""

    sin_lat: Floats  # of half the latitude, as the next
    cos_lat: Floats
    sin_lon: Floats
    cos_lon: Floats
    cosine: Floats  # of the whole latitude


class Km(NamedTuple):
    """Distances as arrays of one shape: see `Distance` for each."""

    km: Floats
    uncertain: Floats
    same_point: NDArray[np.bool_]


def columns(places: Iterable[Place | None]) -> Columns:
    """Places as arrays; None is an unknown place."""
    rows = [_row(place or Place.unknown()) for place in places]
    table = np.array(rows, dtype=np.float64).reshape(-1, 5)
    lat, lon, spread, error, code = table.T.copy()
    return Columns(lat, lon, spread, error, code.astype(np.int64))


def _row(place: Place) -> tuple[float, float, float, float, int]:
    told = place.postcode or ""
    code = int(told) if told.isdecimal() else -1
    spread = SAME_POINT[place.precision] / math.sqrt(2)
    return place.lat, place.lon, spread, ERROR[place.precision], code


def km_between(a: Columns, b: Columns) -> Km:
    """Distances of places paired by broadcasting: row by row, or `rows(a)` against `b`.

    The expected square of the distance between two people scattered around two points is the
    square between the points plus both scatters: hence the hypotenuse, and never 0 km.
    """
    straight = straight_km(angles(a.lat, a.lon), angles(b.lat, b.lon))
    return spread_out(straight, Scatter(*a[2:]), Scatter(*b[2:]))


def spread_out(straight: Floats, a: Scatter, b: Scatter) -> Km:
    """`km_between`, where the straight lines are known already."""
    same_point = straight < SAME_POINT_KM
    spread = np.minimum(_hypotenuse(a.spread, b.spread), _alike(a.code, b.code, same_point))
    error = _hypotenuse(a.error, b.error)
    uncertain = np.where(same_point, np.minimum(error, spread), error)
    return Km(_hypotenuse(straight, spread), uncertain, same_point)


def _hypotenuse(a: Floats, b: Floats) -> Floats:
    """For lengths whose squares neither vanish nor overflow: a third of the time of `np.hypot`."""
    return np.sqrt(a * a + b * b)


def _alike(a: Ints, b: Ints, same_point: NDArray[np.bool_]) -> Floats:
    """What two postcodes that begin alike tell: km, infinite where they tell nothing."""
    if (a < 0).all() or (b < 0).all():
        return np.full(1, np.inf)
    known = (a >= 0) & (b >= 0)
    four, three = known & (a // 10 == b // 10), known & (a // 100 == b // 100)
    told = [four & same_point, three & same_point, three]
    km = [SAME_TOWN_FOUR_DIGITS_KM, SAME_TOWN_THREE_DIGITS_KM, THREE_DIGITS_KM]
    return np.select(told, km, default=np.inf)


def matrix(volunteers: Columns, needs: Columns) -> Km:
    """Every volunteer against every need: arrays of shape (volunteers, needs)."""
    lat, lon, spread, error, code = volunteers
    down = (slice(None), None)
    tall = Columns(lat[down], lon[down], spread[down], error[down], code[down])
    return km_between(tall, needs)


def km_matrix(
    lat_v: ArrayLike, lon_v: ArrayLike, lat_n: ArrayLike, lon_n: ArrayLike,
    precision: Precision = Precision.LOCALITY,
) -> Floats:  # fmt: skip
    """Expected km, shape (v, n), for bare points that all have one precision and no postcode."""
    v, n = _bare(lat_v, lon_v, precision), _bare(lat_n, lon_n, precision)
    return matrix(v, n).km


def _bare(lat: ArrayLike, lon: ArrayLike, precision: Precision) -> Columns:
    lats, lons = np.asarray(lat, dtype=np.float64), np.asarray(lon, dtype=np.float64)
    spread = np.full(lats.shape, SAME_POINT[precision] / math.sqrt(2))
    error = np.full(lats.shape, ERROR[precision])
    return Columns(lats, lons, spread, error, np.full(lats.shape, -1, dtype=np.int64))


def haversine_km(lat_a: ArrayLike, lon_a: ArrayLike, lat_b: ArrayLike, lon_b: ArrayLike) -> Floats:
    """Great-circle km between points in degrees, by broadcasting."""
    return straight_km(angles(lat_a, lon_a), angles(lat_b, lon_b))


def angles(lat: ArrayLike, lon: ArrayLike) -> Angles:
    """Of points in degrees."""
    lat_r, lon_r = np.radians(lat), np.radians(lon)
    half_lat, half_lon = lat_r / 2, lon_r / 2
    return Angles(
        np.sin(half_lat), np.cos(half_lat), np.sin(half_lon), np.cos(half_lon), np.cos(lat_r)
    )


def straight_km(a: Angles, b: Angles) -> Floats:
    """Great-circle km by broadcasting. The sine of half a difference by the addition theorem: the
    sines of a table are those of its edges.
    """
    north = b.sin_lat * a.cos_lat - b.cos_lat * a.sin_lat
    east = b.sin_lon * a.cos_lon - b.cos_lon * a.sin_lon
    chord = north * north + a.cosine * b.cosine * east * east
    return 2 * EARTH_KM * np.arcsin(np.sqrt(np.minimum(chord, 1.0)))


def distance_km(a: Place, b: Place) -> Distance | None:
    """How far apart two places are; None where either has no point: unknown is not far."""
    if not (a.known and b.known):
        return None
    km, uncertain, same_point = km_between(columns([a]), columns([b]))
    return Distance(float(km[0]), float(uncertain[0]), bool(same_point[0]))
