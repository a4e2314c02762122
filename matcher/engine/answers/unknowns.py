"""What nobody has asked yet, and what hangs on it: the questions worth asking first (R37).

Unknown neither blocks nor scores, so an answer may do three things: add points that a pair might
still have, show that a pair cannot be, or change nothing. The questions are those about pairs
that a coordinator has before her this week, suggested or ranked beside.
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import partial

import numpy as np

from matcher.domain.answers import Pair, Question
from matcher.domain.suggestions import Ask, Subject, worth_asking
from matcher.engine import lists
from matcher.engine.explanation import asked, way_to
from matcher.engine.solving import Solved

POINTS_OF = {  # which criterion an answer adds to; the others decide whether a pair can be
    "availability": "time",
    "place": "closeness",
    "tasks": "tasks",
    "skills": "tasks",
    "languages": "languages",
    "forms": "form",
    "interests": "interests",
    "commitment_months": "commitment",
    "gender": "wishes",
    "gender_there": "wishes",
    "has_trait": "wishes",
}
UNSETTLED = frozenset({"demands"})  # asked of every pair; no answer is kept that settles it


def unknowns(solved: Solved) -> tuple[Question, ...]:
    """Each question once: first those about most pairs, then those that may add most."""
    pairs: defaultdict[tuple[Subject, str, str], list[Pair]] = defaultdict(list)
    asks: dict[tuple[Subject, str, str], Ask] = {}
    points: defaultdict[tuple[Subject, str, str], int] = defaultdict(int)
    for volunteer_id, need_id, ask, may_add in _asked(solved):
        key = (ask.whom, need_id if ask.whom is Subject.NEED else volunteer_id, _about(ask))
        asks.setdefault(key, ask)
        pairs[key].append((volunteer_id, need_id))
        points[key] = max(points[key], may_add)
    found = (
        Question(key[0], key[1], asks[key], tuple(sorted(set(pairs[key]))), points[key])
        for key in asks
    )
    return tuple(
        sorted(found, key=lambda one: (-len(one.pairs), -one.points, one.id, one.ask.fact))
    )


def _asked(solved: Solved) -> Iterator[tuple[str, str, Ask, int]]:
    """What is worth asking of the week's pairs, first those that are suggested: (volunteer, need,
    question, the points that its criterion might still give).
    """
    place = {criterion.id: at for at, criterion in enumerate(solved.criteria)}
    beside = (p for _, _, p in sorted(lists.dealt(solved)))
    listed = [*np.sort(solved.assignment.chosen_p).tolist(), *beside]
    rows, row_p = np.unique(np.array(listed, dtype=np.int64), return_inverse=True)
    details = solved.details(rows)
    for p, row in zip(listed, row_p.tolist(), strict=True):
        pair = details.pair(solved.features, row)
        found = asked(solved.rules, solved.criteria, pair)
        for ask in worth_asking(found, partial(way_to, pair)):
            if ask.fact in UNSETTLED:
                continue
            at = place.get(POINTS_OF.get(ask.fact, ""))
            may_add = 0 if at is None else int(details.unknown_pc[row, at])
            yield *solved.ids(p), ask, may_add


def _about(ask: Ask) -> str:
    return f"{ask.fact} {ask.facts.get('trait', '')}"
