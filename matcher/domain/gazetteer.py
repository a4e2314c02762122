"""The shipped tables of places (`config/places`): postcodes, localities, municipalities.

Each table is read when it is first asked for, and then kept. A centre's better postcodes
(`with_postcodes`) go before the shipped ones.
"""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Self

from rapidfuzz import fuzz
from rapidfuzz.process import extract

from matcher.domain.distances import distance_km
from matcher.domain.places import Place, Precision
from matcher.domain.spelling import exact, folded

LONGEST_SEARCH = 60  # characters
NEAR_SPELLING = 74  # of 100, rapidfuzz ratio: two neighbours swapped in "Umeå" give 75
_POSTCODE = re.compile(r"(?:SE?[-\s]?)?(\d{3})\s?(\d{2})", re.IGNORECASE)
MOST_NAMED = 60  # places of a name that are looked through for near ones
_LABELLED = re.compile(r"([^()]+)\(([^()]+)\)\s*")
_OF_MUNICIPALITY = re.compile(r"s?\s+(?:kommun|stad)$")


@dataclass(frozen=True, slots=True)
class Municipality:
    """A kommun: its four-digit code, name, county, and where most of its people live."""

    code: str
    name: str
    county: str
    place: Place


@dataclass(frozen=True, slots=True)
class Locality:
    """A town or village; `municipality` is the kommun's code."""

    id: str
    name: str
    municipality: str
    population: int
    place: Place


def postcode_of(text: str) -> str | None:
    """The five digits of a Swedish postcode however it is spaced, or None."""
    found = _POSTCODE.fullmatch(text.strip()) if len(text) <= LONGEST_SEARCH else None
    return "".join(found.groups()) if found else None


