"""What the engine is a part of: a week from the database to stored suggestions, and a decision.

A week is run as it is by hand: `python -m matcher week`, a process of its own, for all centres
one after the other. The country's is that of its first row of towns, twenty times.
"""

import gc
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from time import process_time

from matcher import demo
from matcher.domain.suggestions import RejectReason, SuggestionState, Verdict
from matcher.services import suggestions, weeks
from matcher.store import centres, runs
from matcher.store import suggestions as rows_of_runs
from matcher.store.migrate import upgrade
from matcher.store.sessions import Database

Row = tuple[str, str, str, bool]

CITY_S, COUNTRY_S, MOST_MB, DECISION_S = 15, 600, 1_000, 0.3
WEEK = "2026-W48"
AT = datetime(2026, 11, 23, 5, tzinfo=UTC)
DECISIONS = 12


def figures() -> Iterator[Row]:
    """(what, measured, reach, holds), one for each figure."""
    country = demo.SIZES["country"]
    demo.SIZES["row"] = replace(country, towns=country.towns[: country.alike])
    yield _decisions()
    yield from _weekly("city", "demonstration city", 1, CITY_S)
    yield from _weekly(
        "row", "demonstration country", len(country.towns) // country.alike, COUNTRY_S
    )


def _weekly(size: str, name: str, times: int, most_s: float) -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder:
        _filled(folder, size).dispose()
        asked = [sys.executable, "-m", "matcher", "week", "--week", WEEK, "--data", folder]
        child = subprocess.Popen(asked, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, fault, used = os.wait4(child.pid, 0)
    taken, megabytes = times * (used.ru_utime + used.ru_stime), used.ru_maxrss / 1024
    holds = not fault and taken <= most_s and megabytes <= MOST_MB
    what = f"weekly run of the {name}, database to stored suggestions"
    said = f"{'~' if times > 1 else ''}{taken:.0f} s of processor, {megabytes:.0f} MB"
    yield what, said, f"<= {most_s} s, {MOST_MB} MB", holds


def _decisions() -> Row:
    """A rejection as the page makes it: read, checked, solved again, written, told. What was there
    before is not looked through for garbage, as it is not in the server (`web.serve`).
    """
    gc.collect()
    gc.freeze()
    with tempfile.TemporaryDirectory() as folder:
        database = _filled(folder, "centre")
        with database.writing() as session:
            centre = centres.all_open(session)[0].id
            weeks.run_week(session, centre=centre, iso_week=WEEK, at=AT)
        taken = sorted(_rejection(database, centre) for _ in range(DECISIONS))
        database.dispose()
    gc.unfreeze()
    said = f"median {1e3 * taken[len(taken) // 2]:.0f}, most {1e3 * taken[-1]:.0f} ms of processor"
    what = "one decision and the week solved again, with its rows, centre 140 × 60"
    return what, said, f"<= {1e3 * DECISION_S:.0f} ms", taken[-1] <= DECISION_S


def _rejection(database: Database, centre: str) -> float:
    with database.writing() as session:
        run = runs.newest_run(session, centre=centre)
        assert run is not None
        rows = rows_of_runs.of_run(session, run.id, centre=centre, at_most_rank=0)
        one = next(row.id for row in rows if row.state is SuggestionState.PROPOSED)
        session.expunge_all()
        begun = process_time()
        suggestions.decide(
            session, one, Verdict.REJECT, reason=RejectReason.UNSUITABLE, centre=centre,
            by="bench", at=AT,
        )  # fmt: skip
        session.flush()
        return process_time() - begun


def _filled(folder: str, size: str) -> Database:
    url = f"sqlite:///{Path(folder) / 'handslag.db'}"
    upgrade(url)
    database = Database(url)
    with database.writing() as session:
        demo.fill(session, size=size, at=AT)
    return database
