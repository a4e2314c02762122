"""The pairs worth scoring: those that no rule forbids, and those that one wish keeps apart.

Needs are streamed in blocks. What is kept of a scored pair is its forms and its points; of all
other pairs, how many each rule forbids.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cached_property

import numpy as np

from matcher.domain.availability import Availability
from matcher.engine import rules as rulebook
from matcher.engine.arrays import Bits, Bools, Ints
from matcher.engine.assignment.graph import Index
from matcher.engine.blocks import Block, blocks
from matcher.engine.criteria import Criterion, Pairs
from matcher.engine.features import Features
from matcher.engine.features.forms import forms_of
from matcher.engine.params import Params
from matcher.engine.rules import Judged, Marks, Pair, Rule
from matcher.engine.scores import fits, score


@dataclass(frozen=True)
class Book:
    """By what pairs are judged and scored."""

    rules: Sequence[Rule]
    criteria: Sequence[Criterion]
    params: Params


@dataclass(frozen=True)
class Candidates:
    """Scored pairs, sorted by need, then volunteer. Points in thousandths.

    ``broken_p`` is 0 for a pair that may be suggested and else the bits of its broken rules.
    """

    v_p: Ints
    n_p: Ints
    open_p: Bits  # forms to begin with
    form_p: Bits  # the form in which they would meet
    broken_p: Marks
    days_p: Ints  # on how many weekdays they have a regular time
    earned_pc: Ints
    unknown_pc: Ints

    def __len__(self) -> int:
        return len(self.v_p)

    @cached_property
    def fit_p(self) -> Ints:
        """A pair's fit is the sum of its parts: nothing counts that cannot be shown (R44)."""
        return self.earned_pc.sum(axis=1)

    def pair(self, features: Features, p: int, busy: tuple[Availability, ...] = ()) -> Pair:
        """One of them, close up; at other hours than those that are taken."""
        return Pair(
            features,
            int(self.v_p[p]),
            int(self.n_p[p]),
            forms=forms_of(int(self.open_p[p])),
            form=forms_of(int(self.form_p[p]))[0],
            days=int(self.days_p[p]),
            busy=busy,
        )

    def only(self, chosen_p: Bools | Ints) -> "Candidates":
        """Some of the pairs, in the order asked for."""
        return Candidates(*(getattr(self, axis.name)[chosen_p] for axis in fields(self)))

    def of_the_whole(self, rows_v: Ints, rows_n: Ints) -> "Candidates":
        """The same pairs, by the rows that a tile's rows have in the whole pool."""
        others = (getattr(self, axis.name) for axis in fields(self)[2:])
        return Candidates(rows_v[self.v_p], rows_n[self.n_p], *others)

    @classmethod
    def joined(cls, parts: "Sequence[Candidates]", criteria: int) -> "Candidates":
        """Those of several blocks, sorted, each once."""
        columns = ([getattr(part, axis.name) for part in parts] for axis in fields(cls))
        whole = cls(*(np.concatenate(column) for column in columns)) if parts else _none(criteria)
        _, order = np.unique(codes(whole.v_p, whole.n_p), return_index=True)
        return whole.only(order)


@dataclass(frozen=True)
class Open:
    """The pairs that may be suggested, sorted by need, then volunteer; fit in thousandths."""

    v_p: Index
    n_p: Index
    fit_p: Index

    def __len__(self) -> int:
        return len(self.v_p)

    def only(self, chosen_p: Bools | Ints) -> "Open":
        """Some of the pairs, in the order asked for."""
        return Open(self.v_p[chosen_p], self.n_p[chosen_p], self.fit_p[chosen_p])

    @classmethod
    def joined(cls, parts: "Sequence[Open]") -> "Open":
        """Those of several blocks or tiles, sorted, each once."""
        v_p, n_p, fit_p = (
            np.concatenate([getattr(part, axis.name) for part in parts]) for axis in fields(cls)
        )
        _, order = np.unique(codes(v_p, n_p), return_index=True)
        return cls(v_p[order], n_p[order], fit_p[order])


def codes(v_p: Ints | Index, n_p: Ints | Index) -> Ints:
    """One number a pair, that sorts by need, then volunteer."""
    return n_p.astype(np.int64) << 32 | v_p


