"""A centre's own facts and its areas, as its manager sets them (R2, R68)."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime

from sqlalchemy.orm import Session

from matcher.domain.accounts import OwnerType
from matcher.domain.errors import Fault, Invalid, NotNow
from matcher.domain.places import Place, Precision
from matcher.domain.spelling import folded
from matcher.store import areas as area_rows
from matcher.store import centres
from matcher.store.audit import record
from matcher.store.centres import Area, Centre

LEAST_NAMED = 500  # inhabitants: a sketch names no smaller area (R68)


@dataclass(frozen=True, slots=True)
class Facts:
    """What a centre is called, who answers for it, how it is reached, when its week is run."""

    name: str
    owner_type: OwnerType
    owner_name: str | None  # the controller of the personal data
    phone: str  # E.164
    email: str | None
    language: str
    week_day: int  # 0 is Monday
    week_hour: int  # 0–23, in Stockholm
    place: Place | None  # where "nearby" is when nothing is said


@dataclass(frozen=True, slots=True)
class NewArea:
    """A part of town with a point of its own, in degrees (WGS 84)."""

    name: str
    lat: float
    lon: float
    inhabitants: int | None = None


@dataclass(frozen=True, slots=True)
class AreaLine:
    """An area as a page shows it; `settled` counts people and needs that point at it."""

    id: str
    told: NewArea
    settled: int

    @property
    def is_named_in_sketches(self) -> bool:
        """Large enough, as far as we know, to be named before two have said yes (R68)."""
        return (self.told.inhabitants or 0) >= LEAST_NAMED


def facts(session: Session, *, centre: str) -> Facts:
    """The centre as it stands. Raises Missing."""
    return _facts(centres.one(session, centre))


def code(session: Session, *, centre: str) -> str:
    """What stands for the centre in public addresses."""
    return centres.one(session, centre).code


def change(session: Session, new: Facts, *, centre: str, by: str, at: datetime) -> tuple[str, ...]:
    """The centre is as `new` says. Gives the names of what changed; nothing changed, no audit."""
    row = centres.one(session, centre)
    before = _facts(row)
    changed = tuple(
        f.name for f in fields(Facts) if getattr(before, f.name) != getattr(new, f.name)
    )
    for name in changed:
        value = getattr(new, name)
        setattr(row, name, value.to_json() if isinstance(value, Place) else value)
    if changed:
        _note(session, "centre.changed", "centre", centre, centre, by, at, changed)
    return changed


def areas(session: Session, *, centre: str) -> list[AreaLine]:
    """Every area, by name."""
    settled = area_rows.settled(session, centre=centre)
    return [_line(row, settled[row.id]) for row in centres.areas_of(session, centre=centre)]


def area(session: Session, area_id: str, *, centre: str) -> AreaLine:
    """One area. Raises Missing."""
    row = area_rows.one(session, area_id, centre=centre)
    return _line(row, area_rows.settled(session, centre=centre)[row.id])


def names_without_point(session: Session, *, centre: str) -> list[tuple[str, int]]:
    """What people and needs are written to be in, and no area or map has: name → how many, the most
    first. The way to them is not reckoned until the name is an area.
    """
    found = area_rows.names_without_point(session, centre=centre)
    return sorted(found.items(), key=lambda one: (-one[1], one[0].casefold()))


def add_area(session: Session, new: NewArea, *, centre: str, by: str, at: datetime) -> str:
    """A new area; gives its id. Whoever is written to live there gets its point: a list that was
    taken in before has named it already. Raises Invalid when another has the name.
    """
    _refuse_namesake(session, new, None, centre=centre)
    row = Area(centre_id=centre, **_columns(new))
    session.add(row)
    session.flush()  # the audit line tells its id
    _settle(session, row.id, new, centre=centre)
    _note(session, "area.added", "area", row.id, centre, by, at)
    return row.id


def change_area(
    session: Session, area_id: str, new: NewArea, *, centre: str, by: str, at: datetime
) -> None:
    """The area is as `new` says, and whoever lives there has moved with its point.
    Raises Missing; Invalid when another has the name.
    """
    row = area_rows.one(session, area_id, centre=centre)
    _refuse_namesake(session, new, area_id, centre=centre)
    columns = _columns(new)
    changed = tuple(name for name, value in columns.items() if getattr(row, name) != value)
    for name in changed:
        setattr(row, name, columns[name])
    # A person's point is kept with the person, so that a run need not look it up.
    for one in area_rows.settlers(session, area_id, centre=centre):
        place = Place(new.lat, new.lon, Precision.AREA, one.postcode, new.name)
        one.place = place.to_json()
    _settle(session, area_id, new, centre=centre)
    if changed:
        _note(session, "area.changed", "area", area_id, centre, by, at, changed)


def _settle(session: Session, area_id: str, new: NewArea, *, centre: str) -> None:
    """Whoever lives in what is called so, and has no point of their own, lives there."""
    for called, one in area_rows.unplaced(session, centre=centre):
        if folded(new.name) in map(folded, called):
            place = Place(new.lat, new.lon, Precision.AREA, one.postcode, new.name)
            one.area_id, one.place = area_id, place.to_json()


def remove_area(session: Session, area_id: str, *, centre: str, by: str, at: datetime) -> None:
    """The area is gone. Raises Missing; NotNow while somebody lives there."""
    row = area_rows.one(session, area_id, centre=centre)
    if area_rows.settled(session, centre=centre)[area_id]:
        raise NotNow("area", "lived_in", "remove")
    session.delete(row)
    _note(session, "area.removed", "area", area_id, centre, by, at)


def _facts(row: Centre) -> Facts:
    place = Place.from_json(row.place) if row.place else None
    told = {f.name: getattr(row, f.name) for f in fields(Facts) if f.name != "place"}
    return Facts(**told, place=place)


def _line(row: Area, settled: int) -> AreaLine:
    return AreaLine(row.id, NewArea(row.name, row.lat, row.lon, row.inhabitants), settled)


def _columns(new: NewArea) -> dict[str, str | float | int | None]:
    return {f.name: getattr(new, f.name) for f in fields(NewArea)}


def _refuse_namesake(session: Session, new: NewArea, own: str | None, *, centre: str) -> None:
    found = area_rows.by_name(session, new.name, centre=centre)
    if found is not None and found.id != own:
        raise Invalid({"name": Fault("area_exists")})


def _note(
    session: Session,
    deed: str,
    about: str,
    about_id: str,
    centre: str,
    by: str,
    at: datetime,
    changed: Sequence[str] = (),
) -> None:
    told = {"fields": list(changed)} if changed else {}
    record(session, deed, about=about, about_id=about_id, centre=centre, by=by, at=at, **told)
