"""What a rule is, and the pair it tells about, close up.

Most rules are of one of three shapes, and say only what theirs is about: `AloneRule` of one side,
`FactRule` of plain facts on both, `ClosingRule` of facts that close a form. In these shapes a
large pool asks all rules at once (`engine.sieve`).
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import ClassVar

import numpy as np

from matcher.domain.availability import Availability, Slots
from matcher.domain.distances import Distance
from matcher.domain.frames import Way
from matcher.domain.needs import NeedKind, NeedProfile
from matcher.domain.people import Form
from matcher.domain.suggestions import Ask, Broken, Facts, RuleClass, Subject
from matcher.domain.volunteers import VolunteerProfile
from matcher.engine.arrays import Bits, Bools
from matcher.engine.blocks import Block
from matcher.engine.features import Features
from matcher.engine.features.packed import Sides, packed
from matcher.engine.features.times import Rhythm
from matcher.engine.listing import Pairs

OTHER_SIDE = {Subject.NEED: Subject.VOLUNTEER, Subject.VOLUNTEER: Subject.NEED}


@dataclass(frozen=True)
class CloseUp:
    """One volunteer and one need, close up: for facts and questions, never for arithmetic."""

    features: Features
    v: int
    n: int
    forms: tuple[Form, ...]  # that both would take, and that she is cleared for, if any
    form: Form  # in which they would meet
    days: int  # on how many weekdays they have a regular time
    busy: tuple[Availability, ...] = ()  # hours that her other suggestions of the week take

    @property
    def volunteer(self) -> VolunteerProfile:
        """Her profile."""
        return self.features.volunteers[self.v]

    @property
    def need(self) -> NeedProfile:
        """The need's profile."""
        return self.features.needs[self.n]

    @cached_property
    def way(self) -> Way | None:
        """How far she goes, or None while one of the places is unknown."""
        return self.features.ways.way(self.v, self.distance)

    @cached_property
    def distance(self) -> Distance | None:
        """As the crow flies, with how sure we are."""
        return self.features.ways.distance(self.v, self.n)

    @cached_property
    def slots(self) -> Slots:
        """Their best regular slot in the weeks ahead."""
        return self.features.times.slots(self.volunteer.availability, self.n, self.busy)

    @property
    def rhythm(self) -> Rhythm:
        """How long and how often the need wishes to be met."""
        return self.features.times.rhythm_n[self.n]

    def slots_in(self, rhythm: Rhythm) -> Slots:
        """The best slot, were the need's rhythm another in the same weeks."""
        hers = self.volunteer.availability
        return self.features.times.slots(hers, self.n, self.busy, rhythm)


def ask_of_need(need: NeedProfile, fact: str) -> Ask:
    """What whose need it is would be asked; an organisation is asked of what it holds, not of what
    it would like.
    """
    return Ask(Subject.NEED, f"{fact}_there" if need.kind is NeedKind.LOCAL else fact)


class Rule(ABC):
    """A rule that can forbid a pair: vectorised over a block, and in facts for one pair.

    Three-valued (R37): what is needed and not known never breaks a rule; it is asked about.
    """

    id: ClassVar[str]
    rule_class: ClassVar[RuleClass]
    is_table: ClassVar[bool] = False  # quicker asked of all pairs of a block than of a list

    @abstractmethod
    def breaks(self, block: Block) -> Bools:
        """Where the rule forbids; broadcasts to volunteers × needs of the block."""

    def breaks_of(self, pairs: Pairs) -> Bools:
        """The same of a list of pairs."""
        breaks_vn = np.broadcast_to(self.breaks(pairs.block), pairs.block.shape)
        return breaks_vn[pairs.v_p, pairs.n_p]

    def facts(self, pair: CloseUp) -> Facts:
        """What it looked at, for a pair that it forbids. Plain JSON values."""
        return {}

    def asks(self, pair: CloseUp) -> Iterable[Ask]:
        """What the rule would need to know of a pair and does not."""
        return ()

    def alone(self, features: Features, subject: Subject) -> Bools | None:
        """Whom of one side it forbids whoever the other is; None: nobody by themselves."""
        return None

    def broken(self, pair: CloseUp) -> Broken:
        """The rule as told to people."""
        return Broken(self.id, self.rule_class, self.facts(pair))


class AloneRule(Rule):
    """Forbids whoever the other is: all that it says is `alone`."""

    def breaks(self, block: Block) -> Bools:
        """One of the two is forbidden."""
        found = np.zeros((1, 1), dtype=bool)
        if (alone_v := self.alone(block.features, Subject.VOLUNTEER)) is not None:
            found = found | block.hers(alone_v)[:, None]
        if (alone_n := self.alone(block.features, Subject.NEED)) is not None:
            found = found | block.theirs(alone_n)
        return found


