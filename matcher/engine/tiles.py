"""A large pool as many small ones: needs that lie near each other, and who might go there.

Whom a rule forbids whatever the other side is, and who lives too far from a whole tile, cannot
have an open pair in it; they are left out before any pair is looked at. Everything else is the
same rules and criteria on a smaller pool. What is kept of an open pair is 20 bytes, so a pool's
memory grows with its open pairs and not with all pairs.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from matcher.domain.distances import EARTH_KM
from matcher.domain.suggestions import Subject
from matcher.engine.arrays import Bits, Bools, Floats, Ints
from matcher.engine.candidates import Book, Open, open_pairs
from matcher.engine.features import Features
from matcher.engine.features.forms import REMOTE
from matcher.engine.features.ways import METRES
from matcher.engine.rules import Rule

NORTH, EAST = 0.05, 0.1  # degrees: some five and a half kilometres each way in Sweden
WIDER = 6  # times so large where people need not travel: nearly the same go to all of them
NEEDS_IN_TILE = 64
ROUNDING_M = 2


def tiled(features: Features, book: Book) -> Iterator[Open]:
    """The open pairs of every tile, by the rows of the whole pool."""
    free_v = ~_forbidden(features, book.rules, Subject.VOLUNTEER)
    for rows_n in _tiles(features, book.rules):
        rows_v = np.flatnonzero(free_v & _might_go(features, rows_n))
        if len(rows_v):
            rows = rows_v.astype(np.int32), rows_n.astype(np.int32)
            for found in open_pairs(features.some(rows_v, rows_n), book):
                yield Open(rows[0][found.v_p], rows[1][found.n_p], found.fit_p)


def _tiles(features: Features, rules: Sequence[Rule]) -> Iterator[Ints]:
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
    possible = np.flatnonzero(~_forbidden(features, rules, Subject.NEED))
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


def _might_go(features: Features, rows_n: Ints) -> Bools:
    """Who is near enough to one of them, or would meet without going anywhere."""
    might_v = _least_metres(features, rows_n) <= features.ways.limit_v
    might_v |= features.ways.limit_v < 0
    if _takes_remote(features.forms.forms_n[rows_n]).any():
        might_v |= _takes_remote(features.forms.forms_v)
    return might_v


def _least_metres(features: Features, rows_n: Ints) -> Floats:
    """To the box around the tile, less all that is uncertain: no way to one of them is shorter.

    Haversine, of the least differences in latitude and longitude and the greatest latitude. Zero
    where a place is unknown.
    """
    here, there = features.ways.place_v, features.ways.place_n
    lat_n, lon_n = there.lat[rows_n], there.lon[rows_n]
    if np.isnan(lat_n).any():
        return np.zeros(len(here.lat))
    north = np.radians(np.maximum(0, np.maximum(lat_n.min() - here.lat, here.lat - lat_n.max())))
    east = np.radians(np.maximum(0, np.maximum(lon_n.min() - here.lon, here.lon - lon_n.max())))
    farthest = np.maximum(np.abs(here.lat), np.abs(lat_n).max())
    chord = np.sin(north / 2) ** 2 + (np.cos(np.radians(farthest)) * np.sin(east / 2)) ** 2
    km = 2 * EARTH_KM * np.arcsin(np.sqrt(np.minimum(chord, 1.0)))
    uncertain_km = np.hypot(here.error, there.error[rows_n].max())
    least_km = km * features.ways.least - uncertain_km
    return np.nan_to_num(np.maximum(METRES * least_km - ROUNDING_M, 0.0))
