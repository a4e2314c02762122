"""Hours by the clock in columns of their own, beside the day or the days they are of.

    Datum        Kl.              Dag        Start   Slut
    2026-12-12   10.00–15.00      tisdagar   13:00   15:00

The header alone does not tell: below Start stands a day in one list, and an hour in another.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import islice

from matcher.sheets import dates
from matcher.sheets.fields import AVAILABILITY, ListKind
from matcher.sheets.readings import Understood
from matcher.sheets.tables import Column

LOOKED_AT = 20  # filled cells of a column
SHARE = 0.75  # of them that must be hours, or days that have been
_ONE = r"(?:kl(?:ockan|\.)?\s*)?(?:[01]?\d|2[0-4])(?:[.:][0-5]\d)?"
_CLOCK = re.compile(_ONE, re.IGNORECASE)
_HOURS = re.compile(rf"{_ONE}(?:\s*(?:[-–—]|till|to)\s*(?:{_ONE})?)?", re.IGNORECASE)
_SURE = re.compile(r"[.:]\d\d|kl", re.IGNORECASE)  # what a number, and how many, lack
_SPAN = re.compile(  # hours among days; no day of a month, and no week
    r"(?<![\d/-])\d{1,2}(?:[.:]\d\d)?\s*[-–]\s*\d{1,2}(?:[.:]\d\d)?(?![\d/-])|\bkl\b", re.IGNORECASE
)
_YEAR = re.compile(r"\d{4}")
_DAYS = frozenset({"from_on", "until_on"})
_RECEIVED = "waiting_since"


def told_apart(
    columns: Sequence[Column],
    texts: Callable[[int], Iterable[str]],
    kind: ListKind,
    mapping: Mapping[int, str],
    *,
    on: date,
) -> dict[int, str]:
    """The mapping with every column of hours as one of times; `texts` gives a column's cells. The
    days of a list of needs that have been, with no hours beside them, are when it was written.
    """
    shown = [column for column in columns if not column.is_hidden]
    told = {c.at: list(islice(filter(None, texts(c.at)), LOOKED_AT)) for c in shown}
    hours = [c for c in shown if _is_hours(c, told[c.at], mapping)]
    found = {**mapping, **dict.fromkeys((c.at for c in hours), AVAILABILITY)}
    if kind is ListKind.NEEDS and not hours and _RECEIVED not in found.values():
        times = [at for at, name in found.items() if name == AVAILABILITY]
        past = [at for at in times if _most(told.get(at, ()), lambda text: _has_been(text, on))]
        found |= dict.fromkeys(past[:1], _RECEIVED)
    return found


def in_order(texts: Sequence[str]) -> list[str]:
    """What several columns say of times: the days first, and then their hours, of which a column
    for the first and one for the last are one: "tisdagar 13:00–15:00". Said of days that have hours
    already they are more of them.
    """
    hours = [text for text in texts if _HOURS.fullmatch(text)]
    days = [text for text in texts if text not in hours]
    if len(hours) == 2 and all(map(_CLOCK.fullmatch, hours)):
        hours = ["–".join(hours)]
    if len(hours) != 1 or not days or any(map(_SPAN.search, days)):
        return [*days, *hours]
    return [*days[:-1], f"{days[-1]} {hours[0]}"]


def _is_hours(column: Column, told: Sequence[str], mapping: Mapping[int, str]) -> bool:
    """Whether a column is of hours: one of days may be, and one that nobody knows where its cells
    can be nothing else.
    """
    if mapping.get(column.at) in _DAYS:
        return _most(told, lambda text: bool(_HOURS.fullmatch(text)))
    sure = [text for text in told if _SURE.search(text)]
    is_likely = column.at not in mapping and 2 * len(sure) >= len(told)
    return is_likely and _most(told, lambda text: bool(_HOURS.fullmatch(text)))


def _most(told: Sequence[str], reads: Callable[[str], bool]) -> bool:
    return bool(told) and sum(map(reads, told)) >= SHARE * len(told)


def _has_been(text: str, on: date) -> bool:
    """Whether a cell is a day, with its year, that has been."""
    found = dates.day(text, on=on, is_past=True) if _YEAR.search(text) else None
    return isinstance(found, Understood)
