"""What is known of the ways between a centre's people, and what a routing service may be asked.

    places ──rounded──▶ points ──unknown──▶ tables ──jobs/roads asks──▶ keep ──▶ the next run

A run reads what is kept and asks nobody: it would have to wait, and the same rows would not give
the same suggestions.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from matcher.domain.roads import Point, points
from matcher.store import roads
from matcher.store.profiles import Profiles
from matcher.store.roads import Way

HOLDS = timedelta(days=180)  # roads are built slowly
POINTS_IN_TABLE = 50  # on each side: what both kinds of service take as they are shipped


@dataclass(frozen=True, slots=True)
class Table:
    """Every way from some points to others: one question to a service."""

    here: tuple[Point, ...]
    there: tuple[Point, ...]


def unknown(session: Session, found: Profiles, *, at: datetime) -> Iterator[Table]:
    """What to ask: whole tables, since a service answers those, over whom something is unknown."""
    here, there = (points(one.place for one in side) for side in (found.volunteers, found.needs))
    told = roads.between(session, here, there, since=at - HOLDS)
    new = [a for a in here if any(a != b and (a, b) not in told for b in there)]
    for some in _parts(new):
        for others in _parts(there):
            if any(a != b and (a, b) not in told for a in some for b in others):
                yield Table(some, others)


def keep(
    session: Session, table: Table, km: Sequence[Sequence[float | None]], *, at: datetime
) -> None:
    """What the service answered: a row for each of `here`, in km; None where no road leads."""
    told: Mapping[Way, float | None] = {
        (a, b): length
        for a, row in zip(table.here, km, strict=True)
        for b, length in zip(table.there, row, strict=True)
        if a != b  # within a square kilometre the estimate knows better
    }
    roads.keep(session, told, at=at)


def _parts(points: Sequence[Point]) -> Iterator[tuple[Point, ...]]:
    for begin in range(0, len(points), POINTS_IN_TABLE):
        yield tuple(points[begin : begin + POINTS_IN_TABLE])
