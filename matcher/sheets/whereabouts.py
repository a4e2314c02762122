"""Cells that say where: one of the centre's own areas, a town, a postcode."""

import re
from collections.abc import Iterable
from dataclasses import replace

from matcher.domain.boundaries import secrets_in
from matcher.domain.distances import distance_km
from matcher.domain.places import Place
from matcher.domain.spelling import exact, folded
from matcher.sheets.readings import Reading, Understood, World, unsure

FAR_KM = 100  # from the centre: as far as people of a list live, but for a few
ONE_TOWN_KM = 30  # a town and the postcodes of its edges
FAR = "town_far"  # the question about a town far from the rest
LONGEST_LABEL = 60


def area(text: str, world: World) -> Reading:
    """One of the centre's own areas, by name: (id, place). Others are proposed, not taken."""
    own = world.areas.get(folded(text))
    if own is not None:
        return Understood(own)
    town = world.gazetteer.locality(text, near=world.near)
    if town is not None and _is_here(town, world):
        return Understood((None, town))
    near = [place.label or "" for _, place in world.areas.values()]
    choices = [name for name in near if folded(name)[:3] == folded(text)[:3]]
    return _as_written(text, "area_unknown", choices, world)


def _as_written(
    text: str, code: str, choices: Iterable[str], world: World, *, is_town: bool = False
) -> Reading:
    """The question, with the words as they stand for an answer: a name without a point. What some
    town is called is kept so until somebody has answered.
    """
    named = (None, Place.unknown(text[:LONGEST_LABEL]))
    if exact(text) in world.settled:
        return Understood(named)
    value = named if is_town else None
    return unsure(code, *choices, text, value=value, piece=text, said=text[:40])


def _is_here(town: Place, world: World) -> bool:
    """Near enough to be the one that is meant; who does not know where the centre is cannot say."""
    apart = distance_km(town, world.near) if world.near else None
    return apart is None or apart.km <= FAR_KM


_STREET = re.compile(
    r"\d|\w*(?:gata|gatan|väg|vägen|gränd|gränden|stig|stigen|allé|allén|backe|backen)\b"
    r"|\b(?:box|c/o)\b",
    re.IGNORECASE,
)
_LINE = re.compile(r"[^\W\d_][^\d,]{1,60}\s\d{1,4}\s?[a-zA-Z]?(?:\s+(?:lgh|tr)\.?\s*\d{1,4})?")
POSTCODE = re.compile(r"(?<!\d)(\d{3})\s?(\d{2})(?!\d)")


def town(text: str, world: World) -> Reading:
    """A town by name, the one nearest the centre; a part of town is one of the centre's areas. A
    place far away is asked about: a small one may be the name of a part of town here, and who lives
    in another county is seldom on a list.
    """
    bare = re.sub(r"\b(?:bor i|i|kommun)\b", " ", text, flags=re.IGNORECASE).strip()
    bare = re.sub(r"^\d{3}\s?\d{2}\s+", "", bare)
    own = world.areas.get(folded(bare))
    if own is not None:
        return Understood(own)
    code = POSTCODE.search(text)  # of an address nothing else is kept
    found = world.gazetteer.postcode("".join(code.groups())) if code else None
    if found is not None:
        return Understood((None, found))
    if code and (after := text[code.end() :].strip(" ,")):
        return town(after, world)  # of a postcode that no table has, the town it is said to be of
    named = world.gazetteer.locality(bare, near=world.near)
    if named is not None and ("(" in bare or _is_here(named, world)):
        return Understood((None, named))
    if not code and (within := _in_a_town(bare, world)):
        return _within(text, within, world)
    if named is not None and world.gazetteer.is_seat(bare):
        return _far_away(text, named, world)
    if code and not bare[code.end() :].strip() and bare.startswith(code[0]):
        return unsure("postcode_not_in_use")
    is_town = named is not None and not code
    return _as_written(text, "town_unknown", _likely(bare, world), world, is_town=is_town)


def venue(text: str, world: World) -> Reading:
    """Where something is held: as `town`, and "Folkets hus, Sala" is in Sala, and called that."""
    within = None if POSTCODE.search(text) else _in_a_town(text, world)
    if within is None:
        return town(text, world)
    _, named = within
    return Understood((None, replace(named, label=text[:LONGEST_LABEL])))


def _in_a_town(text: str, world: World) -> tuple[str, Place] | None:
    """Kungsgatan 14, Sala: what stands before a town near the centre, and the town."""
    first, _, last = (part.strip() for part in text.rpartition(","))
    named = world.gazetteer.locality(last, near=world.near) if first and last else None
    return (first, named) if named is not None and _is_here(named, world) else None


def _within(text: str, within: tuple[str, Place], world: World) -> Reading:
    """Where somebody lives whose cell ends by a town: a street is left out, a village or an area of
    the centre's is meant itself; of anything else it is asked whether it is to be kept.
    """
    first, named = within
    if own := world.areas.get(folded(first)):
        return Understood(own)
    if is_street(first):
        return Understood((None, named))
    village = world.gazetteer.locality(first, near=named)
    apart = distance_km(village, named) if village else None
    if village is not None and apart is not None and apart.km <= ONE_TOWN_KM:
        return Understood((None, village))
    if exact(text) in world.settled:
        return Understood((None, replace(named, label=text[:LONGEST_LABEL])))
    ready = (named.label or "", text)
    return unsure("town_and_more", *ready, value=(None, named), piece=text, said=text[:40])


def street_before(text: str, world: World) -> str:
    """The street and number that a cell has before the town it ends by; empty where there is
    none, or a code to a door (R26).
    """
    within = None if POSTCODE.search(text) else _in_a_town(text, world)
    is_line = within is not None and _LINE.fullmatch(within[0]) and not secrets_in(within[0])
    return within[0] if within and is_line else ""


def is_street(text: str) -> bool:
    """Whether a part of an address is that of a street, or anything else with a number."""
    return bool(_STREET.search(text))


def _far_away(text: str, named: Place, world: World) -> Reading:
    """A town that is well known and far off: it is where it is, and asked about."""
    value = (None, named)
    if exact(text) in world.settled:
        return Understood(value)
    return unsure(FAR, text, value=value, piece=text, said=text[:40])


def _likely(name: str, world: World) -> list[str]:
    """Places near the centre whose names are much like it, and those of just that name elsewhere;
    of a centre that has not said where it is, the latter alone.
    """
    is_known = world.near is not None and world.near.known
    search = world.gazetteer.search
    near = search(name, at_most=4, near=world.near, within_km=FAR_KM) if is_known else []
    labels = [place.label or "" for place in search(name, at_most=4)]
    same = [label for label in labels if folded(label.partition(" (")[0]) == folded(name)]
    return list(filter(None, [*(place.label for place in near), *same]))


def place_of_postcode(code: str, world: World) -> Place | None:
    """Where a postcode lies; None where no table knows it."""
    return world.gazetteer.postcode(code)
