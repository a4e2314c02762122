"""After any answers the live plan is the one that a match from nothing finds."""

from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.engine.live import Live
from matcher.engine.matching import match
from tests.engine.strategies import RELATED, need_facts, pools, volunteer_facts
from tests.make import need_profile, params, volunteer_profile

CHOICES = params()
deeds = st.lists(
    st.tuples(
        st.sampled_from(["reject", "reject", "lock", "accept", "pause", "withdraw", "add"]),
        st.integers(0, 99),
    ),
    max_size=5,
)


def plan_of(pool):
    found = match(pool, CHOICES, RELATED)
    return {(one.volunteer_id, one.need_id) for one in found.proposals}


def done(live, deed, number):
    """Do it to some pair, suggested ones first, or to some row."""
    pool = live.pool
    pairs = sorted(live.pairs) + [(v.id, n.id) for v in pool.volunteers for n in pool.needs]
    if not pairs:
        return None
    pair = pairs[number % len(pairs)]
    if deed in ("reject", "lock", "accept"):
        return pair, getattr(live, deed)(pair)
    if deed == "pause":
        return pair, live.pause(pair[0])
    if deed == "withdraw":
        return pair, live.withdraw(pair[1])
    newcomer = volunteer_profile("newcomer") if number % 2 else need_profile("newcomer")
    return pair, live.add(newcomer)


@settings(max_examples=120, deadline=None)
@given(pools(most_volunteers=5, most_needs=5), deeds)
def test_any_answers_leave_the_plan_that_a_match_finds(pool, deeds):
    live = Live(pool, CHOICES, RELATED)
    assert live.pairs == plan_of(pool)

    for deed, number in deeds:
        before = live.pairs
        if (told := done(live, deed, number)) is None:
            return
        pair, moved = told
        settled = {pair} if deed == "accept" else set()
        assert live.pairs == plan_of(live.pool)
        assert moved.new == live.pairs - before
        assert moved.out == (before - live.pairs) - settled


@settings(max_examples=20, deadline=None)
@given(volunteer_facts, need_facts)
def test_new_facts_about_somebody_are_taken_in(hers, theirs):
    from tests.make import pool

    live = Live(pool([volunteer_profile()], [need_profile()]), CHOICES, RELATED)

    live.add(volunteer_profile(**hers))
    live.add(need_profile(**theirs))

    assert len(live.pool.volunteers) == len(live.pool.needs) == 1
    assert live.pairs == plan_of(live.pool)
