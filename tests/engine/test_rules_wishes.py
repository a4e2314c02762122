"""What the two have asked of each other (R35–R38), and the frame of a meeting (R39, R40)."""

from datetime import date, timedelta

import pytest

from matcher.domain.availability import EVEN_WEEKS, ODD_WEEKS, Availability, weekly
from matcher.domain.needs import NeedKind
from matcher.domain.people import Bears, Form, Gender, GenderWish, Level, Strength, Trait, Traits
from matcher.domain.places import Place, Precision
from matcher.domain.travel import Mode
from tests.days import without_days
from tests.engine.asking import asks, broken, facts_of, view
from tests.make import (
    KNIVSTA,
    MONDAY,
    STOCKHOLM,
    TUESDAYS,
    UPPSALA,
    need_profile,
    params,
    volunteer_profile,
)

FINNISH = {"finnish": Level.NATIVE}
MUST_MEET_A_WOMAN = GenderWish(Gender.WOMAN, Strength.MUST)


def words(*found):
    return frozenset(found)


# ── tasks and skills ──────────────────────────────────────────────────────────────────────────


def test_volunteer_who_would_do_something_else_is_not_suggested():
    volunteer = volunteer_profile(tasks=words("gardening"))

    assert facts_of("task", volunteer) == {"wanted": ["companionship"], "will_not": []}


def test_related_task_stands_in_from_half_on():
    volunteer = volunteer_profile(tasks=words("befriending"))

    assert broken(volunteer, related={"companionship": {"befriending": 0.5}}) == []
    assert broken(volunteer, related={"companionship": {"befriending": 0.49}}) == ["task"]


def test_company_can_leave_out_what_she_will_not_do():
    volunteer = volunteer_profile(tasks=words("walks"), not_tasks=words("shopping"))
    need = need_profile(tasks=words("walks", "shopping"))

    assert broken(volunteer, need) == []
    assert [one.fact for one in view(volunteer, need).explanation.differs] == ["not_tasks"]


def test_errand_has_to_be_done_whole():
    volunteer = volunteer_profile(tasks=words("walks"), not_tasks=words("shopping"))
    need = need_profile(kind=NeedKind.ERRAND, tasks=words("walks", "shopping"))

    assert facts_of("task", volunteer, need)["will_not"] == ["shopping"]


def test_who_would_do_what_a_person_likes_may_keep_her_company_whatever_else_is_wished():
    volunteer = volunteer_profile(tasks=words("chess"))
    liked = {"tasks": words("walks"), "interests": words("chess")}

    assert broken(volunteer, need_profile(**liked)) == []
    assert broken(volunteer, need_profile(kind=NeedKind.ERRAND, **liked)) == ["task"]
    assert broken(volunteer, need_profile(tasks=words("walks"))) == ["task"]


def test_r37_volunteer_who_has_told_no_tasks_is_asked():
    assert broken(volunteer_profile(tasks=words())) == []
    assert ("volunteer", "tasks") in asks(volunteer_profile(tasks=words()))


def test_r37_volunteer_whose_words_nobody_knows_is_asked_of_this_need():
    unread = volunteer_profile(tasks=words(), tasks_unread=True)

    assert broken(unread) == []
    assert ("volunteer", "tasks_unread") in asks(unread)


def test_skill_that_the_need_cannot_do_without():
    need = need_profile(skills_needed=words("sign_language"))

    assert facts_of("skills", volunteer_profile(skills=words("piano")), need) == {
        "lacking": ["sign_language"]
    }
    assert broken(volunteer_profile(skills=words()), need) == []
    assert ("volunteer", "skills") in asks(volunteer_profile(skills=words()), need)


@pytest.mark.parametrize(
    ("volunteer", "is_broken", "asked"),
    [
        ({"modes": frozenset({Mode.WALK})}, True, {("volunteer", "skills")}),  # her licence
        ({"modes": frozenset({Mode.CAR})}, False, set()),
        ({"modes": frozenset({Mode.CAR}), "skills": words("piano")}, False, set()),
        ({"modes": frozenset()}, False, {("volunteer", "skills")}),
    ],
)
def test_way_of_travelling_tells_whether_she_has_a_car(volunteer, is_broken, asked):
    volunteer = volunteer_profile(**volunteer)
    need = need_profile(skills_needed=words("own_car", "driving_licence"))

    assert ("skills" in broken(volunteer, need)) is is_broken
    assert asked == {one for one in asks(volunteer, need) if one[1] == "skills"}


# ── languages ─────────────────────────────────────────────────────────────────────────────────


def test_r38_swedish_speaker_cannot_visit_who_speaks_only_finnish():
    assert facts_of("language", need=need_profile(languages=FINNISH)) == {
        "must": [],
        "need": ["finnish"],
        "volunteer": ["swedish"],
    }


