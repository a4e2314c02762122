"""Every code of an answer has its words in both languages; what others may hear names nobody."""

import re
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.domain.answers import (
    Difference,
    Elsewhere,
    Forced,
    Outcome,
    Recipe,
    Refusal,
    Remedy,
    Seated,
    Shift,
    Sides,
    WhyNot,
)
from matcher.domain.clearance import Gate
from matcher.domain.people import Form, Gender, Trait
from matcher.domain.suggestions import Subject, Without
from matcher.engine.answers import recruits
from matcher.engine.answers.unknowns import POINTS_OF
from matcher.engine.criteria import all_criteria
from matcher.phrases import Voice, answers, asks, outside, remedies
from matcher.phrases.cast import Cast, points
from matcher.phrases.refusals import refusal_of_pair
from matcher.phrases.remedies import Advert
from matcher.phrases.shifts import by_loss, shift, summed
from matcher.phrases.staying import staying
from tests.house.test_phrases import PARAMS, RULES

LANGUAGES = ("sv", "en")
OUTCOME = Outcome(served=1, waiting=1, seats=1, fit=50_000, longest_wait=7, late=0)
FACTS = {
    Recipe.RECRUIT: [
        {"hours": one, "language": None, "open_to": ["n1"], "by_swedish": 1}
        for one in recruits.HOURS
    ],
    Recipe.REACH: [
        {"reach_minutes": 30, "was_reach_minutes": 15},
        {"reach_km": 5.0, "was_reach_km": 3.0},
        {"reach_minutes": 30, "was_reach_minutes": 15, "reach_km": 5.0, "was_reach_km": 3.0},
    ],
    Recipe.WISH: [
        {"minutes": 45, "was": 60},
        {"every_weeks": 2, "was": 1},
        *({"gender": one.value} for one in Gender),
        *({"trait": one.value} for one in Trait),
        *({"form": one.value} for one in Form),
        {"tasks": ["walks"]},
        {"skills": ["piano"]},
        {"on_call": True},
    ],
    Recipe.CONSENT: [{}],
    Recipe.CLEARANCE: [{"gate": one.value} for one in Gate],
    Recipe.ROOM: [{}],
}


def remedy(recipe, facts):
    shift = Shift("n1", (), (Seated("v1", 50_000),))
    sides = Sides(OUTCOME, OUTCOME, Difference((shift,), fit=50_000), frozenset({("v1", "n1")}))
    return Remedy(recipe, Subject.NEED, "n1", facts, sides)


def is_said(words):
    return re.match(r"[A-ZÅÄÖ0-9]", words) and words.endswith((".", "?")) and "%(" not in words


@pytest.mark.parametrize("recipe", Recipe)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_small_change_is_a_thing_to_say(recipe, language):
    cast, voice = Cast(needs={"n1": "Aino K."}, language=language), Voice(language)
    for facts in FACTS[recipe]:
        told = remedy(recipe, facts)
        assert is_said(remedies.remedy(told, cast, voice))
        assert is_said(remedies.effect(told, cast))


@pytest.mark.parametrize(("language", "both"), [("sv", ["40", "7 km"]), ("en", ["40", "7 km"])])
def test_question_about_two_limits_names_both(language, both):
    """With one of them alone the two would still be apart."""
    facts = {"reach_minutes": 40, "was_reach_minutes": 30, "reach_km": 7.0, "was_reach_km": 5.0}

    told = remedies.remedy(remedy(Recipe.REACH, facts), Cast(language=language), Voice(language))

    assert all(one in told for one in [*both, "30", "5 km"])


@pytest.mark.parametrize("by_swedish", [0, 1])
@pytest.mark.parametrize("needs", [["n1"], ["n1", "n2"]])
@pytest.mark.parametrize("language", LANGUAGES)
def test_to_whom_a_recruit_could_go_is_said(language, needs, by_swedish):
    told = {"language": "finnish", "open_to": needs, "by_swedish": by_swedish}

    assert is_said(remedies.open_to(told, Cast(language=language), Voice(language)))


