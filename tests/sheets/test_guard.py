"""Files that should not be read are refused before they are, and the refusal says what to do."""

import tracemalloc

import pytest

from matcher.domain.errors import Invalid
from matcher.sheets import tables, workbooks
from matcher.sheets.plain import Merge, Row, Sheet
from tests.sheets import hostile

MEGABYTE = 1_000_000


@pytest.mark.parametrize(
    ("made", "code"),
    [
        (hostile.zip_bomb, "list_bomb"),
        (hostile.entity_bomb, "list_has_entities"),
        (hostile.entity_bomb_in_utf16, "list_broken"),
        (hostile.million_empty_rows, "list_too_many_rows"),
        (hostile.ten_thousand_columns, "list_too_wide"),
        (hostile.deep, "list_broken"),
        (hostile.one_text_in_every_cell, "list_too_many_cells"),
        (hostile.cells_that_say_nothing, "list_too_many_cells"),
        (hostile.locked, "list_locked"),
        (hostile.old_excel, "list_old_excel"),
        (hostile.truncated, "list_broken"),
        (hostile.corrupt, "list_broken"),
        (hostile.many_parts, "list_bomb"),
        (hostile.open_document, "list_is_ods"),
    ],
)
def test_workbook_that_should_not_be_read_is_refused_with_its_reason(made, code):
    data = made()

    with pytest.raises(Invalid) as refused:
        workbooks.read(data)

    assert refused.value.faults["file"].code == code


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"%PDF-1.7 hej", "list_wrong_type"),
        (b"\x89PNG\r\n", "list_wrong_type"),
        (b"Namn;Tel\n\0\0\0", "list_wrong_type"),
        (b"", "list_empty"),
        (b"  \r\n ", "list_empty"),
        (b"a;b\n" * 200_000, "list_too_many_rows"),
        (b"x" * 13 * MEGABYTE, "list_too_large"),
        (b"PK\x03\x04 and no more", "list_broken"),
        (b";".join([b"x"] * 10_000), "list_too_wide"),
        (b'Namn;Tel\n"Karin;070\n' + b"Bo;071\n" * 50, "list_quote_missing"),
        (b"Namn;Tel\n" + b"Karin " * 40_000 + b";070\n", "list_cell_too_long"),
        (b"Namn;Tel\n" + b";" * 2 * MEGABYTE, "list_too_wide"),
        (b"Namn;Tel\n" + b"x" * 2 * MEGABYTE, "list_cell_too_long"),
        (b"Namn;Tel" + b"\r" * 200_000, "list_too_many_rows"),
    ],
    ids=range(14),
)
def test_other_file_that_should_not_be_read_is_refused_with_its_reason(data, code):
    with pytest.raises(Invalid) as refused:
        workbooks.read(data)

    assert refused.value.faults["file"].code == code


@pytest.mark.parametrize(
    "made",
    [hostile.zip_bomb, hostile.entity_bomb, hostile.million_empty_rows, hostile.many_parts],
)
def test_hostile_file_is_refused_within_fifty_megabytes(made):
    data = made()
    tracemalloc.start()

    with pytest.raises(Invalid):
        workbooks.read(data)

    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 50 * MEGABYTE


def test_format_of_cells_that_never_ends_is_read_as_far_as_excel_would():
    [sheet] = workbooks.read(hostile.endless_format()).sheets  # else this takes hours

    assert sheet.name == "Ett"


def test_part_that_several_sheets_name_is_one_sheet():
    assert len(workbooks.read(hostile.one_sheet_named_often()).sheets) == 1


def test_merged_cells_over_millions_of_rows_that_are_not_there_are_one_row():
    rows = (Row(1, {0: "Namn", 1: "Telefon"}), Row(2, {0: "Karin Lind", 1: "070-174 06 11"}))
    merges = (Merge(1, 0, 9_999_999, 1),) * 2000
    table = tables.find(Sheet("", rows, merges), lambda titles: 2 * ("Namn" in titles))

    assert [row.number for row in table.rows] == [2]