class Gazetteer:
    """Looks places up. What is not in the tables is None, never the nearest guess."""

    def __init__(self, folder: Path, better: Mapping[str, Place] | None = None) -> None:
        self._folder = folder
        self._better = better or {}

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Tables of a folder; nothing is read yet."""
        return cls(folder)

    def with_postcodes(self, better: Mapping[str, Place]) -> "Gazetteer":
        """The same tables with a centre's own points first, keyed by five digits."""
        return Gazetteer(self._folder, {**self._better, **better})

    def postcode(self, text: str) -> Place | None:
        """Where a postcode lies, "903 26" or "90326". None when malformed or not in use.

        From the shipped table the point is the town's: `LOCALITY`, or `MUNICIPALITY` where the
        town has no point and the nearest code by number had to lend its own.
        """
        code = postcode_of(text)
        if code is None:
            return None
        row = self._postcodes.get(code)
        if code in self._better or row is None:
            return self._better.get(code)
        town, locality, found = row.split("\t")
        precision = Precision.LOCALITY if found == "name" else Precision.MUNICIPALITY
        point = self.localities[locality].place
        return Place(point.lat, point.lon, precision, code, town)

    def locality(self, name: str, *, near: Place | None = None) -> Place | None:
        """The town of that name, or as `search` labels it, "Årsta (Uppsala)"; of several namesakes
        the one nearest `near`, else None.
        """
        labelled = _LABELLED.fullmatch(name)
        towns = [self.localities[i] for i in self._by_name.get(folded(name), ())]
        if labelled:
            towns = [self.localities[i] for i in self._by_name.get(folded(labelled[1].strip()), ())]
            towns = [t for t in towns if folded(self._home_of(t)) == folded(labelled[2].strip())]
        found = [town.place for town in towns]
        if len(found) > 1 and near is not None and near.known:
            return min(found, key=lambda place: _km(place, near))
        return found[0] if len(found) == 1 else None

    def municipality(self, name: str) -> Place | None:
        """The municipality by name ("Umeå", "Umeå kommun") or code ("2480")."""
        if name.strip() in self.municipalities:
            return self.municipalities[name.strip()].place
        asked = exact(name)
        bare = _OF_MUNICIPALITY.sub("", asked)
        named = (asked, bare, f"{bare}s")  # "Stockholms stad", but also "Alingsås kommun"
        rows = self.municipalities.values()
        return next((m.place for n in named for m in rows if exact(m.name) == n), None)

    def is_seat(self, name: str) -> bool:
        """Whether a municipality has the name of its town: who writes Örebro means that one."""
        found = (self.localities[i] for i in self._by_name.get(folded(name), ()))
        return any(self._home_of(town) == town.name for town in found)

    def search(
        self, text: str, *, at_most: int = 8, near: Place | None = None, within_km: float = math.inf
    ) -> list[Place]:
        """Places a person may mean, likeliest first, labelled so that namesakes differ; none
        farther than `within_km` from `near`, where that is known.
        """
        found = self._search(text, MOST_NAMED if near else at_most)
        if near is None or not near.known:
            return found[:at_most]
        return [place for place in found if _km(place, near) <= within_km][:at_most]

    def _search(self, text: str, at_most: int) -> list[Place]:
        code = postcode_of(text)
        place = self.postcode(text) if code else None
        if place:
            return [place]
        asked = folded(text[:LONGEST_SEARCH])
        return list(self._named_like(asked, at_most)) if asked else []

    def _named_like(self, asked: str, at_most: int) -> Iterator[Place]:
        begin = [name for name in self._by_name if name.startswith(asked)]
        near = extract(asked, list(self._by_name), scorer=fuzz.ratio, score_cutoff=NEAR_SPELLING)
        names = dict.fromkeys([*begin, *(name for name, _, _ in near)])
        found = [self.localities[i] for name in names for i in self._by_name[name]]
        found.sort(key=lambda town: (folded(town.name) != asked, -town.population, town.id))
        return (self._labelled(town) for town in found[:at_most])

    def _home_of(self, town: Locality) -> str:
        home = self.municipalities.get(town.municipality)
        return home.name if home else ""

    def _labelled(self, town: Locality) -> Place:
        """The town, as "Årsta (Uppsala)" where the name alone would not tell which."""
        home = self.municipalities.get(town.municipality)
        if home is None or home.name == town.name:
            return town.place
        return replace(town.place, label=f"{town.name} ({home.name})")

    @cached_property
    def municipalities(self) -> Mapping[str, Municipality]:
        """Every municipality by code."""
        rows = (line.split("\t") for line in self._lines("municipalities.tsv"))
        return MappingProxyType(
            {
                code: Municipality(code, name, county, _at(lat, lon, name, municipal=True))
                for code, name, county, lat, lon in rows
            }
        )

    @cached_property
    def localities(self) -> Mapping[str, Locality]:
        """Every locality by id, sorted by name."""
        rows = (line.split("\t") for line in self._lines("localities.tsv"))
        return MappingProxyType(
            {
                i: Locality(i, name, home, int(people), _at(lat, lon, name, municipal=False))
                for i, name, home, lat, lon, people in rows
            }
        )

    @cached_property
    def _by_name(self) -> Mapping[str, list[str]]:
        names: dict[str, list[str]] = {}
        for town in self.localities.values():
            names.setdefault(folded(town.name), []).append(town.id)
        return names

    @cached_property
    def _postcodes(self) -> Mapping[str, str]:
        """Code → the rest of its row: splitting 16 000 rows waits until one is asked for."""
        rows = (line.partition("\t") for line in self._lines("postcodes.tsv"))
        return {code: rest for code, _, rest in rows}

    def _lines(self, name: str) -> list[str]:
        return (self._folder / name).read_text(encoding="utf-8").splitlines()[1:]


def _at(lat: str, lon: str, label: str, *, municipal: bool) -> Place:
    precision = Precision.MUNICIPALITY if municipal else Precision.LOCALITY
    return Place(float(lat), float(lon), precision, None, label)


def _km(a: Place, b: Place) -> float:
    apart = distance_km(a, b)
    return apart.km if apart else float("inf")
