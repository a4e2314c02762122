"""Rows that were understood and could not be saved, told in the dry run and not when all of the
list is to be taken in: a need of an organisation that is with the centre no more.
"""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from matcher.domain.errors import Fault
from matcher.sheets.rows import ReadRow, ToldNeed
from matcher.store import organisations


def without(session: Session, rows: Sequence[ReadRow], *, centre: str) -> list[ReadRow]:
    """The rows; of those that the deed would refuse (`needs.open_local`) nothing is taken."""
    if not any(isinstance(row.told, ToldNeed) for row in rows):
        return list(rows)
    left = organisations.names_left(session, centre=centre)
    return [_refused(row) if _is_of(row, left) else row for row in rows]


def _is_of(row: ReadRow, left: frozenset[str]) -> bool:
    return isinstance(row.told, ToldNeed) and row.told.organisation.name.casefold() in left


def _refused(row: ReadRow) -> ReadRow:
    return replace(row, told=None, fault=Fault("organisation_has_left"))