def test_r38_finnish_speaker_can():
    assert broken(volunteer_profile(languages=FINNISH), need_profile(languages=FINNISH)) == []


def test_r38_some_words_are_not_a_conversation():
    volunteer = volunteer_profile(languages={"finnish": Level.SOME})

    assert broken(volunteer, need_profile(languages=FINNISH)) == ["language"]


def test_r38_a_few_words_are_enough_of_a_language_that_is_to_be_practised():
    few = {"persian": Level.NATIVE, "swedish": Level.SOME}

    assert broken(need=need_profile(languages=few)) == ["language"]
    trains = need_profile(languages=few, tasks=words("language_practice"))
    assert "language" not in broken(need=trains)


def test_r38_must_language_is_needed_besides_a_shared_one():
    need = need_profile(languages={"swedish": Level.NATIVE, **FINNISH}, must_languages={"finnish"})

    assert broken(need=need) == ["language"]
    assert broken(volunteer_profile(languages=FINNISH), need) == []


@pytest.mark.parametrize("who", ["volunteer", "need"])
def test_r37_unknown_languages_are_asked_about(who):
    make = volunteer_profile if who == "volunteer" else need_profile

    assert broken(**{who: make(languages={})}) == []
    assert (who, "languages") in asks(**{who: make(languages={})})


def test_organisation_that_names_no_language_asks_for_none():
    need = need_profile(kind=NeedKind.LOCAL, languages={})

    assert ("need", "languages") not in asks(need=need)


# ── gender ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("wishes", ["volunteer", "need"])
@pytest.mark.parametrize(
    ("told", "rules", "asked"),
    [
        (Gender.WOMAN, [], False),
        (Gender.MAN, ["gender"], False),
        (None, [], True),  # R37: neither yes nor no
    ],
)
def test_r35_must_on_gender_holds_in_both_directions(wishes, told, rules, asked):
    other = "need" if wishes == "volunteer" else "volunteer"
    make = {"volunteer": volunteer_profile, "need": need_profile}
    pair = {
        wishes: make[wishes](gender_wish=MUST_MEET_A_WOMAN),
        other: make[other](gender=told),
    }

    assert broken(**pair) == rules
    assert ((other, "gender") in asks(**pair)) is asked


def test_r35_preference_never_blocks_but_is_told():
    wish = GenderWish(Gender.WOMAN, Strength.PREFER)
    found = view(volunteer_profile(gender=Gender.MAN), need_profile(gender_wish=wish))

    assert found.broken == ()
    assert [one.fact for one in found.explanation.differs] == ["gender_wish"]


# ── smoke, pets, fragrance, stairs ────────────────────────────────────────────────────────────


@pytest.mark.parametrize("trait", list(Trait))
@pytest.mark.parametrize("minds", ["volunteer", "need"])
@pytest.mark.parametrize(
    ("has", "bears", "is_broken", "is_asked"),
    [
        (True, Bears.NO, True, False),
        (False, Bears.NO, False, False),
        (None, Bears.NO, False, True),
        (True, Bears.FINE, False, False),
        (True, Bears.RATHER_NOT, False, False),
        (True, None, False, True),
        (None, None, False, False),
    ],
)
def test_r36_r37_trait_is_compared_in_both_directions(
    trait, minds, has, bears, is_broken, is_asked
):
    having = Traits(has={} if has is None else {trait: has})
    minding = Traits(bears={} if bears is None else {trait: bears})
    pair = {
        "volunteer": volunteer_profile(traits=minding if minds == "volunteer" else having),
        "need": need_profile(traits=having if minds == "volunteer" else minding),
    }

    assert broken(**pair) == ([trait.value] if is_broken else [])
    assert bool({"has_trait", "bears_trait"} & {fact for _, fact in asks(**pair)}) is is_asked


@pytest.mark.parametrize(("trait", "is_asked"), [(Trait.DOG, False), (Trait.STAIRS, True)])
def test_who_has_a_dog_herself_is_not_asked_whether_one_is_all_right(trait, is_asked):
    both = Traits(has={trait: True})

    found = asks(volunteer=volunteer_profile(traits=both), need=need_profile(traits=both))

    assert ("bears_trait" in {fact for _, fact in found}) is is_asked


def test_organisation_is_asked_whom_one_meets_there_and_not_what_it_is():
    wish = GenderWish(Gender.WOMAN, Strength.MUST)

    found = asks(
        volunteer=volunteer_profile(gender_wish=wish), need=need_profile(kind=NeedKind.LOCAL)
    )

    assert ("need", "gender_there") in found


def test_demand_that_is_no_known_word_is_asked_of_everyone_on_the_card():
    found = asks(volunteer=volunteer_profile(), need=need_profile(demands_more=True))

    assert ("volunteer", "demands") in found


