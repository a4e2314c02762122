"""One person's possible partners in order: for looking through, not for filling in.

the week's own choice                 it is what the whole is best with
then by what a pair is worth          fit less price, as `lists` has it
… of those worth about as much,       the one least like those above (maximal marginal
the most different first            relevance, Carbonell & Goldstein 1998)
whoever is on enough lists already    after the others, never left out (R53)
"""

from collections.abc import Sequence

import numpy as np

from matcher.domain.errors import Missing
from matcher.domain.suggestions import Proposal, Subject
from matcher.engine import lists
from matcher.engine.arrays import Bools, Ints
from matcher.engine.params import THOUSANDTHS
from matcher.engine.solving import Solved
from matcher.engine.stage import PER_CENT

MOST = 30
LOOKED_THROUGH = 50  # beyond the best so many, the order is by worth alone
ALIKE_POINTS = 4  # what a pair exactly like one above it is put down by


def ranked(solved: Solved, subject: Subject, who: str, most: int = MOST) -> tuple[Proposal, ...]:
    """Rank 0 is this week's suggestion. Raises Missing."""
    features, is_need = solved.features, subject is Subject.NEED
    rows = features.row_of_need if is_need else features.row_of_volunteer
    if who not in rows:
        raise Missing(subject.value, who)
    mine_p = solved.open.n_p if is_need else solved.open.v_p
    pairs = np.flatnonzero(mine_p == rows[who])
    chosen = solved.chosen_p[pairs]
    given = pairs[chosen]
    rest = _in_turn(solved, pairs[~chosen], is_need=is_need)
    order = [*given.tolist(), *rest][:most]
    return lists.told(
        solved, [(p, max(0, place - len(given) + 1)) for place, p in enumerate(order)]
    )


def _in_turn(solved: Solved, pairs: Ints, *, is_need: bool) -> list[int]:
    worth = _worth(solved, pairs, is_need=is_need)
    listed = _listed_enough(solved, pairs) if is_need else np.zeros(len(pairs), dtype=bool)
    order = np.lexsort((-worth, listed))
    first, then = order[:LOOKED_THROUGH], order[LOOKED_THROUGH:]
    different = _different(solved, pairs[first], worth[first], listed[first])
    return [*pairs[first][different].tolist(), *pairs[then].tolist()]


def _worth(solved: Solved, pairs: Ints, *, is_need: bool) -> Ints:
    """Thousandths of a point: what a pair adds less what the other is worth elsewhere."""
    lowest, open_ones = solved.lowest, solved.open
    price_p = lowest.price_v[open_ones.v_p] if is_need else lowest.rent_n[open_ones.n_p]
    return (solved.value_p - price_p)[pairs] // (solved.unit * PER_CENT)


def _listed_enough(solved: Solved, pairs: Ints) -> Bools:
    """Volunteers who are on as many of the week's lists as anybody may be."""
    features = solved.features
    on_lists = solved.placed_v + np.bincount(
        np.array([solved.open.v_p[p] for _, _, p in lists.dealt(solved)], dtype=np.int64),
        minlength=len(features.volunteers),
    )
    most_v = features.capacity_v + solved.params.extra_appearances
    return (on_lists >= most_v)[solved.open.v_p[pairs]]


def _different(solved: Solved, pairs: Ints, worth: Ints, listed: Bools) -> list[int]:
    """An order of the pairs: each time what is worth most, put down by its likeness to those
    already in the list. Those on enough lists stay behind the others.
    """
    if not len(pairs):
        return []
    order = np.sort(pairs)
    earned = solved.details(order).earned_pc[np.searchsorted(order, pairs)]
    likest, left, turn = np.zeros(len(pairs), dtype=np.int64), list(range(len(pairs))), []
    while left:
        put_down = ALIKE_POINTS * likest
        best = min(left, key=lambda i: (bool(listed[i]), int(put_down[i] - worth[i]), i))
        left.remove(best)
        turn.append(best)
        likest = np.maximum(likest, _likeness(earned, earned[best]))
    return turn


def _likeness(earned_pc: Ints, one_c: Sequence[int] | Ints) -> Ints:
    """In thousandths: what two pairs earn alike, of all that either earns (Ružička's measure)."""
    both = np.minimum(earned_pc, one_c).sum(axis=1)
    either = np.maximum(earned_pc, one_c).sum(axis=1)
    return THOUSANDTHS * both // np.maximum(either, 1)
