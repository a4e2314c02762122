"""Small things that stand in every list that somebody has kept for years."""

from dataclasses import replace
from datetime import date

import pytest

from matcher.domain.consent import Channel
from matcher.domain.people import Bears, SaidWord, Trait, WordStance
from matcher.sheets import (
    births,
    cells_of_people,
    cells_of_times,
    dates,
    headers,
    homes,
    lists,
    out,
    workbooks,
)
from matcher.sheets.fields import ListKind
from matcher.sheets.plain import Book, Row, Sheet
from matcher.sheets.readings import Understood, Unsure
from matcher.sheets.tables import Column
from matcher.sheets.xlsx import _Cells
from tests.sheets.test_lists import WORLD, cell, row_of, rows_of

ON = date(2026, 11, 22)


def staged(kind, **told):
    data = out.text(list(told), [list(told.values())])
    return lists.stage(workbooks.read(data), kind, on=ON, remembered={})


# ── years and days ────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "said",
    [
        "1985-06-17 00:00",
        "1985-06-17 00:00:00",
        "1985-06",
        "17 juni 1985",
        "17/6 -85",
        "f. 17/6-85",
    ],
)
def test_year_of_birth_is_read_from_what_excel_makes_of_it(said):
    assert births.birth_year(said, on=ON) == Understood(1985)


def test_two_years_of_a_couple_are_each_proposed():
    assert births.birth_year("40 / 38", on=ON).choices == ("1940", "1938")


@pytest.mark.parametrize(("said", "year"), [("1950-13-01", "1950"), ("36011", "1998")])
def test_year_of_birth_out_of_no_day_is_proposed_and_not_taken(said, year):
    found = births.birth_year(said, on=ON)

    assert isinstance(found, Unsure)
    assert found.choices == (year,)


def test_number_below_a_header_of_ages_is_an_age():
    found = cell(row_of(Ålder="24"), "birth_year").reading

    assert (found.fault.code, found.choices) == ("birth_from_age", ("2002", "2001"))


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("26-03-17", date(2026, 3, 17)),
        ("17-jan-2026", date(2026, 1, 17)),
        ("12 juni kl 10", date(2026, 6, 12)),
        ("12/6 kl 10.30", date(2026, 6, 12)),
    ],
)
def test_day_is_read_in_more_writings(said, day):
    assert dates.day(said, on=ON, is_past=True) == Understood(day)


def test_day_whose_year_may_stand_last_is_asked_about():
    found = dates.day("170326", on=ON, is_past=True)

    assert found.choices == ("2017-03-26", "2026-03-17")
    assert dates.day("sept 15", on=ON, is_past=True).choices == ("2026-09-15", "2015-09-01")


@pytest.mark.parametrize("said", ["v 14 -27", "v. 14 2027", "v14-27"])
def test_week_of_a_year_in_two_digits_is_asked_about_as_that_week(said):
    assert dates.day(said, on=ON, is_past=False).choices == ("2027-04-05",)


# ── who ───────────────────────────────────────────────────────────────────────────────────────


def test_two_telephones_on_two_lines_are_said_to_be_two():
    found = cells_of_people.phone("070-174 06 20 090-17 60 20")

    assert found.fault.code == "phone_several"


@pytest.mark.parametrize(
    ("said", "first", "surname"),
    [
        ("fru Margit Öhlund", "Margit", "Öhlund"),
        ('Karin "Kajsa" Ström', 'Karin "Kajsa"', "Ström"),
        ("af Klint, Märta", "Märta", "af Klint"),
    ],
)
def test_title_is_no_name_and_what_she_is_called_is(said, first, surname):
    assert cells_of_people.name(said) == Understood(cells_of_people.Name(first, surname))


@pytest.mark.parametrize("said", ["Tyra Lund; Ersboda", "Tyra Lund: ring sonen"])
def test_name_with_more_behind_it_is_asked_about(said):
    assert cells_of_people.name(said).choices == ("Tyra Lund",)


