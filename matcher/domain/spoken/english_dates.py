"""Dates that an English text writes with a slash: which number is the month is asked about.

12/1      12 January, or 1 December
24/12     one way only; then every date of the text is meant that way round
12/24     the other way round, which the reader does not read: the date is proposed in words
"""

import re
from datetime import date

from matcher.domain.spoken.questions import Question, Unsure
from matcher.domain.spoken.words import MONTHS_EN

_DATE = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})(?:/(\d{4}))?(?![\d/])")
_STRETCH = re.compile(rf"{_DATE.pattern}(?:\s*-\s*{_DATE.pattern})?")
_LEAP_YEAR = 2024  # has all days


def unclear(text: str) -> Question | None:
    """Which way round the first date of a text with slashes is meant, where it may be both ways;
    None where one is plain.
    """
    pairs = [(int(found[1]), int(found[2])) for found in _DATE.finditer(text)]
    is_day_first = all(_is_day(day, month) for day, month in pairs)
    is_month_first = all(_is_day(day, month) for month, day in pairs)
    if not is_month_first or (is_day_first and all(a == b for a, b in pairs)):
        return None
    found = _STRETCH.search(text)
    if found is None:
        return None
    ways = (_day_first, _month_first) if is_day_first else (_month_first,)
    answers = tuple(_DATE.sub(said, found.group()) for said in ways)
    return Question(Unsure.DATES, found.group(), found.start(), found.end(), answers)


def _day_first(found: re.Match[str]) -> str:
    return _said(found[1], found[2], found[3])


def _month_first(found: re.Match[str]) -> str:
    return _said(found[2], found[1], found[3])


def _said(day: str, month: str, year: str | None) -> str:
    return f"{int(day)} {MONTHS_EN[int(month) - 1]}{' ' + year if year else ''}"


def _is_day(day: int, month: int) -> bool:
    try:
        return bool(date(_LEAP_YEAR, month, day))
    except ValueError:
        return False
