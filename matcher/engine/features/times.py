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

WEEKS = 8  # R39: the eight real weeks in which a need is judged, from the first it can begin in
LATEST_WEEKS = 11  # ahead a need may begin: the longest notice (`params.NUMBERS`) ends in these
MOST_WEEKS = LATEST_WEEKS + WEEKS - 1  # ahead: eight from the last in which it may begin
QUARTER = 15  # minutes
DAYS_IN_WEEK = 7

Worked = TypeVar("Worked")


class Rhythm(NamedTuple):
    """How long and how often a need wishes to be met, and the weeks in which it is judged."""

    quarters: int
    every_weeks: int  # at most `weeks`: once is anywhere in them
    first_week: int
    weeks: int  # from `first_week`: eight, or as many as are left of the need's period
    turns: tuple[int, ...]  # of them that follow a week as odd as they are

    @property
    def the_weeks(self) -> slice:
        """Those weeks, among the weeks ahead."""
        return slice(self.first_week, self.first_week + self.weeks)

    @property
    def every_second(self) -> int:
        """How often somebody who can only every second week may do at the most, where every week is
        wished; else, and of a single week, 0.
        """
        is_weekly = self.every_weeks == 1 < self.weeks
        return laying.most_alike(self.weeks, self.turns) if is_weekly else 0

    @property
    def layings(self) -> tuple[laying.Laying, ...]:
        """All that keep it: each has a group of weeks for every wished meeting."""
        return laying.layings(self.every_weeks, self.weeks, self.turns)

    def of(self, need: NeedProfile) -> "Rhythm":
        """Another length and frequency in the same weeks."""
        return self._replace(quarters=_quarters(need), every_weeks=_every_weeks(need, self.weeks))


class ByLength(dict[int, tuple[Told, ...]]):
    """The weekdays of the volunteers by the quarters of a visit, as they come to be asked for."""

    def __init__(self, told: Sequence[int], weeks: int, told_v: Ints) -> None:
        """The different masks over so many weeks, and which of them each has told."""
        super().__init__()
        self._told, self._weeks, self._told_v = told, weeks, told_v

    def __missing__(self, quarters: int) -> tuple[Told, ...]:
        """Worked out once, and kept."""
        starts = [eroded(mask, quarters) for mask in self._told]
        found = self[quarters] = told_days(starts, self._weeks, self._told_v)
        return found


Day = tuple[Rhythm, int, bytes]  # a need's weekday: its rhythm, which day, its starts by weeks


@dataclass(frozen=True)
class TimeFeatures:
    """Masks are one bit a quarter over the weeks ahead, as the domain lays them."""

    first_day: date
    weeks: int  # ahead, until the last in which a need of the pool is judged
    known_v: Bools
    known_n: Bools
    times_n: tuple[Availability, ...]  # within the need's period
    mask_n: tuple[int, ...]
    rhythm_n: tuple[Rhythm, ...]
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
        return self.first_day + timedelta(weeks=self.rhythm_n[n].first_week)

    def slots(
        self,
        hers: Availability,
        n: int,
        taken: Iterable[Availability] = (),
        rhythm: Rhythm | None = None,
    ) -> Slots:
        """The best regular slot of somebody and a need, outside hours that are taken; in the need's
        rhythm, or were it another in the same weeks.
        """
        rhythm = rhythm or self.rhythm_n[n]
        for hours in taken:
            hers = hers - hours
        return common_slots(
            hers,
            self.times_n[n],
            minutes=rhythm.quarters * QUARTER,
            every_weeks=rhythm.every_weeks,
            first_day=self.first_day_of(n),
            weeks=rhythm.weeks,
        )

    def counted_on(self, day: Day) -> list[Counted]:
        """For each laying of the rhythm: how often each of the days told meets that day."""
        if day not in self.counted:
            rhythm, weekday, starts = day
            hers_wsd = self.told[rhythm.quarters][weekday].starts_wsd[rhythm.the_weeks]
            theirs_ws = np.frombuffer(starts, dtype=np.uint32).reshape(hers_wsd.shape[:2])
            self.counted[day] = [
                counted(hers_wsd, theirs_ws, one, rhythm.every_second) for one in rhythm.layings
            ]
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
    rhythm_n = tuple(rhythm_of(need, first_day) for need in needs)
    weeks = max((one.first_week + one.weeks for one in rhythm_n), default=WEEKS)
    times_n = tuple(times_of(need, first_day) for need in needs)
    mask_n = tuple(times.mask(first_day, weeks) for times in times_n)
    mask_v = [times.mask(first_day, weeks) for times in hers]
    told = {mask: number for number, mask in enumerate(dict.fromkeys(mask_v))}
    told_v = np.array([told[mask] for mask in mask_v], dtype=np.int64)
    return TimeFeatures(
        first_day=first_day,
        weeks=weeks,
        known_v=np.array([times.is_known for times in hers], dtype=bool),
        known_n=np.array([one.availability.is_known for one in needs], dtype=bool),
        times_n=times_n,
        mask_n=mask_n,
        rhythm_n=rhythm_n,
        days_n=tuple(tuple(_days(*asked, weeks)) for asked in zip(rhythm_n, mask_n, strict=True)),
        told=ByLength(tuple(told), weeks, told_v),
        counted={},
        made_of=made_of,
    )


