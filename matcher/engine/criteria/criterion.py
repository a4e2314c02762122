"""What a criterion is, and the pairs it looks at."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar, NamedTuple

import numpy as np
from numpy.typing import NDArray

from matcher.domain.suggestions import Ask, Facts
from matcher.engine.arrays import Bits, Bools, Ints
from matcher.engine.blocks import Block
from matcher.engine.rules.rule import Pair

FULL = 1000  # thousandths: all that a criterion can give


@dataclass(frozen=True)
class Pairs:
    """Some pairs of a block, as rows; ``n_p`` counts within the block."""

    block: Block
    v_p: Ints
    n_p: Ints
    form_p: Bits  # one bit: the form in which they would meet

    def __len__(self) -> int:
        return len(self.v_p)

    @cached_property
    def need_p(self) -> Ints:
        """The needs' rows among all."""
        return self.n_p + self.block.first

    @cached_property
    def _place_p(self) -> Ints:
        return self.v_p * self.block.size + self.n_p

    def of(self, table_vn: NDArray[Any]) -> NDArray[Any]:
        """The pairs' numbers in a table of the block."""
        return table_vn.ravel().take(self._place_p)


class Fit(NamedTuple):
    """Thousandths earned, and thousandths that a missing fact might still add (R37)."""

    earned_p: Ints
    unknown_p: Ints


class Criterion(ABC):
    """A number for the engine and facts for people, of the same thing."""

    id: ClassVar[str]

    @abstractmethod
    def fit(self, pairs: Pairs) -> Fit:
        """0–1000 for each pair; earned and unknown together at most 1000."""

    @abstractmethod
    def evidence(self, pair: Pair) -> Facts:
        """What it rests on, as plain JSON values."""

    def asks(self, pair: Pair) -> Iterable[Ask]:
        """What is worth asking, though no rule needs it."""
        return ()

    def differs(self, pair: Pair) -> Iterable[Ask]:
        """In what the two are not as the other would rather have it."""
        return ()


def fit(earned: Ints, known: Bools) -> Fit:
    """What is earned where the facts are known; all of it unknown where they are not."""
    none = np.zeros_like(earned)
    return Fit(np.where(known, earned, none), np.where(known, none, FULL))


def share(part: Ints, whole: Ints) -> Ints:
    """Thousandths of the whole, at most all of it, rounded down; nothing of nothing."""
    return np.minimum(FULL * part // np.maximum(whole, 1), FULL)
