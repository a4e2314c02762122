"""Rules that protect a person, one by one (R34)."""

from datetime import date

import pytest

from matcher.domain.availability import weekly
from matcher.domain.clearance import AssignmentType, Gate
from matcher.domain.needs import NeedKind, Never
from matcher.domain.people import Bears, Form, Level, Trait, Traits
from matcher.domain.suggestions import RuleClass
from matcher.engine.matching import match
from tests.engine.asking import asks, broken, facts_of, view
from tests.make import (
    CLEARED,
    NOT_CLEARED,
    STOCKHOLM,
    need_profile,
    params,
    pool,
    volunteer_profile,
)


def test_two_who_suit_each_other_break_no_rule_and_leave_only_interests_to_ask_about():
    found = view()

    assert found.broken == ()
    assert found.is_safe


def test_r9_volunteer_who_is_not_cleared_is_not_suggested():
    volunteer = volunteer_profile(missing_gates=CLEARED | {AssignmentType.VISIT: (Gate.EXTRACT,)})

    assert broken(volunteer) == ["clearance"]
    assert facts_of("clearance", volunteer) == {"missing": {"visit": ["extract"]}}
    assert match(pool([volunteer], [need_profile()]), params(), {}).proposals == ()


def test_r9_volunteer_nobody_has_looked_at_is_not_cleared():
    assert facts_of("clearance", volunteer_profile(missing_gates={})) == {
        "missing": {"visit": ["state"]}
    }


def test_r9_volunteer_cleared_for_the_telephone_meets_there_and_not_at_home():
    volunteer = volunteer_profile(
        forms=frozenset({Form.HOME, Form.PHONE}),
        missing_gates=NOT_CLEARED | {AssignmentType.REMOTE: ()},
    )
    need = need_profile(forms=frozenset({Form.HOME, Form.PHONE}), preferred_form=Form.HOME)

    assert broken(volunteer, need) == []
    assert view(volunteer, need).explanation.form is Form.PHONE


def test_r9_clearance_for_a_form_she_would_not_take_does_not_help():
    volunteer = volunteer_profile(missing_gates=NOT_CLEARED | {AssignmentType.REMOTE: ()})
    need = need_profile(forms=frozenset({Form.HOME, Form.PHONE}))

    assert broken(volunteer, need) == ["clearance"]


def test_r10_children_present_needs_the_clearance_for_children_in_every_form():
    volunteer = volunteer_profile(
        missing_gates=CLEARED | {AssignmentType.CHILDREN: (Gate.EXTRACT,)}
    )

    assert broken(volunteer, need_profile(children_present=True)) == ["clearance"]


def test_r9_need_of_unknown_form_is_held_to_a_visit():
    volunteer = volunteer_profile(missing_gates=NOT_CLEARED | {AssignmentType.REMOTE: ()})

    assert broken(volunteer, need_profile(forms=frozenset())) == ["clearance"]


def test_r19_person_who_has_not_said_yes_is_not_matched():
    assert broken(need=need_profile(has_consent=False)) == ["consent"]


def test_organisation_needs_no_consent():
    assert broken(need=need_profile(kind=NeedKind.LOCAL, has_consent=False)) == []


@pytest.mark.parametrize("who", ["volunteer", "need"])
def test_r34_nothing_is_done_with_restricted_data(who):
    pair = {"volunteer": volunteer_profile(), "need": need_profile()}
    make = volunteer_profile if who == "volunteer" else need_profile
    pair[who] = make(restricted=True)

    assert facts_of("restricted", **pair) == {"who": [who]}


def test_r54_blocked_pair_is_not_suggested_again():
    assert broken(blocked=frozenset({("v1", "n1")})) == ["blocked_pair"]


def test_r54_blocking_one_pair_leaves_the_others():
    two = pool([volunteer_profile(), volunteer_profile("v2")], [need_profile()])

    found = match(two.without(("v1", "n1")), params(), {})

    assert [one.volunteer_id for one in found.proposals] == ["v2"]


def test_r29_need_on_the_never_list_is_not_matched():
    need = need_profile(never=(Never.MEDICINE, Never.MONEY))

    assert facts_of("never_list", need=need) == {"never": ["medicine", "money"]}


