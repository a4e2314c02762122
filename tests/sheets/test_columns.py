"""What a column is taken for by its header, by what stands in it, and what its header ticks."""

from datetime import date

import pytest

from matcher.domain.spoken_times import echo
from matcher.domain.travel import Mode
from matcher.sheets import lists, out, unread, workbooks
from matcher.sheets.fields import ListKind
from matcher.sheets.xlsx import _Cells
from tests.sheets.test_lists import row_of, rows_of

ON = date(2026, 11, 22)


def mapped(*columns, kind=ListKind.VOLUNTEERS):
    """The fields that columns of (header, cell, cell …) are taken for, by header."""
    known = ["Organisation" if kind is ListKind.NEEDS else "Namn", "Ort"]
    heads = [*known, *(head for head, *_ in columns)]
    below = zip(*(cells for _, *cells in columns), strict=True)
    rows = [["Karin Lind", "Umeå", *told] for told in below]
    staged = lists.stage(workbooks.read(out.text(heads, rows)), kind, on=ON, remembered={})
    titles = {str(column.at): column.title for column in staged.sheets[0].columns}
    return {titles[at]: field for at, field in staged.mappings[0].items()}


@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("Tel. (mobil / hem)", "phone"),
        ("Vill ha hjälp med / önskar", "tasks"),
        ("Anteckn.", "mixed"),
        ("Obs!", "mixed"),
        ("Kön på vol.", "gender_wish"),
    ],
)
def test_header_of_several_things_is_one_of_them(title, field):
    assert mapped((title, ""), kind=ListKind.WAITING)[title] == field


@pytest.mark.parametrize(
    "title",
    ["Kan göra", "Kan / gillar", "Kan / vill göra", "Kan/vill", "Vad vill/kan du hjälpa till med?"],
)
def test_what_volunteers_can_and_would_do_is_their_tasks(title):
    assert mapped((title, "fika"))[title] == "tasks"


@pytest.mark.parametrize(
    "title", ["Anhörig / kontakt", "Telefon anhörig", "Dotter, tel", "Tfn. anh."]
)
def test_what_is_told_of_somebody_near_is_not_how_she_herself_is_reached(title):
    assert title not in mapped((title, "070-174 06 11", "0701740612"), kind=ListKind.WAITING)


@pytest.mark.parametrize("said", ["avliden 8/11", "på sjukhus, vilande", "slutat i maj"])
@pytest.mark.parametrize("kind", [ListKind.VOLUNTEERS, ListKind.WAITING])
def test_r63_column_that_says_who_has_died_or_rests_is_read_whatever_its_header(kind, said):
    assert mapped(("Xyz", "", said), ("Färg", "röd", "blå"), kind=kind).get("Xyz") == "mixed"


def test_column_of_somebody_near_who_has_died_is_not_hers():
    assert "Anhörig" not in mapped(("Anhörig", "avliden 2019"), kind=ListKind.WAITING)


def test_column_that_is_not_taken_in_is_told_with_how_many_rows_say_something_there():
    rows = [["Karin Lind", "röd", ""], ["Bo Ek", "", ""], ["Eva Alm", "blå", ""]]
    read = workbooks.read(out.text(["Namn", "Favoritfärg", "Tom"], rows))
    staged = lists.stage(read, ListKind.VOLUNTEERS, on=ON, remembered={})

    assert [(one.title, one.rows) for one in unread.columns(staged)] == [("Favoritfärg", 2)]


def test_remarks_on_needs_are_no_days_and_a_tick_for_done_is_a_state():
    assert mapped(("Anm.", "fika bjuds"), kind=ListKind.NEEDS)["Anm."] == "about"
    assert mapped(("Klar", "x"))["Klar"] == "state"


@pytest.mark.parametrize("kind", [ListKind.VOLUNTEERS, ListKind.WAITING])
def test_yes_to_photographs_is_no_yes_to_being_on_a_list(kind):
    assert "Samtycke foto" not in mapped(("Samtycke foto", "nej"), kind=kind)


def test_header_whose_field_is_taken_is_not_read_as_another():
    assert "Postadress" not in mapped(("Postadress", ""))  # nearest after the town: e-postadress


