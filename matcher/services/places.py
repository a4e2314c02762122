"""Where somebody lives, as matching knows it: the centre's own area, else the postcode (R40).

No address leaves the server: the tables lie in `config/places`, and what an installation has of
better postcodes in its data folder (`OWN_FILE`).
"""

from datetime import datetime
from functools import lru_cache
from pathlib import Path

from sqlalchemy.orm import Session

from matcher.domain.errors import Invalid
from matcher.domain.gazetteer import Gazetteer
from matcher.domain.places import Place, Precision
from matcher.domain.spelling import folded
from matcher.services.choices import CONFIG
from matcher.sheets import places as place_files
from matcher.store import areas as area_rows
from matcher.store import centres
from matcher.store.audit import record
from matcher.store.centres import Area

OWN_FILE = "postcodes.csv"  # in the data folder
FROM_POSTCODE = (Precision.POSTCODE, Precision.LOCALITY, Precision.MUNICIPALITY)


class Tables:
    """Sweden's places, an installation's own postcodes first. Read anew when its file changes, so
    that a site that is running has them without a new start.
    """

    def __init__(self, shipped: Path) -> None:
        self.shipped = shipped
        self.own: Path | None = None

    def keep_in(self, folder: Path) -> None:
        """Look for the installation's own postcodes in its data folder."""
        self.own = folder / OWN_FILE

    def gazetteer(self) -> Gazetteer:
        """The tables of today."""
        try:
            changed = self.own.stat().st_mtime_ns if self.own else 0
        except FileNotFoundError:
            changed = 0
        return _gazetteer(self.shipped, self.own if changed else None, changed)


TABLES = Tables(CONFIG / "places")


def gazetteer() -> Gazetteer:
    """The tables of Sweden's places; nothing is read before somebody asks."""
    return TABLES.gazetteer()


@lru_cache(maxsize=4)
def _gazetteer(shipped: Path, own: Path | None, _changed: int) -> Gazetteer:
    tables = _shipped(shipped)
    if own is None:
        return tables
    try:
        return tables.with_postcodes(place_files.read(own).places)
    except Invalid:  # spoilt by hand: the shipped tables are better than no site
        return tables


@lru_cache(maxsize=1)
def _shipped(folder: Path) -> Gazetteer:
    return Gazetteer.load(folder)


def take_in(file: Path) -> place_files.ImportedPlaces:
    """Keep a file's postcodes as the installation's own, instead of those it had. Raises Invalid
    as `sheets.places.read`; then those it had stay.
    """
    found = place_files.read(file)
    own = TABLES.own
    assert own is not None, "a door says where the data folder is"
    beside = own.with_suffix(".new")
    beside.write_text(place_files.write(found.places), encoding="utf-8")
    beside.replace(own)  # whole or not at all, also for a site that reads it now
    return found


def forget() -> bool:
    """Only the shipped tables again. Whether there was anything to forget."""
    own = TABLES.own
    if own is None or not own.exists():
        return False
    own.unlink()
    return True


def place_anew(session: Session, *, centre: str, at: datetime) -> int:
    """Give everybody of a centre the point that their postcode has today; how many moved.
    Who lives in an area of the centre's stays at its point.
    """
    moved = 0
    for one in area_rows.placed(session, centre=centre):
        was = Place.from_json(one.place) if one.place else None
        found = gazetteer().postcode(one.postcode or "")
        if found not in (None, was) and (was is None or was.precision in FROM_POSTCODE):
            one.place = found.to_json()
            moved += 1
    if moved:
        record(
            session, "place.renewed", about="centre", about_id=centre, centre=centre, by=None,
            at=at, rows=moved,
        )  # fmt: skip
    return moved


def place_of(
    session: Session, *, postcode: str | None, area_id: str | None, centre: str
) -> Place | None:
    """The point of an area the centre drew, else of the postcode; None where neither is known."""
    areas = {area.id: area for area in centres.areas_of(session, centre=centre)}
    area = areas.get(area_id or "")
    if area is not None:
        return _point(area, postcode)
    return gazetteer().postcode(postcode) if postcode else None


def points(session: Session, *, centre: str) -> dict[str, tuple[str, Place]]:
    """Every area the centre drew, by its name folded: its id and its point. One question."""
    return {
        folded(area.name): (area.id, _point(area, None))
        for area in centres.areas_of(session, centre=centre)
    }


def areas(session: Session, *, centre: str) -> tuple[tuple[str, str], ...]:
    """(id, name) of the centre's areas, for a form to choose from."""
    return tuple((area.id, area.name) for area in centres.areas_of(session, centre=centre))


def _point(area: Area, postcode: str | None) -> Place:
    return Place(area.lat, area.lon, Precision.AREA, postcode, area.name)
