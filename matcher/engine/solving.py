"""From scored pairs to the best set of them: values by the dial, locks, and the assignment."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from matcher.engine import criteria as all_of_them
from matcher.engine import features as arrays_of
from matcher.engine import rules as rulebook
from matcher.engine.arrays import Bools, Ints
from matcher.engine.assignment import Assignment, Graph, assign, ties, with_ties
from matcher.engine.candidates import Candidates, is_one_wish, sift
from matcher.engine.criteria import Criterion
from matcher.engine.features import Features
from matcher.engine.features.words import Related
from matcher.engine.params import THOUSANDTHS, Params
from matcher.engine.pool import Pair, Pool
from matcher.engine.prices import Lowest, lowest_prices
from matcher.engine.rules import Marks, Rule
from matcher.engine.scores import most_c, priorities, seat_values

PER_CENT = 100  # values are thousandths of a point × per cent of the dial


@dataclass(frozen=True)
class Solved:
    """A pool with its best set of pairs. ``open`` pairs are those that might have been chosen."""

    pool: Pool
    params: Params
    features: Features
    rules: Sequence[Rule]
    criteria: Sequence[Criterion]
    most_c: Ints
    broken_vn: Marks  # a bit for each broken rule, of every pair
    near: Candidates  # one wish from being open
    open: Candidates
    priority_n: Ints
    value_p: Ints  # of the open pairs, in units of the assignment
    unit: int  # of the assignment, in a thousandth × per cent
    graph: Graph
    assignment: Assignment
    lost_locks: tuple[Pair, ...]

    @cached_property
    def chosen_p(self) -> Bools:
        """Which of the open pairs were chosen."""
        marked = np.zeros(len(self.open), dtype=bool)
        marked[self.assignment.chosen_p] = True
        return marked

    @cached_property
    def lowest(self) -> Lowest:
        """Prices and rents in units of the assignment."""
        return lowest_prices(self.graph, self.chosen_p)

    @cached_property
    def price_v(self) -> Ints:
        """What one more hour of a volunteer would be worth to the others, in thousandths."""
        thousandth = self.unit * PER_CENT
        return (self.lowest.price_v + thousandth // 2) // thousandth  # ties fall away

    @cached_property
    def placed_n(self) -> Ints:
        """How many volunteers each need has been given."""
        return np.bincount(
            self.open.n_p[self.assignment.chosen_p], minlength=len(self.features.needs)
        )

    @cached_property
    def placed_v(self) -> Ints:
        """How many needs each volunteer has been given."""
        return np.bincount(
            self.open.v_p[self.assignment.chosen_p], minlength=len(self.features.volunteers)
        )

    @cached_property
    def others(self) -> dict[int, list[int]]:
        """Each open need's pairs that were not chosen, by fit less price."""
        found = self.open
        net_p = self.value_p - self.lowest.price_v[found.v_p]
        order = np.lexsort((-net_p, found.n_p))
        order = order[~self.chosen_p[order] & (self.features.seats_n[found.n_p[order]] > 0)]
        lists: dict[int, list[int]] = {}
        for n, p in zip(found.n_p[order].tolist(), order.tolist(), strict=True):
            lists.setdefault(n, []).append(p)
        return lists

    def ids(self, p: int) -> Pair:
        """The ids of an open pair."""
        features = self.features
        return features.volunteers[self.open.v_p[p]].id, features.needs[self.open.n_p[p]].id


def solve(pool: Pool, params: Params, related: Related) -> Solved:
    """Features, rules, scores, assignment: the pipeline down to the chosen pairs."""
    features = arrays_of.build(pool, related, params.speeds)
    rules, criteria = rulebook.all_rules(params), all_of_them.all_criteria(params)
    asked_for = set(features.rows(pool.locked - pool.frozen))
    sifted = sift(features, rules, criteria, params, also=asked_for)
    locked = _kept(features, sifted.broken_vn, rules, asked_for)
    found, locked_p = sifted.candidates, _are_in(locked, sifted.candidates)
    open_p = (found.broken_p == 0) | locked_p
    open_p &= ~_are_in(set(features.rows(pool.frozen)), found)
    candidates = found.only(open_p)
    priority_n = priorities(features, params)
    value_p, unit = _values(pool, params, features, candidates, priority_n)
    graph = _graph(features, candidates, value_p, locked_p[open_p])
    return Solved(
        pool=pool,
        params=params,
        features=features,
        rules=rules,
        criteria=criteria,
        most_c=most_c(criteria, params),
        broken_vn=sifted.broken_vn,
        near=found.only(is_one_wish(rules, found.broken_p) & ~locked_p),
        open=candidates,
        priority_n=priority_n,
        value_p=value_p,
        unit=unit,
        graph=graph,
        assignment=assign(graph),
        lost_locks=_lost(pool, features, locked),
    )


def _kept(
    features: Features, broken_vn: Marks, rules: Sequence[Rule], locked: set[tuple[int, int]]
) -> set[tuple[int, int]]:
    """The locks that can be kept: none against a safety rule, none beyond room and seats."""
    safety = rulebook.safety_bits(rules)
    room_v, room_n = features.capacity_v.copy(), features.seats_n.copy()
    kept = set()
    for v, n in sorted(locked):
        if not int(broken_vn[v, n]) & safety and room_v[v] and room_n[n]:
            room_v[v], room_n[n] = room_v[v] - 1, room_n[n] - 1
            kept.add((v, n))
    return kept


def _lost(pool: Pool, features: Features, kept: set[tuple[int, int]]) -> tuple[Pair, ...]:
    told = {(features.volunteers[v].id, features.needs[n].id) for v, n in kept}
    return tuple(sorted(pool.locked - pool.frozen - told))


def _are_in(rows: set[tuple[int, int]], found: Candidates) -> Bools:
    marked = np.zeros(len(found), dtype=bool)
    if rows:
        codes = np.array([n << 32 | v for v, n in rows], dtype=np.int64)
        marked = np.isin(found.n_p << 32 | found.v_p, codes)
    return marked


def _values(
    pool: Pool, params: Params, features: Features, found: Candidates, priority_n: Ints
) -> tuple[Ints, int]:
    """What each pair adds to the sum, with draws decided by a hash of the two ids."""
    seat_n = seat_values(features, priority_n, params)
    value_p = params.dial.fit * found.fit_p + seat_n[found.n_p]
    again_p = _are_in(set(features.rows(pool.proposed)), found)
    value_p += again_p * (params.stability_points * THOUSANDTHS * PER_CENT)
    draws_p = ties(
        [one.id for one in features.volunteers],
        [one.id for one in features.needs],
        found.v_p.astype(np.int32),
        found.n_p.astype(np.int32),
    )
    return with_ties(value_p, draws_p, int(features.seats_n.sum()))


def _graph(features: Features, found: Candidates, value_p: Ints, locked_p: Bools) -> Graph:
    return Graph(
        n_volunteers=len(features.volunteers),
        n_needs=len(features.needs),
        volunteer_p=found.v_p.astype(np.int32),
        need_p=found.n_p.astype(np.int32),
        value_p=value_p,
        capacity_v=features.capacity_v.astype(np.int32),
        seats_n=features.seats_n.astype(np.int32),
        locked_p=locked_p.copy(),
        barred_p=np.zeros(len(found), dtype=bool),
    )
