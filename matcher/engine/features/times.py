"""When both can, for one need and all volunteers at once.

The same answer as `matcher.domain.availability.overlap` gives for two people, kept equal by a
law in the tests. A visit of n quarters can begin where n free quarters stand in a row; since
that is true of what both can exactly where it is true of each, the starts are found once a
person (for each length that some need has) and a pair costs one AND.

Axes: w weeks, s words of 32 quarters (21 make a week, three a day), v volunteers.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np

from matcher.domain.availability import Availability, Slots, common_slots
from matcher.domain.needs import NeedProfile
from matcher.domain.volunteers import VolunteerProfile
from matcher.engine.arrays import Bools, Ints, Words, frozen

WEEKS = 8  # R39: the coming eight real weeks
QUARTER = 15  # minutes
BYTES_IN_WEEK = 84
WORDS_IN_WEEK = 21
WORDS_IN_DAY = 3
LOOSE = 4  # weeks: from here on any week of the block will do, as in the domain
EVERY_BIT = np.uint32(0xFFFFFFFF)

Groups = list[list[int]]


class Wish(NamedTuple):
    """What a need asks of the coming weeks."""

    quarters: int
    every_weeks: int  # at most `weeks`: once is anywhere in the weeks ahead
    first_week: int
    weeks: int  # from `first_week`: those that the need's period touches


class Shared(NamedTuple):
    """How often the best regular start of the week is met by each volunteer."""

    times_v: Ints
    wished_v: Ints
    days_v: Ints  # on how many weekdays there is a start that is met often enough


@dataclass(frozen=True)
class TimeFeatures:
    """Masks are one bit a quarter over the coming weeks, as the domain lays them."""

    first_day: date
    known_v: Bools
    known_n: Bools
    times_n: tuple[Availability, ...]  # within the need's period
    mask_n: tuple[int, ...]
    wish_n: tuple[Wish, ...]
    starts_wsv: dict[int, Words]  # by the quarters of a visit

    def first_day_of(self, n: int) -> date:
        """The first day of the weeks that the need is judged in."""
        return self.first_day + timedelta(weeks=self.wish_n[n].first_week)

    def slots(self, hers: Availability, n: int, taken: Iterable[Availability] = ()) -> Slots:
        """The best regular slot of somebody and a need, outside hours that are taken."""
        wish = self.wish_n[n]
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

    def shared(self, n: int, rows_v: Ints | None = None) -> Shared:
        """One need against every volunteer, or those rows. Only words in which the need has a
        start are counted: a few of the week's twenty-one.
        """
        wish = self.wish_n[n]
        starts_ws = _as_words([eroded(self.mask_n[n], wish.quarters)])[:, :, 0]
        weeks = slice(wish.first_week, wish.first_week + wish.weeks)
        words_s = np.flatnonzero(starts_ws[weeks].any(axis=0))
        hers_wsv = self.starts_wsv[wish.quarters][weeks, words_s]
        if rows_v is not None:
            hers_wsv = hers_wsv[:, :, rows_v]
        both_wsv = hers_wsv & starts_ws[weeks, words_s, None]
        most_v = np.zeros(both_wsv.shape[2], dtype=np.int64)
        wished_v = np.full_like(most_v, wished(wish))
        best_sv = np.zeros(both_wsv.shape[1:], dtype=np.uint32)
        for groups in ways(wish.every_weeks, wish.weeks):
            times_v, starts_sv = _count(both_wsv, groups)
            better_v = times_v > most_v
            best_sv = np.where(better_v, starts_sv, best_sv)
            wished_v = np.where(better_v, len(groups), wished_v)
            most_v = np.maximum(most_v, times_v)
        return Shared(most_v, wished_v, _days(best_sv, words_s // WORDS_IN_DAY))


def build(
    volunteers: Sequence[VolunteerProfile], needs: Sequence[NeedProfile], first_day: date
) -> TimeFeatures:
    """Masks of everybody, and the starts of the volunteers for each length of visit."""
    wish_n = tuple(wish_of(need, first_day) for need in needs)
    times_n = tuple(times_of(need, first_day) for need in needs)
    masks_v = [one.availability.mask(first_day, WEEKS) for one in volunteers]
    return TimeFeatures(
        first_day=first_day,
        known_v=np.array([one.availability.is_known for one in volunteers], dtype=bool),
        known_n=np.array([one.availability.is_known for one in needs], dtype=bool),
        times_n=times_n,
        mask_n=tuple(times.mask(first_day, WEEKS) for times in times_n),
        wish_n=wish_n,
        starts_wsv={
            length: _as_words([eroded(mask, length) for mask in masks_v])
            for length in sorted({wish.quarters for wish in wish_n})
        },
    )


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
    )


def times_of(need: NeedProfile, first_day: date) -> Availability:
    """When the need can be met, within its period."""
    if not _touches(need, first_day):
        return need.availability
    return need.availability.between(need.from_on, need.until_on)


def wished(wish: Wish) -> int:
    """How many meetings the wish means within its weeks."""
    return len(ways(wish.every_weeks, wish.weeks)[0])


def is_enough(times: Ints, wished: Ints) -> Bools:
    """A visit is held at the wished frequency when more than half of them can be: a holiday,
    red days and a week away are lived with, every second week for every week is not.
    """
    return times * 2 > wished


def ways(every_weeks: int, weeks: int) -> list[Groups]:
    """The ways to lay the wish over the weeks: one group of weeks for each wished meeting."""
    if every_weeks >= LOOSE:
        firsts = range(0, weeks, every_weeks)
        return [[list(range(w, min(w + every_weeks, weeks))) for w in firsts]]
    phases = range(every_weeks)
    return [[[week] for week in range(phase, weeks, every_weeks)] for phase in phases]


def eroded(mask: int, quarters: int) -> int:
    """The quarters from which `quarters` of them stand in a row."""
    have = 1
    while have < quarters and mask:
        step = min(have, quarters - have)
        mask &= mask >> step
        have += step
    return mask


def _touches(need: NeedProfile, first_day: date) -> bool:
    begun = need.from_on is None or (need.from_on - first_day).days < 7 * WEEKS
    return begun and (need.until_on is None or need.until_on >= first_day)


def _as_words(masks: Sequence[int]) -> Words:
    """Big integers to 32-bit words, volunteers last so that each step runs along them."""
    raw = b"".join(mask.to_bytes(BYTES_IN_WEEK * WEEKS, "little") for mask in masks)
    words_vws = np.frombuffer(raw, dtype="<u4").reshape(len(masks), WEEKS, WORDS_IN_WEEK)
    return frozen(np.ascontiguousarray(words_vws.transpose(1, 2, 0)))


def _count(both_wsv: Words, groups: Groups) -> tuple[Ints, Words]:
    """How often each volunteer's best start is met, and all her starts that are met enough.

    All 672 starts of a week are counted at once: plane j holds bit j of every count, and adding
    a week is a ripple of XOR and AND through the planes.
    """
    planes: list[Words] = []
    for number, group in enumerate(groups, start=1):
        carry_sv = both_wsv[group[0]]
        for week in group[1:]:
            carry_sv = carry_sv | both_wsv[week]
        for j, plane_sv in enumerate(planes):
            planes[j], carry_sv = plane_sv ^ carry_sv, plane_sv & carry_sv
        if number.bit_length() > len(planes):
            planes.append(carry_sv)
    return _highest(planes), _at_least(planes, len(groups) // 2 + 1)


def _highest(planes: list[Words]) -> Ints:
    """The greatest count of each column, from the highest plane down."""
    best_sv = np.full_like(planes[0], EVERY_BIT)
    most_v = np.zeros(planes[0].shape[1], dtype=np.int64)
    for plane_sv in reversed(planes):
        hit_sv = best_sv & plane_sv
        any_v = hit_sv.any(axis=0)
        best_sv = np.where(any_v, hit_sv, best_sv)
        most_v = 2 * most_v + any_v
    return most_v


def _at_least(planes: list[Words], least: int) -> Words:
    """Where the count is at least so much: compared bit by bit, from the highest plane down."""
    more_sv = np.zeros_like(planes[0])
    equal_sv = np.full_like(planes[0], EVERY_BIT)
    for j in reversed(range(len(planes))):
        if least >> j & 1:
            equal_sv = equal_sv & planes[j]
        else:
            more_sv |= equal_sv & planes[j]
            equal_sv = equal_sv & ~planes[j]
    return more_sv | equal_sv


def _days(starts_sv: Words, day_s: Ints) -> Ints:
    """On how many weekdays there is a start."""
    days_v = np.zeros(starts_sv.shape[1], dtype=np.int64)
    for day in np.unique(day_s):
        days_v += starts_sv[day_s == day].any(axis=0)
    return days_v
