"""A rule was broken: the volunteer is held until somebody at the centre has decided about her."""

import pytest

from matcher.domain.errors import Invalid
from matcher.domain.match_reasons import EndReason
from matcher.domain.plans import TodoKind, TodoState
from matcher.services import (
    choices,
    match_asking,
    match_circles,
    match_ends,
    own_pages,
    todo_deeds,
    volunteer_states,
)
from matcher.services.match_life import volunteers_of
from matcher.store import profiles
from matcher.store.profiles import digest
from matcher.store.todos import Todo
from tests.make import a_volunteer
from tests.services.pairs import YES, Pair


@pytest.fixture
def pair(session):
    return Pair(session).in_trial().begin_ending(EndReason.RULE_BROKEN)


def held(pair):
    pair.session.flush()
    on, policies = pair.at.date(), choices.policies()
    pool = profiles.load(pair.session, centre=pair.centre.id, on=on, policies=policies)
    return [one.id for one in pool.volunteers if one.restricted]


def to_decide(pair, state=TodoState.OPEN):
    return pair.session.query(Todo).filter_by(kind=TodoKind.GOES_ON, state=state).one()


def decide(pair, line):
    todo_deeds.done(pair.session, to_decide(pair).id, line=line, **pair.who)


def test_who_was_in_a_match_where_a_rule_was_broken_is_suggested_to_nobody(pair):
    assert to_decide(pair).volunteer_id == pair.volunteer.id
    assert held(pair) == [pair.volunteer.id]


def test_any_other_ending_holds_nobody(session):
    assert held(Pair(session).in_trial().begin_ending(EndReason.NO_TIME)) == []


def test_who_goes_on_by_a_line_of_what_was_decided_may_be_suggested(pair):
    was = digest.of_centre(pair.session, centre=pair.centre.id)

    decide(pair, "Vi har pratat. Fortsätter.")

    assert held(pair) == []
    assert digest.of_centre(pair.session, centre=pair.centre.id) != was


def test_nobody_goes_on_without_a_line_of_what_was_decided(pair):
    with pytest.raises(Invalid):
        decide(pair, None)

    assert held(pair) == [pair.volunteer.id]


def test_decision_that_was_ticked_off_by_mistake_holds_her_again(pair):
    decide(pair, "Fortsätter.")

    todo_deeds.open_again(pair.session, to_decide(pair, TodoState.DONE).id, **pair.who)

    assert held(pair) == [pair.volunteer.id]


def test_ending_begun_by_mistake_holds_nobody_and_one_begun_anew_does(pair):
    pair.undo_ending()
    was_held = held(pair)
    pair.begin_ending(EndReason.RULE_BROKEN)

    assert was_held == []
    assert held(pair) == [pair.volunteer.id]


@pytest.mark.parametrize("is_ours", [True, False])
def test_our_pause_decides_about_her_and_her_own_does_not(pair, is_ours):
    who = pair.who | ({} if is_ours else {"by": None})

    volunteer_states.pause(pair.session, pair.volunteer.id, from_on=pair.at.date(), **who)

    still_open = pair.session.query(Todo).filter_by(kind=TodoKind.GOES_ON, state=TodoState.OPEN)
    assert still_open.count() == (0 if is_ours else 1)


@pytest.fixture
def circle(session):
    """Karin and Bo have both met Aino."""
    pair = Pair(session)
    pair.bo = a_volunteer(session, pair.centre, first_name="Bo", phone="+46701740612")
    match_circles.join_volunteer(session, pair.id, pair.bo.id, **pair.who)
    for one in volunteers_of(pair.match):
        match_asking.volunteer_answers(session, pair.id, one.id, YES, **pair.who)
    return pair.person_says().book().wait(days=3).meet()


@pytest.mark.parametrize("known", ["Bo", "nobody", "unknown"])
def test_of_a_circle_nobody_is_held_for_a_rule_that_another_has_broken(circle, known):
    both = {circle.bo.id, circle.volunteer.id}
    whose = {"Bo": (circle.bo.id,), "nobody": (), "unknown": None}[known]

    match_ends.begin_ending(
        circle.session, circle.id, EndReason.RULE_BROKEN, whose=whose, **circle.who
    )

    assert set(held(circle)) == (both if whose is None else set(whose))


def test_page_of_who_is_held_says_that_nothing_is_asked_before_we_have_talked(pair):
    where = {"centre": pair.centre.id, "at": pair.at}
    assert own_pages.page(pair.session, pair.volunteer.id, **where).is_held

    decide(pair, "Fortsätter.")

    assert not own_pages.page(pair.session, pair.volunteer.id, **where).is_held
