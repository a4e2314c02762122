"""A row that a coordinator has said no to stays out when its list comes again.

Nothing of her is kept: with the list stands a mark of the row and what was asked, salted with the
list's id, and the answer, which is one of a few. It can be compared and not read.
"""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy.orm import Session

from matcher.domain.spelling import folded
from matcher.services.import_marks import mark, may_be_marked
from matcher.services.twins import Choice
from matcher.sheets.fields import ListKind
from matcher.sheets.rows import ReadRow
from matcher.sheets.rows_kind import HAS_ONE, MATCHED
from matcher.sheets.states import DIED
from matcher.store import imports

REFUSALS = "refusals"  # in the counts of a list: mark → answer
SKIPS = "skips"  # likewise: marks
# The field that is asked about → the answers that keep the row out.
_NOES: Mapping[str, frozenset[str]] = {
    "kind": frozenset(["nej"]),
    "state": frozenset(["slutat", DIED]),
    "own_yes": frozenset(["nej"]),
    MATCHED: frozenset([HAS_ONE]),
}


def noted(rows: Iterable[ReadRow], import_id: str) -> dict[str, dict[str, str]]:
    """For the counts of a list that is saved."""
    found = {}
    for row in rows:
        for name, written in row.asked.items() if row.told is None else ():
            answer = _written(row, name)
            if answer in _NOES.get(name, ()) and may_be_marked(written):
                found[_mark(import_id, row, name, written)] = answer
    return {REFUSALS: found} if found else {}


def recalled(
    session: Session, rows: Sequence[ReadRow], kind: ListKind, *, centre: str
) -> dict[str, str]:
    """Row and field, as 0:4:state → the answer given when the row came before and asked it."""
    asking = [(row, cell) for row in rows for cell in row.unsure if cell.field in _NOES]
    lists = imports.told_by_lists(session, kind.value, centre=centre) if asking else []
    found: dict[str, str] = {}
    for earlier in reversed(lists):  # the newest goes before
        known = earlier.counts.get(REFUSALS, {})
        for row, cell in asking if known else ():
            answer = known.get(_mark(earlier.import_id, row, cell.field, cell.written))
            found |= {f"{row.key}:{cell.field}": answer} if answer else {}
    return found


def skips_noted(
    rows: Iterable[ReadRow], choices: Mapping[str, str], import_id: str
) -> dict[str, list[str]]:
    """For the counts of a list that is saved: the rows that a coordinator chose to leave out."""
    found = [_whole(import_id, row) for row in rows if choices.get(row.key) == Choice.SKIP.value]
    return {SKIPS: found} if found else {}


def skipped(
    session: Session, rows: Sequence[ReadRow], kind: ListKind, *, centre: str
) -> frozenset[str]:
    """The keys of rows that were left out so when they came before, every cell the same."""
    lists = imports.told_by_lists(session, kind.value, centre=centre) if rows else []
    found: set[str] = set()
    for earlier in lists:
        known = frozenset(earlier.counts.get(SKIPS, ()))
        found |= {row.key for row in rows if known and _whole(earlier.import_id, row) in known}
    return frozenset(found)


def _whole(import_id: str, row: ReadRow) -> str:
    """Of all that a row says, before anybody has answered about it."""
    return mark(import_id, sorted([c.field, row.asked.get(c.field, c.written)] for c in row.cells))


def _mark(import_id: str, row: ReadRow, name: str, written: str) -> str:
    """Of whom, and of what she wished for where that is what is refused."""
    who = sorted(folded(" ".join(c.written for c in row.cells if "name" in c.field)).split())
    return mark(import_id, [who, name, written, _written(row, "tasks") if name == "kind" else ""])


def _written(row: ReadRow, name: str) -> str:
    return next((cell.written for cell in row.cells if cell.field == name), "")
