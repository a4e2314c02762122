"""What speaks for a pair, one criterion at a time."""

from dataclasses import replace

import pytest

from matcher.domain.availability import Availability, weekly
from matcher.domain.needs import NeedKind
from matcher.domain.people import Bears, Form, Gender, GenderWish, Level, Strength, Trait, Traits
from matcher.domain.places import Place, Precision
from matcher.engine import criteria
from matcher.engine.params import CRITERIA_IDS
from tests.engine.asking import asks, broken, part, view
from tests.make import STOCKHOLM, UPPSALA, need_profile, params, volunteer_profile

CROWD = [volunteer_profile(f"x{i}", interests=frozenset({"fika"})) for i in range(20)]


def likes(*words):
    return {"interests": frozenset(words)}


def points(criterion, volunteer=None, need=None, **facts):
    return part(criterion, volunteer, need, **facts).points


def test_every_criterion_has_a_weight_and_every_weight_a_criterion():
    assert tuple(one.id for one in criteria.all_criteria(params())) == CRITERIA_IDS


# ── interests ─────────────────────────────────────────────────────────────────────────────────


def test_r41_fika_alone_never_outranks_a_rare_shared_interest():
    need = need_profile(**likes("fika", "opera"))

    fika = points("interests", volunteer_profile(**likes("fika")), need, others=CROWD)
    opera = points("interests", volunteer_profile(**likes("opera")), need, others=CROWD)

    assert 0 < fika < opera


def test_near_interest_counts_by_how_near():
    need, related = need_profile(**likes("chess")), {"chess": {"cards": 0.5}}

    facts = {"related": related, "others": CROWD}

    near = part("interests", volunteer_profile(**likes("cards")), need, **facts)
    same = part("interests", volunteer_profile(**likes("chess", "cards")), need, **facts)

    assert 0 < near.points < same.points
    assert near.evidence["related"] == [["chess", "cards"]]


@pytest.mark.parametrize("who", ["volunteer", "need"])
def test_dislike_of_what_the_other_likes_costs_and_is_told(who):
    volunteer, need = likes("opera", "chess"), likes("opera", "fika")
    (volunteer if who == "volunteer" else need)["dislikes"] = frozenset(
        {"fika" if who == "volunteer" else "chess"}
    )
    clash = view(volunteer_profile(**volunteer), need_profile(**need), others=CROWD)
    without = points(
        "interests",
        volunteer_profile(**likes("opera", "chess")),
        need_profile(**likes("opera", "fika")),
        others=CROWD,
    )

    (found,) = [one for one in clash.explanation.parts if one.criterion == "interests"]
    assert found.points < without
    assert [(one.whom.value, one.fact) for one in clash.explanation.differs] == [(who, "dislikes")]


def test_dislike_in_common_counts_too():
    volunteer = volunteer_profile(**likes("opera"), dislikes=frozenset({"fika"}))
    need = need_profile(**likes("chess"), dislikes=frozenset({"fika"}))

    found = part("interests", volunteer, need)

    assert found.points > 0
    assert found.evidence["dislikes"] == ["fika"]


@pytest.mark.parametrize("who", ["volunteer", "need"])
def test_r37_untold_interests_earn_nothing_and_are_kept_apart(who):
    pair = {
        "volunteer": volunteer_profile(**likes("opera")),
        "need": need_profile(**likes("opera")),
    }
    pair[who] = volunteer_profile() if who == "volunteer" else need_profile()

    found = part("interests", **pair)

    assert (found.points, found.unknown) == (0, found.of)
    assert found.evidence["missing"] == [who]


# ── tasks and experience ──────────────────────────────────────────────────────────────────────


def test_half_of_the_tasks_give_half_of_the_points():
    need = need_profile(tasks=frozenset({"companionship", "walks"}))

    found = part("tasks", need=need)

    assert found.points * 2 == found.of


def test_what_nobody_does_from_afar_is_not_in_common_for_two_on_the_telephone():
    both, phone = {"tasks": frozenset({"shopping", "talk"})}, frozenset({Form.PHONE})
    choices = params(in_person=frozenset({"shopping"}))
    by_phone, at_home = (volunteer_profile(**both, forms=f) for f in (phone, {Form.HOME}))

    afar = part("tasks", by_phone, need_profile(**both, forms=phone), choices=choices)
    there = part("tasks", at_home, need_profile(**both), choices=choices)

    assert afar.evidence["shared"] == ["talk"]
    assert there.evidence["shared"] == ["shopping", "talk"]


