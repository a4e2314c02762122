"""Who has no suggestion, and what blocks: nobody vanishes (R46)."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from matcher.domain.suggestions import NearMiss, Subject, Without
from matcher.engine.arrays import Bools, Ints
from matcher.engine.rules import told
from matcher.engine.scores import late_days
from matcher.engine.solving import Solved


def without(solved: Solved) -> tuple[Without, ...]:
    """Every open need and every idle cleared volunteer that was given nothing.

    Needs first, those longest past their promise before the others, then by priority;
    volunteers by id.
    """
    needs = [_need(solved, n) for n in np.flatnonzero(solved.unserved_n).tolist()]
    priority = {need.id: solved.priority_n[n] for n, need in enumerate(solved.features.needs)}
    needs.sort(key=lambda one: (-one.late_days, -priority[one.id], one.id))
    idle = np.flatnonzero(solved.idle_v).tolist()
    return (*needs, *(_volunteer(solved, v) for v in idle))


class _Side(NamedTuple):
    """One row's broken rules and near misses."""

    blocked_k: Ints
    possible: int
    near: Ints  # rows of the tally's `near`


def _need(solved: Solved, n: int) -> Without:
    need, tally = solved.features.needs[n], solved.tally
    possible = int(solved.possible_n[n])
    side = _Side(tally.blocked_nk[n], possible, np.flatnonzero(tally.near.n_p == n))
    late = late_days(need, solved.params, on=solved.features.first_day)
    return _told(solved, Subject.NEED, need.id, n, side, late)


def _volunteer(solved: Solved, v: int) -> Without:
    volunteer, tally = solved.features.volunteers[v], solved.tally
    possible = int(solved.possible_v[v])
    side = _Side(tally.blocked_vk[v], possible, np.flatnonzero(tally.near.v_p == v))
    return _told(solved, Subject.VOLUNTEER, volunteer.id, v, side, 0)


def _told(solved: Solved, subject: Subject, who: str, row: int, side: _Side, late: int) -> Without:
    return Without(
        subject=subject,
        id=who,
        blocked=_counts(solved, side.blocked_k),
        possible=side.possible,
        near=_near(solved, subject, side.near),
        own=_own(solved, subject, row),
        late_days=late,
    )


def _counts(solved: Solved, blocked_k: Ints) -> dict[str, int]:
    """How many of the other side each rule blocks, the most first."""
    rules = zip(solved.rules, blocked_k.tolist(), strict=True)
    order = sorted((-count, rule.id) for rule, count in rules if count)
    return {rule: -count for count, rule in order}


def _near(solved: Solved, subject: Subject, rows: Ints) -> tuple[NearMiss, ...]:
    """Those who would suit best, were it not for one wish."""
    best = rows[np.argsort(-solved.tally.near.fit_p[rows], kind="stable")]
    return tuple(_miss(solved, subject, int(p)) for p in best[: solved.params.near_misses])


def _miss(solved: Solved, subject: Subject, p: int) -> NearMiss:
    found, features = solved.tally.near, solved.features
    pair = found.pair(features, p)
    (broken,) = told(solved.rules, int(found.broken_p[p]), pair)
    other = pair.volunteer if subject is Subject.NEED else pair.need
    return NearMiss(other.id, broken)


def _own(solved: Solved, subject: Subject, row: int) -> tuple[str, ...]:
    alone: Sequence[tuple[str, Bools | None]] = [
        (rule.id, rule.alone(solved.features, subject)) for rule in solved.rules
    ]
    return tuple(rule for rule, blocked in alone if blocked is not None and blocked[row])
