"""Columns that are not taken in, though something stands in them: told, so that nothing is lost by
a header that nobody knew.
"""

from dataclasses import dataclass

from matcher.sheets.staged import Staged


@dataclass(frozen=True, slots=True)
class Unread:
    """A column that is not taken in, by its title, and how many rows say something there."""

    title: str
    rows: int


def columns(staged: Staged) -> tuple[Unread, ...]:
    """Those of the sheets that are read, in their order. One of identity numbers is none: it is
    known, and never read (R27).
    """
    found = []
    for sheet, mapping in zip(staged.sheets, staged.mappings, strict=True):
        for column in sheet.columns if mapping is not None else ():
            filled = sum(bool(texts.get(str(column.at))) for _number, texts in sheet.rows)
            if filled and str(column.at) not in (mapping or {}):
                found.append(Unread(column.title, filled))
    return tuple(found)
