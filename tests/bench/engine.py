"""The engine's figures in one table, the quick ones first; some twelve minutes on two idle cores.

engine_pipeline   a centre, from profiles to explained suggestions, and answers to them
engine_peers      candidates and scores of a city; the demonstration country by centres
engine_weeks      the demonstration's weeks, from the database to stored suggestions
engine_country    the country's pool as one
engine_solver     the solver alone, up to a country's graph
"""

from collections.abc import Iterator

from tests.bench import (
    engine_country,
    engine_peers,
    engine_pipeline,
    engine_solver,
    engine_weeks,
)

Row = tuple[str, str, str, bool]


def rows() -> Iterator[Row]:
    """(what, measured, reach, holds), one for each figure."""
    yield from engine_pipeline.figures()
    yield from engine_peers.figures()
    yield from engine_weeks.figures()
    yield from engine_country.figures()
    yield from engine_solver.figures()
