"""The centre that can be solved on paper (`by_hand`)."""

from matcher.domain.suggestions import Subject
from matcher.engine.answers.ranking import ranked
from matcher.engine.matching import candidates_of, look_at, match
from matcher.engine.params import Dial
from matcher.engine.solving import solve
from tests.engine.by_hand import centre, choices
from tests.make import volunteer_profile


def pairs(found):
    return {(one.volunteer_id, one.need_id) for one in found.proposals}


def test_the_best_set_gives_aila_to_the_one_nobody_else_can_talk_with():
    found = match(centre(), choices(), {})

    assert pairs(found) == {("aila", "1 finnish"), ("bo", "2 swedish"), ("cilla", "3 swedish")}
    assert found.objective == found.bound == (50_000 + 75_000 + 33_300) * 100
    assert found.without == ()


def test_fit_is_months_promised_of_months_wished():
    found = match(centre(), choices(), {})

    assert [one.explanation.fit for one in found.proposals] == [50_000, 75_000, 33_300]


def test_the_better_one_who_is_needed_elsewhere_is_named():
    bo = match(centre(), choices(), {}).proposals[1]

    assert bo.explanation.next_best == {
        "volunteer_id": "aila",
        "fit": 100_000,
        "less": {"commitment": -25_000},
        "suggested_to_another": True,
    }


def test_the_next_best_is_named_with_what_she_gives_less():
    bo = match(centre(blocked=frozenset({("aila", "2 swedish")})), choices(), {}).proposals[1]

    assert bo.explanation.next_best == {
        "volunteer_id": "cilla",
        "fit": 50_000,
        "less": {"commitment": 25_000},
        "suggested_to_another": True,
    }


def test_prices_are_what_one_more_hour_of_each_would_be_worth():
    """A second Aila: to the second person (100), Bo to the third (50) in Cilla's place: + 41.7."""
    found = match(centre(), choices(), {})

    assert [one.price for one in found.proposals] == [41_700, 16_700, 0]


def test_aila_is_best_for_two_others():
    aila = match(centre(), choices(), {}).proposals[0]

    assert aila.best_for_others == 2


def test_her_price_sends_aila_down_the_lists_of_the_others():
    listed = candidates_of(centre(), choices(), {}, "3 swedish").ranked

    assert (listed[0].volunteer_id, listed[0].rank) == ("cilla", 0)
    assert {one.volunteer_id for one in listed} == {"aila", "bo", "cilla"}


def test_one_volunteers_own_list_begins_with_this_weeks_suggestion():
    listed = ranked(solve(centre(), choices(), {}), Subject.VOLUNTEER, "aila")

    assert (listed[0].need_id, listed[0].rank) == ("1 finnish", 0)
    assert {one.need_id for one in listed} == {"1 finnish", "2 swedish", "3 swedish"}


def test_a_lock_is_kept_and_the_rest_is_solved_around_it():
    found = match(centre(locked=frozenset({("aila", "2 swedish")})), choices(), {})

    assert pairs(found) == {("aila", "2 swedish"), ("bo", "3 swedish")}
    assert [(one.subject, one.id) for one in found.without] == [
        (Subject.NEED, "1 finnish"),
        (Subject.VOLUNTEER, "cilla"),
    ]


def test_a_lock_against_a_wish_is_kept_and_one_against_a_safety_rule_is_told():
    locked = frozenset({("bo", "1 finnish"), ("cilla", "2 swedish")})
    found = match(centre(locked=locked, blocked=frozenset({("cilla", "2 swedish")})), choices(), {})

    assert ("bo", "1 finnish") in pairs(found)
    assert found.lost_locks == (("cilla", "2 swedish"),)


def test_a_frozen_pair_keeps_its_place_and_is_not_proposed_again():
    found = match(centre(frozen=frozenset({("aila", "2 swedish")})), choices(), {})

    assert pairs(found) == {("bo", "3 swedish")}
    assert [one.id for one in found.without] == ["1 finnish", "cilla"]


def test_an_undecided_proposal_stays_against_a_small_gain():
    before = frozenset({("cilla", "2 swedish"), ("bo", "3 swedish")})

    kept = match(centre(proposed=before), choices(stability_points=5), {})
    moved = match(centre(proposed=before), choices(stability_points=4), {})

    assert before < pairs(kept)  # 150 and twice 5 against 158.3
    assert not before & pairs(moved)  # 150 and twice 4


def test_without_anybody_who_speaks_finnish_the_first_is_told_why():
    found = match(centre(blocked=frozenset({("aila", "1 finnish")})), choices(), {})

    (first,) = [one for one in found.without if one.subject is Subject.NEED]
    assert first.id == "1 finnish"
    assert first.blocked == {"language": 2, "blocked_pair": 1}
    assert [near.other_id for near in first.near] == ["bo", "cilla"]


def test_any_two_can_be_looked_at_with_every_rule_that_they_break():
    found = look_at(centre(), choices(), {}, "bo", "1 finnish")

    assert [one.rule for one in found.broken] == ["language"]
    assert found.explanation.fit == 37_500


def test_waiting_longest_decides_when_the_dial_says_so():
    from dataclasses import replace
    from datetime import date

    found = centre()
    late = replace(found.needs[2], waiting_since=date(2025, 11, 23))
    only_bo = replace(found, volunteers=(found.volunteers[1],), needs=(found.needs[1], late))

    assert pairs(match(only_bo, choices(), {})) == {("bo", "2 swedish")}
    assert pairs(match(only_bo, choices(dial=Dial(0, 0, 100)), {})) == {("bo", "3 swedish")}


def test_volunteer_with_room_for_two_gets_two_people_but_never_the_same_twice():
    from dataclasses import replace

    found = centre()
    one = volunteer_profile("dora", capacity=3)
    two_seats = replace(found.needs[1], seats=2)
    alone = replace(found, volunteers=(one,), needs=(two_seats, found.needs[2]))

    assert pairs(match(alone, choices(), {})) == {("dora", "2 swedish"), ("dora", "3 swedish")}


def test_who_has_been_asked_for_a_need_outside_the_pool_has_less_room_all_the_same():
    from dataclasses import replace

    found = replace(centre(frozen=frozenset({("bo", "elsewhere")})), needs=centre().needs[1:2])

    assert pairs(match(found, choices(), {})) == {("aila", "2 swedish")}
    assert "bo" not in [one.id for one in match(found, choices(), {}).without]
