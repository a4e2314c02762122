"""When somebody can: a value, compared by meaning, and its algebra.

    Availability = habit    a week's pattern, and from which day it is so (`when.pieces`)
                 − away     stretches of days, both ends included
                 + what was said beside the times: how much, how often, at short notice …

Times are Stockholm wall-clock time in quarters of an hour. Red days (public holidays and the
three eves) are out unless they were said to be in: nobody is planned on Christmas Eve unasked.
Nothing said about times (`is_known` False) is neither yes nor no; a flexible person who named
no times is not free at all hours, but to be asked.

The three operations are exact on real quarters: `(a & b).mask(…) == a.mask(…) & b.mask(…)`,
likewise `|` and `-`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import lru_cache
from typing import Any

from matcher.domain.calendar_weeks import fortnight, horizon
from matcher.domain.when import as_json, patterns, pieces
from matcher.domain.when.day_parts import GRID_PARTS, SWEDISH_DAY, DayParts, bits
from matcher.domain.when.patterns import EMPTY, Kinds
from matcher.domain.when.pieces import ALWAYS, Habit, Stretch
from matcher.domain.when.slots import Regular, Slots, common_slots, regular

__all__ = [
    "EVEN_WEEKS", "EVERY_WEEK", "NOTHING_SAID", "ODD_WEEKS", "Amount", "Availability", "Often",
    "Regular", "Slots", "common_slots", "every_second_week", "from_grid",
    "nth_of_month", "regular", "weekly",
]  # fmt: skip

_WEEKS_OF = {(1, "fortnight"): 2, (2, "month"): 2, (1, "month"): 4}
LAST_DAY = date(2999, 12, 31)  # later dates are slips of the pen

EVERY_WEEK = Kinds()
EVEN_WEEKS = Kinds(parity=patterns.EVEN)
ODD_WEEKS = Kinds(parity=patterns.ODD)

Grid = frozenset[tuple[int, str]]


def every_second_week(anchor: date) -> Kinds:
    """Every second week, counted from the week of `anchor`, whatever the weeks' numbers."""
    return Kinds(fortnight=1 << fortnight(anchor))


def nth_of_month(*nth: int) -> Kinds:
    """The 1st to 5th of its weekday in the month; -1 for the last."""
    each = {1: 1, 2: 2, 3: 4, 4: patterns.FOURTH, 5: patterns.FIFTH, -1: patterns.LAST}
    found = 0
    for number in nth:
        found |= each[number]
    return Kinds(nth=found)


@dataclass(frozen=True, slots=True)
class Amount:
    """How much time, where no hours were named: "ett par timmar i veckan"."""

    minutes: int
    per: str  # "week" or "month"


@dataclass(frozen=True, slots=True)
class Often:
    """How often: "två gånger i veckan", "varannan vecka"."""

    times: int
    per: str  # "week", "fortnight" or "month"


