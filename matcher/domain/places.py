"""Where something is, and how well we know it.

Open Swedish tables know a postcode only as its postal town, so two neighbours and two people at
opposite ends of a city can share a point. Every place therefore carries its precision, and
`travel` never turns a shared point into 0 km.
"""

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Self


class Precision(StrEnum):
    """What the point stands for, finest first."""

    ADDRESS = "address"
    AREA = "area"  # a district the centre drew, with a point of its own
    POSTCODE = "postcode"  # the middle of the code's own addresses, from an imported table
    LOCALITY = "locality"  # the town; what the shipped postcode table gives
    MUNICIPALITY = "municipality"
    UNKNOWN = "unknown"  # no point: only what was said


@dataclass(frozen=True, slots=True)
class Place:
    """A point in degrees (WGS 84) with its precision; NaN, NaN where nothing is known."""

    lat: float
    lon: float
    precision: Precision
    postcode: str | None = None
    label: str | None = None

    def __post_init__(self) -> None:
        """Raises ValueError for degrees off the earth, or a point that claims to be unknown."""
        unknown = self.precision is Precision.UNKNOWN
        if unknown != (math.isnan(self.lat) and math.isnan(self.lon)):
            raise ValueError(f"{self.precision} at {self.lat}, {self.lon}")
        if not unknown and not (abs(self.lat) <= 90 and abs(self.lon) <= 180):
            raise ValueError(f"no such point: {self.lat}, {self.lon}")

    @property
    def known(self) -> bool:
        """Whether there is a point at all."""
        return self.precision is not Precision.UNKNOWN

    def to_json(self) -> dict[str, Any]:
        """Plain values; an unknown point's degrees are null, as JSON has no NaN."""
        plain = asdict(self) | {"precision": self.precision.value}
        return plain if self.known else plain | {"lat": None, "lon": None}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """The inverse of `to_json`."""
        lat, lon = (math.nan if data[key] is None else float(data[key]) for key in ("lat", "lon"))
        precision = Precision(data["precision"])
        return cls(lat, lon, precision, data.get("postcode"), data.get("label"))

    @classmethod
    def unknown(cls, label: str | None = None, postcode: str | None = None) -> Self:
        """A place of which we have the words and no point."""
        return cls(math.nan, math.nan, Precision.UNKNOWN, postcode, label)
