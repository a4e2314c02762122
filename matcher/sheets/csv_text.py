"""Reads a text file of rows: comma, semicolon or tab; UTF-8 with or without BOM, or cp1252.

Excel in Swedish writes semicolons and cp1252, most others commas and UTF-8. A line break within
quotation marks belongs to its cell, so rows are counted as Excel counts them.
"""

import csv
import io
from collections import Counter

from matcher.sheets.guard import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, refuse
from matcher.sheets.plain import Book, Row, Sheet

DELIMITERS = ";\t,|"
# What Excel takes for a formula at the beginning of a cell, and the mark that we put before it.
TRIGGERS = "=+-@\t\r\n\0\uff1d\uff0b\uff0d\uff20"  # the last four are wide ones
MARK = "'"
_SAMPLE_ROWS = 40
_MOST_BREAKS = 30  # in one cell; more means that a quotation mark is missing


def read(data: bytes) -> Book:
    """The rows of a text file that `guard.check` has passed. Raises Invalid (`file`)."""
    text = decoded(data)
    delimiter = _announced(text) or _likely(text)
    if text[:4].lower() == "sep=":
        text = text.partition("\n")[2]
    rows: list[Row] = []
    cells = 0
    try:
        for number, record in enumerate(
            csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 1
        ):
            row = _row(number, record)
            cells += len(row.cells)
            if number > MOST_ROWS or cells > MOST_CELLS:
                raise refuse("list_too_many_rows", most=MOST_ROWS)
            if row.cells:
                rows.append(row)
    except csv.Error as error:
        raise refuse("list_quote_missing" if '"' in text else "list_cell_too_long") from error
    return Book((Sheet("", tuple(rows)),))


def decoded(data: bytes) -> str:
    """The text, in whichever of the usual ways it was written."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace").replace("\0", "")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Five bytes mean nothing in cp1252; they become a sign that can be seen.
        return data.decode("cp1252", errors="replace")


def unmarked(text: str) -> str:
    """A cell without the mark that `marked` put before it, and only then."""
    return text[1:] if text[:1] == MARK and text[1:2] and text[1] in TRIGGERS else text


def marked(text: str) -> str:
    """A cell that no spreadsheet takes for a formula; `unmarked` gives it back."""
    return MARK + text if text[:1] and text[0] in TRIGGERS else text


def _row(number: int, record: list[str]) -> Row:
    if len(record) > MOST_COLUMNS:
        raise refuse("list_too_wide", most=MOST_COLUMNS)
    if any(cell.count("\n") > _MOST_BREAKS for cell in record):
        raise refuse("list_quote_missing")
    return Row(number, {at: unmarked(cell) for at, cell in enumerate(record) if cell.strip()})


def _announced(text: str) -> str | None:
    """Excel's own first line, "sep=;"."""
    first = text.partition("\n")[0].strip()
    return (
        first[4] if first[:4].lower() == "sep=" and first[4:5] in DELIMITERS and first[4:] else None
    )


def _likely(text: str) -> str:
    """The sign that parts most of the first rows into the same number of cells, more than one."""
    sample = "\n".join(text[:50_000].splitlines()[:_SAMPLE_ROWS])
    return max(DELIMITERS, key=lambda sign: _regularity(sample, sign))


def _regularity(sample: str, delimiter: str) -> tuple[int, int]:
    try:
        widths = Counter(len(r) for r in csv.reader(io.StringIO(sample), delimiter=delimiter) if r)
    except csv.Error:
        return (0, 0)
    several = [(rows, width) for width, rows in widths.items() if width > 1]
    return max(several, default=(0, 0))
