"""Which way the names of a list are written: "Hallin, Sara", "Hallin Sara" or "Sara Hallin"."""

import re
from collections.abc import Set

from matcher.domain.spelling import folded
from matcher.sheets import cells_of_people
from matcher.sheets.readings import unsure
from matcher.sheets.rows import Cell, Cells
from matcher.sheets.staged import Staged

_COMMA = re.compile(r"\s*[^\W\d_][\w' -]*,\s*[^\W\d_][\w' -]*")
_TWO = re.compile(r"\s*([^\W\d_][\w'-]+)\s+([^\W\d_][\w'-]+)\s*")


def begins_with_surnames(staged: Staged, at: int) -> bool:
    """The header says so: "Efternamn, förnamn", whether or not every row has the comma."""
    mapping = staged.mappings[at] or {}
    titles = (c.title for c in staged.sheets[at].columns if mapping.get(str(c.at)) == "name")
    return any(folded(title).startswith("efternamn") for title in titles)


def unsure_of(staged: Staged, at: int) -> frozenset[str]:
    """The names of two words without a comma, in a sheet where at least as many have the comma with
    the surname before it: they may lack it. Those that tell it themselves are sure, and so are
    the rest where all of several that do have the first name first.
    """
    mapping = staged.mappings[at] or {}
    columns = [column for column, name in mapping.items() if name == "name"]
    told = [texts[c] for _, texts in staged.sheets[at].rows for c in columns if texts.get(c)]
    turned = [text for text in told if _COMMA.fullmatch(text)]
    plain = [found for text in told if (found := _TWO.fullmatch(text))]
    if not turned or len(turned) < len(plain) or begins_with_surnames(staged, at):
        return frozenset()
    given = {word for text in turned for word in folded(text.partition(",")[2]).split()}
    ways = [sure for one in plain if (sure := _way(one, given)) is not None]
    if len(ways) > 1 and not any(ways):
        return frozenset()
    return frozenset(one[0] for one in plain if _way(one, given) is None)


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
