"""How many each rule forbids to whom, and who is one wish from being possible (R45, R46).

A pool of a centre's size is tallied while its pairs are scored. A large pool is tallied in a
second pass, for those alone who got no suggestion: nobody else is told.
"""

from dataclasses import dataclass

import numpy as np

from matcher.engine import rules as rulebook
from matcher.engine.arrays import Ints
from matcher.engine.blocks import Block, blocks
from matcher.engine.candidates import Book, Candidates, is_one_wish, scored
from matcher.engine.features import Features
from matcher.engine.rules import Judged


@dataclass(frozen=True)
class Tally:
    """Axis k: rules. ``near`` has at least the best few of everybody tallied."""

    blocked_nk: Ints
    blocked_vk: Ints
    near: Candidates


def sift(features: Features, book: Book) -> tuple[Candidates, Tally]:
    """A small pool in one pass: the open pairs, scored, and the tally of everybody."""
    counts, found = _Counts(features, book), []
    for block in blocks(features):
        judged = rulebook.judge(book.rules, block)
        counts.add(judged, rows_v=block.rows_v, rows_n=block.rows_n)
        wanted_vn = judged.allowed_vn | is_one_wish(book.rules, judged.broken_vn)
        found.append(scored(block, judged, book, wanted_vn))
    together = Candidates.joined(found, len(book.criteria))
    near = together.only(together.broken_p != 0)
    return together.only(together.broken_p == 0), Tally(counts.blocked_nk, counts.blocked_vk, near)


def tally_of(features: Features, book: Book, rows_v: Ints, rows_n: Ints) -> Tally:
    """These volunteers against all needs, and these needs against all volunteers."""
    counts, near = _Counts(features, book), []
    for block in blocks(features, rows_v=rows_v):
        judged = rulebook.judge(book.rules, block)
        counts.add(judged, rows_v=rows_v, rows_n=None)
        found = _near(block, judged, book)
        near.append(_best(found, found.v_p, found.n_p, book))
    for block in blocks(features, rows_n=rows_n):
        judged = rulebook.judge(book.rules, block)
        counts.add(judged, rows_v=None, rows_n=block.rows_n)
        found = _near(block, judged, book)
        near.append(_best(found, found.n_p, found.v_p, book))
    joined = Candidates.joined(near, len(book.criteria))
    return Tally(counts.blocked_nk, counts.blocked_vk, joined)


class _Counts:
    def __init__(self, features: Features, book: Book) -> None:
        self.blocked_nk = np.zeros((len(features.needs), len(book.rules)), dtype=np.int64)
        self.blocked_vk = np.zeros((len(features.volunteers), len(book.rules)), dtype=np.int64)

    def add(self, judged: Judged, *, rows_v: Ints | None, rows_n: Ints | None) -> None:
        """A block's broken rules, to the rows that its axes are; None: that side is not told."""
        for k in range(len(judged.rules)):
            broken_vn = judged.broken_vn & np.uint32(1 << k) != 0
            if rows_v is not None:
                self.blocked_vk[rows_v, k] += np.count_nonzero(broken_vn, axis=1)
            if rows_n is not None:
                self.blocked_nk[rows_n, k] += np.count_nonzero(broken_vn, axis=0)


def _near(block: Block, judged: Judged, book: Book) -> Candidates:
    return scored(block, judged, book, is_one_wish(book.rules, judged.broken_vn))


def _best(found: Candidates, whose_p: Ints, other_p: Ints, book: Book) -> Candidates:
    """The best few of each, first who only rests; of equals the first of the other side."""
    rests_p = rulebook.rests(book.rules, found.broken_p)
    order = np.lexsort((other_p, -found.fit_p, ~rests_p, whose_p))
    sorted_p = whose_p[order]
    turn_p = np.arange(len(order)) - np.searchsorted(sorted_p, sorted_p)
    return found.only(order[turn_p < book.params.near_misses])
