"""A large pool as many small ones: needs that lie near each other, and who might go there.

Whom a rule forbids whatever the other side is, and who lives too far from a whole tile, cannot
have an open pair in it; they are left out before any pair is looked at. Everything else is the
same rules and criteria on a smaller pool. (A grid over the map, as for a join of near points; the
join itself is never held, since a country's takes gigabytes.) What is kept of an open pair is 12
bytes, so a pool's memory grows with its open pairs and not with all pairs.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from matcher.domain.distances import EARTH_KM
from matcher.domain.suggestions import Subject
from matcher.engine.arrays import Bits, Bools, Floats, Ints
from matcher.engine.blocks import blocks
from matcher.engine.candidates import Book, Open, open_pairs
from matcher.engine.features import Features
from matcher.engine.features.forms import REMOTE
from matcher.engine.features.ways import METRES
from matcher.engine.rules import Rule
from matcher.engine.sieve import Sieve

NORTH, EAST = 0.05, 0.1  # degrees: some five and a half kilometres each way in Sweden
WIDER = 6  # times so large where people need not travel: nearly the same go to all of them
NEEDS_IN_TILE = 64
NEEDS_IN_BLOCK = 12  # at least: with fewer, products read a crowd's tables for too little
ROUNDING_M = 2  # more than a way and what is uncertain of it are off, each in whole metres


def tiled(features: Features, book: Book, needs: Bools | None = None) -> Iterator[Open]:
    """The open pairs of every tile, or of these needs, by the rows of the whole pool."""
    free = np.flatnonzero(~_forbidden(features, book.rules, Subject.VOLUNTEER))
    south_v, north_v = _belts(features)
    south_v, north_v = south_v[free], north_v[free]
    sieve = Sieve(features, book.rules)
    remote_v = _takes_remote(features.forms.forms_v)
    possible_n = ~_forbidden(features, book.rules, Subject.NEED)
    for rows_n in _tiles(features, possible_n if needs is None else possible_n & needs):
        lat_n = features.ways.place_n.lat[rows_n]
        apart = (north_v < lat_n.min()) | (south_v > lat_n.max())  # of an unknown place: nobody
        if _takes_remote(features.forms.forms_n[rows_n]).any():
            apart &= ~remote_v[free]
        rows_v = free[~apart]
        rows_v = rows_v[_might_go(features, rows_v, rows_n)]
        if len(rows_v):
            for block in blocks(features, rows_v, rows_n, fewest=NEEDS_IN_BLOCK):
                yield open_pairs(sieve, block, book)


def _tiles(features: Features, possible_n: Bools) -> Iterator[Ints]:
    """Needs of one place and one kind: with those that can be met from afar go many more people."""
    place = features.ways.place_n
    remote_n = _takes_remote(features.forms.forms_n)
    wider_n = np.where(remote_n, WIDER, 1)
    key = np.column_stack(
        [
            remote_n,
            np.nan_to_num(place.lat, nan=-1e3) // (NORTH * wider_n),
            np.nan_to_num(place.lon, nan=-1e3) // (EAST * wider_n),
        ]
    )
    possible = np.flatnonzero(possible_n)
    order = possible[np.lexsort(key[possible].T[::-1])]
    begins = np.flatnonzero((key[order][1:] != key[order][:-1]).any(axis=1)) + 1
    for cell in np.split(order, begins):
        for first in range(0, len(cell), NEEDS_IN_TILE):
            yield np.sort(cell[first : first + NEEDS_IN_TILE])


def _forbidden(features: Features, rules: Sequence[Rule], subject: Subject) -> Bools:
    """Whom some rule forbids whoever the other is."""
    rows = features.volunteers if subject is Subject.VOLUNTEER else features.needs
    forbidden = np.zeros(len(rows), dtype=bool)
    for rule in rules:
        alone = rule.alone(features, subject)
        if alone is not None:
            forbidden |= alone
    return forbidden


def _takes_remote(forms: Bits) -> Bools:
    """Nothing told stands in for anything."""
    return (forms == 0) | ((forms & REMOTE) > 0)


def _belts(features: Features) -> tuple[Floats, Floats]:
    """Between which latitudes each volunteer might go, at the most: a look that costs little.

    Everywhere where her place or her limit is unknown.
    """
    ways = features.ways
    uncertain_km = np.hypot(ways.place_v.error, np.nan_to_num(ways.place_n.error).max(initial=0))
    reach_km = ((ways.limit_v + ROUNDING_M) / METRES + np.nan_to_num(uncertain_km)) / ways.least
    reach = np.degrees(reach_km / EARTH_KM)
    anywhere_v = (ways.limit_v < 0) | np.isnan(ways.place_v.lat)
    south_v = np.where(anywhere_v, -np.inf, ways.place_v.lat - reach)
    return south_v, np.where(anywhere_v, np.inf, ways.place_v.lat + reach)


def _might_go(features: Features, rows_v: Ints, rows_n: Ints) -> Bools:
    """Who of them is near enough to one of the needs, or would meet without going anywhere."""
    limit_v = features.ways.limit_v[rows_v]
    might_v = _least_metres(features, rows_v, rows_n) <= limit_v
    might_v |= limit_v < 0
    if _takes_remote(features.forms.forms_n[rows_n]).any():
        might_v |= _takes_remote(features.forms.forms_v[rows_v])
    return might_v


def _least_metres(features: Features, rows_v: Ints, rows_n: Ints) -> Floats:
    """To the ball around the tile, less all that is uncertain: no way to one of them is shorter.

    In straight lines through the earth, which are shorter than any way over it. Zero where a place
    is unknown.
    """
    ways = features.ways
    there_n = ways.space_n[rows_n]
    if np.isnan(there_n).any():
        return np.zeros(len(rows_v))
    middle = there_n.mean(axis=0)
    radius = np.linalg.norm(there_n - middle, axis=1).max()
    km = np.linalg.norm(ways.space_v[rows_v] - middle, axis=1) - radius
    uncertain_km = np.hypot(ways.place_v.error[rows_v], ways.place_n.error[rows_n].max())
    least_km = km * ways.least - uncertain_km
    return np.nan_to_num(np.maximum(METRES * least_km - ROUNDING_M, 0.0))
