"""Two suggestions of one volunteer in the same hour: laid apart if they can be, else one of them.
Likewise two that together take more of her month than she gives. And what else ties pairs to each
other: couples who go together, groups too small to begin.

Prices cannot say this. A volunteer's suggestions of the week are laid one after the other, by
need: each takes its best hour that the ones before have left free. Where that is not met as
often as its own best hour, the two collide, and the plan is mended (`assignment.conflicts`): one
of the pairs is forbidden, and all is solved again around it. Likewise a pair of one half of a
couple is forbidden, or both are kept; and a group is filled, or left.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import reduce
from operator import or_
from typing import NamedTuple

import numpy as np

from matcher.domain.availability import Availability, regular, weekly
from matcher.domain.calendar_weeks import QUARTERS_IN_DAY
from matcher.domain.when.slots import QUARTERS_IN_WEEK
from matcher.engine.arrays import Bools, Ints
from matcher.engine.assignment import (
    Assignment,
    Branch,
    Constraint,
    Graph,
    groups,
    mended,
    mended_near,
    together,
)
from matcher.engine.features import Features, couples
from matcher.engine.features.times import MOST_WEEKS

EVERY_WEEK = sum(1 << QUARTERS_IN_WEEK * week for week in range(MOST_WEEKS))  # ahead, at the most
EXACT_PAIRS = 20_000  # in a larger graph breaches are mended sweep by sweep
MOST_PLANS = 40

Row = tuple[int, int]  # volunteer, need


class Diaries:
    """Each volunteer's weeks ahead: whether her needs can be laid apart there, and her month holds
    them all. Each answer is worked out once.
    """

    def __init__(self, features: Features) -> None:
        self.features = features
        self._known: dict[tuple[int, tuple[int, ...]], int] = {}
        self._alone: dict[Row, _Meeting] = {}
        self._mask_v: dict[int, int] = {}

    def crowded(self, v: int, needs: Sequence[int]) -> int:
        """How many of her needs, from the first, cannot all be held; 0 where all can."""
        key = v, tuple(needs)
        if key not in self._known:
            self._known[key] = self._first_crowded(v, needs)
        return self._known[key]

    def busy(self, v: int, needs: Sequence[int]) -> Iterator[tuple[int, tuple[Availability, ...]]]:
        """Of her needs, laid in order, those after the first: each with the hours that others
        take; none where it has none itself.
        """
        taken: list[_Meeting] = []
        for need in needs:
            found = self._meeting(v, need, _together(taken))
            if taken:
                hours = (hour for one in taken for hour in one.hours(self.features.first_day))
                yield need, tuple(hours) if found.quarters else ()
            taken.append(found)

    def _first_crowded(self, v: int, needs: Sequence[int]) -> int:
        taken = 0
        left = int(self.features.minutes_left_v[v])
        for number, need in enumerate(needs, start=1):
            left -= int(self.features.minutes_n[need])
            if left < 0:  # R18
                return number
            alone = found = self._best(v, need)
            if alone.takes & taken:  # where not, the best hour stays the best
                found = self._meeting(v, need, taken)
            if found.met < alone.met:
                return number
            taken |= found.takes
        return 0

    def _best(self, v: int, need: int) -> "_Meeting":
        """The hour that a need of hers would have if she had no other."""
        if (v, need) not in self._alone:
            self._alone[v, need] = self._meeting(v, need, 0)
        return self._alone[v, need]

    def _meeting(self, v: int, need: int, taken: int) -> "_Meeting":
        """The best hour outside what is taken of the weeks ahead."""
        times = self.features.times
        if v not in self._mask_v:
            hers = self.features.volunteers[v].availability
            self._mask_v[v] = hers.mask(times.first_day, times.weeks)
        rhythm = times.rhythm_n[need]
        both = self._mask_v[v] & times.mask_n[need] & ~taken
        its_weeks = (1 << QUARTERS_IN_WEEK * rhythm.weeks) - 1
        found = regular(
            (both >> QUARTERS_IN_WEEK * rhythm.first_week) & its_weeks,
            quarters=rhythm.quarters,
            every_weeks=rhythm.every_weeks,
            weeks=rhythm.weeks,
            turns_at=rhythm.turns,
        )
        if found is None:
            return _NOWHERE
        is_once = self.features.needs[need].every_weeks == 0
        return _Meeting(
            met=len(found.weeks),
            first=found.quarter,
            quarters=min(rhythm.quarters, QUARTERS_IN_DAY - found.quarter % QUARTERS_IN_DAY),
            only_week=rhythm.first_week + found.weeks[0] if is_once else None,
        )


def apart(diaries: Diaries, graph: Graph, best: Assignment) -> tuple[Graph, Assignment]:
    """The best plan in which all meetings can be held, and the graph without what it forbids."""
    constraints = constraints_of(diaries)
    if len(constraints) == 1 and not _with_several(graph, best.chosen_p):
        return graph, best
    if len(graph.need_p) <= EXACT_PAIRS:
        found = mended(graph, constraints, free=best, most_plans=MOST_PLANS)
    else:
        tied_p = tied_pairs(diaries.features, graph)
        found = mended_near(graph, constraints, free=best, tied_p=tied_p)
    return found.graph, found.assignment


def constraints_of(diaries: Diaries) -> list[Constraint]:
    """What no plan may have: ties between volunteers broken, then meetings that collide."""
    return [*tied(diaries.features), _collide(diaries)]


def tied(features: Features) -> list[Constraint]:
    """What ties volunteers to one another in this pool; mostly nothing."""
    both = couples.pairs(features.volunteers)
    constraints = [together(both)] if both else []
    return [*constraints, groups(features.least_n)] if (features.least_n > 1).any() else constraints


def tied_pairs(features: Features, graph: Graph) -> Bools:
    """Pairs of couples, and of groups that are not yet large enough."""
    couple_v = np.zeros(graph.n_volunteers, dtype=bool)
    couple_v[[one for both in couples.pairs(features.volunteers) for one in both]] = True
    return couple_v[graph.volunteer_p] | (features.least_n > 1)[graph.need_p]


def busy_hours(
    features: Features, graph: Graph, chosen_p: Ints
) -> dict[Row, tuple[Availability, ...]]:
    """For each chosen pair that gives way to another of hers: the hours that others take."""
    diaries = Diaries(features)
    return {
        (v, need): taken
        for v, pairs in _with_several(graph, chosen_p).items()
        for need, taken in diaries.busy(v, [int(graph.need_p[pair]) for pair in pairs])
    }


def _collide(diaries: Diaries) -> Constraint:
    """Pairs that cannot all be held: one of them has to go."""

    def breaches(graph: Graph, chosen_p: Ints) -> Iterator[Sequence[Branch]]:
        for v, pairs in _with_several(graph, chosen_p).items():
            needs = [int(graph.need_p[pair]) for pair in pairs]
            if crowded := diaries.crowded(v, needs):
                yield [Branch(bar=(pair,)) for pair in pairs[:crowded]]

    return breaches


def _with_several(graph: Graph, chosen_p: Ints) -> dict[int, list[int]]:
    """Volunteers with more than one chosen pair, and those pairs by need."""
    v_p = graph.volunteer_p[chosen_p]
    several = np.bincount(v_p, minlength=graph.n_volunteers) > 1
    rows: dict[int, list[int]] = {}
    for pair in np.sort(chosen_p[several[v_p]]).tolist():
        rows.setdefault(int(graph.volunteer_p[pair]), []).append(pair)
    return rows


class _Meeting(NamedTuple):
    """The hour in which a volunteer would meet a need, and how often it would be held."""

    met: int
    first: int  # quarter of the week, from the first day's midnight
    quarters: int  # until midnight at the most; 0 where they share no hour
    only_week: int | None  # of the weeks ahead, where the need is once only

    @property
    def takes(self) -> int:
        """What it takes of the weeks ahead, as a mask: the hour of that weekday, every week."""
        hour = ((1 << self.quarters) - 1) << self.first
        if self.only_week is not None:
            return hour << QUARTERS_IN_WEEK * self.only_week
        return hour * EVERY_WEEK

    def hours(self, first_day: date) -> Iterator[Availability]:
        """The same, as it is told."""
        if self.quarters:
            day, first = divmod(self.first, QUARTERS_IN_DAY)
            weekday = (first_day + timedelta(days=day)).weekday()
            hour = weekly([weekday], first, first + self.quarters).also_on_red_days()
            if self.only_week is not None:
                only = first_day + timedelta(days=day, weeks=self.only_week)
                hour = hour.between(only, only)
            yield hour


_NOWHERE = _Meeting(0, 0, 0, None)


def _together(taken: Sequence[_Meeting]) -> int:
    """What they take of the weeks ahead."""
    return reduce(or_, (one.takes for one in taken), 0)
