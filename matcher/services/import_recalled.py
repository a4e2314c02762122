"""Questions without which nothing of a row is taken in, answered when the same row came before:
whose name of two it is, whether who is said to have left is here, whether things are lifted or
people. What is here is the answer; the mark of what was asked about says that somebody gave it.
What a coordinator said no to is in `import_refusals`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from matcher.domain.consent import ConsentKind
from matcher.domain.spelling import folded
from matcher.services import import_refusals
from matcher.services.duplicates import GONE
from matcher.services.import_known import Known
from matcher.services.import_marks import MIXED, Marks, mark, of_answer
from matcher.services.import_merging import Before
from matcher.sheets import lists
from matcher.sheets.fields import ListKind
from matcher.sheets.readings import Refused, Unsure, World
from matcher.sheets.rows import Cell, ReadRow
from matcher.sheets.rows_edges import AT_ONCE
from matcher.sheets.rows_health import HEALTH_YES
from matcher.sheets.rows_kind import MATCHED, WAITS
from matcher.sheets.rows_yes import BARE
from matcher.sheets.staged import Staged
from matcher.sheets.yeses import CHANNELS
from matcher.store import import_checks, imports
from matcher.store.recipients import Recipient
from matcher.store.volunteers import Volunteer

# Why nothing of a row is taken in → its cell that is asked about, or what is asked there.
_FIELDS = {
    "name_is_asked": "name", "left_is_asked": "state", "matched_is_asked": MATCHED,
    "rest_is_asked": "from_on",
}  # fmt: skip
_QUESTIONS = {"lifting_is_asked": "lifting_maybe", "paid_is_asked": "paid_maybe"}
_ANSWERS = {"state": "aktiv", MATCHED: WAITS, "from_on": AT_ONCE}  # of who is here

_SILENT = "-"  # an answer that says nothing
_WAYS = {channel: word for word, channel in reversed(CHANNELS.items())}  # the first word of each

_Here = tuple[str, str, frozenset[str], Marks]  # id, name as it is answered, its words, marks


def recalled(
    session: Session, staged: Staged, rows: Sequence[ReadRow], kind: ListKind, here: World,
    *, centre: str,
) -> list[ReadRow]:  # fmt: skip
    """The rows, with those read anew that were answered about when they came before."""
    answers = _of_those_here(session, rows, kind, centre=centre)
    if kind is not ListKind.NEEDS:
        answers |= import_refusals.recalled(session, rows, kind, centre=centre)
    answers = {key: text for key, text in answers.items() if key not in staged.answers}
    return read_anew(staged, rows, answers, kind, here)


def read_anew(
    staged: Staged, rows: Sequence[ReadRow], answers: Mapping[str, str], kind: ListKind, here: World
) -> list[ReadRow]:
    """The rows, with those read again that such answers are about; keys as in `Staged.answers`."""
    if not answers:
        return list(rows)
    told = replace(staged, answers={**staged.answers, **answers})
    only = {key.rpartition(":")[0] for key in answers}
    anew = {row.key: row for row in lists.read_rows(told, kind, here, only)}
    return [anew.get(row.key, row) for row in rows]


def of_health(rows: Sequence[ReadRow], who: Mapping[str, str], known: Known) -> dict[str, str]:
    """The yes to keeping what tells of health, of whom it is asked and stands already: her row is
    read with it, and what it said the last time is no news. `who`: row → the id she has here.
    """
    asking = [row for row in rows if row.key in who and any(_asks_health(c) for c in row.cells)]
    given = {row.key: known.standing(ConsentKind.HEALTH, who[row.key]) for row in asking}
    return {
        f"{key}:{HEALTH_YES}": f"{yes.said_on} {_WAYS[yes.channel]} {yes.heard_by}"
        for key, yes in given.items()
        if yes is not None
    }


def without_answered(
    staged: Staged, rows: Sequence[ReadRow], who: Mapping[str, str], known: Known,
    kind: ListKind, here: World,
) -> list[ReadRow]:  # fmt: skip
    """The rows, of which a remark that was answered about when it came before tells nothing of its
    own: its first reading was mended, and goes into no value beside it ("tis em" and "kväll").
    """
    of = {
        f"{row.key}:{MIXED}": _SILENT
        for row in rows
        if row.key in who and _is_answered(row, known.before(who[row.key]))
    }
    anew = {f"{row.key}:{MIXED}": row for row in read_anew(staged, rows, of, kind, here)}
    told = {key: lists.beyond_doubt(anew[key], kind, here).told for key in of}
    return [replace(r, told=told.get(f"{r.key}:{MIXED}") or r.told) for r in rows]


def _is_answered(row: ReadRow, before: Before) -> bool:
    remarks = (c for c in row.cells if c.field == MIXED and MIXED not in row.given)
    return any(before.said(of_answer(MIXED), cell.written) for cell in remarks)


def _asks_health(cell: Cell) -> bool:
    read = cell.reading
    is_bare = isinstance(read, Refused) and read.fault.code in BARE
    return cell.field == HEALTH_YES and (isinstance(read, Unsure) or is_bare)


def _of_those_here(
    session: Session, rows: Sequence[ReadRow], kind: ListKind, *, centre: str
) -> dict[str, str]:
    asking = [(row, cell) for row in rows if (cell := _asked_of(row))]
    fields = {cell.field for _, cell in asking}
    known = _answered(session, kind, fields, centre=centre) if asking else []
    return {
        f"{row.key}:{cell.field}": said
        for row, cell in asking
        if (said := _answer(row, cell, known))
    }


def _asked_of(row: ReadRow) -> Cell | None:
    code = row.fault.code if row.fault else ""
    for cell in row.cells:
        asks = isinstance(cell.reading, Unsure) and cell.reading.fault.code
        if cell.field == _FIELDS.get(code) or asks == _QUESTIONS.get(code, ""):
            return cell
    return None


def _answered(session: Session, kind: ListKind, fields: set[str], *, centre: str) -> list[_Here]:
    """Those who are here, and of whom somebody has answered about one of those cells."""
    names = [of_answer(field) for field in fields]
    marks = imports.told_of(session, imports.marked(session, names, centre=centre), centre=centre)
    if not marks:
        return []
    called: list[tuple[str, str, str]]
    if kind is ListKind.NEEDS:
        needs = import_checks.local_needs(session, centre=centre)
        called = [(one.id, one.title, f"{one.organisation} {one.title}") for one in needs]
    else:
        model: import_checks.Person = Volunteer if kind is ListKind.VOLUNTEERS else Recipient
        people = import_checks.people(session, model, centre=centre)
        called = [
            (one.id, f"{one.surname}, {one.first_name}".lstrip(", "),
             f"{one.first_name} {one.surname}")
            for one in people if one.state not in GONE
        ]  # fmt: skip
    return [(i, name, _words(whole), marks[i]) for i, name, whole in called if i in marks]


def _answer(row: ReadRow, cell: Cell, known: Sequence[_Here]) -> str | None:
    words = _words(" ".join(one.written for one in row.cells if _is_name(one.field)))
    for about_id, name, called, marks in known:
        if called <= words and marks.get(of_answer(cell.field)) == mark(about_id, cell.written):
            ready = cell.reading.choices if isinstance(cell.reading, Unsure) else ()
            of_need = ready[0] if ready else None
            return name if cell.field == "name" else _ANSWERS.get(cell.field, of_need)
    return None


def _is_name(field: str) -> bool:
    return "name" in field or field in ("organisation", "title")


def _words(text: str) -> frozenset[str]:
    return frozenset(folded(text.replace(",", " ")).split())
