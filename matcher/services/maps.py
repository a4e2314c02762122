"""A piece of Sweden as lines and names, drawn from `config/places`: no tiles, nobody is asked.

Borders of municipalities, or of counties where the piece is large; the towns there is room for.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from matcher.domain.maps import Frame, Pixel, Point
from matcher.services.choices import CONFIG
from matcher.services.places import gazetteer

COUNTIES_FROM = 400.0  # km across: closer, municipalities are drawn
MOST_TOWNS = 14
ROOM = (70.0, 13.0)  # pixels that the name of a town takes, so that names do not lie on each other

Box = tuple[float, float, float, float]  # degrees: south, north, west, east


@dataclass(frozen=True, slots=True)
class Border:
    """The outline of a county or a municipality: closed rings of points, each with its box."""

    box: Box
    rings: tuple[tuple[Point, ...], ...]


@dataclass(frozen=True, slots=True)
class Label:
    """A name and where its dot is."""

    name: str
    at: Pixel


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture's parts, in pixels."""

    frame: Frame
    outlines: tuple[tuple[Pixel, ...], ...]
    towns: tuple[Label, ...]


def drawing(frame: Frame, pins: Iterable[Pixel] = ()) -> Drawing:
    """What there is to see in a frame. No town's name is laid over one of the pins."""
    kind = "counties" if frame.width >= COUNTIES_FROM else "municipalities"
    rings = (ring for border in _borders(kind) if frame.shows(border.box) for ring in border.rings)
    outlines = tuple(tuple(frame.pixel(point) for point in ring) for ring in rings)
    return Drawing(frame, outlines, tuple(_towns(frame, list(pins))))


def _towns(frame: Frame, taken: list[Pixel]) -> Iterator[Label]:
    """The largest first; a name that would lie on another's is left out."""
    most = MOST_TOWNS + len(taken)
    towns = sorted(gazetteer().localities.values(), key=lambda town: (-town.population, town.id))
    for town in towns:
        x, y = frame.pixel((town.place.lat, town.place.lon))
        is_inside = 0 <= x <= frame.size and 0 <= y <= frame.size
        is_free = all(abs(x - a) > ROOM[0] or abs(y - b) > ROOM[1] for a, b in taken)
        if is_inside and is_free and len(taken) < most:
            taken.append((x, y))
            yield Label(town.name, (x, y))


@cache
def _borders(kind: str) -> tuple[Border, ...]:
    """Of a file of `config/places`: GeoJSON MultiPolygons, longitude first."""
    read = json.loads((CONFIG / "places" / f"{kind}.geojson").read_text("utf-8"))
    return tuple(_border(one["geometry"]["coordinates"]) for one in read["features"])


def _border(polygons: list[list[list[list[float]]]]) -> Border:
    rings = tuple(
        tuple((lat, lon) for lon, lat in ring) for polygon in polygons for ring in polygon
    )
    lats, lons = zip(*(point for ring in rings for point in ring), strict=True)
    return Border((min(lats), max(lats), min(lons), max(lons)), rings)
