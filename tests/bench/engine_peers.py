"""Candidates and scores of a city's pool, against what volunteer centres' systems do elsewhere.

The peers: scikit-learn's BallTree for the neighbourhood and a Python loop over it; and a double
loop that compares free text with rapidfuzz for every pair. Both keep fewer rules than the engine,
which is easier for them. They are asked for a sample of the needs, and the rest is extrapolated;
the engine does all of them. All times are processor times.
"""

from collections.abc import Iterator

import numpy as np
from rapidfuzz import fuzz
from sklearn.neighbors import BallTree

from matcher.domain.availability import overlap
from matcher.domain.distances import EARTH_KM
from matcher.domain.needs import NeedProfile
from matcher.domain.people import Level
from matcher.domain.volunteers import VolunteerProfile
from matcher.engine import features
from matcher.engine.features.times import WEEKS
from matcher.engine.finding import find
from matcher.engine.solving import chosen
from tests.bench.engine_pipeline import Row, book, shipped, timed
from tests.bench.engine_pools import MONDAY, RELATED, pool

CITY = (3_000, 1_200)  # a third of the city each way: nine times fewer pairs, for a bounded run
SAMPLE = 12
RADIUS_KM = 30
COUNTRY_CENTRES, COUNTRY_SAMPLE, COUNTRY_CENTRE = 400, 4, (125, 188)


def figures() -> Iterator[Row]:
    """(what, measured, reach, holds), one for each figure."""
    yield from _city()
    yield _country()


def _city() -> Iterator[Row]:
    city, choices = pool(*CITY), shipped()
    arrays = features.build(city, RELATED, choices.speeds)
    kept: list = []
    ours, _ = timed(lambda: kept.append(find(city, arrays, book(choices))))
    found = kept[0]
    masks = {one.id: one.availability.mask(city.first_day, WEEKS) for one in city.volunteers}
    sample = city.needs[:: len(city.needs) // SAMPLE][:SAMPLE]
    scale = len(city.needs) / len(sample)
    size = f"{CITY[0]:,} × {CITY[1]:,}"
    for what, peer, reach in (
        ("scikit-learn BallTree + Python loop", _ball_tree, 40),
        ("fuzzy score of every pair in a double loop", _fuzzy, 600),
    ):
        theirs = scale * timed(lambda peer=peer: peer(city.volunteers, sample, masks))[0]
        said = f"{theirs / ours:.1f} x ({ours:.1f} s / ~{theirs:.0f} s)"
        measure = f"candidates and scores, {size}, against {what}, {len(sample)} needs"
        yield measure, said, f">= {reach} x", theirs >= reach * ours
    each = 1e6 * ours / len(found.open)
    yield f"candidates and scores, {size}, a pair", f"{each:.1f} µs", "<= 1 µs", each <= 1
    solved: list = []
    cpu, _ = timed(lambda: solved.append(chosen(city, found)))
    best = solved[0].best
    share = best.objective / best.bound
    said = f"{share:.6f}, {cpu:.1f} s"
    yield (
        f"objective of the bound over all feasible pairs, {size}",
        said,
        ">= 0.9999",
        share > 0.9999,
    )
    said = f"{ours + cpu:.1f} s of processor"
    yield (
        f"features in memory to certified suggestions, {size}",
        said,
        "<= 2.5 s",
        ours + cpu <= 2.5,
    )


def _country() -> Row:
    """Centres are independent: an executor maps over them; here some, one after the other."""
    choices, taken = shipped(), 0.0
    for seed in range(COUNTRY_SAMPLE):
        centre = pool(*COUNTRY_CENTRE, seed=seed)
        arrays = features.build(centre, RELATED, choices.speeds)
        taken += timed(lambda c=centre, a=arrays: chosen(c, find(c, a, book(choices))))[0]
    whole = taken * COUNTRY_CENTRES / COUNTRY_SAMPLE
    what = f"certified suggestions, {COUNTRY_CENTRES} centres of 125 × 188, from {COUNTRY_SAMPLE}"
    return what, f"~{whole:.0f} s of processor", "<= 90 s", whole <= 90


def _ball_tree(volunteers, needs, masks) -> int:
    placed = [one for one in volunteers if one.place]
    at_v = np.radians([(one.place.lat, one.place.lon) for one in placed])
    at_n = np.radians([(one.place.lat, one.place.lon) for one in needs])
    near = BallTree(at_v, metric="haversine").query_radius(at_n, RADIUS_KM / EARTH_KM)
    return sum(
        _score(placed[v], need, masks) > 0
        for need, rows in zip(needs, near, strict=True)
        for v in rows.tolist()
    )


def _fuzzy(volunteers, needs, masks) -> int:
    texts = {one.id: " ".join(sorted(one.interests | one.tasks)) for one in volunteers}
    found = 0
    for need in needs:
        wanted = " ".join(sorted(need.interests | need.tasks))
        for one in volunteers:
            found += fuzz.WRatio(wanted, texts[one.id]) > 0 and _score(one, need, masks) > 0
    return found


def _score(volunteer: VolunteerProfile, need: NeedProfile, masks: dict[str, int]) -> float:
    """A dozen rules, then words in common: what a careful loop would do."""
    if not volunteer.capacity or volunteer.restricted:
        return 0
    if volunteer.forms and need.forms and not volunteer.forms & need.forms:
        return 0
    if volunteer.tasks and need.tasks and not volunteer.tasks & need.tasks:
        return 0
    spoken = {code for code, level in volunteer.languages.items() if level >= Level.CONVERSATION}
    if volunteer.languages and need.languages and not spoken & need.languages.keys():
        return 0
    if need.gender_wish and volunteer.gender and need.gender_wish.gender != volunteer.gender:
        return 0
    if volunteer.availability.is_known and need.availability.is_known:
        hers, theirs = masks[volunteer.id], need.availability.mask(MONDAY, WEEKS)
        wish = overlap(hers, theirs, quarters=need.minutes // 15, every_weeks=need.every_weeks or 8)
        if 2 * wish.times <= wish.wished:
            return 0
    shared = len(volunteer.interests & need.interests) + len(volunteer.tasks & need.tasks)
    return 1 + shared
