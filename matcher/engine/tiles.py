"""A large pool as many small ones: needs that lie near each other, and who might go there.

Whom a rule forbids whatever the other side is, and who lives too far from a whole tile, cannot
have an open pair in it; they are left out before any pair is looked at. Everything else is the
same rules and criteria on a smaller pool. (A grid over the map, as for a join of near points; the
join itself is never held, since a country's takes gigabytes.) Needs to which nobody travels lie
near each other wherever they are: of those a tile is some that ask for the same forms.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

import numpy as np

from matcher.domain.distances import EARTH_KM
from matcher.domain.suggestions import Subject
from matcher.engine import blocks
from matcher.engine.arrays import Bits, Bools, Floats, Ints, product
from matcher.engine.blocks import Block, Crowd
from matcher.engine.features import Features
from matcher.engine.features.forms import PHYSICAL, REMOTE
from matcher.engine.features.ways import METRES, WayFeatures
from matcher.engine.listing import ROUNDING_M
from matcher.engine.rules import Rule

NORTH, EAST = 0.075, 0.15  # degrees: some eight kilometres each way in Sweden
WIDER = 6  # times so large where somebody need not travel: nearly the same go to all of them
NEEDS_IN_TILE = 64
PAIRS_IN_TILE = 4_000_000  # they wait for each other: some 15 bytes each
FEW_PAIRS = 200_000  # up to here all lie in one tile: each takes a while, however small


@dataclass(frozen=True)
class Tile:
    """Some needs, and all volunteers who may have an open pair with one of them; ascending."""

    features: Features
    rows_v: Ints
    rows_n: Ints

    def blocks(self) -> Iterator[Block]:
        """All its needs against some of its volunteers at a time."""
        step = max(1, blocks.PAIRS_IN_BLOCK // len(self.rows_n))
        for first in range(0, len(self.rows_v), step):
            yield Block(Crowd(self.features, self.rows_v[first : first + step]), self.rows_n)


def tiles(
    features: Features,
    rules: Sequence[Rule],
    needs: Bools | None = None,
    volunteers: Bools | None = None,
) -> Iterator[Tile]:
    """Tiles of the whole pool, or of these: every open pair of them lies in one of the tiles."""
    free_v = _possible(features, rules, Subject.VOLUNTEER, volunteers)
    wanted = np.flatnonzero(_possible(features, rules, Subject.NEED, needs))
    pairs = np.count_nonzero(free_v) * len(wanted)
    if pairs > FEW_PAIRS or len(wanted) == 1:
        return _by_place(features, free_v, wanted)
    return iter([Tile(features, np.flatnonzero(free_v), wanted)] if pairs else [])


def _by_place(features: Features, free_v: Bools, wanted: Ints) -> Iterator[Tile]:
    """Those of the needs that lie near each other, against whoever might go there."""
    goers = features.once("goers", lambda: _Goers.of_pool(features))
    for cell, some in groupby(_cells(features, wanted), lambda cell_rows: cell_rows[0]):
        # Of one need each is asked but once: to leave out those of other rows first is no quicker.
        is_row = not cell.is_afar and len(wanted) > 1
        there = goers.in_row(cell, free_v) if is_row else goers
        for _, rows_n in some:
            who_v = _callers(features, rows_n[0]) if cell.is_afar else there.to(cell, rows_n)
            who_v = who_v[free_v[who_v]]
            step = max(1, PAIRS_IN_TILE // max(1, len(who_v)))
            for first in range(0, len(rows_n) if len(who_v) else 0, step):
                yield Tile(features, who_v, rows_n[first : first + step])


class _Row(NamedTuple):
    """A row of tiles from west to east."""

    is_afar: bool  # nobody travels to any of the needs
    takes_remote: bool  # nor has to, to some
    south: float
    north: float


def _cells(features: Features, wanted: Ints) -> Iterator[tuple[_Row, Ints]]:
    """Needs of one place and one kind: with those that can be met from afar go many more people."""
    forms, place = features.forms, features.ways.place_n
    forms_w, takes_w = forms.forms_n[wanted], forms.takes_n[wanted]  # axis w: of the wanted
    lat_w = place.lat[wanted]
    remote_w = _takes_remote(forms_w)
    afar_w = remote_w & (takes_w & PHYSICAL == 0)
    wider_w = np.where(remote_w, WIDER, 1)
    known_lat_w, known_lon_w = (np.nan_to_num(one, nan=-1e3) for one in (lat_w, place.lon[wanted]))
    north_w = np.where(afar_w, forms_w, known_lat_w // (NORTH * wider_w))
    east_w = np.where(afar_w, forms.context_n[wanted], known_lon_w // (EAST * wider_w))
    key = np.column_stack([afar_w, remote_w, north_w, east_w])
    order = np.lexsort(key.T[::-1])
    begins = np.flatnonzero((key[order][1:] != key[order][:-1]).any(axis=1)) + 1
    for cell in np.split(order, begins):
        for first in range(0, len(cell), NEEDS_IN_TILE):
            w = cell[0]
            rows_n = np.sort(wanted[cell[first:][:NEEDS_IN_TILE]])
            yield _row(afar_w[w], remote_w[w], lat_w[w]), rows_n


def _row(is_afar: bool, takes_remote: bool, lat: float) -> _Row:
    if is_afar or np.isnan(lat):
        return _Row(is_afar, takes_remote, -np.inf, np.inf)
    step = NORTH * (WIDER if takes_remote else 1)
    south = lat // step * step
    return _Row(is_afar, takes_remote, south, south + step)


def _possible(
    features: Features, rules: Sequence[Rule], subject: Subject, some: Bools | None
) -> Bools:
    """Those, or all of everybody, whom no rule forbids whoever the other is."""

    def worked_out() -> Bools:
        rows = features.volunteers if subject is Subject.VOLUNTEER else features.needs
        found = np.ones(len(rows), dtype=bool)
        for rule in rules:
            if (alone := rule.alone(features, subject)) is not None:
                found &= ~alone
        return found

    possible = features.once(f"possible {subject.value}", worked_out)
    return possible if some is None else possible & some


def _takes_remote(forms: Bits) -> Bools:
    """Nothing told stands in for anything."""
    return (forms == 0) | ((forms & REMOTE) > 0)


def _callers(features: Features, n: int) -> Ints:
    """Who would take, and is cleared for, one of a need's forms."""
    forms = features.forms
    takes_v = forms.takes_v & forms.cleared_vk[:, forms.context_n[n]] & forms.takes_n[n]
    return np.flatnonzero(takes_v)


