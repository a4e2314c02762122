"""How often they would meet of whom a list does not say so: answered once, for all of it.

Unanswered it is reckoned with every week; whoever is asked herself is asked in her own row. Who is
here already keeps what stands.
"""

from dataclasses import replace

from matcher.domain.errors import Fault
from matcher.domain.needs import NeedKind
from matcher.domain.spelling import exact
from matcher.sheets.readings import Understood, unsure
from matcher.sheets.rhythms import RHYTHMS, rhythm
from matcher.sheets.rows import Cell, ReadRow, ToldWaiting

FIELD = "every_weeks"
KEY = f"{FIELD}>company"  # of the answer, among those for all of a list
ASK_EACH = "fråga var och en"
READY = (RHYTHMS[1], RHYTHMS[2], ASK_EACH)


def is_silent(row: ReadRow) -> bool:
    """Whether a row wishes for company and says nothing of how often."""
    told = row.told
    if not isinstance(told, ToldWaiting) or told.need.kind is not NeedKind.COMPANIONSHIP:
        return False
    is_told = any(cell.field == FIELD for cell in row.cells)
    return told.is_wished and told.need.every_weeks == 1 and not is_told


def fault_of(key: str, answer: str) -> Fault | None:
    """Why an answer for all is none: it says no rhythm that we plan by, "var tredje vecka"."""
    is_asked = key == KEY and answer and exact(answer) != ASK_EACH
    is_none = is_asked and _weeks(answer) is None
    return Fault("rhythm_not_for_all", {"said": answer[:40]}) if is_none else None


def _weeks(answer: str) -> int | None:
    read = rhythm(answer)
    return read.value if isinstance(read, Understood) and isinstance(read.value, int) else None


def answered(row: ReadRow, answer: str | None) -> ReadRow:
    """A row that says nothing of it with what was answered for all, or asked about it."""
    if answer is None or not is_silent(row):
        return row
    assert isinstance(row.told, ToldWaiting)
    weeks = _weeks(answer)
    if weeks is None:
        asks = Cell(FIELD, "", unsure("rhythm_not_told", *READY[:2]))
        return replace(row, cells=(*row.cells, asks), answered=(*row.answered, KEY))
    told = replace(row.told, need=replace(row.told.need, every_weeks=weeks))
    cells = (*row.cells, Cell(FIELD, "", Understood(weeks)))
    return replace(row, told=told, cells=cells, answered=(*row.answered, KEY))
