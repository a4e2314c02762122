"""The whole pipeline as four questions. Pure: the same pool and choices, the same answer (R32).

match          who with whom this week, who else, and who not and why
candidates_of  a need's possible volunteers, in order, and what hinders all the others
look_at        any two, also those a rule forbids: every broken rule, and how it would be
glance_at      many pairs at once: how well each fits, and which rules it breaks
"""

from collections.abc import Collection, Mapping
from typing import NamedTuple

import numpy as np

from matcher.domain.errors import Missing
from matcher.domain.suggestions import Matching, Pair, PairView, Proposal, RuleClass, Without
from matcher.engine import criteria as all_of_them
from matcher.engine import features as arrays_of
from matcher.engine import lists
from matcher.engine import rules as rulebook
from matcher.engine.candidates import Book, any_pairs, one_pair
from matcher.engine.explanation import explain
from matcher.engine.features import Features
from matcher.engine.features.words import Related
from matcher.engine.params import Params
from matcher.engine.pool import Pool
from matcher.engine.scores import most_c
from matcher.engine.solving import solve
from matcher.engine.start import Start, price_list
from matcher.engine.staying import gain_of_moving
from matcher.engine.without import without, without_of

__all__ = [
    "Pair",
    "Params",
    "Pool",
    "Related",
    "candidates_of",
    "glance_at",
    "look_at",
    "match",
]

MOST_RANKED = 30


class Glance(NamedTuple):
    """How well two fit, in thousandths of a point, and the ids and classes of broken rules."""

    fit: int
    broken: tuple[tuple[str, RuleClass], ...]


class CandidatesOf(NamedTuple):
    """A need's volunteers in order, and what hinders everybody who is not among them."""

    ranked: tuple[Proposal, ...]
    others: Without


def match(pool: Pool, params: Params, related: Related, start: Start | None = None) -> Matching:
    """The best set of pairs for a pool, ranked alternatives, and everybody without, because …

    ``start`` is where a count of nearly the same pool ended: the answer is the same without it.
    """
    solved = solve(pool, params, related, start)
    objective = int(solved.assignment.objective // solved.unit)
    return Matching(
        proposals=lists.proposals(solved),
        alternatives=lists.alternatives(solved),
        without=without(solved),
        objective=objective,
        bound=int((solved.assignment.bound + solved.collisions_cost) // solved.unit),
        collisions_cost=int(solved.best.objective // solved.unit) - objective,
        lost_locks=solved.found.lost_locks,
        prices=price_list(solved.features, solved.best, solved.unit),
        gain=gain_of_moving(solved),
    )


def candidates_of(
    pool: Pool, params: Params, related: Related, need_id: str, *, most: int = MOST_RANKED
) -> CandidatesOf:
    """A need's best volunteers, rank 0 this week's suggestion, and what hinders the others.

    Raises Missing for an id that is not in the pool.
    """
    solved = solve(pool, params, related)
    n = _row(solved.features.row_of_need, "need", need_id)
    return CandidatesOf(lists.of_need(solved, n, most), without_of(solved, n))


def look_at(
    pool: Pool,
    params: Params,
    related: Related,
    volunteer_id: str,
    need_id: str,
    features: Features | None = None,
) -> PairView:
    """Any two, whatever rules they break. Raises Missing for an id that is not in the pool.
    ``features`` are the pool's if they are built already.
    """
    features, book = _opened(pool, params, related, features)
    v, n = _rows(features, volunteer_id, need_id)
    found = one_pair(features, book, v, n)
    pair = found.close_up(features, 0)
    explanation = explain(
        book.rules,
        book.criteria,
        pair,
        earned_c=found.earned_pc[0],
        unknown_c=found.unknown_pc[0],
        most_c=most_c(book.criteria, params),
    )
    broken = rulebook.told(book.rules, int(found.broken_p[0]), pair)
    return PairView(explanation=explanation, broken=broken, asks=explanation.asks)


def glance_at(
    pool: Pool, params: Params, related: Related, pairs: Collection[Pair]
) -> dict[Pair, Glance]:
    """Each of these pairs, whatever rules it breaks, judged and scored together. Raises Missing for
    an id that is not in the pool.
    """
    features, book = _opened(pool, params, related)
    asked = {_rows(features, *pair): pair for pair in pairs}
    v_p, n_p = np.array(list(asked), dtype=np.int64).reshape(-1, 2).T
    found = any_pairs(features, book, v_p, n_p)
    return {
        asked[int(v), int(n)]: Glance(int(fit), rulebook.named(book.rules, int(bits)))
        for v, n, fit, bits in zip(found.v_p, found.n_p, found.fit_p, found.broken_p, strict=True)
    }


def _opened(
    pool: Pool, params: Params, related: Related, features: Features | None = None
) -> tuple[Features, Book]:
    features = features or arrays_of.build(
        pool, related, params.speeds, params.notice, params.in_person
    )
    return features, Book(rulebook.all_rules(params), all_of_them.all_criteria(params), params)


def _rows(features: Features, volunteer_id: str, need_id: str) -> tuple[int, int]:
    volunteer = _row(features.row_of_volunteer, "volunteer", volunteer_id)
    return volunteer, _row(features.row_of_need, "need", need_id)


def _row(rows: Mapping[str, int], what: str, public_id: str) -> int:
    if public_id not in rows:
        raise Missing(what, public_id)
    return rows[public_id]
