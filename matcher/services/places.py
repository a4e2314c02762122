"""Where somebody lives, as matching knows it: the centre's own area, else the postcode (R40).

No address leaves the server: the tables lie in `config/places`.
"""

from functools import cache

from sqlalchemy.orm import Session

from matcher.domain.gazetteer import Gazetteer
from matcher.domain.places import Place, Precision
from matcher.domain.spelling import folded
from matcher.services.choices import CONFIG
from matcher.store import centres
from matcher.store.centres import Area


@cache
def gazetteer() -> Gazetteer:
    """The tables of Sweden's places; nothing is read before somebody asks."""
    return Gazetteer.load(CONFIG / "places")


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
