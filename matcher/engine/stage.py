"""What is asked of the assignment: the pairs that are held so far, and what each of them adds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from matcher.engine.arrays import Bools, Ints
from matcher.engine.assignment import (
    Assignment,
    Graph,
    Hashes,
    Prices,
    assign,
    hashed,
    with_ties,
)
from matcher.engine.candidates import Open, codes
from matcher.engine.features import Features
from matcher.engine.finding import Found, codes_of
from matcher.engine.holding import COMES_NEAR, Doubtful, Seen
from matcher.engine.params import HUNDRED_POINTS, THOUSANDTHS, Params
from matcher.engine.pool import Pool
from matcher.engine.scores import seat_values
from matcher.engine.search import Best, Wanted
from matcher.engine.start import Start

MOST_ENTERING, SHARE_ENTERING = 50, 1_000  # of a need at a time, and of so many who might come
ENTERING = 250_000  # at a time, shared out among few needs: of those many may be worth the same
# Pairs a need that have entered; measured.
HARDLY_ANY, FEW = 0.02, 0.5  # with so few the plan is put in balance, or the auction goes on
FEW_FOR_ROOM = 3  # with so few it is put in balance where there is room: chains are short there
PER_CENT = 100  # values are thousandths of a point × per cent of the dial


@dataclass(frozen=True)
class Stage:
    """The pairs that are held so far, and what each of them adds."""

    pool: Pool
    found: Found
    priority_n: Ints
    start: Start | None = None
    # Where the solver begins, as `with_pairs` says; neither: from `start`, or from nothing
    before: Prices | None = None  # prices and pairs of a plan with hardly any pairs less
    from_v: Ints | None = None  # prices with a few pairs less
    valued: tuple[Ints, int] | None = None  # values of the pairs, and their unit

    @cached_property
    def _values(self) -> tuple[Ints, int]:
        return self.valued or self._worth(self.found.open)

    def _worth(self, some: Open) -> tuple[Ints, int]:
        params, features = self.found.book.params, self.found.features
        return pair_values(self.pool, params, features, some, self.priority_n)

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
        """The best plan of the pairs that are held, without regard to collisions."""
        return assign(self.whole, self.before or self._from_start(), from_v=self.from_v)

    def _from_start(self) -> Prices | None:
        """Where a count of nearly the same pool ended, of a pool that is held whole: of a large one
        other pairs may have been held then.
        """
        if self.start is None or self.found.details is None:
            return None
        return self.start.near(self.found.features, self.whole, self.unit)

    def unseen(self) -> Seen:
        """What is known of the pairs that are not held before any look."""
        features, fit = self.found.features, self.found.book.params.dial.fit
        return Seen.at_first(self.found.held, features.seats_n, len(features.volunteers), fit)

    def entering(self, plan: Assignment, known: Sequence[Seen]) -> tuple[Open, Seen]:
        """The pairs that are not held and would enter, and what is known of the others then."""
        floor_n, price_v = self._floors(plan), plan.price_v // self.unit
        wanted = self._wanted(floor_n, price_v)
        last = min(known, key=lambda look: look.fallen(price_v))  # least is left to look at since
        now, parts = last.at(price_v, floor_n), []
        for some in last.doubtful(price_v, floor_n, known):
            for best in self._looked_at(some, wanted, floor_n):
                now.most_n[best.rows_n] = best.left_out_n
                parts.append(best.pairs)
        new = Open.joined(parts)
        worth_p = wanted.worth(new.v_p, new.fit_p)
        if (worth_p >= floor_n[new.n_p]).any():
            return new, now
        # None enters: what came nearly in is left out as well, and known to be worth so much
        np.maximum.at(now.most_n, new.n_p, worth_p)
        return new.only(np.zeros(len(new), dtype=bool)), now

    def _looked_at(self, some: Doubtful, wanted: Wanted, floor_n: Ints) -> Iterator[Best]:
        """What is found among these; what is left out counts with it anybody else. More of each are
        let in where they are few needs.
        """
        if some.needs.any():
            others_n = np.minimum(some.others_n, floor_n - 1)
            each = max(MOST_ENTERING, ENTERING // int(some.needs.sum()))
            more = replace(wanted, least=each)
            for best in self.found.not_held(more, some.needs, some.volunteers):
                yield best._replace(left_out_n=np.maximum(best.left_out_n, others_n[best.rows_n]))

    def _wanted(self, floor_n: Ints, price_v: Ints) -> Wanted:
        """What is looked for at these prices: all that enters, and what comes nearly in."""
        return Wanted(
            (floor_n - COMES_NEAR).astype(np.int32),
            MOST_ENTERING,
            share=SHARE_ENTERING,
            scale=self.found.book.params.dial.fit,
            price_v=price_v.astype(np.int32),
        )

    def with_pairs(self, new: Open, plan: Assignment) -> "Stage":
        """With these held as well; the same where none is. By how many they are, `best` begins:

        hardly any     from the plan without them, which is put in balance; where there is room
                       (`FEW_FOR_ROOM`) from many more, since chains are short there
        few            from its prices, with which the auction goes on
        more           anew: the prices of volunteers whom nobody had listed are far too low
        """
        if not len(new):
            return self
        (value_p, unit), at = self._values, self.found.rows_for(new)
        values = np.insert(value_p, at, self._worth(new)[0]), unit
        wider = replace(
            self, found=self.found.with_pairs(new), valued=values, before=None, from_v=None
        )
        share, has_room = len(new) / len(plan.rent_n), self._has_room()
        if share > (FEW_FOR_ROOM if has_room else FEW):
            return wider
        if share > HARDLY_ANY and not has_room:
            return replace(wider, from_v=plan.price_v)
        held_p = np.zeros(len(self.found.open), dtype=bool)
        held_p[plan.chosen_p] = True
        return replace(wider, before=Prices(plan.price_v, np.insert(held_p, at, False)))

    def _has_room(self) -> bool:
        """More than there are seats: then a plan is put in balance by short chains."""
        features = self.found.features
        return bool(features.capacity_v.sum() > features.seats_n.sum())

    def _floors(self, plan: Assignment) -> Ints:
        """What fit less price must come to for a pair to be worth more than the need's rent.

        In thousandths × per cent, rounded down: however a draw falls, and as if the pair had been
        proposed before.
        """
        params, features = self.found.book.params, self.found.features
        seat_n = seat_values(features, self.priority_n, params)
        stability = params.stability_points * THOUSANDTHS * PER_CENT if self.pool.proposed else 0
        return plan.rent_n // self.unit - seat_n - stability - 1


def pair_values(
    pool: Pool, params: Params, features: Features, found: Open, priority_n: Ints
) -> tuple[Ints, int]:
    """What each pair adds to the sum, with draws decided by a hash of the two ids; and the unit of
    the assignment, which is the same whoever is in the pool with as many seats.
    """
    seat_n = seat_values(features, priority_n, params)
    value_p = params.dial.fit * found.fit_p.astype(np.int64)
    value_p += seat_n[found.n_p]
    stability = params.stability_points * THOUSANDTHS * PER_CENT
    if pool.proposed:
        again_p = np.isin(codes(found.v_p, found.n_p), codes_of(features, pool.proposed))
        value_p += again_p * stability
    hashes = features.once("hashes", lambda: _hashes(features))
    draws_p = hashes.draws(found.v_p, found.n_p)
    seats = int(features.seats_n.sum())
    return with_ties(value_p, draws_p, seats, largest=HUNDRED_POINTS * PER_CENT + stability)


def _hashes(features: Features) -> Hashes:
    return hashed([one.id for one in features.volunteers], [one.id for one in features.needs])


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
