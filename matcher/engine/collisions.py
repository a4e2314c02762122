"""Two suggestions of one volunteer in the same hour: laid apart if they can be, else one of them.
And what else ties pairs to each other: couples who go together, groups too small to begin.

Prices cannot say this. A volunteer's suggestions of the week are laid one after the other, by
need: each takes its best hour that the ones before have left free. Where that is not met as
often as its own best hour, the two collide, and the plan is mended (`assignment.conflicts`): one
of the pairs is forbidden, and all is solved again around it. Likewise a pair of one half of a
couple is forbidden, or both are kept; and a group is filled, or left.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from matcher.domain.availability import Availability, Slots, weekly
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
    """Whether a volunteer's needs can be laid apart; each answer is worked out once."""

    def __init__(self, features: Features) -> None:
        self.features = features
        self._known: dict[tuple[int, tuple[int, ...]], int] = {}

    def crowded(self, v: int, needs: Sequence[int]) -> int:
        """How many of her needs, from the first, cannot be laid apart; 0 where all can."""
        key = v, tuple(needs)
        if key not in self._known:
            self._known[key] = self._first_crowded(v, needs)
        return self._known[key]

    def _first_crowded(self, v: int, needs: Sequence[int]) -> int:
        taken: tuple[Availability, ...] = ()
        for number, need in enumerate(needs, start=1):
            slots = _slots(self.features, (v, need), taken)
            if taken and slots.met < _slots(self.features, (v, need), ()).met:
                return number
            taken += _hours(self.features, need, slots)
        return 0


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
        taken: tuple[Availability, ...] = ()
        for pair in pairs:
            need = int(graph.need_p[pair])
            slots = _slots(features, (v, need), taken)
            if taken:
                hours[v, need] = taken if slots.start else ()
            taken += _hours(features, need, slots)
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


def _slots(features: Features, row: Row, taken: tuple[Availability, ...]) -> Slots:
    volunteer, need = row
    return features.times.slots(features.volunteers[volunteer].availability, need, taken)


def _hours(features: Features, need: int, slots: Slots) -> tuple[Availability, ...]:
    """The hour of that weekday, every week; once only where the need is once only."""
    if slots.start is None or slots.weekday is None:
        return ()
    first = (60 * slots.start.hour + slots.start.minute) // QUARTER
    last = min(first + features.times.wish_n[need].quarters, QUARTERS_IN_DAY)
    hour = weekly([slots.weekday], first, last).also_on_red_days()
    once = features.needs[need].every_weeks == 0
    return (hour.between(slots.next_date, slots.next_date) if once else hour,)
