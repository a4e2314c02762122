"""What is to be looked at of a row of a list, in whole sentences."""

import re

from flask_babel import gettext as _

from matcher.domain.availability import Availability
from matcher.services.import_remarks import WAITING_SINCE
from matcher.services.import_rows import Checked, Outcome
from matcher.services.imports import ListKind
from matcher.sheets import unread_yeses
from web.plumbing.import_questions import is_unreached, label


def _of_its_row_above(checked: Checked) -> list[str]:
    """That a row is left out takes away what only it tells of somebody who stands above."""
    row = checked.twin.row if checked.twin else None
    if row is None or checked.outcome is not Outcome.SKIPPED:
        return []
    said = _(
        "Det som bara står på den här raden tas inte med. Vill du ha med det: skriv in det på rad"
        " %(row)s i filen och läs in den igen.",
        row=row,
    )
    return [said]


def notes(checked: Checked, kind: ListKind) -> list[str]:
    """What is to be looked at: nobody reaches her, or the list says no to what we have."""
    notes = _of_its_row_above(checked)
    if is_unreached(checked):
        notes.append(_("Går inte att nå: varken telefon eller e-post står i listan."))
    if wishes_nothing_yet(checked):
        notes.append(_("Inget uppdrag läggs till innan du har svarat om sällskap."))
    if is_without_hours(checked):
        notes.append(
            _("%(when)s: inget klockslag står i listan. Vi räknar med 9–21.", when=_times(checked))
        )
    if WAITING_SINCE in checked.denied:
        notes.append(
            _("Listan har en annan dag för Väntat sedan. Dagen som gällde först står kvar.")
        )
    notes += _of_doubt(checked, kind)
    if checked.unread_no and checked.row.fault:
        notes.append(
            _(
                "Listan säger nej i ”%(column)s”, som inte läses in. Fråga personen. Är det ett ja:"
                " skriv det som svar.",
                column=checked.unread_no,
            )
        )
    elif checked.unread_no and not _is_heard(checked):
        column = checked.unread_no
        notes.append(
            _("Listan säger nej i ”%(column)s”. Fråga personen innan ni sparar.", column=column)
        )
    if checked.yes_ends_on:
        notes.append(
            _(
                "Listan säger nu nej till att vi söker någon. Sparar du föreslås personen inte mer."
                " Resten av raden tas inte in. Ångras listan står nejet kvar."
            )
        )
    if checked.denies:
        notes.append(
            _(
                "Listan säger nej till att vi söker någon, och hos er finns inget ja. Ingen"
                " föreslås. Ska personen inte vänta längre: säg det på personens sida."
            )
        )
    denied = [name for name in checked.denied if name != WAITING_SINCE]
    if denied:
        what = ", ".join(label(name, kind) for name in denied).lower()
        said = _("Listan säger nej, men hos er finns redan: %(what)s.", what=what)
        stands = _("Det står kvar. Ändra det på personens sida om listan har rätt.")
        notes.append(f"{said} {stands}")
    return notes


def is_without_hours(checked: Checked) -> bool:
    """Whether the list tells days and no hours, so that those are assumed."""
    when = _when(checked)
    is_asked = any(cell.field == "availability" for cell in checked.unsure)
    return when is not None and when.is_without_hours and not is_asked and not _is_hourly(checked)


def _is_hourly(checked: Checked) -> bool:
    """Whether just those hours are told: "9–21"."""
    return bool(re.search(r"\b21\b", _times(checked)))


def _times(checked: Checked) -> str:
    told = checked.row.told
    whose = getattr(told, "need", None) or getattr(told, "new", None)
    return str(getattr(whose, "availability_said", "") or "")


def _when(checked: Checked) -> Availability | None:
    told = checked.row.told
    whose = getattr(told, "need", None) or getattr(told, "new", None)
    when: Availability | None = getattr(whose, "availability", None)
    return when


def _of_doubt(checked: Checked, kind: ListKind) -> list[str]:
    """Of somebody who is here: what changes nothing before it is answered."""
    if not (checked.edited and checked.before and checked.before.marks):
        return []
    what = ", ".join(label(cell.field, kind) for cell in checked.edited).lower()
    if checked.changes:
        return [_("Oklart: %(what)s. Det som är oklart ändras först när du har svarat.", what=what)]
    return [_("Cellen är ändrad: %(what)s. Svara först, annars ändras inget.", what=what)]


def _is_heard(checked: Checked) -> bool:
    """Whether somebody has answered about her yes, whatever a column says that is not taken in."""
    return any(name in checked.row.asked for name in unread_yeses.FIELDS.values())


def wishes_nothing_yet(checked: Checked) -> bool:
    """All that was wished for is refused (R29), and whether company is wished for is asked."""
    is_wished = getattr(checked.row.told, "is_wished", True)
    return not is_wished and any(cell.field == "kind" for cell in checked.unsure)
