"""An availability as plain lists and strings, and back.

`{"habit": [[null, [{"days": [1], "hours": ["09:00-12:00"], "parity": 1, …}]]], "away": […]}`:
conditions are the sets of bits of `patterns.Kinds`, left out where they set no condition.
"""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from matcher.domain.when.patterns import EMPTY, Clause, Kinds, Pattern, clauses, either
from matcher.domain.when.pieces import ALWAYS, Habit


def written(said: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of an availability that say something, in plain types."""
    found = {name: value for name, value in said.items() if value not in (None, (), False)}
    for name in ("amount", "often"):
        if name in found:
            found[name] = list(asdict(found[name]).values())
    if "away" in found:
        found["away"] = [[first.isoformat(), last.isoformat()] for first, last in found["away"]]
    if "habit" in found:
        found["habit"] = [_piece(first, week) for first, week in found["habit"]]
    return found


def read(found: Mapping[str, Any]) -> dict[str, Any]:
    """Back to fields; amount and often stay lists. Raises ValueError, KeyError, TypeError."""
    said = dict(found)
    if "away" in said:
        said["away"] = tuple((_day(first), _day(last)) for first, last in said["away"])
    if "habit" in said:
        said["habit"] = _habit(said["habit"])
    return said


def _piece(first: date, week: Pattern) -> list[Any]:
    begins = None if first == ALWAYS else first.isoformat()
    return [begins, [_clause(clause) for clause in clauses(week)]]


def _clause(clause: Clause) -> dict[str, Any]:
    usual = asdict(Kinds())
    conditions = {n: v for n, v in asdict(clause.kinds).items() if v != usual[n]}
    hours = [f"{_clock(start)}-{_clock(end)}" for start, end in clause.spans]
    return {"days": list(clause.days), "hours": hours, **conditions}


def _habit(found: list[Any]) -> Habit:
    return tuple((_day(first) if first else ALWAYS, _pattern(parts)) for first, parts in found)


def _pattern(found: list[dict[str, Any]]) -> Pattern:
    week = EMPTY
    for part in found:
        conditions = {n: v for n, v in part.items() if n not in ("days", "hours")}
        hours = tuple(_span(text) for text in part["hours"])
        week = either(week, Clause(tuple(part["days"]), hours, Kinds(**conditions)).pattern)
    return week


def _clock(quarters: int) -> str:
    return f"{quarters // 4:02}:{quarters % 4 * 15:02}"


def _span(text: str) -> tuple[int, int]:
    start, end = (_quarters(clock) for clock in text.split("-"))
    if not 0 <= start < end <= 96:
        raise ValueError(text)
    return start, end


def _quarters(clock: str) -> int:
    hours, minutes = clock.split(":")
    return int(hours) * 4 + int(minutes) // 15


def _day(text: str) -> date:
    return date.fromisoformat(text)
