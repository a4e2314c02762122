"""Somebody who is here already, and of whom a list now says that she has not said yes (R19).

    row kept out, "nej" ─▶ is it somebody we have? ─no──▶ kept out, to be called
                                   └─yes─▶ her standing yes is taken back; the rest is left out

The same no twice takes nothing back twice: a yes that was heard since stands, and is told of.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from matcher.domain.consent import ConsentKind
from matcher.domain.errors import Fault
from matcher.services.import_known import Changes, Known
from matcher.services.import_marks import of_cell
from matcher.services.import_vouching import CONSENT
from matcher.sheets import dates, rows_waiting, unread_yeses, yeses
from matcher.sheets.readings import Understood, World
from matcher.sheets.rows import Cell, Cells, ReadRow
from matcher.sheets.staged import Staged

if TYPE_CHECKING:
    from matcher.services.import_rows import Checked

TAKEN_BACK = "consent_matching_back"  # the name of the change
_YES = "consent_on"


def among(rows: Sequence[ReadRow], world: World) -> dict[str, ReadRow]:
    """The rows that are kept out by their no, by key: who they are of, and of their cells the no
    alone.
    """
    kept_out = [r for r in rows if r.fault and r.fault.code == rows_waiting.NOT_ASKED]
    return {row.key: read for row in kept_out if (read := _as_known(row, world)).told is not None}


def unread(staged: Staged) -> dict[str, str]:
    """Rows that say no in a column of yeses that is not taken in, "Ok att vi sparar": the title of
    the column by the key of the row.
    """
    found = {}
    for at, sheet in enumerate(staged.sheets):
        mapping = staged.mappings[at]
        columns = unread_yeses.titles(sheet, mapping) if mapping is not None else {}
        for number, texts in sheet.rows if columns else ():
            if title := unread_yeses.denied_in(texts, columns):
                found[f"{at}:{number}"] = title
    return found


def checked_as_no(checked: "Checked", known: Known) -> "Checked":
    """The row of somebody who is here, with the day on which her standing yes ends by it; nothing
    else of it is taken in, whoever vouches.
    """
    assert checked.before is not None
    day = _ends_on(checked, known)
    would = Changes((TAKEN_BACK,) if day else ())
    is_told = checked.before.said(of_cell(_YES), None)
    has_yes = known.has_given(ConsentKind.MATCHING, checked.before.about_id)
    denies = not (has_yes or is_told)
    found = replace(checked, would=would, says_no=True, yes_ends_on=day, denies=denies)
    return replace(found, left_open=checked.left_open | {CONSENT})


def _as_known(row: ReadRow, world: World) -> ReadRow:
    cells = {cell.field: cell for cell in row.cells}
    no = Cell(_YES, cells.pop(_YES).written, Understood(None))
    told = rows_waiting.told(Cells(cells), world)
    return row if isinstance(told, Fault) else replace(row, cells=(no,), told=told, fault=None)


def _ends_on(checked: "Checked", known: Known) -> date | None:
    """The day of her no, or today where the list has none; None where no yes stands, where the yes
    is newer or the list said no before, and where it tells of somebody else's yes alone.
    """
    [no], before = checked.row.cells, checked.before
    assert before is not None
    yes_on = known.said_yes_on(ConsentKind.MATCHING, before.about_id)
    if yes_on is None or before.said(of_cell(_YES), None) or not yeses.is_no(no.written):
        return None
    day = _day_of(no.written, known.on)
    return day if day >= yes_on else None


def _day_of(text: str, today: date) -> date:
    named = yeses.days(text)
    read = dates.done(named[0], on=today) if len(named) == 1 else None
    day = read.value if isinstance(read, Understood) else None
    return min(day, today) if isinstance(day, date) else today
