"""The pairs worth scoring: those that no rule forbids, and those that one wish keeps apart.

Needs are streamed in blocks. What is kept of every pair is four bytes, a bit for each broken
rule; what is kept of a scored pair is its forms and its points.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from functools import cached_property

import numpy as np

from matcher.engine import rules as rulebook
from matcher.engine.arrays import Bits, Bools, Ints
from matcher.engine.blocks import Block, blocks
from matcher.engine.criteria import Criterion, Pairs
from matcher.engine.features import Features
from matcher.engine.features.forms import forms_of
from matcher.engine.params import Params
from matcher.engine.rules import Judged, Marks, Pair, Rule
from matcher.engine.scores import score


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

    def pair(self, features: Features, p: int) -> Pair:
        """One of them, close up."""
        return Pair(
            features,
            int(self.v_p[p]),
            int(self.n_p[p]),
            forms=forms_of(int(self.open_p[p])),
            form=forms_of(int(self.form_p[p]))[0],
            days=int(self.days_p[p]),
        )

    def only(self, chosen_p: Bools | Ints) -> "Candidates":
        """Some of the pairs, in the same order."""
        return Candidates(*(getattr(self, axis.name)[chosen_p] for axis in fields(self)))

    @classmethod
    def joined(cls, parts: "Sequence[Candidates]") -> "Candidates":
        """Those of several blocks, one after the other."""
        columns = ([getattr(part, axis.name) for part in parts] for axis in fields(cls))
        return cls(*(np.concatenate(column) for column in columns))


@dataclass(frozen=True)
class Sifted:
    """All pairs, judged; and those that were scored."""

    broken_vn: Marks
    candidates: Candidates


def sift(
    features: Features,
    rules: Sequence[Rule],
    criteria: Sequence[Criterion],
    params: Params,
    *,
    also: Collection[tuple[int, int]] = (),
) -> Sifted:
    """Judge every pair; score those that break no rule, or one wish, and the rows in ``also``."""
    broken_vn = np.zeros((len(features.volunteers), len(features.needs)), dtype=np.uint32)
    parts = []
    for block in blocks(features):
        judged = rulebook.judge(rules, block)
        broken_vn[:, block.n] = judged.broken_vn
        parts.append(_scored(block, judged, criteria, params, also))
    return Sifted(broken_vn, Candidates.joined(parts) if parts else _nobody(len(criteria)))


def one_pair(
    features: Features,
    rules: Sequence[Rule],
    criteria: Sequence[Criterion],
    params: Params,
    row: tuple[int, int],
) -> Candidates:
    """A single pair, whatever it breaks."""
    v, n = row
    block = Block(features, n, n + 1)
    judged = rulebook.judge(rules, block)
    wanted_vn = np.zeros(judged.broken_vn.shape, dtype=bool)
    wanted_vn[v, 0] = True
    return _points(block, judged, criteria, params, wanted_vn)


def is_one_wish(rules: Sequence[Rule], broken: Marks) -> Bools:
    """Exactly one rule is broken, and it is a wish: what could be mended (R45)."""
    single = (broken != 0) & (broken & (broken - np.uint32(1)) == 0)
    return single & (broken & np.uint32(rulebook.safety_bits(rules)) == 0)


def _scored(
    block: Block,
    judged: Judged,
    criteria: Sequence[Criterion],
    params: Params,
    also: Collection[tuple[int, int]],
) -> Candidates:
    wanted_vn = judged.allowed_vn | is_one_wish(judged.rules, judged.broken_vn)
    for v, n in also:
        if block.first <= n < block.last:
            wanted_vn[v, n - block.first] = True
    return _points(block, judged, criteria, params, wanted_vn)


def _points(
    block: Block, judged: Judged, criteria: Sequence[Criterion], params: Params, wanted_vn: Bools
) -> Candidates:
    n_p, v_p = np.nonzero(wanted_vn.T)
    preferred_p = block.features.forms.preferred_n[n_p + block.first]
    form_p = _form(judged.forms_vn[v_p, n_p], preferred_p)
    points = score(criteria, Pairs(block, v_p, n_p, form_p), params)
    return Candidates(
        v_p=v_p,
        n_p=n_p + block.first,
        open_p=block.open_vn[v_p, n_p],
        form_p=form_p,
        broken_p=judged.broken_vn[v_p, n_p],
        days_p=block.days_vn[v_p, n_p],
        earned_pc=points.earned_pc,
        unknown_pc=points.unknown_pc,
    )


def _form(forms_p: Bits, preferred_p: Bits) -> Bits:
    """The preferred form where it is possible, else the first possible in the order of `Form`."""
    first_p = forms_p & (~forms_p + np.uint8(1))  # the lowest bit that is set
    return np.where(forms_p & preferred_p, preferred_p, first_p).astype(np.uint8)


def _nobody(criteria: int) -> Candidates:
    none, bits = np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.uint8)
    points = np.zeros((0, criteria), dtype=np.int64)
    marks = np.zeros(0, dtype=np.uint32)
    return Candidates(none, none, bits, bits, marks, none, points, points)
