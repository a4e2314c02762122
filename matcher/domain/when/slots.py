"""What two people's coming weeks have in common.

A mask is one big integer with a bit for every quarter of an hour (`Availability.mask`), so
what both can is one AND. A visit of n quarters fits where n bits stand in a row: AND with
itself shifted by 1, 2, 4 … leaves the bit of each possible start (erosion; counting bits
alone would take crumbs for a visit). Counting in how many weeks each of the 672 starts of a
week is met is done for all of them at once: half of the weeks are laid upon the other half, and
upon each other again, and what meets is added in binary digits that are big integers themselves.

For arrays: `mask.to_bytes(84 * weeks, "little")` read by `numpy.frombuffer(…, numpy.uint8)`
has bit q of the mask in byte q // 8 at place q % 8; 84 bytes are a week, 12 a day, and
`.view("<u4")` gives three words a day.
"""

from collections.abc import Sequence
from datetime import date, time
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from matcher.domain.calendar_weeks import QUARTERS_IN_DAY, horizon
from matcher.domain.when.laying import Laying, layings, turns, wished

if TYPE_CHECKING:
    from matcher.domain.availability import Availability

QUARTERS_IN_WEEK = 7 * QUARTERS_IN_DAY
WEEK = (1 << QUARTERS_IN_WEEK) - 1


class Regular(NamedTuple):
    """The best regular start in some weeks."""

    quarter: int  # of the week
    weeks: tuple[int, ...]  # in which a meeting can be held, of the weeks looked at
    wished: int  # how many meetings were wished for within them


class Slots(NamedTuple):
    """The best regular slot of two people, or how far they are from one."""

    is_known: bool  # False: one of them has said nothing about times, so ask first
    wished: int  # how many meetings the wish means within the weeks looked at
    dates: tuple[date, ...] = ()  # those that can be held, same weekday and start
    start: time | None = None
    longest_minutes: int = 0  # never more than was asked for
    missing_minutes: int = 0  # near miss: so much too short; 0 when a visit fits

    @property
    def met(self) -> int:
        """How many of the wished meetings can be held."""
        return len(self.dates)

    @property
    def weekday(self) -> int | None:
        """0 for Monday, None when there is no slot."""
        return self.dates[0].weekday() if self.dates else None

    @property
    def next_date(self) -> date | None:
        """The first meeting that can be held."""
        return self.dates[0] if self.dates else None


