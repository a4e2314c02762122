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
from matcher.engine.assignment import Change, Rematch, Way
from matcher.engine.assignment.conflicts import Path, best_first, walk
from matcher.engine.candidates import codes
from matcher.engine.collisions import EXACT_PAIRS, MOST_PLANS, apart, tied
from matcher.engine.features.words import Related
from matcher.engine.params import Params
from matcher.engine.pool import Pair, Pool
from matcher.engine.solving import Solved, solve


@dataclass(frozen=True, slots=True)
class Moved:
    """The pairs (volunteer's id, need's id) that a change took out of the plan, and put in."""

    out: frozenset[Pair]
    new: frozenset[Pair]


NO_CHANGE = Change((), ())


class _NotOpen(Exception):
    """The pair is forbidden by a rule, or already asked."""


class Live:
    """The plan of one pool. Each deed answers with what moved because of it.

    An accepted pair is settled: it leaves the plan with its hour and its seat, and is not told
    as moved. Raises KeyError for an id that is not in the pool.
    """

    _pool: Pool

    def __init__(self, pool: Pool, params: Params, related: Related) -> None:
        self._params, self._related = params, related
        self._open(pool)

    @property
    def pool(self) -> Pool:
        """The pool as it has become; a `match` of it tells everything about the plan."""
        for change in self._pending:
            self._pool = change(self._pool)
        self._pending.clear()
        return self._pool

    @property
    def pairs(self) -> frozenset[Pair]:
        """The plan."""
        return frozenset(map(self._solved.ids, self._held))

    def reject(self, pair: Pair) -> Moved:
        """Never these two."""
        self._rejected.add(pair)
        return self._deed(
            lambda pool: pool.without(pair), lambda: self._plan.bar(self._number(pair))
        )

    def lock(self, pair: Pair) -> Moved:
        """These two, whatever they are worth, where no safety rule or lack of room forbids it."""

        def locked(pool: Pool) -> Pool:
            return replace(pool, locked=pool.locked | {pair})

        if pair in self._rejected:
            return self._anew(locked(self.pool))
        return self._deed(locked, lambda: self._plan.lock(self._number(pair)))

    def accept(self, pair: Pair) -> Moved:
        """They have been asked: the pair keeps its place and is part of the plan no longer."""

        def frozen(pool: Pool) -> Pool:
            return replace(pool, frozen=pool.frozen | {pair})

        if pair in self._rejected or pair in self.pool.frozen:
            return self._anew(frozen(self.pool), pair)
        need = self._solved.features.row_of_need[pair[1]]
        if self._solved.features.seats_n[need] > 1:
            return self._anew(frozen(self.pool), pair)
        return self._deed(frozen, lambda: self._settled(self._number(pair)), settled=pair)

    def pause(self, volunteer_id: str) -> Moved:
        """She takes on nobody for now."""
        row = self._solved.features.row_of_volunteer[volunteer_id]

        def paused(pool: Pool) -> Pool:
            volunteers = tuple(
                replace(one, capacity=0) if one.id == volunteer_id else one
                for one in pool.volunteers
            )
            return replace(pool, volunteers=volunteers)

        if any(volunteer_id == one for one, _ in self.pool.locked):
            return self._anew(paused(self.pool))
        return self._deed(paused, lambda: self._plan.remove_volunteer(row))

    def withdraw(self, need_id: str) -> Moved:
        """Nobody more is wanted for it."""
        row = self._solved.features.row_of_need[need_id]

        def withdrawn(pool: Pool) -> Pool:
            needs = tuple(replace(one, seats=0) if one.id == need_id else one for one in pool.needs)
            return replace(pool, needs=needs)

        if any(need_id == one for _, one in self.pool.locked):
            return self._anew(withdrawn(self.pool))
        return self._deed(withdrawn, lambda: self._plan.remove_need(row))

    def add(self, newcomer: VolunteerProfile | NeedProfile) -> Moved:
        """Somebody new, or new facts about somebody: takes the place of whoever has that id."""
        if isinstance(newcomer, NeedProfile):
            needs = (one for one in self.pool.needs if one.id != newcomer.id)
            return self._anew(replace(self.pool, needs=(*needs, newcomer)))
        volunteers = (one for one in self.pool.volunteers if one.id != newcomer.id)
        return self._anew(replace(self.pool, volunteers=(*volunteers, newcomer)))

    # Inside: the plan without regard to collisions lives on in `_plan`; what mends them is laid
    # on it and taken off again, as ways of its own (`_path`) or beside it (`_aside`).

    def _open(self, pool: Pool) -> None:
        self._pool = pool
        self._pending: list[Callable[[Pool], Pool]] = []
        self._rejected: set[Pair] = set(pool.blocked)
        self._solved: Solved = solve(pool, self._params, self._related)
        solved = self._solved
        self._plan = Rematch(solved.whole, solved.best)
        self._path: Path = ()  # ways in which the living plan has been kept from collisions
        self._codes = codes(solved.open.v_p, solved.open.n_p)
        self._hours = solved.hours
        self._tied = bool(tied(solved.features))  # volunteers to one another: rare, so anew
        self._of_v: dict[int, set[int]] = {}
        self._crowded: set[int] = set()
        self._held: set[int] = set()
        self._was_held: dict[int, bool] = {}  # of the pairs that the last deed touched
        self._aside = NO_CHANGE  # collisions mended outside the living plan
        self._take_in(Change((), tuple(solved.best.chosen_p.tolist())))
        self._mend()

    def _anew(self, pool: Pool, settled: Pair | None = None) -> Moved:
        before = self.pairs
        self._open(pool)
        after = self.pairs
        return Moved((before - after) - {settled}, after - before)

    def _deed(
        self,
        change_pool: Callable[[Pool], Pool],
        deed: Callable[[], Change],
        settled: Pair | None = None,
    ) -> Moved:
        """Around the change; anew where a lost lock may come back, or the deed cannot be done.

        From the plan without regard to collisions: which of them is mended how, and whether at
        all, may turn with every change.
        """
        if self._solved.found.lost_locks or self._tied:
            return self._anew(change_pool(self.pool), settled)
        self._was_held.clear()
        self._unmend()
        try:
            self._take_in(deed())
        except (ValueError, _NotOpen):  # no room for a lock, or a pair that some rule forbids
            self._mend()
            return self._anew(change_pool(self.pool), settled)
        self._mend()
        self._pending.append(change_pool)
        return self._moved(settled)

    def _mend(self) -> None:
        """Lay the meetings of each volunteer apart in the plan that disregards them."""
        if not self._crowded and not self._tied:
            return
        if not self._tied and len(self._codes) <= EXACT_PAIRS:
            path = best_first(self._plan, self._breach, most_plans=MOST_PLANS, watch=self._take_in)
            if path is not None:
                self._path = path
                return
        _, mended = apart(self._hours, self._plan.graph, self._plan.assignment)
        chosen = set(mended.chosen_p.tolist())
        self._aside = Change(tuple(self._held - chosen), tuple(chosen - self._held))
        self._take_in(self._aside)

    def _unmend(self) -> None:
        """Back to the plan that disregards them."""
        self._path = walk(self._plan, self._path, (), self._take_in)
        self._take_in(Change(self._aside.in_p, self._aside.out_p))
        self._aside = NO_CHANGE

    def _breach(self) -> list[Way] | None:
        """The ways to mend the first collision, as `collisions` tells them of a whole plan."""
        for v in sorted(self._crowded, key=lambda v: min(self._of_v[v])):
            pairs = sorted(self._of_v[v])[: self._hours.crowded(v, self._needs_of(v))]
            if ways := [Way(bar=(pair,)) for pair in pairs if not self._plan.is_locked(pair)]:
                return ways
        return None

    def _take_in(self, change: Change) -> None:
        """Who holds what in the plan as it stands, and whose hours collide in it."""
        v_p = self._solved.open.v_p
        for number in change.out_p:
            self._was_held.setdefault(number, True)
            self._held.discard(number)
            self._of_v[int(v_p[number])].discard(number)
        for number in change.in_p:
            self._was_held.setdefault(number, False)
            self._held.add(number)
            self._of_v.setdefault(int(v_p[number]), set()).add(number)
        for v in {int(v_p[number]) for number in (*change.out_p, *change.in_p)}:
            self._crowded.discard(v)
            if len(self._of_v[v]) > 1 and self._hours.crowded(v, self._needs_of(v)):
                self._crowded.add(v)

    def _needs_of(self, v: int) -> list[int]:
        return [int(self._solved.open.n_p[number]) for number in sorted(self._of_v[v])]

    def _moved(self, settled: Pair | None) -> Moved:
        ids, was_held = self._solved.ids, self._was_held
        out = frozenset(ids(p) for p, was in was_held.items() if was and p not in self._held)
        new = frozenset(ids(p) for p, was in was_held.items() if not was and p in self._held)
        return Moved(out - {settled}, new)

    def _settled(self, number: int) -> Change:
        """An accepted pair is no longer part of the plan, whoever comes in its place."""
        held = (number,) if number in self._held else ()
        change = self._plan.accept(number)
        return Change((*held, *change.out_p), change.in_p)

    def _number(self, pair: Pair) -> int:
        """The pair among the open ones. Raises _NotOpen where it is not."""
        features = self._solved.features
        v, n = features.row_of_volunteer[pair[0]], features.row_of_need[pair[1]]
        number = int(np.searchsorted(self._codes, n << 32 | v))
        if number == len(self._codes) or self._codes[number] != n << 32 | v:
            raise _NotOpen(pair)
        return number
