"""Questions that stand in several rows of a list are asked once, and the answer goes for all.

A key says the field, and what is asked about: a word of the cell ("tasks:besök"), wherever it
stands; the cell whole ("modes=gående"), where all of it is the same; or another field that is told
where this one is empty ("extract_kind>extract_on").
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial

from matcher.domain.spelling import exact
from matcher.sheets import cells
from matcher.sheets.readings import Refused, Unsure
from matcher.sheets.rows import Cell, ReadRow

_PIECE, _WHOLE, _BESIDE = ":", "=", ">"
_APART = re.compile(r"[,;\n/+&]|\b(?:och|o|samt|and)\b")
# The question of a field that is empty → the other that makes it a question.
_ASKED_BESIDE = {"extract_kind_asked": "extract_on"}
# What differs between two persons even where the same is written; and what nobody may say of
# many at once but in a statement that is kept: steps taken, and yeses heard.
_OF_ONE = frozenset(
    [
        "name", "first_name", "surname", "phone", "email", "contact", "birth_year", "postcode",
        "street", "background", "title", "about", "organisation", "contact_name", "state",
        "interview", "reference", "agreement", "confidentiality", "introduction", "extract_on",
        "guardian_consent", "matched_with", "own_yes", "health_consent_on", "consent_on",
        "consent_heard_by", "consent_how",
    ]
)  # fmt: skip

# Of these a bare yes is one of many: on which day they were taken is answered once, and kept as
# vouched for. Whom somebody has met and asked about (R9) is told of each.
STEPS = frozenset(["confidentiality", "introduction"])
_YES, _NO_DAY = "ja", "day_missing"
_OF_ITS_ROW = frozenset(["same_as_above", "nothing_above"])  # above each row stands another
PLACES = frozenset(["area", "town"])  # that may all stand as they are written: on no map, no harm


@dataclass(frozen=True, slots=True)
class SharedQuestion:
    """One question of several rows: a cell that asks it, and how many do."""

    key: str
    cell: Cell
    rows: int

    @property
    def about(self) -> str:
        """The word, or the cell, as it was written; empty where it differs from row to row."""
        is_empty = is_beside(self.key)
        return "" if is_empty else piece_of(self.cell) or self.cell.written


def key_of(cell: Cell) -> str | None:
    """What the question of a cell is known by; None where an answer cannot go for others."""
    if _is_undated(cell):
        return key_of_day(cell.field)
    is_hers = cell.field in _OF_ONE or cell.sensitive or not cell.written
    if is_hers or not isinstance(cell.reading, Unsure | Refused):
        return None
    if cell.reading.fault.code in _OF_ITS_ROW:
        return None
    beside = _ASKED_BESIDE.get(cell.reading.fault.code)
    if beside:
        return f"{cell.field}{_BESIDE}{beside}"
    piece = piece_of(cell)
    return f"{cell.field}{_PIECE}{piece}" if piece else f"{cell.field}{_WHOLE}{cell.written}"


def is_for_all(key: str) -> bool:
    """Whether a key is one of `key_of`: about something, in a field that others have too."""
    name = field_of(key)
    return is_of_day(key) or (name not in _OF_ONE and len(key) > len(name) + 1)


def is_of_day(key: str) -> bool:
    """Whether its answer is the day on which everybody with a bare yes took a step."""
    return field_of(key) in STEPS and key == key_of_day(field_of(key))


def key_of_day(step: str) -> str:
    """The key of that answer."""
    return f"{step}{_WHOLE}{_YES}"


def _is_undated(cell: Cell) -> bool:
    is_asked = isinstance(cell.reading, Refused) and cell.reading.fault.code == _NO_DAY
    return cell.field in STEPS and is_asked and cells.is_yes(cell.written)


@lru_cache(maxsize=1024)
def field_of(key: str) -> str:
    """The field of a key."""
    return re.split(f"[{_PIECE}{_WHOLE}{_BESIDE}]", key, maxsplit=1)[0]


def is_beside(key: str) -> bool:
    """Whether a key asks about cells with nothing in them."""
    return key[len(field_of(key)) :].startswith(_BESIDE)


def matters(key: str, row: ReadRow) -> bool:
    """Whether an answer that met a row says something of it: of the sort of an extract, only where
    the day of one was understood.
    """
    return not is_beside(key) or any(c.field == about(key) and c.value for c in row.cells)


def piece_of(cell: Cell) -> str:
    """The word that is asked about; empty where it is the whole cell."""
    return _closed(exact(cell.reading.piece)) if isinstance(cell.reading, Unsure) else ""


def _closed(word: str) -> str:
    """Centrum (Stenstan): the bracket that an edge loses belongs to the word."""
    return f"{word})" if word.count("(") > word.count(")") else word


def shared(rows: Iterable[tuple[ReadRow, tuple[Cell, ...]]]) -> dict[str, SharedQuestion]:
    """Key → question, of the cells that ask in at least two rows, the most frequent first."""
    first: dict[str, Cell] = {}
    count: dict[str, int] = {}
    for _, asking in rows:
        for key, cell in {key_of(cell): cell for cell in asking}.items():
            if key is not None:
                first.setdefault(key, cell)
                count[key] = count.get(key, 0) + 1
    often = sorted((key for key in count if count[key] > 1), key=lambda key: -count[key])
    return {key: SharedQuestion(key, first[key], count[key]) for key in often}


def kept_as_written(rows: Iterable[tuple[ReadRow, tuple[Cell, ...]]]) -> dict[str, dict[str, str]]:
    """Field → the answers that let each place that is asked about stand as it is written."""
    found: dict[str, dict[str, str]] = {}
    for _, asking in rows:
        for cell in asking:
            key, reading = key_of(cell), cell.reading
            if cell.field not in PLACES or key is None or not isinstance(reading, Unsure):
                continue
            for text in reading.choices:
                if is_settled(key, text):
                    found.setdefault(cell.field, {}).setdefault(key, text)
    return found


def answered(
    texts: Mapping[str, str], everywhere: Mapping[str, str]
) -> tuple[dict[str, str], list[str]]:
    """The texts of a row, field by field, with what is answered for the whole list; and the keys of
    the answers it met. A word within a phrase may mean something else there, and is left as it is.
    """
    found, met = dict(texts), []
    for key, meant in everywhere.items():
        name = field_of(key)
        found[name], times = _met(key, found.get(name, ""), meant, texts)
        met += [key] if times else []
    return {name: text for name, text in found.items() if text}, met


def _met(key: str, text: str, meant: str, texts: Mapping[str, str]) -> tuple[str, int]:
    """A cell with an answer in its place, and how many times the answer met it."""
    name, told = field_of(key), about(key)
    if is_beside(key):
        return (meant, 1) if not text and texts.get(told) else (text, 0)
    if is_of_day(key):
        return (meant, 1) if cells.is_yes(text) else (text, 0)
    if key[len(name)] == _WHOLE:
        return (meant, 1) if text and exact(text) == exact(told) else (text, 0)
    if told.partition(" ")[0].lower() not in text.lower():  # most cells of most rows
        return text, 0
    return _alone(told).subn(partial(_after_comma, meant), text)


def settled(everywhere: Mapping[str, str]) -> frozenset[str]:
    """The words that are to stand as they are written."""
    return frozenset(exact(word) for key, word in everywhere.items() if is_settled(key, word))


def is_settled(key: str, meant: str) -> bool:
    """The answer says to keep the word as it stands."""
    told = key[len(field_of(key)) :]
    return told.startswith(_PIECE) and exact(told[1:]) == exact(meant)


def about(key: str) -> str:
    """What a key asks about, as it was written."""
    return key[len(field_of(key)) + 1 :]


def with_piece(text: str, piece: str, meant: str) -> str:
    """The text with something else in the place of a word: where it stands between commas, or
    else where it first stands as a word of its own.
    """
    found, times = _alone(piece).subn(partial(_after_comma, meant), text)
    within = rf"(?<!\w){re.escape(piece)}(?!\w)"
    return found if times else re.sub(within, lambda _: meant, text, count=1, flags=re.IGNORECASE)


def in_place_of(text: str, piece: str, own: str) -> str:
    """The text with an answer in somebody's own words about a word of it, "finska" of "sv, xy". Who
    writes what stands beside it once more has written all of it anew.
    """
    if not own:
        return own
    beside = {exact(one) for one in _APART.split(text)} - {exact(piece), ""}
    is_whole = beside & {exact(one) for one in _APART.split(own)}
    answered = with_piece(text, piece, own)
    return own if is_whole or answered == text else answered


def _after_comma(word: str, at: re.Match[str]) -> str:
    return at[1] + word


def _alone(piece: str) -> re.Pattern[str]:
    """The word between commas, however many spaces it was written with."""
    word = r"\s+".join(map(re.escape, piece.split()))
    return re.compile(rf"((?:^|[,;\n/+&])\s*){word}(?=\s*(?:$|[,;\n/+&]))", re.IGNORECASE)
