"""Lists as associations keep them: ticks for parts of the day, addresses below names, archives."""

from datetime import date
from pathlib import Path

import pytest

from matcher.domain.clearance import ExtractPolicy
from matcher.domain.consent import Channel
from matcher.domain.needs import NeedKind
from matcher.domain.people import Form, Level, Trait
from matcher.domain.spoken_times import echo
from matcher.sheets import addresses, cells_of_people, dates, homes, lists, out, workbooks
from matcher.sheets.fields import ListKind
from matcher.sheets.plain import Book, Row, Sheet
from matcher.sheets.readings import Refused, Understood, Unsure
from matcher.sheets.shared_questions import answered, with_piece
from matcher.sheets.ticked_times import joined
from tests.sheets.test_lists import WORLD, row_of, rows_of


def when(**told):
    return echo(row_of(**told).told.new.availability)


def need(**told):
    named = {"Var": "Träffpunkt Eken", "Vad ska göras?": "Cafévärd"} | told
    return rows_of(out.text(list(named), [list(named.values())]), ListKind.NEEDS)[2]


def waiting(**told):
    named = {"Namn & adress": "Olle Frid", "Önskar": "promenad"} | told
    return rows_of(out.text(list(named), [list(named.values())]), ListKind.WAITING)[2]


def test_ticks_below_parts_of_the_day_ask_which_days():
    row = row_of(fm="x", em="", kväll="x")

    assert row.unsure[0].written == "fm, kväll"
    assert row.unsure[0].reading.choices[0] == "vardagar fm, kväll"


@pytest.mark.parametrize(
    ("ticked", "written", "text"),
    [
        (["kväll"], ["mån, ons"], "kväll, mån, ons"),
        (["em"], ["ti o to 13-16"], "ti o to 13-16"),
        (["fm"], ["ti o to 13-16"], "fm; ti o to 13-16"),
        (["fm", "em"], ["ej onsdagar"], "fm, em, ej onsdagar"),
        (["helg"], ["söndag e.m."], "söndag e.m."),
        (["kväll"], ["thursdays 6-8 pm"], "thursdays 6-8 pm"),
    ],
)
def test_hours_in_words_say_more_than_a_tick(ticked, written, text):
    assert joined(ticked, written) == text


def test_days_in_words_get_the_ticked_part_of_the_day():
    assert when(kväll="x", Tider="mån, ons") == "måndagar och onsdagar 17–21"


def test_address_below_a_name_is_put_where_it_belongs():
    assert addresses.parted("Edit Sjöström\nÖstra vägen 4 lgh 1102\n506 30 Borås") == {
        "name": "Edit Sjöström", "street": "Östra vägen 4 lgh 1102",
        "postcode": "506 30", "town": "Borås",
    }  # fmt: skip


@pytest.mark.parametrize("text", ["Zahra Mohammadi 506 32", "Zahra Mohammadi, 506 32"])
def test_postcode_after_a_name_is_no_part_of_it(text):
    assert addresses.parted(text) == {"name": "Zahra Mohammadi", "postcode": "506 32"}


def test_r26_code_of_a_door_is_no_street_and_is_not_kept():
    row = waiting(**{"Namn & adress": "Nils Ek\nÅgatan 22\n903 26 Umeå\nportkod 4711"})

    assert row.told.new.street == "Ågatan 22"
    assert [cell.reading.fault.code for cell in row.refused] == ["way_in_never"]


def test_place_after_a_name_is_no_first_name():
    told = waiting(**{"Namn & adress": "Tage Norén, Umeå"}).told.new

    assert (told.first_name, told.surname, told.town) == ("Tage", "Norén", None)
    assert told.place.label == "Umeå"


def test_address_of_a_volunteer_gives_the_postcode_alone():
    told = row_of(Adress="Kungsgatan 4, 903 26 Umeå").told.new

    assert (told.postcode, told.place.label) == ("90326", "Umeå")


def test_address_is_not_read_where_the_postcode_has_its_own_column():
    assert row_of(Adress="Kungsgatan 4", Postnr="903 26").unsure == ()


@pytest.mark.parametrize("text", ["Gun o. Lars Berg", "Gun o Lars Berg", "Gun/Lars Berg"])
def test_two_names_are_asked_about_with_their_surname(text):
    assert cells_of_people.name(text).choices == ("Gun Berg", "Lars Berg")


@pytest.mark.parametrize("text", ["N.N.", "NN", "Okänd", "anonym"])
def test_nobody_is_no_name(text):
    assert isinstance(cells_of_people.name(text), Refused)


@pytest.mark.parametrize(
    ("remark", "ready"),
    [
        ("slutat 2026-06", ("slutat", "aktiv")),
        ("avled i maj", ("avliden", "slutat", "aktiv")),
        ("✝", ("avliden", "slutat", "aktiv")),
    ],
)
def test_r63_who_seems_to_have_left_or_died_is_asked_about_before_she_is_taken_in(remark, ready):
    row = row_of(Anm=remark)

    assert (row.told, row.fault.code) == (None, "left_is_asked")
    assert [cell.reading.choices for cell in row.unsure if cell.field == "state"] == [ready]


