"""Rows that were confirmed become people and needs, through the same deeds as at a desk.

Each row leaves an `ImportedRow` for what it made or changed, so that all of it can be taken back.
"""

from collections.abc import Sequence

from matcher.domain.errors import Fault, Invalid
from matcher.services import import_needs, import_notes, import_volunteers, import_waiting
from matcher.services.import_notes import Deed
from matcher.services.import_rows import Checked, Outcome
from matcher.sheets.rows import ToldNeed, ToldVolunteer, ToldWaiting


def write(deed: Deed, rows: Sequence[Checked]) -> None:
    """Every row that is taken. Raises Invalid (`row`) naming the row that cannot be, and then
    nothing of the list is kept.
    """
    for checked in rows:
        if checked.outcome is Outcome.SAME:
            import_notes.note_told(deed, checked, _about(checked))
        if checked.outcome in (Outcome.NEW, Outcome.CHANGED):
            try:
                _write(deed, checked)
            except Invalid as refused:
                row = Fault("row_refused", {"row": checked.row.number})
                why = next(iter(refused.faults.values()))
                raise Invalid({"row": row, "why": why}) from refused


def _about(checked: Checked) -> str:
    match checked.row.told:
        case ToldVolunteer():
            return "volunteer"
        case ToldWaiting():
            return "recipient"
        case _:
            return "need"


def _write(deed: Deed, checked: Checked) -> None:
    twin_id = checked.twin.id if checked.twin and checked.outcome is Outcome.CHANGED else None
    match checked.row.told:
        case ToldVolunteer() as told:
            import_volunteers.write(deed, checked, told, twin_id)
        case ToldWaiting() as told:
            import_waiting.write(deed, checked, told, twin_id)
        case ToldNeed() as told:
            import_needs.write(deed, checked, told, twin_id)
