"""Reads the cells of a workbook as a stream, and nothing else of it.

workbook.xml → sheets and which day is day 1      styles.xml → which cells are dates
sharedStrings.xml → texts by number               sheetN.xml → rows, merged cells, hidden columns
commentsN.xml → notes on cells

A formula's own text is never read, only the value that was stored beside it. DTDs are refused
by the parser. `guard.check` comes first; the limits are kept here too, for parts that lie.
"""

import posixpath
import re
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any
from xml.sax import SAXException
from xml.sax.handler import ContentHandler

from defusedxml.common import DefusedXmlException
from defusedxml.expatreader import DefusedExpatParser

from matcher.sheets.guard import (
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_LETTERS,
    MOST_ROWS,
    opened,
    refuse,
)
from matcher.sheets.plain import Book, Merge, Plain, Row, Sheet
from matcher.sheets.xlsx_parts import Comments, Listed, Part, Strings, Styles, Targets

MOST_MERGES = 2_000
MOST_NESTED = 100  # elements in each other; a cell's text lies seven deep
# The parser begins anew with what has no end yet: in small blocks a long attribute is slow.
_BLOCK = 1 << 20
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")


def read(data: bytes) -> Book:
    """Every sheet of a workbook that `guard.check` has passed. Raises Invalid (`file`)."""
    with opened(data) as parts:
        try:
            return _Workbook(parts).book()
        except (SAXException, DefusedXmlException) as error:
            raise refuse("list_broken") from error


class _Parser(DefusedExpatParser):
    """Hands on what an element has as it comes: a wrapper of its own for each of some hundred
    thousand cells takes as long as the cells do.
    """

    nested = 0

    def start_element(self, name: str, attrs: Mapping[str, str]) -> None:
        self.nested += 1
        if self.nested > MOST_NESTED:
            raise refuse("list_broken")
        part: Any = self.getContentHandler()
        part.startElement(name, attrs)

    def end_element(self, name: str) -> None:
        self.nested -= 1
        part: Any = self.getContentHandler()
        part.endElement(name)


class _Workbook:
    def __init__(self, parts: zipfile.ZipFile) -> None:
        self.parts = parts
        self.names = set(parts.namelist())

    def book(self) -> Book:
        listed = Listed()
        self._parse("xl/workbook.xml", listed)
        targets = Targets()
        self._parse("xl/_rels/workbook.xml.rels", targets)
        strings, styles = Strings(), Styles()
        self._parse("xl/sharedStrings.xml", strings)
        self._parse("xl/styles.xml", styles)
        sheets: list[Sheet] = []
        left, letters = set(self.names), 0  # a part is one sheet, however often it is named
        for name, link, is_hidden in listed.sheets:
            part = posixpath.normpath(posixpath.join("/xl", targets.targets.get(link, ""))).lstrip(
                "/"
            )
            if part.startswith("xl/worksheets/") and part in left:
                left.discard(part)
                cells = _Cells(strings.texts, styles.date_styles, starts_1904=listed.starts_1904)
                cells.letters = letters
                self._parse(part, cells)
                letters = cells.letters
                sheet = cells.sheet(name, is_hidden=is_hidden)
                sheets.append(replace(sheet, comments=self._comments(part)))
        return Book(tuple(sheets))

    def _comments(self, sheet: str) -> Mapping[int, str]:
        folder, _, name = sheet.rpartition("/")
        targets, comments = Targets(), Comments()
        self._parse(f"{folder}/_rels/{name}.rels", targets)
        part = posixpath.normpath(posixpath.join("/", folder, targets.comments)).lstrip("/")
        if targets.comments and part.startswith("xl/"):
            self._parse(part, comments)
        return comments.by_row

    def _parse(self, name: str, handler: ContentHandler) -> None:
        if name not in self.names:
            return
        parser = _Parser(forbid_dtd=True)
        parser.setContentHandler(handler)
        with self.parts.open(name) as part:
            while block := part.read(_BLOCK):
                parser.feed(block)
        parser.close()


