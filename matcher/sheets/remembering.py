"""What was answered for a whole list when it came before, put where the same is still asked."""

from collections.abc import Mapping

from matcher.sheets import shared_questions
from matcher.sheets.fields import ListField
from matcher.sheets.readings import Refused, Unsure, World
from matcher.sheets.rows import Reader
from matcher.sheets.rows_reading import Known, read_cells
from matcher.sheets.staged import Staged


def recalled(
    texts: dict[str, str],
    staged: Staged,
    fields: Mapping[str, ListField],
    readers: Mapping[str, Reader],
    world: World,
    known: Known,
) -> tuple[dict[str, str], list[str]]:
    """The texts of a row with the answers remembered, and the keys of those it met. A cell that
    asks nothing any more is left as it is: a word may have been learnt since.
    """
    fields_of = {key: shared_questions.field_of(key) for key in staged.remembered}
    told = {name: texts[name] for name in fields_of.values() if texts.get(name)}
    read = read_cells(told, fields, readers, world, known=known)
    asking = {cell.field for cell in read.all() if isinstance(cell.reading, Unsure | Refused)}
    answers = {
        key: meant
        for key, meant in staged.remembered.items()
        if key not in staged.everywhere and (fields_of[key] in asking or _stands_anyway(key, meant))
    }
    return shared_questions.answered(texts, answers)


def _stands_anyway(key: str, meant: str) -> bool:
    """An answer about what a cell does not ask by itself."""
    return shared_questions.is_settled(key, meant) or shared_questions.is_beside(key)
