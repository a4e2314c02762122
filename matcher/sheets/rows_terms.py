"""A term as the period of a need, "vt 2027": it begins with the term, whose days schools set each
for itself. They are asked about, and until somebody has answered nothing begins before the likely
one.
"""

import re
from datetime import date

from matcher.domain.spelling import exact
from matcher.sheets.cells_of_times import Times
from matcher.sheets.dates import full_year
from matcher.sheets.readings import Understood, World, unsure
from matcher.sheets.rows import Cell, Cells
from matcher.sheets.rows_edges import AT_ONCE, NOTHING_SAID

_TERM = re.compile(r"(?:hela\s+)?(v|h)(?:t|år(?:en|terminen)?|öst(?:en|terminen)?)\W*(\d{4}|\d\d)?")
# First and last (month, day), as of most Swedish schools.
_DAYS = {"v": ((1, 10), (6, 10)), "h": ((8, 20), (12, 20))}


def tell(found: Cells, world: World) -> None:
    """Its first day and its last, of a column of first days or of times that says nothing else."""
    for name in ("from_on", "availability"):
        said = found.written(name)
        days = _days(said, world.on)
        if days is None or found.was_told("until_on"):
            continue
        if name == "from_on" or not found.was_told("from_on"):
            _ask(found, said, *days, world.on)
            if name == "availability":
                found.settle(name, Times(NOTHING_SAID, said))


def _ask(found: Cells, said: str, first: date, last: date, on: date) -> None:
    begins = unsure("start_asked", first.isoformat(), AT_ONCE, value=first, said=said[:60])
    ends = unsure("end_asked", last.isoformat(), "tills vidare", said=said[:60])
    is_over, has_begun = last < on, first <= on
    told = Understood(None) if has_begun else begins
    found.by_field["from_on"] = Cell("from_on", said, told)
    found.by_field["until_on"] = Cell("until_on", said, Understood(last) if is_over else ends)


def _days(text: str, on: date) -> tuple[date, date] | None:
    """The likely days of a term; one without its year is the next that has not ended."""
    told = _TERM.fullmatch(exact(text))
    if told is None:
        return None
    first, last = _DAYS[told[1]]
    year = full_year(told[2], on) if told[2] else on.year + (date(on.year, *last) < on)
    return date(year, *first), date(year, *last)
