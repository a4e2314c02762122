"""Ranked lists beside the suggestions: a need's other volunteers.

Ranked by fit less price: a volunteer that the others need more stands further down, so that
lists do not all name the same few. (Manshadi et al.'s field tests of such a penalty raised the
share of opportunities that anybody answered by 8–9 %; here the price is computed, not tuned.)
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from matcher.domain.availability import Availability
from matcher.domain.suggestions import Explanation, Facts, Proposal
from matcher.engine.candidates import Candidates
from matcher.engine.collisions import Row
from matcher.engine.explanation import explain
from matcher.engine.solving import Solved

Ranked = tuple[int, int]  # an open pair, and its rank


def proposals(solved: Solved) -> tuple[Proposal, ...]:
    """The chosen pairs, by need."""
    return proposals_of(solved, [(p, 0) for p in np.sort(solved.assignment.chosen_p).tolist()])


def alternatives(solved: Solved) -> tuple[Proposal, ...]:
    """At most so many ranked others for each need, none of them on too many lists (R53)."""
    return proposals_of(solved, [(p, rank) for _, rank, p in sorted(dealt(solved))])


def of_need(solved: Solved, n: int, most: int) -> tuple[Proposal, ...]:
    """A need's volunteers: those it was given, then by fit less price."""
    rows = np.flatnonzero(solved.open.n_p == n)
    net_p = solved.value_p[rows] - solved.lowest.price_v[solved.open.v_p[rows]]
    chosen = solved.chosen_p[rows]
    order = rows[np.lexsort((-net_p, ~chosen))[:most]].tolist()
    given = int(chosen.sum())
    return proposals_of(solved, [(p, max(0, place - given + 1)) for place, p in enumerate(order)])


def dealt(solved: Solved) -> Iterator[tuple[int, int, int]]:
    """(need, rank, pair), dealt out rank by rank: every need gets its first before any gets its
    second, and the most urgent need chooses first.
    """
    room_v = solved.features.capacity_v + solved.params.extra_appearances - solved.placed_v
    left = {n: list(pairs) for n, pairs in solved.others.items()}
    by_turn = sorted(left, key=lambda n: (-int(solved.priority_n[n]), n))
    for rank in range(1, solved.params.alternatives + 1):
        for n in by_turn:
            p = next((p for p in left[n] if room_v[solved.open.v_p[p]] > 0), None)
            if p is not None:
                left[n].remove(p)
                room_v[solved.open.v_p[p]] -= 1
                yield n, rank, p


@dataclass(frozen=True)
class _Telling:
    """What many proposals are told from: looked up once for all of them."""

    solved: Solved
    details: Candidates
    row_of: dict[int, int]  # of an open pair among the details
    next_of: dict[int, int]  # the pair that would come instead
    busy: dict[Row, tuple[Availability, ...]]

    def proposal(self, p: int, rank: int) -> Proposal:
        """An open pair; rank 0 is suggested, at hours that its others leave free."""
        solved = self.solved
        volunteer_id, need_id = solved.ids(p)
        v, n = int(solved.open.v_p[p]), int(solved.open.n_p[p])
        best_n, best_of_v = solved.best_for
        return Proposal(
            volunteer_id=volunteer_id,
            need_id=need_id,
            explanation=self._explained(p, () if rank else self.busy.get((v, n), ())),
            priority=int(solved.priority_n[n]),
            price=int(solved.price_v[v]),
            rank=rank,
            best_for_others=int(best_of_v[v] - (best_n[n] == v)),
        )

    def _explained(self, p: int, busy: tuple[Availability, ...]) -> Explanation:
        row, found = self.row_of[p], self.details
        return explain(
            self.solved.rules,
            self.solved.criteria,
            found.close_up(self.solved.features, row, busy),
            earned_c=found.earned_pc[row],
            unknown_c=found.unknown_pc[row],
            most_c=self.solved.most_c,
            next_best=self._next_best(p),
        )

    def _next_best(self, p: int) -> Facts | None:
        """The need's next volunteer by fit less price, and what she gives more or less of."""
        if p not in self.next_of:
            return None
        other, found = self.next_of[p], self.details
        less_c = found.earned_pc[self.row_of[p]] - found.earned_pc[self.row_of[other]]
        less = zip(self.solved.criteria, less_c.tolist(), strict=True)
        return {
            "volunteer_id": self.solved.ids(other)[0],
            "fit": int(self.solved.open.fit_p[other]),
            "less": {criterion.id: points for criterion, points in less if points},
            "suggested_to_another": bool(self.solved.placed_v[self.solved.open.v_p[other]]),
        }


def proposals_of(solved: Solved, listed: Iterable[Ranked]) -> tuple[Proposal, ...]:
    """Open pairs with all that is told of them, in the order given."""
    listed = list(listed)
    pairs = [p for p, _ in listed]
    next_of = dict(_next_ones(solved, pairs))
    rows = np.unique(np.array([*pairs, *next_of.values()], dtype=np.int64))
    telling = _Telling(
        solved,
        solved.details(rows),
        row_of={p: row for row, p in enumerate(rows.tolist())},
        next_of=next_of,
        busy=solved.busy,
    )
    return tuple(telling.proposal(p, rank) for p, rank in listed)


def _next_ones(solved: Solved, pairs: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Each pair and the need's first other one, by fit less price; none where it has no other."""
    for p in pairs:
        others = solved.others.get(int(solved.open.n_p[p]), ())
        other = next((q for q in others if q != p), None)
        if other is not None:
            yield p, other
