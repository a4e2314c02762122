"""What has been looked at of a pool: the pairs that neither facts nor times forbid, tile by tile.

Of each is known what it fits at most, whatever anybody costs. Prices change from look to look, and
these pairs do not: those of a city's pool are kept, and only priced anew. Nor do they change with
the weights, by which they are counted again. A country's would take gigabytes: there every look
begins with its tiles again.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from matcher.engine.arrays import Bools, Numbers
from matcher.engine.blocks import Block, Crowd
from matcher.engine.candidates import Book
from matcher.engine.features import Features
from matcher.engine.listing import Pairs
from matcher.engine.scores import greatest_fits, plain_fits
from matcher.engine.sieve import Sieve
from matcher.engine.tiles import FEW_PAIRS, Tile, tiles

LOOKED_AT_KEPT = 10_000_000  # of a pool: some 25 bytes each
KEPT_POOL = 400_000_000  # volunteers × needs: of more there would be too many in the end


class Look(NamedTuple):
    """Pairs of a block, and what each fits at most."""

    pairs: Pairs
    most_p: Numbers

    def only(self, which_p: Bools) -> "Look":
        """Some of the pairs."""
        pairs = self.pairs.only(which_p, self.pairs.forms_p)
        return self if pairs is self.pairs else Look(pairs, self.most_p[which_p])

    def between(self, least_n: Numbers, below_n: Numbers) -> Pairs:
        """The pairs that can come to as much as this and less than that."""
        pairs_n = self.pairs.pairs_n
        which_p = (self.most_p >= least_n.repeat(pairs_n)) & (self.most_p < below_n.repeat(pairs_n))
        return self.pairs.only(which_p, self.pairs.forms_p)

    def among(self, needs: Bools, volunteers: Bools) -> "Look":
        """The pairs between these."""
        block = self.pairs.block
        which_p = needs[block.rows_n].repeat(self.pairs.pairs_n)
        which_p &= volunteers[block.rows_v].take(self.pairs.v_p)
        return self.bare().only(which_p)

    def bare(self) -> "Look":
        """Without what has been worked out about the pairs since."""
        return Look(replace(self.pairs), self.most_p)

    def weighed_otherwise(self, book: Book, plain: Callable[[Pairs], Numbers]) -> "Look":
        """The same pairs by another book; its tables are left behind here too."""
        bare = self.pairs.block
        pairs = replace(self.pairs, block=Block(Crowd(bare.features, bare.rows_v), bare.rows_n))
        told = replace(pairs, plain_p=plain(pairs))
        most_p = greatest_fits(book.criteria, told, book.params)
        return Look(replace(told, block=bare), most_p)


@dataclass
class Looks:
    """At one pool by one book, kept while they are few."""

    features: Features
    book: Book
    _kept: list[tuple[Tile, Sequence[Look]]] = field(default_factory=list)
    _is_whole: bool = False

    @classmethod
    def of(cls, features: Features, book: Book) -> "Looks":
        """Those of a pool by a book that weighs alike: the week's own, or the last by another."""
        # The week's own first, then the last other
        made: list[Looks] = features.once("looks", list)
        for one in made:
            if _weighs_alike(one.book, book):
                return one
        made[1:] = [cls(features, book)]
        return made[-1]

    def weighed_otherwise(self, book: Book, plain: Callable[[Pairs], Numbers]) -> None:
        """The same pairs by another book, where all are kept: nothing is listed again. ``plain``
        weighs anew what each has earned by plain criteria.
        """
        made: list[Looks] = self.features.once("looks", list)
        if self._is_whole and not any(_weighs_alike(one.book, book) for one in made):
            kept: list[tuple[Tile, Sequence[Look]]] = [
                (tile, [look.weighed_otherwise(book, plain) for look in looks])
                for tile, looks in self._kept
            ]
            made[1:] = [Looks(self.features, book, kept, _is_whole=True)]

    def at(
        self, needs: Bools | None = None, volunteers: Bools | None = None
    ) -> Iterator[tuple[Tile, Iterable[Look]]]:
        """Tile by tile, at everybody or at these; all pairs of a need come in one of them."""
        if self._is_whole:
            yield from self._again(
                _or_all(needs, len(self.features.needs)),
                _or_all(volunteers, len(self.features.volunteers)),
            )
        elif needs is None and volunteers is None:
            yield from self._anew()
        else:
            for tile in tiles(self.features, self.book.rules, needs, volunteers):
                yield tile, self.through(tile)

    def _anew(self) -> Iterator[tuple[Tile, Sequence[Look]]]:
        """At everybody; what is seen is kept, unless it comes to be too much."""
        is_few = len(self.features.volunteers) * len(self.features.needs) <= KEPT_POOL
        self._kept, room = [], LOOKED_AT_KEPT if is_few else 0
        for tile in tiles(self.features, self.book.rules):
            looks = [*self.through(tile)]
            room -= sum(len(look.pairs) for look in looks)
            if room >= 0:
                self._kept.append((tile, [look.bare() for look in looks]))
            else:
                self._kept.clear()
            yield tile, looks
        self._is_whole = room >= 0

    def _again(self, needs: Bools, volunteers: Bools) -> Iterator[tuple[Tile, Sequence[Look]]]:
        """At these, of what is kept. Few lie in one tile, as in `tiles`: each takes a while."""
        kept = (
            (tile, [look.among(needs, volunteers) for look in looks])
            for tile, looks in self._kept
            if needs[tile.rows_n].any()
        )
        if np.count_nonzero(needs) * np.count_nonzero(volunteers) > FEW_PAIRS:
            yield from kept
        else:
            rows_v, rows_n = np.flatnonzero(volunteers), np.flatnonzero(needs)
            tile = Tile(Crowd(self.features, rows_v), rows_n)
            looks = [look for _, some in kept for look in some if len(look.pairs)]
            yield tile, [_in_one(tile, looks)] if looks else []

    def through(self, tile: Tile) -> Iterator[Look]:
        """At all pairs of a tile, as they are asked for."""
        sieve = Sieve.of(self.features, self.book.rules)
        for block in tile.blocks():
            yield _look(sieve, self.book, block)


