"""Who has no suggestion, and what blocks: nobody vanishes (R46)."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from matcher.domain.suggestions import NearMiss, Subject, Without
from matcher.engine.arrays import Bools, Ints
from matcher.engine.rules import Marks, told
from matcher.engine.scores import late_days
from matcher.engine.solving import Solved


def without(solved: Solved) -> tuple[Without, ...]:
    """Every open need and every idle cleared volunteer that was given nothing.

    Needs first, those longest past their promise before the others, then by priority;
    volunteers by id.
    """
    needs = [_need(solved, n) for n in np.flatnonzero(open_needs(solved)).tolist()]
    priority = {need.id: solved.priority_n[n] for n, need in enumerate(solved.features.needs)}
    needs.sort(key=lambda one: (-one.late_days, -priority[one.id], one.id))
    idle = np.flatnonzero(idle_volunteers(solved)).tolist()
    return (*needs, *(_volunteer(solved, v) for v in idle))


def open_needs(solved: Solved) -> Bools:
    """Needs with a free seat and no suggestion."""
    return (solved.features.seats_n > 0) & (solved.placed_n == 0)


def idle_volunteers(solved: Solved) -> Bools:
    """Volunteers who are cleared for something, have room, and got no suggestion."""
    features = solved.features
    cleared_v = ~features.forms.cleared_for_none_v & ~features.people.restricted_v
    return cleared_v & (features.capacity_v > 0) & (solved.placed_v == 0)


class _Side(NamedTuple):
    """One row's broken rules and near misses."""

    broken: Marks  # one entry for each of the other side
    possible: int
    near: Ints  # rows of `solved.near`


def _need(solved: Solved, n: int) -> Without:
    need = solved.features.needs[n]
    possible = int((solved.open.n_p == n).sum())
    side = _Side(solved.broken_vn[:, n], possible, np.flatnonzero(solved.near.n_p == n))
    late = late_days(need, solved.params, on=solved.features.first_day)
    return _told(solved, Subject.NEED, need.id, n, side, late)


def _volunteer(solved: Solved, v: int) -> Without:
    volunteer = solved.features.volunteers[v]
    possible = int((solved.open.v_p == v).sum())
    side = _Side(solved.broken_vn[v], possible, np.flatnonzero(solved.near.v_p == v))
    return _told(solved, Subject.VOLUNTEER, volunteer.id, v, side, 0)


def _told(solved: Solved, subject: Subject, who: str, row: int, side: _Side, late: int) -> Without:
    return Without(
        subject=subject,
        id=who,
        blocked=_counts(solved, side.broken),
        possible=side.possible,
        near=_near(solved, subject, side.near),
        own=_own(solved, subject, row),
        late_days=late,
    )


def _counts(solved: Solved, broken: Marks) -> dict[str, int]:
    """How many of the other side each rule blocks, the most first."""
    each_k = np.arange(len(solved.rules), dtype=np.uint32)
    count_k = (broken[:, None] >> each_k & np.uint32(1)).sum(axis=0).tolist()
    counts = {rule.id: count for rule, count in zip(solved.rules, count_k, strict=True)}
    order = sorted(counts, key=lambda rule: (-counts[rule], rule))
    return {rule: counts[rule] for rule in order if counts[rule]}


def _near(solved: Solved, subject: Subject, rows: Ints) -> tuple[NearMiss, ...]:
    """Those who would suit best, were it not for one wish."""
    best = rows[np.argsort(-solved.near.fit_p[rows], kind="stable")]
    return tuple(_miss(solved, subject, int(p)) for p in best[: solved.params.near_misses])


def _miss(solved: Solved, subject: Subject, p: int) -> NearMiss:
    found, features = solved.near, solved.features
    pair = found.pair(features, p)
    (broken,) = told(solved.rules, int(found.broken_p[p]), pair)
    other = pair.volunteer if subject is Subject.NEED else pair.need
    return NearMiss(other.id, broken)


def _own(solved: Solved, subject: Subject, row: int) -> tuple[str, ...]:
    alone: Sequence[tuple[str, Bools | None]] = [
        (rule.id, rule.alone(solved.features, subject)) for rule in solved.rules
    ]
    return tuple(rule for rule, blocked in alone if blocked is not None and blocked[row])
