"""A count begun where an earlier one ended finds what a count from nothing finds, and tells what
it gains that somebody moves who could have stayed.
"""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.domain.suggestions import Gain, PriceList
from matcher.engine.matching import match
from matcher.engine.start import Start
from tests.engine.strategies import RELATED, pools
from tests.make import params

CHOICES = params()


def pairs_of(matching):
    return frozenset((one.volunteer_id, one.need_id) for one in matching.proposals)


@settings(max_examples=80, deadline=None)
@given(pools(most_volunteers=6, most_needs=6), st.integers(0, 99))
def test_after_a_rejection_the_stored_prices_lead_to_the_same_week(pool, number):
    before = match(pool, CHOICES, RELATED)
    if not (pairs := sorted(pairs_of(before))):
        return
    changed = pool.without(pairs[number % len(pairs)])
    start = Start(before.prices, pairs_of(before))

    assert match(changed, CHOICES, RELATED, start) == match(changed, CHOICES, RELATED)


@settings(max_examples=80, deadline=None)
@given(
    pools(most_volunteers=6, most_needs=6),
    pools(most_volunteers=6, most_needs=6),
    st.integers(1, 1 << 20),
    st.lists(st.integers(0, 1 << 40), min_size=6, max_size=6),
)
def test_from_whatever_prices_and_pairs_the_week_is_the_same(pool, other, unit, prices):
    ids = [one.id for one in other.volunteers]
    start = Start(
        PriceList(unit, dict(zip(ids, prices, strict=False))),
        pairs_of(match(other, CHOICES, RELATED)),
    )

    assert match(pool, CHOICES, RELATED, start) == match(pool, CHOICES, RELATED)


@settings(max_examples=80, deadline=None)
@given(pools(most_volunteers=6, most_needs=6), st.integers(0, 99))
def test_gain_of_moving_is_the_plan_less_the_best_in_which_all_stay(pool, number):
    if not (pairs := sorted(pairs_of(match(pool, CHOICES, RELATED)))):
        return
    rejected = pairs[number % len(pairs)]
    stay = frozenset(pairs) - {rejected}
    pool = replace(pool.without(rejected), proposed=stay)

    found = match(pool, CHOICES, RELATED)
    still = match(replace(pool, locked=pool.locked | stay), CHOICES, RELATED)

    if stay <= pairs_of(found):
        assert found.gain is None
    else:
        assert found.gain == Gain(
            served=len(served(found)) - len(served(still)), fit=fit_of(found) - fit_of(still)
        )


def served(matching):
    return {one.need_id for one in matching.proposals}


def fit_of(matching):
    return sum(one.explanation.fit for one in matching.proposals)
