"""A week's plan that follows what people decide: each answer leaves it the best there is.

A change touches a pair or two and the prices of everybody else stay right, so the plan is only
put in balance around it (`assignment.rematch`). What moves the values of other pairs (a newcomer
changes what is rare; a seat less changes what each of the others is worth) is solved anew. Either
way the plan is the one that `match` finds in the pool as it has become.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from matcher.domain.needs import NeedProfile
from matcher.domain.volunteers import VolunteerProfile
from matcher.engine.assignment import Change, Rematch
from matcher.engine.candidates import codes
from matcher.engine.collisions import Hours, apart
from matcher.engine.features.words import Related
from matcher.engine.params import Params
from matcher.engine.pool import Pair, Pool
from matcher.engine.solving import Solved, solve


@dataclass(frozen=True, slots=True)
class Moved:
    """The pairs (volunteer's id, need's id) that a change took out of the plan, and put in."""

    out: frozenset[Pair]
    new: frozenset[Pair]


class _NotOpen(Exception):
    """The pair is forbidden by a rule, or already asked."""


class Live:
    """The plan of one pool. Each deed answers with what moved because of it.

    An accepted pair is settled: it leaves the plan with its hour and its seat, and is not told
    as moved. Raises KeyError for an id that is not in the pool.
    """

    def __init__(self, pool: Pool, params: Params, related: Related) -> None:
        self._params, self._related = params, related
        self._open(pool)

    @property
    def pool(self) -> Pool:
        """The pool as it has become; a `match` of it tells everything about the plan."""
        return self._pool

    @property
    def pairs(self) -> frozenset[Pair]:
        """The plan."""
        return frozenset(map(self._solved.ids, self._held))

    def reject(self, pair: Pair) -> Moved:
        """Never these two."""
        return self._deed(self._pool.without(pair), lambda: self._plan.bar(self._number(pair)))

    def lock(self, pair: Pair) -> Moved:
        """These two, whatever they are worth, where no safety rule or lack of room forbids it."""
        locked = replace(self._pool, locked=self._pool.locked | {pair})
        if pair in self._pool.blocked:
            return self._anew(locked)
        return self._deed(locked, lambda: self._plan.lock(self._number(pair)))

    def accept(self, pair: Pair) -> Moved:
        """They have been asked: the pair keeps its place and is part of the plan no longer."""
        frozen = replace(self._pool, frozen=self._pool.frozen | {pair})
        if pair in self._pool.frozen or pair in self._pool.blocked:
            return self._anew(frozen, pair)
        need = self._solved.features.row_of_need[pair[1]]
        if self._solved.features.seats_n[need] > 1:
            return self._anew(frozen, pair)

        return self._deed(frozen, lambda: self._settle(self._number(pair)), settled=pair)

    def pause(self, volunteer_id: str) -> Moved:
        """She takes on nobody for now."""
        row = self._solved.features.row_of_volunteer[volunteer_id]
        paused = tuple(
            replace(one, capacity=0) if one.id == volunteer_id else one
            for one in self._pool.volunteers
        )
        pool = replace(self._pool, volunteers=paused)
        if any(volunteer_id == one for one, _ in pool.locked):
            return self._anew(pool)
        return self._deed(pool, lambda: self._plan.remove_volunteer(row))

    def withdraw(self, need_id: str) -> Moved:
        """Nobody more is wanted for it."""
        row = self._solved.features.row_of_need[need_id]
        withdrawn = tuple(
            replace(one, seats=0) if one.id == need_id else one for one in self._pool.needs
        )
        pool = replace(self._pool, needs=withdrawn)
        if any(need_id == one for _, one in pool.locked):
            return self._anew(pool)
        return self._deed(pool, lambda: self._plan.remove_need(row))

    def add(self, newcomer: VolunteerProfile | NeedProfile) -> Moved:
        """Somebody new, or new facts about somebody: takes the place of whoever has that id."""
        if isinstance(newcomer, NeedProfile):
            needs = (one for one in self._pool.needs if one.id != newcomer.id)
            return self._anew(replace(self._pool, needs=(*needs, newcomer)))
        volunteers = (one for one in self._pool.volunteers if one.id != newcomer.id)
        return self._anew(replace(self._pool, volunteers=(*volunteers, newcomer)))

    # Inside

    def _open(self, pool: Pool) -> None:
        self._pool = pool
        self._solved: Solved = solve(pool, self._params, self._related)
        solved = self._solved
        self._plan = Rematch(solved.whole, solved.best)  # without regard to collisions
        self._codes = codes(solved.open.v_p, solved.open.n_p)
        self._hours = Hours(solved.features)
        self._of_v: dict[int, set[int]] = {}
        self._crowded: set[int] = set()
        self._take_in(Change((), tuple(solved.best.chosen_p.tolist())))
        self._held: set[int] = set(solved.assignment.chosen_p.tolist())

    def _anew(self, pool: Pool, settled: Pair | None = None) -> Moved:
        before = self.pairs
        self._open(pool)
        after = self.pairs
        return Moved((before - after) - {settled}, after - before)

    def _deed(self, pool: Pool, deed: Callable[[], Change], settled: Pair | None = None) -> Moved:
        """Around the change; anew where a lost lock may come back, or the deed cannot be done."""
        if self._solved.found.lost_locks:
            return self._anew(pool, settled)
        try:
            change = deed()
        except (ValueError, _NotOpen):  # no room for a lock, or a pair that some rule forbids
            return self._anew(pool, settled)
        self._pool, was_crowded = pool, bool(self._crowded)
        self._take_in(change)
        if was_crowded or self._crowded:
            return self._mended(settled)
        self._held = (self._held - set(change.out_p)) | set(change.in_p)
        ids = self._solved.ids
        return Moved(frozenset(map(ids, change.out_p)), frozenset(map(ids, change.in_p)))

    def _mended(self, settled: Pair | None) -> Moved:
        """Lay the meetings of each volunteer apart in the plan that disregards them."""
        before = self.pairs
        _, mended = apart(self._hours, self._plan.graph, self._plan.assignment)
        self._held = set(mended.chosen_p.tolist())
        after = self.pairs
        return Moved((before - after) - {settled}, after - before)

    def _take_in(self, change: Change) -> None:
        """Who holds what in the plan without regard to collisions, and whose hours collide."""
        v_p, n_p = self._solved.open.v_p, self._solved.open.n_p
        for number in change.out_p:
            self._of_v[int(v_p[number])].discard(number)
        for number in change.in_p:
            self._of_v.setdefault(int(v_p[number]), set()).add(number)
        for v in {int(v_p[number]) for number in (*change.out_p, *change.in_p)}:
            needs = sorted(int(n_p[number]) for number in self._of_v[v])
            self._crowded.discard(v)
            if len(needs) > 1 and self._hours.crowded(v, needs):
                self._crowded.add(v)

    def _settle(self, number: int) -> Change:
        change = self._plan.accept(number)
        self._held.discard(number)
        v = int(self._solved.open.v_p[number])
        if number in self._of_v.get(v, ()):
            self._take_in(Change((number,), ()))
        return change

    def _number(self, pair: Pair) -> int:
        """The pair among the open ones. Raises _NotOpen where it is not."""
        features = self._solved.features
        v, n = features.row_of_volunteer[pair[0]], features.row_of_need[pair[1]]
        number = int(np.searchsorted(self._codes, n << 32 | v))
        if number == len(self._codes) or self._codes[number] != n << 32 | v:
            raise _NotOpen(pair)
        return number
