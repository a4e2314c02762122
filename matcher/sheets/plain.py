"""A file as plain values: sheets of rows of cells, whatever the file was."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from matcher.domain.spelling import tidied

Plain = str | int | float | bool | date | datetime | None

LONGEST_CELL = 2_000  # characters; what is longer is told to be, and not kept
_CALLS = r"[\w.]+\s*[(|!]"  # a function, a program or a sheet
_COUNTS = r"\$?[A-Z]{1,3}\$?\d+\s*[-+*/:]|\d+\s*[+*]"
_FORMULA = re.compile(rf"'?(?:=\s*[\w$(+\-\"]|[+@]\s*(?:{_CALLS}|{_COUNTS}))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """One row that holds something. `number` is what Excel shows beside it; A is cell 0."""

    number: int
    cells: Mapping[int, Plain]


@dataclass(frozen=True, slots=True)
class Merge:
    """Cells merged into one; rows as Excel counts, columns from 0, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; a CSV file is a single sheet without a name."""

    name: str
    rows: tuple[Row, ...]
    merges: tuple[Merge, ...] = ()
    hidden_columns: frozenset[int] = field(default_factory=frozenset)
    is_hidden: bool = False
    comments: Mapping[int, str] = field(default_factory=dict)  # notes on cells, by row number


@dataclass(frozen=True, slots=True)
class Book:
    """A file."""

    sheets: tuple[Sheet, ...]


def said(value: Plain) -> str:
    """A cell as somebody would write it: `2026-07-03`, `ja`, `701740612`; empty for nothing. Its
    lines stay lines, and its letters are whole: an å is one sign, whichever machine wrote it.
    """
    match value:
        case None:
            return ""
        case bool():
            return "ja" if value else "nej"
        case datetime():
            return f"{value:%Y-%m-%d %H:%M}"
        case date():
            return value.isoformat()
        case float():
            return f"{value:g}".replace(".", ",") if abs(value) < 1e6 else str(value)
        case str() if value.isprintable():  # in one line, as nearly all are
            return tidied(value)
        case _:
            return "\n".join(filter(None, map(tidied, str(value).splitlines())))


def is_formula(text: str) -> bool:
    """What a sheet would count, as =SUMMA(H4:H17), +A1+A2 and @SUM(A1); "@home" is none."""
    return bool(_FORMULA.match(text))