def test_cross_after_a_name_is_asked_about():
    row = rows_of(out.text(["Namn", "Telefon"], [["Ingrid Falk ✝", "070-174 06 13"]]))[2]

    assert row.fault.code == "left_is_asked"


@pytest.mark.parametrize("past", ["Slutat 2025", "Vilande", "Gamla", "Avslutade"])
def test_sheet_of_those_who_left_is_proposed_left_out(past):
    rows = (Row(1, {0: "Namn", 1: "Telefon"}), Row(2, {0: "Bo Ek", 1: "070-174 06 11"}))
    book = Book((Sheet("Aktiva", rows), Sheet(past, rows)))
    staged = lists.stage(book, ListKind.VOLUNTEERS, on=WORLD.on, remembered={})

    assert [mapping is None for mapping in staged.mappings] == [False, True]


def test_languages_besides_swedish_have_swedish_with_them():
    told = row_of(**{"Språk (utöver sv.)": "finska, tyska – lär sig"}).told.new.languages

    assert told == {
        "swedish": Level.CONVERSATION, "finnish": Level.CONVERSATION, "german": Level.SOME
    }  # fmt: skip


@pytest.mark.parametrize("said", ["visat 12/9 2025", "visat 2025-09-12 / MW", "12/9 2025 ok"])
def test_day_of_an_extract_stands_among_other_words(said):
    extracts = row_of(**{"Utdrag visat": said, "Sorts utdrag": "barn"}).told.extracts

    assert [day for _, day in extracts] == [date(2025, 9, 12)]


def test_r13_extract_of_no_known_kind_clears_nobody_and_is_asked_about():
    row = row_of(**{"Utdrag visat": "2025-09-12"})

    assert row.told.extracts == ()
    [(field, asked)] = [(cell.field, cell.reading) for cell in row.unsure]
    assert (field, asked.choices) == ("extract_kind", ("barn", "hemmet"))
    answered = row_of(**{"Utdrag visat": "2025-09-12", "Sorts utdrag": asked.choices[0]})
    assert answered.told.extracts == ((ExtractPolicy.CHILDREN, date(2025, 9, 12)),)


def test_answer_for_the_whole_list_leaves_a_word_within_a_phrase_alone():
    texts = {"tasks": "hjälp med telefon", "interests": "Telefon, fika"}
    meant = {"tasks:telefon": "ringvän", "interests:telefon": "samtal"}

    told = {"tasks": "hjälp med telefon", "interests": "samtal, fika"}
    assert answered(texts, meant) == (told, ["interests:telefon"])


def test_what_is_asked_of_a_cell_is_asked_still_when_another_cell_adds_to_it():
    row = need(Krav="finska", Språk="svenska, klingonska")

    assert [cell.field for cell in row.unsure] == ["must_languages"]
    assert row.told.need.must_languages == {"swedish", "finnish"}


@pytest.mark.parametrize("said", ["gode mannen har skrivit på", "ja via tolk"])
def test_r19_yes_of_somebody_else_is_no_consent(said):
    assert waiting(Medgivande=said).told.consents == ()


def test_r19_yes_in_english_has_its_day_and_way():
    yes = waiting(Medgivande="yes, by phone 1 Oct AL").told.consents[0]

    assert (yes.said_on, yes.heard_by, yes.channel) == (date(2026, 10, 1), "AL", Channel.PHONE)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("hiss finns", {Trait.STAIRS: False}),
        ("inga djur", {Trait.CAT: False, Trait.DOG: False}),
        ("liten hund", {Trait.DOG: True}),
        ("2 trappor, ingen hiss", {Trait.STAIRS: True}),
    ],
)
def test_home_is_read_as_people_say_it(said, found):
    assert homes.traits(said) == Understood(found)


def test_where_is_whose_in_a_list_of_needs_without_organisations():
    row = need(Plats="903 26 Umeå")

    assert row.told.organisation.name == "Träffpunkt Eken"
    assert (row.told.need.title, row.told.need.place.label) == ("Cafévärd", "Umeå")


def test_list_without_organisations_says_which_column_is_lacking():
    assert lists.lacking({"0": "title"}, ListKind.NEEDS) == ["organisation"]
    assert lists.lacking({"0": "surname"}, ListKind.WAITING) == []


@pytest.mark.parametrize(("said", "age"), [("minst 18", 18), ("18+", 18), ("lugn, 20 år", 20)])
def test_lowest_age_stands_among_demands(said, age):
    told = need(Krav=said).told.need

    assert told.min_age == age
    assert [word.written for word in told.words if any(map(str.isdigit, word.written))] == []


def test_several_people_to_call_are_asked_about():
    row = need(Kontakt="Fadi 070-174 06 88; Eva 070-174 06 89")

    assert row.told.organisation.contact_name is None
    assert row.unsure[0].reading.choices == ("Fadi 070-174 06 88", "Eva 070-174 06 89")


