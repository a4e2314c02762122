"""What a rule is, and the pair it tells about."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from matcher.domain.availability import Availability, Slots
from matcher.domain.distances import Distance
from matcher.domain.needs import NeedProfile
from matcher.domain.people import Form
from matcher.domain.suggestions import Ask, Broken, Facts, RuleClass, Subject, Way
from matcher.domain.volunteers import VolunteerProfile
from matcher.engine.arrays import Bits, Bools
from matcher.engine.blocks import Block
from matcher.engine.features import Features


@dataclass(frozen=True)
class Pair:
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


class Rule(ABC):
    """A rule that can forbid a pair: vectorised over a block, and in facts for one pair.

    Three-valued (R37): what is needed and not known never breaks a rule; it is asked about.
    """

    id: ClassVar[str]
    rule_class: ClassVar[RuleClass]
    is_dear: ClassVar[bool] = False  # asked last, where only open pairs matter

    @abstractmethod
    def breaks(self, block: Block) -> Bools:
        """Where the rule forbids; broadcasts to volunteers × needs of the block."""

    def facts(self, pair: Pair) -> Facts:
        """What it looked at, for a pair that it forbids. Plain JSON values."""
        return {}

    def asks(self, pair: Pair) -> Iterable[Ask]:
        """What the rule would need to know of a pair and does not."""
        return ()

    def alone(self, features: Features, subject: Subject) -> Bools | None:
        """Whom of one side it forbids whoever the other is; None: nobody by themselves."""
        return None

    def broken(self, pair: Pair) -> Broken:
        """The rule as told to people."""
        return Broken(self.id, self.rule_class, self.facts(pair))


class FormRule(Rule):
    """A rule about the meeting itself: it closes forms, and forbids a pair it leaves none."""

    @abstractmethod
    def closes(self, block: Block) -> Bits:
        """The forms in which they cannot meet; broadcasts to volunteers × needs of the block."""

    def breaks(self, block: Block) -> Bools:
        """No form is left that both would take."""
        return leaves_none(block, self.closes(block))


def leaves_none(block: Block, closed_vn: Bits) -> Bools:
    """Where every form that a pair might begin with is closed."""
    return (block.open_vn & ~closed_vn) == 0


class Safety(Rule):
    """Never overridden, whoever asks."""

    rule_class = RuleClass.SAFETY


class Wish(Rule):
    """A coordinator may override it, with a reason (R47)."""

    rule_class = RuleClass.WISH
