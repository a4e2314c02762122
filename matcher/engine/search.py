"""The best pairs of each need of a tile; the others are scored only as far as it takes to know.

What the two have told (words, languages, months, times) and the straight line between them give a
pair's points or the most that they could be; ways and the form give the rest and take longest. So
of a tile's pairs those that could be worth most are scored first, and then those of the others that
could be worth as much as the best of these. So stops the threshold algorithm too (Fagin, Lotem &
Naor, *Optimal aggregation algorithms for middleware*, JCSS 66, 2003), which reads sorted lists;
here each pair has a bound of its own. What is left out is worth less than what is found.
Of a single need that anybody in the country may telephone, the same is done with people before any
pair is listed: a few columns of what they have told say who could be worth most.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from matcher.engine.arrays import Bools, Ints, Numbers
from matcher.engine.assignment import Index
from matcher.engine.blocks import Block
from matcher.engine.candidates import Book, Open, among, codes
from matcher.engine.features import Features
from matcher.engine.listing import Pairs
from matcher.engine.looks import Look, Looks
from matcher.engine.scores import could_fit, fits
from matcher.engine.sieve import Sieve
from matcher.engine.tiles import Tile, tiles

ANY = np.iinfo(np.int32).min >> 1  # below what any pair is worth
# Of a single need:
MANY = 1_000  # times as many as are looked for might come: then not all are looked at; measured
FIRST = 100  # times as many are looked at first: so many that others seldom could be worth as much
MORE = 2  # one more for so many looked for, since not all come to what they could; measured
AT_FIRST = 200  # pairs of a tile of few needs: so many are scored as soon as ten; measured


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
    left_out_n: Numbers  # no pair that was left out is worth more; below the floor: none was

    def of(self, needs: Bools) -> "Best":
        """What was looked for of some of the needs; no pair is of another."""
        these = needs[self.rows_n]
        return Best(self.pairs, self.rows_n[these], self.left_out_n[these])


def search(
    features: Features,
    book: Book,
    wanted: Wanted,
    needs: Bools | None = None,
    volunteers: Bools | None = None,
) -> Iterator[Best]:
    """Tile by tile, of everybody or of these; all pairs of a need come in one of them."""
    sieve, looks = Sieve.of(features, book.rules), Looks.of(features, book)
    for tile, in_tile in looks.at(needs, volunteers):
        one = _Search(sieve, book, wanted, tile)
        found = one.best_of_many(looks.through) if one.is_of_many else one.best(in_tile)
        yield found if needs is None else found.of(needs)


def every_open(features: Features, book: Book) -> Iterator[tuple[Ints, Ints]]:
    """The volunteers and needs of all open pairs, block by block: no more is asked of them."""
    sieve = Sieve.of(features, book.rules)
    for tile in tiles(features, book.rules):
        for block in tile.blocks():
            pairs = sieve.open(sieve.listed(block))
            yield pairs.volunteer_p, pairs.need_p


class _Search:
    """Of one tile: what the best few of each need are worth, so far.

    What a pair *could* be worth is told before it is scored, and never less than what it is.
    """

    def __init__(self, sieve: Sieve, book: Book, wanted: Wanted, tile: Tile) -> None:
        self._sieve, self._book, self._wanted, self._tile = sieve, book, wanted, tile
        # One more than there are: of fewer is known that all of them are found
        self._most = min(wanted.most(len(tile.rows_v)), len(tile.rows_v) + 1)
        self._best_nk = np.repeat(wanted.floor_n[tile.rows_n, None], self._most, axis=1)

    @property
    def is_of_many(self) -> bool:
        """To a single need so many might come that not all are looked at."""
        return len(self._tile.rows_n) == 1 and len(self._tile.rows_v) > MANY * self._most

    def best(self, looks: Iterable[Look]) -> Best:
        """The best of all the pairs looked at; of equals at the end the first volunteers."""
        return self._kept(Open.joined(self._found(looks)))

    def best_of_many(self, look: Callable[[Tile], Iterable[Look]]) -> Best:
        """The same for a single need, without a look at all who might come.

        1. Looked at are those who could be worth most, by few columns of what they have told.
        2. Then those of the others who could be worth as much as the last of the best found.
        """
        tile, could_v = self._tile, self._could_be_worth()
        first_v = could_v >= _nth_greatest(could_v, FIRST * self._most)
        found = self._found(look(tile.among(first_v)))
        second_v = ~first_v & (could_v >= self._least_n)
        if second_v.any():
            found += self._found(look(tile.among(second_v)))
        return self._kept(Open.joined(found))

    def _could_be_worth(self) -> Numbers:
        """What each volunteer could be worth to the one need, at the most. Axis v."""
        block = Block(self._tile.crowd, self._tile.rows_n)
        fit_v = could_fit(self._book.criteria, block, self._book.params)
        return self._wanted.worth(self._tile.rows_v, fit_v)

    def _found(self, looks: Iterable[Look]) -> list[Open]:
        """The open pairs that may be among the best, scored in two rounds.

        1. Those that could be worth most: the best are likely among them, and with them it is known
           what a pair must be worth (`_least_n`).
        2. Those of the others that could be worth that.
        """
        hopeful = [one for look in looks if len((one := self._hopeful(look)).pairs)]
        if not hopeful:
            return []
        first_n = np.maximum(self._could_be_best(hopeful), self._least_n)
        found = [self._scored(one.between(first_n, np.full_like(first_n, -ANY))) for one in hopeful]
        second = [one.between(self._least_n, first_n) for one in hopeful]
        return found + [self._scored(pairs) for pairs in second if len(pairs)]

    def _hopeful(self, look: Look) -> Look:
        """The pairs that could be worth what is asked for, and how much they could."""
        could_p = self._wanted.worth(look.pairs.volunteer_p, look.most_p)
        floor_n = self._wanted.floor_n[self._tile.rows_n]
        return Look(look.pairs, could_p).only(could_p >= floor_n.repeat(look.pairs.pairs_n))

    def _could_be_best(self, hopeful: Sequence[Look]) -> Numbers:
        """What a pair of each need could be worth that is among the greatest: as many as are looked
        for and some more, since not all of them come to what they could.
        """
        most = max(self._most + self._most // MORE, AT_FIRST // len(self._tile.rows_n))
        table_nk = np.hstack([greatest(*one, most) for one in hopeful])
        return _rightmost(table_nk, most).min(axis=1)

    def _kept(self, found: Open) -> Best:
        """The best of those that were scored."""
        rows_n, least_n = self._tile.rows_n, self._least_n
        worth_p = self._wanted.worth(found.v_p, found.fit_p)
        at_p = np.searchsorted(rows_n, found.n_p)
        more_p, equal_p = worth_p > least_n[at_p], worth_p == least_n[at_p]
        room_n = self._most - np.bincount(at_p[more_p], minlength=len(rows_n))
        kept_p = more_p | (equal_p & (_before_in_row(equal_p, at_p) < room_n[at_p]))
        is_full_n = np.bincount(at_p[kept_p], minlength=len(rows_n)) >= self._most
        return Best(found.only(kept_p), rows_n, np.where(is_full_n, least_n, least_n - 1))

    @property
    def _least_n(self) -> Numbers:
        """What a pair must be worth to be among the best, by those that were scored so far."""
        return self._best_nk.min(axis=1)

    def _scored(self, pairs: Pairs) -> Open:
        """Those of them that no rule forbids, and that are worth as much as the best so far."""
        if self._wanted.but_for is not None:
            known_p = among(self._wanted.but_for, codes(pairs.volunteer_p, pairs.need_p))
            pairs = pairs.only(~known_p, pairs.forms_p)
        pairs = self._sieve.open(pairs)
        fit_p = fits(self._book.criteria, pairs, self._book.params)
        worth_p = self._wanted.worth(pairs.volunteer_p, fit_p)
        more_nk = greatest(pairs, worth_p, self._most)
        self._best_nk = _rightmost(np.hstack([self._best_nk, more_nk]), self._most)
        kept = np.flatnonzero(worth_p >= self._least_n.repeat(pairs.pairs_n))
        columns = pairs.volunteer_p, pairs.need_p, fit_p
        return Open(*(column.take(kept).astype(np.int32) for column in columns))


def _before_in_row(which_p: Bools, row_p: Ints) -> Ints:
    """How many of these come before each pair in its row; rows ascend."""
    before: Ints = np.cumsum(which_p) - which_p
    return before - before[np.searchsorted(row_p, row_p)]


def greatest(pairs: Pairs, worth_p: Numbers, most: int) -> Numbers:
    """The so many greatest of each need, in any order; ANY where it has fewer."""
    width = max(most, int(pairs.pairs_n.max(initial=0)))
    table = np.full((len(pairs.pairs_n), width), ANY, dtype=np.int32)
    table[np.arange(width) < pairs.pairs_n[:, None]] = worth_p
    return _rightmost(table, most)


def _nth_greatest(numbers: Numbers, nth: int) -> np.int32:
    found: np.int32 = np.partition(numbers, -nth)[-nth]
    return found


def _rightmost(table: Numbers, most: int) -> Numbers:
    """The greatest of each row."""
    return np.partition(table, table.shape[1] - most, axis=1)[:, -most:]
