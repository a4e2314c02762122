"""Who has no suggestion, and what blocks: nobody vanishes (R46)."""

from typing import NamedTuple

import numpy as np

from matcher.domain.suggestions import NearMiss, Subject, Without
from matcher.engine.arrays import Ints
from matcher.engine.assignment import Index
from matcher.engine.candidates import Candidates
from matcher.engine.rules import rests, told
from matcher.engine.scores import late_days
from matcher.engine.solving import Solved
from matcher.engine.tally import Tally, tally_of

TOO_FEW = "too_few"  # fewer could come than it needs to begin: no rule of a pair, but of all


def without(solved: Solved) -> tuple[Without, ...]:
    """Every open need and every idle cleared volunteer that was given nothing.

    Needs first, those longest past their promise before the others, then by priority;
    volunteers by id.
    """
    tally = solved.tally
    needs = [_need(solved, tally, n) for n in np.flatnonzero(solved.unserved_n).tolist()]
    priority = {need.id: solved.priority_n[n] for n, need in enumerate(solved.features.needs)}
    needs.sort(key=lambda one: (-one.late_days, -priority[one.id], one.id))
    idle = np.flatnonzero(solved.idle_v).tolist()
    return (*needs, *(_volunteer(solved, tally, v) for v in idle))


def without_of(solved: Solved, n: int) -> Without:
    """What keeps all the others from one need, whether or not it was given somebody."""
    nobody, alone = np.array([], dtype=np.int64), np.array([n])
    tally = solved.found.tally or tally_of(solved.features, solved.found.book, nobody, alone)
    return _need(solved, tally, n)


class _Side(NamedTuple):
    """One row's broken rules and near misses."""

    tally: Tally
    blocked_k: Ints
    possible: int
    with_room: int
    near: Ints  # rows of the tally's `near`


def _need(solved: Solved, tally: Tally, n: int) -> Without:
    need, possible = solved.features.needs[n], int(solved.possible_n[n])
    room_v = solved.features.capacity_v - solved.placed_v
    with_room = _with_room(solved.open.v_p[solved.open.n_p == n], room_v)
    near = np.flatnonzero(tally.near.n_p == n)
    side = _Side(tally, tally.blocked_nk[n], possible, with_room, near)
    late = late_days(need, solved.params, on=solved.features.first_day)
    return _told(solved, Subject.NEED, need.id, n, side, late)


def _volunteer(solved: Solved, tally: Tally, v: int) -> Without:
    volunteer, possible = solved.features.volunteers[v], _possible(solved, v)
    seats_n = solved.features.seats_n - solved.placed_n
    with_room = _with_room(solved.open.n_p[solved.open.v_p == v], seats_n)
    near = np.flatnonzero(tally.near.v_p == v)
    side = _Side(tally, tally.blocked_vk[v], possible, with_room, near)
    return _told(solved, Subject.VOLUNTEER, volunteer.id, v, side, 0)


def _with_room(others: Index, room: Ints) -> int:
    """How many of them have not been given all that they have room for: it is hours that collide,
    somebody who must come along, or a group that does not begin, that keeps them away.
    """
    return int(np.count_nonzero(room[others] > 0))


def _possible(solved: Solved, v: int) -> int:
    """How many needs she could have; of a couple, those that both could."""
    other = solved.features.row_of_volunteer.get(solved.features.volunteers[v].together_with or "")
    if other is None:
        return int(solved.possible_v[v])
    found = solved.open
    return len(np.intersect1d(found.n_p[found.v_p == v], found.n_p[found.v_p == other]))


def _told(solved: Solved, subject: Subject, who: str, row: int, side: _Side, late: int) -> Without:
    return Without(
        subject=subject,
        id=who,
        blocked=_counts(solved, side.blocked_k),
        possible=side.possible,
        with_room=min(side.with_room, side.possible),
        near=_near(solved, subject, side),
        own=own(solved, subject, row),
        late_days=late,
    )


def _counts(solved: Solved, blocked_k: Ints) -> dict[str, int]:
    """How many of the other side each rule blocks, the most first."""
    rules = zip(solved.rules, blocked_k.tolist(), strict=True)
    order = sorted((-count, rule.id) for rule, count in rules if count)
    return {rule: -count for count, rule in order}


def _near(solved: Solved, subject: Subject, side: _Side) -> tuple[NearMiss, ...]:
    """Those who would suit best, were it not for one wish; first who only rests this week."""
    found = side.tally.near
    rests_p = rests(solved.rules, found.broken_p[side.near])
    best = side.near[np.lexsort((-found.fit_p[side.near], ~rests_p))]
    return tuple(_miss(solved, subject, found, int(p)) for p in best[: solved.params.near_misses])


def _miss(solved: Solved, subject: Subject, found: Candidates, p: int) -> NearMiss:
    features = solved.features
    pair = found.close_up(features, p)
    (broken,) = told(solved.rules, int(found.broken_p[p]), pair)
    other = pair.volunteer if subject is Subject.NEED else pair.need
    return NearMiss(other.id, broken)


def own(solved: Solved, subject: Subject, row: int) -> tuple[str, ...]:
    """The rules that somebody breaks whoever the other is."""
    broken = [rule for rule, blocked in solved.alone[subject] if blocked[row]]
    if subject is Subject.NEED and solved.possible_n[row] < solved.features.least_n[row] > 1:
        broken.append(TOO_FEW)
    return tuple(broken)
