"""Who goes with whom, and how many a group needs before it can begin."""

from collections.abc import Sequence

import numpy as np

from matcher.domain.needs import NeedProfile
from matcher.domain.volunteers import VolunteerProfile
from matcher.engine.arrays import Ints, Small

ALONE, IN_PAIR, LEFT_ALONE = 0, 1, 2


def standing(volunteers: Sequence[VolunteerProfile], capacity_v: Ints) -> Small:
    """Of each volunteer: goes alone; with somebody who has room; with somebody who has none or is
    not in the pool.
    """
    with_room = {
        one.id for one, room in zip(volunteers, capacity_v.tolist(), strict=True) if room > 0
    }
    standings = {True: IN_PAIR, False: LEFT_ALONE}
    found = [
        standings[one.together_with in with_room] if one.together_with is not None else ALONE
        for one in volunteers
    ]
    return np.array(found, dtype=np.int16)


def pairs(volunteers: Sequence[VolunteerProfile]) -> list[tuple[int, int]]:
    """The couples of the pool, each once, by row."""
    row = {one.id: v for v, one in enumerate(volunteers)}
    found = (
        (v, row[one.together_with])
        for v, one in enumerate(volunteers)
        if one.together_with is not None and one.together_with in row
    )
    return sorted({(min(pair), max(pair)) for pair in found})


def still_wanting(needs: Sequence[NeedProfile], seats_n: Ints) -> Ints:
    """How many each need lacks before it can begin, beside those who are with it already; at
    least one.
    """
    taken_n = np.array([max(0, one.seats) for one in needs], dtype=np.int64) - seats_n
    least_n = np.array([one.least for one in needs], dtype=np.int64)
    return np.maximum(least_n - taken_n, 1)
