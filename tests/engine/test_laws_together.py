"""Couples go together, groups begin when they are large enough, and what it costs is told."""

from dataclasses import replace
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.domain.needs import NeedKind
from matcher.domain.people import Form
from matcher.domain.suggestions import Subject
from matcher.engine.matching import look_at, match
from matcher.engine.params import Dial
from matcher.engine.start import Start
from tests.make import need_profile, only_weight, pool, volunteer_profile

CHOICES = replace(only_weight(commitment=1), dial=Dial(60, 40, 0), stability_points=0)
laws = settings(max_examples=40, deadline=None)
GROUP = {"kind": NeedKind.LOCAL, "forms": frozenset({Form.GROUP}), "min_age": None}


def volunteers(months, couples=()):
    partner = {a: b for pair in couples for a, b in (pair, pair[::-1])}
    return [
        volunteer_profile(
            f"v{i}",
            commitment_months=promised,
            forms=frozenset({Form.GROUP}),
            together_with=f"v{partner[i]}" if i in partner else None,
        )
        for i, promised in enumerate(months)
    ]


def needs(wanted, least=()):
    return [
        need_profile(
            f"n{i}", wanted_months=months, seats=seats, least=dict(least).get(i, 1), **GROUP
        )
        for i, (months, seats) in enumerate(wanted)
    ]


def pairs(found):
    return {(one.volunteer_id, one.need_id) for one in found.proposals}


def value(chosen, people):
    """The sum as the assignment has it, of any set of pairs."""
    points = {one.id: one for one in (*people.volunteers, *people.needs)}
    total = 0
    for v, n in chosen:
        fit = look_at(people, CHOICES, {}, v, n).explanation.fit
        total += 60 * fit + 2 * 40 * 100_000 // (points[n].seats + 1)
    return total


def best_by_trying(people, keeps):
    every = [(v.id, n.id) for v in people.volunteers for n in people.needs]
    room = {one.id: one.capacity for one in people.volunteers}
    room |= {one.id: one.seats for one in people.needs}
    sets = (chosen for size in range(len(every) + 1) for chosen in combinations(every, size))
    return max(
        value(chosen, people)
        for chosen in sets
        if all(sum(who in pair for pair in chosen) <= room[who] for who in room) and keeps(chosen)
    )


def goes_together(chosen):
    return {n for v, n in chosen if v == "v0"} == {n for v, n in chosen if v == "v1"}


need = st.tuples(st.sampled_from([6, 12, 24]), st.integers(1, 3))
wanted = st.lists(need, min_size=1, max_size=3)
promised = st.lists(st.sampled_from([3, 6, 9, 12, 24]), min_size=3, max_size=4)


@laws
@given(promised, wanted)
def test_couple_goes_together_or_not_at_all_and_nothing_is_lost_for_it(months, asked):
    people = pool(volunteers(months, couples=[(0, 1)]), needs(asked))

    found = match(people, CHOICES, {})

    assert goes_together(pairs(found))
    assert value(pairs(found), people) == best_by_trying(people, goes_together)


@laws
@given(promised, wanted, st.integers(2, 3))
def test_group_begins_when_it_is_large_enough_and_what_that_costs_is_told(months, asked, least):
    people = pool(volunteers(months), needs(asked, least=[(0, least)]))
    free = pool(people.volunteers, [replace(one, least=1) for one in people.needs])

    found = match(people, CHOICES, {})

    assert sum(n == "n0" for _, n in pairs(found)) not in range(1, least)
    assert found.objective + found.collisions_cost == match(free, CHOICES, {}).objective
    without_it = pool(people.volunteers, people.needs[1:])
    assert found.objective >= match(without_it, CHOICES, {}).objective - 1


@laws
@given(promised, wanted, st.data())
def test_week_counted_anew_after_a_rejection_keeps_couples_and_groups(months, asked, data):
    people = pool(volunteers(months, couples=[(0, 1)]), needs(asked, least=[(0, 2)]))
    before = match(people, CHOICES, {})
    every = [(v.id, n.id) for v in people.volunteers for n in people.needs]
    changed = people.without(data.draw(st.sampled_from(every)))

    found = match(changed, CHOICES, {}, Start(before.prices, frozenset(pairs(before))))

    assert found == match(changed, CHOICES, {})
    assert goes_together(pairs(found))


def test_who_goes_with_somebody_that_cannot_go_now_is_told_so():
    her, him = volunteers([12, 12], couples=[(0, 1)])
    people = pool([her, replace(him, capacity=0)], needs([(12, 3)]))

    found = match(people, CHOICES, {})

    (told,) = [one for one in found.without if one.id == her.id]
    assert told.own == ("together",)


def test_group_that_too_few_could_come_to_is_told_so():
    people = pool(volunteers([12, 12]), needs([(12, 4)], least=[(0, 3)]))

    found = match(people, CHOICES, {})

    (told,) = [one for one in found.without if one.subject is Subject.NEED]
    assert (told.own, told.possible) == (("too_few",), 2)


def test_group_that_some_have_come_to_needs_so_many_fewer():
    people = pool(
        volunteers([12, 12]), needs([(12, 4)], least=[(0, 3)]), frozen=frozenset({("v9", "n0")})
    )

    assert len(match(people, CHOICES, {}).proposals) == 2
