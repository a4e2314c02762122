"""No identity number of a list is kept or shown, in whatever column and however it is written."""

import pytest

from matcher.sheets import lists, out, workbooks
from matcher.sheets.fields import ListKind
from matcher.sheets.plain import Book, Row, Sheet
from tests.lists import messy

NUMBER, LAST = "19121212-1212", "1212-1212"
PHONE_LIKE = "0703121236"  # passes as a number of somebody born in 1907, and as a telephone's


def staged(columns, *rows, kind=ListKind.VOLUNTEERS):
    book = workbooks.read(out.text(list(columns), rows))
    return lists.stage(book, kind, on=messy.TODAY, remembered={})


def shown(read):
    sheet = read.sheets[0]
    return [example for column in sheet.columns for example in sheet.samples(column.at)]


@pytest.mark.parametrize(
    "written",
    [NUMBER, "191212121212", "121212-1212", "121212+1212", "1212121212", "12 12 12 1212",
     "1912-12-12 1212", "121212/1212", "121212_1212", "121212-1213", "19121212-121",
     "19121212-XXXX", "121212-****", PHONE_LIKE, "070312 1236", "född 121212-1212"],
)  # fmt: skip
def test_r27_identity_number_among_years_of_birth_is_struck_out(written):
    read = staged(["Namn", "Telefon", "Födelseår"], ["Karin Lind", "070-174 06 11", written])

    assert read.sheets[0].rows[0][1]["2"] == "••••••-••••"


@pytest.mark.parametrize(
    "written", ["1912", "1912-12-12", "121212", "1912-12-12 00:00", "12/12 1912", "född 1912",
                "67 år", "19121212"],
)  # fmt: skip
def test_year_or_day_of_birth_is_no_identity_number(written):
    read = staged(["Namn", "Telefon", "Födelseår"], ["Karin Lind", "070-174 06 11", written])

    assert read.sheets[0].rows[0][1]["2"] == written


@pytest.mark.parametrize("column", ["Namn", "Ort", "E-post", "När", "Intressen", "Skostorlek"])
def test_r27_identity_number_in_any_column_is_struck_out(column):
    columns = ["Förnamn", "Telefon", column]
    read = staged(columns, ["Karin", "070-174 06 11", f"Karin {NUMBER}"])

    assert LAST not in str(read.to_json())


@pytest.mark.parametrize("title", ["Personnummer", "Samordningsnummer", "Sista fyra"])
def test_r27_column_of_identity_numbers_keeps_nothing_right_or_mistyped(title):
    read = staged(["Namn", "Personnummer", title], ["Karin Lind", "", "9"])

    assert read.sheets[0].rows[0][1]["2"] == "••••••-••••"


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("Övrigt", "Personnr 19620417-2385"),
        ("P-nr", "620417-2385"),
        ("Vol. personnr", "6204172385"),
    ],
)
def test_r27_mistyped_number_is_struck_out_where_header_or_cell_says_what_it_is(title, written):
    read = staged(["Namn", "Telefon", title], ["Karin Lind", "070-174 06 11", written])

    assert "2385" not in str(read.to_json())


def test_r27_identity_number_in_a_header_or_the_name_of_a_sheet_is_struck_out():
    rows = (Row(1, {0: "Namn", 1: "Telefon", 2: f"Ej {NUMBER}"}), Row(2, {0: "Bo", 1: "1", 2: "x"}))
    book = Book((Sheet(f"Karin {NUMBER}", rows),))

    read = lists.stage(book, ListKind.VOLUNTEERS, on=messy.TODAY, remembered={})

    assert LAST not in str(read.to_json())


def test_r27_number_that_may_be_one_is_not_shown_as_an_example():
    read = staged(["Namn", "Telefon", "Märkning"], ["Karin Lind", "070-174 06 11", PHONE_LIKE])

    assert PHONE_LIKE not in shown(read)


@pytest.mark.parametrize(("title", "number"), [("Märkning", "0701740680"), ("Mobil", PHONE_LIKE)])
def test_telephone_number_of_nobody_or_below_its_title_is_shown_on_a_sheet_left_out(title, number):
    rows = (Row(1, {0: "Namn", 1: "Ort", 2: title}), Row(2, {0: "Bo Ek", 1: "Umeå", 2: number}))
    book = Book((Sheet("Aktiva", rows), Sheet("Gamla", rows)))

    read = lists.stage(book, ListKind.VOLUNTEERS, on=messy.TODAY, remembered={})

    assert (read.mappings[1], read.sheets[1].samples(2)) == (None, [number])


def test_r27_column_told_to_be_years_of_birth_is_struck_out_anew():
    read = staged(["Namn", "Telefon", "Märkning"], ["Karin Lind", "070-174 06 11", PHONE_LIKE])

    told = lists.mapped(read, ListKind.VOLUNTEERS, [{"0": "name", "2": "birth_year"}])

    assert PHONE_LIKE not in str(told.to_json())
