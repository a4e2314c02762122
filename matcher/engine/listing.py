"""Some pairs of a block, as a list: what criteria look at, and rules that are dear.

A column of the pool is looked up for every pair; what is said about the two together comes from
the block's table where there is one, and else is worked out for these pairs alone.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matcher.domain.distances import EARTH_KM
from matcher.engine.arrays import Bits, Bools, Ints, Numbers
from matcher.engine.blocks import Block
from matcher.engine.features.forms import PHYSICAL
from matcher.engine.features.ways import METRES, Reach
from matcher.engine.features.weekdays import Times

ROUNDING_M = 2  # more than a way, and what is uncertain of it, are off: each in whole metres


@dataclass(frozen=True)
class Pairs:
    """Pairs of a block, sorted by need, then volunteer; ``v_p`` and ``n_p`` count within it."""

    block: Block
    v_p: Ints
    n_p: Ints
    forms_p: Bits  # what rules have left them to meet in
    plain_p: Numbers | None = None  # their points by plain criteria, once somebody has asked

    def __len__(self) -> int:
        return len(self.v_p)

    @cached_property
    def volunteer_p(self) -> Ints:
        """The volunteers' rows in the pool."""
        return self.block.rows_v.take(self.v_p)

    @cached_property
    def need_p(self) -> Ints:
        """The needs' rows in the pool."""
        return np.repeat(self.block.rows_n, self.pairs_n)

    @cached_property
    def pairs_n(self) -> Ints:
        """How many pairs each need of the block has."""
        ends_n = np.searchsorted(self.n_p, np.arange(len(self.block.rows_n)), "right")
        return np.diff(ends_n, prepend=0)

    def hers(self, column_v: NDArray[Any]) -> NDArray[Any]:
        """A column of the pool's volunteers, pair by pair."""
        return column_v.take(self.volunteer_p)

    def theirs(self, column_n: NDArray[Any]) -> NDArray[Any]:
        """A column of the pool's needs, pair by pair."""
        return self.block.theirs(column_n).repeat(self.pairs_n)

    def in_common(
        self, left_vc: NDArray[Any], right_nc: NDArray[Any], weight_c: Ints | None = None
    ) -> Numbers:
        """The sum over c of what both have of it, times its weight. Whole numbers below 2**24."""
        theirs_nc = self.block.theirs(right_nc).astype(np.float32)
        if not theirs_nc.any():
            return np.zeros(len(self), dtype=np.int32)
        if weight_c is not None:
            theirs_nc *= weight_c.astype(np.float32)
        if len(theirs_nc) == 1:  # each pair is a row of hers: no table would hold more
            asked = np.flatnonzero(theirs_nc[0])
            hers_cp = np.array([self.hers(left_vc[:, c]) for c in asked], dtype=np.float32)
            return (theirs_nc[0, asked] @ hers_cp).astype(np.int32)
        table_nv = self.block.product(left_vc, theirs_nc)
        return table_nv.ravel().take(self._cell_p).astype(np.int32)

    def only(self, kept_p: Bools, forms_p: Bits) -> "Pairs":
        """Some of the pairs, with the forms that are left to all of them.

        What has been worked out is handed on.
        """
        if forms_p is self.forms_p and kept_p.all():
            return self
        rows = np.flatnonzero(kept_p)
        plain_p = None if self.plain_p is None else self.plain_p.take(rows)
        columns = (self.v_p.take(rows), self.n_p.take(rows), forms_p.take(rows))
        found = Pairs(self.block, *columns, plain_p)
        for name in ("volunteer_p", "least_metres", "reach"):
            if name in vars(self):
                vars(found)[name] = _taken(vars(self)[name], rows)
        return found

    @cached_property
    def form_p(self) -> Bits:
        """Where they would meet: the preferred form if it is left, else the first in order."""
        preferred_p = self.theirs(self.block.features.forms.preferred_n)
        first_p = self.forms_p & (~self.forms_p + np.uint8(1))  # the lowest bit that is set
        return np.where(self.forms_p & preferred_p, preferred_p, first_p)

    @cached_property
    def least_metres(self) -> Numbers:
        """No way is shorter than the straight line through the earth; 0 where a place is unknown.

        Of points a and b on a sphere of radius r, |a − b|² is 2r² − 2ab.
        """
        inner_p = self.block.inner_nv.ravel().take(self._cell_p)
        with np.errstate(invalid="ignore"):  # a root of rounding below 0: as if unknown
            metres_p = np.sqrt(2 * EARTH_KM**2 - 2 * inner_p)
        metres_p *= METRES * self.block.features.ways.least
        metres_p -= ROUNDING_M
        return np.fmax(metres_p, 0).astype(np.int32)

    @cached_property
    def reach(self) -> Reach:
        """Their ways; none where nobody would travel."""
        if "reach" in vars(self.block):
            metres, uncertain, known, too_far = self.block.reach
            at = self.v_p, self.n_p
            return Reach(metres[at], uncertain[at], known[at], too_far[at])
        ways, travels_p = self.block.features.ways, self.forms_p & PHYSICAL > 0
        if travels_p.all():
            return ways.reach(self.hers, self.theirs)
        if travels_p.any():
            theirs = self.only(travels_p, self.forms_p).reach
            return Reach(*(_spread(column, travels_p) for column in theirs))
        kinds = (np.int32, np.int32, bool, bool)
        return Reach(*(np.zeros(len(self), dtype=kind) for kind in kinds))

    @cached_property
    def times(self) -> Times:
        """Their times; all 0 where one side has told none."""
        return self.block.shared.of(self.n_p, self._cell_p)

    @cached_property
    def knows_times_p(self) -> Bools:
        """Both have said something about times."""
        times = self.block.features.times
        return self.hers(times.known_v) & self.theirs(times.known_n)

    @cached_property
    def _cell_p(self) -> Ints:
        return self.n_p * self.block.shape[0] + self.v_p


def _spread(some: NDArray[Any], which_p: Bools) -> NDArray[Any]:
    """A column of these pairs; 0 for the others."""
    column = np.zeros(len(which_p), dtype=some.dtype)
    column[which_p] = some
    return column


def _taken(columns: Any, rows: Ints) -> Any:
    """Of one column, or of a tuple of them."""
    if isinstance(columns, tuple):
        return type(columns)(*(column.take(rows) for column in columns))
    return columns.take(rows)
