"""Dates as they are said in Swedish, with the year that is meant (R98).

A date without a year is the next one that is not over; of two ends the last is found first, so
that "v. 46–48" said in week 47 is now and not next year, and "v. 52–1" goes over New Year.
"""

import calendar
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from matcher.domain.calendar_weeks import has_week, monday_of
from matcher.domain.spoken.limits import TO, TO_PHRASES
from matcher.domain.spoken.raw import NUMBER, Raw, number_at, one_of, text_at
from matcher.domain.spoken.words import MONTHS

Stretch = tuple[date, date]
_WEEK = {"v", "vecka", "veckorna", "veckor", "veka", "vecak"}
_JUST_PASSED = timedelta(days=60)  # "från 1 november" said on the 22nd means this one
_NAMED = {
    "julafton": (12, 24), "julaftonen": (12, 24), "juldagen": (12, 25), "annandagen": (12, 26),
    "nyårsafton": (12, 31), "nyårsdagen": (1, 1), "trettondagen": (1, 6),
    "nationaldagen": (6, 6), "lucia": (12, 13), "valborg": (4, 30),
    "trettondagsafton": (1, 5), "valborgsmässoafton": (4, 30),
}  # fmt: skip
_MIDSUMMER = {"midsommarafton", "midsommardagen"}
_FARTHEST = 9  # years ahead: 29 February comes again after at most eight
OPENINGS = frozenset({NUMBER, "den", *_WEEK, *MONTHS, *_NAMED, *_MIDSUMMER})


@dataclass(frozen=True, slots=True)
class Unit:
    """A day, a week or a month whose year may be open: `of` gives its days in a year."""

    of: Callable[[int], Stretch | None]
    year: int | None

    def _choices(self, around: date) -> Iterator[Stretch]:
        years = [self.year] if self.year else range(around.year - 1, around.year + _FARTHEST)
        return (found for year in years if (found := self.of(year)))

    def coming(self, on: date) -> Stretch | None:
        """The next one that is not over on that day; one with a year is what it is."""
        choices = self._choices(on)
        return next((s for s in choices if self.year or s[1] >= on), None)

    def before(self, day: date) -> Stretch | None:
        """The last one that begins by that day."""
        return next((s for s in reversed(list(self._choices(day))) if s[0] <= day), None)

    def starting(self, on: date) -> Stretch | None:
        """The next one to start from, or the one that has only just passed."""
        return self.coming(on - _JUST_PASSED)


def stretch_at(row: Sequence[Raw], i: int, on: date) -> tuple[Stretch, int] | None:
    """A date, week or month at i, or a stretch from one to another; and where it ends."""
    found = unit_at(row, i)
    if found is None:
        return None
    first, j = found
    step = one_of(row, j, TO_PHRASES) or int(text_at(row, j) in TO or text_at(row, j) == "-")
    last = (unit_at(row, j + step) or _bare_week(row, i, j + step)) if step else None
    if last is None:
        alone = first.coming(on)
        return (alone, j) if alone else None
    ends = last[0].coming(on)
    begins = first.before(ends[1]) if ends else None
    return ((begins[0], ends[1]), last[1]) if begins and ends else None


def unit_at(row: Sequence[Raw], i: int) -> tuple[Unit, int] | None:
    """A single date, week or month at i."""
    if text_at(row, i) == "den":
        i += 1
    if number_at(row, i) is not None:
        return _iso(row, i) or _slashed(row, i) or _days_of_month(row, i)
    return _week(row, i) or _month(row, i) or _named(row, i)


def more_weeks_at(row: Sequence[Raw], i: int, on: date) -> tuple[Stretch, int] | None:
    """After a week: ", 29" and "och 30" go on with weeks."""
    found = _bare_week(row, -1, i + 1) if text_at(row, i) in (",", "och", "o", "&", "+") else None
    stretch = found[0].coming(on) if found else None
    return (stretch, found[1]) if found and stretch else None


def _week(row: Sequence[Raw], i: int) -> tuple[Unit, int] | None:
    if text_at(row, i) not in _WEEK:
        return None
    return _week_number(row, i + (2 if text_at(row, i + 1) == "." else 1))


def _bare_week(row: Sequence[Raw], i: int, j: int) -> tuple[Unit, int] | None:
    """The second number of "v. 28–31"; not a clock time, a date or a sum of hours."""
    if i >= 0 and text_at(row, i) not in _WEEK:
        return None
    after = text_at(row, j + 1)
    if after in (":", "/", "-", "h", "tim", "timmar") or after in MONTHS:
        return None
    if after == "." and number_at(row, j + 2) is not None:
        return None
    return _week_number(row, j)


