"""Two weeks side by side: as it is, and as it would be."""

from dataclasses import replace

import numpy as np

from matcher.domain.answers import Outcome, Sides
from matcher.engine.answers.again import known_from
from matcher.engine.answers.changes import Scenario
from matcher.engine.answers.differences import difference
from matcher.engine.answers.openings import opened_and_closed
from matcher.engine.answers.reweighed import reweighed_from
from matcher.engine.answers.trials import who_with_whom
from matcher.engine.features import Features, farther
from matcher.engine.features.words import Related
from matcher.engine.finding import each_needs_best, find
from matcher.engine.params import Params
from matcher.engine.pool import Pool
from matcher.engine.scores import late_days, waited_days
from matcher.engine.solving import Solved, chosen, solve


def side_by_side(solved: Solved, scenario: Scenario, related: Related) -> Sides:
    """What the scenario does to a week. Raises Invalid for choices that cannot be followed."""
    return compared(solved, imagined(solved, scenario, related))


def imagined(solved: Solved, scenario: Scenario, related: Related) -> Solved:
    """The week as it would be. Where only weights are others, people are the same arrays and
    few pairs are judged again; where only the dial is, none, and where only people are, few.
    """
    params = scenario.params(solved.params)
    is_weighed_alike = params.weights == solved.params.weights
    if scenario.changes_people:
        holder = known_from(solved.found) if is_weighed_alike else each_needs_best
        pool = scenario.pool(solved.pool)
        return solve(pool, params, related, holder=holder, features=_built(solved, scenario, pool))
    if is_weighed_alike:
        return weighed(solved, params)
    book = replace(solved.found.book, params=params)  # neither rules nor criteria hang on weights
    holder = reweighed_from(solved.found)
    return chosen(solved.pool, find(solved.pool, solved.features, book, holder))


def _built(solved: Solved, scenario: Scenario, pool: Pool) -> Features | None:
    """The arrays of a pool in which volunteers go farther, and nothing else is other."""
    if scenario.needs or scenario.gone:
        return None
    return farther(solved.features, pool.volunteers, solved.params.speeds, pool.roads)


def weighed(solved: Solved, params: Params) -> Solved:
    """The same pairs with other choices, of which only the dial is another."""
    book = replace(solved.found.book, params=params)
    return chosen(solved.pool, replace(solved.found, book=book))


def compared(before: Solved, after: Solved) -> Sides:
    """Two solved weeks, whatever parts them."""
    opened, closed = opened_and_closed(before, after) or (None, None)
    weeks = (who_with_whom(one, one.open, one.assignment.chosen_p) for one in (before, after))
    return Sides(
        before=outcome(before),
        after=outcome(after),
        difference=difference(*weeks),
        opened=opened,
        closed=closed,
    )


def outcome(solved: Solved) -> Outcome:
    """The week in a few numbers."""
    features, params = solved.features, solved.params
    without = [features.needs[n] for n in np.flatnonzero(solved.unserved_n).tolist()]
    on = solved.pool.asked_on or features.first_day  # as pages count it: today
    return Outcome(
        served=int(np.count_nonzero(solved.placed_n)),
        waiting=len(without),
        seats=len(solved.assignment.chosen_p),
        fit=int(solved.open.fit_p[solved.assignment.chosen_p].astype(np.int64).sum()),
        longest_wait=max((waited_days(need, on=on) for need in without), default=0),
        late=sum(late_days(need, params, on=on) > 0 for need in without),
    )
