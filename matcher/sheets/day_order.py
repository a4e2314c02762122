"""Whether the days of a list are written day first, as Swedes do: 3/12 is in December."""

import re
from dataclasses import replace

from matcher.sheets.readings import World
from matcher.sheets.staged import Staged

_SLASHED = re.compile(r"(?<![\d/])(\d{1,2})\s?/\s?(\d{1,2})(?!\d)")
MONTHS = 12


def of_list(staged: Staged, world: World) -> World:
    """The world with `is_day_first`, where a day of the list can be read in no other way, 23/9, and
    none only as Americans write it, 9/23: of what may be either it is then not asked.
    """
    told = [
        (int(first), int(second))
        for sheet, mapping in zip(staged.sheets, staged.mappings, strict=True)
        for _, texts in sheet.rows
        for column in mapping or {}
        for first, second in _SLASHED.findall(texts.get(column, ""))
    ]
    here = any(first > MONTHS >= second for first, second in told)
    there = any(second > MONTHS >= first for first, second in told)
    return replace(world, is_day_first=True) if here and not there else world
