"""Tables of facts as words of 64 bits, so that two people are compared by one AND a word."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from matcher.engine.arrays import Bools, frozen

Long = NDArray[np.uint64]

BITS = 64


class Sides(NamedTuple):
    """The same facts of both sides: one row a volunteer or a need, one column a fact."""

    hers_vf: Bools
    theirs_nf: Bools


class Packed(NamedTuple):
    """The same as words, one array a word."""

    hers_v: tuple[Long, ...]
    theirs_n: tuple[Long, ...]


def or_untold(facts: Sides, told_v: Bools, told_n: Bools) -> Sides:
    """With what stands in for any fact: a side that has told nothing."""
    return Sides(
        np.column_stack([facts.hers_vf, ~told_v, np.ones_like(told_v)]),
        np.column_stack([facts.theirs_nf, np.ones_like(told_n), ~told_n]),
    )


def packed(tables: Sequence[Sides]) -> Packed:
    """Without the facts that nobody on one of the sides has: no pair has them in common."""
    hers_vf = np.hstack([table.hers_vf for table in tables])
    theirs_nf = np.hstack([table.theirs_nf for table in tables])
    used_f = hers_vf.any(axis=0) & theirs_nf.any(axis=0)
    return Packed(_words(hers_vf[:, used_f]), _words(theirs_nf[:, used_f]))


def _words(table_xf: Bools) -> tuple[Long, ...]:
    words = max(1, -(-table_xf.shape[1] // BITS))
    wide = np.zeros((len(table_xf), BITS * words), dtype=bool)
    wide[:, : table_xf.shape[1]] = table_xf
    columns = np.packbits(wide, axis=1, bitorder="little").view(np.uint64)
    return tuple(frozen(np.ascontiguousarray(column)) for column in columns.T)