def test_effect_names_who_gets_somebody_and_who_loses_hers():
    shifts = Shift("n1", (), (Seated("v1", 1),)), Shift("n2", (Seated("v1", 1),), ())
    told = Remedy(
        Recipe.ROOM, Subject.VOLUNTEER, "v1", {}, Sides(OUTCOME, OUTCOME, Difference(shifts))
    )
    cast = Cast(needs={"n1": "Aino K.", "n2": "Bo E."})

    assert remedies.effect(told, cast) == "Då får Aino K. någon. Bo E. blir utan."


@pytest.mark.parametrize(
    ("language", "said"), [("sv", "Svenska räcker för det."), ("en", "Swedish alone will do")]
)
def test_that_swedish_will_do_is_said_of_whom_to_look_for(language, said):
    cast = Cast(needs={"n1": "Aino K."}, language=language)
    told = remedy(Recipe.RECRUIT, {"swedish_will_do": True})

    assert said in remedies.effect(told, cast)
    assert said not in remedies.effect(remedy(Recipe.RECRUIT, {"swedish_will_do": False}), cast)


@pytest.mark.parametrize("why", Refusal)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_refusal_has_words(why, language):
    for locked in ((), ("x1",)):
        told = WhyNot(("v1", "n1"), (), False, None, None, why, locked)
        words = refusal_of_pair(told, Cast(language=language), volunteer="Karin L.", need="Aino K.")
        assert is_said(words)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_move_has_words(language):
    cast, one, other = Cast(language=language), (Seated("v1", 61_000),), (Seated("v2", 70_400),)
    for before, after, kept in product([(), one, other], repeat=3):
        if before or after:
            assert "%(" not in " ".join(shift(Shift("n1", before, after, kept), cast))


def test_who_keeps_one_of_two_is_not_told_to_be_left_with_nobody():
    lost = Shift("n1", (Seated("v1", 42_000),), (), kept=(Seated("v2", 40_000),))

    assert "men behåller" in shift(lost, Cast())[1]
    assert Difference((lost,)).served == 0


@pytest.mark.parametrize("cost", [-4_000, 0, 4_000])
@pytest.mark.parametrize("is_change", [True, False])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_forced_pair_has_words(language, is_change, cost):
    told = Forced(("v1", "n1"), Difference(), cost, is_change)
    cast = Cast({"v1": "Karin L."}, {"n1": "Aino K."}, language)

    assert is_said(answers.forced(told, cast))
    assert is_said(answers.forbidden(told, cast))
    assert is_said(answers.first(told, "Aino K.", cast))


def test_pair_that_only_a_wish_keeps_apart_is_not_said_to_cost_nothing():
    told = Forced(("v1", "n1"), Difference(), -4_000, is_change=True)

    assert "blir veckan som helhet 4 poäng bättre" in answers.forced(told, Cast())
    assert "blir veckan som helhet 4 poäng bättre" in answers.forbidden(told, Cast())


@pytest.mark.parametrize(
    ("cost", "fit", "rest"),
    [
        (4, -2, "Hur väl alla passar räknas i veckan som 2 poäng bättre."),
        (6, 0, "I övrigt blir veckan lika bra."),
        (
            10,
            1,
            "Vilka som får någon, och vems tur det är, räknas som 3 poäng sämre.",
        ),
        (
            6,
            2,
            "Vilka som får någon, och vems tur det är, räknas som 2 poäng bättre.",
        ),
    ],
)
def test_points_of_the_week_are_told_by_what_they_are_for(cost, fit, rest):
    told = Forced(
        ("v1", "n1"), Difference(), cost * 1000, True, fewer_stay=2, stay_cost=6000,
        fit_cost=fit * 1000,
    )  # fmt: skip

    said = staying(told, Cast())

    assert said.startswith("2 av förslagen som redan väntar på ert beslut byts då ut.")
    assert "Bytena räknas som 6 poäng sämre." in said
    assert rest in said


