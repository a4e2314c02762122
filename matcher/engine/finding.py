"""From a pool to its open pairs and their fit: whole, or in tiles where the pool is large."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple, TypeAlias, TypeVar

import numpy as np

from matcher.domain.suggestions import Pair
from matcher.engine import rules as rulebook
from matcher.engine.arrays import Bools, Ints
from matcher.engine.assignment import Index
from matcher.engine.candidates import Book, Candidates, Open, any_pairs, codes
from matcher.engine.features import Features
from matcher.engine.holding import NONE_LEFT, Held, all_held, hold, to_be_held
from matcher.engine.pool import Pool
from matcher.engine.rules import Rule
from matcher.engine.search import ANY, Best, Wanted, every_open, search
from matcher.engine.tally import Tally, sift

Some = TypeVar("Some", Open, Candidates)

DENSE_PAIRS = 500_000  # volunteers × needs: up to here one pass with everything kept is quicker


@dataclass(frozen=True)
class Found:
    """What rules and criteria say of a pool; all points of the open pairs where it is small."""

    features: Features
    book: Book
    held: Held
    frozen_codes: Ints
    locked_p: Bools
    details: Candidates | None
    tally: Tally | None
    lost_locks: tuple[Pair, ...]

    @property
    def open(self) -> Open:
        """The open pairs that are held: in all but the largest pools every one."""
        return self.held.open

    @cached_property
    def possible(self) -> "Possible":
        """How many pairs each side has; where not all are held, all are looked through for it."""
        found, sides = self.open, (len(self.features.volunteers), len(self.features.needs))
        if (self.held.left_out_n == NONE_LEFT).all():
            return Possible.counted(found.v_p, found.n_p, *sides)
        locked = found.only(self.locked_p)
        apart = np.concatenate([self.frozen_codes, codes(locked.v_p, locked.n_p)])
        possible = Possible.counted(locked.v_p, locked.n_p, *sides)
        for v_p, n_p in every_open(self.features, self.book):
            kept_p = ~np.isin(codes(v_p, n_p), apart)
            np.add.at(possible.of_v, v_p[kept_p], 1)
            np.add.at(possible.of_n, n_p[kept_p], 1)
        return possible

    def of_need(self, n: int) -> Open:
        """A need's open pairs, held or not."""
        held, volunteers = self.open.only(self.open.n_p == n), len(self.features.volunteers)
        if self.held.left_out_n[n] == NONE_LEFT:
            return held
        floor_n = np.full(len(self.features.needs), ANY, dtype=np.int32)
        it, everybody = np.arange(len(floor_n)) == n, np.ones(volunteers, dtype=bool)
        others = self.not_held(Wanted(floor_n, volunteers, share=volunteers), it, everybody)
        return Open.joined([held, *(best.pairs for best in others)])

    def not_held(self, wanted: Wanted, needs: Bools, volunteers: Bools) -> Iterator[Best]:
        """The wanted pairs between these that are not held, tile by tile."""
        known = self.open.only(needs[self.open.n_p] & volunteers[self.open.v_p])
        but_for = np.concatenate([codes(known.v_p, known.n_p), self.frozen_codes])
        wanted = replace(wanted, but_for=np.sort(but_for))
        return search(self.features, self.book, wanted, needs, volunteers)

    def with_pairs(self, new: Open) -> "Found":
        """With these held as well, none of which is."""
        at = self.rows_for(new)
        held = replace(self.held, open=self.open.with_pairs(new, at))
        return replace(self, held=held, locked_p=np.insert(self.locked_p, at, False))

    def rows_for(self, new: Open) -> Ints:
        """Where among the open pairs others belong."""
        return np.searchsorted(codes(self.open.v_p, self.open.n_p), codes(new.v_p, new.n_p))


class Possible(NamedTuple):
    """How many pairs each has that no rule forbids."""

    of_v: Ints
    of_n: Ints

    @classmethod
    def counted(cls, v_p: Index, n_p: Index, volunteers: int, needs: int) -> "Possible":
        """Of these pairs."""
        return cls(np.bincount(v_p, minlength=volunteers), np.bincount(n_p, minlength=needs))


