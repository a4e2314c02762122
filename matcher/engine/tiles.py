"""A large pool as many small ones: needs that lie near each other, and who might go there.

Whom a rule forbids whatever the other side is, and who lives too far from a whole tile (`goers`),
cannot have an open pair in it; they are left out before any pair is looked at. Everything else is
the same rules and criteria on a smaller pool. Tiles come one at a time, since all near pairs of a
country would take gigabytes. Needs to which nobody travels lie near each other wherever they are:
of those a tile is some that ask for the same forms. Each tile takes a while, however few are in it:
where only some of a pool are looked at, tiles are larger.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from matcher.domain.suggestions import Subject
from matcher.engine import blocks
from matcher.engine.arrays import Bools, Ints
from matcher.engine.blocks import Block, Crowd
from matcher.engine.features import Features
from matcher.engine.features.forms import PHYSICAL
from matcher.engine.goers import Goers, takes_remote
from matcher.engine.rules import Rule

NORTH, EAST = 0.075, 0.15  # degrees: some eight kilometres each way in Sweden
WIDER = 6  # times so large where somebody need not travel: nearly the same go to all of them
NEEDS_IN_TILE = 64
LARGER = 1 / 3  # a tile's side grows by this power as the share of pairs that are looked at falls
NOWHERE = -1e3  # degrees: those whose place is unknown lie together
PAIRS_IN_TILE = 1_500_000  # they wait for each other: some 15 bytes each
FEW_PAIRS = 200_000  # up to here all lie in one tile: each takes a while, however small


@dataclass(frozen=True)
class Tile:
    """Some needs, and all volunteers who may have an open pair with one of them; ascending."""

    crowd: Crowd
    rows_n: Ints

    @property
    def rows_v(self) -> Ints:
        """The volunteers' rows in the pool."""
        return self.crowd.rows_v

    def among(self, some: Bools) -> "Tile":
        """The same needs, and these of the volunteers."""
        return Tile(Crowd(self.crowd.features, self.rows_v[some]), self.rows_n)

    def blocks(self) -> Iterator[Block]:
        """All its needs against some of its volunteers at a time.

        A single need is asked about again and again; of many, what is looked up would take too
        much to be kept.
        """
        step = max(1, blocks.PAIRS_IN_BLOCK // len(self.rows_n))
        if len(self.rows_n) == 1 and step >= len(self.rows_v):
            yield Block(self.crowd, self.rows_n)
            return
        for first in range(0, len(self.rows_v), step):
            some = Crowd(self.crowd.features, self.rows_v[first : first + step])
            yield Block(some, self.rows_n)


def tiles(
    features: Features,
    rules: Sequence[Rule],
    needs: Bools | None = None,
    volunteers: Bools | None = None,
) -> Iterator[Tile]:
    """Tiles of the whole pool, or of these: every open pair of them lies in one of the tiles."""
    possible_v = _possible(features, rules, Subject.VOLUNTEER)
    free_v = possible_v if volunteers is None else possible_v & volunteers
    possible_n = _possible(features, rules, Subject.NEED)
    wanted = np.flatnonzero(possible_n if needs is None else possible_n & needs)
    pairs = np.count_nonzero(free_v) * len(wanted)
    if pairs > FEW_PAIRS or len(wanted) == 1:
        goers = features.once("goers", lambda: Goers.among(features, possible_v))
        whole = np.count_nonzero(possible_v) * np.count_nonzero(possible_n)
        return _by_place(goers, volunteers, wanted, (whole / pairs) ** LARGER if pairs else 1)
    return iter([Tile(Crowd(features, np.flatnonzero(free_v)), wanted)] if pairs else [])


def _by_place(
    goers: Goers, volunteers: Bools | None, wanted: Ints, larger: float
) -> Iterator[Tile]:
    """Those of the needs that lie near each other, against whoever (of these) might go there; in
    tiles that are so many times as long and wide.
    """
    features = goers.features
    for cell in _cells(features, wanted, larger):
        there = _callers(goers, cell) if cell.is_afar else Crowd(features, goers.to(cell.rows_n))
        crowd = there if volunteers is None else there.among(volunteers)
        step = max(1, PAIRS_IN_TILE // max(1, len(crowd.rows_v)))
        for first in range(0, len(cell.rows_n) if len(crowd.rows_v) else 0, step):
            yield Tile(crowd, cell.rows_n[first : first + step])


class _Cell(NamedTuple):
    """Needs of one place, where all can be met from afar or none can; or wherever they are, of
    one kind to which nobody travels.
    """

    rows_n: Ints
    is_afar: bool


def _cells(features: Features, wanted: Ints, larger: float) -> Iterator[_Cell]:
    """The wanted needs sorted by a key, and cut where it changes: of needs that somebody travels to
    the row and column of the map they lie in, of others the forms and the kind they ask for.
    """
    forms, place = features.forms, features.ways.place_n
    takes_w = forms.takes_n[wanted]  # axis w: of the wanted
    remote_w = takes_remote(takes_w)
    afar_w = remote_w & (takes_w & PHYSICAL == 0)
    if len(wanted) == 1:  # asked for again and again: there is nothing to sort
        yield _Cell(wanted, bool(afar_w[0]))
        return
    wider_w = np.where(remote_w, WIDER, 1) * larger
    lat_w, lon_w = (np.nan_to_num(one[wanted], nan=NOWHERE) for one in (place.lat, place.lon))
    north_w = np.where(afar_w, takes_w, lat_w // (NORTH * wider_w))
    east_w = np.where(afar_w, forms.context_n[wanted], lon_w // (EAST * wider_w))
    key = np.column_stack([afar_w, remote_w, north_w, east_w])
    order = np.lexsort(key.T[::-1])
    begins = np.flatnonzero((key[order][1:] != key[order][:-1]).any(axis=1)) + 1
    most = int(NEEDS_IN_TILE * larger**2)
    for cell in np.split(order, begins):
        for first in range(0, len(cell), most):
            some = cell[first : first + most]
            yield _Cell(np.sort(wanted[some]), bool(afar_w[cell[0]]))


def _possible(features: Features, rules: Sequence[Rule], subject: Subject) -> Bools:
    """Whom no rule forbids whoever the other is."""

    def worked_out() -> Bools:
        rows = features.volunteers if subject is Subject.VOLUNTEER else features.needs
        found = np.ones(len(rows), dtype=bool)
        for rule in rules:
            if (alone := rule.alone(features, subject)) is not None:
                found &= ~alone
        return found

    return features.once(f"possible {subject.value}", worked_out)


def _callers(goers: Goers, cell: _Cell) -> Crowd:
    """Who would take, and is cleared for, one of the forms of needs of that kind."""
    features, forms, n = goers.features, goers.features.forms, cell.rows_n[0]
    context, takes = forms.context_n[n], forms.takes_n[n]

    def worked_out() -> Crowd:
        takes_v = forms.takes_v & forms.cleared_vk[:, context] & takes
        return Crowd(features, np.flatnonzero((takes_v != 0) & goers.remote_v))

    return features.once(f"callers {context} {takes}", worked_out)