@given(st.integers(-90_000, 90_000), st.integers(-4, 4), st.integers(-90_000, 90_000))
def test_r44_points_that_are_told_apart_sum_to_the_points_of_the_week(cost, fewer, fit):
    told = Forced(
        ("v1", "n1"), Difference(), cost, True, fewer_stay=fewer, stay_cost=3000 * fewer,
        fit_cost=fit,
    )  # fmt: skip

    parts = re.findall(
        r"räknas (?:i veckan )?som (\d+) poäng (bättre|sämre)", staying(told, Cast())
    )

    assert sum(int(n) * (1 if way == "sämre" else -1) for n, way in parts) == points(cost)


def test_who_waits_without_is_told_where_her_volunteer_goes_and_what_the_week_would_lose():
    shifts = (
        Shift("n1", (), (Seated("v1", 40_000),)),
        Shift("n2", (Seated("v1", 60_000),), ()),
    )
    told = Forced(("v1", "n1"), Difference(shifts), cost=12_000, is_change=True)
    cast = Cast({"v1": "Karin"}, {"n1": "Ebba", "n2": "Marianne"})

    said = answers.why_without(told, "Ebba", cast)

    assert "Karin föreslås för Marianne den här veckan" in said
    assert "passar 20 poäng bättre hos Marianne än hos Ebba" in said
    assert "hela veckan 12 poäng sämre. Lika många får någon." in said


def test_each_who_could_come_is_told_with_whom_she_goes_to_and_three_at_most():
    shifts = (
        Shift("n1", (), (Seated("v1", 40_000),)),
        Shift("n2", (Seated("v1", 60_000),), ()),
    )
    told = Forced(("v1", "n1"), Difference(shifts), cost=12_000, is_change=True)
    called = {"v1": "Karin", "v2": "Elin", "v3": "Moa", "v4": "Per", "v5": "Siv", "v6": "Bo"}
    cast = Cast(called, {"n1": "Ebba", "n2": "Marianne", "n3": "Tore"})
    others = [
        Elsewhere("v1", "n2", 60_000, 40_000, is_locked=False),
        Elsewhere("v2", "n3", 50_000, 44_000, is_locked=False),
        Elsewhere("v3", "n3", 50_000, 50_000, is_locked=False),
        *(Elsewhere(v, "n3", 50_000, 50_000, is_locked=False) for v in ("v4", "v5")),
        Elsewhere("v6", "n2", 50_000, 60_000, is_locked=True),
    ]

    said = answers.why_without(told, "Ebba", cast, others)

    assert "Elin är också möjlig, men föreslås för Tore och passar 6 poäng bättre där." in said
    assert "Moa är också möjlig, men föreslås för Tore och passar lika bra där." in said
    assert "2 till är möjliga, men föreslås för andra." in said
    assert "Bo är möjlig, men låst till Marianne den här veckan." in said
    assert said.count("Karin är") == said.count("Per") == 0


def test_who_could_only_have_one_locked_to_another_is_told_so():
    cast = Cast({"v1": "Karin"}, {"n2": "Marianne"})
    only = [Elsewhere("v1", "n2", 60_000, 40_000, is_locked=True)]

    why = answers.why_without(None, "Ebba", cast, only)

    assert why == "Karin är möjlig, men låst till Marianne den här veckan."
    assert "låst till någon annan" in answers.first(None, "Ebba", cast, is_possible=True)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("many", [1, 2, 3, 5])
@pytest.mark.parametrize("there", [30_000, 40_000, 50_000])
def test_any_number_of_others_who_could_come_has_words(language, many, there):
    told = Forced(("v0", "n1"), Difference(), cost=0, is_change=True)
    others = [Elsewhere(f"v{i}", "n2", there, 40_000, is_locked=i == 4) for i in range(many + 1)]

    cast = Cast({f"v{i}": f"Karin{i}" for i in range(9)}, {"n2": "Aino"}, language)

    assert is_said(answers.why_without(told, "Ebba", cast, others))


@pytest.mark.parametrize("fewer", [-2, -1, 1, 2])
def test_every_number_that_stays_has_words_in_english(fewer):
    told = Forced(("v1", "n1"), Difference(), 0, True, fewer_stay=fewer, stay_cost=3000 * fewer)

    assert "suggestion" in staying(told, Cast(language="en"))


