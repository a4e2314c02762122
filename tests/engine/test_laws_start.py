"""A count begun where an earlier one ended finds what a count from nothing finds."""

from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.domain.suggestions import PriceList
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
