"""One person's possible partners in order: for looking through, not for filling in.

the week's own choice                 it is what the whole is best with
then by what a pair is worth          fit less price, as `lists` has it
… of those worth about as much,       the one least like those above (maximal marginal
the most different first            relevance, Carbonell & Goldstein 1998)
whoever is on enough lists already    after the others, never left out (R53)
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from matcher.domain.answers import Below
from matcher.domain.errors import Missing
from matcher.domain.suggestions import Proposal, Subject
from matcher.engine import lists
from matcher.engine.arrays import Bools, Ints
from matcher.engine.params import THOUSANDTHS
from matcher.engine.scores import seat_values
from matcher.engine.solving import Solved
from matcher.engine.stage import PER_CENT

MOST = 30
LOOKED_THROUGH = 50  # beyond the best so many, the order is by worth alone
ALIKE_POINTS = 4  # what a pair exactly like one above it is put down by


def ranked(solved: Solved, subject: Subject, who: str, most: int = MOST) -> tuple[Proposal, ...]:
    """Rank 0 is this week's suggestion. Raises Missing."""
    return tuple(found for found, _below in ranked_why(solved, subject, who, most))


def ranked_why(
    solved: Solved, subject: Subject, who: str, most: int = MOST
) -> tuple[tuple[Proposal, Below | None], ...]:
    """The same, and of whoever stands below another of fewer points: why. Raises Missing."""
    features, is_need = solved.features, subject is Subject.NEED
    rows = features.row_of_need if is_need else features.row_of_volunteer
    if who not in rows:
        raise Missing(subject.value, who)
    mine_p = solved.open.n_p if is_need else solved.open.v_p
    pairs = np.flatnonzero(mine_p == rows[who])
    chosen = solved.chosen_p[pairs]
    given = [(p, None) for p in pairs[chosen].tolist()]
    order = [*given, *_in_turn(solved, pairs[~chosen], most, is_need=is_need)][:most]
    ranks = [(p, max(0, place - len(given) + 1)) for place, (p, _) in enumerate(order)]
    reasons = {solved.ids(p): below for p, below in order}
    found = lists.proposals_of(solved, ranks)
    return tuple((one, reasons[one.volunteer_id, one.need_id]) for one in found)


def _in_turn(
    solved: Solved, pairs: Ints, most: int, *, is_need: bool
) -> list[tuple[int, Below | None]]:
    worth = _worth(solved, pairs, is_need=is_need)
    listed = _listed_enough(solved, pairs) if is_need else np.zeros(len(pairs), dtype=bool)
    order = np.lexsort((-worth, listed))
    first, then = order[:LOOKED_THROUGH], order[LOOKED_THROUGH:]
    different = _different(solved, pairs[first], worth[first], listed[first])
    turn = [*((int(first[i]), down) for i, down in different), *((i, 0) for i in then.tolist())]
    shown = (solved.open.fit_p[pairs] + THOUSANDTHS // 2) // THOUSANDTHS
    cost = _cost(solved, pairs, is_need=is_need)
    standing = [
        _Standing(int(shown[i]), int(worth[i]), int(cost[i]), bool(listed[i]), down)
        for i, down in turn[:most]
    ]
    below = (one.below(standing[:place]) for place, one in enumerate(standing))
    return [(int(pairs[i]), why) for (i, _), why in zip(turn[:most], below, strict=True)]


class _Standing(NamedTuple):
    """What somebody's place in the list hangs on."""

    points: int  # of fit, as shown
    worth: int
    cost: int  # of the worth: what is for the other, and not for how well they suit
    is_listed: bool
    put_down: int  # for being like those above

    def below(self, above: Sequence["_Standing"]) -> Below | None:
        """Why this one comes after somebody of fewer points; None where nobody above has fewer."""
        fewer = [one for one in above if one.points < self.points]
        if any(self.is_listed and not one.is_listed for one in fewer):
            return Below.LISTED
        if any(one.worth >= self.worth and one.cost < self.cost for one in fewer):
            return Below.NEEDED
        return Below.ALIKE if fewer and self.put_down else None


def _worth(solved: Solved, pairs: Ints, *, is_need: bool) -> Ints:
    """Thousandths of a point: what a pair adds less what the other is worth elsewhere."""
    lowest, open_ones = solved.lowest, solved.open
    price_p = lowest.price_v[open_ones.v_p] if is_need else lowest.rent_n[open_ones.n_p]
    return (solved.value_p - price_p)[pairs] // (solved.unit * PER_CENT)


def _cost(solved: Solved, pairs: Ints, *, is_need: bool) -> Ints:
    """Units of the assignment: what the volunteer is worth elsewhere, or what the need can get
    anyway, less its turn.
    """
    if is_need:
        return solved.lowest.price_v[solved.open.v_p[pairs]]
    seat_n = seat_values(solved.features, solved.priority_n, solved.params)
    return (solved.lowest.rent_n - seat_n * solved.unit)[solved.open.n_p[pairs]]


def _listed_enough(solved: Solved, pairs: Ints) -> Bools:
    """Volunteers who are on as many of the week's lists as anybody may be."""
    features = solved.features
    on_lists = solved.placed_v + np.bincount(
        np.array([solved.open.v_p[p] for _, _, p in lists.dealt(solved)], dtype=np.int64),
        minlength=len(features.volunteers),
    )
    most_v = features.capacity_v + solved.params.extra_appearances
    return (on_lists >= most_v)[solved.open.v_p[pairs]]


def _different(solved: Solved, pairs: Ints, worth: Ints, listed: Bools) -> list[tuple[int, int]]:
    """An order of the pairs: each time what is worth most, put down by its likeness to those
    already in the list, and by how much. Those on enough lists stay behind the others.
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
        turn.append((best, int(put_down[best])))
        likest = np.maximum(likest, _likeness(earned, earned[best]))
    return turn


def _likeness(earned_pc: Ints, one_c: Sequence[int] | Ints) -> Ints:
    """In thousandths: what two pairs earn alike, of all that either earns (Ružička's measure)."""
    both = np.minimum(earned_pc, one_c).sum(axis=1)
    either = np.maximum(earned_pc, one_c).sum(axis=1)
    return THOUSANDTHS * both // np.maximum(either, 1)
