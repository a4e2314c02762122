"""How long it takes from one place to another, by the volunteer's own way of travelling.

    expected km (`distances`) × detour ÷ speed + waiting

`minutes` is for one pair, `minutes_of` for arrays; both go through the same arithmetic. The
distances themselves stand in `distances` and are handed on from here.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Self, TypeVar

import numpy as np
from numpy.typing import ArrayLike

from matcher.domain.distances import (
    Columns,
    Distance,
    Floats,
    Km,
    columns,
    distance_km,
    haversine_km,
    km_between,
    km_matrix,
    matrix,
)

__all__ = [
    "Columns",
    "Distance",
    "Km",
    "Mode",
    "Speeds",
    "columns",
    "distance_km",
    "haversine_km",
    "km_between",
    "km_matrix",
    "matrix",
    "minutes",
    "minutes_of",
]


class Mode(StrEnum):
    """The volunteer's own ways of travelling."""

    WALK = "walk"
    CYCLE = "cycle"
    BUS = "bus"
    CAR = "car"


@dataclass(frozen=True, slots=True)
class Speeds:
    """Speeds in km/h, waiting in minutes, detour as road km per straight km.

    The detour is 1.3 ± 0.1 in cities the world over (npj Complexity 1:22, 2024). Speeds are
    judgement: an unhurried walk, a cycle in town, a bus with its stops; a car is slow for
    `car_town_km` of road and quicker beyond.
    """

    detour: float = 1.3
    detour_uncertain: float = 0.1
    walk: float = 4.5
    cycle: float = 14.0
    bus: float = 18.0
    bus_wait: float = 10.0
    car_town: float = 35.0
    car_rural: float = 60.0
    car_town_km: float = 10.0

    def __post_init__(self) -> None:
        """Raises ValueError for what cannot be: no speed, a road shorter than a straight line."""
        wrong = [f.name for f in fields(self) if not 0 <= getattr(self, f.name) < math.inf]
        speeds = (self.walk, self.cycle, self.bus, self.car_town, self.car_rural)
        if wrong or min(speeds) <= 0 or self.detour - self.detour_uncertain < 1:
            raise ValueError(f"impossible speeds: {', '.join(wrong) or self}")

    @classmethod
    def from_config(cls, table: Mapping[str, float]) -> Self:
        """From a `[travel]` table; a name that is no field raises ValueError."""
        unknown = set(table) - {f.name for f in fields(cls)}
        if unknown:
            raise ValueError(f"unknown in [travel]: {', '.join(sorted(unknown))}")
        return cls(**{name: float(value) for name, value in table.items()})


DEFAULT_SPEEDS = Speeds()
Road = TypeVar("Road", float, Floats)  # km, of one way or of many


def minutes_of(km: ArrayLike, mode: Mode, speeds: Speeds = DEFAULT_SPEEDS) -> Floats:
    """Minutes one way for straight-line km, unrounded; NaN stays NaN."""
    return _road_minutes(np.asarray(km, dtype=np.float64) * speeds.detour, mode, speeds)


def _road_minutes(road: Road, mode: Mode, speeds: Speeds) -> Road:
    match mode:
        case Mode.WALK:
            return 60 * road / speeds.walk
        case Mode.CYCLE:
            return 60 * road / speeds.cycle
        case Mode.BUS:
            return speeds.bus_wait + 60 * road / speeds.bus
        case Mode.CAR:
            town: Road = np.minimum(road, speeds.car_town_km)
            return 60 * (town / speeds.car_town + (road - town) / speeds.car_rural)


def minutes(distance: Distance, mode: Mode, speeds: Speeds = DEFAULT_SPEEDS) -> int:
    """Whole minutes one way, at least 1."""
    return max(1, round(_road_minutes(distance.km * speeds.detour, mode, speeds)))
