"""What nobody has asked yet, and what hangs on it: the questions worth asking first (R37).

Unknown neither blocks nor scores, so an answer may do three things: add points that a pair might
still have, show that a pair cannot be, or change nothing. The questions are those about pairs
that a coordinator has before her this week, suggested or ranked beside.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

import numpy as np

from matcher.domain.answers import Question
from matcher.domain.suggestions import UNPLACED, Ask, Pair, Subject, worth_asking
from matcher.engine import lists
from matcher.engine import rules as rulebook
from matcher.engine.explanation import asked, way_to
from matcher.engine.solving import Solved

POINTS_OF = {  # which criterion an answer adds to; the others decide whether a pair can be
    "availability": "time",
    "place": "closeness",
    "availability_there": "time",
    "place_there": "closeness",
    "tasks": "tasks",
    "tasks_there": "tasks",
    "tasks_unread": "tasks",
    "skills": "tasks",
    "languages": "languages",
    "forms": "form",
    "interests": "interests",
    "commitment_months": "commitment",
    "gender": "wishes",
    "gender_there": "wishes",
    "has_trait": "wishes",
}
# Asked of every pair, and no answer is kept that settles it; and what nobody has to be asked: an
# area that is on no map is the centre's to add.
UNSETTLED = frozenset({"demands", UNPLACED})


def unknowns(solved: Solved) -> tuple[Question, ...]:
    """Each question once: first those about most pairs, then those that may add most."""
    alike: defaultdict[tuple[Subject, str, str], list[_Asked]] = defaultdict(list)
    for one in _asked(solved):
        volunteer_id, need_id = one.pair
        whom = need_id if one.ask.whom is Subject.NEED else volunteer_id
        alike[one.ask.whom, whom, _about(one.ask)].append(one)
    found = (_question(whom, some) for (_, whom, _), some in alike.items())
    return tuple(
        sorted(found, key=lambda one: (-len(one.pairs), -one.points, one.id, one.ask.fact))
    )


class _Asked(NamedTuple):
    """A question about one pair."""

    pair: Pair
    ask: Ask
    may_add: int  # the points that its criterion might still give, in thousandths
    shares: bool  # with other questions about the same two: the points are of all the answers
    decides: bool  # a rule needs the answer


def _asked(solved: Solved) -> Iterator[_Asked]:
    """What is worth asking of the week's pairs, first of those that are suggested."""
    place = {criterion.id: at for at, criterion in enumerate(solved.criteria)}
    beside = (p for _, _, p in sorted(lists.dealt(solved)))
    listed = [*np.sort(solved.assignment.chosen_p).tolist(), *beside]
    rows, row_p = np.unique(np.array(listed, dtype=np.int64), return_inverse=True)
    details = solved.details(rows)
    for p, row in zip(listed, row_p.tolist(), strict=True):
        pair = details.close_up(solved.features, row)
        found = asked(solved.rules, solved.criteria, pair)
        of_rules = tuple(rulebook.asks(solved.rules, pair))
        asks = [
            ask for ask in worth_asking(found, partial(way_to, pair)) if ask.fact not in UNSETTLED
        ]
        of_criteria = Counter(POINTS_OF.get(ask.fact) for ask in asks)
        for ask in asks:
            at = place.get(POINTS_OF.get(ask.fact, ""))
            may_add = 0 if at is None else int(details.unknown_pc[row, at])
            shares = at is not None and of_criteria[POINTS_OF[ask.fact]] > 1
            yield _Asked(solved.ids(p), ask, may_add, shares, decides=ask in of_rules)


def _question(whom: str, alike: Sequence[_Asked]) -> Question:
    """The same asked of one about several pairs."""
    ask = alike[0].ask
    return Question(
        ask.whom,
        whom,
        ask,
        pairs=tuple(sorted({one.pair for one in alike})),
        points=max(one.may_add for one in alike),
        decides=any(one.decides for one in alike),
        shares=any(one.shares for one in alike),
    )


def _about(ask: Ask) -> str:
    return f"{ask.fact} {ask.facts.get('trait', '')}"