def test_what_is_needed_is_no_number_of_seats():
    found = mapped(("Vad behövs?", ""), ("Antal frivilliga", ""), kind=ListKind.NEEDS)

    assert (found["Vad behövs?"], found["Antal frivilliga"]) == ("title", "seats")


@pytest.mark.parametrize(
    ("cells", "field"),
    [
        (("mån–tors kväll", "varje dag 9–10"), "availability"),
        (("070-174 06 11", "0701740612"), "phone"),
        (("karin@example.org", "olle@example.org"), "email"),
    ],
)
def test_unknown_header_is_proposed_by_what_stands_below(cells, field):
    assert mapped(("Xyz", *cells))["Xyz"] == field


@pytest.mark.parametrize(
    ("title", "cells", "kind", "field"),
    [
        ("Start", ("10:00", "9.30"), ListKind.NEEDS, "availability"),
        ("Start", ("2026-12-01", "2026-12-08"), ListKind.NEEDS, "from_on"),
        ("Kl.", ("10-12", "14"), ListKind.NEEDS, "availability"),
        ("Datum", ("2026-12-12", "varje lördag"), ListKind.NEEDS, "availability"),
        ("Datum", ("2026-01-12", "2026-02-03"), ListKind.NEEDS, "waiting_since"),
        ("Klart?", ("", "klart"), ListKind.NEEDS, "state"),
        ("Klart senast", ("2026-12-12", ""), ListKind.NEEDS, "until_on"),
        ("Samtycke GDPR", ("x", "nej"), ListKind.VOLUNTEERS, "own_yes"),
        ("Samtycke GDPR", ("x", "nej"), ListKind.WAITING, "consent_on"),
        ("Ok att vi sparar?", ("x", "nej"), ListKind.WAITING, "consent_on"),
        ("Önskemål om person", ("kvinna", ""), ListKind.WAITING, "mixed"),
        ("Önskar man/kvinna", ("kvinna", ""), ListKind.WAITING, "gender_wish"),
        ("Helst träffa man/kvinna", ("kvinna", ""), ListKind.WAITING, "gender_wish"),
        ("Hur ofta & när", ("tis em", ""), ListKind.WAITING, "availability"),
        ("Kontakt via", ("tel", ""), ListKind.WAITING, "reach_by"),
        ("I kön sen", ("v 35", ""), ListKind.WAITING, "waiting_since"),
        ("Utdr. ur bel.reg.", ("2026-02-03", ""), ListKind.VOLUNTEERS, "extract_on"),
        ("Tål", ("ej katt", ""), ListKind.VOLUNTEERS, "mixed"),
        ("Anmäld av", ("dotter", ""), ListKind.WAITING, None),
        ("Datum anmälan", ("3/11", ""), ListKind.WAITING, "waiting_since"),
        ("Volontärens kön", ("man", ""), ListKind.WAITING, "gender_wish"),
        ("Hör/ser/går", ("blind", ""), ListKind.WAITING, "function"),
        ("Vilken dag?", ("tis", ""), ListKind.NEEDS, "availability"),
        ("Ska kunna", ("svenska", ""), ListKind.NEEDS, "skills_needed"),
    ],
)
def test_column_is_what_its_title_and_its_cells_say_together(title, cells, kind, field):
    assert mapped((title, *cells), kind=kind).get(title) == field


@pytest.mark.parametrize(
    ("columns", "when", "weeks"),
    [
        ({"Datum": "2026-12-12", "Kl": "10.00–15.00"}, "12 december 2026 10–15", 0),
        ({"Kl": "13-15", "Dag": "varje lördag"}, "lördagar 13–15", 1),
        ({"Dag": "tis", "Start": "13:00", "Slut": "15:00"}, "tisdagar 13–15", 1),
        ({"Dag": "tors kväll", "Kl": "17.30-20"}, "torsdagar 17.30–20", 1),
        ({"Datum": "12/12"}, "12 december 2026", 0),
    ],
)
def test_day_and_hours_in_columns_of_their_own_are_the_times_of_a_need(columns, when, weeks):
    told = {"Organisation": "Kyrkan", "Rubrik": "Fika"} | columns
    need = rows_of(out.text(list(told), [list(told.values())]), ListKind.NEEDS)[2].told.need

    assert (echo(need.availability).removesuffix(" 9–21"), need.every_weeks) == (when, weeks)


