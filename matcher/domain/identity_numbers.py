"""Finds Swedish identity numbers in any text, so that they are refused where they stand (R27).

A personnummer is YYMMDD-NNNN, or YYYYMMDD-NNNN; "+" instead of "-" means a hundred years or
more. A samordningsnummer has 60 added to the day. The last digit is a Luhn check over the ten
(Luhn 1960, US patent 2,950,048). Both the day and the check must hold; that parts them from
phone, OCR and organisation numbers (whose third digit is at least 2, which no month's is).

Sure, or to be asked about. Ten digits in a row that a telephone number could also be, or that
are grouped as nobody writes an identity number, are `sure=False`: a person is asked, nothing is
refused. A field for phones reads a phone first (`find_in_phone_field`): ten of the numbers that
are reserved for fiction would pass as coordination numbers.

A date of birth, a joint and four digits that a person types (`refused`, `without`) point somebody
out with one digit wrong too. A list holds other numbers of that shape: there the check must hold,
or the list itself says what they are (`sheets/identities.py`).
"""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from matcher.domain import phones


class Kind(StrEnum):
    """Which number it is."""

    PERSONNUMMER = "personnummer"
    SAMORDNINGSNUMMER = "samordningsnummer"


@dataclass(frozen=True, slots=True)
class Span:
    """Where in the text a number stands (`text[start:end]`) and whether it is one for sure."""

    start: int
    end: int
    kind: Kind
    sure: bool


_JOINT = r"[-–—−‐‑+]"
# As people write it: the date in one run or as year-month-day, then a joint, space or nothing.
_WRITTEN = re.compile(
    rf"(?<![\d])(?P<c>18|19|20)?(?P<y>\d\d)(?P<s1>[-./]?)(?P<m>\d\d)(?P<s2>(?P=s1))(?P<d>\d\d)"
    rf"(?P<j>\s?{_JOINT}\s?|[ \t\u00a0]|)(?P<n>\d{{4}})(?![\d])"
)
# Any run of digits with spaces and joints between: caught only to be asked about.
_RUN = re.compile(rf"(?<![\d+])\d(?:[ \t\u00a0.]?{_JOINT}?[ \t\u00a0.]?\d){{9,11}}(?![\d])")
_COORDINATION = 60  # added to the day
_ALL_DIGITS = re.compile(r"\D")


def find(text: str, *, on: date | None = None) -> list[Span]:
    """Every identity number of a text, in order, none overlapping.

    `on` is today: with it, a date of birth still to come is no identity number.
    """
    found = list(_written(text, on))
    for run in _RUN.finditer(text):
        apart = all(run.end() <= span.start or span.end <= run.start() for span in found)
        digits = _ALL_DIGITS.sub("", run.group())
        kind = _kind(digits, on) if _luhn(digits[-10:]) else None
        if apart and kind and not _other_writing(run.group()):
            found.append(Span(run.start(), run.end(), kind, sure=False))
    return sorted(found, key=lambda span: span.start)


def find_in_phone_field(text: str, *, on: date | None = None) -> list[Span]:
    """As `find`, but what reads as a telephone number is one."""
    found = find(text, on=on)  # quick, and mostly empty; a telephone number takes ten times as long
    return [] if found and phones.is_phone(text) else found


def refused(text: str, *, on: date | None = None) -> bool:
    """Whether a typed text holds an identity number for sure, right or with a digit wrong, and
    must not be kept.
    """
    return any(span.sure for span in find(text, on=on)) or any(_mistyped(text, on))


def without(text: str, *, on: date | None = None) -> str:
    """A typed text without what `refused` finds in it; nothing of it where that cannot be done."""
    spans = [span for span in find(text, on=on) if span.sure] + list(_mistyped(text, on))
    for span in sorted(spans, key=lambda span: span.start, reverse=True):
        text = f"{text[: span.start]}{text[span.end :]}"
    return "" if refused(text, on=on) else text


def _written(text: str, on: date | None) -> Iterator[Span]:
    for match in _WRITTEN.finditer(text):
        digits = _ALL_DIGITS.sub("", match.group())
        kind = _kind(digits, on)
        if kind and _luhn(digits[-10:]):
            yield Span(match.start(), match.end(), kind, _sure(match))


def _mistyped(text: str, on: date | None) -> Iterator[Span]:
    """A day of birth, a joint without spaces and four digits whose check does not hold. What a
    telephone number could be is one.
    """
    for match in _WRITTEN.finditer(text):
        digits = _ALL_DIGITS.sub("", match.group())
        is_joined = re.fullmatch(_JOINT, match["j"]) and not match["s1"]
        may_be_a_phone = not match["c"] and phones.is_phone(match.group())
        kind = _kind(digits, on) if is_joined and not may_be_a_phone else None
        if kind and not _luhn(digits[-10:]):
            yield Span(match.start(), match.end(), kind, sure=True)


def _sure(match: re.Match[str]) -> bool:
    """No for ten bare digits a phone could be, and for a dotted date with a number after it."""
    joint = match["j"].strip()
    if match["s1"]:
        return bool(joint)  # "2026-07-03 1430" is a day and an hour
    return bool(match["c"] or joint) or not phones.is_phone(match.group())


def _other_writing(run: str) -> bool:
    """Phones are grouped otherwise than identity numbers; a phone with groups is a phone."""
    return not run.isdigit() and phones.is_phone(run)


def _kind(digits: str, on: date | None) -> Kind | None:
    """Of ten or twelve digits that begin with a day of birth; None where no such day is."""
    if len(digits) not in (10, 12):
        return None
    centuries = (digits[:2],) if len(digits) == 12 else ("19", "20", "18")
    month, day = int(digits[-8:-6]), int(digits[-6:-4])
    kind = Kind.SAMORDNINGSNUMMER if day > _COORDINATION else Kind.PERSONNUMMER
    day -= _COORDINATION if day > _COORDINATION else 0
    years = [int(century + digits[-10:-8]) for century in centuries if century in _CENTURIES]
    return kind if any(_born(year, month, day, on) for year in years) else None


_CENTURIES = frozenset({"18", "19", "20"})


def _born(year: int, month: int, day: int, on: date | None) -> bool:
    if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return False
    return on is None or date(year, month, day) <= on


def _luhn(ten: str) -> bool:
    """Every other digit doubled from the first, the digits of it all summed: a multiple of ten."""
    doubled = (int(digit) * (2 - at % 2) for at, digit in enumerate(ten))
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0
