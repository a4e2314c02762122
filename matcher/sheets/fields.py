"""Which columns a list of each kind may have, and the words people write above them.

They stand in `config/list_headers.tsv`. The first word of each is what our own lists say, and
what an exported list says. A field marked `several` may take more than one column; in one marked
`phone` a number is read as a telephone number first. `identity` is a column that is known, so
that it can be told apart, and never read (R27).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

HEADERS = Path(__file__).parents[2] / "config" / "list_headers.tsv"
IDENTITY = "identity"
BIRTH_YEAR = "birth_year"
AVAILABILITY = "availability"
TRAVEL = "modes"
GENDER_WISH = "gender_wish"


class ListKind(StrEnum):
    """What the rows of a list become."""

    VOLUNTEERS = "volunteers"
    WAITING = "waiting"
    NEEDS = "needs"


@dataclass(frozen=True, slots=True)
class ListField:
    """One thing a row may tell."""

    name: str
    words: tuple[str, ...]
    several: bool = False
    is_phone: bool = False


@cache
def of(kind: ListKind) -> Mapping[str, ListField]:
    """The fields of a kind of list by name, in the order of our own lists."""
    found = {}
    for line in HEADERS.read_text("utf-8").splitlines()[1:]:
        kinds, name, marks, words = line.split("\t")
        if kind.value in kinds.split():
            several, is_phone = ("several" in marks.split(), "phone" in marks.split())
            found[name] = ListField(name, tuple(words.split("|")), several, is_phone)
    return found


def title(kind: ListKind, name: str) -> str:
    """What our own lists say above that field."""
    return of(kind)[name].words[0]
