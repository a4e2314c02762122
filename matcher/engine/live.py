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
from matcher.engine.branches import Branch, Deed, Rows
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
        self._decided.add(pair)
        return self._deed(
            lambda pool: pool.without(pair),
            lambda: _barring(self._number(pair)),
        )

    def lock(self, pair: Pair) -> Moved:
        """These two, whatever they are worth, where no safety rule or lack of room forbids it."""

        def locked(pool: Pool) -> Pool:
            return replace(pool, locked=pool.locked | {pair})

        if pair in self._decided:
            return self._anew(locked(self.pool))
        return self._deed(locked, lambda: _locking(self._number(pair)))

    def accept(self, pair: Pair) -> Moved:
        """They have been asked: the pair keeps its place and is part of the plan no longer."""

        def frozen(pool: Pool) -> Pool:
            return replace(pool, frozen=pool.frozen | {pair})

        need = self._solved.features.row_of_need[pair[1]]
        # With a seat less, each of the others is worth more.
        if pair in self._decided or self._solved.features.seats_n[need] > 1:
            return self._anew(frozen(self.pool), pair)
        self._decided.add(pair)
        return self._deed(frozen, lambda: _settling(self._number(pair)), settled=pair)

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
        return self._deed(paused, lambda: lambda plan: plan.remove_volunteer(row))

    def withdraw(self, need_id: str) -> Moved:
        """Nobody more is wanted for it."""
        row = self._solved.features.row_of_need[need_id]

        def withdrawn(pool: Pool) -> Pool:
            needs = tuple(replace(one, seats=0) if one.id == need_id else one for one in pool.needs)
            return replace(pool, needs=needs)

        if any(need_id == one for _, one in self.pool.locked):
            return self._anew(withdrawn(self.pool))
        return self._deed(withdrawn, lambda: lambda plan: plan.remove_need(row))

    def add(self, newcomer: VolunteerProfile | NeedProfile) -> Moved:
        """Somebody new, or new facts about somebody: takes the place of whoever has that id."""
        if isinstance(newcomer, NeedProfile):
            needs = (one for one in self.pool.needs if one.id != newcomer.id)
            return self._anew(replace(self.pool, needs=(*needs, newcomer)))
        volunteers = (one for one in self.pool.volunteers if one.id != newcomer.id)
        return self._anew(replace(self.pool, volunteers=(*volunteers, newcomer)))

    # Inside

    def _open(self, pool: Pool) -> None:
        self._pool = pool
        self._pending: list[Callable[[Pool], Pool]] = []
        self._decided: set[Pair] = {*pool.blocked, *pool.frozen}
        self._solved: Solved = solve(pool, self._params, self._related)
        found = self._solved.open
        rows = Rows(found.v_p, found.n_p, self._solved.hours)
        self._root = Branch.root(rows, Rematch(self._solved.whole, self._solved.best))
        self._codes = codes(found.v_p, found.n_p)
        self._tied = bool(tied(self._solved.features))  # volunteers to one another: rare, so anew
        self._held = self._laid_apart()

    def _anew(self, pool: Pool, settled: Pair | None = None) -> Moved:
        before = self.pairs
        self._open(pool)
        after = self.pairs
        return Moved((before - after) - {settled}, after - before)

    def _deed(
        self,
        change_pool: Callable[[Pool], Pool],
        deed: Callable[[], Deed],
        settled: Pair | None = None,
    ) -> Moved:
        """Around the change; anew where a lost lock may come back, or the deed cannot be done."""
        if self._solved.found.lost_locks or self._tied:
            return self._anew(change_pool(self.pool), settled)
        try:
            self._root.do(deed())
        except (ValueError, _NotOpen):  # no room for a lock, or a pair that some rule forbids
            return self._anew(change_pool(self.pool), settled)
        self._pending.append(change_pool)
        before, self._held = self._held, self._laid_apart()
        ids = self._solved.ids
        out, new = (frozenset(map(ids, some)) for some in _parted(before, self._held))
        return Moved(out - {settled}, new)

    def _laid_apart(self) -> frozenset[int]:
        """The best plan in which the meetings of each volunteer are laid apart, as pairs."""
        if not self._tied and len(self._codes) <= EXACT_PAIRS:
            best = self._root.best(MOST_PLANS)
            if best is not None:
                return best.held
        free = self._root.plan
        _, mended = apart(self._solved.hours, free.graph, free.assignment)
        return frozenset(mended.chosen_p.tolist())

    def _number(self, pair: Pair) -> int:
        """The pair among the open ones. Raises _NotOpen where it is not."""
        features = self._solved.features
        v, n = features.row_of_volunteer[pair[0]], features.row_of_need[pair[1]]
        number = int(np.searchsorted(self._codes, n << 32 | v))
        if number == len(self._codes) or self._codes[number] != n << 32 | v:
            raise _NotOpen(pair)
        return number


def _parted(before: frozenset[int], after: frozenset[int]) -> tuple[frozenset[int], frozenset[int]]:
    return before - after, after - before


def _barring(number: int) -> Deed:
    return lambda plan: plan.bar(number)


def _locking(number: int) -> Deed:
    return lambda plan: plan.lock(number)


def _settling(number: int) -> Deed:
    """An accepted pair is no longer part of the plan, whoever comes in its place."""

    def settled(plan: Rematch) -> Change:
        held = (number,) if plan.is_in(number) else ()
        change = plan.accept(number)
        return Change((*held, *change.out_p), change.in_p)

    return settled
