"""Lists of local needs as organisations write them: all that is said stands in the title."""

from datetime import date

import pytest

from matcher.domain.people import SaidWord, WordStance
from matcher.sheets import out
from matcher.sheets.fields import ListKind
from tests.sheets.test_lists import rows_of


def a_row(**cells):
    named = {"Organisation": "Biblioteket"} | cells
    data = out.text(list(named), [list(named.values())])
    return rows_of(data, ListKind.NEEDS)[2]


def a_need(**cells):
    return a_row(**cells).told.need


@pytest.mark.parametrize(
    "title",
    [
        "Högläsning för barn",
        "Läxhjälp för högstadiet",
        "Barnens fredag",
        "Fika med ungdomar",
        "Barnvakt",
        "Ledare fotboll flickor",
        "Bakning åk 4-6",
        "Sagostund på förskolan",
    ],
)
def test_r13_need_whose_title_names_children_is_one_with_children(title):
    assert a_need(Uppdrag=title).children_present is True


@pytest.mark.parametrize(
    "title", ["Fika för seniorer", "Promenad för barnbarnslediga", "Kurs på folkhögskola"]
)
def test_need_whose_title_names_no_children_is_without(title):
    assert a_need(Uppdrag=title).children_present is False


@pytest.mark.parametrize(
    "cells",
    [
        {"Organisation": "Fritidsgården"},
        {"Organisation": "Bergsskolan"},
        {"Krav": "van vid ungdomar"},
        {"Krav": "utdrag"},
        {"Krav": "belastningsregister ja"},
    ],
)
def test_r13_need_that_may_be_with_children_is_one_until_somebody_has_answered(cells):
    row = a_row(Uppdrag="Soppluncher", **cells)

    assert row.told.need.children_present is True
    assert "children_present" in [cell.field for cell in row.unsure]


def test_r13_extract_for_a_need_with_children_is_no_skill_and_else_is_left_to_be_read():
    words = [
        [word.written for word in a_need(Uppdrag="Fika", Krav="utdrag", Barn=barn).words[1:]]
        for barn in ("ja", "nej")
    ]

    assert words == [[], ["utdrag"]]


def test_demand_of_who_she_is_is_asked_about_and_kept():
    row = a_row(Uppdrag="Fika", Krav="ska vara kvinna under 30")

    assert [cell.reading.fault.code for cell in row.unsure] == ["demand_of_herself"]
    assert row.told.need.words[1:] == (SaidWord(WordStance.NEEDS, "ska vara kvinna under 30"),)


def test_what_the_lists_own_column_says_of_children_holds():
    assert a_need(Uppdrag="Sagor om barn", Barn="nej").children_present is False


@pytest.mark.parametrize(
    ("title", "task"),
    [
        ("Högläsning för barn", "reading_aloud"),
        ("IT-hjälp drop in", "digital_help"),
        ("Sortera kläder i second hand", "second_hand_shop"),
    ],
)
def test_task_that_a_title_begins_with_is_what_is_done(title, task):
    assert [word.concept for word in a_need(Uppdrag=title).words] == [task]


def test_need_of_one_day_is_once_and_of_weekdays_weekly():
    assert a_need(Uppdrag="Julmarknad", När="2026-12-05 kl 10-15").every_weeks == 0
    assert a_need(Uppdrag="Högläsning", När="lördagar 10-12").every_weeks == 1
    told = {"När": "2026-12-05 kl 10-12", "Hur ofta": "varje vecka"}
    assert a_need(Uppdrag="Fika", **told).every_weeks == 1


@pytest.mark.parametrize(
    ("when", "minutes"),
    [
        ("lördagar 10-12", 120),
        ("tisdagar och torsdagar kl 13-14.30", 90),
        ("2026-12-05 kl 10-15", 300),
        ("onsdagar em", 60),  # a part of the day is not how long it is
        ("tisdagar 9-11, torsdagar 13-16", 60),  # two lengths are none
    ],
)
def test_hours_by_the_clock_say_how_long_it_is(when, minutes):
    assert a_need(Uppdrag="Fika", När=when).minutes == minutes


def test_length_in_a_column_of_its_own_holds():
    assert a_need(Uppdrag="Fika", När="lördagar 10-14", Minuter="60").minutes == 60


def asked_of(row):
    return {cell.field: cell.reading for cell in row.unsure}


def done(row):
    return [w.concept for w in row.told.need.words if w.stance is WordStance.DOES]


def test_title_that_names_nothing_is_asked_about_with_what_comes_near():
    row = a_row(Uppdrag="Vak")

    assert asked_of(row)["tasks"].choices == ("vak vid livets slut", "annat: Vak")
    assert done(row) == [None]


@pytest.mark.parametrize(
    ("answer", "is_about"), [("vak vid livets slut", "end_of_life_vigil"), ("annat: Vak", None)]
)
def test_answer_of_what_a_title_means_leaves_the_title_and_asks_no_more(answer, is_about):
    row = a_row(Uppdrag="Vak", Uppgifter=answer)

    assert (row.told.need.title, done(row), row.unsure) == ("Vak", [is_about], ())


@pytest.mark.parametrize(
    ("cells", "is_about"),
    [
        ({"Uppdrag": "Boule"}, "boules"),
        ({"Uppdrag": "Tisdagsgruppen", "Uppgifter": "boule"}, "boules"),
        ({"Uppdrag": "Fikavärd"}, "meeting_place_host"),
        ({"Uppdrag": "Tisdagsgruppen", "Uppgifter": "Läxhjälp för barn"}, "homework_help"),
        ({"Uppdrag": "Tisdagsgruppen", "Uppgifter": "Skjuts till vården"}, "transport_by_car"),
        (
            {"Uppdrag": "Tisdagsgruppen", "Uppgifter": "någon att prata med i telefon"},
            "telephone_companionship",
        ),
        ({"Uppdrag": "Högläsning", "Uppgifter": "torsdagsgruppen"}, "reading_aloud"),
    ],
)
def test_need_is_about_what_its_column_or_else_its_title_names(cells, is_about):
    row = a_row(**cells)

    assert (done(row)[:1], row.unsure) == ([is_about], ())


def test_pastime_beside_what_the_title_names_is_no_task_of_its_own():
    assert done(a_row(Uppdrag="Fika", Uppgifter="baka bullar")) == ["coffee_and_cafe"]


def test_stretch_of_months_after_as_needed_is_when_the_need_stands_open():
    row = a_row(Uppdrag="Snöskottning", Tid="vid behov dec–mars")
    need = row.told.need

    assert (need.from_on, need.until_on) == (date(2026, 12, 1), date(2027, 3, 31))
    assert (need.availability.occasional, row.unsure) == (True, ())


def test_so_many_a_shift_is_asked_about_with_that_number():
    assert asked_of(a_row(Uppdrag="Fika", Antal="2/pass"))["seats"].choices == ("2",)


def test_r36_allergy_that_nobody_may_have_is_asked_about_and_kept_to_be_read():
    row = a_row(Uppdrag="Djurpassning", Krav="ej pälsallergi")

    assert asked_of(row)["skills_needed"].fault.code == "demand_of_herself"


@pytest.mark.parametrize("title", ["Läxhjälp åk 7–9", "Läxhjälp"])
def test_r13_extract_demanded_where_children_are_met_is_no_skill(title):
    row = a_row(Uppdrag=title, Krav="från 16 år, utdrag krävs")
    need = row.told.need

    assert (need.children_present, need.min_age, row.unsure) == (True, 16, ())
    assert [word.stance for word in need.words] == [WordStance.DOES]
