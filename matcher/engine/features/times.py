"""When both can: the coming weeks of everybody, and how often days have a start in common.

The same answer as `matcher.domain.availability.regular` gives for two people, kept equal by a
law in the tests. A visit of n quarters can begin where n free quarters stand in a row; since
that is true of what both can exactly where it is true of each, the starts are found once a
person (for each length that some need has) and a pair costs one AND.

Volunteers choose among a few parts of the day, and so do needs. A country has ten thousands of
different weeks, but hardly a hundred different Tuesdays. So a weekday of a need ("Tuesday
afternoons, every other week") is counted once against each different Tuesday that somebody has
told, and remembered for every need that asks for the same; `weekdays` looks the numbers up.

Axes: w weeks, s words of 32 quarters (three a day, 21 a week), d different days told.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, NamedTuple, TypeVar, cast

import numpy as np

from matcher.domain.availability import Availability, Slots, common_slots
from matcher.domain.needs import NeedProfile
from matcher.domain.volunteers import VolunteerProfile
from matcher.domain.when import laying
from matcher.engine.arrays import Bools, Ints
from matcher.engine.features.counting import (
    WORDS_IN_DAY,
    Counted,
    Told,
    as_words,
    counted,
    told_days,
)

WEEKS = 8  # R39: the coming eight real weeks
QUARTER = 15  # minutes
DAYS_IN_WEEK = 7

Worked = TypeVar("Worked")


class Wish(NamedTuple):
    """What a need asks of the coming weeks."""

    quarters: int
    every_weeks: int  # at most `weeks`: once is anywhere in the weeks ahead
    first_week: int
    weeks: int  # from `first_week`: those that the need's period touches
    turns: tuple[int, ...]  # of them that follow a week as odd as they are

    @property
    def the_weeks(self) -> slice:
        """Those weeks, among the weeks ahead."""
        return slice(self.first_week, self.first_week + self.weeks)


class ByLength(dict[int, tuple[Told, ...]]):
    """The weekdays of the volunteers by the quarters of a visit, as they come to be asked for."""

    def __init__(self, weeks_told: Sequence[int], week_v: Ints) -> None:
        """The different weeks' masks, and which of them each has told."""
        super().__init__()
        self._weeks_told, self._week_v = weeks_told, week_v

    def __missing__(self, quarters: int) -> tuple[Told, ...]:
        """Worked out once, and kept."""
        starts = [eroded(mask, quarters) for mask in self._weeks_told]
        found = self[quarters] = told_days(starts, WEEKS, self._week_v)
        return found


Day = tuple[Wish, int, bytes]  # a weekday of a need: the wish, which day, its starts week by week


@dataclass(frozen=True)
class TimeFeatures:
    """Masks are one bit a quarter over the coming weeks, as the domain lays them."""

    first_day: date
    known_v: Bools
    known_n: Bools
    times_n: tuple[Availability, ...]  # within the need's period
    mask_n: tuple[int, ...]
    wish_n: tuple[Wish, ...]
    days_n: tuple[tuple[Day, ...], ...]  # the weekdays on which each has a start
    told: ByLength
    counted: dict[Day, list[Counted]]  # as they come to be asked for
    made_of: Hashable  # all that is read of people, needs and the day
    worked_out: dict[str, Any] = field(default_factory=dict)

    def once(self, name: str, work: Callable[[], Worked]) -> Worked:
        """What is the same for all of it, worked out when it is first asked for."""
        if name not in self.worked_out:
            self.worked_out[name] = work()
        return cast(Worked, self.worked_out[name])

    def first_day_of(self, n: int) -> date:
        """The first day of the weeks that the need is judged in."""
        return self.first_day + timedelta(weeks=self.wish_n[n].first_week)

    def slots(
        self,
        hers: Availability,
        n: int,
        taken: Iterable[Availability] = (),
        wish: Wish | None = None,
    ) -> Slots:
        """The best regular slot of somebody and a need, outside hours that are taken; as the need
        wishes, or were its wish another.
        """
        wish = wish or self.wish_n[n]
        for hours in taken:
            hers = hers - hours
        return common_slots(
            hers,
            self.times_n[n],
            minutes=wish.quarters * QUARTER,
            every_weeks=wish.every_weeks,
            first_day=self.first_day_of(n),
            weeks=wish.weeks,
        )

    def counted_on(self, day: Day) -> list[Counted]:
        """For each way to lay the wish: how often each of the days told meets that day."""
        if day not in self.counted:
            wish, weekday, starts = day
            hers_wsd = self.told[wish.quarters][weekday].starts_wsd[wish.the_weeks]
            theirs_ws = np.frombuffer(starts, dtype=np.uint32).reshape(hers_wsd.shape[:2])
            laid = ways(wish)
            self.counted[day] = [counted(hers_wsd, theirs_ws, groups) for groups in laid]
        return self.counted[day]


