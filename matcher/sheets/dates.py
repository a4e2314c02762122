"""Days in any Swedish writing: 2026-07-03, 26-07-03, 3/7, 11/8-26, 15 sept 2026, v. 35.

A day without a year is the last one that was, or the next to come, as its column means. What
may be read in two ways is asked about: 03/07/2026 is July here and March in America, but where
the list itself shows which way it writes.
"""

import re
from datetime import date, timedelta

from matcher.domain.spelling import exact
from matcher.sheets.readings import Reading, Understood, refused, unsure
from matcher.sheets.xlsx import from_serial

_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_ENGLISH = {"may": 5, "oct": 10}
_ISO = re.compile(
    r"(?P<y>\d{4})\s?[-./]\s?(?P<m>\d{1,2})\s?[-./]\s?(?P<d>\d{1,2})(?:[ t]+(?:kl )?\d.*)?"
)
_RUN = re.compile(r"(?P<y>(?:19|20)?\d\d)(?P<s>-?)(?P<m>\d\d)(?P=s)(?P<d>\d\d)")
_DAY_FIRST = re.compile(
    r"(?:den )?(?P<d>\d{1,2})\s?(?P<s>[/.])\s?(?P<m>\d{1,2})(?:\s?[-/. ]\s?(?P<y>\d{4}|\d\d))?\.?"
)
_NAMED = re.compile(
    r"(?:den |\w+dag(?:en)? (?:den )?)?(?P<d>\d{1,2})(?::?[ea]|\.)?[\s-]*(?P<n>[a-z]{3,9})\.?"
    r"(?:\s*,?\s*[-']?(?P<y>\d{4}|\d\d))?"
)
_MONTH_ONLY = re.compile(
    r"(?:i )?(?P<n>[a-z]{3,9})\.?(?:\s*[-']?(?P<y>\d{4}|\d\d))?\??|(?P<y2>\d{4})-(?P<m>\d{1,2})"
)
_WEEK = re.compile(
    r"(?:(?P<y>\d{4})\s?-?\s?)?(?:v|vecka|w)\.?\s?(?P<w>\d{1,2})(?:\s?[-']?(?P<y2>\d{4}|\b\d\d))?"
)
_HOUR = re.compile(r"\s+kl\.?\s?\d{1,2}(?:[.:]\d\d)?$")
_RECENT = 5  # years: a day as far off as this was hardly written with its year first
BOOKED_AHEAD = timedelta(days=45)  # a day so near without a year may be one that is booked
_SERIALS = range(25_000, 60_000)  # 1968 to 2064: a day that lost its format


def day(
    text: str, *, on: date, is_past: bool, is_last: bool = False, is_day_first: bool = False
) -> Reading:
    """The one day a cell names. `is_past`: a day to come is not possible, and is refused.
    `is_last`: of a week or a month its last day is proposed, and not its first. `is_day_first`:
    3/12/2026 is not asked about, for the list writes its days so.
    """
    told = _HOUR.sub("", exact(text))
    if not told:  # a question mark alone
        return unsure("day_not_read", said=text[:40])
    found = _read(told, on, is_past=is_past, is_day_first=is_day_first) or _coarse(
        told, on, is_past, is_last
    )
    if not isinstance(found, Understood):
        return found
    value = found.value
    assert isinstance(value, date)
    if is_past and value > on:
        return refused("day_to_come")
    return found if 1900 <= value.year <= on.year + 20 else refused("no_such_day", said=text[:40])


