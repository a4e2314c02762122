"""Finds the list on a sheet: its row of headers, its rows of people, and what is neither.

    Höstens volontärer 2026              a title: left alone
    Namn | Telefon | Kontakt             the headers, which may take two rows where cells are merged
                   | e-post | ort
    Karin Lind | 070-… | …               a row
    Ersboda                              a heading in the middle: told, not taken
    Summa: 14                            a footer: told, not taken

Merged cells below the headers hold for every row they cover.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from matcher.domain.spelling import folded
from matcher.sheets.plain import Merge, Row, Sheet, said

ROWS_SEARCHED = 40  # from the top, for headers
MOST_COPIES = 5_000  # of a merged cell's text
MOST_LOOKED = 200_000  # rows below merged cells, whether or not there are any
LONGEST_TITLE = 80
NOTES = "Kommentarer i cellerna"  # the title of what was noted on cells; no sheet's own
_FOLDS = 3  # signs that folding a title may take away or add

_FOOTER = (
    "summa", "totalt", "total", "antal", "sum", "uppdaterad", "senast", "utskriven", "utskrivet",
    "obs", "anm", "anmarkning", "kalla", "forklaring", "sida", "page", "updated", "count",
)  # fmt: skip

Score = Callable[[Sequence[str]], int]  # how many of these titles are known headers


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the list: where it stands on the sheet, and what stands above it."""

    at: int
    title: str
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Aside:
    """A row that is not one of the list's, and why: `heading`, `footer` or `header_again`."""

    number: int
    why: str


@dataclass(frozen=True, slots=True)
class Table:
    """The list on one sheet."""

    sheet: str
    header: int  # row number, as Excel counts
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    asides: tuple[Aside, ...] = ()
    is_hidden: bool = False


def find(sheet: Sheet, known: Score) -> Table | None:
    """The list of a sheet; None where no row reads as headers."""
    rows = list(_unmerged(sheet))
    top = _header(rows, known)
    if top is None:
        return None
    titles = _titles(rows, top)
    columns = tuple(
        Column(at, title[:LONGEST_TITLE], at in sheet.hidden_columns)
        for at, title in sorted(titles.items())
    )
    kept, asides = _parted(rows[top + 1 :], columns)
    columns, kept = _with_notes(columns, kept, sheet.comments)
    return Table(sheet.name, rows[top].number, columns, tuple(kept), tuple(asides), sheet.is_hidden)


def _with_notes(
    columns: tuple[Column, ...], rows: list[Row], notes: Mapping[int, str]
) -> tuple[tuple[Column, ...], list[Row]]:
    """Notes that were put on cells, "vill inte gå till …", as a column of their own: last."""
    if not any(row.number in notes for row in rows):
        return columns, rows
    at = max((column.at for column in columns), default=0) + 1
    noted = [
        Row(row.number, {**row.cells, at: notes[row.number]}) if row.number in notes else row
        for row in rows
    ]
    return (*columns, Column(at, NOTES)), noted


def _unmerged(sheet: Sheet) -> Iterator[Row]:
    """Every row with the texts of the merged cells that cover it."""
    texts = {row.number: dict(row.cells) for row in sheet.rows}
    copies = 0
    looked = 0
    for merge in sheet.merges:
        told = texts.get(merge.top, {}).get(merge.left)
        if told is None:
            continue
        for number, at in _covered(merge):
            looked += 1
            if looked > MOST_LOOKED or copies >= MOST_COPIES:
                break
            if number in texts:
                texts[number].setdefault(at, told)
                copies += 1
    return (Row(number, cells) for number, cells in sorted(texts.items()))


def _covered(merge: Merge) -> Iterator[tuple[int, int]]:
    """Cells below a merged one; a title across many columns is not repeated in each of them."""
    for number in range(merge.top, min(merge.bottom, merge.top + MOST_COPIES) + 1):
        yield number, merge.left


def _header(rows: Sequence[Row], known: Score) -> int | None:
    """The row with most known headers; where none is known, the first that looks like some."""
    best, most = None, 1
    widest = max((len(row.cells) for row in rows[:ROWS_SEARCHED]), default=0)
    for place, row in enumerate(rows[:ROWS_SEARCHED]):
        score = known([said(value) for value in row.cells.values()])
        if score > most:
            best, most = place, score
        if most * 2 > widest > 2:
            break  # most columns are known: no row below can be more of a header
    return (
        best
        if best is not None
        else next(
            (place for place, row in enumerate(rows[:ROWS_SEARCHED]) if _looks_like_headers(row)),
            None,
        )
    )


def _looks_like_headers(row: Row) -> bool:
    texts = [value for value in row.cells.values() if isinstance(value, str)]
    short = [t for t in texts if len(t) <= LONGEST_TITLE and not any(c.isdigit() for c in t)]
    return len(short) >= 3 and len({folded(t) for t in short}) == len(row.cells)


def _titles(rows: Sequence[Row], top: int) -> dict[int, str]:
    """Titles by column; what the header row leaves empty stands in the row above it, if at all."""
    titles = {at: said(value) for at, value in rows[top].cells.items()}
    if top and rows[top - 1].number == rows[top].number - 1 and len(rows[top - 1].cells) > 1:
        for at, value in rows[top - 1].cells.items():
            titles.setdefault(at, said(value))
    used = {at for row in rows[top + 1 :] for at in row.cells}
    return {at: title for at, title in titles.items() if title} | {
        at: "" for at in used if at not in titles
    }


def _parted(rows: Sequence[Row], columns: Sequence[Column]) -> tuple[list[Row], list[Aside]]:
    kept: list[Row] = []
    asides: list[Aside] = []
    titles = {column.at: folded(column.title) for column in columns}
    for row in rows:
        why = _aside(row, titles)
        if why:
            asides.append(Aside(row.number, why))
        else:
            kept.append(row)
    return kept, asides


def _aside(row: Row, titles: Mapping[int, str]) -> str | None:
    texts = {at: said(value) for at, value in row.cells.items()}
    again = sum(_is_title(text, titles.get(at)) for at, text in texts.items())
    if again > 1 and again * 2 >= len(texts):
        return "header_again"
    if len(texts) > 2:
        return None
    first = folded(next(iter(texts.values()), ""))
    if first.split(" ")[0].strip(":") in _FOOTER:
        return "footer"
    if len(texts) == 1 and len(titles) > 2:
        return "footer" if len(first) > LONGEST_TITLE else "heading"
    return None


def _is_title(text: str, title: str | None) -> bool:
    """Whether a cell says what stands above its column. Most are of another length, and folding
    every cell of a long list takes as long as reading it.
    """
    return bool(title) and abs(len(text) - len(title or "")) <= _FOLDS and folded(text) == title
