"""Which way the names of a list are written: "Hallin, Sara", "Hallin Sara" or "Sara Hallin"."""

import re
from collections.abc import Set
from dataclasses import dataclass

from matcher.domain.spelling import folded
from matcher.sheets import cells_of_people
from matcher.sheets.readings import unsure
from matcher.sheets.rows import Cell, Cells
from matcher.sheets.staged import Staged

SEVERAL = 3  # names that begin with a surname for sure: a slip of the pen is one, or two
_COMMA = re.compile(r"\s*[^\W\d_][\w' -]*,\s*[^\W\d_][\w' -]*")
_TWO = re.compile(r"\s*([^\W\d_][\w'-]+)\s+([^\W\d_][\w'-]+)\s*")


@dataclass(frozen=True, slots=True)
class Names:
    """How the names of a sheet are written: all with the surname first, or which are unsure."""

    is_surname_first: bool = False
    unsure: frozenset[str] = frozenset()


def of_sheet(staged: Staged, at: int) -> Names:
    """The header says that surnames stand first, "Efternamn, förnamn", or several names without a
    comma do and none says otherwise. Unsure are the names of two words without a comma that do not
    tell it themselves, where others have the surname first; none where all of several that do tell
    have the first name first.
    """
    mapping = staged.mappings[at] or {}
    columns = [column for column, name in mapping.items() if name == "name"]
    titles = (c.title for c in staged.sheets[at].columns if str(c.at) in columns)
    if any(folded(title).startswith("efternamn") for title in titles):
        return Names(is_surname_first=True)
    told = [texts[c] for _, texts in staged.sheets[at].rows for c in columns if texts.get(c)]
    turned = [text for text in told if _COMMA.fullmatch(text)]
    plain = [found for text in told if (found := _TWO.fullmatch(text))]
    given = {word for text in turned for word in folded(text.partition(",")[2]).split()}
    ways = [_way(one, given) for one in plain]
    first, last = ways.count(True), ways.count(False)
    if first >= SEVERAL and not last:
        return Names(is_surname_first=True)
    are_some_turned = (turned and len(turned) >= len(plain)) or (first and first >= last)
    if not are_some_turned or (last > 1 and not first):
        return Names()
    return Names(unsure=frozenset(p[0] for p, way in zip(plain, ways, strict=True) if way is None))


def _way(two: re.Match[str], given: Set[str]) -> bool | None:
    """Whether the surname stands first of two words, where they tell: by a first name of the list,
    or by how surnames end.
    """
    if folded(two[1]) in given or cells_of_people.is_surname_last(two.groups()):
        return False
    return True if cells_of_people.is_surname_first(two.groups()) else None


def ask(found: Cells) -> None:
    """Which of the two is the first name; until somebody has answered it is the one that stands
    first.
    """
    cell = found.by_field["name"]
    if two := _TWO.fullmatch(cell.written):
        ready = (f"{two[1]}, {two[2]}", f"{two[2]}, {two[1]}")
        asked = unsure("name_order", *ready, value=cell.value, said=cell.written[:60])
        found.by_field["name"] = Cell("name", cell.written, asked)
