"""What a column is taken for by its header, by what stands in it, and what its header ticks."""

from datetime import date

import pytest

from matcher.domain.travel import Mode
from matcher.sheets import lists, out, workbooks
from matcher.sheets.fields import ListKind
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
    ],
)
def test_header_of_several_things_is_one_of_them(title, field):
    assert mapped((title, ""), kind=ListKind.WAITING)[title] == field


def test_what_volunteers_can_do_is_their_tasks():
    assert mapped(("Kan göra", "fika"))["Kan göra"] == "tasks"


@pytest.mark.parametrize("title", ["Anhörig / kontakt", "Telefon anhörig", "Dotter, tel"])
def test_what_is_told_of_somebody_near_is_not_how_she_herself_is_reached(title):
    assert title not in mapped((title, "070-174 06 11", "0701740612"), kind=ListKind.WAITING)


def test_remarks_on_needs_are_no_days_and_a_tick_for_done_is_a_state():
    assert mapped(("Anm.", "fika bjuds"), kind=ListKind.NEEDS)["Anm."] == "about"
    assert mapped(("Klar", "x"))["Klar"] == "state"


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
