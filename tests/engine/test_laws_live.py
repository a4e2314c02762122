"""After any answers the live plan is the one that a match from nothing finds."""

from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.engine.live import Live
from matcher.engine.matching import match
from tests.engine.strategies import RELATED, need_facts, pools, volunteer_facts
from tests.make import TUESDAYS, WEEKDAYS, need_profile, params, pool, volunteer_profile

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


@settings(max_examples=80, deadline=None)
@given(pools(most_volunteers=5, most_needs=5), deeds)
def test_any_answers_leave_the_plan_that_a_match_finds(pool, deeds):
    answered(pool, deeds)


@settings(max_examples=40, deadline=None)
@given(crowded, deeds)
def test_any_answers_do_so_where_the_hours_of_many_collide(pool, deeds):
    answered(pool, deeds)


def answered(pool, deeds):
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
    live = Live(pool([volunteer_profile()], [need_profile()]), CHOICES, RELATED)

    live.add(volunteer_profile(**hers))
    live.add(need_profile(**theirs))

    assert len(live.pool.volunteers) == len(live.pool.needs) == 1
    assert live.pairs == plan_of(live.pool)
