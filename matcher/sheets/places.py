"""A centre's better postcodes, read from a file it has: GeoNames, any CSV, or a GeoPackage.

    SE.txt of GeoNames      tab-separated, no heading, twelve columns
    any CSV                 a heading with postnummer, lat, lon (in words people use)
    a GeoPackage            addresses with a postnummer, in SWEREF 99 TM or in degrees

Rows of one postcode are averaged. A point that several postcodes share stands for their town and
is as precise as a town, whatever the file calls it.
"""

import csv
import io
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from matcher.domain.errors import Fault, Invalid
from matcher.domain.gazetteer import postcode_of
from matcher.domain.places import Place, Precision
from matcher.domain.spelling import folded
from matcher.sheets.geopackages import addresses, is_geopackage

LARGEST_TEXT = 50_000_000  # bytes; GeoNames' Swedish file is 1.5 million
DECIMALS = 5  # of a degree: a metre
SWEDEN = (55.0, 69.2, 10.5, 24.3)  # degrees: south, north, west, east
GEONAMES_COLUMNS = 12
_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "code": ("postnummer", "postnr", "postkod", "postcode", "postal code", "zip", "code"),
    "lat": ("lat", "latitud", "latitude", "breddgrad", "y"),
    "lon": ("lon", "lng", "long", "longitud", "longitude", "langdgrad", "x"),
    "town": ("ort", "postort", "town", "place name", "city"),
}


@dataclass(frozen=True, slots=True)
class Spot:
    """One row of a file: a postcode's text, degrees, and the town's name if there is one."""

    code: str
    lat: float
    lon: float
    town: str | None = None


@dataclass(frozen=True, slots=True)
class ImportedPlaces:
    """Places by five digits, and how many rows held no Swedish postcode with a point."""

    places: Mapping[str, Place]
    skipped: int


def read(path: Path) -> ImportedPlaces:
    """The postcodes of a file, whichever of the three kinds it is.

    Raises Invalid with the field `file`: places_unreadable, places_too_large,
    places_without_columns or places_empty.
    """
    try:
        imported = _averaged(addresses_or_rows(path))
    except (OSError, UnicodeError, csv.Error, sqlite3.Error):
        raise Invalid({"file": Fault("places_unreadable")}) from None
    if not imported.places:
        raise Invalid({"file": Fault("places_empty", {"rows": imported.skipped})})
    return imported


def addresses_or_rows(path: Path) -> Iterator[Spot | None]:
    """Every row of the file; None for one without a point."""
    if is_geopackage(path):
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as file:
            yield from (row and Spot(*row) for row in addresses(file))
        return
    if path.stat().st_size > LARGEST_TEXT:
        raise Invalid({"file": Fault("places_too_large")})
    text = path.read_text(encoding="utf-8-sig")
    first = text.partition("\n")[0].split("\t")
    rows = _geonames(text) if len(first) == GEONAMES_COLUMNS and len(first[0]) == 2 else _csv(text)
    yield from rows


def write(places: Mapping[str, Place]) -> str:
    """The same places as a CSV that `read` takes back, sorted by postcode."""
    out = io.StringIO()
    sheet = csv.writer(out, lineterminator="\n")
    sheet.writerow(["postnummer", "lat", "lon", "ort"])
    for code, place in sorted(places.items()):
        sheet.writerow([code, place.lat, place.lon, place.label or ""])
    return out.getvalue()


def _geonames(text: str) -> Iterator[Spot | None]:
    for row in csv.reader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE):
        yield _spot(row[1], row[9], row[10], row[2]) if len(row) >= GEONAMES_COLUMNS - 1 else None


def _csv(text: str) -> Iterator[Spot | None]:
    heading = text.partition("\n")[0]
    delimiter = max(";\t,", key=heading.count)
    rows = csv.reader(io.StringIO(text), delimiter=delimiter)
    at = _columns(next(rows, []))
    for row in rows:
        cells = {name: row[i] if i < len(row) else "" for name, i in at.items()}
        if any(cells.values()):
            yield _spot(cells["code"], cells["lat"], cells["lon"], cells.get("town"))


def _columns(heading: list[str]) -> dict[str, int]:
    names = [folded(cell) for cell in heading]
    at = {
        field: names.index(word)
        for field, known in _HEADINGS.items()
        for word in reversed(known)
        if word in names
    }
    missing = [_HEADINGS[field][0] for field in ("code", "lat", "lon") if field not in at]
    if missing:
        facts = {"columns": ", ".join(missing)}
        raise Invalid({"file": Fault("places_without_columns", facts)})
    return at


def _spot(code: str, lat: str, lon: str, town: str | None) -> Spot | None:
    try:
        return Spot(code, _degrees(lat), _degrees(lon), town)
    except ValueError:
        return None


def _degrees(text: str) -> float:
    return float(text.strip().replace(",", "."))


def _averaged(spots: Iterable[Spot | None]) -> ImportedPlaces:
    """One place per postcode: the mean of its rows, labelled by the town named most often."""
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    towns: dict[str, Counter[str]] = defaultdict(Counter)
    skipped = 0
    for spot in spots:
        code = postcode_of(spot.code) if spot else None
        if spot is None or code is None or not _in_sweden(spot):
            skipped += 1
            continue
        total = sums[code]
        total[0], total[1], total[2] = total[0] + spot.lat, total[1] + spot.lon, total[2] + 1
        if spot.town and spot.town.strip():
            towns[code][spot.town.strip()] += 1
    points = {
        code: (round(lat / rows, DECIMALS), round(lon / rows, DECIMALS))
        for code, (lat, lon, rows) in sums.items()
    }
    shared = Counter(points.values())
    return ImportedPlaces(
        {
            code: Place(*point, _precision(shared[point]), code, _most_named(towns[code]))
            for code, point in sorted(points.items())
        },
        skipped,
    )


def _in_sweden(spot: Spot) -> bool:
    south, north, west, east = SWEDEN
    return south <= spot.lat <= north and west <= spot.lon <= east


def _precision(codes_at_point: int) -> Precision:
    return Precision.POSTCODE if codes_at_point == 1 else Precision.LOCALITY


def _most_named(towns: Counter[str]) -> str | None:
    return min(towns, key=lambda town: (-towns[town], town)) if towns else None
