"""What a file says, with what was confirmed and answered when such a list came before."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from matcher.domain.calendar_weeks import swedish_day
from matcher.services import import_given
from matcher.sheets import headers, lists, workbooks
from matcher.sheets.fields import ListKind
from matcher.sheets.staged import Staged
from matcher.store import imports


def read(session: Session, kind: ListKind, data: bytes, *, centre: str, at: datetime) -> Staged:
    """What a file says, to be staged by `begin`. Raises Invalid (`file`) with the reason why not.

    It takes seconds, so it wants a session that reads: nobody shall wait for it to write.
    """
    known: dict[str, Mapping[str, str]] = {}
    answers: dict[str, Mapping[str, str]] = {}
    for mapping, answered in imports.earlier(session, kind.value, centre=centre):
        known = dict(mapping) | known  # the newest goes before
        answers = dict.fromkeys(mapping, answered) | answers
    found = lists.stage(workbooks.read(data), kind, on=swedish_day(at), remembered=known)
    shapes = lists.shapes(found, kind)
    before = (_answers(told, shapes[told], known, answers) for told in shapes)
    remembered = {key: said for told in before for key, said in told.items()}
    is_mapped = bool(shapes) and all(shape in known for shape in shapes)
    read = replace(found, is_mapped=is_mapped, remembered=remembered)
    if kind is not ListKind.NEEDS:
        return read
    lists_before = imports.told_by_lists(session, kind.value, centre=centre)
    return replace(read, answers=import_given.recalled(read, lists_before))


def _answers(
    shape: str,
    columns: Mapping[str, str],
    known: Mapping[str, Mapping[str, str]],
    answers: Mapping[str, Mapping[str, str]],
) -> Mapping[str, str]:
    """What was answered for all of a list of that shape; of a new one, for the one most like it."""
    if shape in known:
        return answers.get(shape, {})
    like = headers.alike(columns, known)
    return next((answers.get(one, {}) for one, told in known.items() if told is like), {})
