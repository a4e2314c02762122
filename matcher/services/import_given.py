"""Answers about single rows of local needs, there again when the same row comes again.

    a saved list ── mark of the row → field → answer ──▶ the next one, where its row says the same
                 └─ mark of whose, what and the cell ──▶ or where another cell of the row is changed

A need is an organisation's, so its answers may be kept in words; who is called there may not. The
row itself is a mark, salted with the list's id. Of people's rows no words are kept: what is here is
the answer (`import_recalled`).
"""

from collections.abc import Iterator, Mapping, Sequence

from matcher.services.import_marks import mark, may_be_marked
from matcher.sheets.staged import Staged
from matcher.store.imports import Told

GIVEN = "given"  # in the counts of a list: mark → field → answer
_WHOSE = ("organisation", "title", "tasks")  # what a need is known by, besides its times
_OF_PEOPLE = frozenset(["contact_name", "phone", "email", "introducer"])


def noted(read: Staged, answers: Mapping[str, str], import_id: str) -> dict[str, object]:
    """For the counts of a list that is saved; keys of `answers` are as "0:12:tasks"."""
    rows, cells = dict(_rows(read)), dict(_cells(read))
    found: dict[str, dict[str, str]] = {}
    unclear: set[str] = set()  # cells of two rows that were answered differently
    for key, text in answers.items():
        row, _, name = key.rpartition(":")
        if row in rows and name not in _OF_PEOPLE and may_be_marked(text):
            found.setdefault(mark(import_id, rows[row]), {})[name] = text
            if key in cells:
                of_cell = mark(import_id, cells[key])
                if found.setdefault(of_cell, {}).setdefault(name, text) != text:
                    unclear.add(of_cell)
    kept = {key: given for key, given in found.items() if key not in unclear}
    return {GIVEN: kept} if kept else {}


def recalled(read: Staged, lists: Sequence[Told]) -> dict[str, str]:
    """The answers that earlier `lists`, the newest first, have of rows that say the same; of those
    in which another cell is changed, the answers about the cells that are not.
    """
    with_answers = [told for told in lists if told.counts.get(GIVEN)]
    found: dict[str, str] = {}
    for key, said in _cells(read) if with_answers else ():
        name = key.rpartition(":")[2]
        for told in reversed(with_answers):  # the newest goes before
            given = told.counts[GIVEN].get(mark(told.import_id, said), {})
            found |= {key: given[name]} if name in given else {}
    for row, said in _rows(read) if with_answers else ():
        for told in reversed(with_answers):
            given = told.counts[GIVEN].get(mark(told.import_id, said), {})
            found |= {f"{row}:{name}": text for name, text in given.items()}
    return found


def _cells(read: Staged) -> Iterator[tuple[str, list[str]]]:
    """Each cell that says something, as "0:12:tasks", with whose need it is and what it is of."""
    for at, sheet in enumerate(read.sheets):
        fields = (read.mappings[at] or {}) if at < len(read.mappings) else {}
        for number, texts in sheet.rows:
            said: dict[str, str] = {}
            for column, name in sorted(fields.items()):
                said[name] = f"{said.get(name, '')}\n{texts.get(column, '')}".strip()
            whose = [said.get(name, "") for name in _WHOSE]
            for name, text in said.items():
                if text:
                    yield f"{at}:{number}:{name}", [name, *whose, text]


def _rows(read: Staged) -> Iterator[tuple[str, list[str]]]:
    """Each row and all that it says, whatever stands above its columns."""
    for at, sheet in enumerate(read.sheets):
        for number, texts in sheet.rows:
            yield f"{at}:{number}", sorted(filter(None, texts.values()))