class FactRule(Rule):
    """Forbids where a fact of hers meets the same of theirs, and where they have none in common."""

    def meeting(self, features: Features) -> Sides | None:
        """Facts of which one on both sides is too much."""
        return None

    def common(self, features: Features) -> Sides | None:
        """Facts of which both sides must have one."""
        return None

    def breaks(self, block: Block) -> Bools:
        """Too much on both sides, or nothing in common."""
        found = np.zeros((1, 1), dtype=bool)
        if (meeting := self.meeting(block.features)) is not None:
            found = found | both_have(block, meeting)
        if (common := self.common(block.features)) is not None:
            found = found | ~both_have(block, common)
        return found


class FormRule(Rule):
    """A rule about the meeting itself: it closes forms, and forbids a pair it leaves none.

    Of any two sets of forms that rules close the one is part of the other (`nested`). So several
    rules leave a pair no form together only where one of them leaves it none, and that one is told.
    """

    @abstractmethod
    def sets(self, features: Features) -> Iterable[int]:
        """The sets of forms that it closes for one pair or another, as bits."""

    @abstractmethod
    def closes(self, block: Block) -> Bits:
        """The forms in which they cannot meet; broadcasts to volunteers × needs of the block."""

    def closes_of(self, pairs: Pairs) -> Bits:
        """The same of a list of pairs."""
        closes_vn = np.broadcast_to(self.closes(pairs.block), pairs.block.shape)
        return closes_vn[pairs.v_p, pairs.n_p]

    def breaks(self, block: Block) -> Bools:
        """No form is left that both would take."""
        return leaves_none(block, self.closes(block))


class ClosingRule(FormRule):
    """Closes some forms where a fact of hers meets the same of theirs."""

    def sets(self, features: Features) -> Iterable[int]:
        """Those of `closing`."""
        return (forms for forms, _ in self.closing(features))

    @abstractmethod
    def closing(self, features: Features) -> Iterable[tuple[int, Sides]]:
        """Which forms, and what must not meet there."""

    def closes(self, block: Block) -> Bits:
        """All of those."""
        closed_vn = np.zeros(block.shape, dtype=np.uint8)
        for forms, facts in self.closing(block.features):
            closed_vn |= both_have(block, facts) * np.uint8(forms)
        return closed_vn


def nested(rules: Iterable[Rule], features: Features) -> tuple[int, ...]:
    """The different sets of forms that rules close, each part of the next.

    Raises ValueError for sets that are not: of such, two rules might close all forms together
    and neither alone, and no broken rule could be told.
    """
    forms = [rule.sets(features) for rule in rules if isinstance(rule, FormRule)]
    found = sorted({bits for sets in forms for bits in sets}, key=int.bit_count)
    for smaller, larger in pairwise(found):
        if smaller & ~larger:
            raise ValueError(f"rules close forms {smaller:b} and {larger:b}: neither is part")
    return tuple(found)


def leaves_none(block: Block, closed_vn: Bits) -> Bools:
    """Where every form that a pair might begin with is closed."""
    return (block.open_vn & ~closed_vn) == 0


def both_have(block: Block, facts: Sides) -> Bools:
    """Where both sides have one of the facts."""
    words = packed([Sides(block.hers(facts.hers_vf), block.theirs(facts.theirs_nf))])
    found = np.zeros(block.shape, dtype=bool)
    for hers_v, theirs_n in zip(*words, strict=True):
        found |= (hers_v[:, None] & theirs_n) != 0
    return found


class PairRule(Rule):
    """A rule of some pairs, named one by one."""

    @abstractmethod
    def parted(self, features: Features) -> Mapping[int, tuple[int, ...]]:
        """By need's row: the rows of the volunteers who are kept from it."""

    def breaks(self, block: Block) -> Bools:
        """The pair is named."""
        found_vn, parted_n = np.zeros(block.shape, dtype=bool), self.parted(block.features)
        for column, n in enumerate(block.rows_n.tolist()):
            if n in parted_n:
                found_vn[np.isin(block.rows_v, parted_n[n]), column] = True
        return found_vn

    def breaks_of(self, pairs: Pairs) -> Bools:
        """The same; for most blocks nobody is named."""
        block = pairs.block
        if self.parted(block.features).keys().isdisjoint(block.rows_n.tolist()):
            return np.zeros(len(pairs), dtype=bool)
        return super().breaks_of(pairs)


class Safety(Rule):
    """Never overridden, whoever asks."""

    rule_class = RuleClass.SAFETY


class Wish(Rule):
    """A coordinator may override it, with a reason (R47)."""

    rule_class = RuleClass.WISH
