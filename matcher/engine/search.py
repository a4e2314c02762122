"""The best pairs of each need of a tile; the others are scored only as far as it takes to know.

What the two have told (words, languages, months) and the straight line between them give a pair's
points or the most that they could be; times, ways and the form give the rest and take longest. So
the pairs of a need that promise most are scored first, and then those of the others that might
still be worth as much as the best of these (the threshold algorithm: Fagin, Lotem & Naor, *Optimal
aggregation algorithms for middleware*, JCSS 2003). What is left out is worth less than what is
found, whatever it is.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from matcher.engine.arrays import Bools, Ints, Numbers
from matcher.engine.assignment import Index
from matcher.engine.blocks import Block
from matcher.engine.candidates import Book, Open, among, codes
from matcher.engine.features import Features
from matcher.engine.listing import Pairs
from matcher.engine.scores import fits, greatest_fits, plain_fits
from matcher.engine.sieve import Sieve
from matcher.engine.tiles import Tile, tiles

ANY = np.iinfo(np.int32).min >> 1  # below what any pair is worth
PROMISING = 2  # times as many as are looked for: a third of them breaks a rule that is asked later


@dataclass(frozen=True)
class Wanted:
    """Which pairs are looked for: of each need the best few, by fit less price, above its floor.

    Worth, prices and floors are in thousandths of fit × ``scale``.
    """

    floor_n: Numbers
    least: int  # of each need
    share: int  # and one more for so many volunteers who might come: they lie closer together
    scale: int = 1
    price_v: Numbers | None = None
    but_for: Ints | None = None  # codes of pairs that are not looked for, sorted

    def most(self, volunteers: int) -> int:
        """Of a need to which so many might come."""
        return self.least + volunteers // self.share

    def worth(self, v_p: Ints | Index, fit_p: Numbers) -> Numbers:
        """Of pairs with these volunteers, of such fit."""
        worth_p = fit_p * np.int32(self.scale)
        return worth_p if self.price_v is None else worth_p - self.price_v.take(v_p)


class Best(NamedTuple):
    """What was looked for among the pairs of some needs."""

    pairs: Open
    rows_n: Ints
    least_n: Numbers  # no pair that was left out is worth more; below the floor: none was


def search(
    features: Features,
    book: Book,
    wanted: Wanted,
    needs: Bools | None = None,
    volunteers: Bools | None = None,
) -> Iterator[Best]:
    """Tile by tile, of everybody or of these; all pairs of a need come in one of them."""
    sieve = Sieve(features, book.rules)
    for tile in tiles(features, book.rules, needs, volunteers):
        yield _Search(sieve, book, wanted, tile).best()


def every_open(features: Features, book: Book) -> Iterator[tuple[Ints, Ints]]:
    """The volunteers and needs of all open pairs, block by block: no more is asked of them."""
    sieve = Sieve(features, book.rules)
    for tile in tiles(features, book.rules):
        for block in tile.blocks():
            pairs = sieve.closed(sieve.asked(sieve.listed(block)))
            yield pairs.volunteer_p, pairs.need_p


class _Search:
    """Of one tile: what the best few of each need are worth, so far."""

    def __init__(self, sieve: Sieve, book: Book, wanted: Wanted, tile: Tile) -> None:
        self._sieve, self._book, self._wanted, self._tile = sieve, book, wanted, tile
        self._most = wanted.most(len(tile.rows_v))
        self._best_nk = np.repeat(wanted.floor_n[tile.rows_n, None], self._most, axis=1)

    def best(self) -> Best:
        """Block by block; of equals at the end the first volunteers."""
        parts = [part for block in self._tile.blocks() for part in self._in_block(block)]
        found, rows_n, least_n = Open.joined(parts), self._tile.rows_n, self._least_n
        worth_p = self._wanted.worth(found.v_p, found.fit_p)
        at_p = np.searchsorted(rows_n, found.n_p)
        more_p, equal_p = worth_p > least_n[at_p], worth_p == least_n[at_p]
        room_n = self._most - np.bincount(at_p[more_p], minlength=len(rows_n))
        kept_p = more_p | (equal_p & (_place(equal_p, at_p) < room_n[at_p]))
        is_full_n = np.bincount(at_p[kept_p], minlength=len(rows_n)) >= self._most
        return Best(found.only(kept_p), rows_n, np.where(is_full_n, least_n, least_n - 1))

    @property
    def _least_n(self) -> Numbers:
        """What a pair must be worth to be among them."""
        return self._best_nk.min(axis=1)

    def _in_block(self, block: Block) -> Iterator[Open]:
        listed = self._sieve.listed(block)
        plain_p = plain_fits(self._book.criteria, listed, self._book.params)
        listed = replace(listed, plain_p=plain_p)
        most_p = self._at_most(listed)
        promising_n = greatest(most_p, listed.pairs_n, PROMISING * self._most).min(axis=1)
        first_p = most_p >= np.maximum(promising_n, self._least_n).repeat(listed.pairs_n)
        yield self._scored(listed, first_p)
        rest_p = ~first_p & (most_p >= self._least_n.repeat(listed.pairs_n))
        if rest_p.any():
            yield self._scored(listed, rest_p)

    def _scored(self, listed: Pairs, which_p: Bools) -> Open:
        """Those of them that no rule forbids, and that are worth as much as the best so far."""
        pairs = self._sieve.asked(listed.only(which_p, listed.forms_p))
        still_p = self._at_most(pairs) >= self._least_n.repeat(pairs.pairs_n)
        pairs = self._sieve.closed(pairs.only(still_p, pairs.forms_p))
        v_p, n_p = pairs.volunteer_p, pairs.need_p
        fit_p = fits(self._book.criteria, pairs, self._book.params)
        worth_p = self._wanted.worth(v_p, fit_p)
        if self._wanted.but_for is not None:
            worth_p[among(self._wanted.but_for, codes(v_p, n_p))] = ANY
        more_nk = greatest(worth_p, pairs.pairs_n, self._most)
        self._best_nk = _rightmost(np.hstack([self._best_nk, more_nk]), self._most)
        kept = np.flatnonzero(worth_p >= np.maximum(self._least_n, ANY + 1).repeat(pairs.pairs_n))
        return Open(*(column.take(kept).astype(np.int32) for column in (v_p, n_p, fit_p)))

    def _at_most(self, pairs: Pairs) -> Numbers:
        """What they can be worth, by what is known of them so far."""
        fit_p = greatest_fits(self._book.criteria, pairs, self._book.params)
        return self._wanted.worth(pairs.volunteer_p, fit_p)


def _place(which_p: Bools, row_p: Ints) -> Ints:
    """How many of these come before each pair in its row; rows ascend."""
    before: Ints = np.cumsum(which_p) - which_p
    return before - before[np.searchsorted(row_p, row_p)]


def greatest(numbers_p: Numbers, pairs_n: Ints, most: int) -> Numbers:
    """The so many greatest of each row's numbers, in any order; ANY where it has fewer."""
    width = max(most, int(pairs_n.max(initial=0)))
    table = np.full((len(pairs_n), width), ANY, dtype=np.int32)
    table[np.arange(width) < pairs_n[:, None]] = numbers_p
    return _rightmost(table, most)


def _rightmost(table: Numbers, most: int) -> Numbers:
    """The greatest of each row."""
    return np.partition(table, table.shape[1] - most, axis=1)[:, -most:]
