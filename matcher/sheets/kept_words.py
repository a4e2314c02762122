"""Words of a cell that somebody has said to keep as they stand, one by one.

In an answer such a word stands between quotation marks, "stödperson, ”bollplank”": the others of
the cell are still asked about. An answer that says all of a cell again keeps every word of it.
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from matcher.domain.spelling import exact
from matcher.sheets.readings import Reading, Unsure, World
from matcher.sheets.rows import Cell

Known = dict[tuple[str, str, bool], Reading | None]  # as `rows_reading` remembers

ASKED_OF = frozenset(["word_maybe", "demand_unknown", "wish_unknown"])  # of a single word
_FIELDS = frozenset(
    [
        "tasks", "not_tasks", "interests", "dislikes", "skills", "skills_needed", "skills_wished",
        "function",
    ]
)  # fmt: skip
_QUOTED = re.compile("”([^”]+)”")


def is_of_a_word(cell: Cell) -> bool:
    """Whether a question is of one word, of a field whose words are kept one by one."""
    asked = cell.reading.fault.code if isinstance(cell.reading, Unsure) else ""
    return cell.field in _FIELDS and asked in ASKED_OF


def quoted(word: str) -> str:
    """The word as an answer keeps it."""
    return f"”{word}”"


def plain(text: str) -> str:
    """An answer without its quotation marks."""
    return _QUOTED.sub(r"\1", text)


def taken(
    texts: Mapping[str, str], given: Mapping[str, str], world: World, known: Known
) -> tuple[dict[str, str], World, Known]:
    """The texts of a row without the quotation marks of its answers, the world in which such words
    are settled, and what is `known` of texts read in it: in another world than the list's, nothing.
    """
    marked = {n: t for n, t in texts.items() if n in given and n in _FIELDS and _QUOTED.search(t)}
    kept = frozenset(exact(word) for text in marked.values() for word in _QUOTED.findall(text))
    bare = {name: plain(text) for name, text in marked.items()}
    if not kept:
        return {**texts, **bare}, world, known
    return {**texts, **bare}, replace(world, settled=world.settled | kept), {}
