"""Ranked lists beside the suggestions: a need's other volunteers, a person's other needs.

Ranked by fit less price: a volunteer that the others need more stands further down, so that
lists do not all name the same few. (Manshadi et al.'s field tests of such a penalty raised the
share of opportunities that anybody answered by 8–9 %; here the price is computed, not tuned.)
"""

from collections.abc import Iterator

import numpy as np

from matcher.domain.suggestions import Explanation, Facts, Proposal
from matcher.engine.arrays import Ints
from matcher.engine.candidates import Candidates
from matcher.engine.explanation import explain
from matcher.engine.solving import Solved


def proposals(solved: Solved) -> tuple[Proposal, ...]:
    """The chosen pairs, by need."""
    best_n = _best_volunteer(solved)
    chosen = np.sort(solved.assignment.chosen_p).tolist()
    return tuple(_proposal(solved, p, 0, best_n) for p in chosen)


def alternatives(solved: Solved) -> tuple[Proposal, ...]:
    """At most so many ranked others for each need, none of them on too many lists (R53)."""
    best_n = _best_volunteer(solved)
    found = sorted(_dealt(solved))
    return tuple(_proposal(solved, p, rank, best_n) for _, rank, p in found)


def of_need(solved: Solved, n: int, most: int) -> tuple[Proposal, ...]:
    """A need's volunteers: those it was given, then by fit less price."""
    net_p = solved.value_p - solved.lowest.price_v[solved.open.v_p]
    return _ranked(solved, np.flatnonzero(solved.open.n_p == n), net_p, most)


def of_volunteer(solved: Solved, v: int, most: int) -> tuple[Proposal, ...]:
    """A volunteer's needs: those she was given, then by what she adds less what others would."""
    net_p = solved.value_p - solved.lowest.rent_n[solved.open.n_p]
    return _ranked(solved, np.flatnonzero(solved.open.v_p == v), net_p, most)


def explained(
    solved: Solved, candidates: Candidates, p: int, next_best: Facts | None = None
) -> Explanation:
    """One scored pair in full."""
    return explain(
        solved.rules,
        solved.criteria,
        candidates.pair(solved.features, p),
        earned_c=candidates.earned_pc[p],
        unknown_c=candidates.unknown_pc[p],
        most_c=solved.most_c,
        next_best=next_best,
    )


def _ranked(solved: Solved, rows: Ints, net_p: Ints, most: int) -> tuple[Proposal, ...]:
    chosen = solved.chosen_p[rows]
    order = np.lexsort((-net_p[rows], ~chosen))[:most]
    best_n = _best_volunteer(solved)
    given = int(chosen.sum())
    return tuple(
        _proposal(solved, int(rows[i]), max(0, place - given + 1), best_n)
        for place, i in enumerate(order.tolist())
    )


def _dealt(solved: Solved) -> Iterator[tuple[int, int, int]]:
    """(need, rank, pair), dealt out rank by rank: every need gets its first before any gets its
    second, and the most urgent need chooses first.
    """
    room_v = solved.features.capacity_v + solved.params.extra_appearances - solved.placed_v
    left = {n: list(pairs) for n, pairs in solved.others.items()}
    for rank in range(1, solved.params.alternatives + 1):
        for n in sorted(left, key=lambda n: (-int(solved.priority_n[n]), n)):
            p = next((p for p in left[n] if room_v[solved.open.v_p[p]] > 0), None)
            if p is not None:
                left[n].remove(p)
                room_v[solved.open.v_p[p]] -= 1
                yield n, rank, p


def _proposal(solved: Solved, p: int, rank: int, best_n: Ints) -> Proposal:
    volunteer_id, need_id = solved.ids(p)
    v, n = solved.open.v_p[p], solved.open.n_p[p]
    return Proposal(
        volunteer_id=volunteer_id,
        need_id=need_id,
        explanation=explained(solved, solved.open, p, _next_best(solved, p)),
        priority=int(solved.priority_n[n]),
        price=int(solved.price_v[v]),
        rank=rank,
        best_for_others=int((best_n == v).sum() - (best_n[n] == v)),
    )


def _next_best(solved: Solved, p: int) -> Facts | None:
    """The need's next volunteer by fit less price, and what she gives more or less of."""
    found = solved.open
    other = next((q for q in solved.others.get(int(found.n_p[p]), ()) if q != p), None)
    if other is None:
        return None
    less_c = found.earned_pc[p] - found.earned_pc[other]
    return {
        "volunteer_id": solved.ids(other)[0],
        "fit": int(found.fit_p[other]),
        "less": {
            criterion.id: int(less)
            for criterion, less in zip(solved.criteria, less_c, strict=True)
            if less
        },
        "suggested_to_another": bool(solved.placed_v[found.v_p[other]]),
    }


def _best_volunteer(solved: Solved) -> Ints:
    """Each need's volunteer of greatest fit; -1 where there is none."""
    best_n = np.full(len(solved.features.needs), -1, dtype=np.int64)
    order = np.lexsort((-solved.open.fit_p, solved.open.n_p))
    needs, first = np.unique(solved.open.n_p[order], return_index=True)
    best_n[needs] = solved.open.v_p[order[first]]
    return best_n
