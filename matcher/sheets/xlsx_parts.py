"""The small parts of a workbook: its sheets, where they lie, their texts, which cells are days."""

import re
from collections.abc import Mapping
from typing import Any
from xml.sax.handler import ContentHandler

from matcher.sheets.guard import MOST_CELLS, MOST_STRINGS, refuse
from matcher.sheets.plain import LONGEST_CELL

# Built-in number formats that show a date; 18–21 and 45–47 show a time only (ECMA-376 18.8.30).
_DATE_FORMATS = frozenset({14, 15, 16, 17, 22, *range(27, 37), *range(50, 59)})
MOST_SHEETS = 20
MOST_LINKS = 1_000
LONGEST_FORMAT = 255  # characters; Excel keeps no longer one
MOST_COMMENTS = 2_000  # rows with notes
_ROW = re.compile(r"\d{1,7}$")
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


class Part(ContentHandler):
    """Element names without their prefix, and the text of the element that is open."""

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] | None = None
        self.length = 0

    def startElement(self, name: str, attrs: Any) -> None:  # noqa: N802 – SAX
        self.begin(name.rpartition(":")[2], attrs)

    def endElement(self, name: str) -> None:  # noqa: N802 – SAX
        self.end(name.rpartition(":")[2])

    def characters(self, content: str) -> None:
        # One character more than is kept tells that there was more.
        if self.text is not None and self.length <= LONGEST_CELL:
            self.text.append(content)
            self.length += len(content)

    def listen(self) -> None:
        self.text, self.length = [], 0

    def heard(self) -> str:
        text, self.text = "".join(self.text or ())[: LONGEST_CELL + 1], None
        return text

    def begin(self, name: str, attrs: Mapping[str, str]) -> None:
        """Each part listens for its own elements."""

    def end(self, name: str) -> None:
        """Most parts say all in their attributes."""


class Listed(Part):
    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[tuple[str, str, bool]] = []
        self.starts_1904 = False

    def begin(self, name: str, attrs: Mapping[str, str]) -> None:
        if name == "sheet" and len(self.sheets) < MOST_SHEETS:
            link = next((link for key, link in attrs.items() if key.endswith(":id")), "")
            hidden = attrs.get("state", "visible") != "visible"
            self.sheets.append((attrs.get("name", "")[:100], link, hidden))
        elif name == "workbookPr":
            self.starts_1904 = attrs.get("date1904", "0") in ("1", "true")


class Targets(Part):
    def __init__(self) -> None:
        super().__init__()
        self.targets: dict[str, str] = {}
        self.comments = ""  # where the notes on the cells of a sheet lie

    def begin(self, name: str, attrs: Mapping[str, str]) -> None:
        if name == "Relationship" and len(self.targets) < MOST_LINKS:
            self.targets[attrs.get("Id", "")] = attrs.get("Target", "")
            if attrs.get("Type", "").endswith("/comments"):
                self.comments = attrs.get("Target", "")


class Strings(Part):
    """Shared texts; a text in several styles is several `t`, and `rPh` is how to pronounce it."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.pieces: list[str] = []
        self.is_aside = False

    def begin(self, name: str, attrs: Mapping[str, str]) -> None:
        if name == "si":
            self.pieces = []
        elif name == "rPh":
            self.is_aside = True
        elif name == "t" and not self.is_aside:
            self.listen()

    def end(self, name: str) -> None:
        if name == "t" and self.text is not None:
            self.pieces.append(self.heard())
        elif name == "rPh":
            self.is_aside = False
        elif name == "si":
            if len(self.texts) >= MOST_STRINGS:
                raise refuse("list_too_many_cells", most=MOST_CELLS)
            self.texts.append("".join(self.pieces)[: LONGEST_CELL + 1])


class Comments(Part):
    """Notes that somebody has put on cells, by the row they stand in; their authors are not read
    apart.
    """

    def __init__(self) -> None:
        super().__init__()
        self.by_row: dict[int, str] = {}
        self.row = 0
        self.pieces: list[str] = []

    def begin(self, name: str, attrs: Mapping[str, str]) -> None:
        if name == "comment":
            found = _ROW.search(attrs.get("ref", ""))
            self.row, self.pieces = int(found[0]) if found else 0, []
        elif name == "t" and self.row:
            self.listen()

    def end(self, name: str) -> None:
        if name == "t" and self.text is not None:
            self.pieces.append(self.heard())
        elif name == "comment" and self.row and len(self.by_row) < MOST_COMMENTS:
            both = "\n".join(filter(None, [self.by_row.get(self.row), "".join(self.pieces)]))
            self.by_row[self.row] = both[:LONGEST_CELL]


class Styles(Part):
    def __init__(self) -> None:
        super().__init__()
        self.own: dict[str, bool] = {}  # its formats, and whether they show a day
        self.date_styles: list[bool] = []
        self.is_cell = False

    def begin(self, name: str, attrs: Mapping[str, str]) -> None:
        if name == "numFmt":
            shown = attrs.get("formatCode", "")[:LONGEST_FORMAT]
            self.own[attrs.get("numFmtId", "")] = _shows_day(shown)
        elif name == "cellXfs":
            self.is_cell = True
        elif name == "xf" and self.is_cell:
            self.date_styles.append(self._shows_date(attrs.get("numFmtId", "0")))

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self.is_cell = False

    def _shows_date(self, number: str) -> bool:
        if number in self.own:
            return self.own[number]
        return number.isdigit() and int(number[:9]) in _DATE_FORMATS


def _shows_day(shown: str) -> bool:
    bare = _QUOTED.sub("", shown.lower())
    return "y" in bare or "å" in bare or ("d" in bare and "m" in bare)
