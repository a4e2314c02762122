"""What volunteers never do, among the wishes of somebody who waits (R29).

A wish is refused by itself, with who does it instead; what stands beside it is kept. She waits all
the same.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from matcher.domain import boundaries
from matcher.domain.boundaries import never_in
from matcher.domain.errors import Fault
from matcher.domain.needs import Never
from matcher.domain.people import SaidWord
from matcher.domain.spelling import exact
from matcher.sheets import meanings, rows_people
from matcher.sheets.readings import Reading, Refused, Unsure, World, unsure
from matcher.sheets.rows import Cells

_WISHES = ("tasks", "interests")
_SEVERAL = "never_several"  # of which each is told
_ALONE = "never_offered_alone"  # told beside one of them: nothing else is offered
_LIFTING = "lifting_maybe"
_CLEANING = re.compile(
    r"(?:(?:hjälp|hjälpa till|få hjälp) )?(?:med )?(?:att )?"
    r"(?:(?:stor|vecko)?städ(?:a|as|ning|ningen)|dammsug(?:a|ning))(?: hemma)?"
)
_APART = re.compile(r"\s*[,;.\n]\s*")  # pieces that say something each by itself


def refuse(found: Cells, world: World) -> Fault | None:
    """Take no wish for what volunteers never do; where nothing else is wished for, why."""
    faults = [_refuse_in(found, name, world) for name in _WISHES if found.was_told(name)]
    return next((fault for fault in reversed(faults) if fault), None)


def tell_of_offered(found: Cells, world: World) -> None:
    """The same of what a volunteer offers beside other things: that alone is not taken in. Where it
    is all she offers, who does it is told, and no task of ours is proposed for it. Her words stand,
    since without any she would be taken to be willing to anything.
    """
    for name in filter(found.was_told, _WISHES):
        before = found.by_field[name]
        fault = _refuse_in(found, name, world)
        if fault and isinstance(found.by_field[name].reading, Refused):
            asked = unsure(_SEVERAL, value=before.value, codes=f"{fault.code} {_ALONE}")
            found.by_field[name] = replace(before, reading=asked)


def _refuse_in(found: Cells, name: str, world: World) -> Fault | None:
    cell = found.by_field[name]
    asked = _asked_in(cell.written)
    if not asked:
        return None
    kept, refused = _sorted(cell.written, asked, world)
    words = cell.value if isinstance(cell.value, tuple) else ()
    gone = _words(rows_people.READERS[name](", ".join(refused), world))
    rest = tuple(said for said in words if (said.concept, exact(said.written)) not in gone)
    if not kept:
        fault = rows_people.refuse_never(found, name, asked[0])
    else:
        read = _reading(asked, ", ".join(kept), refused, rest)
        found.by_field[name], fault = replace(cell, reading=read), read.fault
    if cell.sensitive:
        found.mark_sensitive(name)
    return fault


def _reading(
    asked: Sequence[Never], kept: str, refused: Sequence[str], rest: tuple[SaidWord, ...]
) -> Unsure:
    """Why a part of a cell is not taken, and what is; the ready answer is that alone."""
    said = ", ".join(refused)
    if boundaries.may_be_of_things(said):
        ready = (f"{kept}, {said} av saker", kept)
        return unsure(_LIFTING, *ready, value=rest, said=said[:60])
    codes = [f"never_{never.value}" for never in asked]
    if len(codes) > 1:
        return unsure(_SEVERAL, kept, value=rest, codes=" ".join(codes))
    return unsure(codes[0], kept, value=rest)


def _asked_in(text: str) -> tuple[Never, ...]:
    """What a wish asks for; to clean, without saying where, is of her own home."""
    asked = never_in(text)
    cleans = any(
        _CLEANING.fullmatch(exact(piece).strip(". ")) for piece in meanings.PIECES.split(text)
    )
    is_new = cleans and Never.CLEANING not in asked
    return (*asked, Never.CLEANING) if is_new else asked


def _sorted(text: str, asked: Sequence[Never], world: World) -> tuple[list[str], list[str]]:
    """The pieces that are kept, and those that ask for it: the whole, where only all of it does."""
    kept: list[str] = []
    refused: list[str] = []
    for piece in filter(None, _APART.split(text.strip(" ."))):
        if not set(asked) & set(_asked_in(piece)):
            kept.append(piece)
            continue
        beside = [part.strip() for part in meanings.PIECES.split(piece)]
        known = [part for part in beside if _is_wish(part, world)]
        kept += known
        refused += [part for part in beside if part and part not in known] if known else [piece]
    return (kept, refused) if refused else ([], [text])


def _is_wish(part: str, world: World) -> bool:
    """Fika, of "fika och städa": of a phrase that is cut, only what is a wish beyond doubt."""
    if not part or _asked_in(part):
        return False
    read = world.vocabulary.read(part, kinds=(*rows_people.DONE,))
    return bool(read.known) and not read.leftovers


def _words(reading: Reading) -> set[tuple[str | None, str]]:
    value = None if isinstance(reading, Refused) else reading.value
    words = value if isinstance(value, tuple) else ()
    return {(said.concept, exact(said.written)) for said in words}