class _Cells(Part):
    def __init__(self, texts: list[str], date_styles: list[bool], *, starts_1904: bool) -> None:
        super().__init__()
        self.texts, self.date_styles, self.starts_1904 = texts, date_styles, starts_1904
        self.rows: list[Row] = []
        self.row: dict[int, Plain] = {}
        self.number = self.column = self.filled = self.letters = self.groups = 0
        self.kind, self.style, self.value, self.inline, self.formula = "n", 0, "", "", ""
        self.merges: list[Merge] = []
        self.hidden: set[int] = set()

    def sheet(self, name: str, *, is_hidden: bool) -> Sheet:
        return Sheet(name, tuple(self.rows), tuple(self.merges), frozenset(self.hidden), is_hidden)

    def begin(self, name: str, attrs: Mapping[str, str]) -> None:
        match name:
            case "c":
                self._begin_cell(attrs)
            case "v" | "t" | "f":
                self.listen()
            case "row":
                self._begin_row(attrs)
            case "col" if attrs.get("hidden") in ("1", "true") and self.groups < MOST_COLUMNS:
                self.groups += 1
                first, last = _whole(attrs.get("min"), 1), _whole(attrs.get("max"), 0)
                self.hidden.update(range(first - 1, min(last, MOST_COLUMNS)))
            case "mergeCell" if len(self.merges) < MOST_MERGES:
                merged = _REFERENCE.findall(attrs.get("ref", ""))
                if len(merged) == 2:
                    (left, top), (right, bottom) = merged
                    self.merges.append(Merge(int(top), _at(left), int(bottom), _at(right)))

    def end(self, name: str) -> None:
        match name:
            case "v":
                self.value = self.heard()
            case "t":
                self.inline += self.heard()
            case "f":
                self.formula = self.heard()
            case "c":
                value = self._plain()
                if value is not None:
                    self.row[self.column] = value
                    self.filled += 1
                    self.letters += len(value) if isinstance(value, str) else 0
                    if self.filled > MOST_CELLS or self.letters > MOST_LETTERS:
                        raise refuse("list_too_many_cells", most=MOST_CELLS)
            case "row" if self.row:
                self.rows.append(Row(self.number, self.row))

    def _begin_row(self, attrs: Mapping[str, str]) -> None:
        self.number = _whole(attrs.get("r"), self.number + 1)
        self.column, self.row = -1, {}
        if len(self.rows) > MOST_ROWS:
            raise refuse("list_too_many_rows", most=MOST_ROWS)

    def _begin_cell(self, attrs: Mapping[str, str]) -> None:
        named = _REFERENCE.fullmatch(attrs.get("r", ""))
        self.column = _at(named[1]) if named else self.column + 1
        if self.column >= MOST_COLUMNS:
            raise refuse("list_too_wide", most=MOST_COLUMNS)
        self.kind, self.style = attrs.get("t", "n"), _whole(attrs.get("s"), 0)
        self.value = self.inline = self.formula = ""

    def _plain(self) -> Plain:
        match self.kind:
            case "s":
                at = _whole(self.value, -1)
                return _said(self.texts[at]) if 0 <= at < len(self.texts) else None
            case "inlineStr":
                return _said(self.inline)
            case "b":
                return self.value.strip() == "1" if self.value else None
            case "n" if self.value:
                return self._number()
            case "n":  # a formula that nobody has counted yet stays what it says
                return _said(self.formula and f"={self.formula}")
            case _:  # a formula's text, an error, a date in letters
                return _said(self.value)

    def _number(self) -> Plain:
        try:
            number = float(self.value)
        except ValueError:
            return _said(self.value)
        is_date = self.style < len(self.date_styles) and self.date_styles[self.style]
        if is_date and 0 < number < 1:
            return _clock(number)
        if is_date and (day := from_serial(number, starts_1904=self.starts_1904)) is not None:
            return day
        return int(number) if number.is_integer() and abs(number) < 1e15 else number


def _clock(part: float) -> str:
    """An hour of no day, 13:30: a part of a day in a cell that shows it so."""
    hours, minutes = divmod(round(part * 24 * 60), 60)
    return f"{hours:02}:{minutes:02}"


def from_serial(number: float, *, starts_1904: bool = False) -> date | datetime | None:
    """The day (and hour) Excel means by a number; None for what lies outside its calendar.

    Day 60 of the 1900 system is a 29 February that never was, so days before it are one off.
    """
    if not 1 <= number < 2_958_466:  # 1900-01-01 to 9999-12-31
        return None
    first = date(1904, 1, 1) if starts_1904 else date(1899, 12, 31 if number < 60 else 30)
    days, part = divmod(number, 1)
    try:
        day = first + timedelta(days=int(days))
    except OverflowError:
        return None
    minutes = round(part * 24 * 60)
    return datetime.combine(day, time()) + timedelta(minutes=minutes) if minutes else day


def _said(text: str) -> str | None:
    return text if text.strip() else None


def _whole(text: Any, otherwise: int) -> int:
    return (
        int(text)
        if isinstance(text, str) and text.isascii() and text.isdigit() and len(text) < 9
        else otherwise
    )


def _at(letters: str) -> int:
    """Column A is 0."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