def test_stairs_matter_only_at_home():
    volunteer = volunteer_profile(
        traits=Traits(bears={Trait.STAIRS: Bears.NO}), forms=frozenset({Form.OUT})
    )
    need = need_profile(traits=Traits(has={Trait.STAIRS: True}), forms=frozenset({Form.OUT}))

    assert broken(volunteer, need) == []


# ── form ──────────────────────────────────────────────────────────────────────────────────────


def test_two_who_want_different_forms_are_kept_apart_by_a_wish():
    volunteer = volunteer_profile(forms=frozenset({Form.PHONE}))

    assert facts_of("form", volunteer) == {"need": ["home"], "volunteer": ["phone"]}


@pytest.mark.parametrize("who", ["volunteer", "need"])
def test_r37_unknown_forms_are_asked_about(who):
    make = volunteer_profile if who == "volunteer" else need_profile

    assert broken(**{who: make(forms=frozenset())}) == []
    assert (who, "forms") in asks(**{who: make(forms=frozenset())})


@pytest.mark.parametrize(
    "need",
    [
        need_profile(forms=frozenset(), tasks=words("snow", "fishing")),
        need_profile(forms=frozenset(), kind=NeedKind.ERRAND),
    ],
    ids=["done out of doors", "an errand"],
)
def test_what_is_done_on_the_spot_is_not_met_by_telephone_where_nobody_told_the_form(need):
    by_phone = volunteer_profile(forms=frozenset({Form.PHONE}), tasks=need.tasks)
    choices = params(in_person=words("snow", "fishing"))

    told = facts_of("form", by_phone, need, choices=choices)
    assert told == {"need": ["group", "home", "out"], "volunteer": ["phone"]}


@pytest.mark.parametrize(
    ("form", "is_kept_apart"),
    [(Form.OUT, False), (Form.GROUP, False), (Form.HOME, True), (Form.PHONE, True)],
)
def test_local_need_of_which_no_form_was_told_is_met_where_it_is_held(form, is_kept_apart):
    need = need_profile(kind=NeedKind.LOCAL, forms=frozenset())
    volunteer = volunteer_profile(forms=frozenset({form}))

    assert ("form" in broken(volunteer, need)) is is_kept_apart


def test_nobody_asks_an_organisation_whether_to_meet_at_home_or_on_the_telephone():
    assert ("need", "forms") not in asks(need=need_profile(kind=NeedKind.LOCAL, forms=frozenset()))


def test_company_that_may_as_well_be_a_talk_stays_open_where_nobody_told_the_form():
    by_phone = volunteer_profile(forms=frozenset({Form.PHONE}), tasks=words("snow"))
    need = need_profile(forms=frozenset(), tasks=words("snow", "talk"))

    assert "form" not in broken(by_phone, need, choices=params(in_person=words("snow")))


# ── time ──────────────────────────────────────────────────────────────────────────────────────


def test_r39_meeting_is_a_concrete_slot_in_the_week():
    meeting = view().explanation.meeting

    assert (meeting.weekday, meeting.start.hour, meeting.minutes) == (1, 9, 60)
    assert (meeting.first_on, meeting.met, meeting.of) == (date(2026, 11, 24), 8, 8)


def test_r45_half_an_hour_too_short_is_told_as_such():
    volunteer = volunteer_profile(availability=weekly([1], 46, 50))  # until 12 they share 30

    facts = facts_of("time", volunteer)

    assert (facts["minutes"], facts["missing_minutes"]) == (60, 30)


def test_r39_every_second_week_is_not_every_week():
    volunteer = volunteer_profile(availability=weekly([1], 36, 48, EVEN_WEEKS))

    assert facts_of("time", volunteer)["met"] == 4  # weeks 48, 50, 52 and 2
    assert broken(volunteer, need_profile(every_weeks=2)) == []


@pytest.mark.parametrize(("weeks", "said"), [(EVEN_WEEKS, "even"), (ODD_WEEKS, "odd")])
@pytest.mark.parametrize("asked_on", [MONDAY, MONDAY + timedelta(days=3)])
@pytest.mark.parametrize("begins_in", [0, 1, 5])
def test_r39_every_second_week_is_not_every_week_whichever_is_first(
    weeks, said, asked_on, begins_in
):
    volunteer = volunteer_profile(availability=weekly([1], 36, 48, weeks))
    need = need_profile(from_on=MONDAY + timedelta(weeks=begins_in))
    asked = {"choices": params(lead_days=7), "asked_on": asked_on}

    assert broken(volunteer, need, **asked) == ["time"]
    facts = facts_of("time", volunteer, need, **asked)
    assert (facts["weeks_would_do"], facts["parity"]) == (2, said)


