"""A piece of Sweden as a square picture: degrees to pixels and back.

Seen from above its middle (equirectangular, Marinus of Tyre): a degree of longitude is as much
shorter than one of latitude as the cosine of the latitude says. Over a county that is right to
the pixel; over the whole country the north is drawn a little too wide, and the way back is still
exact.
"""

import math
from dataclasses import dataclass
from typing import Self

from matcher.domain.distances import EARTH_KM

KM_IN_DEGREE = math.pi * EARTH_KM / 180  # of latitude
WIDTHS = (3.0, 6.0, 12.0, 25.0, 50.0, 100.0, 200.0, 400.0, 800.0, 1600.0)  # km across
SWEDEN = (62.4, 16.5)  # the middle of all of it, at 1600 km
# Swedish soil, a little widened: a point outside has its two numbers in each other's place.
SOUTH, NORTH, WEST, EAST = 55.0, 69.5, 10.5, 24.5
DECIMALS = 4  # of a degree: 11 m, a pixel at the closest is as wide

Point = tuple[float, float]  # degrees: latitude, longitude
Pixel = tuple[float, float]  # from the left, from the top


@dataclass(frozen=True, slots=True)
class Frame:
    """What a square picture of `size` pixels shows: `width` km around a middle."""

    middle: Point = SWEDEN
    width: float = WIDTHS[-1]  # one of `WIDTHS`
    size: int = 256  # a phone of 320 pixels has room for it

    def pixel(self, point: Point) -> Pixel:
        """Where a point lies in the picture, or beside it."""
        east, north = self._px_in_degree
        x = self.size / 2 + (point[1] - self.middle[1]) * east
        return x, self.size / 2 - (point[0] - self.middle[0]) * north

    def point(self, pixel: Pixel) -> Point:
        """What lies at a pixel: Swedish soil, or the nearest a little widened border of it."""
        east, north = self._px_in_degree
        lat = self.middle[0] - (pixel[1] - self.size / 2) / north
        lon = self.middle[1] + (pixel[0] - self.size / 2) / east
        kept = min(max(lat, SOUTH), NORTH), min(max(lon, WEST), EAST)
        return round(kept[0], DECIMALS), round(kept[1], DECIMALS)

    def shows(self, box: tuple[float, float, float, float]) -> bool:
        """Whether any of a box (south, north, west, east) can be in the picture."""
        left, bottom = self.pixel((box[0], box[2]))
        right, top = self.pixel((box[1], box[3]))
        return left <= self.size and right >= 0 and top <= self.size and bottom >= 0

    def around(self, point: Point) -> Self:
        """The same piece of land with another middle."""
        return type(self)(point, self.width, self.size)

    def closer(self, steps: int) -> Self:
        """Nearer by so many steps, or farther off when it is below 0."""
        step = min(max(WIDTHS.index(self.width) - steps, 0), len(WIDTHS) - 1)
        return type(self)(self.middle, WIDTHS[step], self.size)

    @property
    def _px_in_degree(self) -> Point:
        """Pixels in a degree: eastward, northward."""
        north = KM_IN_DEGREE * self.size / self.width
        return north * math.cos(math.radians(self.middle[0])), north
