"""A count begun where an earlier one ended finds what a count from nothing finds, whatever people
have decided and told in between, and tells what it gains that somebody moves who could have stayed.
"""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.domain.suggestions import Gain, PriceList
from matcher.engine.matching import match
from matcher.engine.start import Start
from tests.engine.strategies import RELATED, need_facts, pools, volunteer_facts
from tests.make import TUESDAYS, WEEKDAYS, need_profile, params, pool, volunteer_profile

CHOICES = params()


def rejected(pool, pair, _facts):
    return pool.without(pair)


def locked(pool, pair, _facts):
    return replace(pool, locked=pool.locked | {pair})


def accepted(pool, pair, _facts):
    return replace(pool, frozen=pool.frozen | {pair})


def paused(pool, pair, _facts):
    others = [one for one in pool.volunteers if one.id != pair[0]]
    hers = [replace(one, capacity=0) for one in pool.volunteers if one.id == pair[0]]
    return replace(pool, volunteers=(*others, *hers))


def withdrawn(pool, pair, _facts):
    return replace(pool, needs=tuple(one for one in pool.needs if one.id != pair[1]))


def told_anew(pool, pair, facts):
    volunteers = [one for one in pool.volunteers if one.id != pair[0]]
    needs = [one for one in pool.needs if one.id != pair[1]]
    return replace(
        pool,
        volunteers=(*volunteers, volunteer_profile(pair[0], **facts[0])),
        needs=(*needs, need_profile(pair[1], **facts[1])),
    )


def came(pool, _pair, facts):
    return told_anew(pool, ("newcomer", "newcomer"), facts)


decisions = st.sampled_from([rejected, rejected, locked, accepted, paused, withdrawn])
told = st.sampled_from([told_anew, came])
changes = st.lists(
    st.tuples(decisions | told, st.integers(0, 99), st.tuples(volunteer_facts, need_facts)),
    max_size=5,
)

words = st.frozensets(st.sampled_from(["chess", "cards", "fika", "opera"]), max_size=3)
hours = st.sampled_from([TUESDAYS, TUESDAYS, WEEKDAYS])
crowded = st.builds(
    lambda hers, theirs: pool(
        [
            volunteer_profile(f"v{i}", interests=likes, availability=times, capacity=room)
            for i, (likes, times, room) in enumerate(hers)
        ],
        [
            need_profile(f"n{i}", interests=likes, minutes=minutes)
            for i, (likes, minutes) in enumerate(theirs)
        ],
    ),
    st.lists(st.tuples(words, hours, st.sampled_from([2, 2, 3, 4])), min_size=2, max_size=4),
    st.lists(st.tuples(words, st.sampled_from([60, 90, 120])), min_size=3, max_size=7),
)


def pairs_of(matching):
    return frozenset((one.volunteer_id, one.need_id) for one in matching.proposals)


@settings(max_examples=80, deadline=None)
@given(pools(most_volunteers=5, most_needs=5), changes)
def test_after_any_changes_the_stored_prices_lead_to_the_same_week(pool, changes):
    followed(pool, changes)


@settings(max_examples=40, deadline=None)
@given(crowded, changes)
def test_they_do_so_where_the_hours_of_many_collide(pool, changes):
    followed(pool, changes)


def followed(pool, changes):
    """Week after week, each begun where the one before it ended."""
    week = match(pool, CHOICES, RELATED)
    for change, number, facts in changes:
        every = [(v.id, n.id) for v in pool.volunteers for n in pool.needs]
        pairs = sorted(pairs_of(week)) + every  # most changes are about who is suggested
        if not pairs:
            return
        pool = change(pool, pairs[number % len(pairs)], facts)
        start = Start(week.prices, pairs_of(week))
        week = match(pool, CHOICES, RELATED, start)
        assert week == match(pool, CHOICES, RELATED)


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
            served=len(served(found)) - len(served(still)),
            fit=fit_of(found) - fit_of(still),
            saved=tuple(sorted(served(found) - served(still))),
            left=tuple(sorted(served(still) - served(found))),
        )


def served(matching):
    return {one.need_id for one in matching.proposals}


def fit_of(matching):
    return sum(one.explanation.fit for one in matching.proposals)
