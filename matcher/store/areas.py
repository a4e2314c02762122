"""A centre's areas, and who lives or is wanted in them."""

from collections import Counter
from collections.abc import Collection, Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from matcher.domain.errors import Missing
from matcher.domain.places import Place
from matcher.store.centres import Area
from matcher.store.needs import Need
from matcher.store.recipients import Recipient
from matcher.store.volunteers import Volunteer

Settler = Volunteer | Recipient | Need  # whatever has an area of its own
SETTLERS: tuple[Any, ...] = (Volunteer, Recipient, Need)


def one(session: Session, area_id: str, *, centre: str) -> Area:
    """The area. Raises Missing."""
    found = session.scalar(sa.select(Area).where(Area.id == area_id, Area.centre_id == centre))
    if found is None:
        raise Missing("area", area_id)
    return found


def some(session: Session, ids: Collection[str], *, centre: str) -> dict[str, Area]:
    """These areas by id."""
    asked = sa.select(Area).where(Area.centre_id == centre, Area.id.in_(ids))
    return {area.id: area for area in session.scalars(asked)} if ids else {}


def by_name(session: Session, name: str, *, centre: str) -> Area | None:
    """The area of that name, to the letter."""
    return session.scalar(sa.select(Area).where(Area.centre_id == centre, Area.name == name))


def settled(session: Session, *, centre: str) -> Counter[str]:
    """How many volunteers, recipients and needs point at each area."""
    found: Counter[str] = Counter()
    for noun in SETTLERS:
        asked = sa.select(noun.area_id, sa.func.count()).where(
            noun.centre_id == centre, noun.area_id.is_not(None)
        )
        found.update(dict(session.execute(asked.group_by(noun.area_id)).all()))
    return found


def settlers(session: Session, area_id: str, *, centre: str) -> Iterator[Settler]:
    """Everybody and everything that points at an area."""
    for noun in SETTLERS:
        yield from session.scalars(
            sa.select(noun).where(noun.centre_id == centre, noun.area_id == area_id)
        )


def unplaced(session: Session, *, centre: str) -> Iterator[tuple[Collection[str], Settler]]:
    """(what it is called, who) of everybody who is told to live, or to be wanted, where no area is
    and no map has a point of its own: "Hovshaga", "Österkyrkan, Öster" by each of its names, and
    "Haga, Umeå" by the postcode of Umeå.
    """
    for noun in SETTLERS:
        asked = sa.select(noun).where(noun.centre_id == centre, noun.area_id.is_(None))
        for one in session.scalars(asked):
            if names := _names_of(one.place):
                yield names, one


def names_without_point(session: Session, *, centre: str) -> Counter[str]:
    """How many are told to live, or to be wanted, where nothing is known but a name."""
    found: Counter[str] = Counter()
    for noun in SETTLERS:
        asked = sa.select(noun.place).where(noun.centre_id == centre, noun.area_id.is_(None))
        places = (Place.from_json(place) for place in session.scalars(asked) if place)
        found.update(place.label for place in places if place.label and not place.known)
    return found


def _names_of(told: dict[str, Any] | None) -> Collection[str]:
    place = Place.from_json(told) if told else None
    if place is None or not place.label:
        return ()
    parts = [part.strip() for part in place.label.split(",")]
    return parts[:-1][:1] if place.known else (place.label, *parts)


def placed(session: Session, *, centre: str) -> Iterator[Settler]:
    """Everybody and everything that has a point by a postcode: no area of its own."""
    for noun in SETTLERS:
        yield from session.scalars(
            sa.select(noun).where(
                noun.centre_id == centre, noun.area_id.is_(None), noun.postcode.is_not(None)
            )
        )
