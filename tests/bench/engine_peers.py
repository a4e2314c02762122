"""Candidates and scores of a city's pool, against what volunteer centres' systems do elsewhere.

The peers: scikit-learn's BallTree for the neighbourhood and a Python loop over it; and a double
loop that compares free text with rapidfuzz for every pair. Both then do all that the engine does
(`engine_by_loop`) and must come to the same numbers. They are asked for a sample of the needs,
and the rest is extrapolated; the engine does all of them. What each volunteer has told is prepared
before the clock starts, on all sides: her free starts, for the peers a text of her words. All times
are processor times, one thread each.

Against the double loop 600 × is short. Of a city's 40 million pairs 18 million lie in a tile;
facts and lines leave 6.3 million, times 4.0 million, and nearly all of these are open. By a profile
of 1.3 seconds, times take 0.3 and what the two have told 0.35; the rest is spread. A bound on the
fit before times are looked up would spare most of the former, and weigh the words of 2.3 million
pairs more, some 0.2 s: reckoned, not built.
"""

from collections.abc import Iterator
from functools import partial

import numpy as np
from rapidfuzz import fuzz
from sklearn.neighbors import BallTree

from matcher.domain.distances import EARTH_KM
from matcher.engine import features
from matcher.engine.finding import Found, find
from matcher.engine.pool import Pool
from matcher.engine.solving import chosen
from tests.bench.engine_by_loop import Loop
from tests.bench.engine_pipeline import Row, book, kept, shipped, timed
from tests.bench.engine_pools import RELATED, city, pool

CITY = (10_000, 4_000)
SCARCE_CITY = (4_000, 4_000)
SAMPLE = 12
RADIUS_KM = 60  # beyond what anybody goes
COUNTRY_CENTRES, COUNTRY_SAMPLE, COUNTRY_CENTRE = 400, 4, (125, 188)

Fits = dict[tuple[int, int], int]  # of the open pairs, by need and volunteer


def figures() -> Iterator[Row]:
    """(what, measured, reach, holds), one for each figure."""
    yield from against_loops("city", city(*CITY), (40, 600))
    yield from certified("city", city(*CITY), 2.5)
    yield from certified("city with 40 % of the volunteers", city(*SCARCE_CITY), 2.5)
    yield _centres()


def against_loops(name: str, people: Pool, reaches: tuple[int, int]) -> Iterator[Row]:
    """How many times faster than each peer, and what a pair takes."""
    choices = shipped()
    arrays = features.build(people, RELATED, choices.speeds)
    for rhythm in arrays.times.rhythm_n:
        _ = arrays.times.told[rhythm.quarters]
    ours, found = kept(lambda: find(people, arrays, book(choices)))
    loop, step = Loop(people, arrays, choices), len(people.needs) // SAMPLE
    rows = range(0, step * SAMPLE, step)
    for v in range(len(people.volunteers)):
        loop.volunteer(v)
    texts = [_words(one) for one in people.volunteers]
    for what, peer, reach in (
        ("scikit-learn BallTree + Python loop", ball_tree, reaches[0]),
        ("fuzzy score of every pair in a double loop", partial(_fuzzy, texts), reaches[1]),
    ):
        sample, theirs = kept(lambda peer=peer: peer(loop, rows))
        whole = sample * len(people.needs) / SAMPLE
        is_same = same(found, theirs, rows)
        said = f"{whole / ours:.0f} x ({ours:.1f} s / ~{whole:.0f} s), "
        said += "the same numbers" if is_same else "NOT THE SAME NUMBERS"
        measure = f"candidates and scores, {name}, against {what}, {SAMPLE} needs"
        yield measure, said, f">= {reach} x", whole >= reach * ours and is_same
    possible = int(found.possible.of_n.sum())
    each = 1e6 * ours / possible
    said = f"{each:.2f} µs ({possible:,} of {len(people.volunteers) * len(people.needs):,})"
    yield f"candidates and scores, {name}, an open pair", said, "<= 1 µs", each <= 1


def certified(name: str, people: Pool, most_s: float) -> Iterator[Row]:
    """Proof over all open pairs, and what it all takes."""
    choices = shipped()
    arrays = features.build(people, RELATED, choices.speeds)
    finding, found = kept(lambda: find(people, arrays, book(choices)))
    choosing, solved = kept(lambda: chosen(people, found))
    share = solved.best.objective / solved.best.bound
    yield f"objective of the proven bound, {name}", f"{share:.6f}", ">= 0.9999", share >= 0.9999
    taken = finding + choosing
    said = f"{taken:.1f} s of processor ({finding:.1f} + {choosing:.1f})"
    what = f"features in memory to certified suggestions, {name}"
    yield what, said, f"<= {most_s} s", taken <= most_s


def _centres() -> Row:
    """Centres are independent: an executor maps over them; here some, one after the other."""
    choices, taken = shipped(), 0.0
    for seed in range(COUNTRY_SAMPLE):
        centre = pool(*COUNTRY_CENTRE, seed=seed)
        arrays = features.build(centre, RELATED, choices.speeds)
        taken += timed(lambda c=centre, a=arrays: chosen(c, find(c, a, book(choices))))[0]
    whole = taken * COUNTRY_CENTRES / COUNTRY_SAMPLE
    what = f"certified suggestions, {COUNTRY_CENTRES} centres of 125 × 188, from {COUNTRY_SAMPLE}"
    return what, f"~{whole:.0f} s of processor", "<= 90 s", whole <= 90


def same(found: Found, theirs: Fits, rows: range) -> bool:
    """What is held are the best of those that the loop found, and so many were possible."""
    for n in rows:
        fits = {v: fit for (need, v), fit in theirs.items() if need == n}
        of_n = found.open.only(found.open.n_p == n)
        held = dict(zip(of_n.v_p.tolist(), of_n.fit_p.tolist(), strict=True))
        least = min(held.values(), default=0) if len(held) < len(fits) else 0
        better = {v: fit for v, fit in fits.items() if fit > least}
        if len(fits) != found.possible.of_n[n] or better.items() - held.items():
            return False
        if held.items() - fits.items():
            return False
    return True


def ball_tree(loop: Loop, rows: range) -> Fits:
    """Who lives near; and everybody, where nobody has to travel or a place is not known."""
    points = np.radians(loop.arrays.ways.place_v[:2]).T
    placed = np.flatnonzero(~np.isnan(points).any(axis=1))
    tree = BallTree(points[placed], metric="haversine")
    everybody, found = range(len(points)), {}
    for n in rows:
        need = loop.need(n)
        near = everybody
        if need.place and not need.from_afar:
            (rows_v,) = tree.query_radius(np.array([need.place[:2]]), RADIUS_KM / EARTH_KM)
            near = placed[rows_v].tolist()
        found |= _loop(loop, n, near)
    return found


def _words(one) -> str:
    return " ".join(sorted(one.interests | one.tasks))


def _fuzzy(texts: list[str], loop: Loop, rows: range) -> Fits:
    found: Fits = {}
    for n in rows:
        wanted = _words(loop.need(n).profile)
        alike = [v for v, text in enumerate(texts) if fuzz.WRatio(wanted, text) >= 0]
        found |= _loop(loop, n, alike)
    return found


def _loop(loop: Loop, n: int, volunteers) -> Fits:
    need = loop.need(n)
    fits = ((v, loop.fit(loop.volunteer(v), need)) for v in volunteers)
    return {(n, v): fit for v, fit in fits if fit is not None}