def _days(rhythm: Rhythm, mask: int, weeks: int) -> Iterator[Day]:
    """The weekdays on which a need has a start, by its mask over so many weeks."""
    starts_ws = as_words([eroded(mask, rhythm.quarters)], weeks)[rhythm.the_weeks, :, 0]
    by_day = starts_ws.reshape(rhythm.weeks, DAYS_IN_WEEK, WORDS_IN_DAY)
    for day in np.flatnonzero(by_day.any(axis=(0, 2))).tolist():
        yield rhythm, day, by_day[:, day].tobytes()


def rhythm_of(need: NeedProfile, first_day: date) -> Rhythm:
    """The need's length and frequency, in eight weeks from the first that its period touches, or
    until it ends. (In fewer it would hang on the weekday of the count, and on which week is first,
    whether every second week passes for every week.)

    A need that is over, or begins later than any notice is long, is judged as if it were on: that
    it is not is a rule of its own.
    """
    first, weeks = 0, WEEKS
    if _touches(need, first_day):
        if need.from_on is not None:
            first = max(first, (need.from_on - first_day).days // 7)
        if need.until_on is not None:
            weeks = min(weeks, (need.until_on - first_day).days // 7 - first + 1)
    return Rhythm(
        quarters=_quarters(need),
        every_weeks=_every_weeks(need, weeks),
        first_week=first,
        weeks=weeks,
        turns=laying.turns(first_day + timedelta(weeks=first), weeks),
    )


def _quarters(need: NeedProfile) -> int:
    return -(-need.minutes // QUARTER)


def _every_weeks(need: NeedProfile, weeks: int) -> int:
    return min(need.every_weeks or WEEKS, weeks)


def times_of(need: NeedProfile, first_day: date) -> Availability:
    """When the need can be met, within its period."""
    if not _touches(need, first_day):
        return need.availability
    return need.availability.between(need.from_on, need.until_on)


def eroded(mask: int, quarters: int) -> int:
    """The quarters from which `quarters` of them stand in a row: erosion of a row of bits.

    ANDed with itself moved by one, rows of two are left, of that moved by two rows of four, and so
    on; moved at last by no more than is lacking.
    """
    have = 1
    while have < quarters and mask:
        step = min(have, quarters - have)
        mask &= mask >> step
        have += step
    return mask


def _touches(need: NeedProfile, first_day: date) -> bool:
    begins = need.from_on is None or (need.from_on - first_day).days < DAYS_IN_WEEK * LATEST_WEEKS
    return begins and (need.until_on is None or need.until_on >= first_day)
