"""The map of an area's form: what it shows, what has been pointed at, and how it is asked for."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from matcher.domain.maps import EAST, NORTH, SOUTH, WEST, WIDTHS, Frame, Point
from matcher.domain.places import Place

TOWN_KM, AREA_KM = 25.0, 12.0  # across: to begin with, and around an area that is there
PAIR = re.compile(r"(-?\d{1,3}(?:\.\d{1,6})?),(-?\d{1,3}(?:\.\d{1,6})?)")
NEARER, FARTHER = "narmare", "langre"


@dataclass(frozen=True, slots=True)
class AreaMap:
    """A frame, and the point that is chosen."""

    frame: Frame
    chosen: Point | None = None

    @classmethod
    def around(cls, place: Place | None) -> "AreaMap":
        """Where the centre is; all of Sweden while that is not known."""
        if place is None or not place.known:
            return cls(Frame())
        return cls(Frame((place.lat, place.lon), TOWN_KM))

    @classmethod
    def of_area(cls, point: Point) -> "AreaMap":
        """An area that is there, in the middle."""
        return cls(Frame(point, AREA_KM), point)

    @classmethod
    def told(cls, values: Mapping[str, str]) -> "AreaMap":
        """As its address or its form says; what cannot be, is all of Sweden."""
        middle, chosen = _point(values.get("mitt")), _point(values.get("punkt"))
        width = next((km for km in WIDTHS if f"{km:g}" == values.get("km")), WIDTHS[-1])
        return cls(Frame(middle, width), chosen) if middle else cls(Frame(), chosen)

    def asked(self, values: Mapping[str, str]) -> "AreaMap":
        """What a click makes of it: closer, farther, or another point, which is then looked at
        more closely. A button pressed from the keyboard is at no point, and changes nothing.
        """
        steps = {NEARER: 1, FARTHER: -1}.get(values.get("visa", ""), 0)
        if steps:
            return AreaMap(self.frame.closer(steps), self.chosen)
        try:
            x, y = int(values["karta.x"]), int(values["karta.y"])
        except (KeyError, ValueError):
            return self
        if (x, y) == (0, 0):
            return self
        point = self.frame.point((x, y))
        return AreaMap(self.frame.around(point).closer(1), point)

    def address(self) -> dict[str, Any]:
        """The arguments of its picture's address."""
        told = {"mitt": _plain(self.frame.middle), "km": f"{self.frame.width:g}"}
        return told | ({"punkt": _plain(self.chosen)} if self.chosen else {})


def _point(text: str | None) -> Point | None:
    found = PAIR.fullmatch(text or "")
    if found is None:
        return None
    lat, lon = float(found[1]), float(found[2])
    return (lat, lon) if SOUTH <= lat <= NORTH and WEST <= lon <= EAST else None


def _plain(point: Point) -> str:
    return f"{point[0]:.4f},{point[1]:.4f}"
