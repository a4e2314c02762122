"""Some needs against every volunteer: what several rules and criteria ask, worked out once.

A large pool is streamed through blocks of needs, so that no table over all pairs is ever made.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from matcher.engine.arrays import Bits, Bools, Sums, product
from matcher.engine.features import Features
from matcher.engine.features.ways import Reach

PAIRS_IN_BLOCK = 400_000  # a table of whole numbers over so many pairs is 3 MB


@dataclass
class Block:
    """The needs from `first` up to, not including, `last`; axis n is within the block."""

    features: Features
    first: int
    last: int
    asked_vn: Bools | None = None  # the pairs whose times matter; None: all

    def narrow(self, asked_vn: Bools) -> None:
        """From here on only these pairs' times are worked out; of the others they are 0."""
        self.asked_vn = asked_vn

    @property
    def size(self) -> int:
        """How many needs."""
        return self.last - self.first

    @property
    def n(self) -> slice:
        """The block's needs among all."""
        return slice(self.first, self.last)

    @cached_property
    def told_forms_vn(self) -> Bits:
        """The forms both would take; where they share none, those of the need.

        Nothing told on one side stands in for anything the other would take.
        """
        forms = self.features.forms
        need_n = np.where(forms.forms_n == 0, 0xFF, forms.forms_n)[self.n]
        hers_v = np.where(forms.forms_v == 0, 0xFF, forms.forms_v)
        both_vn = hers_v[:, None] & need_n
        return np.where(both_vn == 0, need_n, both_vn).astype(np.uint8) & np.uint8(0x3F)

    @cached_property
    def cleared_vn(self) -> Bits:
        """Those of them whose type of uppdrag the volunteer is cleared for today."""
        forms = self.features.forms
        return self.told_forms_vn & forms.cleared_vk[:, forms.context_n[self.n]]

    @cached_property
    def open_vn(self) -> Bits:
        """The forms that rules about the meeting itself may close, one after the other."""
        return np.where(self.cleared_vn == 0, self.told_forms_vn, self.cleared_vn)

    @cached_property
    def reach(self) -> Reach:
        """Ways from every volunteer to the block's needs."""
        return self.features.ways.reach(self.n)

    @cached_property
    def times_vn(self) -> Bits:
        """How often the best regular start is met."""
        return self._shared[0]

    @cached_property
    def wished_vn(self) -> Bits:
        """How often it is wished for within the weeks ahead."""
        return self._shared[1]

    @cached_property
    def days_vn(self) -> Bits:
        """On how many weekdays there is such a start."""
        return self._shared[2]

    @cached_property
    def knows_times_vn(self) -> Bools:
        """Both have said something about times."""
        times = self.features.times
        return times.known_v[:, None] & times.known_n[self.n]

    @cached_property
    def rarity_shared_vn(self) -> Sums:
        """Rarity, in thousandths of thousandths, of the need's interests that the volunteer shares
        or comes near; a dislike in common counts half of its rarity.

        From 2**24, the rarity of sixteen interests that nobody else has, it is no longer exact:
        far beyond what counts in full.
        """
        words = self.features.words
        likes_cn = words.likes_nc[self.n].T * words.rarity_c[:, None]
        dislikes_cn = words.dislikes_nc[self.n].T * words.rarity_c[:, None]
        halves_vc = 500 * words.dislikes_vc.astype(np.int16)
        return product(
            np.hstack([words.near_likes_vc, halves_vc]), np.vstack([likes_cn, dislikes_cn])
        )

    @cached_property
    def clashes_vn(self) -> Sums:
        """How many words one side likes and the other does not."""
        words = self.features.words
        return product(
            np.hstack([words.likes_vc, words.dislikes_vc]),
            np.hstack([words.dislikes_nc[self.n], words.likes_nc[self.n]]).T,
        )

    @cached_property
    def _shared(self) -> tuple[Bits, Bits, Bits]:
        times, volunteers = self.features.times, len(self.features.volunteers)
        found = np.zeros((3, self.size, volunteers), dtype=np.uint8)
        asked_nv = None if self.asked_vn is None else np.ascontiguousarray(self.asked_vn.T)
        for n in range(self.size):
            if asked_nv is None:
                found[:, n] = times.shared(self.first + n)
            elif len(rows_v := np.flatnonzero(asked_nv[n])):
                found[:, n, rows_v] = times.shared(self.first + n, rows_v)
        return found[0].T, found[1].T, found[2].T


def blocks(features: Features) -> Iterator[Block]:
    """All needs, in blocks of a bounded number of pairs."""
    step = max(1, PAIRS_IN_BLOCK // max(1, len(features.volunteers)))
    for first in range(0, len(features.needs), step):
        yield Block(features, first, min(first + step, len(features.needs)))
