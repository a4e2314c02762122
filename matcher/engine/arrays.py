"""Names for the engine's arrays. A suffix names the axes, as the package's picture says.

Sums of products are taken in float32 and hold whole numbers below 2**24 only: exact in any
order, on any machine, and quick (BLAS); nothing is rounded before the last division.
"""

from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Bools: TypeAlias = NDArray[np.bool_]
Ints: TypeAlias = NDArray[np.int64]
Numbers: TypeAlias = NDArray[np.int32]  # points, metres, counts: what fits 32 bits
Small: TypeAlias = NDArray[np.int16]
Bits: TypeAlias = NDArray[np.uint8]
Words: TypeAlias = NDArray[np.uint32]
Floats: TypeAlias = NDArray[np.float64]
Sums: TypeAlias = NDArray[np.float32]

QUIET = 1 << 18  # multiplications that OpenBLAS does on one thread


def frozen(array: NDArray) -> NDArray:  # type: ignore[type-arg]
    """The same array, read-only from here on."""
    array.flags.writeable = False
    return array


def in_columns(array: NDArray) -> NDArray:  # type: ignore[type-arg]
    """The same table, read-only, and each column in one piece: what is looked up by columns."""
    return frozen(np.asfortranarray(array))


def marks(rows: Sequence[Iterable[str]], columns: Sequence[str]) -> Bits:
    """1 where a row has the column's word. Words without a column are left out."""
    place = {word: c for c, word in enumerate(columns)}
    found = np.zeros((len(rows), len(columns)), dtype=np.uint8)
    for r, words in enumerate(rows):
        for word in words:
            if word in place:
                found[r, place[word]] = 1
    return frozen(found)


def quotient(part: Numbers | int, whole: Numbers) -> Numbers:
    """0 and up by 1 and up, rounded down to a whole number.

    Divided as doubles, which is quicker: of parts below 2**52 a quotient that falls short of a
    whole number does so by more than a double rounds away, so nothing is rounded up.
    """
    found: Numbers = np.divide(part, whole).astype(np.int32)
    return found


def product(left: NDArray[Any], right: NDArray[Any]) -> NDArray[Any]:
    """The matrix product, in slices of columns.

    Up to `QUIET` multiplications OpenBLAS does not wake its threads; for small tables the waking
    takes longer than the work, and beside other work on the machine many times longer.
    """
    found = np.empty((left.shape[0], right.shape[1]), dtype=np.result_type(left, right))
    step = max(1, QUIET // max(left.size, 1))
    for first in range(0, right.shape[1], step):
        slice_ = slice(first, first + step)
        np.matmul(left, right[:, slice_], out=found[:, slice_])
    return found
