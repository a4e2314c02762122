"""Why not these two? The best week with them, and who pays for it.

A forced pair is a lock, a forbidden one a bar: the plan is put in balance around it from the
prices of the week (`trials`), and is then the one that a cold solve of the pool with that pair
locked or blocked finds. A pair that breaks a wish is no candidate of the week: it is put among
them first, at the value it would have had.
"""

from dataclasses import replace
from functools import cached_property

import numpy as np

from matcher.domain.answers import Difference, Forced, Refusal, WhyNot
from matcher.domain.errors import Missing
from matcher.domain.suggestions import Broken, Pair, RuleClass
from matcher.engine import rules as rulebook
from matcher.engine.answers.differences import difference
from matcher.engine.answers.trials import Change, Trials, values, who_with_whom
from matcher.engine.arrays import Ints
from matcher.engine.assignment import Rematch
from matcher.engine.candidates import Open, one_pair
from matcher.engine.finding import find
from matcher.engine.params import THOUSANDTHS
from matcher.engine.solving import Solved, chosen
from matcher.engine.stage import PER_CENT


class Forcing:
    """Questions about the pairs of a solved week. Raises Missing for an id not in the pool."""

    def __init__(self, solved: Solved) -> None:
        self._solved = solved

    def why_not(self, pair: Pair) -> WhyNot:
        """What forbids them; what the others would pay for them, or what they are worth."""
        v, n = self._rows(pair)
        bits, broken = self._broken(v, n)
        is_suggested = self._is_chosen(v, n)
        refused = self._refused(pair, v, n, bits)
        return WhyNot(
            pair=pair,
            broken=broken,
            is_suggested=is_suggested,
            forced=None if refused or is_suggested else self.forced(pair),
            forbidden=self.forbidden(pair) if is_suggested else None,
            refused=None if is_suggested else refused,
            locked=self._locked(v, n, refused),
        )

    def broken(self, pair: Pair) -> tuple[Broken, ...]:
        """What forbids them."""
        return self._broken(*self._rows(pair))[1]

    def forced(self, pair: Pair) -> Forced:
        """The best week with these two in it. Raises ValueError where `why_not` is refused."""
        return self._with_change(pair, Rematch.lock)

    def forbidden(self, pair: Pair) -> Forced:
        """The best week without these two; they must be possible."""
        if any(set(pair) & set(lost) for lost in self._solved.found.lost_locks):
            return self._without_anew(pair)
        return self._with_change(pair, Rematch.bar)

    def first(self, need_id: str) -> Forced | None:
        """The best week in which this need has somebody; None where nobody is possible.

        A need that has somebody costs nothing. For another, a pair costs at least what its prices
        lack, less what collisions have cost already: so the pairs are tried from the one that
        lacks least, until none left can cost less.
        """
        solved = self._solved
        n = self._need_row(need_id)
        if solved.placed_n[n]:
            given = solved.ids(int(np.flatnonzero(solved.chosen_p & (solved.open.n_p == n))[0]))
            return Forced(given, Difference(), cost=0, is_change=False)
        pairs = solved.found.of_need(n)
        lacks_p = self._lacks(pairs)
        best: Forced | None = None
        for p in np.argsort(lacks_p, kind="stable").tolist():
            if best is not None and lacks_p[p] >= best.cost:
                break
            v = int(pairs.v_p[p])
            pair = solved.features.volunteers[v].id, need_id
            if self._refused(pair, v, n, 0) is None:
                tried = self.forced(pair)
                best = tried if best is None or tried.cost < best.cost else best
        return best

    # Inside

    def _broken(self, v: int, n: int) -> tuple[int, tuple[Broken, ...]]:
        solved = self._solved
        found = one_pair(solved.features, solved.found.book, v, n)
        bits = int(found.broken_p[0])
        return bits, rulebook.told(solved.rules, bits, found.close_up(solved.features, 0))

    def _lacks(self, pairs: Open) -> Ints:
        """The least that forcing each of these can cost, in thousandths."""
        solved, plan = self._solved, self._solved.best
        lacks_p = plan.price_v[pairs.v_p] + plan.rent_n[pairs.n_p]
        lacks_p -= values(solved, pairs) + solved.collisions_cost
        return lacks_p // (solved.unit * PER_CENT)

    def _rows(self, pair: Pair) -> tuple[int, int]:
        rows = self._solved.features.row_of_volunteer
        if pair[0] not in rows:
            raise Missing("volunteer", pair[0])
        return rows[pair[0]], self._need_row(pair[1])

    def _need_row(self, need_id: str) -> int:
        if need_id not in self._solved.features.row_of_need:
            raise Missing("need", need_id)
        return self._solved.features.row_of_need[need_id]

    def _is_chosen(self, v: int, n: int) -> bool:
        chosen_p = self._solved.assignment.chosen_p
        v_p, n_p = self._solved.open.v_p[chosen_p], self._solved.open.n_p[chosen_p]
        return bool(((v_p == v) & (n_p == n)).any())

    def _refused(self, pair: Pair, v: int, n: int, bits: int) -> Refusal | None:
        """What no reason overrides, and who has no room beside what is locked."""
        solved, features = self._solved, self._solved.features
        if pair in solved.pool.frozen:
            return Refusal.ASKED
        if bits & _safety_but_room(solved):
            return Refusal.SAFETY
        if pair in solved.pool.resting:
            return Refusal.RESTING
        locked = np.flatnonzero(solved.found.locked_p)
        locks_v = int(np.count_nonzero(solved.open.v_p[locked] == v))
        locks_n = int(np.count_nonzero(solved.open.n_p[locked] == n))
        if features.capacity_v[v] <= locks_v:
            return Refusal.VOLUNTEER_FULL
        return Refusal.NEED_FULL if features.seats_n[n] <= locks_n else None

    def _locked(self, v: int, n: int, refused: Refusal | None) -> tuple[str, ...]:
        """To whom the one of them who is full is locked."""
        solved = self._solved
        pairs = [solved.ids(p) for p in np.flatnonzero(solved.found.locked_p).tolist()]
        volunteer_id, need_id = solved.features.volunteers[v].id, solved.features.needs[n].id
        if refused is Refusal.VOLUNTEER_FULL:
            return tuple(need for volunteer, need in pairs if volunteer == volunteer_id)
        if refused is Refusal.NEED_FULL:
            return tuple(volunteer for volunteer, need in pairs if need == need_id)
        return ()

    def _with_change(self, pair: Pair, change: Change) -> Forced:
        after = self._trials.tried(*self._rows(pair), change)
        return self._told(pair, after.fits, after.objective // self._solved.unit)

    def _without_anew(self, pair: Pair) -> Forced:
        """A lock that there was no room for may be kept now: the week is solved from the start."""
        v, n = self._rows(pair)
        features, pool = self._solved.features, self._solved.pool.without(pair)
        blocked_n = features.blocked_n | {n: (*features.blocked_n.get(n, ()), v)}
        other = replace(features, blocked_n=blocked_n, worked_out={})
        week = chosen(pool, find(pool, other, self._solved.found.book))
        plan = week.assignment
        return self._told(
            pair, who_with_whom(week, week.open, plan.chosen_p), plan.objective // week.unit
        )

    def _told(self, pair: Pair, after: dict[Pair, int], objective: int) -> Forced:
        told = difference(self._before, after)
        lost = self._solved.assignment.objective // self._solved.unit - objective
        fewer = self._kept(self._before) - self._kept(after)
        return Forced(
            pair=pair,
            difference=told,
            cost=(lost + PER_CENT // 2) // PER_CENT,
            is_change=bool(told.shifts),
            fewer_stay=fewer,
            stay_cost=fewer * self._solved.params.stability_points * THOUSANDTHS,
            fit_cost=-told.fit * self._solved.params.dial.fit // PER_CENT,
        )

    def _kept(self, plan: dict[Pair, int]) -> int:
        """How many of its pairs were suggested already, and wait for a decision."""
        return len(plan.keys() & self._solved.pool.proposed)

    @cached_property
    def _trials(self) -> Trials:
        return Trials(self._solved)

    @cached_property
    def _before(self) -> dict[Pair, int]:
        return who_with_whom(self._solved, self._solved.open, self._solved.assignment.chosen_p)


def _safety_but_room(solved: Solved) -> int:
    """The bits of safety's rules; that she has no room is told by itself."""
    bits = rulebook.safety_bits(solved.rules)
    room = next(k for k, rule in enumerate(solved.rules) if rule.id == "capacity")
    assert solved.rules[room].rule_class is RuleClass.SAFETY
    return bits & ~(1 << room)
