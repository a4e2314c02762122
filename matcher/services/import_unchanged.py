"""Which cells of a row say what they said the last time: what a person has decided about them since
stands, whatever is read out of the same words today.

    the words of each cell ──marks of last time──▶ as before: tells nothing
                                              └──▶ as before, and in doubt: nothing that it has told

A cell of which a coordinator answered something says that, and not its words, as long as those are
the same. So does what is read out of its words into a field of its own.
"""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from matcher.services.import_marks import CELLS, of_answer, of_text
from matcher.services.import_telling import FACTS, Stated, stated
from matcher.sheets.rows import ReadRow

if TYPE_CHECKING:
    from matcher.services.import_merging import Before

# A cell → those that its fact may follow from as well: it is as before only where they are.
_BESIDE: Mapping[str, frozenset[str]] = {
    cell: frozenset(b for cells, beside in FACTS.values() if cell in cells for b in beside)
    for cell in {cell for cells, _beside in FACTS.values() for cell in cells}
}


@dataclass(frozen=True, slots=True)
class _Row:
    """A row beside what lists told before: the words of its cells, and which were answered."""

    written: Mapping[str, str]  # field → words, but where they are answered about now
    answered: Set[str]  # fields that say what they said when a coordinator answered about them
    before: "Before"

    def is_same(self, name: str) -> bool:
        """Whether a cell says what it said; one that is empty, and was so, as well."""
        if name not in self.written:
            return of_text(name) not in self.before.marks
        return name in self.answered or self.before.said(of_text(name), self.written[name])

    def is_of_an_answer(self, name: str) -> bool:
        """Whether it is read out of a cell that a coordinator has answered about."""
        said = self.written[name].casefold()
        is_new = name not in CELLS and of_text(name) not in self.before.marks
        return is_new and any(said in self.written[of].casefold() for of in self.answered)

    def unchanged(self) -> Iterator[str]:
        for name in self.written:
            with_what_it_follows_from = (name, *_BESIDE.get(name, ()))
            if self.is_of_an_answer(name) or all(map(self.is_same, with_what_it_follows_from)):
                yield name


def said_by(row: ReadRow, before: "Before | None") -> Stated:
    """What a row says, cell by cell, but for what it said already."""
    said = stated(row)
    if before is None:
        return said
    written = {c.field: c.written for c in row.cells if c.field not in row.asked}
    answered = {n for n, words in written.items() if before.said(of_answer(n), words)}
    found = frozenset(_Row(written, answered, before).unchanged())
    in_doubt = (found & said.doubted) - answered
    same = {name: cell for name, cell in said.sure.items() if name in found - in_doubt}
    sure = {name: cell for name, cell in said.sure.items() if name not in same}
    return replace(said, sure=sure, same=same, held=in_doubt)