def build(
    volunteers: Sequence[VolunteerProfile],
    needs: Sequence[NeedProfile],
    first_day: date,
    before: TimeFeatures | None = None,
) -> TimeFeatures:
    """Masks of everybody; the starts of the volunteers are found when a length is asked for.

    ``before`` is given back where it is made of the same: most of what is told anew of people is
    not when they can.
    """
    hers = tuple(one.availability for one in volunteers)
    theirs = tuple(
        (one.availability, one.minutes, one.every_weeks, one.from_on, one.until_on) for one in needs
    )
    made_of = first_day, hers, theirs
    if before is not None and before.made_of == made_of:
        return before
    wish_n = tuple(wish_of(need, first_day) for need in needs)
    times_n = tuple(times_of(need, first_day) for need in needs)
    mask_n = tuple(times.mask(first_day, WEEKS) for times in times_n)
    mask_v = [times.mask(first_day, WEEKS) for times in hers]
    weeks_told = {mask: place for place, mask in enumerate(dict.fromkeys(mask_v))}
    week_v = np.array([weeks_told[mask] for mask in mask_v], dtype=np.int64)
    return TimeFeatures(
        first_day=first_day,
        known_v=np.array([times.is_known for times in hers], dtype=bool),
        known_n=np.array([one.availability.is_known for one in needs], dtype=bool),
        times_n=times_n,
        mask_n=mask_n,
        wish_n=wish_n,
        days_n=tuple(tuple(_days(*asked)) for asked in zip(wish_n, mask_n, strict=True)),
        told=ByLength(tuple(weeks_told), week_v),
        counted={},
        made_of=made_of,
    )


def _days(wish: Wish, mask: int) -> Iterator[Day]:
    """The weekdays on which a need has a start."""
    starts_ws = as_words([eroded(mask, wish.quarters)], WEEKS)[wish.the_weeks, :, 0]
    by_day = starts_ws.reshape(wish.weeks, DAYS_IN_WEEK, WORDS_IN_DAY)
    for day in np.flatnonzero(by_day.any(axis=(0, 2))).tolist():
        yield wish, day, by_day[:, day].tobytes()


def wish_of(need: NeedProfile, first_day: date) -> Wish:
    """The need's length and frequency, and the weeks ahead that its period touches.

    A need that is over, or begins later than the weeks ahead, is judged as if it were on: that
    it is not is a rule of its own.
    """
    first, last = 0, WEEKS - 1
    if _touches(need, first_day):
        if need.from_on is not None:
            first = max(first, (need.from_on - first_day).days // 7)
        if need.until_on is not None:
            last = min(last, (need.until_on - first_day).days // 7)
    weeks = last - first + 1
    return Wish(
        quarters=-(-need.minutes // QUARTER),
        every_weeks=min(need.every_weeks or WEEKS, weeks),
        first_week=first,
        weeks=weeks,
        turns=laying.turns(first_day + timedelta(weeks=first), weeks),
    )


def times_of(need: NeedProfile, first_day: date) -> Availability:
    """When the need can be met, within its period."""
    if not _touches(need, first_day):
        return need.availability
    return need.availability.between(need.from_on, need.until_on)


def wished(wish: Wish) -> int:
    """How many meetings the wish means within its weeks."""
    return laying.wished(wish.every_weeks, wish.weeks)


def ways(wish: Wish) -> tuple[laying.Groups, ...]:
    """The ways to lay the wish over its weeks: one group of weeks for each wished meeting."""
    return laying.ways(wish.every_weeks, wish.weeks, wish.turns)


def eroded(mask: int, quarters: int) -> int:
    """The quarters from which `quarters` of them stand in a row: erosion of a row of bits, in steps
    that double (Warren, *Hacker's Delight*, ch. 6: a string of 1-bits of a given length).
    """
    have = 1
    while have < quarters and mask:
        step = min(have, quarters - have)
        mask &= mask >> step
        have += step
    return mask


def _touches(need: NeedProfile, first_day: date) -> bool:
    begun = need.from_on is None or (need.from_on - first_day).days < 7 * WEEKS
    return begun and (need.until_on is None or need.until_on >= first_day)
