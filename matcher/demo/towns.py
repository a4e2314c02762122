"""Invented districts around real kinds of distance: a town of eight districts, a city of twelve
centres. The points lie where no such places are.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class District:
    """A part of town with a point and how many live there."""

    name: str
    lat: float
    lon: float
    inhabitants: int


@dataclass(frozen=True, slots=True)
class Town:
    """What one centre serves."""

    name: str
    owner: str
    districts: tuple[District, ...]


# Offsets in kilometres north and east of the middle: a river town, most people near the middle.
_PLAN = (
    ("Centrum", 0.0, 0.0, 6200),
    ("Norrstad", 3.1, 0.4, 4100),
    ("Ekbacken", 0.8, 2.6, 3800),
    ("Sundet", -1.9, 1.2, 2900),
    ("Kvarnbyn", -0.6, -2.4, 2400),
    ("Östra stranden", 0.3, 5.9, 1700),
    ("Bruket", 6.8, -3.2, 1100),
    ("Åsen", -5.4, -4.6, 900),
)
KM_PER_DEGREE_NORTH = 111.2
KM_PER_DEGREE_EAST = 51.3  # at 62.5 degrees north

EKVIK = (62.52, 17.02)
# A city's centres lie a few kilometres from each other, so that districts of two centres may be
# as near as those of one.
CITY = (
    ("Nordhamn", 0.0, 0.0), ("Lillvik", 6.0, 2.0), ("Storängen", -5.0, 5.0),
    ("Björkhöjd", 3.0, -8.0), ("Ålund", -8.0, -3.0), ("Söderås", -12.0, 4.0),
    ("Östermo", 2.0, 11.0), ("Västby", 1.0, -15.0), ("Rödberga", 12.0, -4.0),
    ("Tallmon", 10.0, 9.0), ("Mossen", -4.0, 14.0), ("Fagerlid", -14.0, -9.0),
)  # fmt: skip
COUNTRY_SOUTH, COUNTRY_SIDE = (56.0, 13.0), 20
_FIRST = (
    "Al", "Asp", "Björk", "Ek", "Furu", "Gran", "Hassel", "Kvarn", "Lind", "Lön",
    "Mo", "Nor", "Ros", "Rön", "Sand", "Sjö", "Sten", "Söder", "Väster", "Öster",
)  # fmt: skip
_LAST = (
    "berga", "boda", "bro", "by", "dal", "fors", "gården", "heden", "holm", "hult",
    "hamn", "lunda", "mark", "näs", "rud", "sele", "sta", "torp", "vik", "åsen",
)  # fmt: skip


def town() -> Town:
    """Ekvik, where the demonstration centre is."""
    return _town("Ekvik", *EKVIK)


def city() -> tuple[Town, ...]:
    """Twelve centres of one city."""
    return tuple(_town(name, *_moved(EKVIK, north, east)) for name, north, east in CITY)


def country() -> tuple[Town, ...]:
    """Four hundred centres, thirty kilometres apart and more: twenty rows of twenty."""
    side = range(COUNTRY_SIDE)
    return tuple(
        _town(
            _named(COUNTRY_SIDE * row + column), *_moved(COUNTRY_SOUTH, 60.0 * row, 30.0 * column)
        )
        for row in side
        for column in side
    )


def _named(number: int) -> str:
    """A name that no other of the country's centres has."""
    first, last = divmod(number, len(_LAST))
    return f"{_FIRST[first]}{_LAST[last]}"


def _town(name: str, lat: float, lon: float) -> Town:
    districts = tuple(
        District(district, *_moved((lat, lon), north, east), inhabitants)
        for district, north, east, inhabitants in _PLAN
    )
    return Town(name, f"{name}s kommun", districts)


def _moved(point: tuple[float, float], north: float, east: float) -> tuple[float, float]:
    lat, lon = point
    return round(lat + north / KM_PER_DEGREE_NORTH, 5), round(lon + east / KM_PER_DEGREE_EAST, 5)
