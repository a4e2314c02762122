"""Tables of facts as words of bits, so that two people are compared by one AND a word.

A word is no wider than its facts ask for: of narrow ones more fit into what the processor compares
at once.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from matcher.engine.arrays import Bools, frozen

Word = NDArray[np.unsignedinteger[Any]]

WIDTHS = {8: np.uint8, 16: np.uint16, 32: np.uint32, 64: np.uint64}  # bits


class Sides(NamedTuple):
    """The same facts of both sides: one row a volunteer or a need, one column a fact."""

    hers_vf: Bools
    theirs_nf: Bools


class Packed(NamedTuple):
    """The same as words, one array a word."""

    hers_v: tuple[Word, ...]
    theirs_n: tuple[Word, ...]


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


def _words(table_xf: Bools) -> tuple[Word, ...]:
    facts = table_xf.shape[1]
    bits = next((width for width in WIDTHS if facts <= width), max(WIDTHS))
    wide = np.zeros((len(table_xf), bits * max(1, -(-facts // bits))), dtype=bool)
    wide[:, :facts] = table_xf
    columns = np.packbits(wide, axis=1, bitorder="little").view(WIDTHS[bits])
    return tuple(frozen(np.ascontiguousarray(column)) for column in columns.T)
