"""The country's pool, 300,000 × 100,000: from features in memory to certified suggestions.

It is measured in a process of its own, so that the memory is its own as well; some minutes. The
peer looks for the neighbours of a sample of needs with scikit-learn's BallTree and asks about each
in a Python loop (`engine_by_loop`); it must come to the same numbers. The same country with 40 %
of the volunteers is told of as well.

    python -m tests.bench.engine_country [VOLUNTEERS NEEDS]
"""

import json
import resource
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass

import numpy as np

from matcher.engine import features
from matcher.engine.finding import Found, find
from matcher.engine.pool import Pool
from matcher.engine.search import Wanted, search
from matcher.engine.solving import chosen
from tests.bench.engine_pipeline import Row, book, kept, shipped
from tests.bench.engine_pools import RELATED, country

COUNTRY, SCARCE = (300_000, 100_000), (120_000, 100_000)
SAMPLE, LISTS = 12, 200  # needs
LISTED, LIST_MS = 10, 5.0
NEVER = 1 << 40  # one more for so many who might come
MOST_BYTES = 6 << 30  # beyond this the run is stopped: the machine is shared
MB = 1 << 20


@dataclass(frozen=True)
class Measured:
    """Processor seconds, one thread; memory at its highest, profiles and all."""

    finding_s: float
    choosing_s: float
    possible: int
    share_of_bound: float
    highest_mb: float
    loop_s: float  # extrapolated
    same: bool
    list_p50_ms: float
    list_p99_ms: float


def figures() -> Iterator[Row]:
    """(what, measured, reach, holds), one for each figure."""
    found = _apart(COUNTRY)
    whole, share = found.finding_s + found.choosing_s, found.share_of_bound
    yield "objective of the proven bound, country", f"{share:.6f}", ">= 0.9999", share >= 0.9999
    what = "features in memory to certified suggestions, country"
    yield what, _seconds(found), "<= 90 s", whole <= 90
    said = f"{found.highest_mb:.0f} MB, with everybody's profile"
    yield "memory at its highest, country", said, "<= 1200 MB", found.highest_mb <= 1200
    each = 1e6 * found.finding_s / found.possible
    said = f"{each:.2f} µs ({found.possible:,} of {COUNTRY[0] * COUNTRY[1]:,})"
    yield "candidates and scores, country, an open pair", said, "<= 1 µs", each <= 1
    times = found.loop_s / found.finding_s
    said = f"{times:.0f} x (~{found.loop_s:.0f} s), "
    said += "the same numbers" if found.same else "NOT THE SAME NUMBERS"
    peer = f"scikit-learn BallTree + Python loop, {SAMPLE} needs"
    holds = found.same and times >= 90
    yield f"candidates and scores, country, against {peer}", said, ">= 90 x", holds
    said = f"p50 {found.list_p50_ms:.1f}, p99 {found.list_p99_ms:.1f} ms"
    what = f"the {LISTED} best for one of {LISTS} needs whose facts are new, country"
    yield what, said, f"p99 <= {LIST_MS:.0f} ms", found.list_p99_ms <= LIST_MS
    scarce = _apart(SCARCE)
    share = scarce.share_of_bound
    what = "objective of the proven bound, country with 40 % of the volunteers"
    yield what, f"{share:.6f}", ">= 0.9999", share >= 0.9999
    said = f"{_seconds(scarce)}, {scarce.highest_mb:.0f} MB"
    yield "features in memory to certified suggestions, scarce country", said, "told of", True


def _apart(size: tuple[int, int]) -> Measured:
    """In a process of its own."""
    command = [sys.executable, "-m", __name__, *map(str, size)]
    answer = subprocess.run(command, capture_output=True, text=True, check=True)
    return Measured(**json.loads(answer.stdout))


def _seconds(found: Measured) -> str:
    whole = found.finding_s + found.choosing_s
    return f"{whole:.0f} s of processor ({found.finding_s:.0f} + {found.choosing_s:.0f})"


def measured(people: Pool) -> Measured:
    """Everything about one pool."""
    choices = shipped()
    arrays = features.build(people, RELATED, choices.speeds)
    finding, found = kept(lambda: find(people, arrays, book(choices)))
    choosing, solved = kept(lambda: chosen(people, found))
    highest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / MB
    p50, p99 = _lists(found)
    looping, same = _by_loop(people, found)
    return Measured(
        finding_s=finding,
        choosing_s=choosing,
        possible=int(found.possible.of_n.sum()),
        share_of_bound=solved.best.objective / solved.best.bound,
        highest_mb=highest,
        loop_s=looping,
        same=same,
        list_p50_ms=p50,
        list_p99_ms=p99,
    )


def _lists(found: Found) -> tuple[float, float]:
    """Milliseconds of the processor to look through the whole pool for one need's best, when
    nothing that was looked for before holds for it any more: the median, and of a hundred the
    slowest.
    """
    needs = len(found.features.needs)
    wanted = Wanted(np.full(needs, -1, dtype=np.int32), least=LISTED, share=NEVER)
    taken = []
    for n in range(0, needs, max(1, needs // LISTS)):
        one = np.zeros(needs, dtype=bool)
        one[n] = True
        seconds, _ = kept(lambda one=one: list(search(found.features, found.book, wanted, one)))
        taken.append(1e3 * seconds)
    p50, p99 = np.percentile(taken, [50, 99])
    return float(p50), float(p99)


def _by_loop(people: Pool, found: Found) -> tuple[float, bool]:
    """The peer's seconds for all needs, from a sample, and whether it finds the same.

    Loaded here: the peer's libraries are no part of the engine's memory.
    """
    from tests.bench.engine_by_loop import Loop
    from tests.bench.engine_peers import ball_tree, same

    loop, step = Loop(people, found.features, found.book.params), len(people.needs) // SAMPLE
    rows = range(0, step * SAMPLE, step)
    ball_tree(loop, rows)  # whoever is met is prepared, as the engine's features are
    looping, theirs = kept(lambda: ball_tree(loop, rows))
    return looping * len(people.needs) / SAMPLE, same(found, theirs, rows)


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    size = tuple(map(int, sys.argv[1:])) or COUNTRY
    print(json.dumps(asdict(measured(country(*size)))))
