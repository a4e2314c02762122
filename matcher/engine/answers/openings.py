"""Which pairs two weeks part: possible in the one, and forbidden in the other.

Where every open pair of both weeks is held, their lists are compared. Of a large pool only the
best pairs of each need are held (`engine.holding`), and which those are turns with every fit; so
the pairs of those who are other than they were are judged again, in both weeks, since no rule
looks at anybody but the two. Of too many such pairs nothing is told.
"""

from collections.abc import Iterable
from typing import TypeAlias

import numpy as np

from matcher.domain.suggestions import Pair
from matcher.engine import rules as rulebook
from matcher.engine.arrays import Ints
from matcher.engine.blocks import blocks
from matcher.engine.candidates import codes
from matcher.engine.features import Profile
from matcher.engine.solving import Solved

JUDGED_AGAIN = 100_000  # pairs at the most, which takes a second

Parted: TypeAlias = tuple[frozenset[Pair], frozenset[Pair]]


def opened_and_closed(before: Solved, after: Solved) -> Parted | None:
    """Pairs that are possible in the second only, and in the first only; None: too many to tell.

    No rule hangs on weights or the dial: among the same people the same pairs are possible.
    """
    if before.features is after.features:
        return frozenset(), frozenset()
    if not any((one.found.held.left_out_n >= 0).any() for one in (before, after)):
        return _listed(before, after)
    others = _others(before, after)
    locks = _locks(before) | _locks(after)  # a lock that had no room before may have it now
    pieces = [[*_pieces(one, others), *_alone(one, locks)] for one in (before, after)]
    if max(sum(len(v) * len(n) for v, n in one) for one in pieces) > JUDGED_AGAIN:
        return None
    was, is_now = (_judged(*both) for both in zip((before, after), pieces, strict=True))
    return is_now - was, was - is_now


def _listed(before: Solved, after: Solved) -> Parted:
    """By the lists of both weeks."""
    volunteers = _numbers(one.features.row_of_volunteer for one in (before, after))
    needs = _numbers(one.features.row_of_need for one in (before, after))
    was, is_now = (_codes(one, volunteers, needs) for one in (before, after))
    names = list(volunteers), list(needs)
    opened, closed = (_beyond(*both) for both in ((is_now, was), (was, is_now)))
    return _pairs(opened, *names), _pairs(closed, *names)


def _beyond(some: Ints, others: Ints) -> Ints:
    """The codes that the others have not. Each is there once, which spares numpy a slow look."""
    return np.setdiff1d(some, others, assume_unique=True)


def _numbers(rows: Iterable[dict[str, int]]) -> dict[str, int]:
    everybody = sorted({public_id for one in rows for public_id in one})
    return {public_id: number for number, public_id in enumerate(everybody)}


def _codes(solved: Solved, volunteers: dict[str, int], needs: dict[str, int]) -> Ints:
    """The possible pairs, by numbers that both weeks share."""
    number_v = np.array([volunteers[one.id] for one in solved.features.volunteers], dtype=np.int64)
    number_n = np.array([needs[one.id] for one in solved.features.needs], dtype=np.int64)
    if not len(solved.open):
        return np.zeros(0, dtype=np.int64)
    return codes(number_v[solved.open.v_p], number_n[solved.open.n_p])


def _pairs(found: Ints, volunteers: list[str], needs: list[str]) -> frozenset[Pair]:
    return frozenset((volunteers[code & 0xFFFFFFFF], needs[code >> 32]) for code in found.tolist())


def _others(before: Solved, after: Solved) -> frozenset[str]:
    """Ids of those who are not the same in both weeks."""
    was, is_now = _profiles(before), _profiles(after)
    return frozenset(one for one in was.keys() | is_now.keys() if was.get(one) != is_now.get(one))


def _profiles(solved: Solved) -> dict[str, Profile]:
    everybody: list[Profile] = [*solved.features.volunteers, *solved.features.needs]
    return {one.id: one for one in everybody}


def _pieces(solved: Solved, others: frozenset[str]) -> list[tuple[Ints, Ints]]:
    """Rows of volunteers and of needs: every pair in which somebody is among the others, once."""
    features = solved.features
    other_v = np.array([one.id in others for one in features.volunteers], dtype=bool)
    other_n = np.array([one.id in others for one in features.needs], dtype=bool)
    return [
        (np.flatnonzero(other_v), np.arange(len(other_n))),
        (np.flatnonzero(~other_v), np.flatnonzero(other_n)),
    ]


def _locks(solved: Solved) -> frozenset[Pair]:
    """The pairs that are kept because a coordinator has locked them."""
    return frozenset(solved.ids(p) for p in np.flatnonzero(solved.found.locked_p).tolist())


def _alone(solved: Solved, pairs: frozenset[Pair]) -> list[tuple[Ints, Ints]]:
    """Rows of each of these pairs by itself."""
    return [(np.array([v]), np.array([n])) for v, n in solved.features.rows(pairs)]


def _judged(solved: Solved, pieces: Iterable[tuple[Ints, Ints]]) -> frozenset[Pair]:
    """Those of the pairs that may be suggested, or that a coordinator wants against a wish."""
    features, found = solved.features, set()
    for rows_v, rows_n in pieces:
        for block in blocks(features, rows_v, rows_n) if len(rows_v) else ():
            at_v, at_n = np.nonzero(rulebook.judge(solved.rules, block).allowed_vn)
            rows = zip(block.rows_v[at_v].tolist(), block.rows_n[at_n].tolist(), strict=True)
            found |= {(features.volunteers[v].id, features.needs[n].id) for v, n in rows}
    return frozenset((found | _locks(solved)) - solved.pool.frozen)