# Finds which pairs of a large pool are held, but for those of some codes
Holder: TypeAlias = Callable[[Features, Book, Ints], Held]


def each_needs_best(features: Features, book: Book, but_for: Ints) -> Held:
    """Looked for tile by tile."""
    needs = len(features.needs)
    return hold(search(features, book, to_be_held(needs, but_for)), needs)


def find(pool: Pool, features: Features, book: Book, holder: Holder = each_needs_best) -> Found:
    """Every open pair, with its fit, and the locks that can be kept; of a large pool the pairs
    that `holder` finds.
    """
    asked = _asked_for(pool, features, book)
    kept = asked.only(_kept(features, book.rules, asked))
    frozen_codes = codes_of(features, pool.frozen)
    is_small = len(features.volunteers) * len(features.needs) <= DENSE_PAIRS
    looked = (
        _whole(features, book, kept, frozen_codes)
        if is_small
        else _streamed(holder(features, book, frozen_codes), kept)
    )
    pairs = looked.held.open
    return Found(
        features=features,
        book=book,
        held=looked.held,
        frozen_codes=frozen_codes,
        locked_p=np.isin(codes(pairs.v_p, pairs.n_p), codes(kept.v_p, kept.n_p)),
        details=looked.details,
        tally=looked.tally,
        lost_locks=_lost(pool, features, kept),
    )


class _Looked(NamedTuple):
    held: Held
    details: Candidates | None = None
    tally: Tally | None = None


def _whole(features: Features, book: Book, kept: Candidates, frozen_codes: Ints) -> _Looked:
    """Every pair judged and every open one scored, in one pass."""
    candidates, tally = sift(features, book)
    details = Candidates.joined([_without(candidates, frozen_codes), kept], len(book.criteria))
    held = all_held(_thin(details), len(features.needs))
    near = _without(tally.near, codes(kept.v_p, kept.n_p))
    return _Looked(held, details, replace(tally, near=near))


def _streamed(held: Held, kept: Candidates) -> _Looked:
    """All locks are held as well, and those against a wish come in no tile."""
    return _Looked(replace(held, open=Open.joined([held.open, _thin(kept)])))


def _asked_for(pool: Pool, features: Features, book: Book) -> Candidates:
    """The locked pairs, close up, whatever they break."""
    rows = np.array(list(features.rows(pool.locked - pool.frozen)), dtype=np.int64).reshape(-1, 2)
    return any_pairs(features, book, *rows.T)


def _without(found: Some, those: Ints) -> Some:
    """The pairs whose codes are not among those."""
    if not len(those):
        return found
    return found.only(~np.isin(codes(found.v_p, found.n_p), those))


def _thin(found: Candidates) -> Open:
    """Scored pairs without what their scores are made of."""
    columns = (found.v_p, found.n_p, found.fit_p)
    return Open(*(column.astype(np.int32) for column in columns))


def _kept(features: Features, rules: Sequence[Rule], asked: Candidates) -> Bools:
    """The locks that can be kept: none against a safety rule, none beyond room and seats."""
    safety = np.uint32(rulebook.safety_bits(rules))
    room_v, room_n = features.capacity_v.copy(), features.seats_n.copy()
    kept_p = np.zeros(len(asked), dtype=bool)
    for p in np.lexsort((asked.n_p, asked.v_p)).tolist():
        v, n = asked.v_p[p], asked.n_p[p]
        if not asked.broken_p[p] & safety and room_v[v] and room_n[n]:
            room_v[v], room_n[n] = room_v[v] - 1, room_n[n] - 1
            kept_p[p] = True
    return kept_p


def _lost(pool: Pool, features: Features, kept: Candidates) -> tuple[Pair, ...]:
    """The locks that were not kept."""
    rows = zip(kept.v_p.tolist(), kept.n_p.tolist(), strict=True)
    have = {(features.volunteers[v].id, features.needs[n].id) for v, n in rows}
    return tuple(sorted(pool.locked - pool.frozen - have))


def codes_of(features: Features, pairs: frozenset[Pair]) -> Ints:
    """`codes` of pairs told by id; those with somebody who is not in the pool are left out."""
    rows = list(features.rows(pairs))
    return codes(*np.array(rows, dtype=np.int64).reshape(-1, 2).T)
