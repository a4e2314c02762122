"""A wish that is to wait, among other words of a remark: "opererad, vill vänta till efter jul".

The day is asked about, and until somebody has answered nothing begins before the likely one.
"""

import re
from dataclasses import replace

from matcher.domain.spoken.edges import WAITING, Edge, first_within, waits
from matcher.sheets.mixed import PIECES, Mixed
from matcher.sheets.readings import Unsure, World, unsure
from matcher.sheets.rows import Cell, Cells
from matcher.sheets.rows_edges import AT_ONCE

LONGEST = 200  # characters of a piece that are looked through
_BESIDE = WAITING | frozenset(
    [
        "vill", "kan", "ska", "inte", "ej", "hon", "han", "att", "med", "ta", "emot", "ring", "upp",
        "återkom", "gärna", "helst", "ha", "besök", "orkar",
    ]
)  # fmt: skip


def ask(found: Cells, world: World, *, is_wish: bool = False) -> None:
    """Ask from which day it is, of what no other reader has understood. In a remark on a wish any
    day on which something begins is one to wait for; elsewhere it must be said to wait.
    """
    for name in ("mixed", "about", "availability"):
        for piece in _unread(found, name):
            may_be = waits(piece) or (is_wish and name == "mixed")
            named = first_within(piece, on=world.on) if may_be else None
            if named and _is_asked(found, *named) and _says_no_more(piece, named[0]):
                leave(found, name, piece)


def _unread(found: Cells, name: str) -> list[str]:
    """The pieces of a cell that may say more than was read."""
    cell = found.by_field.get(name)
    if cell is None:
        return []
    if isinstance(cell.value, Mixed):
        return [piece[:LONGEST] for piece in cell.value.left]
    is_text = name == "about" or isinstance(cell.reading, Unsure)
    pieces = PIECES.split(cell.written) if is_text else ()
    return [piece.strip()[:LONGEST] for piece in pieces]


def _as_read(piece: str) -> str:
    """The letters of a piece: its dots may have been taken for the ends of sentences."""
    return "".join(re.findall(r"\w", piece[:LONGEST].casefold()))


def _is_asked(found: Cells, words: str, edge: Edge) -> bool:
    """Whether the day is asked about, or known to be no sooner."""
    if found.was_told("from_on"):
        known = found.get("from_on")
        return bool(known and known >= edge.days[0])
    [day, *_] = edge.days
    value = None if edge.may_be_none else day
    asked = unsure("start_asked", day.isoformat(), AT_ONCE, value=value, said=words[:60])
    found.by_field["from_on"] = Cell("from_on", words, asked)
    return True


def _says_no_more(piece: str, words: str) -> bool:
    """Whether all of it is about the day; else the rest may be of health, and is told of there."""
    beside = piece.replace(words, " ").casefold()
    return set(re.findall(r"\w+", beside)) <= _BESIDE


def leave(found: Cells, name: str, piece: str) -> None:
    """It is asked about at its day, and in the remark no more."""
    cell = found.by_field.get(name)
    if cell is None or not isinstance(cell.value, Mixed):
        return
    said = _as_read(piece)
    left = tuple(other for other in cell.value.left if _as_read(other) != said)
    value = replace(cell.value, left=left)
    if not isinstance(cell.reading, Unsure) or cell.reading.fault.code != "mixed_left":
        found.keep(name, value)
    elif left:
        found.ask(name, "mixed_left", value=value, said=", ".join(left)[:120])
    else:
        found.settle(name, value)
