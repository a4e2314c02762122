"""The texts of a row through their readers, a cell each.

text ──identity numbers, errors, formulas refused──▶ reader ──▶ reading
"""

from collections.abc import Mapping
from dataclasses import replace

from matcher.domain.spelling import exact
from matcher.sheets import identities
from matcher.sheets.fields import IDENTITY, ListField
from matcher.sheets.identities import MASK, STRUCK
from matcher.sheets.kept_words import ASKED_OF
from matcher.sheets.plain import LONGEST_CELL, is_formula, said
from matcher.sheets.readings import Reading, Refused, Understood, Unsure, World, refused, unsure
from matcher.sheets.rows import Cell, Cells, Reader

_EMPTY = frozenset({"", "n/a", "#n/a", "saknas", "okänt", "vet ej", "vet inte"})
_IN_WORDS = frozenset(  # of people's own words, where it asks nothing of us
    [
        "name", "first_name", "surname", "phone", "email", "contact", "town", "area", "street",
        "background", "title", "about", "organisation", "contact_name", "introducer", "mixed",
        "tasks", "not_tasks", "interests", "dislikes", "skills", "skills_needed",
        "skills_wished", "function", "children_present", "state",
    ]
)  # fmt: skip
_CALLED = frozenset(  # by which somebody or something is called
    ["name", "first_name", "surname", "organisation", "contact_name", "introducer", "title"]
)
# Kept where a number beside it is struck out.
_NAMES = frozenset(["name", "first_name", "surname", "contact_name"])
_YESES = frozenset(["own_yes", "consent_on", "guardian_consent"])
_ASKED_FOR = _YESES | {"waiting_since"}
_INSTEAD = {"identity_number": STRUCK, "identity_column": MASK}
Known = dict[tuple[str, str, bool], Reading | None]  # by field, text, and whether it is accepted


def read_cells(
    texts: Mapping[str, str],
    fields: Mapping[str, ListField],
    readers: Mapping[str, Reader],
    world: World,
    accepted: frozenset[str] = frozenset(),
    known: Known | None = None,
) -> Cells:
    """Every filled field through its reader. `accepted` fields were looked at by a coordinator:
    what looks like an identity number there is none. `known` remembers what a list says often.
    """
    known = {} if known is None else known
    found = {}
    for name, listed in fields.items():
        text = texts.get(name, "")
        if name in _NAMES:
            text = identities.unstruck(text) or text
        if not text:
            continue
        key = (name, text, name in accepted)
        if key not in known:
            known[key] = _read(said(text), listed, readers.get(name), world, accepted)
        reading = known[key]
        if reading is not None:
            found[name] = Cell(name, _written(text, reading), reading)
    return Cells(found)


def _read(
    text: str,
    listed: ListField,
    reader: Reader | None,
    world: World,
    accepted: frozenset[str],
) -> Reading | None:
    """None of a cell that says nothing, or whose field such lists do not have."""
    # A yes that is not known is asked for, and so is since when somebody waits.
    is_doubt = "?" in text and listed.name in _ASKED_FOR
    if MASK not in text and exact(text) in _EMPTY and not is_doubt:
        return None
    if listed.name == IDENTITY:
        return refused("identity_column")
    if reader is None:
        return None
    if listed.name not in accepted:
        return _guarded(text, listed, reader, world, accepted)
    world = replace(world, settled=world.settled | {exact(text)})
    return _kept(_guarded(text, listed, reader, world, accepted))


def settling(world: World, texts: Mapping[str, str], accepted: frozenset[str]) -> World:
    """The world of a row of which some cells are to stand as they are written, word for word."""
    kept = frozenset(exact(said(texts[name])) for name in accepted & texts.keys())
    return replace(world, settled=world.settled | kept) if kept else world


def _kept(reading: Reading) -> Reading:
    """Of a cell that is to stand as it is written: its words are asked about no more."""
    is_word = isinstance(reading, Unsure) and reading.fault.code in ASKED_OF
    return Understood(reading.value) if isinstance(reading, Unsure) and is_word else reading


def _written(text: str, reading: Reading) -> str:
    """What is remembered of a cell: of an identity number, nothing."""
    return _INSTEAD.get(reading.fault.code, text) if isinstance(reading, Refused) else text


def _guarded(
    text: str, listed: ListField, reader: Reader, world: World, accepted: frozenset[str]
) -> Reading:
    if len(text) > LONGEST_CELL:
        return refused("cell_too_long", most=LONGEST_CELL)
    if identities.is_refused(text, listed, on=world.on):
        return refused("identity_number")
    if text.startswith("#") and text.rstrip("!?").isupper():
        return refused("cell_is_error", said=text[:12])
    if listed.name in _CALLED and is_formula(text):
        return refused("cell_is_formula", said=text[:40])
    is_asked = not listed.is_phone and listed.name not in accepted
    if is_asked and identities.may_be_one(text, listed, on=world.on):
        return unsure("identity_maybe", text)
    return _doubted(text, listed, reader, world) if "?" in text else reader(text, world)


def _doubted(text: str, listed: ListField, reader: Reader, world: World) -> Reading:
    """Katt? is no cat: what a question mark stands behind is asked about, where it can be wrong."""
    bare = " ".join(text.replace("?", " ").split()).replace(" )", ")")
    if listed.name in _IN_WORDS or not bare:
        return reader(text, world)
    found = reader(bare, world)
    return unsure("doubted", bare, said=text[:40]) if isinstance(found, Understood) else found
