"""Profiles as arrays: one row a volunteer or a need, sorted by id.

people   languages, gender where told, age limits, consent, lengths of time
words    what people do, like, know and tell; how rare each word is here
forms    forms of company as bits, traits, clearance
times    the coming eight weeks as masks
counting how often days have a start in common
weekdays the same looked up for many pairs at once
packed   facts of both sides as words of bits
notice   how long it takes to ask first
couples  who goes with whom; how many a group needs
ways     where, and how far each goes
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import Any, TypeVar, cast

import numpy as np

from matcher.domain.needs import NeedProfile
from matcher.domain.roads import Roads
from matcher.domain.suggestions import Pair
from matcher.domain.travel import DEFAULT_SPEEDS, Speeds
from matcher.domain.volunteers import VolunteerProfile
from matcher.engine.arrays import Ints, Small, frozen
from matcher.engine.features import couples, forms, people, times, ways, words
from matcher.engine.features import notice as notices
from matcher.engine.features.words import Related
from matcher.engine.pool import Pool

NO_LIMIT = 60 * 24 * 31  # minutes: more than a month has

REACH = ("reach_minutes", "reach_km")
Worked = TypeVar("Worked")
Profile = VolunteerProfile | NeedProfile

_told_but_for_reach = attrgetter(
    *(one.name for one in fields(VolunteerProfile) if one.name not in REACH)
)


@dataclass(frozen=True)
class Features:
    """A pool, ready for arithmetic."""

    volunteers: tuple[VolunteerProfile, ...]
    needs: tuple[NeedProfile, ...]
    first_day: date
    capacity_v: Ints  # free, after the frozen pairs have taken theirs
    seats_n: Ints
    minutes_left_v: Ints  # a month, likewise; NO_LIMIT where she has set none
    minutes_n: Ints  # what each need takes of a month
    least_n: Ints  # volunteers still wanting before it can begin
    earliest_n: tuple[date, ...]  # no meeting is planned before
    couple_v: Small  # whether she goes alone, or with somebody
    blocked_n: dict[int, tuple[int, ...]]  # by need: the volunteers who must not be suggested
    resting_n: dict[int, tuple[int, ...]]  # by need: those who are not for this week
    people: people.PeopleFeatures
    words: words.WordFeatures
    forms: forms.FormFeatures
    times: times.TimeFeatures
    ways: ways.WayFeatures
    worked_out: dict[str, Any] = field(default_factory=dict)

    def once(self, name: str, work: Callable[[], Worked]) -> Worked:
        """What is the same for the whole pool, worked out when it is first asked for."""
        if name not in self.worked_out:
            self.worked_out[name] = work()
        return cast(Worked, self.worked_out[name])

    @cached_property
    def row_of_volunteer(self) -> dict[str, int]:
        """Rows by id."""
        return {one.id: v for v, one in enumerate(self.volunteers)}

    @cached_property
    def row_of_need(self) -> dict[str, int]:
        """Rows by id."""
        return {one.id: n for n, one in enumerate(self.needs)}

    def rows(self, pairs: frozenset[Pair]) -> Iterator[tuple[int, int]]:
        """The pairs' rows, sorted; pairs of whom one is not in the pool are left out."""
        for volunteer_id, need_id in sorted(pairs):
            if volunteer_id in self.row_of_volunteer and need_id in self.row_of_need:
                yield self.row_of_volunteer[volunteer_id], self.row_of_need[need_id]


def build(
    pool: Pool,
    related: Related,
    speeds: Speeds = DEFAULT_SPEEDS,
    notice: notices.Notice = notices.NO_NOTICE,
    in_person: frozenset[str] = frozenset(),
    before: times.TimeFeatures | None = None,
) -> Features:
    """All that the engine computes with; `in_person` are tasks that nobody does from afar, and
    ``before`` are times of nearly the same pool, which serve again where they are the same.
    """
    volunteers, needs = pool.volunteers, pool.needs
    # Side by side: who has been asked for a need outside this pool has less room all the same
    capacity_v = _free(
        volunteers, [one.capacity for one in volunteers], [v for v, _ in pool.frozen]
    )
    seats_n = _free(needs, [one.seats for one in needs], [n for _, n in pool.frozen])
    earliest_n = tuple(notices.earliest_day(one, pool.asked_on, notice) for one in needs)
    found = Features(
        volunteers=volunteers,
        needs=needs,
        first_day=pool.first_day,
        capacity_v=capacity_v,
        seats_n=seats_n,
        minutes_left_v=_minutes_left(volunteers, needs, pool.frozen),
        minutes_n=frozen(np.array([one.minutes_a_month for one in needs], dtype=np.int64)),
        least_n=frozen(couples.still_wanting(needs, seats_n)),
        earliest_n=earliest_n,
        couple_v=frozen(couples.standing(volunteers, capacity_v)),
        blocked_n={},
        resting_n={},
        people=people.build(volunteers, needs),
        words=words.build(volunteers, needs, related),
        forms=forms.build(volunteers, needs, in_person),
        times=times.build(
            volunteers, notices.as_planned(needs, earliest_n), pool.first_day, before
        ),
        ways=ways.build(volunteers, needs, speeds, pool.roads),
    )
    return _with_parted(found, pool)


def moved(known: Features, pool: Pool) -> Features:
    """The same people as if built for the pool's day, with its pairs blocked and resting: what
    hangs on neither is shared.
    """
    first_day = pool.first_day
    needs = notices.as_planned(known.needs, known.earliest_n)
    is_same = first_day == known.first_day
    found = replace(
        known,
        first_day=first_day,
        times=known.times if is_same else times.build(known.volunteers, needs, first_day),
        blocked_n={},
        resting_n={},
        worked_out={},
    )
    return _with_parted(found, pool)


def farther(
    known: Features, volunteers: tuple[VolunteerProfile, ...], speeds: Speeds, roads: Roads
) -> Features | None:
    """The same pool, but for how far its volunteers go: all but the ways is shared. None where
    somebody is other in anything else.
    """
    told = _told_but_for_reach
    if [*map(told, known.volunteers)] != [*map(told, volunteers)]:
        return None
    return replace(
        known,
        volunteers=volunteers,
        ways=ways.build(volunteers, known.needs, speeds, roads),
        worked_out={},
    )


def _with_parted(found: Features, pool: Pool) -> Features:
    for parted_n, pairs in ((found.blocked_n, pool.blocked), (found.resting_n, pool.resting)):
        for v, n in found.rows(pairs):
            parted_n[n] = (*parted_n.get(n, ()), v)
    return found


def _free(side: Sequence[Profile], told: Sequence[int], asked: Iterable[str]) -> Ints:
    """What each has told, less those who have been asked."""
    taken = Counter(asked)
    rooms = [max(0, room - taken[one.id]) for one, room in zip(side, told, strict=True)]
    return frozen(np.array(rooms, dtype=np.int64))


def _minutes_left(
    volunteers: Sequence[VolunteerProfile],
    needs: Sequence[NeedProfile],
    asked: Iterable[tuple[str, str]],
) -> Ints:
    """What each has told of a month, less what she has been asked for in this pool (R18)."""
    takes = {one.id: one.minutes_a_month for one in needs}
    taken: Counter[str] = Counter()
    for volunteer_id, need_id in asked:
        taken[volunteer_id] += takes.get(need_id, 0)
    left = [
        NO_LIMIT if one.minutes_free is None else max(0, one.minutes_free - taken[one.id])
        for one in volunteers
    ]
    return frozen(np.array(left, dtype=np.int64))
