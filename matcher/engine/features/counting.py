"""How often days have a start in common, for all the different days at once.

A day is a row of bits, one a quarter in which a visit may begin; the same day over some weeks is
some such rows. All starts of a day are counted together, by planes of bits (vertical counters):
the count of a start lies across the planes, its lowest bit in the first, so that one step of adding
with carry, an XOR and an AND, serves 32 starts.

Axes: w weeks, s words of 32 quarters (three a day, 21 a week), d different days told,
v volunteers.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from matcher.domain.when.laying import Laying
from matcher.engine.arrays import Bits, Bools, Ints, Words, frozen

BYTES_IN_WEEK = 84
WORDS_IN_WEEK = 21
WORDS_IN_DAY = 3
EVERY_BIT = np.uint32(0xFFFFFFFF)
ENOUGH_BITS = 8  # the times of all days of a week together fit below
ENOUGH = 1 << ENOUGH_BITS

Counted = NDArray[np.uint16]


class Told(NamedTuple):
    """One weekday of the volunteers, as the starts it leaves for one length of visit."""

    which_v: NDArray[np.unsignedinteger]  # of the different days
    starts_wsd: Words


def is_enough(times: Bits, wished: Bits | int, every_second: Bits | int) -> Bools:
    """A visit is held at the wished frequency when more than half of them can be: a holiday, red
    days and a week away are lived with. Every second week is not every week, however many of them
    that comes to: four of seven, and five of eight where week 53 is followed by week 1.
    """
    return (times * 2 > wished) & (times > every_second)


def counted(hers_wsd: Words, theirs_ws: Words, laying: Laying, every_second: int) -> Counted:
    """How often each of her different days meets theirs, once a group of weeks at the most, and
    `ENOUGH` more where that is often enough. (Of a week's days the greatest so tells how often the
    best is met, and the sum on how many it is enough.)
    """
    used_s = theirs_ws.any(axis=0)
    both_wsd = hers_wsd[:, used_s] & theirs_ws[:, used_s, None]
    times_d = _highest(_planes(both_wsd, laying))
    return times_d + ENOUGH * is_enough(times_d, len(laying), every_second).astype(np.uint16)


def told_days(starts: Sequence[int], weeks: int, week_v: Ints) -> tuple[Told, ...]:
    """The different days among some weeks' starts, weekday by weekday."""
    found = []
    words_wsd = as_words(starts, weeks)
    for first in range(0, WORDS_IN_WEEK, WORDS_IN_DAY):
        day_dws = np.ascontiguousarray(words_wsd[:, first : first + WORDS_IN_DAY].T.swapaxes(1, 2))
        number_of: dict[bytes, int] = {}
        which = [number_of.setdefault(day.tobytes(), len(number_of)) for day in day_dws]
        different = np.frombuffer(b"".join(number_of), dtype=np.uint32).reshape(
            len(number_of), *day_dws.shape[1:]
        )
        starts_wsd = frozen(np.ascontiguousarray(different.transpose(1, 2, 0)))
        smallest = np.min_scalar_type(len(number_of))
        found.append(Told(frozen(np.array(which, dtype=smallest)[week_v]), starts_wsd))
    return tuple(found)


def as_words(masks: Sequence[int], weeks: int) -> Words:
    """Big integers to 32-bit words, people last so that each step runs along them."""
    raw = b"".join(mask.to_bytes(BYTES_IN_WEEK * weeks, "little") for mask in masks)
    words_dws = np.frombuffer(raw, dtype="<u4").reshape(len(masks), weeks, WORDS_IN_WEEK)
    return frozen(np.ascontiguousarray(words_dws.transpose(1, 2, 0)))


def _planes(both_wsd: Words, laying: Laying) -> list[Words]:
    """In how many groups each start is free in one of the group's weeks.

    All starts of a day are counted at once: plane j holds bit j of every count, and adding a week
    is a ripple of XOR and AND through the planes.
    """
    planes: list[Words] = []
    for number, group in enumerate(laying, start=1):
        carry_sd = both_wsd[group[0]]
        for week in group[1:]:
            carry_sd = carry_sd | both_wsd[week]
        for j, plane_sd in enumerate(planes):
            planes[j], carry_sd = plane_sd ^ carry_sd, plane_sd & carry_sd
        if number.bit_length() > len(planes):
            planes.append(carry_sd)
    return planes


def _highest(planes: list[Words]) -> Bits:
    """The greatest count of each column, from the highest plane down."""
    best_sd = np.full_like(planes[0], EVERY_BIT)
    most_d = np.zeros(planes[0].shape[1], dtype=np.uint8)
    for plane_sd in reversed(planes):
        hit_sd = best_sd & plane_sd
        any_d = hit_sd.any(axis=0)
        best_sd = np.where(any_d, hit_sd, best_sd)
        most_d = 2 * most_d + any_d
    return most_d
