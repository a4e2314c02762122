"""A whole run of the engine, from profiles to explained suggestions.

The best of several runs: other work on the machine only ever adds.
"""

import resource
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter

from matcher.domain.suggestions import Matching
from matcher.engine.matching import Params, look_at, match, ranked
from tests.bench.engine_pools import RELATED, pool

Row = tuple[str, str, str, bool]

CENTRE, CITY = (140, 60), (1_000, 1_500)
CENTRE_REACH_S, CITY_REACH_S, CITY_REACH_MB = 0.100, 15.0, 1_000
REPEATS = 15


def rows() -> Iterator[Row]:
    """(what, measured, reach, holds), one for each figure."""
    choices = shipped()
    centre = pool(*CENTRE)
    match(centre, choices, RELATED)  # calendars and tables are read once a process

    def one_list() -> object:
        return ranked(centre, choices, RELATED, need_id=centre.needs[0].id)

    def one_pair() -> object:
        pair = centre.volunteers[0].id, centre.needs[0].id
        return look_at(centre, choices, RELATED, *pair)

    yield _time("whole match, centre 140 × 60", lambda: match(centre, choices, RELATED))
    yield _time("one person's ranked candidates, centre", one_list)
    yield _time("any two looked at, centre", one_pair)
    seconds, megabytes = _in_a_process_of_its_own()
    what = "whole match, 1,000 × 1,500 in one pool"
    yield what, f"{seconds:.1f} s", f"<= {CITY_REACH_S:.0f} s", seconds <= CITY_REACH_S
    reach = f"<= {CITY_REACH_MB} MB"
    yield f"{what}: memory", f"{megabytes:.0f} MB", reach, megabytes <= CITY_REACH_MB
    yield _proof(match(centre, choices, RELATED))


def shipped() -> Params:
    """The engine's choices as they are shipped."""
    return Params.from_dict(tomllib.loads(Path("config/matching.toml").read_text("utf-8")))


def _time(what: str, deed: Callable[[], object]) -> Row:
    taken = min(_seconds(deed) for _ in range(REPEATS))
    reach = f"<= {1000 * CENTRE_REACH_S:.0f} ms"
    return what, f"{1000 * taken:.0f} ms", reach, taken <= CENTRE_REACH_S


def _seconds(deed: Callable[[], object]) -> float:
    begun = perf_counter()
    deed()
    return perf_counter() - begun


def _proof(found: Matching) -> Row:
    share = found.objective / found.bound
    return "objective of the proven bound, centre", f"{share:.6f}", "= 1", share == 1


def _in_a_process_of_its_own() -> tuple[float, float]:
    """Memory is the most a process has ever had: only a fresh one tells."""
    told = subprocess.run(
        [sys.executable, "-m", "tests.bench.engine_pipeline"],
        check=True,
        capture_output=True,
        text=True,
    )
    seconds, megabytes = told.stdout.split()
    return float(seconds), float(megabytes)


def _city() -> None:
    city, choices = pool(*CITY), shipped()
    seconds = _seconds(lambda: match(city, choices, RELATED))
    print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


if __name__ == "__main__":
    _city()
