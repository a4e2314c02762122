"""Scored pairs, as columns: `Candidates` with all their points, `Open` with no more than the fit.

Scored are the pairs that no rule forbids, those that one wish keeps apart, and close up any two.
How many of all other pairs each rule forbids is counted in `tally`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cached_property

import numpy as np

from matcher.domain.availability import Availability
from matcher.engine import rules as rulebook
from matcher.engine.arrays import Bits, Bools, Ints
from matcher.engine.assignment.graph import Index, ascend, ranges
from matcher.engine.blocks import Block, Crowd
from matcher.engine.criteria import Criterion
from matcher.engine.features import Features
from matcher.engine.features.forms import forms_of
from matcher.engine.listing import Pairs
from matcher.engine.params import Params
from matcher.engine.rules import CloseUp, Judged, Marks, Rule
from matcher.engine.scores import score

NEEDS_AT_ONCE = 32  # of any pairs: more needs share fewer of their volunteers


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

    def close_up(self, features: Features, p: int, busy: tuple[Availability, ...] = ()) -> CloseUp:
        """One of them, close up; at other hours than those that are taken."""
        return CloseUp(
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

    @classmethod
    def joined(cls, parts: "Sequence[Candidates]", criteria: int) -> "Candidates":
        """Those of several blocks, sorted, each once."""
        parts = [part for part in parts if len(part)] or [_none(criteria)]
        columns = ([getattr(part, axis.name) for part in parts] for axis in fields(cls))
        whole = parts[0] if len(parts) == 1 else cls(*map(np.concatenate, columns))
        code_p = codes(whole.v_p, whole.n_p)
        if (code_p[1:] > code_p[:-1]).all():
            return whole
        return whole.only(np.unique(code_p, return_index=True)[1])


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

    def with_pairs(self, new: "Open", at: Ints) -> "Open":
        """With others, each before the pair of that number."""
        return Open(
            np.insert(self.v_p, at, new.v_p),
            np.insert(self.n_p, at, new.n_p),
            np.insert(self.fit_p, at, new.fit_p),
        )

    @classmethod
    def joined(cls, parts: "Sequence[Open]") -> "Open":
        """Those of several blocks or tiles, sorted, each once."""
        if not parts:
            return cls(*np.zeros((3, 0), dtype=np.int32))
        order = _need_by_need(np.concatenate([part.n_p for part in parts]))
        v_p, n_p, fit_p = (  # column by column: of a country each takes tens of megabytes
            np.concatenate([getattr(part, axis.name) for part in parts]).take(order)
            for axis in fields(cls)
        )
        whole = cls(v_p, n_p, fit_p)
        if ascend(n_p, v_p):
            return whole
        return whole.only(np.unique(codes(v_p, n_p), return_index=True)[1])


def _need_by_need(n_p: Index) -> Ints:
    """The order that sorts runs of needs, and leaves each run as it is: one sort of few."""
    begins = np.flatnonzero(np.diff(n_p, prepend=-1))
    counts = np.diff(begins, append=len(n_p))
    order = np.argsort(n_p[begins], kind="stable")
    return ranges(begins[order], counts[order])[0]


def codes(v_p: Ints | Index, n_p: Ints | Index) -> Ints:
    """One number a pair, that sorts by need, then volunteer."""
    return n_p.astype(np.int64) << 32 | v_p


def among(sorted_codes: Ints, code_p: Ints) -> Bools:
    """Which codes are among others: looked up, where `np.isin` would sort them all."""
    if not len(sorted_codes):
        return np.zeros(len(code_p), dtype=bool)
    at_p = np.searchsorted(sorted_codes, code_p)
    found_p: Bools = sorted_codes.take(at_p, mode="clip") == code_p
    return found_p


def any_pairs(features: Features, book: Book, v_p: Ints, n_p: Ints) -> Candidates:
    """These pairs, whatever they break; sorted, each once."""
    parts = []
    for rows in _few_needs(n_p):
        rows_v, at_v = np.unique(v_p[rows], return_inverse=True)
        rows_n, at_n = np.unique(n_p[rows], return_inverse=True)
        block = Block(Crowd(features, rows_v), rows_n)
        wanted_vn = np.zeros((len(rows_v), len(rows_n)), dtype=bool)
        wanted_vn[at_v, at_n] = True
        parts.append(scored(block, rulebook.judge(book.rules, block), book, wanted_vn))
    return Candidates.joined(parts, len(book.criteria))


def one_pair(features: Features, book: Book, v: int, n: int) -> Candidates:
    """A single pair, whatever it breaks."""
    return any_pairs(features, book, np.array([v]), np.array([n]))


def is_one_rule(broken: Marks) -> Bools:
    """Exactly one rule is broken: without its lowest bit nothing is left."""
    return (broken != 0) & (broken & (broken - np.uint32(1)) == 0)


def is_one_wish(rules: Sequence[Rule], broken: Marks) -> Bools:
    """Exactly one rule is broken, and it is a wish: what could be mended (R45)."""
    return is_one_rule(broken) & (broken & np.uint32(rulebook.safety_bits(rules)) == 0)


def scored(block: Block, judged: Judged, book: Book, wanted_vn: Bools) -> Candidates:
    """The wanted pairs of a judged block, scored."""
    n_p, v_p = np.nonzero(wanted_vn.T)
    pairs = Pairs(block, v_p, n_p, judged.forms_vn[v_p, n_p])
    points = score(book.criteria, pairs, book.params)
    return Candidates(
        v_p=pairs.volunteer_p,
        n_p=pairs.need_p,
        open_p=block.open_vn[v_p, n_p],
        form_p=pairs.form_p,
        broken_p=judged.broken_vn[v_p, n_p],
        days_p=pairs.times.days_p.astype(np.int64),
        earned_pc=points.earned_pc,
        unknown_pc=points.unknown_pc,
    )


def _few_needs(n_p: Ints) -> list[Ints]:
    """The pairs' numbers, by need, in lots of a few needs each."""
    order = np.argsort(n_p, kind="stable")
    nth_p = np.unique(n_p[order], return_inverse=True)[1]
    firsts = np.searchsorted(nth_p, np.arange(0, int(nth_p.max(initial=-1)) + 1, NEEDS_AT_ONCE))
    return [lot for lot in np.split(order, firsts) if len(lot)]


def _none(criteria: int) -> Candidates:
    none, bits = np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.uint8)
    points = np.zeros((0, criteria), dtype=np.int64)
    marks = np.zeros(0, dtype=np.uint32)
    return Candidates(none, none, bits, bits, marks, none, points, points)
