"""Whom somebody of a row wishes to meet, in whichever column it is said."""

import re
from dataclasses import replace

from matcher.domain.people import GenderWish, SaidWord
from matcher.sheets import cells
from matcher.sheets.readings import Reading, Understood, Unsure, World, unsure
from matcher.sheets.rows import Cell, Cells
from matcher.sheets.rows_people import READERS, mixed_of

_NAME = r"[A-ZÅÄÖÉ][a-zåäöéü'’-]+"
_NOT_WITH = r"(?i:inte|ej|aldrig|slippa|slipper)"
_MEETING = r"(?i:träffa|möta|ha|matchas?|paras?|ses)(?:\s+(?i:ihop|med|av))*"
_WHO_CAN = re.compile(
    r"(?:(?<=^)|(?<=[,;]\s))(?:(?P<must>bara|endast)\s+|helst\s+|gärna\s+)?(?:en\s+)?"
    r"(?P<whom>herre|man|karl|kille|kvinna|dam|tjej)\s+"
    r"(?:(?:som\s+(?:också\s+)?(?:kan|vill|gillar|tycker\s+om|är\s+intresserad\s+av)|att)\s+)",
    re.IGNORECASE,
)
_NOT_HER = re.compile(
    rf"^(?:(?i:vill|får|ska|bör|kan)\s+)?{_NOT_WITH}\s+"
    rf"(?:{_MEETING}\s+{_NAME}|(?:(?i:med|till)\s+)?{_NAME}(?:\s+{_NAME})+)"
)


def gender_wish_of(found: Cells) -> GenderWish | None:
    """Whom she wishes to meet."""
    return found.told("gender_wish", mixed_of(found).gender_wish)


def tell_apart(found: Cells, world: World) -> None:
    """Helst kvinna among wishes says whom she would meet. Where it can be a wish or a must, it is
    one until the question about it is answered.
    """
    _tell_who_can_apart(found, world)
    for name in ("tasks", "interests"):
        words: tuple[SaidWord, ...] = found.told(name, ())
        for word in (word for word in words if word.concept is None):
            wish = cells.wish_in(_as_wish(word.written))
            if wish is None:
                continue
            found.keep(name, tuple(other for other in found.get(name) if other is not word))
            if wish.value is not None and not found.was_told("gender_wish"):
                told = Cell("gender_wish", word.written, Understood(wish.value))
                found.by_field["gender_wish"] = told
            rest, cell = found.get(name), found.by_field[name]
            if isinstance(wish, Unsure):
                asked: Reading = replace(wish, piece=word.written, value=rest)
                found.by_field[name] = replace(cell, reading=asked)
            elif isinstance(cell.reading, Unsure) and cell.reading.piece == word.written:
                found.settle(name, rest)


def _tell_who_can_apart(found: Cells, world: World) -> None:
    """Herre som kan prata flyg: that she would meet a man, and what they would do."""
    for name in ("tasks", "interests"):
        written = found.written(name)
        who = _WHO_CAN.search(written)
        if who is None:
            continue
        rest = written[: who.start()] + written[who.end() :]
        found.by_field[name] = replace(found.by_field[name], reading=READERS[name](rest, world))
        wish = cells.gender_wish(f"{who['must'] or 'helst'} {who['whom']}")
        if isinstance(wish, Understood) and not found.was_told("gender_wish"):
            found.by_field["gender_wish"] = Cell("gender_wish", who[0].strip(), wish)


def _as_wish(written: str) -> str:
    """Kvinna, or man helst, among what somebody would do with another: that she would meet one."""
    said = re.sub(r"\b(?:helst|gärna|en)\b", "", written.casefold()).strip()
    return f"helst {said}" if said in cells.GENDERS and len(said) > 1 else written


def tell_named_apart(found: Cells, world: World) -> None:
    """Inte Birgitta Ahlqvist is no task: whom somebody must not meet becomes a bar between the two
    when both are known, and until then something to clear up.
    """
    for name in ("tasks", "interests", "dislikes", "mixed"):
        pieces = [piece.strip() for piece in re.split(r"[,;\n]", found.written(name))]
        named = [piece for piece in pieces if _NOT_HER.match(piece)]
        if not named:
            continue
        cell = found.by_field[name]
        read = cell.reading
        if name != "mixed":
            rest = ", ".join(piece for piece in pieces if piece and piece not in named)
            read = READERS[name](rest, world) if rest else Understood(())
        is_asked = isinstance(read, Unsure) and read.fault.code != "mixed_left"
        value = read.value if isinstance(read, Understood | Unsure) else None
        said = ", ".join(named)[:120]
        told = read if is_asked else unsure("must_not_meet", value=value, said=said)
        found.by_field[name] = replace(cell, reading=told)
