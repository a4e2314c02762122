"""What every confirmed row needs: which list it is of, and a note of what it became."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from matcher.domain import diagnoses, special_words
from matcher.domain.boundaries import Secret, secrets_in
from matcher.domain.calendar_weeks import swedish_day
from matcher.services.import_marks import answered_no_more, marks
from matcher.services.import_rows import Checked
from matcher.services.import_unchanged import said_by
from matcher.sheets import identities
from matcher.sheets.fields import ListField
from matcher.sheets.readings import Refused, Unsure
from matcher.sheets.rows import Cell
from matcher.store.imports import Attestation, ImportedRow

SOURCE = "list"
_NEVER_KEPT = {Secret.DOOR_CODE, Secret.KEY_PLACE, Secret.BANK}  # not even to be cleared up (R26)
# Questions that tell that the words are not kept.
_NOT_KEPT = frozenset(["mixed_left", "phone_left", "must_not_meet", "diagnosis_left_out"])
KEPT = 200  # characters of a cell that is to be cleared up
COLUMNS_KEPT = {"id", "centre_id", "version", "changed_at", "created_at"}  # never put back


@dataclass(frozen=True, slots=True)
class Deed:
    """Which list, by whom, when; and what was vouched for."""

    session: Session
    import_id: str
    centre: str
    by: str
    at: datetime
    vouched: Attestation | None = None
    days: Mapping[str, Attestation] = field(default_factory=dict)  # of a step, vouched for, by name

    @property
    def who(self) -> dict[str, Any]:
        """What every deed wants to know."""
        return {"centre": self.centre, "by": self.by, "at": self.at}

    @property
    def on(self) -> date:
        """Today."""
        return swedish_day(self.at)


def note(
    deed: Deed, checked: Checked, about: str, about_id: str, before: dict[str, Any] | None = None,
    *, is_main: bool = True,
) -> None:  # fmt: skip
    """What became of a row; of what it is about first of all (`is_main`), what it told as well."""
    unsure = _unsure(checked, deed.on) if is_main else {}
    told = _told(checked, about_id) if is_main else None
    _add(
        deed, checked, about=about, about_id=about_id, was_new=before is None, before=before,
        unsure=unsure, told=told,
    )  # fmt: skip


def note_told(deed: Deed, checked: Checked, about: str) -> None:
    """Nothing became of the row: what it tells otherwise than before is kept for the next time, and
    what of that is in doubt to be cleared up.
    """
    if checked.before is None:
        return
    about_id, known = checked.before.about_id, checked.before.marks
    told = _told(checked, about_id)
    unsure = _unsure(checked, deed.on)
    if unsure or any(known.get(name) != mark for name, mark in told.items()):
        _add(deed, checked, about=about, about_id=about_id, was_new=False, unsure=unsure, told=told)


def _unsure(checked: Checked, on: date) -> dict[str, str]:
    return {cell.field: _kept(cell, on) for cell in checked.to_clear_up}


def _told(checked: Checked, about_id: str) -> dict[str, Any]:
    """The marks of what it tells anew; what was answered about other words is answered no more."""
    told, before = checked.row.told, checked.before
    if told is None:
        return {}
    found = marks(said_by(checked.row, before), told, about_id)
    return found | answered_no_more(found, before.marks if before else {})


def _add(deed: Deed, checked: Checked, **facts: Any) -> None:
    row = checked.row
    where = {"number": row.number, "sheet": row.sheet[:120] or None}
    deed.session.add(ImportedRow(centre_id=deed.centre, import_id=deed.import_id, **where, **facts))


def _kept(cell: Cell, on: date) -> str:
    """What a cell said that nobody has answered for; what may be an identity number is not kept,
    unless it is a telephone number in its own field (R27), nor what waits for a yes (R20) or is a
    diagnosis (R22), nor what the page has said is not kept: a remark may tell of anything.
    """
    if cell.sensitive or _is_told_not_to_be_kept(cell) or is_never_kept(cell.written):
        return "…"
    is_phone = cell.field in ("phone", "contact")
    return identities.unshown(cell.written, ListField(cell.field, (), is_phone=is_phone), on=on)[
        :KEPT
    ]


def is_never_kept(text: str) -> bool:
    """Whether a text holds a code or a key's place, or tells of an illness, a faith and the like:
    its words are kept nowhere beside what a person has said yes to (art. 9).
    """
    is_secret = bool(_NEVER_KEPT & set(secrets_in(text)))
    return is_secret or diagnoses.names_one(text) or special_words.names_one(text)


def _is_told_not_to_be_kept(cell: Cell) -> bool:
    read = cell.reading
    return isinstance(read, Unsure | Refused) and read.fault.code in _NOT_KEPT


def snapshot(row: Any) -> dict[str, Any]:
    """The columns of a row, and its words, as JSON: what undoing puts back."""
    columns = {
        column.key: plain(getattr(row, column.key))
        for column in type(row).__mapper__.column_attrs
        if column.key not in COLUMNS_KEPT
    }
    words = [[word.stance.value, word.written, word.concept] for word in row.words]
    return {"columns": columns, "words": words}


def plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value
