"""A volunteer who rests, "vilande t o m 15/3": that she does, and until when."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from matcher.domain.spelling import exact
from matcher.domain.spoken.edges import edges
from matcher.sheets import dates
from matcher.sheets.readings import Understood, World
from matcher.sheets.rows import Cells, Rest

SAYS = re.compile(
    r"(?<!\w)(?:paus|pausad|pausar|vilar|vilande|uppehåll|on hold)(?!\w)", re.IGNORECASE
)
_STATES = frozenset(["vilande", "vilar", "pausad", "paus", "uppehåll"])
_UNTIL = re.compile(r"(?:t\.?\s?o\.?\s?m\.?|till(?: och med)?|until)\s+(.+)$", re.IGNORECASE)
_ONE_DAY = timedelta(days=1)  # the last day of a pause is not the first day back


def rest_of(found: Cells, world: World, remarks: Iterable[str]) -> Rest | None:
    """Her pause, where her state says so: its day stands in the state or in one of the `remarks`.
    A day that is not to come is none.
    """
    state = found.by_field.get("state")
    if state is None or exact(state.written) not in _STATES:
        return None
    if not isinstance(state.reading, Understood):
        return None
    said = (found.written(name) for name in (*remarks, "state"))
    named = [at[1] for text in said if SAYS.search(text) and (at := _UNTIL.search(text))]
    day = last_day(named[0], world) if named else None
    return Rest(day + _ONE_DAY if isinstance(day, date) and day >= world.on else None)


def last_day(until: str, world: World) -> date | None:
    """The last day of a pause: a day, or the likely last one before a season, "till påsk"."""
    read = dates.day(until, on=world.on, is_past=False)
    if isinstance(read, Understood):
        return read.value if isinstance(read.value, date) else None
    told = edges(f"till {until}", on=world.on)
    days = told.last.days if told and told.last else ()
    return days[0] if days else None


def back(text: str, world: World) -> date | None:
    """The first day after the pause that a remark tells of; None where it tells no day to come."""
    said = _UNTIL.search(text)
    day = last_day(said[1], world) if said else None
    return day + _ONE_DAY if day and day >= world.on else None
