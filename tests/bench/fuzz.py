"""A lot of everything thrown at every reader: nothing breaks, nothing is slow. Takes minutes.

Only when asked for: `python -m tests.bench words --fuzz 2000`, the number of throws at each.
"""

from collections.abc import Iterator
from time import process_time

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.fuzz.targets import TARGETS

Row = tuple[str, str, str, bool]

SLOWEST_MS = 250.0  # of CPU for one throw, a file with its lists read as all three kinds among them


def thrown(times: int) -> Iterator[Row]:
    """(what, measured, reach, holds): how many throws broke a reader, and the slowest."""
    for name in TARGETS:
        count, slowest, broken = _throw(name, times)
        yield f"{name}: {count} thrown, unhandled errors", broken or "0", "0", not broken
        said = f"{slowest:.0f} ms"
        yield f"{name}: the slowest", said, f"<= {SLOWEST_MS:.0f} ms", slowest <= SLOWEST_MS


def _throw(name: str, times: int) -> tuple[int, float, str]:
    strategy, reader = TARGETS[name]
    reader_ms: list[float] = []

    @settings(
        max_examples=times,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        database=None,
        phases=(Phase.generate, Phase.shrink),
    )
    @given(st.data())
    def throw(data):
        thing = data.draw(strategy)
        begun = process_time()
        reader(thing)
        reader_ms.append(1e3 * (process_time() - begun))

    reader_ms.clear()
    try:
        throw()
    except Exception as fault:  # whatever it is, it is what is looked for
        return len(reader_ms), max(reader_ms, default=0.0), f"{type(fault).__name__}: {fault}"[:34]
    return len(reader_ms), max(reader_ms[1:], default=0.0), ""  # the first one loads the tables
