"""Whether a need of a list is over, or rests: done, called off, has been, or waits for a day."""

import re
from datetime import date

from matcher.domain.availability import Availability
from matcher.domain.errors import Fault
from matcher.domain.spelling import exact
from matcher.sheets import cells, dates, rows_edges, rows_rest
from matcher.sheets.readings import Reading, Refused, Understood, Unsure, World, refused, unsure
from matcher.sheets.rows import Cell, Cells

_OPEN = frozenset(
    [
        "öppen", "öppet", "söker", "ny", "nytt", "nya", "pågår", "pågående", "aktiv", "aktivt",
        "vakant", "ledig", "ledigt", "ej klart", "inte klart", "ej klar", "delvis", "open",
        "löpande",
    ]
)  # fmt: skip
_DONE_IN_WORDS = frozenset(
    [
        "klar", "klart", "gjord", "gjort",
        "tillsatt", "tillsatta", "bemannat", "bemannad", "full", "fullt", "fyllt", "fylld",
        "fullbokat",
        "avslutat", "avslutad", "stängt", "stängd", "inställt", "inställd", "avbokat", "avbokad",
        "utgår", "utgått", "färdigt", "färdig", "fixat", "löst", "done", "closed", "filled",
    ]
)  # fmt: skip
_DONE = cells.YES | _DONE_IN_WORDS
_FIRST_WORD = re.compile(r"(\w+)\s*[,;:.!(–-]")  # "KLART, Gun tog det"
_DOUBTED = re.compile(r"\b(?:men|igen|en till|fler|söker|behövs?|vakant|öppet|nästan|snart)\b|\?")
_PARTLY = re.compile(
    r"(\d{1,2}) (?:av|/|of) (\d{1,2})(?: (?:st|platser))?(?: \w+)?"
)  # "1 av 3 klar"
_LEFT = re.compile(r"(?:öppet,? )?(\d{1,2})(?: (?:st|plats(?:er)?))? (?:kvar|left)")
_LIKELY = ("öppet", "klart")


def state(text: str, world: World) -> Reading:
    """Whether a need is done with already; a day to come is by when it is to be, its last."""
    told = exact(text)
    left = _LEFT.fullmatch(told)
    if told in _OPEN or told in cells.NO or (left and int(left[1])):
        return Understood(None)
    if told in _DONE or _begins_done(told):
        return refused("need_is_done", said=text[:40])
    found = dates.day(text, on=world.on, is_past=False, is_last=True)
    if isinstance(found, Understood) and isinstance(found.value, date):
        is_done = found.value < world.on
        return refused("need_is_done", said=text[:40]) if is_done else found
    partly = _PARTLY.fullmatch(told)
    wanted = int(partly[2]) - int(partly[1]) if partly else 0
    ready = [f"{wanted} kvar"] if wanted > 0 else []
    return unsure("need_state_not_read", *ready, *_LIKELY, said=text[:40])


def tell_seats_left(found: Cells) -> None:
    """2 kvar, as the state of a need: so many are wanted still, however many it was for."""
    left = _LEFT.fullmatch(exact(found.written("state")))
    if left and int(left[1]):
        found.by_field["seats"] = Cell("seats", left[1], Understood(int(left[1])))


def _begins_done(told: str) -> bool:
    """Done, and then who did it; where the rest may say that somebody is wanted all the same, it is
    asked.
    """
    first = _FIRST_WORD.match(told)
    return bool(first and first[1] in _DONE_IN_WORDS and not _DOUBTED.search(told))


def rests(found: Cells, world: World) -> Fault | None:
    """A need that rests, "vilande till feb", begins when that ends; where no day is told it is
    asked for, and the need is not taken in before.
    """
    cell = found.by_field.get("state")
    if cell is None or not isinstance(cell.reading, Unsure):
        return None
    if not rows_rest.SAYS.match(exact(cell.written)):
        return None
    if rows_rest.is_still(found.written("from_on")):
        found.refuse("from_on", "rests_still")
        found.settle("state", None)
        return Fault("rests_still")
    if not found.was_told("from_on"):
        begins = _after(cell.written, world)
        found.by_field["from_on"] = Cell("from_on", cell.written, begins)
    found.settle("state", None)
    is_asked = isinstance(found.by_field["from_on"].reading, Unsure)
    return Fault("rest_is_asked") if is_asked and not found.get("from_on") else None


def _after(text: str, world: World) -> Reading:
    """The day until which it rests; of a month its first is likely."""
    until = rows_rest.until(text)
    read = rows_edges.begins(until, world) if until else None
    day = read.value if isinstance(read, Understood) else None
    if read is not None and isinstance(day, date) and day >= world.on:
        return read
    ready = read.choices if isinstance(read, Unsure) else ()
    days = [d for d in ready if d != rows_edges.AT_ONCE]
    return rows_rest.asked(text, *days, value=date.fromisoformat(days[0]) if days else None)


def done(found: Cells) -> Fault | None:
    """The list says that it is over: it is not opened anew, and the cell can be mended."""
    cell = found.by_field.get("state")
    return cell.reading.fault if cell and isinstance(cell.reading, Refused) else None


def is_past(when: Availability, *, on: date) -> bool:
    """Whether all the days of a need have been, on that day."""
    pieces = when.habit or ()
    return len(pieces) > 1 and not pieces[-1][1] and pieces[-1][0] <= on
