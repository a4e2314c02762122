"""All rules at once, for a large pool: which pairs of a block no rule forbids.

Rules of plain facts (`rules.rule`) become bits: facts that must not meet, and facts of which both
sides must have one, each one AND for a pair. Forms are one byte; what closes some is one AND more.
How far it is comes first from straight lines in space, by a matrix product, with a margin that
leaves the doubtful in. Times are looked up for all pairs of a block at once. The pairs that are
left are listed, and the other rules are asked about those alone.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import reduce

import numpy as np

from matcher.domain.distances import EARTH_KM
from matcher.engine.arrays import Bits, Bools
from matcher.engine.blocks import Block
from matcher.engine.features import Features
from matcher.engine.features.forms import PHYSICAL
from matcher.engine.features.packed import Packed, Sides, packed
from matcher.engine.features.ways import METRES
from matcher.engine.listing import Pairs
from matcher.engine.rules import ClosingRule, FactRule, FormRule, Rule, nested
from matcher.engine.rules.rule import AloneRule
from matcher.engine.rules.safety import Clearance

MARGIN_KM = 0.01  # of rounding, to metres and in sums


class Sieve:
    """The rules of a pool, ready for its blocks."""

    def __init__(self, features: Features, rules: Sequence[Rule]) -> None:
        self.rules = tuple(rules)
        facts = [rule for rule in rules if isinstance(rule, FactRule)]
        self._meeting = packed([one for rule in facts if (one := rule.meeting(features))])
        self._common = [packed([one]) for rule in facts if (one := rule.common(features))]
        self._closing = _closing(features, rules)
        self._lines = _Lines(features)
        nested(rules, features)  # `open` rests on it
        shapes = (AloneRule, FactRule, ClosingRule, Clearance)
        others = [rule for rule in rules if not isinstance(rule, shapes)]
        self._tables = [rule for rule in others if rule.is_table]
        self._closers = [rule for rule in others if isinstance(rule, FormRule)]
        self._lists = [rule for rule in others if rule not in (*self._tables, *self._closers)]

    @classmethod
    def of(cls, features: Features, rules: Sequence[Rule]) -> "Sieve":
        """Made once for a pool, as long as it is the same rules that are asked."""
        kept = features.worked_out.get("sieve")
        if not isinstance(kept, cls) or kept.rules != tuple(rules):
            kept = features.worked_out["sieve"] = cls(features, rules)
        return kept

    def listed(self, block: Block) -> Pairs:
        """The pairs that neither facts nor times forbid; of sides that a rule forbids alone, none
        may be there.
        """
        forms_nv = self._forms(block)
        cells = np.flatnonzero(forms_nv != 0)  # of truth values: found much sooner than of bytes
        ends_n = np.searchsorted(cells, len(block.rows_v) * np.arange(1, len(block.rows_n) + 1))
        n_p = np.repeat(np.arange(len(block.rows_n)), np.diff(ends_n, prepend=0))
        v_p = cells - n_p * len(block.rows_v)
        return Pairs(block, v_p, n_p, forms_nv.ravel().take(cells))

    def open(self, pairs: Pairs) -> Pairs:
        """Those of them that no other rule forbids either.

        Forms are closed by all rules together: the sets that they close are nested, so that none
        is left only where one of the rules leaves none.
        """
        for rule in self._lists:
            pairs = pairs.only(~rule.breaks_of(pairs), pairs.forms_p)
        for rule in self._closers:
            forms_p = pairs.forms_p & ~rule.closes_of(pairs)
            pairs = pairs.only(forms_p != 0, forms_p)
        return pairs

    def forms_left(self, pairs: Pairs) -> Bits:
        """The forms that are left to pairs that no rule forbids, wherever in the pool they are."""
        forms = pairs.block.features.forms
        cleared_p = forms.cleared_vk[pairs.volunteer_p, pairs.theirs(forms.context_n)]
        forms_p = cleared_p & pairs.hers(forms.takes_v) & pairs.theirs(forms.takes_n)
        for which, facts in self._closing.items():
            for hers_v, theirs_n in zip(*facts, strict=True):
                both_p = pairs.hers(hers_v) & pairs.theirs(theirs_n) != 0
                forms_p &= ~(both_p * np.uint8(which))
        for rule in self._closers:
            forms_p &= ~rule.closes_of(replace(pairs, forms_p=forms_p))
        return forms_p

    def _forms(self, block: Block) -> Bits:
        """Which forms facts and times leave each pair; 0 where they forbid it. Axes n, v."""
        forms = block.features.forms
        contexts, at_n = np.unique(block.theirs(forms.context_n), return_inverse=True)
        cleared_kv = block.hers(forms.cleared_vk).T[contexts] & block.hers(forms.takes_v)
        open_nv = cleared_kv[at_n]
        open_nv &= block.theirs(forms.takes_n)[:, None]
        open_nv *= ~_both_have_nv(block, self._meeting)
        for facts in self._common:
            open_nv *= _both_have_nv(block, facts)
        for which, facts in self._closing.items():
            open_nv &= ~(_both_have_nv(block, facts) * np.uint8(which))
        if (block.theirs(forms.takes_n) & PHYSICAL).any():
            open_nv &= ~(self._lines.too_far(block) * np.uint8(PHYSICAL))
        for rule in self._tables:
            open_nv *= ~rule.breaks(block).T
        return open_nv


def _closing(features: Features, rules: Sequence[Rule]) -> dict[int, Packed]:
    """By the forms that are closed: the facts of which one on both sides closes them."""
    tables: dict[int, list[Sides]] = {}
    for rule in rules:
        if isinstance(rule, ClosingRule):
            for forms, facts in rule.closing(features):
                tables.setdefault(forms, []).append(facts)
    return {forms: packed(facts) for forms, facts in tables.items()}


def _both_have_nv(block: Block, facts: Packed) -> Bools:
    """Where both sides have one of the facts. Axes n, v."""
    both = (
        block.theirs(theirs_n)[:, None] & block.hers(hers_v)
        for hers_v, theirs_n in zip(*facts, strict=True)
    )
    return reduce(np.bitwise_or, both) != 0


class _Lines:
    """How far everybody goes, as a straight line through the earth: a way of d over a sphere of
    radius r is a chord of 2 r sin(d / 2r).
    """

    def __init__(self, features: Features) -> None:
        ways = features.ways
        kinds, self._kind_n = np.unique(ways.place_n.error, return_inverse=True)
        error_vk = np.hypot(ways.place_v.error[:, None], kinds)
        limit_km = (ways.limit_v[:, None] / METRES + error_vk + MARGIN_KM) / ways.least
        self._chord_vk = 2 * EARTH_KM * np.sin(np.minimum(limit_km / EARTH_KM, np.pi) / 2)
        self._chord_vk[ways.limit_v < 0] = np.inf

    def too_far(self, block: Block) -> Bools:
        """Surely beyond her limit; nobody whose place is unknown. Axes n, v."""
        nearest_vk = EARTH_KM**2 - block.hers(self._chord_vk) ** 2 / 2
        return block.inner_nv < nearest_vk.T[block.theirs(self._kind_n)]
