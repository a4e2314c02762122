"""Questions without which a row is nobody's, answered when the same row came before: whose name of
two it is, and whether who is said to have left is here. What is here is the answer; the mark of
what was asked about says that somebody gave it. What a coordinator said no to is in
`import_refusals`.
"""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from matcher.domain.spelling import folded
from matcher.services import import_refusals
from matcher.services.duplicates import GONE
from matcher.services.import_marks import Marks, mark, of_answer
from matcher.sheets import lists
from matcher.sheets.fields import ListKind
from matcher.sheets.readings import World
from matcher.sheets.rows import ReadRow
from matcher.sheets.staged import Staged
from matcher.store import import_checks, imports
from matcher.store.import_checks import Known
from matcher.store.recipients import Recipient
from matcher.store.volunteers import Volunteer

_ASKED_OF = {"name_is_asked": "name", "left_is_asked": "state"}  # fault of the row → its cell


def recalled(
    session: Session, staged: Staged, rows: Sequence[ReadRow], kind: ListKind, here: World,
    *, centre: str,
) -> list[ReadRow]:  # fmt: skip
    """The rows, with those read anew that were answered about when they came before."""
    if kind is ListKind.NEEDS:
        return list(rows)
    answers = _of_people(session, rows, kind, centre=centre)
    answers |= import_refusals.recalled(session, rows, kind, centre=centre)
    if not answers:
        return list(rows)
    told = replace(staged, answers={**staged.answers, **answers})
    only = {key.rpartition(":")[0] for key in answers}
    anew = {row.key: row for row in lists.read_rows(told, kind, here, only)}
    return [anew.get(row.key, row) for row in rows]


def _of_people(
    session: Session, rows: Sequence[ReadRow], kind: ListKind, *, centre: str
) -> dict[str, str]:
    asking = {row.key: (row, field) for row in rows if (field := _asked_of(row))}
    known = _answered(session, kind, set(_ASKED_OF.values()), centre=centre) if asking else []
    return {
        f"{key}:{field}": said
        for key, (row, field) in asking.items()
        if (said := _answer(row, field, known))
    }


def _asked_of(row: ReadRow) -> str | None:
    return _ASKED_OF.get(row.fault.code) if row.fault else None


def _answered(
    session: Session, kind: ListKind, fields: set[str], *, centre: str
) -> list[tuple[Known, Marks]]:
    """Those who are here, and of whom somebody has answered about one of those cells."""
    names = [of_answer(field) for field in fields]
    marks = imports.told_of(session, imports.marked(session, names, centre=centre), centre=centre)
    model: import_checks.Person = Volunteer if kind is ListKind.VOLUNTEERS else Recipient
    people = import_checks.people(session, model, centre=centre) if marks else []
    return [(one, marks[one.id]) for one in people if one.id in marks and one.state not in GONE]


def _answer(row: ReadRow, field: str, known: Sequence[tuple[Known, Marks]]) -> str | None:
    written = next((cell.written for cell in row.cells if cell.field == field), "")
    words = _words(" ".join(cell.written for cell in row.cells if "name" in cell.field))
    for one, marks in known:
        is_named = _words(one.first_name) <= words and _words(one.surname) <= words
        if is_named and marks.get(of_answer(field)) == mark(one.id, written):
            return f"{one.surname}, {one.first_name}".lstrip(", ") if field == "name" else "aktiv"
    return None


def _words(text: str) -> set[str]:
    return set(folded(text.replace(",", " ")).split())