def test_address_with_two_signs_of_at_is_none():
    assert isinstance(cells_of_people.email("tommy@@example.org"), Unsure)


def test_row_of_two_names_waits_for_the_answer():
    row = row_of(Namn="Nyström, Eva & Hans")

    assert (row.told, row.fault.code) == (None, "name_is_asked")


@pytest.mark.parametrize(
    ("field", "cells", "answer"),
    [
        ("name", {"Namn": "Nyström, Eva & Hans", "Telefon": "070-174 06 11"}, "Eva Nyström"),
        ("first_name", {"Förnamn": "Eva & Hans", "Efternamn": "Nyström"}, "Eva"),
    ],
)
def test_other_one_of_two_is_told_of_still_when_one_is_taken(field, cells, answer):
    data = out.text(list(cells), [list(cells.values())])
    staged = lists.stage(workbooks.read(data), ListKind.WAITING, on=WORLD.on, remembered={})
    [asked] = lists.read_rows(staged, ListKind.WAITING, WORLD)

    [taken] = lists.read_rows(
        replace(staged, answers={f"0:2:{field}": answer}), ListKind.WAITING, WORLD
    )

    assert (asked.told, taken.told.new.first_name) == (None, "Eva")
    assert [one.reading.fault.code for one in taken.unsure] == ["other_of_two"]
    assert lists.beyond_doubt(taken, ListKind.WAITING, WORLD).told.new.first_name == "Eva"


# ── protected personal data ───────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "told",
    [
        {"Övrigt": "Skyddad identitet, ring chefen"},
        {"Adress": "skyddade personuppgifter"},
        {"Något annat": "sekretessmarkering"},
        {"Skyddad id": "x"},
        {"Övrigt": "kvinna, skyddade uppg."},
        {"Adress": "skydd. adr"},
        {"Övrigt": "adressen är skyddad"},
    ],
)
def test_r24_nothing_is_kept_of_a_row_of_somebody_protected(told):
    found = staged(ListKind.WAITING, Namn="Hilma Ask", Telefon="070-174 06 61", **told)

    assert list(lists.asides(found)) == [("", 2, "protected")]
    assert "Hilma" not in str(found.to_json())


@pytest.mark.parametrize(
    "told",
    [
        {"Övrigt": "ej skyddad identitet"},
        {"Skyddad identitet": "nej"},
        {"Skyddad id": ""},
        {"Övrigt": "skyddade uppgifter: nej"},
    ],
)
def test_row_of_somebody_who_is_not_protected_is_read(told):
    found = staged(ListKind.WAITING, Namn="Hilma Ask", Telefon="070-174 06 61", **told)

    assert len(found.sheets[0].rows) == 1


# ── lines ─────────────────────────────────────────────────────────────────────────────────────


def test_lines_of_a_cell_are_several_things():
    told = row_of(Intressen="schack\nstickning").told.new

    assert [word.concept for word in told.words] == ["chess", "knitting"]


def test_r27_number_broken_over_two_lines_is_struck_out():
    row = row_of(Bakgrund="född 850101\n-1236, bagare")

    assert "1236" not in str(row)


def test_formula_that_nobody_has_counted_stays_what_it_says():
    sheet = _Cells([], [], starts_1904=False)
    sheet.begin("row", {"r": "1"})
    sheet.begin("c", {"r": "A1"})
    sheet.begin("f", {})
    sheet.characters("SUM(B1:B9)")
    sheet.end("f")
    sheet.end("c")

    assert sheet.row == {0: "=SUM(B1:B9)"}


# ── words, times and homes ────────────────────────────────────────────────────────────────────


def test_sign_between_two_words_belongs_to_neither():
    found = WORLD.vocabulary.read("teater/konst")

    assert [one.as_written for one in found.known] == ["teater", "konst"]


@pytest.mark.parametrize("said", ["med kort varsel", "då och då"])
def test_times_that_are_no_hours_are_understood_as_what_they_are(said):
    assert isinstance(cells_of_times.times(said, WORLD), Understood)