@pytest.mark.parametrize(
    ("birth_year", "rules"),
    [
        (2000, []),
        (2007, []),
        (2008, ["min_age"]),  # turns 18 this year: by the year alone, perhaps not yet
        (None, []),  # asked about, not blocked (R37)
    ],
)
def test_r34_least_age_is_held_by_birth_year(birth_year, rules):
    volunteer = volunteer_profile(birth_year=birth_year)

    assert broken(volunteer, need_profile(min_age=18)) == rules


def test_r37_unknown_birth_year_is_asked_for_where_an_age_is_asked():
    assert ("volunteer", "birth_year") in asks(need=need_profile(min_age=18))
    assert ("volunteer", "birth_year") not in asks(need=need_profile())


def test_r34_volunteer_without_room_is_not_suggested():
    assert broken(volunteer_profile(capacity=0)) == ["capacity"]


@pytest.mark.parametrize(
    ("left", "minutes", "every_weeks", "rules"),
    [
        (240, 60, 1, []),
        (239, 60, 1, ["hours"]),
        (120, 60, 2, []),
        (60, 90, 0, ["hours"]),
        (90, 90, 0, []),
        (None, 480, 1, []),
    ],
)
def test_r18_need_that_takes_more_of_her_month_than_is_left_is_not_hers(
    left, minutes, every_weeks, rules
):
    need = need_profile(minutes=minutes, every_weeks=every_weeks)

    found = broken(volunteer_profile(minutes_free=left), need)

    assert [rule for rule in found if rule == "hours"] == rules


def test_r18_hours_are_told_with_what_it_takes_and_what_is_left():
    told = facts_of("hours", volunteer_profile(minutes_free=90), need_profile(minutes=60))

    assert told == {"minutes": 240, "left": 90}


@pytest.mark.parametrize("trait", list(Trait))
@pytest.mark.parametrize("allergic", ["volunteer", "need"])
def test_r36_allergy_blocks_in_both_directions(trait, allergic):
    has, bears = Traits(has={trait: True}), Traits(bears={trait: Bears.ALLERGY})
    volunteer = volunteer_profile(traits=bears if allergic == "volunteer" else has)
    need = need_profile(traits=has if allergic == "volunteer" else bears)

    other = "need" if allergic == "volunteer" else "volunteer"
    assert facts_of("allergy", volunteer, need) == {
        "clashes": [{"trait": trait.value, "whose": other}]
    }


def test_r36_allergy_does_not_matter_on_the_telephone():
    volunteer = volunteer_profile(
        traits=Traits(bears={Trait.CAT: Bears.ALLERGY}), forms=frozenset({Form.PHONE})
    )
    need = need_profile(traits=Traits(has={Trait.CAT: True}), forms=frozenset({Form.PHONE}))

    assert broken(volunteer, need) == []


def test_r36_allergy_moves_the_meeting_to_a_form_that_is_possible():
    both = frozenset({Form.HOME, Form.PHONE})
    volunteer = volunteer_profile(traits=Traits(bears={Trait.CAT: Bears.ALLERGY}), forms=both)
    need = need_profile(traits=Traits(has={Trait.CAT: True}), forms=both, preferred_form=Form.HOME)

    found = view(volunteer, need)

    assert found.broken == ()
    assert found.explanation.form is Form.PHONE


def test_r37_unknown_cat_of_an_allergic_volunteers_person_is_asked_about():
    volunteer = volunteer_profile(traits=Traits(bears={Trait.CAT: Bears.ALLERGY}))

    assert broken(volunteer) == []
    assert ("need", "has_trait") in asks(volunteer)


def test_r33_every_broken_rule_of_a_pair_is_told():
    volunteer = volunteer_profile(
        missing_gates=NOT_CLEARED,
        capacity=0,
        place=STOCKHOLM,
        languages={"finnish": Level.NATIVE},
        availability=weekly([5], 36, 48),
    )
    need = need_profile(has_consent=False, until_on=date(2026, 1, 1))

    assert broken(volunteer, need) == [
        "clearance",
        "consent",
        "capacity",
        "period",
        "language",
        "time",
        "way",
    ]


def test_r33_safety_and_wishes_are_told_apart():
    found = view(volunteer_profile(capacity=0, place=STOCKHOLM)).broken

    assert [(one.rule, one.rule_class) for one in found] == [
        ("capacity", RuleClass.SAFETY),
        ("way", RuleClass.WISH),
    ]