def open_pairs(features: Features, book: Book) -> Iterator[Open]:
    """The pairs that no rule forbids, block by block. Dear rules are asked where others allow."""
    for block in blocks(features):
        judged = rulebook.judge(book.rules, block, only_open=True)
        pairs = _pairs(block, judged, judged.allowed_vn)
        fit_p = fits(book.criteria, pairs, book.params)
        yield Open(*(column.astype(np.int32) for column in (pairs.v_p, pairs.need_p, fit_p)))


def close_up(features: Features, book: Book, v_p: Ints, n_p: Ints) -> Candidates:
    """These pairs, whatever they break; sorted, each once."""
    parts = []
    for rows in _few_needs(n_p):
        rows_v, at_v = np.unique(v_p[rows], return_inverse=True)
        rows_n, at_n = np.unique(n_p[rows], return_inverse=True)
        tile = features.some(rows_v, rows_n)
        block = Block(tile, 0, len(rows_n))
        wanted_vn = np.zeros((len(rows_v), len(rows_n)), dtype=bool)
        wanted_vn[at_v, at_n] = True
        block.narrow(wanted_vn)
        found = points(block, rulebook.judge(book.rules, block), book, wanted_vn)
        parts.append(found.of_the_whole(rows_v, rows_n))
    return Candidates.joined(parts, len(book.criteria))


def one_pair(features: Features, book: Book, v: int, n: int) -> Candidates:
    """A single pair, whatever it breaks."""
    return close_up(features, book, np.array([v]), np.array([n]))


def is_one_wish(rules: Sequence[Rule], broken: Marks) -> Bools:
    """Exactly one rule is broken, and it is a wish: what could be mended (R45)."""
    single = (broken != 0) & (broken & (broken - np.uint32(1)) == 0)
    return single & (broken & np.uint32(rulebook.safety_bits(rules)) == 0)


def points(block: Block, judged: Judged, book: Book, wanted_vn: Bools) -> Candidates:
    """The wanted pairs of a judged block, scored."""
    pairs = _pairs(block, judged, wanted_vn)
    v_p, n_p = pairs.v_p, pairs.n_p
    points = score(book.criteria, pairs, book.params)
    return Candidates(
        v_p=v_p,
        n_p=pairs.need_p,
        open_p=block.open_vn[v_p, n_p],
        form_p=pairs.form_p,
        broken_p=judged.broken_vn[v_p, n_p],
        days_p=block.days_vn[v_p, n_p].astype(np.int64),
        earned_pc=points.earned_pc,
        unknown_pc=points.unknown_pc,
    )


def _pairs(block: Block, judged: Judged, wanted_vn: Bools) -> Pairs:
    """The wanted pairs by need, then volunteer, each in the form in which they would meet."""
    n_p, v_p = np.nonzero(wanted_vn.T)
    preferred_p = block.features.forms.preferred_n[n_p + block.first]
    return Pairs(block, v_p, n_p, _form(judged.forms_vn[v_p, n_p], preferred_p))


NEEDS_AT_ONCE = 32  # close up: more needs share fewer of their volunteers


def _few_needs(n_p: Ints) -> list[Ints]:
    """The pairs' numbers, by need, in lots of a few needs each."""
    order = np.argsort(n_p, kind="stable")
    nth_p = np.unique(n_p[order], return_inverse=True)[1]
    firsts = np.searchsorted(nth_p, np.arange(0, int(nth_p.max(initial=-1)) + 1, NEEDS_AT_ONCE))
    return [lot for lot in np.split(order, firsts) if len(lot)]


def _form(forms_p: Bits, preferred_p: Bits) -> Bits:
    """The preferred form where it is possible, else the first possible in the order of `Form`."""
    first_p = forms_p & (~forms_p + np.uint8(1))  # the lowest bit that is set
    return np.where(forms_p & preferred_p, preferred_p, first_p).astype(np.uint8)


def _none(criteria: int) -> Candidates:
    none, bits = np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.uint8)
    points = np.zeros((0, criteria), dtype=np.int64)
    marks = np.zeros(0, dtype=np.uint32)
    return Candidates(none, none, bits, bits, marks, none, points, points)
