"""Draws between equal totals, decided once and for all by the ids of the two.

Two solvers that both find *an* optimum may find different ones. A hash of the two public ids,
below one unit of score, makes the optimum unique in practice, whatever the order of the rows
(each id is hashed once with BLAKE2b, RFC 7693; the two are mixed by the finaliser of
SplitMix64, Steele, Lea & Flood 2014).
"""

from collections.abc import Sequence
from hashlib import blake2b
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from matcher.engine.arrays import Ints, slices
from matcher.engine.assignment.graph import LARGEST_VALUE, Index, greatest_size

TIE_BITS = 24
FEWEST_TIE_BITS = 8  # below this, draws would be common again

_Unsigned = NDArray[np.uint64]


def ties(
    volunteer_ids: Sequence[str], need_ids: Sequence[str], volunteer_p: Index, need_p: Index
) -> Ints:
    """A number in [0, 2**24) a pair, the same on every machine and in every order of rows."""
    return hashed(volunteer_ids, need_ids).draws(volunteer_p, need_p)


class Hashes(NamedTuple):
    """Of everybody's ids."""

    hash_v: _Unsigned
    hash_n: _Unsigned

    def draws(self, volunteer_p: Index, need_p: Index) -> Ints:
        """`ties` of some pairs."""
        found = np.empty(len(need_p), dtype=np.int64)
        for some in slices(len(found)):
            mixed = _mixed(self.hash_v[volunteer_p[some]])
            mixed = _mixed(mixed ^ self.hash_n[need_p[some]])
            found[some] = mixed >> np.uint64(64 - TIE_BITS)
        return found


def hashed(volunteer_ids: Sequence[str], need_ids: Sequence[str]) -> Hashes:
    """Each id once; for `ties` of many lists of pairs."""
    return Hashes(_hashes(volunteer_ids, b"volunteer"), _hashes(need_ids, b"need"))


def with_ties(score_p: Ints, tie_p: Ints, most_pairs: int, *, largest: int = 0) -> tuple[Ints, int]:
    """Values that order as the scores do and never draw, and the worth of one unit of score.

    ``most_pairs`` is how many pairs can be chosen together (the seats of all needs): the unit
    is wider than the ties of so many, so a better total score always wins. ``largest`` is the
    largest score there could be: with it the unit does not hang on who is there. Raises
    OverflowError when that does not fit below 2**60.
    """
    largest = max(greatest_size(score_p), largest, 1)
    room = LARGEST_VALUE.bit_length() - 1 - (largest + 1).bit_length() - most_pairs.bit_length()
    bits = min(TIE_BITS, room)
    if bits < FEWEST_TIE_BITS:
        raise OverflowError(
            f"scores up to {largest} and {most_pairs} pairs leave {bits} bits for ties, "
            f"{FEWEST_TIE_BITS} are needed: use a coarser unit of score"
        )
    unit = 1 << (bits + most_pairs.bit_length())
    value_p = score_p * unit
    value_p += tie_p >> (TIE_BITS - bits)
    value_p[score_p <= 0] = 0
    return value_p, unit


def _hashes(ids: Sequence[str], side: bytes) -> _Unsigned:
    # The side is part of the hash: a volunteer and a need may happen to share an id.
    digests = (blake2b(i.encode(), digest_size=8, person=side).digest() for i in ids)
    return np.frombuffer(b"".join(digests), dtype="<u8").astype(np.uint64)


def _mixed(x: _Unsigned) -> _Unsigned:
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return x ^ (x >> np.uint64(31))
