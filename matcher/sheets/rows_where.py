"""Where the one whom a row is about lives, of whichever columns say so."""

import re
from dataclasses import dataclass, replace

from matcher.domain.distances import distance_km
from matcher.domain.places import Place
from matcher.domain.spelling import folded
from matcher.sheets import whereabouts
from matcher.sheets.readings import Unsure, World
from matcher.sheets.rows import Cell, Cells
from matcher.sheets.rows_people import mixed_of

_PART_OF_TOWN = re.compile(r"[^\W\d][^\d;:@/]{1,39}")  # no address


@dataclass(frozen=True, slots=True)
class Where:
    """Where somebody lives, as it is kept."""

    postcode: str | None
    area_id: str | None
    place: Place | None
    town: str | None = None  # of the address a letter goes to


def where(found: Cells, world: World) -> Where:
    """The centre's own area first, then the postcode, then the town."""
    code = found.get("postcode")
    noted = mixed_of(found).place
    area_id, place = found.told("area", found.told("town", noted)) or (None, None)
    code = code or (place.postcode if place else None)
    at_code = whereabouts.place_of_postcode(code, world) if code else None
    town = at_code or place
    if area_id is None and at_code:
        _settle_far(found, at_code)
        place = _with_part_of_town(found, at_code)
    if area_id is None and code and not (place and place.known):
        found.ask("postcode", "postcode_not_in_use", value=code)
    return Where(code, area_id, place, town.label if town else None)


def _settle_far(found: Cells, at_code: Place) -> None:
    """Skövde, and a postcode of Skövde: however far off, it is no slip of the pen."""
    cell = found.by_field.get("town")
    read = cell.reading if cell else None
    if isinstance(read, Unsure) and read.fault.code == whereabouts.FAR:
        _, named = found.get("town")
        apart = distance_km(named, at_code)
        if apart is not None and apart.km <= whereabouts.ONE_TOWN_KM:
            found.settle("town", read.value)


def _with_part_of_town(found: Cells, place: Place) -> Place:
    """Where a postcode lies, and with it the name of a part of town that no map has."""
    for name in ("town", "area"):
        cell = found.by_field.get(name)
        if cell and _is_unknown(cell):
            place = _named(place, cell.written)
            found.settle(name, (None, place))
    return place


def _named(place: Place, part: str) -> Place:
    """Haga, where the postcode is one of Umeå: "Haga, Umeå"."""
    town = place.label or ""
    if not _PART_OF_TOWN.fullmatch(part):
        return place
    return replace(place, label=part if folded(town) in folded(part) else f"{part}, {town}")


def _is_unknown(cell: Cell) -> bool:
    """It names no place that we know; one much like an area of the centre's own is asked about."""
    read = cell.reading
    if isinstance(read, Unsure):
        return cell.field == "town" or set(read.choices) <= {cell.written}
    _, place = cell.value or (None, None)
    return place is not None and not place.known