def test_hour_of_a_cell_of_excel_is_the_hour_that_it_shows():
    sheet = _Cells([], [True], starts_1904=False)
    sheet.value = str(13.5 / 24)

    assert sheet._plain() == "13:30"


@pytest.mark.parametrize(
    ("kind", "column", "told", "code"),
    [
        (ListKind.NEEDS, "Klart?", "klart", "need_is_done"),
        (ListKind.NEEDS, "Status", "tillsatt", "need_is_done"),
        (ListKind.NEEDS, "Klart", "2026-10-01", "need_is_done"),
        (ListKind.NEEDS, "Datum", "1/12 2025 kl 10-12", "held_already"),
        (ListKind.VOLUNTEERS, "Samtycke GDPR", "nej", "own_yes_no"),
        (ListKind.VOLUNTEERS, "GDPR", "3/9 sa hon nej", "own_yes_no"),
    ],
)
def test_row_that_says_that_it_is_not_to_be_taken_is_left_with_its_reason(kind, column, told, code):
    row = {"Namn": "Karin Lind", "Organisation": "Kyrkan", "Rubrik": "Fika"} | {column: told}
    read = rows_of(out.text(list(row), [list(row.values())]), kind)[2]

    assert (read.told, read.fault.code) == (None, code)
    assert [cell.reading.fault.code for cell in read.refused] == [code]


def test_last_day_before_the_only_day_is_asked_about_where_it_stands():
    told = {"Organisation": "PRO", "Rubrik": "Fika", "När": "5 dec 13-17", "Sista dag": "30/11"}
    read = rows_of(out.text(list(told), [list(told.values())]), ListKind.NEEDS)[2]

    assert [(cell.field, cell.reading.fault.code) for cell in read.refused] == [
        ("until_on", "ends_before_its_times")
    ]


def test_need_that_is_to_be_done_by_a_day_ends_on_it():
    told = {"Organisation": "Kyrkan", "Rubrik": "Fika", "Klart": "2026-12-24"}
    read = rows_of(out.text(list(told), [list(told.values())]), ListKind.NEEDS)[2]

    assert read.told.need.until_on == date(2026, 12, 24)


@pytest.mark.parametrize(
    "cells", [("120", "89"), ("dottern 070-174 06 11", "själv"), ("2026-01-02", "2026-01-09")]
)
def test_what_may_be_anything_is_not_read_unasked(cells):
    assert "Xyz" not in mapped(("Xyz", *cells))


def test_r27_numbers_that_may_be_identity_numbers_are_no_telephones():
    assert "Xyz" not in mapped(("Xyz", "19811218-9876", "070-174 06 11"))


@pytest.mark.parametrize(
    ("told", "ways"), [("x", {Mode.CAR}), ("nej", set()), ("cykel", {Mode.CYCLE}), ("-", set())]
)
def test_tick_below_a_way_of_travelling_is_that_way(told, ways):
    assert row_of(**{"Kör bil": told}).told.new.modes == ways


@pytest.mark.parametrize("formula", ["=SUMMA(H4:H17)", "=cmd|' /C calc'!A0", "+A1+A2", "@SUM(A1)"])
@pytest.mark.parametrize(
    ("kind", "column", "field"),
    [
        (ListKind.NEEDS, "Organisation", "organisation"),
        (ListKind.NEEDS, "Rubrik", "title"),
        (ListKind.VOLUNTEERS, "Namn", "name"),
    ],
)
def test_formula_is_neither_a_name_nor_a_title_and_says_so(formula, kind, column, field):
    told = {"Namn": "Karin Lind", "Organisation": "Kyrkan", "Rubrik": "Fika"} | {column: formula}
    read = rows_of(out.text(list(told), [list(told.values())]), kind)[2]

    assert [(c.field, c.reading.fault.code) for c in read.refused] == [(field, "cell_is_formula")]


def test_name_with_a_sign_first_is_a_name_and_a_formula_among_remarks_is_text():
    told = {"Organisation": "@home", "Rubrik": "Fika", "Om uppdraget": "=SUMMA(H4:H17)"}
    need = rows_of(out.text(list(told), [list(told.values())]), ListKind.NEEDS)[2].told

    assert (need.organisation.name, need.need.about) == ("@home", "=SUMMA(H4:H17)")