def test_word_of_another_kind_is_taken_as_what_it_is():
    row = row_of(**{"Vill göra": "digital hjälp, mobilvana"})

    assert row.unsure == ()
    assert SaidWord(WordStance.KNOWS, "mobilvana", "smartphone_skills") in row.told.new.words


def test_language_among_demands_must_be_spoken_and_an_interest_is_what_it_is_about():
    heads, told = ["Organisation", "Uppdrag", "Krav"], ["PRO", "Högläsning", "finska, schack"]
    need = rows_of(out.text(heads, [told]), ListKind.NEEDS)[2].told.need

    assert need.must_languages == {"finnish"}
    assert SaidWord(WordStance.LIKES, "schack", "chess") in need.words
    assert [said.written for said in need.words if said.concept is None] == []


def test_times_that_say_only_when_not_are_asked_about_as_such():
    assert cells_of_times.times("inte i juli", WORLD).fault.code == "times_away_only"


def test_allergy_in_one_word_is_understood():
    assert homes.borne("kattallergi", Bears.ALLERGY) == Understood({Trait.CAT: Bears.ALLERGY})


def test_what_stands_in_brackets_after_a_pet_is_no_other_pet():
    assert homes.traits("hund (liten)") == Understood({Trait.DOG: True})


def test_tick_with_a_word_after_it_is_a_tick_below_a_way_of_travelling():
    assert cell(row_of(Bil="ja egen"), "modes").reading == cell(row_of(Bil="x"), "modes").reading


# ── headers ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("kind", "title", "field"),
    [
        (ListKind.VOLUNTEERS, "Intr.", "interests"),
        (ListKind.VOLUNTEERS, "Belast.reg. visat", "extract_on"),
        (ListKind.VOLUNTEERS, "Ref. tagna", "reference"),
        (ListKind.VOLUNTEERS, "Tystn.plikt", "confidentiality"),
        (ListKind.VOLUNTEERS, "Tel. dagtid", "phone"),
        (ListKind.VOLUNTEERS, "Adress, ort", "town"),
        (ListKind.WAITING, "Mottagare (namn)", "name"),
        (ListKind.WAITING, "Samt.", "consent_on"),
        (ListKind.NEEDS, "Beskrivn.", "about"),
    ],
)
def test_shortened_header_is_known_by_its_beginning(kind, title, field):
    assert headers.propose([Column(0, title)], kind) == {0: field}


def test_beginning_of_two_letters_is_no_header():
    assert headers.propose([Column(0, "Ko.")], ListKind.VOLUNTEERS) == {}


def test_need_that_goes_on_until_further_notice_has_no_last_day():
    sheet = Sheet(
        "",
        (
            Row(1, {0: "Organisation", 1: "Uppdrag", 2: "Till"}),
            Row(2, {0: "Röda Korset", 1: "Besök", 2: "tills vidare"}),
        ),
    )
    found = lists.stage(Book((sheet,)), ListKind.NEEDS, on=ON, remembered={})
    [row] = lists.read_rows(found, ListKind.NEEDS, WORLD)

    assert row.told.need.until_on is None
    assert row.unsure == ()


@pytest.mark.parametrize(
    "said", ["ja 1/11 muntl Anna", "ja, muntl. till Anna 1/11", "ja 1/11-26 (Anna)"]
)
def test_r19_yes_by_word_of_mouth_is_asked_how_and_each_way_is_a_ready_answer(said):
    data = out.text(["Namn", "Samtycke"], [["Rosa Ek", said]])
    read = rows_of(data, ListKind.WAITING)[2]

    [asked] = [cell.reading for cell in read.unsure if cell.field == "consent_on"]
    assert (read.told.consents, asked.fault.code) == ((), "consent_incomplete")
    answered = out.text(["Namn", "Samtycke"], [["Rosa Ek", asked.choices[0]]])
    [yes] = rows_of(answered, ListKind.WAITING)[2].told.consents
    assert (yes.channel, yes.heard_by) == (Channel.PHONE, "Anna")