def test_contact_leaves_no_dangling_words():
    told = need(Kontakt="Samir Aziz, enhetschef\ntel 070-174 06 83").told.organisation

    assert (told.contact_name, told.contact_phone) == ("Samir Aziz, enhetschef", "+46701740683")


@pytest.mark.parametrize("wish", ["Hjälpa till vid matning", "Byta blöjor"])
def test_r29_need_of_care_is_refused_at_the_cell_that_asks_for_it(wish):
    row = need(**{"Vad ska göras?": wish})

    assert row.fault.code == "never_personal_care"
    assert [cell.field for cell in row.refused] == ["title"]


def test_r29_feeding_birds_is_no_care():
    assert need(**{"Vad ska göras?": "Matning av fåglar"}).fault is None


@pytest.mark.parametrize(
    ("said", "day"), [("v 22", "2027-06-06"), ("maj", "2027-05-31"), ("i mars", "2027-03-31")]
)
def test_last_day_of_a_week_or_month_is_proposed_as_an_end(said, day):
    found = dates.day(said, on=WORLD.on, is_past=False, is_last=True)

    assert isinstance(found, Unsure)
    assert found.choices == (day,)


def test_answer_takes_the_place_of_a_whole_word():
    written = "komma igång efter stroke, gå"

    assert with_piece(written, "gå", "promenad") == "komma igång efter stroke, promenad"


def test_answer_takes_the_place_of_a_word_between_commas_before_one_within_a_phrase():
    assert with_piece("prata i telefon, telefon", "telefon", "fika") == "prata i telefon, fika"


def test_formula_in_a_cell_is_shown_as_text_and_goes_out_as_text():
    text = "=CMD|' /C calc'!A0"
    row = row_of(Anm=text)

    assert [cell.written for cell in row.unsure] == [text]
    assert out.text(["Namn"], [[text]]).decode("utf-8-sig").splitlines()[1].startswith("'=CMD")
    cell = workbooks.read(out.xlsx("Lista", ["Namn"], [[text]])).sheets[0].rows[1].cells[0]
    assert cell == text


LISTS = Path(__file__).parents[1] / "lists" / "associations"


def rows_in(name, kind):
    return rows_of((LISTS / name).read_bytes(), kind)


@pytest.mark.parametrize(
    ("name", "kind", "refused"),
    [
        (
            "volontarer.xlsx",
            ListKind.VOLUNTEERS,
            {
                7: "name_is_asked", 14: "left_is_asked", 24: "under_age", 31: "name_is_asked",
                32: "name_is_asked", 45: "left_is_asked",
            },
        ),
        (
            "ko.csv",
            ListKind.WAITING,
            {
                12: "own_yes_denied", 15: "own_yes_denied", 16: "name_is_asked",
                47: "own_yes_denied",
            },
        ),
        (
            "uppdrag.xlsx",
            ListKind.NEEDS,
            {
                12: "never_personal_care", 15: "never_personal_care", 31: "never_medicine",
                35: "task_is_with_children", 36: "never_money", 44: "never_lifting",
            },
        ),
    ],
)  # fmt: skip
def test_rows_are_refused_for_a_true_reason_and_no_others(name, kind, refused):
    rows = rows_in(name, kind)

    assert {number: row.fault.code for number, row in rows.items() if row.fault} == refused


def test_times_that_nothing_is_asked_about_are_what_was_written():
    rows = rows_in("volontarer.xlsx", ListKind.VOLUNTEERS).values()
    asked = {row.number for row in rows if any(c.field == "availability" for c in row.unsure)}
    said = {
        row.told.new.first_name: echo(row.told.new.availability)
        for row in rows
        if row.told and row.told.new.availability and row.number not in asked
    }

    assert said == {
        "Anna-Karin": "måndagar och onsdagar 17–21",
        "Kerstin": "tisdagar och torsdagar 9–12",
        "Yusuf": "tisdagar och torsdagar 13–16",
        "Maj-Britt": "första måndagen i månaden 9–12",
        "Kjell-Åke": "vardagar 9–16",
        "Göran": "tisdagar och torsdagar 9.30–11.30",
        "Theres": "torsdagar 18–20 jämna veckor",
        "Eivor": "vardagar 14–16",
        "Noor": "måndagar, tisdagar, onsdagar och torsdagar 16–21; lördagar 9–21",
        "Josefin": "tisdagar och torsdagar 17–21",
        "Tuula": "vardagar 9–17",
        "Fatuma": "söndagar 12–17",
    }


def test_lift_to_the_doctor_is_an_errand_and_once():
    need = waiting(Önskar="läkarbesök").told.need

    assert (need.kind, need.every_weeks, need.forms) == (NeedKind.ERRAND, 0, {Form.OUT})


def test_company_beside_a_lift_is_company():
    assert waiting(Önskar="läkarbesök, fika").told.need.kind is NeedKind.COMPANIONSHIP