@pytest.mark.parametrize("weeks", range(2, 8))
def test_r39_every_second_week_is_not_every_week_in_the_last_weeks_of_a_need(weeks):
    volunteer = volunteer_profile(availability=weekly([1], 36, 48, EVEN_WEEKS))  # from week 48

    assert "time" in broken(volunteer, need_profile(until_on=MONDAY + timedelta(7 * weeks - 1)))


def test_r39_holiday_of_three_weeks_is_lived_with():
    away = without_days(TUESDAYS, date(2026, 12, 7), date(2026, 12, 27))

    assert broken(volunteer_profile(availability=away)) == []


def test_errand_needs_one_time_only():
    once = without_days(TUESDAYS, date(2026, 11, 23), date(2027, 1, 10))
    need = need_profile(kind=NeedKind.ERRAND, every_weeks=0)

    assert broken(volunteer_profile(availability=once), need) == []
    assert broken(volunteer_profile(availability=once)) == ["time"]


@pytest.mark.parametrize("who", ["volunteer", "need"])
def test_r37_unknown_times_are_asked_about(who):
    make = volunteer_profile if who == "volunteer" else need_profile

    assert broken(**{who: make(availability=Availability())}) == []
    assert (who, "availability") in asks(**{who: make(availability=Availability())})


# ── way ───────────────────────────────────────────────────────────────────────────────────────


def test_r40_need_beyond_her_reach_is_kept_apart_by_a_wish():
    facts = facts_of("way", volunteer_profile(place=KNIVSTA))

    assert (facts["km"], facts["reach_minutes"], facts["mode"]) == (16.9, 30, "cycle")


def test_r40_reach_told_as_a_distance_counts_too():
    assert broken(volunteer_profile(place=KNIVSTA, reach_minutes=None, reach_km=10)) == ["way"]
    assert broken(volunteer_profile(place=KNIVSTA, reach_minutes=None, reach_km=20)) == []


def test_r40_nobody_travels_for_a_telephone_call():
    phone = frozenset({Form.PHONE})

    assert broken(volunteer_profile(place=STOCKHOLM, forms=phone), need_profile(forms=phone)) == []


def test_r37_way_that_is_only_perhaps_too_far_is_asked_about():
    town = Place(UPPSALA.lat, UPPSALA.lon, Precision.LOCALITY)
    volunteer = volunteer_profile(place=town, reach_minutes=None, reach_km=1.5)

    assert broken(volunteer, need_profile(place=town)) == []
    assert ("volunteer", "may_be_too_far") in asks(volunteer, need_profile(place=town))


@pytest.mark.parametrize(
    ("facts", "asked"),
    [
        ({"place": None}, "place"),
        ({"place": Place.unknown()}, "place"),
        ({"reach_minutes": None}, "reach"),
        ({"modes": frozenset()}, "modes"),
    ],
)
def test_r37_unknown_place_or_limit_is_asked_about(facts, asked):
    volunteer = volunteer_profile(**facts)

    assert broken(volunteer, need_profile(place=STOCKHOLM)) == []
    assert ("volunteer", asked) in asks(volunteer, need_profile(place=STOCKHOLM))


# ── short notice and period ───────────────────────────────────────────────────────────────────


def test_r30_short_notice_is_for_those_on_call():
    need = need_profile(short_notice=True)

    assert broken(need=need) == ["short_notice"]
    assert broken(volunteer_profile(on_call=True), need) == []


@pytest.mark.parametrize(
    ("facts", "rules"),
    [
        ({"until_on": date(2026, 11, 22)}, ["period"]),
        ({"until_on": date(2026, 12, 13)}, []),
        ({"from_on": date(2027, 1, 18)}, ["period"]),
        ({"from_on": date(2026, 12, 14)}, []),
    ],
)
def test_r28_need_is_matched_within_its_period(facts, rules):
    assert broken(need=need_profile(**facts)) == rules


# ── what an organisation is asked, and what nobody is ─────────────────────────────────────────


@pytest.mark.parametrize(
    ("untold", "fact"),
    [
        ({"tasks": words()}, "tasks_there"),
        ({"availability": Availability()}, "availability_there"),
        ({"place": None}, "place_there"),
    ],
)
def test_organisation_is_asked_of_what_it_holds(untold, fact):
    asked = asks(need=need_profile(kind=NeedKind.LOCAL, **untold))

    assert ("need", fact) in asked
    assert ("need", fact.removesuffix("_there")) not in asked


@pytest.mark.parametrize(
    ("who", "make"), [("volunteer", volunteer_profile), ("need", need_profile)]
)
def test_area_that_is_told_and_on_no_map_is_asked_of_nobody(who, make):
    asked = asks(**{who: make(place=Place.unknown("Hovshaga"))})

    assert [fact for whom, fact in asked if whom == who and "place" in fact] == ["unplaced"]
