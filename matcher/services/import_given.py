"""Answers about single rows of local needs, there again when the same row comes again.

    a saved list ── mark of the row → field → answer ──▶ the next one, where its row says the same

A need is an organisation's, so its answers may be kept in words; who is called there may not. The
row itself is a mark, salted with the list's id. Of people's rows no words are kept: what is here is
the answer (`import_recalled`).
"""

from collections.abc import Iterator, Mapping, Sequence

from matcher.services.import_marks import mark, may_be_marked
from matcher.sheets.staged import Staged
from matcher.store.imports import Told

GIVEN = "given"  # in the counts of a list: mark → field → answer
_OF_PEOPLE = frozenset(["contact_name", "phone", "email", "introducer"])


def noted(read: Staged, answers: Mapping[str, str], import_id: str) -> dict[str, object]:
    """For the counts of a list that is saved; keys of `answers` are as "0:12:tasks"."""
    rows = dict(_rows(read))
    found: dict[str, dict[str, str]] = {}
    for key, text in answers.items():
        row, _, name = key.rpartition(":")
        if row in rows and name not in _OF_PEOPLE and may_be_marked(text):
            found.setdefault(mark(import_id, rows[row]), {})[name] = text
    return {GIVEN: found} if found else {}


def recalled(read: Staged, lists: Sequence[Told]) -> dict[str, str]:
    """The answers that earlier `lists`, the newest first, have of rows that say the same."""
    with_answers = [told for told in lists if told.counts.get(GIVEN)]
    found: dict[str, str] = {}
    for row, said in _rows(read) if with_answers else ():
        for told in reversed(with_answers):  # the newest goes before
            given = told.counts[GIVEN].get(mark(told.import_id, said), {})
            found |= {f"{row}:{name}": text for name, text in given.items()}
    return found


def _rows(read: Staged) -> Iterator[tuple[str, list[str]]]:
    """Each row and all that it says, whatever stands above its columns."""
    for at, sheet in enumerate(read.sheets):
        for number, texts in sheet.rows:
            yield f"{at}:{number}", sorted(filter(None, texts.values()))
