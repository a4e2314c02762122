"""Who might join a circle, in the order in which they suit the people who are in it already."""

from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from matcher.domain.suggestions import Explanation, Pair, RuleClass
from matcher.engine.matching import Glance, glance_at, look_at
from matcher.engine.params import THOUSANDTHS
from matcher.engine.pool import Pool
from matcher.services import answer_weeks
from matcher.services.answer_weeks import Standing
from matcher.services.match_life import others_of, volunteers_of
from matcher.services.names import told_apart
from matcher.store import match_circles, match_life, profiles, volunteer_lists
from matcher.store.matches import Match, Participant

BEST = 6  # who are shown first, with why: more than that nobody weighs against each other
# Of who is in the match: her place and her hours are those that she has in it.
TAKEN_HERE = frozenset({"capacity", "hours"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who might join: a volunteer's id, or a need's. `points` of a hundred and `band` say
    how well she suits the one of them whom she suits least.
    """

    id: str
    name: str
    points: int
    band: str | None
    against: tuple[str, ...]  # ids of the rules of wishes that stand against it
    explanation: Explanation | None = None  # of the `BEST` first: with whom she suits least


def volunteers_who_might(
    session: Session, match_id: str, *, centre: str, at: datetime
) -> list[Candidate]:
    """Active volunteers who are not in the match and whom no safety rule keeps from anybody in it,
    the best fit first. Raises Missing.
    """
    match = match_life.one(session, match_id, centre=centre)
    there = {one.volunteer_id for one in match.participants}
    rows = volunteer_lists.active(session, centre=centre)
    full = {i: (first, last) for i, first, last in rows if i not in there}
    names = told_apart(session, full, centre=centre)
    wanted = needs_of(match)
    now = _standing(session, wanted, centre=centre, at=at)
    return _in_order(now, names, lambda one: [(one, need) for need in wanted], frozenset())


def people_who_might(
    session: Session, match_id: str, *, centre: str, at: datetime
) -> list[Candidate]:
    """The needs of people who wait for company, whom nobody has been found for and no safety rule
    keeps from any volunteer of the match, the best fit first. Raises Missing.
    """
    match = match_life.one(session, match_id, centre=centre)
    there = {one.recipient_id for one in match.participants}
    rows = match_circles.waiting_needs(session, centre=centre)
    full = {who: (first, last) for _, who, first, last in rows if who not in there}
    called = told_apart(session, full, centre=centre)
    names = {need: called[who] for need, who, _, _ in rows if who in called}
    givers = [str(one.volunteer_id) for one in staying(match)]
    now = _standing(session, names, centre=centre, at=at)
    return _in_order(now, names, lambda need: [(one, need) for one in givers], TAKEN_HERE)


def needs_of(match: Match) -> list[str]:
    """What everybody still in it wishes for: the match's own need, and those of who joined."""
    with_us = [one for one in others_of(match) if not one.word.is_out]
    return [match.need_id, *(one.need_id for one in with_us if one.need_id)]


def staying(match: Match) -> list[Participant]:
    """Its volunteers, without whoever has said no or has left."""
    return [one for one in volunteers_of(match) if not one.word.is_out]


def _standing(
    session: Session, need_ids: Iterable[str], *, centre: str, at: datetime
) -> tuple[Standing, Pool]:
    """The week as it stands, and its volunteers with these needs alone, also those whose seats are
    taken.
    """
    now = answer_weeks.standing(session, centre=centre, at=at)
    wanted = frozenset(need_ids)
    return now, now.once(("joined", wanted), lambda: _pool(session, now, wanted, centre=centre))


def _pool(session: Session, now: Standing, wanted: Set[str], *, centre: str) -> Pool:
    pool = replace(now.free, needs=tuple(one for one in now.free.needs if one.id in wanted))
    for need_id in sorted(wanted - {one.id for one in pool.needs}):
        pool = _with_need(session, now, pool, need_id, centre=centre)
    return pool


def _with_need(session: Session, now: Standing, pool: Pool, need_id: str, *, centre: str) -> Pool:
    chosen = now.chosen
    found = profiles.of_need(
        session, need_id, centre=centre, on=now.on,
        sensitive=chosen.sensitive, pastimes=chosen.pastimes,
    )  # fmt: skip
    known = {one.id for one in pool.volunteers}
    return replace(
        pool,
        needs=(*pool.needs, *found.needs),
        blocked=pool.blocked | found.blocked,
        frozen=pool.frozen | {pair for pair in found.live if pair[0] in known},
    )


def _in_order(
    standing: tuple[Standing, Pool],
    names: dict[str, str],
    pairs_of: Callable[[str], list[Pair]],
    besides: frozenset[str],
) -> list[Candidate]:
    """Best fit first, whoever goes against a wish after all others; `besides` rules that do not ask
    here. Who is not in the pool today is not there.
    """
    now, pool = standing
    here = {one.id for one in pool.volunteers}, {one.id for one in pool.needs}
    asked = {who: pairs_of(who) for who in names}
    some = [(v, n) for pairs in asked.values() for v, n in pairs if v in here[0] and n in here[1]]
    params, related = now.chosen.params, now.chosen.related
    views = now.once(
        ("circle", tuple(sorted(some))), lambda: glance_at(pool, params, related, some)
    )
    found = [
        _candidate(now, who, names[who], [views[pair] for pair in pairs], besides)
        for who, pairs in asked.items()
        if pairs and all(pair in views for pair in pairs)
    ]
    possible = [one for one in found if one is not None]
    possible.sort(key=lambda one: (bool(one.against), -one.points, one.name, one.id))
    least = {one.id: min(asked[one.id], key=lambda pair: views[pair].fit) for one in possible}
    told = now.once(
        ("circle best", tuple(least[one.id] for one in possible[:BEST])),
        lambda: _explained(now, pool, [least[one.id] for one in possible[:BEST]]),
    )
    return [replace(one, explanation=told.get(least[one.id])) for one in possible]


def _explained(now: Standing, pool: Pool, pairs: Sequence[Pair]) -> dict[Pair, Explanation]:
    params, related = now.chosen.params, now.chosen.related
    return {pair: look_at(pool, params, related, *pair).explanation for pair in pairs}


def _candidate(
    now: Standing, who: str, name: str, views: Sequence[Glance], besides: frozenset[str]
) -> Candidate | None:
    """None where a safety rule says no (R34)."""
    broken = {rule: of for view in views for rule, of in view.broken if rule not in besides}
    if RuleClass.SAFETY in broken.values():
        return None
    fit = min(view.fit for view in views)
    params = now.chosen.params
    points = (fit + THOUSANDTHS // 2) // THOUSANDTHS
    return Candidate(who, name, points, params.band(fit), tuple(broken))
