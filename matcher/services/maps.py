"""A piece of Sweden as lines and names, drawn from `config/places`: no tiles, nobody is asked.

Borders of municipalities, or of counties where the piece is large; the towns there is room for.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from matcher.domain.map_labels import Label, placed
from matcher.domain.maps import Frame, Pixel, Point
from matcher.services.choices import CONFIG
from matcher.services.places import gazetteer

COUNTIES_FROM = 400.0  # km across: closer, municipalities are drawn
MOST_TOWNS = 14

NO_PINS: Mapping[str, Pixel] = {}

Box = tuple[float, float, float, float]  # degrees: south, north, west, east


@dataclass(frozen=True, slots=True)
class Border:
    """The outline of a county or a municipality: closed rings of points, each with its box."""

    box: Box
    rings: tuple[tuple[Point, ...], ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture's parts, in pixels."""

    frame: Frame
    outlines: tuple[tuple[Pixel, ...], ...]
    pins: tuple[Label, ...]
    towns: tuple[Label, ...]


def drawing(frame: Frame, pins: Mapping[str, Pixel] = NO_PINS) -> Drawing:
    """What there is to see in a frame, with pins by name. No name is laid over another."""
    kind = "counties" if frame.width >= COUNTIES_FROM else "municipalities"
    rings = (ring for border in _borders(kind) if frame.shows(border.box) for ring in border.rings)
    outlines = tuple(tuple(frame.pixel(point) for point in ring) for ring in rings)
    named = placed(pins, frame.size)
    return Drawing(frame, outlines, tuple(named), tuple(_towns(frame, named)))


def _towns(frame: Frame, named: list[Label]) -> list[Label]:
    """The largest first; one whose name there is no room for is left out."""
    found: list[Label] = []
    towns = sorted(gazetteer().localities.values(), key=lambda town: (-town.population, town.id))
    for town in towns:
        x, y = frame.pixel((town.place.lat, town.place.lon))
        if len(found) < MOST_TOWNS and 0 <= x <= frame.size and 0 <= y <= frame.size:
            [label] = placed({town.name: (x, y)}, frame.size, [*named, *found])
            found += [label] if label.text else []
    return found


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
