"""Points with postcodes from a GeoPackage, which is a SQLite file (OGC 12-128r18).

A geometry is a blob: "GP", a version, flags, the reference system, an envelope of a length the
flags tell, then the point as well-known binary.
"""

import sqlite3
import struct
from collections.abc import Iterator
from pathlib import Path

from matcher.domain.errors import Fault, Invalid
from matcher.domain.spelling import folded
from matcher.domain.sweref import to_degrees

SWEREF_99_TM, WGS_84 = 3006, 4326  # EPSG codes
_MAGIC = b"SQLite format 3\x00"
_ENVELOPE_BYTES = (0, 32, 48, 48, 64)
_POINTS = frozenset({1, 1001, 2001, 3001})  # a point; with height, with measure, with both
_FARTHEST = 10_000_000  # metres: the North Pole; also refuses what is no number
_POSTCODE, _TOWN = ("postnummer", "postnr", "postcode"), ("postort", "ort")


def is_geopackage(path: Path) -> bool:
    """Whether a file begins as SQLite files do."""
    with path.open("rb") as file:
        return file.read(len(_MAGIC)) == _MAGIC


def addresses(file: sqlite3.Connection) -> Iterator[tuple[str, float, float, str | None] | None]:
    """Postcode, latitude, longitude and town of every row; None for a row without a point.

    Raises Invalid (`file`: places_without_columns) when no table has points and postcodes.
    """
    table, shape, system, postcode, town = _layer(file)
    chosen = ", ".join(_quoted(name) if name else "NULL" for name in (postcode, shape, town))
    for code, blob, name in file.execute(f"SELECT {chosen} FROM {_quoted(table)}"):  # noqa: S608 (quoted names of the file's own)
        point = _point(blob) if isinstance(blob, bytes) else None
        if point is None or code is None:
            yield None
        else:
            east, north = point
            lat, lon = to_degrees(north, east) if system == SWEREF_99_TM else (north, east)
            yield str(code), lat, lon, None if name is None else str(name)


def _layer(file: sqlite3.Connection) -> tuple[str, str, int, str, str | None]:
    """The first layer of points that has a postcode column and a system we know."""
    layers = file.execute("SELECT table_name, column_name, srs_id FROM gpkg_geometry_columns")
    for table, shape, system in layers.fetchall():
        rows = file.execute(f"PRAGMA table_info({_quoted(table)})")
        columns = {folded(row[1]): row[1] for row in rows}
        postcode = _first(columns, _POSTCODE)
        if postcode and system in (SWEREF_99_TM, WGS_84):
            return table, shape, system, postcode, _first(columns, _TOWN)
    raise Invalid({"file": Fault("places_without_columns", {"columns": _POSTCODE[0]})})


def _first(columns: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((columns[name] for name in names if name in columns), None)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _point(blob: bytes) -> tuple[float, float] | None:
    """East and north of a point's blob, in its own unit; None for anything else."""
    try:
        magic, _, flags = struct.unpack_from("<2sBB", blob)
        at = 8 + _ENVELOPE_BYTES[min(flags >> 1 & 7, 4)]
        order = "<" if blob[at] == 1 else ">"
        (kind,) = struct.unpack_from(f"{order}I", blob, at + 1)
        east, north = struct.unpack_from(f"{order}dd", blob, at + 5)
    except (struct.error, IndexError):
        return None
    whole = magic == b"GP" and kind in _POINTS and max(abs(east), abs(north)) < _FARTHEST
    return (east, north) if whole else None
