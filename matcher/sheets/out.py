"""Lists out: a workbook with typed cells, or a text file, that no spreadsheet reads as formulas.

A text is a text whatever it begins with; numbers and days are numbers and days. What is written
here can be read in again by `workbooks.read`, and says the same.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from matcher.sheets.csv_text import marked
from matcher.sheets.plain import Plain, said

LONGEST = 32_767  # characters in a cell, as Excel has it
WIDTH = 22  # characters; wide enough to read, narrow enough for a screen


def xlsx(title: str, columns: Sequence[str], rows: Iterable[Sequence[Plain]]) -> bytes:
    """A workbook of one sheet, headers in bold and kept in sight."""
    book = Workbook(write_only=True)
    sheet: Any = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    for at in range(1, len(columns) + 1):
        sheet.column_dimensions[get_column_letter(at)].width = WIDTH
    sheet.append([_cell(sheet, column, is_bold=True) for column in columns])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def text(columns: Sequence[str], rows: Iterable[Sequence[Plain]]) -> bytes:
    """The same as a text file with semicolons, which Excel in Swedish opens by a click."""
    out = io.StringIO()
    sheet = csv.writer(out, delimiter=";", lineterminator="\r\n")
    sheet.writerow(columns)
    sheet.writerows([marked(_clean(said(value))) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _cell(sheet: Any, value: Any, *, is_bold: bool = False) -> Any:
    if value is None or (isinstance(value, int | float | date) and not isinstance(value, bool)):
        plain: Any = value
        return WriteOnlyCell(sheet, plain)
    cell = WriteOnlyCell(sheet, _clean(said(value)))
    cell.data_type = "s"  # openpyxl takes what begins with "=" for a formula
    if is_bold:
        cell.font = Font(bold=True)
    return cell


def _clean(written: str) -> str:
    """Without the characters that a workbook cannot hold."""
    return ILLEGAL_CHARACTERS_RE.sub("", written)[:LONGEST]
