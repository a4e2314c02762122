"""Days and weeks as they are counted in Sweden: ISO weeks, red days, clocks that change.

Everything a weekly habit can depend on is a property of the day, and there are few enough of
them to number. A day's *kind* is one of 48: odd or even ISO week, first or second week of a
fortnight, which of its weekday it is in the month (six cases), ordinary day or red day.
"Every second week" and "odd weeks" are different things: 2026 has a week 53, so that two odd
weeks follow each other at New Year, while a fortnight goes on undisturbed.
"""

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

STOCKHOLM = ZoneInfo("Europe/Stockholm")
QUARTERS_IN_DAY = 96
WHOLE_DAY = (1 << QUARTERS_IN_DAY) - 1
NTH_CASES = 6  # 1st, 2nd, 3rd, 4th of five, 4th of four, 5th
KINDS_OF_DAY = 2 * 2 * NTH_CASES * 2


def swedish_day(moment: datetime) -> date:
    """The day it is in Sweden at a moment: in the evening UTC it may be the next."""
    return moment.astimezone(STOCKHOLM).date()


def monday_of(iso_year: int, iso_week: int) -> date:
    """The Monday that begins an ISO week. Raises ValueError where the year has no week 53."""
    return date.fromisocalendar(iso_year, iso_week, 1)


def has_week(iso_year: int, iso_week: int) -> bool:
    """Whether the year has a week of that number: 28 December always lies in the last one."""
    return 1 <= iso_week <= date(iso_year, 12, 28).isocalendar().week


def fortnight(day: date) -> int:
    """0 or 1: which half of an endless row of fortnights the day lies in.

    0001-01-01 was a Monday and has ordinal 1, so whole weeks since then are counted.
    """
    return (day.toordinal() - 1) // 7 & 1


@lru_cache(maxsize=256)
def red_days(year: int) -> frozenset[date]:
    """Public holidays, with the eves that are free in practice though not by law.

    Midsummer's, Christmas and New Year's Eve are the library's category "de_facto".
    """
    return frozenset(
        holidays.country_holidays("SE", years=year, categories=("public", "de_facto")).keys()
    )


def is_red(day: date) -> bool:
    """Whether the day is a public holiday or one of the three eves."""
    return day in red_days(day.year)


@lru_cache(maxsize=256)
def easter(year: int) -> tuple[date, date]:
    """Good Friday and Easter Monday."""
    named = holidays.country_holidays("SE", years=year, language="en_US")
    [sunday] = named.get_named("Easter Sunday")
    return sunday - timedelta(days=2), sunday + timedelta(days=1)


def kind_of(day: date) -> int:
    """The number of the day's kind, 0–47. `when.patterns` reads the same four parts back."""
    parity = day.isocalendar().week & 1
    return ((parity * 2 + fortnight(day)) * NTH_CASES + _nth_case(day)) * 2 + is_red(day)


def _nth_case(day: date) -> int:
    nth = (day.day - 1) // 7
    is_last = (day + timedelta(days=7)).month != day.month
    if nth == 3:
        return 4 if is_last else 3
    return 5 if nth == 4 else nth


@lru_cache(maxsize=1024)
def missing_quarters(day: date) -> int:
    """Quarters (one bit each) that the wall clock skips that day: 02–03 on a night in March.

    The hour that comes twice in October is one hour on the wall, and counts once.
    """
    midnight = datetime(day.year, day.month, day.day, tzinfo=STOCKHOLM)
    if midnight.utcoffset() == (midnight + timedelta(days=1)).utcoffset():
        return 0
    return sum(1 << quarter for quarter in range(QUARTERS_IN_DAY) if _skipped(midnight, quarter))


def _skipped(midnight: datetime, quarter: int) -> bool:
    wall = midnight + timedelta(minutes=15 * quarter)  # wall-clock arithmetic: same tzinfo
    there_and_back = wall.astimezone(UTC).astimezone(STOCKHOLM)
    return there_and_back.replace(tzinfo=None) != wall.replace(tzinfo=None)


class Horizon:
    """A run of real days, ready to have weekly habits laid out over it.

    A mask has one bit for each quarter of an hour of wall-clock time, 96 a day, first day lowest.
    """

    def __init__(self, first_day: date, days: int) -> None:
        self.days, self._ordinal = days, first_day.toordinal()
        self.dates = [first_day + timedelta(days=offset) for offset in range(days)]
        self._kinds = [1 << KINDS_OF_DAY * day.weekday() + kind_of(day) for day in self.dates]
        whole = (1 << QUARTERS_IN_DAY * days) - 1
        self._since = [whole >> QUARTERS_IN_DAY * i << QUARTERS_IN_DAY * i for i in range(days + 1)]
        gone = (missing_quarters(day) << QUARTERS_IN_DAY * i for i, day in enumerate(self.dates))
        self.real = whole & ~sum(gone)
        self.laid = lru_cache(maxsize=4096)(self._laid)
        self._begins = lru_cache(maxsize=4096)(self._begins_of)

    def _laid(self, quarters: int, kinds: int) -> int:
        """Some quarters of every day whose kind is among `kinds`, 48 bits a weekday.

        Kept, since Tuesday forenoons are many people's. One multiplication lays them out over the
        whole run: copies of a day cannot collide.
        """
        return self._begins(kinds) * quarters

    def _begins_of(self, kinds: int) -> int:
        """The first bit of each of these days."""
        return sum(1 << QUARTERS_IN_DAY * i for i, kind in enumerate(self._kinds) if kind & kinds)

    def between(self, first: int, last: int) -> int:
        """All quarters from the first day to the last, both included, as far as they lie here.

        The days are given as ordinals.
        """
        low, high = first - self._ordinal, last - self._ordinal + 1
        if high <= 0 or low >= self.days:
            return 0
        found = self._since[low] if low > 0 else self._since[0]
        return found ^ self._since[high] if high < self.days else found


@lru_cache(maxsize=64)
def horizon(first_day: date, days: int) -> Horizon:
    """The run of `days` days from `first_day`; the same one for everybody in a week's run."""
    return Horizon(first_day, days)


def iso_week(day: date) -> str:
    """The ISO week a day lies in, as "2026-W48"."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"
