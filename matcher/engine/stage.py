"""What is asked of the assignment: the pairs that are held so far, and what each of them adds."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from matcher.engine.arrays import Bools, Ints
from matcher.engine.assignment import (
    Assignment,
    Graph,
    Prices,
    assign,
    proven,
    ties,
    with_ties,
)
from matcher.engine.candidates import Open, codes
from matcher.engine.features import Features
from matcher.engine.finding import Found, codes_of
from matcher.engine.params import FULL, THOUSANDTHS, Params
from matcher.engine.pool import Pool
from matcher.engine.scores import seat_values
from matcher.engine.search import Wanted
from matcher.engine.start import Start

MOST_ENTERING, SHARE_ENTERING = 50, 1_000  # of a need at a time, and of so many who might come
PER_CENT = 100  # values are thousandths of a point × per cent of the dial


@dataclass(frozen=True)
class Stage:
    """The pairs that are held so far, and what each of them adds."""

    pool: Pool
    found: Found
    priority_n: Ints
    start: Start | None = None
    before: Prices | None = None  # where it ended with some pairs less

    @cached_property
    def _values(self) -> tuple[Ints, int]:
        found = self.found
        params, features = found.book.params, found.features
        return pair_values(self.pool, params, features, found.open, self.priority_n)

    @property
    def unit(self) -> int:
        """Of the assignment, in a thousandth × per cent."""
        return self._values[1]

    @cached_property
    def whole(self) -> Graph:
        """What is asked of the solver."""
        found = self.found
        return _graph(found.features, found.open, self._values[0], found.locked_p)

    def best(self) -> Assignment:
        """Without regard to collisions: a small pool outright, a large one by shortlists."""
        if self.before is not None:
            return assign(self.whole, self.before)
        if self.found.details is None:
            return proven(self.whole)
        if self.start is None:
            return assign(self.whole)
        return assign(self.whole, self.start.near(self.found.features, self.whole, self.unit))

    def widened(self, plan: Assignment) -> "Stage":
        """With the pairs that were not held and would enter; the same where there is none."""
        found, fit = self.found, self.found.book.params.dial.fit
        left_out_n, seats_n = found.held.left_out_n, found.features.seats_n
        floor_n = self._floors(plan)
        doubtful_n = (left_out_n >= 0) & (seats_n > 0) & (fit * left_out_n >= floor_n)
        if not doubtful_n.any():
            return self
        price_v = (plan.price_v // self.unit).astype(np.int32)
        wanted = Wanted(
            floor_n.astype(np.int32),
            MOST_ENTERING,
            share=SHARE_ENTERING,
            scale=fit,
            price_v=price_v,
        )
        wider = found.with_entering(doubtful_n, wanted)
        if wider is found:
            return self
        return replace(self, found=wider, before=_carried(plan, found.open, wider.open))

    def _floors(self, plan: Assignment) -> Ints:
        """What fit less price must come to for a pair to be worth more than the need's rent.

        In thousandths × per cent, rounded down: however a draw falls, and as if the pair had been
        proposed before.
        """
        params, features = self.found.book.params, self.found.features
        seat_n = seat_values(features, self.priority_n, params)
        stability = params.stability_points * THOUSANDTHS * PER_CENT if self.pool.proposed else 0
        return plan.rent_n // self.unit - seat_n - stability - 1


def _carried(plan: Assignment, few: Open, wider: Open) -> Prices:
    """A plan's prices and pairs among some more pairs."""
    chosen = codes(few.v_p[plan.chosen_p], few.n_p[plan.chosen_p])
    return Prices(plan.price_v, np.isin(codes(wider.v_p, wider.n_p), chosen))


def pair_values(
    pool: Pool, params: Params, features: Features, found: Open, priority_n: Ints
) -> tuple[Ints, int]:
    """What each pair adds to the sum, with draws decided by a hash of the two ids; and the unit of
    the assignment, which is the same whoever is in the pool with as many seats.
    """
    seat_n = seat_values(features, priority_n, params)
    value_p = params.dial.fit * found.fit_p.astype(np.int64) + seat_n[found.n_p]
    stability = params.stability_points * THOUSANDTHS * PER_CENT
    if pool.proposed:
        again_p = np.isin(codes(found.v_p, found.n_p), codes_of(features, pool.proposed))
        value_p += again_p * stability
    draws_p = ties(
        [one.id for one in features.volunteers],
        [one.id for one in features.needs],
        found.v_p,
        found.n_p,
    )
    seats = int(features.seats_n.sum())
    return with_ties(value_p, draws_p, seats, largest=FULL * PER_CENT + stability)


def _graph(features: Features, found: Open, value_p: Ints, locked_p: Bools) -> Graph:
    return Graph(
        n_volunteers=len(features.volunteers),
        n_needs=len(features.needs),
        volunteer_p=found.v_p,
        need_p=found.n_p,
        value_p=value_p,
        capacity_v=features.capacity_v.astype(np.int32),
        seats_n=features.seats_n.astype(np.int32),
        locked_p=locked_p.copy(),
        barred_p=np.zeros(len(found), dtype=bool),
    )