class _Goers(NamedTuple):
    """Volunteers, and how far each goes at the most: a look that costs little."""

    features: Features
    rows_v: Ints
    south_v: Floats  # latitudes between which she goes; nan where nobody knows where she lives
    north_v: Floats
    space_v: Floats
    reach_v: Floats  # km, with all that is uncertain; endless where it is not known
    remote_v: Bools

    @classmethod
    def of_pool(cls, features: Features) -> "_Goers":
        """Everybody."""
        ways, reach_v = features.ways, _reach_km(features.ways)
        degrees_v = np.degrees(reach_v / EARTH_KM)
        return cls(
            features,
            rows_v=np.arange(len(features.volunteers)),
            south_v=ways.place_v.lat - degrees_v,
            north_v=ways.place_v.lat + degrees_v,
            space_v=ways.space_v,
            reach_v=reach_v,
            remote_v=_takes_remote(features.forms.forms_v),
        )

    def in_row(self, row: _Row, free_v: Bools) -> "_Goers":
        """Who of the free might go somewhere between its latitudes; who lives nobody knows where,
        anywhere.
        """
        out_v = (self.north_v < row.south) | (self.south_v > row.north)
        if row.takes_remote:
            out_v &= ~self.remote_v
        return self._some(np.flatnonzero(free_v & ~out_v))

    def to(self, row: _Row, rows_n: Ints) -> Ints:
        """Who is near enough to the ball around these needs, or would meet without going anywhere.

        In straight lines through the earth, which are shorter than any way over it. Of a point a
        on the sphere, |a − m|² is r² + |m|² − 2am: the farther, the smaller am.
        """
        there_n = self.features.ways.space_n[rows_n]
        middle = there_n.mean(axis=0)
        radius = np.linalg.norm(there_n - middle, axis=1).max()
        least_v = (EARTH_KM**2 + middle @ middle - (radius + self.reach_v) ** 2) / 2
        out_v = product(middle[None], self.space_v.T)[0] < least_v
        return self.rows_v[~out_v | (self.remote_v & row.takes_remote)]

    def _some(self, rows: Ints) -> "_Goers":
        return _Goers(
            self.features,
            self.rows_v.take(rows),
            self.south_v.take(rows),
            self.north_v.take(rows),
            self.space_v.take(rows, axis=0),
            self.reach_v.take(rows),
            self.remote_v.take(rows),
        )


def _reach_km(ways: WayFeatures) -> Floats:
    uncertain_km = np.hypot(ways.place_v.error, np.nan_to_num(ways.place_n.error).max(initial=0))
    reach_km = ((ways.limit_v + ROUNDING_M) / METRES + np.nan_to_num(uncertain_km)) / ways.least
    return np.where(ways.limit_v < 0, np.inf, reach_km)