def _weighs_alike(one: Book, other: Book) -> bool:
    """Whether all pairs fit as well by the other; the dial turns no fit."""
    asks_alike = (one.rules, one.criteria) == (other.rules, other.criteria)
    return asks_alike and one.params.weights == other.params.weights


def _or_all(some: Bools | None, rows: int) -> Bools:
    return np.ones(rows, dtype=bool) if some is None else some


def _in_one(tile: Tile, looks: Sequence[Look]) -> Look:
    """Pairs of many tiles that all lie in this one."""

    def column(of: Callable[[Look], Any]) -> NDArray[Any]:
        return np.concatenate([of(look) for look in looks])

    v_p, n_p = column(lambda one: one.pairs.volunteer_p), column(lambda one: one.pairs.need_p)
    order = np.lexsort((v_p, n_p))
    pairs = Pairs(
        Block(tile.crowd, tile.rows_n),
        np.searchsorted(tile.rows_v, v_p[order]),
        np.searchsorted(tile.rows_n, n_p[order]),
        column(lambda one: one.pairs.forms_p)[order],
        column(lambda one: one.pairs.plain_p)[order],
    )
    return Look(pairs, column(lambda one: one.most_p)[order])


def _look(sieve: Sieve, book: Book, block: Block) -> Look:
    """At a block; its tables are left behind, since a tile may be many times as large."""
    pairs = sieve.listed(block)
    pairs = replace(pairs, plain_p=plain_fits(book.criteria, pairs, book.params))
    most_p = greatest_fits(book.criteria, pairs, book.params)
    bare = Block(Crowd(block.features, block.rows_v), block.rows_n)
    return Look(replace(pairs, block=bare), most_p)
