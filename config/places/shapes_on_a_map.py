"""Polygons on a map, with nothing but arithmetic: for `build_tables.py`, which runs where few
packages are.

Municipalities are drawn as polygons of (lon, lat); points are (lat, lon). A point is in a polygon
when a ray from it crosses an odd number of edges.
"""

import math
import struct
from itertools import pairwise

Ring = list[tuple[float, float]]
Shape = list[list[Ring]]
Point = tuple[float, float]


def polygons(wkb: bytes) -> Shape:
    """The polygons of a little-endian WKB Polygon or MultiPolygon."""
    at = 0

    def take(layout: str) -> tuple:
        nonlocal at
        values = struct.unpack_from(layout, wkb, at)
        at += struct.calcsize(layout)
        return values

    def rings() -> list[Ring]:
        (count,) = take("<I")
        return [[take("<dd") for _ in range(take("<I")[0])] for _ in range(count)]

    _, shape_type = take("<BI")
    if shape_type == 3:
        return [rings()]
    (count,) = take("<I")
    found = []
    for _ in range(count):
        take("<BI")
        found.append(rings())
    return found


def inside(point: Point, shape: Shape) -> bool:
    """Whether (lat, lon) lies in the shape: even-odd rule over all rings."""
    lat, lon = point
    odd = False
    for ring in (ring for polygon in shape for ring in polygon):
        for (x1, y1), (x2, y2) in pairwise(ring):
            if (y1 > lat) != (y2 > lat) and lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1:
                odd = not odd
    return odd


def km(a: Point, b: Point) -> float:
    """Flat-earth kilometres, good enough to choose the nearer of two towns."""
    narrow = math.cos(math.radians((a[0] + b[0]) / 2))
    return 111.2 * math.hypot(a[0] - b[0], (a[1] - b[1]) * narrow)


def centroid(shape: Shape) -> Point:
    """The area-weighted middle of the largest polygon's outer ring."""
    ring = max((polygon[0] for polygon in shape), key=lambda r: abs(area(r)))
    x = y = 0.0
    for (x1, y1), (x2, y2) in pairwise(ring):
        cross = x1 * y2 - x2 * y1
        x, y = x + (x1 + x2) * cross, y + (y1 + y2) * cross
    return y / (6 * area(ring)), x / (6 * area(ring))


def area(ring: Ring) -> float:
    """Signed area in square degrees."""
    pairs = pairwise(ring)
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs) / 2


def to_border(point: Point, shape: Shape) -> float:
    """Kilometres from the point to the nearest edge of the shape."""
    east = 111.2 * math.cos(math.radians(point[0]))
    local = lambda xy: complex((xy[0] - point[1]) * east, (xy[1] - point[0]) * 111.2)  # noqa: E731
    edges = (e for polygon in shape for ring in polygon for e in pairwise(ring))
    return min(to_origin(local(a), local(b)) for a, b in edges)


def to_origin(a: complex, b: complex) -> float:
    """Distance from the origin to the segment a–b."""
    along = b - a
    share = -(a * along.conjugate()).real / abs(along) ** 2 if along else 0.0
    return abs(a + min(1.0, max(0.0, share)) * along)