def test_one_point_is_said_in_the_singular():
    shifts = (Shift("n1", (Seated("v2", 60_000),), (Seated("v1", 59_000),)),)
    told = Forced(("v1", "n1"), Difference(shifts, fit=-1000), cost=1000, is_change=True)

    assert "is 1 point worse." in answers.forced(told, Cast(language="en"))
    assert "1 point worse." in summed(told.difference, Cast(language="en"))


def test_sum_is_what_the_lines_that_are_shown_add_up_to():
    shifts = (
        Shift("n1", (Seated("v1", 59_600),), (Seated("v2", 54_400),)),
        Shift("n2", (Seated("v2", 58_600),), (Seated("v1", 63_400),)),
    )

    assert "2 poäng sämre" in summed(Difference(shifts, fit=-400), Cast())


@pytest.mark.parametrize("gain", [-2, -1, 0, 1, 2])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sum_has_words(language, gain):
    shifts = [Shift(f"n{i}", (), (Seated("v", 1000),)) for i in range(abs(gain))]
    if gain < 0:
        shifts = [Shift(one.need_id, one.after, ()) for one in shifts]

    words = summed(Difference(tuple(shifts), fit=1000 * gain), Cast(language=language))

    assert is_said(words)


def test_points_that_an_answer_may_add_are_those_of_a_criterion():
    assert set(POINTS_OF.values()) <= {one.id for one in all_criteria(PARAMS)}
    assert set(POINTS_OF) <= set(asks.ASKS) | {"has_trait", "bears_trait"}


def test_hours_of_a_recruit_are_those_that_have_words():
    assert set(remedies.HOURS) == set(recruits.HOURS)


@pytest.mark.parametrize("asker", Subject)
@pytest.mark.parametrize("rule", RULES)
def test_whoever_asks_hears_of_her_own_wishes_only(asker, rule):
    for why in (
        Without(asker, "x", {rule: 3}, possible=0),
        Without(asker, "x", {}, possible=2),
        Without(asker, "x", {}, possible=0, own=(rule,)),
        None,
    ):
        for language, is_suggested in product(LANGUAGES, (False, True)):
            said = outside.said_to(asker, why, language, is_suggested=is_suggested)
            assert is_said(said)
            assert not re.search(r"\d", said)


@pytest.mark.parametrize("hours", [None, "weekends"])
@pytest.mark.parametrize("where", [None, "Ekbacken"])
@pytest.mark.parametrize("spoken", [None, "finnish"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_notice_is_said_whatever_may_be_told(hours, where, spoken, language):
    voice = Voice(language)
    assert is_said(remedies.advert(Advert(hours, where, spoken), voice, centre="Ekvik"))


def test_notice_without_hours_says_nothing_of_just_then():
    told = remedies.advert(Advert(None, "Ekbacken", None), Voice("sv"), centre="Ekvik")
    assert "just då" not in told


def test_somebody_who_suits_by_as_many_whole_points_is_neither_better_nor_worse():
    swap = Shift("n1", before=(Seated("v1", 61_600),), after=(Seated("v2", 62_400),))

    ((heading, lines),) = by_loss(Difference(shifts=(swap,)), Cast())

    assert (heading, len(lines)) == ("Får någon annan, lika bra", 1)


def test_notice_promises_no_company_where_it_is_not_company_that_is_looked_for():
    told = remedies.advert(Advert(None, "Centrum", None, is_company=False), Voice(), centre="Ekvik")

    assert "sällskap" not in told
    assert told.endswith("Vi behöver fler volontärer. Hör av dig, så berättar vi mer.")


@pytest.mark.parametrize("cost", [-4000, 0, 4000])
def test_cost_of_two_whom_a_wish_keeps_apart_is_told_leaving_that_aside(cost):
    told = Forced(("v1", "n1"), Difference(), cost=cost, is_change=True)

    assert "om man bortser från det som hindrar dem" in answers.forced(
        told, Cast(), is_hindered=True
    )