def test_who_likes_what_a_need_is_about_would_do_it():
    need, coffee = need_profile(tasks=frozenset({"chess"})), frozenset({"coffee"})

    player = part("tasks", volunteer_profile(tasks=coffee, **likes("chess")), need)

    assert player.points == player.of
    assert player.evidence["shared"] == ["chess"]
    assert not broken(volunteer_profile(tasks=coffee, **likes("chess")), need)
    assert "task" in broken(volunteer_profile(tasks=coffee), need)


def test_wished_experience_is_four_tenths_of_tasks():
    need = need_profile(skills_wished=frozenset({"dementia"}))

    knows = part("tasks", volunteer_profile(skills=frozenset({"dementia"})), need)
    other = part("tasks", volunteer_profile(skills=frozenset({"piano"})), need)
    untold = part("tasks", need=need)

    assert knows.points == knows.of
    assert (other.points, other.unknown) == (other.of * 6 // 10, 0)
    assert (untold.points, untold.unknown) == (other.points, other.of * 4 // 10)


# ── languages ─────────────────────────────────────────────────────────────────────────────────


def test_shared_mother_tongue_is_worth_most():
    def speak(hers, theirs):
        return points(
            "languages",
            volunteer_profile(languages={"finnish": hers}),
            need_profile(languages={"finnish": theirs}),
        )

    native, one, none = (
        speak(Level.NATIVE, Level.NATIVE),
        speak(Level.CONVERSATION, Level.NATIVE),
        speak(Level.CONVERSATION, Level.CONVERSATION),
    )
    assert native > one > none > 0


def test_second_language_in_common_adds_a_little():
    two = {"swedish": Level.CONVERSATION, "finnish": Level.CONVERSATION}
    one = {"swedish": Level.CONVERSATION}

    assert points(
        "languages", volunteer_profile(languages=two), need_profile(languages=two)
    ) > points("languages", volunteer_profile(languages=one), need_profile(languages=two))


# ── closeness, time, form, commitment, background ─────────────────────────────────────────────


def test_closeness_halves_at_the_stated_distance():
    three_km_north = Place(UPPSALA.lat + 0.026980, UPPSALA.lon, Precision.ADDRESS)
    volunteer = volunteer_profile(place=three_km_north)

    found = part("closeness", volunteer)

    assert abs(2 * found.points - found.of) < found.of // 8


def test_vague_place_cannot_win_over_a_near_one():
    vague = part("closeness", volunteer_profile(place=Place(59.858, 17.639, Precision.LOCALITY)))
    near = part("closeness")

    assert vague.points < near.points
    assert vague.unknown == 0, "nobody is asked for a door number"


def test_unknown_place_earns_nothing():
    found = part("closeness", volunteer_profile(place=None))

    assert (found.points, found.unknown) == (0, found.of)


def test_nobody_travels_for_a_telephone_call():
    phone = frozenset({Form.PHONE})

    found = part(
        "closeness", volunteer_profile(place=STOCKHOLM, forms=phone), need_profile(forms=phone)
    )

    assert (found.points, found.evidence) == (found.of, {"remote": True})


def test_more_days_to_choose_from_are_worth_more():
    weekdays = weekly(range(5), 36, 48)

    one = part("time")
    five = part("time", need=need_profile(availability=weekdays))

    assert one.evidence == {"met": 8, "of": 8, "days": 1}
    assert one.points < five.points
    assert five.evidence["days"] == 5


def test_unknown_times_earn_nothing():
    found = part("time", volunteer_profile(availability=Availability()))

    assert (found.points, found.unknown) == (0, found.of)
    assert found.evidence == {"missing": ["volunteer"]}


def test_other_form_than_the_preferred_gives_less_and_is_told():
    both = frozenset({Form.HOME, Form.PHONE})
    need = need_profile(forms=both, preferred_form=Form.PHONE)

    assert points("form", volunteer_profile(forms=both), need) > points("form", need=need)
    assert [one.fact for one in view(need=need).explanation.differs] == ["form"]


def test_half_as_long_as_wished_gives_half():
    found = part("commitment", volunteer_profile(commitment_months=6))

    assert found.points * 2 == found.of


@pytest.mark.parametrize("kind", [NeedKind.ERRAND, NeedKind.COMPANIONSHIP])
def test_who_wishes_no_length_asks_for_no_promise(kind):
    pair = volunteer_profile(commitment_months=None), need_profile(kind=kind, wanted_months=None)

    found = part("commitment", *pair)

    assert found.points == found.of
    assert ("volunteer", "commitment_months") not in asks(*pair)


def test_background_counts_only_where_both_have_told():
    told = {"background": frozenset({"sjöman", "luleå"})}

    both = part("background", volunteer_profile(**told), need_profile(**told))
    one = part("background", volunteer_profile(**told))

    assert both.points == both.of
    assert both.evidence["shared"] == ["luleå", "sjöman"]
    assert (one.points, one.unknown) == (0, 0), "nobody is asked to tell of a life"


# ── rather-nots ───────────────────────────────────────────────────────────────────────────────


def test_unmet_rather_not_costs_half_and_an_untold_fact_is_unknown():
    rather_not = volunteer_profile(traits=Traits(bears={Trait.DOG: Bears.RATHER_NOT}))

    def home(**has):
        return part("wishes", rather_not, need_profile(traits=Traits(has=has)))

    with_dog, without, untold = home(dog=True), home(dog=False), home()

    assert without.points == without.of
    assert (with_dog.points * 2, with_dog.unknown) == (with_dog.of, 0)
    assert (untold.points, untold.unknown) == (with_dog.points, with_dog.points)


def test_preferred_gender_counts_as_a_rather_not_and_only_where_it_is_wished():
    wish = need_profile(gender_wish=GenderWish(Gender.WOMAN, Strength.PREFER))
    man = volunteer_profile(gender=Gender.MAN)

    assert points("wishes", man, wish) * 2 == points("wishes", man)


def test_who_wishes_nothing_is_content():
    found = part("wishes")

    assert (found.points, found.unknown) == (found.of, 0)


def test_product_in_slices_is_the_product():
    import numpy as np

    from matcher.engine.arrays import product

    left = np.arange(140.0 * 130).reshape(140, 130) % 7
    right = np.arange(130.0 * 60).reshape(130, 60) % 5

    assert (product(left, right) == left @ right).all()


# ── what is not known, and what nobody should be asked ────────────────────────────────────────


def test_organisation_is_not_asked_what_it_likes():
    pair = volunteer_profile(), need_profile(kind=NeedKind.LOCAL, interests=frozenset())

    assert ("need", "interests") not in asks(*pair)
    assert part("interests", *pair).unknown == 0


def test_local_need_of_which_no_form_was_told_loses_nothing_for_it_and_says_where():
    need = need_profile(kind=NeedKind.LOCAL, forms=frozenset())
    told = view(need=need).explanation

    assert points("form", need=need) == points("form", need=replace(need, forms={Form.GROUP}))
    assert (told.is_on_the_spot, told.is_form_told) == (True, True)


def test_form_that_she_has_not_said_yes_to_earns_nothing():
    pair = (
        volunteer_profile(forms=frozenset({Form.OUT})),
        need_profile(forms=frozenset({Form.HOME})),
    )

    assert "form" in broken(*pair)
    assert part("form", *pair).points == 0


@pytest.mark.parametrize("how", [Bears.RATHER_NOT, Bears.NO])
@pytest.mark.parametrize("trait", [Trait.CAT, Trait.DOG, Trait.SMOKE, Trait.STAIRS])
def test_r37_what_is_met_in_a_home_is_not_asked_about_for_a_walk(trait, how):
    out = frozenset({Form.OUT})
    pair = (
        volunteer_profile(traits=Traits(bears={trait: how}), forms=out),
        need_profile(traits=Traits(), forms=out),
    )

    assert ("need", "has_trait") not in asks(*pair)


@pytest.mark.parametrize("how", [Bears.ALLERGY, Bears.NO])
@pytest.mark.parametrize("trait", [Trait.CAT, Trait.DOG, Trait.SMOKE, Trait.FRAGRANCE])
def test_r37_who_does_not_bear_a_thing_is_not_asked_whether_she_has_it(trait, how):
    avoiding = Traits(bears={trait: how})

    found = asks(volunteer_profile(traits=avoiding), need_profile(traits=avoiding))

    assert "has_trait" not in {fact for _, fact in found}


def test_r37_who_is_allergic_to_pets_is_asked_before_she_meets_their_owner_outdoors():
    out = frozenset({Form.OUT})
    allergic = volunteer_profile(traits=Traits(bears={Trait.CAT: Bears.ALLERGY}), forms=out)
    with_cat = need_profile(traits=Traits(has={Trait.CAT: True}), forms=out)

    assert broken(allergic, with_cat) == []
    assert ("volunteer", "allergy_elsewhere") in asks(allergic, with_cat)
    assert ("need", "has_trait") in asks(allergic, need_profile(traits=Traits(), forms=out))