@dataclass(frozen=True, slots=True)
class Availability:
    """When somebody can. Equal values mean the same times; `Availability()` is nothing said."""

    habit: Habit | None = None
    away: tuple[Stretch, ...] = ()
    amount: Amount | None = None
    often: Often | None = None
    on_call: bool = False
    flexible: bool = False
    occasional: bool = False
    not_red_days: bool = False  # said so; red days are out anyway where nothing was said

    def __post_init__(self) -> None:
        if any(not ALWAYS < first <= last <= LAST_DAY for first, last in self.away):
            raise ValueError("an absence ends before it begins, or lies beyond the calendar")
        object.__setattr__(self, "away", pieces.joined(self.away))
        if self.habit is not None:
            object.__setattr__(self, "habit", pieces.merged(self.habit))

    @property
    def is_known(self) -> bool:
        """Whether anything was said about which times. False is neither yes nor no."""
        return self.habit is not None

    @property
    def has_red_days(self) -> bool:
        """Whether some red day was said to be possible: the people to ask before Christmas."""
        reds = Kinds(red=patterns.RED).bits
        return any(kinds & reds for _, week in self._habit for _, kinds, _ in week)

    def __and__(self, other: "Availability") -> "Availability":
        known = self.is_known and other.is_known
        return replace(
            self._agreed(other),
            habit=pieces.zipped(self._habit, other._habit, patterns.both) if known else None,
            away=(*self.away, *other.away),
        )

    def __or__(self, other: "Availability") -> "Availability":
        if not (self.is_known and other.is_known):
            known = self if self.is_known else other
            away = known.away if known.is_known else pieces.common(self.away, other.away)
            return replace(self._together(other), habit=known.habit, away=away)
        return replace(
            self._together(other),
            habit=pieces.zipped(self._rest(other), other._rest(self), patterns.either),
            away=pieces.common(self.away, other.away),
        )

    def __sub__(self, other: "Availability") -> "Availability":
        if not (self.is_known and other.is_known):
            return self
        theirs = pieces.outside(other._habit, other.away)
        return replace(self, habit=pieces.zipped(self._habit, theirs, patterns.without))

    def mask(self, first_day: date, weeks: int = 8) -> int:
        """The coming weeks, one bit a quarter of an hour: bit 96 · day + quarter.

        Absences, red days not said to be in, and the hour that spring takes away are out.
        `when.slots` says how it becomes a numpy array.
        """
        return _mask(self, first_day, 7 * weeks)

    @property
    def one_length(self) -> int | None:
        """Minutes of one time, where every weekday that has any has one, all as long."""
        days = [list(patterns.spans(quarters)) for quarters in self._quarters_by_weekday()]
        lengths = {last - first for spans in days for first, last in spans}
        if len(lengths) != 1 or any(len(spans) > 1 for spans in days):
            return None
        return 15 * lengths.pop()

    @property
    def told_length(self) -> int | None:
        """Minutes that hours by the clock say it takes: "lördagar 10–12" is two hours. A part of
        the day does not: who is wished for of an afternoon is not wished for all of it.
        """
        return None if self.fits_grid() or self.is_without_hours else self.one_length

    @property
    def is_without_hours(self) -> bool:
        """Whether days are told and no hours: each has those that a day means when none is."""
        spans = [list(patterns.spans(quarters)) for quarters in self._quarters_by_weekday()]
        told = [of_day for of_day in spans if of_day]
        return bool(told) and all(of_day == [SWEDISH_DAY.day] for of_day in told)

    @property
    def weeks_between(self) -> int:
        """How often it can be: 1 for every week, 2 where the times or what was said of how often
        make it every second, 4 where they make it once a month.
        """
        said = _WEEKS_OF.get((self.often.times, self.often.per), 1) if self.often else 1
        return max(
            said, patterns.weeks_between(kinds for _, week in self._habit for _, kinds, _ in week)
        )

    def between(self, first: date | None, last: date | None) -> "Availability":
        """The same times, but none before `first` and none after `last`."""
        if self.habit is None:
            return self
        return replace(self, habit=pieces.only_between(self.habit, first, last))

    def also_on_red_days(self) -> "Availability":
        """The same habit, red days or not."""
        if self.habit is None:
            return self
        return replace(self, habit=pieces.with_red_days(self.habit), not_red_days=False)

    def grid(self, parts: DayParts = SWEDISH_DAY, *, partly: bool = False) -> Grid:
        """The week grid of sign-up: the cells that are free all through, some week or every.

        `partly` also takes cells that are free for some quarter.
        """
        cells = [(part, bits(parts.span(part))) for part in GRID_PARTS]
        free = self._quarters_by_weekday()
        return frozenset(
            (weekday, part)
            for weekday in range(7)
            for part, cell in cells
            if free[weekday] & cell == cell or (partly and free[weekday] & cell)
        )

    def fits_grid(self, parts: DayParts = SWEDISH_DAY) -> bool:
        """Whether the week grid says all there is to say about the times."""
        return self.habit == from_grid(self.grid(parts), parts).habit

    def to_json(self) -> dict[str, Any]:
        """Plain lists and strings, the same for the same value; what was not said is left out."""
        return as_json.written({field.name: getattr(self, field.name) for field in fields(self)})

    @classmethod
    def from_json(cls, found: Mapping[str, Any]) -> "Availability":
        """Back from `to_json`. Raises ValueError, KeyError or TypeError for anything else."""
        said = as_json.read(found)
        if said.get("amount"):
            said["amount"] = Amount(*said["amount"])
        if said.get("often"):
            said["often"] = Often(*said["often"])
        return cls(**said)

    @property
    def _habit(self) -> Habit:
        return self.habit or ((ALWAYS, EMPTY),)

    def _rest(self, other: "Availability") -> Habit:
        """The habit without those of our absences that the other does not share."""
        return pieces.outside(self._habit, self.away) if self.away != other.away else self._habit

    def _quarters_by_weekday(self) -> list[int]:
        free = [0] * 7
        for _, week in self._habit:
            for weekday, kinds, quarters in week:
                free[weekday] |= quarters if kinds & EVERY_WEEK.bits else 0
        return free

    def _agreed(self, other: "Availability") -> "Availability":
        """What both have said beside the times."""
        return Availability(
            amount=self.amount if self.amount == other.amount else None,
            often=self.often if self.often == other.often else None,
            on_call=self.on_call and other.on_call,
            flexible=self.flexible and other.flexible,
            occasional=self.occasional and other.occasional,
            not_red_days=self.not_red_days or other.not_red_days,
        )

    def _together(self, other: "Availability") -> "Availability":
        """What either has said beside the times; the first word on how much and how often."""
        return Availability(
            amount=self.amount or other.amount,
            often=self.often or other.often,
            on_call=self.on_call or other.on_call,
            flexible=self.flexible or other.flexible,
            occasional=self.occasional or other.occasional,
            not_red_days=self.not_red_days and other.not_red_days,
        )


NOTHING_SAID = Availability()


@lru_cache(maxsize=8192)
def _mask(of: Availability, first_day: date, days: int) -> int:
    if of.habit is None:
        return 0
    return pieces.laid_out(of.habit, of.away, horizon(first_day, days))


def weekly(
    days: Iterable[int],
    start: int,
    end: int,
    when: Kinds = EVERY_WEEK,
) -> Availability:
    """The same span on some weekdays (0 Monday), in quarters: `weekly([1], quarter(9), 48)`."""
    return Availability(((ALWAYS, patterns.pattern(days, bits((start, end)), when.bits)),))


def from_grid(cells: Iterable[tuple[int, str]], parts: DayParts = SWEDISH_DAY) -> Availability:
    """The week grid of sign-up as a value. No cell at all is nothing said, not "never"."""
    found = NOTHING_SAID
    for weekday, part in sorted(cells):
        found |= weekly([weekday], *parts.span(part))
    return found
