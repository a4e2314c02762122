"""Text as raw words, numbers and marks, with their places."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

_RAW = re.compile(r"[^\W\d_]+|\d+|[^\s\w]|_")
NUMBER = "0"  # any number, among the words that something may begin with
_BLANK = re.compile(r"[\s\x00-\x1f\x7f-\x9f]")
_DASHES = str.maketrans("–—−‑‐", "-----")


class Raw(NamedTuple):
    """One word, number or mark, in lower case."""

    text: str
    start: int
    end: int


def cleaned(text: str) -> str:
    """The text that places refer to: composed letters, one kind of dash, no line breaks."""
    return _BLANK.sub(" ", unicodedata.normalize("NFC", text).translate(_DASHES))


def raws(text: str) -> list[Raw]:
    """Cut a cleaned text. Letters whose small form has another length are left as they are."""
    small = text.lower()
    if len(small) != len(text):
        small = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return [Raw(m.group(), m.start(), m.end()) for m in _RAW.finditer(small)]


def text_at(row: Sequence[Raw], i: int) -> str:
    """The raw word there, or nothing beyond the end."""
    return row[i].text if 0 <= i < len(row) else ""


def number_at(row: Sequence[Raw], i: int) -> int | None:
    """The number written there in digits; at most four of them."""
    text = text_at(row, i)
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else None


def glued(row: Sequence[Raw], i: int, count: int = 2) -> bool:
    """Whether `count` raws from i stand without a space between."""
    return i + count <= len(row) and all(
        row[k].end == row[k + 1].start for k in range(i, i + count - 1)
    )


Openings = Mapping[str, Sequence[tuple[str, ...]]]  # phrases by their first word, longest first


def by_opening(phrases: Iterable[tuple[str, ...]]) -> Openings:
    """Phrases in the order in which `one_of` tries them."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(phrases, key=len, reverse=True):
        found.setdefault(phrase[0], []).append(phrase)
    return found


def one_of(row: Sequence[Raw], i: int, phrases: Openings) -> int:
    """The length of the longest of the phrases that stands at i, or 0."""
    for phrase in phrases.get(text_at(row, i), ()):
        if all(text_at(row, i + k) == word for k, word in enumerate(phrase)):
            return len(phrase)
    return 0
