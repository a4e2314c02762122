"""Where a list is from, of a centre that has not said where it is: the middle of its rows."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from statistics import median

from matcher.domain.places import Place, Precision
from matcher.sheets.readings import World
from matcher.sheets.staged import Staged
from matcher.sheets.whereabouts import POSTCODE

LEAST = 3  # rows that surely say where: two may be of different ends of the country
_WHERE = frozenset({"postcode", "town", "street"})


def of_list(staged: Staged, world: World) -> World:
    """The world with `near`, where the centre has not told it: of a name that one town far away
    has as well, it is then seen that it is far.
    """
    if world.near is not None and world.near.known:
        return world
    sure = list(_sure(staged, world))
    if len(sure) < LEAST:
        return world
    lat, lon = median(place.lat for place in sure), median(place.lon for place in sure)
    return replace(world, near=Place(lat, lon, Precision.MUNICIPALITY))


def _sure(staged: Staged, world: World) -> Iterator[Place]:
    """The place of every row whose postcode says it, or else the town of a municipality."""
    for sheet, mapping in zip(staged.sheets, staged.mappings, strict=True):
        columns = [at for at, name in (mapping or {}).items() if name in _WHERE]
        for _, texts in sheet.rows:
            if place := _place(texts, columns, world):
                yield place


def _place(texts: Mapping[str, str], columns: list[str], world: World) -> Place | None:
    told = [texts[at] for at in columns if texts.get(at)]
    for text in told:
        code = POSTCODE.search(text)
        place = world.gazetteer.postcode("".join(code.groups())) if code else None
        if place is not None:
            return place
    seats = (world.gazetteer.locality(text) for text in told if world.gazetteer.is_seat(text))
    return next(filter(None, seats), None)
