"""Cells that say "the same as above": d:o, samma som ovan, a ditto mark.

What stands above may have been another row before the list was sorted: it is proposed, and asked.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from matcher.sheets.identities import MASK
from matcher.sheets.readings import unsure
from matcher.sheets.rows import Cell, Cells
from matcher.sheets.staged import StagedSheet

_DITTO = re.compile(
    r"d[.:]\s?o\.?|ditto|dito|d\.?s\.?|s\.\s?o\.?|se ovan|(?:det )?samma"
    r"|(?:det )?(?:samma|lika) som ovan"
    r"|samma som (?:raden )?(?:ovanför|föregående)|same(?: as above)?"
    r"|[\"”“″〃']{1,2}|[-–]\s?[\"”“″]\s?[-–]"  # the mark of a typewriter
)


class Row(NamedTuple):
    """A row of a sheet; `above` has, by column, what stands over each of its dittos: empty where
    nothing does, or where the row above is not taken in.
    """

    number: int
    texts: Mapping[str, str]
    above: Mapping[str, str]


def rows(sheet: StagedSheet) -> Iterator[Row]:
    """The rows of a sheet from the top, each with what its dittos mean."""
    last = 0
    stands: Mapping[str, str] = {}
    for number, texts in sheet.rows:
        before = stands if number == last + 1 else {}
        above = {at: before.get(at, "") for at, text in texts.items() if is_ditto(text)}
        yield Row(number, texts, above)
        last, stands = number, {**texts, **above}


def is_ditto(text: str) -> bool:
    """Whether a cell says that what stands above it goes for this row too."""
    return bool(_DITTO.fullmatch(" ".join(text.casefold().split())))


def by_field(row: Row, mapping: Mapping[str, str], texts: Mapping[str, str]) -> dict[str, str]:
    """Field → what stands above, of the fields of the row that say ditto."""
    return {mapping[at]: text for at, text in row.above.items() if mapping.get(at) in texts}


def written(text: str, above: str | None) -> str:
    """A ditto with what it stands below, which is what is answered about; else the text."""
    return f"{text} ({above})" if above and MASK not in above else text


def ask(found: Cells, name: str, above: str, text: str) -> None:
    """Whether what stands above is meant; nothing of the field is kept until then."""
    is_known = bool(above) and MASK not in above
    asked = unsure("same_as_above", above, said=above[:60]) if is_known else unsure("nothing_above")
    found.by_field[name] = Cell(name, written(text, above), asked)
