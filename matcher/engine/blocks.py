"""Some needs against some volunteers of a pool: what several rules ask, worked out once.

A large pool is streamed through blocks, so that no table over all pairs is ever made.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matcher.engine.arrays import Bits, Bools, Floats, Ints, Sums, product
from matcher.engine.features import Features
from matcher.engine.features.ways import Reach
from matcher.engine.features.weekdays import Shared, of_all, shared

PAIRS_IN_BLOCK = 400_000  # a table of whole numbers over so many pairs is 3 MB
KEPT_COLUMNS = 64  # of a crowd: of a hundred thousand who take a telephone call some 15 MB
TIMES_KEPT = 500_000  # of a pool up to here: when both can is kept for all, in 1.5 MB


@dataclass
class Crowd:
    """Some volunteers of a pool, ascending: what is looked up of them serves block after block."""

    features: Features
    rows_v: Ints
    _taken: dict[tuple[int, int | None], tuple[Any, Any]] = field(default_factory=dict)

    def among(self, some_v: Bools) -> "Crowd":
        """Those of them who are among these of the pool."""
        kept_v = some_v[self.rows_v]
        return self if kept_v.all() else Crowd(self.features, self.rows_v[kept_v])

    def of(self, column: NDArray[Any]) -> NDArray[Any]:
        """Their part of a column or table of the pool."""
        return self._kept(column, None, lambda: column)

    def column_of(self, table_vc: NDArray[Any], c: int) -> NDArray[Any]:
        """Their part of one column of a table of the pool."""
        return self._kept(table_vc, c, lambda: table_vc[:, c])

    def for_products(self, table_vc: NDArray[Any], columns: Ints) -> Sums:
        """Their part of some columns of a table, as matrix products want it. Axes c, v."""
        return np.array([table_vc[:, c].take(self.rows_v) for c in columns], dtype=np.float32)

    def _kept(
        self, table: NDArray[Any], c: int | None, column: Callable[[], NDArray[Any]]
    ) -> NDArray[Any]:
        """Looked up when it is first asked for; of very many columns all anew."""
        if (id(table), c) not in self._taken:
            if len(self._taken) >= KEPT_COLUMNS:
                self._taken.clear()
            # The table is kept as well, so that its id stays its
            self._taken[id(table), c] = table, column().take(self.rows_v, axis=0)
        return self._taken[id(table), c][1]


@dataclass
class Block:
    """Axes v and n of its tables are the rows of a crowd and of these needs, ascending."""

    crowd: Crowd
    rows_n: Ints

    @property
    def features(self) -> Features:
        """Of the whole pool."""
        return self.crowd.features

    @property
    def rows_v(self) -> Ints:
        """The volunteers' rows in the pool."""
        return self.crowd.rows_v

    @property
    def shape(self) -> tuple[int, int]:
        """How many volunteers, how many needs."""
        return len(self.rows_v), len(self.rows_n)

    def hers(self, column: NDArray[Any]) -> NDArray[Any]:
        """The volunteers' part of a column or table of the pool."""
        return self.crowd.of(column)

    def theirs(self, column: NDArray[Any]) -> NDArray[Any]:
        """The needs' part of a column or table of the pool."""
        return column.take(self.rows_n, axis=0)

    def product(self, left_vc: NDArray[Any], theirs_nc: Sums) -> Sums:
        """The sum over c of what she and a need of the block have of it; axes n, v. Whole numbers
        below 2**24.
        """
        asked = np.flatnonzero(theirs_nc.any(axis=0))
        return product(theirs_nc[:, asked], self.crowd.for_products(left_vc, asked))

    @cached_property
    def told_forms_vn(self) -> Bits:
        """The forms both would take; where they share none, those of the need.

        Nothing told on one side stands in for anything the other would take.
        """
        forms = self.features.forms
        need_n, hers_v = self.theirs(forms.takes_n), self.hers(forms.takes_v)
        both_vn = hers_v[:, None] & need_n
        return np.where(both_vn == 0, need_n, both_vn)

    @cached_property
    def cleared_vn(self) -> Bits:
        """Those of them whose type of uppdrag the volunteer is cleared for today."""
        forms = self.features.forms
        return self.told_forms_vn & self.hers(forms.cleared_vk)[:, self.theirs(forms.context_n)]

    @cached_property
    def open_vn(self) -> Bits:
        """The forms that rules about the meeting itself may close, one after the other."""
        return np.where(self.cleared_vn == 0, self.told_forms_vn, self.cleared_vn)

    @cached_property
    def inner_nv(self) -> Floats:
        """Products of their points in space: how far it is in straight lines through the earth.

        |a − b|² = |a|² + |b|² − 2ab, both of one length: the greater, the nearer.
        """
        ways = self.features.ways
        return product(self.theirs(ways.space_n), self.hers(ways.space_v).T)

    @cached_property
    def reach(self) -> Reach:
        """Ways from every volunteer to the block's needs."""
        return self.features.ways.reach(lambda column: self.hers(column)[:, None], self.theirs)

    @cached_property
    def knows_times_vn(self) -> Bools:
        """Both have said something about times."""
        times = self.features.times
        return self.hers(times.known_v)[:, None] & self.theirs(times.known_n)

    @cached_property
    def shared(self) -> Shared:
        """How often the best regular start of each two is met."""
        features, rows_v, rows_n = self.features, self.rows_v, self.rows_n
        if len(features.volunteers) * len(features.needs) > TIMES_KEPT:
            return shared(features.times, rows_n, self.hers, len(rows_v))
        best_nv, wished_nl = of_all(features.times)
        return Shared(best_nv[rows_n[:, None], rows_v], wished_nl[rows_n])


def blocks(
    features: Features,
    rows_v: Ints | None = None,
    rows_n: Ints | None = None,
    *,
    fewest: int = 1,
) -> Iterator[Block]:
    """These volunteers and needs (all of them), in blocks of a bounded number of pairs, or of the
    `fewest` needs where that is more.
    """
    rows_v = np.arange(len(features.volunteers)) if rows_v is None else rows_v
    rows_n = np.arange(len(features.needs)) if rows_n is None else rows_n
    crowd = Crowd(features, rows_v)
    step = max(1, fewest, PAIRS_IN_BLOCK // max(1, len(rows_v)))
    for first in range(0, len(rows_n), step):
        yield Block(crowd, rows_n[first : first + step])
