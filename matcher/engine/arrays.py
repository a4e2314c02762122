"""Names for the engine's arrays. A suffix names the axes, as the package's picture says.

Sums of products are taken in float32 and hold whole numbers below 2**24 only: exact in any
order, on any machine, and quick (BLAS); nothing is rounded before the last division.
"""

from collections.abc import Iterable, Iterator, Sequence
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

AT_ONCE = 1 << 18  # numbers that are worked on together: they stay in the processor's cache
QUIET = 1 << 18  # multiplications that OpenBLAS does on one thread


def frozen(array: NDArray) -> NDArray:  # type: ignore[type-arg]
    """The same array, read-only from here on."""
    array.flags.writeable = False
    return array


def in_columns(array: NDArray) -> NDArray:  # type: ignore[type-arg]
    """The same table, read-only, and each column in one piece: what is looked up by columns."""
    return frozen(np.asfortranarray(array))


def slices(count: int) -> Iterator[slice]:
    """So many numbers, some at a time: what they take stays small beside a long column."""
    for first in range(0, count, AT_ONCE):
        yield slice(first, first + AT_ONCE)


def marks(rows: Sequence[Iterable[str]], columns: Sequence[str]) -> Bits:
    """1 where a row has the column's word. Words without a column are left out."""
    column_of = {word: c for c, word in enumerate(columns)}
    found = np.zeros((len(rows), len(columns)), dtype=np.uint8)
    for r, words in enumerate(rows):
        for word in words:
            if word in column_of:
                found[r, column_of[word]] = 1
    return frozen(found)


def quotient(part: Numbers | int, whole: Numbers) -> Numbers:
    """0 and up by 1 and up, rounded down to a whole number.

    Divided as doubles, which is quicker: of parts below 2**52 a quotient that falls short of a
    whole number does so by more than a double rounds away, so nothing is rounded up.
    """
    found: Numbers = np.divide(part, whole).astype(np.int32)
    return found


def product(left: NDArray[Any], right: NDArray[Any]) -> NDArray[Any]:
    """The matrix product, in slices of columns, all of them in one call and the rest in another.

    Up to `QUIET` multiplications OpenBLAS does not wake its threads; for small tables the waking
    takes longer than the work, and beside other work on the machine many times longer.
    """
    found = np.empty((left.shape[0], right.shape[1]), dtype=np.result_type(left, right))
    step = max(1, QUIET // max(left.size, 1))
    whole = right.shape[1] // step * step
    np.matmul(left, _sliced(right[:, :whole], step), out=_sliced(found[:, :whole], step))
    np.matmul(left, right[:, whole:], out=found[:, whole:])
    return found


def _sliced(table: NDArray[Any], step: int) -> NDArray[Any]:
    """A table as slices of so many columns: the same numbers, one slice after the other."""
    return table.reshape(len(table), table.shape[1] // step, step).swapaxes(0, 1)