def days(text: str, *, on: date) -> list[date]:
    """Every full day a text names, with its year, for "2 st: 2026-03-01, 2026-03-04"."""
    found = (_made(match) for match in re.finditer(r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)", text))
    return [one for one in found if one is not None and one <= on]


def _read(told: str, on: date, *, is_past: bool, is_day_first: bool) -> Reading | None:
    """The day that is written; None where no day is."""
    if match := _ISO.fullmatch(told):
        return _understood(_made(match), told)
    if told.isdigit() and len(told) == 5 and int(told) in _SERIALS:
        meant = from_serial(int(told))
        return unsure("day_is_number", str(meant), said=told)
    if match := _RUN.fullmatch(told):
        return _run(match, told, on)
    if match := _DAY_FIRST.fullmatch(told):
        return _day_first(match, told, on, is_past=is_past, is_sure=is_day_first)
    if match := _NAMED.fullmatch(told):
        month = _month(match["n"])
        if month:
            return _understood(_dated(match["d"], month, match["y"], on, is_past=is_past), told)
    return None


def _run(match: re.Match[str], told: str, on: date) -> Reading:
    """170326 is a day in March 2017, or one of 2026 written with its year last: asked about where
    the first is long ago and the other is not.
    """
    first = _made(match)
    last = None
    if len(match["y"]) == 2:
        last = _safe(full_year(match["d"], on), int(match["m"]), int(match["y"]))
    if first and last and abs(first.year - on.year) > _RECENT >= abs(last.year - on.year):
        return unsure("day_two_ways", first.isoformat(), last.isoformat(), said=told)
    return _understood(first, told)


def _coarse(told: str, on: date, is_past: bool, is_last: bool) -> Reading:
    """A month or a week names no day: its first or last is proposed, never taken."""
    if match := _WEEK.fullmatch(told):
        named = match["y"] or match["y2"]
        year = full_year(named, on) if named else None
        first = _monday(year, int(match["w"]), on, is_past=is_past)
        if first is None:
            return refused("no_such_day", said=told[:40])
        meant = first + timedelta(days=6) if is_last else first
        return unsure("day_is_week", meant.isoformat(), said=told)
    if match := _MONTH_ONLY.fullmatch(told):
        month = int(match["m"]) if match["m"] else _month(match["n"])
        named = match["y"] or match["y2"]
        if found := _day_last(match, month, on, told, is_past=is_past):
            return found
        first_day = _dated("1", month, named, on, is_past=is_past) if month else None
        if first_day:
            meant = _last_of_month(first_day) if is_last else first_day
            return unsure("day_is_month", meant.isoformat(), said=told)
    return unsure("day_not_read", said=told[:40])


def _day_last(
    match: re.Match[str], month: int | None, on: date, told: str, *, is_past: bool
) -> Reading | None:
    """Sept 15 is a day, or that month of 2015: the day is proposed first. None where it is none."""
    number = match["y"]
    if month is None or not number or len(number) == 4 or not re.search(r"[a-z.]\s*\d", told):
        return None
    near = _dated(number, month, None, on, is_past=is_past)
    whole = _dated("1", month, number, on, is_past=is_past)
    if near is None or whole is None:
        return None
    likely = [near] if is_past and whole > on else [near, whole]
    return unsure("day_two_ways", *(day.isoformat() for day in likely), said=told)


def _last_of_month(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _monday(named: int | None, week: int, on: date, *, is_past: bool) -> date | None:
    """Of a week; without a year the last one that has begun, or the next that is not over."""
    years = [named] if named else [on.year, on.year - 1 if is_past else on.year + 1]
    for year in years:
        try:
            first = date.fromisocalendar(year, week, 1)
        except ValueError:
            continue
        is_meant = first <= on if is_past else first + timedelta(days=6) >= on
        if named or is_meant:
            return first if 1900 <= year <= on.year + 20 else None
    return None


def _day_first(
    match: re.Match[str], told: str, on: date, *, is_past: bool, is_sure: bool
) -> Reading:
    first, second = int(match["d"]), int(match["m"])
    here = _dated(match["d"], second, match["y"], on, is_past=is_past)
    there = _dated(match["m"], first, match["y"], on, is_past=is_past)
    if here is None and there is not None:
        return unsure("day_is_american", there.isoformat(), said=told)
    is_american_shape = match["s"] == "/" and match["y"] and re.search(r"/\s?\d+$", told[4:])
    if here and there and here != there and is_american_shape and not is_sure:
        return unsure("day_two_ways", here.isoformat(), there.isoformat(), said=told)
    return _understood(here, told)


def done(text: str, *, on: date, is_day_first: bool = False) -> Reading:
    """The day on which something was done; "12/12" without a year, a few weeks before that day,
    may be one that is booked, and is asked about.
    """
    found = day(text, on=on, is_past=True, is_day_first=is_day_first)
    last = found.value if isinstance(found, Understood) else None
    match = _DAY_FIRST.fullmatch(exact(text)) or _NAMED.fullmatch(exact(text))
    if not isinstance(last, date) or match is None or match["y"]:
        return found
    coming = _safe(last.year + 1, last.month, last.day)
    if coming is None or coming > on + BOOKED_AHEAD:
        return found
    return unsure("day_maybe_booked", last.isoformat(), said=text[:40])


def _dated(
    day_text: str, month: int | None, year: str | None, on: date, *, is_past: bool
) -> date | None:
    if month is None or not 1 <= month <= 12:
        return None
    if year:
        return _safe(full_year(year, on), month, int(day_text))
    nearest = [_safe(on.year + step, month, int(day_text)) for step in (-1, 0, 1)]
    fitting = [
        d for d in nearest if d and ((d <= on) if is_past else (d >= on - timedelta(days=60)))
    ]
    return (max(fitting) if is_past else min(fitting)) if fitting else None


def _made(match: re.Match[str]) -> date | None:
    year = match["y"]
    full = int(year) if len(year) == 4 else 2000 + int(year)
    return _safe(full, int(match["m"]), int(match["d"]))


def full_year(year: str, on: date) -> int:
    """Two digits are this century's, up to ten years ahead; else the last one's."""
    if len(year) == 4:
        return int(year)
    return 2000 + int(year) if 2000 + int(year) <= on.year + 10 else 1900 + int(year)


def _safe(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _understood(value: date | None, told: str) -> Reading:
    return Understood(value) if value else refused("no_such_day", said=told[:40])


def _month(name: str) -> int | None:
    if name[:3] in _MONTHS:
        return _MONTHS.index(name[:3]) + 1
    return _ENGLISH.get(name[:3])