def _week_number(row: Sequence[Raw], i: int) -> tuple[Unit, int] | None:
    week = number_at(row, i)
    if week is None or not 1 <= week <= 53:
        return None
    year, j = _year(row, i + 1)

    def days(of_year: int) -> Stretch | None:
        if not has_week(of_year, week):
            return None
        monday = monday_of(of_year, week)
        return monday, monday + timedelta(days=6)

    return Unit(days, year), j


def _iso(row: Sequence[Raw], i: int) -> tuple[Unit, int] | None:
    year, j = _year(row, i)
    month, day = number_at(row, j + 1), number_at(row, j + 3)
    if year is None or not month or not day or text_at(row, j) + text_at(row, j + 2) != "--":
        return None
    return _unit(month, day, year, j + 4)


def _slashed(row: Sequence[Raw], i: int) -> tuple[Unit, int] | None:
    day, month = number_at(row, i), number_at(row, i + 2)
    if not day or not month or text_at(row, i + 1) != "/":
        return None
    year, j = _year(row, i + 3)
    if year is None and text_at(row, i + 3) in ("-", "/") and text_at(row, i + 5) != "/":
        year, j = _year(row, i + 4, short=True)
        j = j if year else i + 3
    return _unit(month, day, year, j)


def _days_of_month(row: Sequence[Raw], i: int) -> tuple[Unit, int] | None:
    """3 juli, 3:e juli, 3 juli 2027, and 12–28 juli as one unit."""
    day, j = number_at(row, i), i + 1
    if text_at(row, j) == ":" and text_at(row, j + 1) in ("e", "a"):
        j += 2
    last = number_at(row, j + 1) if text_at(row, j) == "-" else None
    j += 2 if last else 0
    month = MONTHS.get(text_at(row, j))
    if not day or not month or (last and till_a_month(row, j + 1)):
        return None
    year, after = _year(row, j + (2 if text_at(row, j + 1) == "." else 1))
    after = after if year else j + 1
    return _unit(month, day, year, after, last)


def till_a_month(row: Sequence[Raw], i: int) -> bool:
    """Whether a month goes on till another: "tis 14–16 jan–maj" has hours before its months."""
    return (text_at(row, i) == "-" or text_at(row, i) in TO) and text_at(row, i + 1) in MONTHS


def _month(row: Sequence[Raw], i: int) -> tuple[Unit, int] | None:
    month = MONTHS.get(text_at(row, i))
    if not month or text_at(row, i) == "jul":
        return None  # "jul" alone is Christmas
    year, j = _year(row, i + 1)

    def days(of_year: int) -> Stretch | None:
        return date(of_year, month, 1), date(of_year, month, calendar.monthrange(of_year, month)[1])

    return Unit(days, year), j


def _named(row: Sequence[Raw], i: int) -> tuple[Unit, int] | None:
    """Julafton and its like."""
    named = _NAMED.get(text_at(row, i))
    if text_at(row, i) in _MIDSUMMER:
        saturday = text_at(row, i) == "midsommardagen"
        return Unit(lambda year: _midsummer(year, saturday), None), i + 1
    return _unit(*named, None, i + 1) if named else None


def _midsummer(year: int, saturday: bool) -> Stretch:
    """The Friday between 19 and 25 June, and the Saturday after it."""
    day = date(year, 6, 19)
    day += timedelta(days=(4 - day.weekday()) % 7 + saturday)
    return day, day


def _unit(
    month: int, day: int, year: int | None, j: int, last: int | None = None
) -> tuple[Unit, int] | None:
    def days(of_year: int) -> Stretch | None:
        try:
            found = date(of_year, month, day), date(of_year, month, last or day)
        except ValueError:
            return None
        return found if found[0] <= found[1] else None

    unit = Unit(days, year)
    return (unit, j) if unit.coming(date(2024, 1, 1)) else None  # a leap year has all days


def _year(row: Sequence[Raw], i: int, *, short: bool = False) -> tuple[int | None, int]:
    year, text = number_at(row, i), text_at(row, i)
    if year and 2000 <= year <= 2199:
        return year, i + 1
    return (2000 + year, i + 1) if short and year and len(text) == 2 else (None, i)
