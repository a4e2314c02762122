"""A volunteer who rests, "vilande t o m 15/3": that she does, and until when."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from matcher.domain.spelling import exact
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
    read = dates.day(named[0], on=world.on, is_past=False) if named else None
    day = read.value if isinstance(read, Understood) else None
    return Rest(day + _ONE_DAY if isinstance(day, date) and day >= world.on else None)
