"""All of one side against one need or one volunteer: everything that keeps each apart (R46)."""

from collections import Counter
from collections.abc import Iterable

import numpy as np

from matcher.domain.answers import Other
from matcher.domain.errors import Missing
from matcher.domain.suggestions import Subject, Without
from matcher.engine import rules as rulebook
from matcher.engine.candidates import any_pairs
from matcher.engine.solving import Solved
from matcher.engine.without import own


def everyone(solved: Solved, subject: Subject, who: str) -> tuple[Other, ...]:
    """Fewest hindrances first, wishes before safety, then by fit; those who have each other
    already are left out. Raises Missing.
    """
    features, is_need = solved.features, subject is Subject.NEED
    rows = features.row_of_need if is_need else features.row_of_volunteer
    if who not in rows:
        raise Missing(subject.value, who)
    others = features.volunteers if is_need else features.needs
    all_others, alone = np.arange(len(others)), np.full(len(others), rows[who])
    v_p, n_p = (all_others, alone) if is_need else (alone, all_others)
    found = any_pairs(features, solved.found.book, v_p, n_p)
    told = []
    for p in range(len(found)):
        pair = found.close_up(features, p)
        broken = rulebook.told(solved.rules, int(found.broken_p[p]), pair)
        other = pair.volunteer.id if is_need else pair.need.id
        if (pair.volunteer.id, pair.need.id) in solved.pool.frozen:
            continue
        told.append(Other(other, int(found.fit_p[p]), broken))
    return tuple(sorted(told, key=lambda one: (not one.is_safe, len(one.broken), -one.fit, one.id)))


def in_short(solved: Solved, subject: Subject, who: str, others: Iterable[Other]) -> Without:
    """The same in numbers, whether or not she has a suggestion: how many each rule keeps apart,
    the most first, and what keeps her from all of them whoever they are.
    """
    told = list(others)
    counts = Counter(broken.rule for other in told for broken in other.broken)
    features = solved.features
    rows = features.row_of_need if subject is Subject.NEED else features.row_of_volunteer
    return Without(
        subject=subject,
        id=who,
        blocked=dict(sorted(counts.items(), key=lambda one: (-one[1], one[0]))),
        possible=sum(not other.broken for other in told),
        own=own(solved, subject, rows[who]),
    )
