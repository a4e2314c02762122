"""Cells that say where: one of the centre's own areas, a town, a postcode."""

import re

from matcher.domain.places import Place
from matcher.domain.spelling import folded
from matcher.sheets.readings import Reading, Understood, World, unsure


def area(text: str, world: World) -> Reading:
    """One of the centre's own areas, by name: (id, place). Others are proposed, not taken."""
    own = world.areas.get(folded(text))
    if own is not None:
        return Understood(own)
    near = [place.label or "" for _, place in world.areas.values()]
    choices = [name for name in near if folded(name)[:3] == folded(text)[:3]]
    return unsure("area_unknown", *choices, said=text[:40])


_POSTCODE = re.compile(r"(?<!\d)(\d{3})\s?(\d{2})(?!\d)")


def town(text: str, world: World) -> Reading:
    """A town by name, the one nearest the centre; a part of town is one of the centre's areas."""
    bare = re.sub(r"\b(?:bor i|i|kommun)\b", " ", text, flags=re.IGNORECASE).strip()
    bare = re.sub(r"^\d{3}\s?\d{2}\s+", "", bare)
    own = world.areas.get(folded(bare))
    if own is not None:
        return Understood(own)
    code = _POSTCODE.search(text)  # of an address nothing else is kept
    found = world.gazetteer.postcode("".join(code.groups())) if code else None
    found = found or world.gazetteer.locality(bare, near=world.near)
    if found is not None:
        return Understood((None, found))
    if code and not bare[code.end() :].strip() and bare.startswith(code[0]):
        return unsure("postcode_not_in_use")
    choices = [place.label or "" for place in world.gazetteer.search(bare, at_most=4)]
    return unsure("town_unknown", *filter(None, choices), said=text[:40])


def place_of_postcode(code: str, world: World) -> Place | None:
    """Where a postcode lies; None where no table knows it."""
    return world.gazetteer.postcode(code)
