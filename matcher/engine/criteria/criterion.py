"""What a criterion is."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from matcher.domain.suggestions import Ask, Facts
from matcher.engine.arrays import Bools, Ints, Numbers, Sums, quotient
from matcher.engine.blocks import Block
from matcher.engine.listing import Pairs
from matcher.engine.rules.rule import CloseUp

FULL = 1000  # thousandths: all that a criterion can give


class Criterion(ABC):
    """A number for the engine and facts for people, of the same thing."""

    id: ClassVar[str]
    is_plain: ClassVar[bool] = False  # rests on what both have told, however they would meet

    @abstractmethod
    def earned(self, pairs: Pairs) -> Numbers:
        """0–1000 for each pair; 0 where nothing is known."""

    def at_most(self, pairs: Pairs) -> Numbers | int:
        """What no pair earns more than, whatever rules still close: quicker than `earned`."""
        return FULL

    def could_earn(self, block: Block) -> Sums | int:
        """What none of a block's volunteers earns more than with its one need: from few columns,
        before any pair is listed.
        """
        return FULL

    @abstractmethod
    def known(self, pairs: Pairs) -> Bools:
        """Where the facts are known that it rests on."""

    def unknown(self, pairs: Pairs) -> Numbers:
        """What a missing fact might still add (R37); with what is earned at most 1000."""
        return where(self.known(pairs), 0, FULL)

    @abstractmethod
    def evidence(self, pair: CloseUp) -> Facts:
        """What it rests on, as plain JSON values."""

    def asks(self, pair: CloseUp) -> Iterable[Ask]:
        """What is worth asking, though no rule needs it."""
        return ()

    def differs(self, pair: CloseUp) -> Iterable[Ask]:
        """In what the two are not as the other would rather have it."""
        return ()


def in_common_with_need(
    block: Block, left_vc: NDArray[Any], right_nc: NDArray[Any], weight_c: Ints | int = 1
) -> Sums:
    """The sum over c of what each volunteer of a block and its one need have of it, times its
    weight. Axis v.
    """
    (theirs_c,) = block.theirs(right_nc) * weight_c
    found_v = np.zeros(len(block.rows_v), dtype=np.float32)
    for c in np.flatnonzero(theirs_c).tolist():
        found_v += block.crowd.column_of(left_vc, c) * np.float32(theirs_c[c])
    return found_v


def share(part: Numbers, whole: Numbers | int) -> Numbers:
    """Thousandths of the whole, at most all of it, rounded down; nothing of nothing."""
    return np.minimum(quotient(FULL * part, np.maximum(whole, 1)), FULL)


def where(which: Bools, these: Numbers | int, others: Numbers | int) -> Numbers:
    """These points there, the others elsewhere."""
    return np.where(which, these, others).astype(np.int32, copy=False)
