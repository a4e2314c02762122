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
from typing import NamedTuple

import numpy as np

from matcher.domain.availability import Availability, weekly
from matcher.domain.calendar_weeks import QUARTERS_IN_DAY
from matcher.engine.arrays import Bools, Ints
from matcher.engine.assignment import (
    Assignment,
    Graph,
    Rule,
    Way,
    groups,
    mended,
    mended_near,
    together,
)
from matcher.engine.features import Features, couples
from matcher.engine.features.times import QUARTER

EXACT_PAIRS = 20_000  # in a larger graph breaches are mended sweep by sweep
MOST_PLANS = 40

Row = tuple[int, int]  # volunteer, need


class Hours:
    """Whether a volunteer's needs can be laid apart, and her month holds them all; each answer is
    worked out once.
    """

    def __init__(self, features: Features) -> None:
        self.features = features
        self._known: dict[tuple[int, tuple[int, ...]], int] = {}
        self._alone: dict[Row, _Meeting] = {}

    def crowded(self, v: int, needs: Sequence[int]) -> int:
        """How many of her needs, from the first, cannot all be held; 0 where all can."""
        key = v, tuple(needs)
        if key not in self._known:
            self._known[key] = self._first_crowded(v, needs)
        return self._known[key]

    def _first_crowded(self, v: int, needs: Sequence[int]) -> int:
        taken: list[_Meeting] = []
        left = int(self.features.minutes_left_v[v])
        for number, need in enumerate(needs, start=1):
            left -= int(self.features.minutes_n[need])
            if left < 0:  # R18
                return number
            alone = found = self._best(v, need)
            if any(map(alone.meets, taken)):
                found = _meeting(self.features, (v, need), taken)
            if found.met < alone.met:
                return number
            taken.append(found)
        return 0

    def _best(self, v: int, need: int) -> "_Meeting":
        """The hour that a need of hers would have if she had no other."""
        if (v, need) not in self._alone:
            self._alone[v, need] = _meeting(self.features, (v, need))
        return self._alone[v, need]


def apart(hours: Hours, graph: Graph, best: Assignment) -> tuple[Graph, Assignment]:
    """The best plan in which all meetings can be held, and the graph without what it forbids."""
    rules = rules_of(hours)
    if len(rules) == 1 and not _with_several(graph, best.chosen_p):
        return graph, best
    if len(graph.need_p) <= EXACT_PAIRS:
        found = mended(graph, rules, free=best, most_plans=MOST_PLANS)
    else:
        tied_p = tied_pairs(hours.features, graph)
        found = mended_near(graph, rules, free=best, tied_p=tied_p)
    return found.graph, found.assignment


def rules_of(hours: Hours) -> list[Rule]:
    """What no plan may have: ties between volunteers broken, then meetings that collide."""
    return [*tied(hours.features), _collide(hours)]


def tied(features: Features) -> list[Rule]:
    """What ties volunteers to one another in this pool; mostly nothing."""
    both = couples.pairs(features.volunteers)
    rules = [together(both)] if both else []
    return [*rules, groups(features.least_n)] if (features.least_n > 1).any() else rules


def tied_pairs(features: Features, graph: Graph) -> Bools:
    """Pairs of couples, and of groups that are not yet large enough."""
    couple_v = np.zeros(graph.n_volunteers, dtype=bool)
    couple_v[[one for both in couples.pairs(features.volunteers) for one in both]] = True
    return couple_v[graph.volunteer_p] | (features.least_n > 1)[graph.need_p]


def busy_hours(
    features: Features, graph: Graph, chosen_p: Ints
) -> dict[Row, tuple[Availability, ...]]:
    """For each chosen pair that gives way to another of hers: the hours that others take."""
    hours: dict[Row, tuple[Availability, ...]] = {}
    for v, pairs in _with_several(graph, chosen_p).items():
        taken: list[_Meeting] = []
        for pair in pairs:
            need = int(graph.need_p[pair])
            found = _meeting(features, (v, need), taken)
            if taken:
                hours[v, need] = _hours(taken) if found.quarters else ()
            taken.append(found)
    return hours


def _collide(hours: Hours) -> Rule:
    """Pairs that cannot all be held: one of them has to go."""

    def breaches(graph: Graph, chosen_p: Ints) -> Iterator[Sequence[Way]]:
        for v, pairs in _with_several(graph, chosen_p).items():
            needs = [int(graph.need_p[pair]) for pair in pairs]
            if crowded := hours.crowded(v, needs):
                yield [Way(bar=(pair,)) for pair in pairs[:crowded]]

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
    weekday: int
    quarters: range  # of the day; empty where they share no hour
    hours: tuple[Availability, ...]  # what it takes of her time

    def meets(self, other: "_Meeting") -> bool:
        """Whether the two may fall into each other. Where not, the best hour stays the best."""
        one, two = self.quarters, other.quarters
        is_apart = one.stop <= two.start or two.stop <= one.start
        return bool(one and two and self.weekday == other.weekday and not is_apart)


def _meeting(features: Features, row: Row, taken: Sequence[_Meeting] = ()) -> _Meeting:
    """The hour of that weekday, every week; once only where the need is once only."""
    volunteer, need = row
    hers = features.volunteers[volunteer].availability
    slots = features.times.slots(hers, need, _hours(taken))
    if slots.start is None or slots.weekday is None:
        return _Meeting(slots.met, 0, range(0), ())
    first = (60 * slots.start.hour + slots.start.minute) // QUARTER
    last = min(first + features.times.wish_n[need].quarters, QUARTERS_IN_DAY)
    hour = weekly([slots.weekday], first, last).also_on_red_days()
    if features.needs[need].every_weeks == 0:
        hour = hour.between(slots.next_date, slots.next_date)
    return _Meeting(slots.met, slots.weekday, range(first, last), (hour,))


def _hours(taken: Sequence[_Meeting]) -> tuple[Availability, ...]:
    return tuple(hour for one in taken for hour in one.hours)
