"""What nobody has asked yet, and what hangs on it: the questions worth asking first (R37).

Unknown neither blocks nor scores, so an answer may do three things: add points that a pair might
still have, show that a pair cannot be, or change nothing. The questions are those about pairs
that a coordinator has before her this week, suggested or ranked beside.
"""

from collections import defaultdict
from collections.abc import Iterable

from matcher.domain.answers import Pair, Question
from matcher.domain.suggestions import Ask, Proposal, Subject

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
    "has_trait": "wishes",
}


def unknowns(proposals: Iterable[Proposal]) -> tuple[Question, ...]:
    """Each question once: first those about most pairs, then those that may add most."""
    pairs: defaultdict[tuple[Subject, str, str], list[Pair]] = defaultdict(list)
    asks: dict[tuple[Subject, str, str], Ask] = {}
    points: defaultdict[tuple[Subject, str, str], int] = defaultdict(int)
    for one in proposals:
        for ask in one.explanation.worth_asking:
            who = one.need_id if ask.whom is Subject.NEED else one.volunteer_id
            key = (ask.whom, who, _about(ask))
            asks.setdefault(key, ask)
            pairs[key].append((one.volunteer_id, one.need_id))
            points[key] = max(points[key], _may_add(one, ask))
    found = (
        Question(key[0], key[1], asks[key], tuple(sorted(set(pairs[key]))), points[key])
        for key in asks
    )
    return tuple(
        sorted(found, key=lambda one: (-len(one.pairs), -one.points, one.id, one.ask.fact))
    )


def _about(ask: Ask) -> str:
    return f"{ask.fact} {ask.facts.get('trait', '')}"


def _may_add(one: Proposal, ask: Ask) -> int:
    criterion = POINTS_OF.get(ask.fact)
    return sum(part.unknown for part in one.explanation.parts if part.criterion == criterion)
