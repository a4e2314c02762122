"""What a column tells, seen by what stands in it, where its header says nothing we know.

"Kan ringa" above "mån–tors kväll" is a column of times. Only what can hardly be anything else is
proposed: telephones, e-mail, postcodes and times; a person confirms it like the rest.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import islice

from matcher.domain.spoken_times import understand
from matcher.sheets import (
    cells_of_people,
    fields,
    headers,
    identities,
    rows_ended,
    rows_rest,
    states,
)
from matcher.sheets.fields import AVAILABILITY, ListKind
from matcher.sheets.readings import Understood
from matcher.sheets.tables import Column

_REMARKS = "mixed"
LOOKED_AT = 20  # filled cells of a column
LEAST = 2  # of them
SHARE = 0.75  # that must read as the field: people write remarks in every column
_DIALLED = re.compile(r"\s*(?:\+|\(?0|7\d{8}$)")  # a zero that Excel took is one of a mobile
LONGEST = 100  # characters; longer texts are remarks


def propose(
    columns: Sequence[Column],
    texts: Callable[[int], Iterable[str]],
    kind: ListKind,
    taken: Mapping[int, str],
    *,
    on: date,
) -> dict[int, str]:
    """Column → field, for visible columns that are not `taken`; `texts` gives a column's cells."""
    known = fields.of(kind)
    found: dict[int, str] = {}
    for column in columns:
        if column.at in taken or column.is_hidden or headers.is_of_another(column.title, kind):
            continue
        told = list(islice(filter(None, texts(column.at)), LOOKED_AT))
        name = _field_of(told, on) if len(told) >= LEAST else None
        is_free = name not in {*taken.values(), *found.values()}
        if name and name in known and (is_free or known[name].several):
            found[column.at] = name
        elif kind is not ListKind.NEEDS and any(map(_ends_or_rests, told)):
            found[column.at] = _REMARKS  # whatever stands above it: nobody rings who has died
    return found


def _ends_or_rests(text: str) -> bool:
    """Whether a cell says that somebody has died, has left, rests, or has a volunteer."""
    return bool(states.LEFT.search(text) or rows_rest.SAYS.search(text) or rows_ended.says(text))


def _field_of(told: Sequence[str], on: date) -> str | None:
    if any(identities.unshown(text, None, on=on) != text for text in told):
        return None  # what may be identity numbers is no telephone because it could be dialled
    short = [text for text in told if len(text) <= LONGEST]
    for name, reads in _READS.items():
        if sum(reads(text, on) for text in short) >= SHARE * len(told):
            return name
    return None


def _is_phone(text: str) -> bool:
    return isinstance(cells_of_people.phone(text), Understood)


def _is_time(text: str, on: date) -> bool:
    if not any(map(str.isalpha, text)):
        return False
    found = understand(text, on=on)
    return found.availability.habit is not None and not found.unknown


_READS: Mapping[str, Callable[[str, date], bool]] = {
    "phone": lambda text, _on: bool(_DIALLED.match(text)) and _is_phone(text),
    "email": lambda text, _on: "@" in text and isinstance(cells_of_people.email(text), Understood),
    "postcode": lambda text, _on: isinstance(cells_of_people.postcode(text), Understood),
    AVAILABILITY: _is_time,
}
