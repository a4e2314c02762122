"""Whether a need of a list is over: it is done, called off, or its days have been."""

from datetime import date

from matcher.domain.availability import Availability
from matcher.domain.errors import Fault
from matcher.domain.spelling import exact
from matcher.sheets import cells, dates
from matcher.sheets.readings import Reading, Refused, Understood, World, refused, unsure
from matcher.sheets.rows import Cells

_OPEN = frozenset(
    [
        "öppen", "öppet", "söker", "ny", "nytt", "nya", "pågår", "pågående", "aktiv", "aktivt",
        "vakant", "ledig", "ledigt", "ej klart", "inte klart", "ej klar", "delvis", "open",
        "löpande",
    ]
)  # fmt: skip
_DONE = cells.YES | frozenset(
    [
        "tillsatt", "tillsatta", "bemannat", "bemannad", "full", "fullt", "fylld", "fullbokat",
        "avslutat", "avslutad", "stängt", "stängd", "inställt", "inställd", "avbokat", "avbokad",
        "utgår", "utgått", "färdigt", "färdig", "fixat", "löst", "done", "closed", "filled",
    ]
)  # fmt: skip


def state(text: str, world: World) -> Reading:
    """Whether a need is done with already; a day to come is by when it is to be, its last."""
    told = exact(text)
    if told in _OPEN or told in cells.NO:
        return Understood(None)
    if told in _DONE:
        return refused("need_is_done", said=text[:40])
    found = dates.day(text, on=world.on, is_past=False, is_last=True)
    if isinstance(found, Understood) and isinstance(found.value, date):
        is_done = found.value < world.on
        return refused("need_is_done", said=text[:40]) if is_done else found
    return unsure("need_state_not_read", "öppet", "klart", said=text[:40])


def done(found: Cells) -> Fault | None:
    """The list says that it is over: it is not opened anew, and the cell can be mended."""
    cell = found.by_field.get("state")
    return cell.reading.fault if cell and isinstance(cell.reading, Refused) else None


def is_past(when: Availability, *, on: date) -> bool:
    """Whether all the days of a need have been, on that day."""
    pieces = when.habit or ()
    return len(pieces) > 1 and not pieces[-1][1] and pieces[-1][0] <= on