def common_slots(
    a: "Availability",
    b: "Availability",
    *,
    minutes: int,
    every_weeks: int = 1,
    first_day: date,
    weeks: int = 8,
) -> Slots:
    """The regular slot that a and b can hold most often in the coming weeks (R39).

    The same weekday and start each time; among equals the one nearest to `first_day`'s weekday,
    then the earliest. The wish is laid over the weeks as `laying` does. Minutes are rounded up to
    a quarter.
    """
    quarters = -(-minutes // 15)
    if not (a.is_known and b.is_known):
        return Slots(is_known=False, wished=wished(every_weeks, weeks))
    mask = a.mask(first_day, weeks) & b.mask(first_day, weeks)
    found = regular(
        mask,
        quarters=quarters,
        every_weeks=every_weeks,
        weeks=weeks,
        turns_at=turns(first_day, weeks),
    )
    if found is None:
        longest = 15 * _longest(mask, quarters)
        return Slots(
            is_known=True,
            wished=wished(every_weeks, weeks),
            longest_minutes=longest,
            missing_minutes=minutes - longest,
        )
    return _on_days(found, horizon(first_day, 7 * weeks).dates, minutes)


def regular(
    mask: int,
    *,
    quarters: int,
    every_weeks: int = 1,
    weeks: int = 8,
    turns_at: tuple[int, ...] = (),
) -> Regular | None:
    """The start that can be held most often; of equals the first. None where no visit fits.

    `turns_at` as `laying.turns` tells them of the weeks.
    """
    starts = _starts(mask, quarters)
    if not starts:
        return None
    found = [(_count(starts, one), one.laying) for one in _folded(every_weeks, weeks, turns_at)]
    (_, best), laying = max(found, key=lambda each: each[0][0])  # the first of equals
    quarter = (best & -best).bit_length() - 1
    return Regular(quarter, _held(starts >> quarter, laying), len(laying))


def _starts(mask: int, quarters: int) -> int:
    """The quarters from which `quarters` of them stand in a row."""
    have = 1
    while have < quarters and mask:
        step = min(have, quarters - have)
        mask &= mask >> step
        have += step
    return mask


def _longest(mask: int, below: int) -> int:
    """The length of the longest row, known to be shorter than `below`; doubling, then halving."""
    if not mask:
        return 0
    rows = [mask]  # rows[k]: starts of rows of 2**k
    while 1 << len(rows) < below and (longer := rows[-1] & rows[-1] >> (1 << len(rows) - 1)):
        rows.append(longer)
    length, mask = 1 << len(rows) - 1, rows[-1]
    for k in reversed(range(len(rows) - 1)):
        if longer := mask & rows[k] >> length:
            length, mask = length + (1 << k), longer
    return length


class Folded(NamedTuple):
    """A laying of the wish over the weeks, ready to be counted by folding the weeks."""

    laying: Laying
    firsts: int  # every quarter of the first week of each group
    folds: tuple[tuple[int, int], ...]  # quarters, and a mask of so many: four weeks, two, one


@lru_cache(maxsize=64)
def _folded(every_weeks: int, weeks: int, turns_at: tuple[int, ...]) -> tuple[Folded, ...]:
    halves = [QUARTERS_IN_WEEK << k for k in reversed(range((weeks - 1).bit_length()))]
    folds = tuple((half, (1 << half) - 1) for half in halves)
    laid = layings(every_weeks, weeks, turns_at)
    return tuple(Folded(laying, _firsts(laying), folds) for laying in laid)


def _firsts(laying: Laying) -> int:
    return sum(WEEK << QUARTERS_IN_WEEK * group[0] for group in laying)


def _count(starts: int, folded: Folded) -> tuple[int, int]:
    """How often the best start of the week is met, and all starts that are met so often."""
    # digits[j]: bit j of each count
    digits = [_once(starts, len(folded.laying[0])) & folded.firsts]
    for half, below in folded.folds:
        digits = _added(digits, half, below)
    best, most = WEEK, 0
    for digit in reversed(digits):
        most *= 2
        if best & digit:
            best, most = best & digit, most + 1
    return most, best


def _once(starts: int, weeks: int) -> int:
    """The starts that are met in that week or one of those after it, `weeks` in all."""
    met = starts
    for later in range(1, weeks):
        met |= starts >> QUARTERS_IN_WEEK * later
    return met


def _added(digits: list[int], half: int, below: int) -> list[int]:
    """The counts of the later half added to those of the earlier, as one adds by hand."""
    found, carry = [], 0
    for digit in digits:
        one, other = digit & below, digit >> half
        either = one ^ other
        found.append(either ^ carry)
        carry = one & other | either & carry
    return [*found, carry]


def _held(met: int, laying: Laying) -> tuple[int, ...]:
    """The first week of each group whose lowest bit is set, where there is one."""
    held = []
    for group in laying:
        for week in group:
            if met >> QUARTERS_IN_WEEK * week & 1:
                held.append(week)
                break
    return tuple(held)


def _on_days(found: Regular, days: Sequence[date], minutes: int) -> Slots:
    first, within = divmod(found.quarter, QUARTERS_IN_DAY)
    return Slots(
        is_known=True,
        wished=found.wished,
        dates=tuple([days[first + 7 * week] for week in found.weeks]),
        start=time(within // 4, within % 4 * 15),
        longest_minutes=minutes,
    )
