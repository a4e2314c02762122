"""What forbids a pair: every rule is asked about every pair, and all that say no are told (R33).

    rule.py      what a rule is; a pair, close up
    safety.py    rules that protect a person: clearance, consent, blocked pairs, allergies …
    wishes.py    what the two have asked of each other: tasks, languages, pets, smoke …
    gender.py    whom somebody must meet, or would rather
    frame.py     when, where and how soon

A new rule is a class in one of the files and a line in `all_rules`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matcher.domain.people import Trait
from matcher.domain.suggestions import Ask, Broken, RuleClass
from matcher.engine.arrays import Bits, Bools
from matcher.engine.blocks import Block
from matcher.engine.params import Params
from matcher.engine.rules import frame, gender, safety, wishes
from matcher.engine.rules.rule import (
    AloneRule,
    CloseUp,
    ClosingRule,
    FactRule,
    FormRule,
    Rule,
    leaves_none,
    nested,
)

__all__ = [
    "AloneRule", "CloseUp", "ClosingRule", "FactRule", "FormRule", "Judged", "Marks", "Rule",
    "all_rules", "asks", "judge", "nested", "rests", "safety_bits",
    "told",
]  # fmt: skip

Marks = NDArray[np.uint32]  # one bit a rule


def all_rules(params: Params) -> tuple[Rule, ...]:
    """Every rule, in the order in which they are told."""
    return (
        safety.Clearance(),
        safety.Consent(),
        safety.Restricted(),
        safety.BlockedPair(),
        safety.NeverList(),
        safety.MinAge(),
        safety.Capacity(),
        safety.Hours(),
        safety.Allergy(),
        frame.Period(),
        wishes.Task(params.related_task),
        wishes.Skills(),
        wishes.Language(),
        gender.GenderMust(),
        *(wishes.BearsNot(trait) for trait in Trait),
        wishes.FormWish(),
        wishes.Together(),
        frame.TimeWish(),
        frame.TravelWish(),
        frame.ShortNotice(),
        frame.Resting(),
    )


@dataclass(frozen=True)
class Judged:
    """What the rules say of a block: a bit for each broken rule, and the forms left to meet in."""

    rules: Sequence[Rule]
    broken_vn: Marks
    forms_vn: Bits  # where the rules leave none: those they began with

    @property
    def allowed_vn(self) -> Bools:
        """No rule forbids."""
        return self.broken_vn == 0


def judge(rules: Sequence[Rule], block: Block) -> Judged:
    """Ask every rule about every pair of the block."""
    broken_vn = np.zeros(block.shape, dtype=np.uint32)
    closed_vn = np.zeros(block.shape, dtype=np.uint8)
    for number, rule in enumerate(rules):
        if isinstance(rule, FormRule):
            closes_vn = rule.closes(block)
            closed_vn |= closes_vn
            breaks_vn = leaves_none(block, closes_vn)
        else:
            breaks_vn = rule.breaks(block)
        broken_vn |= breaks_vn.astype(np.uint32) << np.uint32(number)
    left_vn = block.open_vn & ~closed_vn
    return Judged(rules, broken_vn, np.where(left_vn == 0, block.open_vn, left_vn))


def safety_bits(rules: Sequence[Rule]) -> int:
    """The bits of the rules that nobody overrides."""
    return sum(1 << k for k, rule in enumerate(rules) if rule.rule_class is RuleClass.SAFETY)


def rests(rules: Sequence[Rule], broken: Marks) -> Bools:
    """Who has been said "not now" of: with no more than that, they are possible next week."""
    bits = sum(1 << k for k, rule in enumerate(rules) if isinstance(rule, frame.Resting))
    return broken & np.uint32(bits) != 0


def told(rules: Sequence[Rule], bits: int, pair: CloseUp) -> tuple[Broken, ...]:
    """Every broken rule of a pair, with what it looked at."""
    return tuple(rule.broken(pair) for k, rule in enumerate(rules) if bits >> k & 1)


def named(rules: Sequence[Rule], bits: int) -> tuple[tuple[str, RuleClass], ...]:
    """The ids and classes of a pair's broken rules."""
    return tuple((rule.id, rule.rule_class) for k, rule in enumerate(rules) if bits >> k & 1)


def asks(rules: Sequence[Rule], pair: CloseUp) -> Iterator[Ask]:
    """What must be asked before the pair can be said to break no rule."""
    for rule in rules:
        yield from rule.asks(pair)
