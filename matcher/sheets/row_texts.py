"""What a row says of each field, out of the cells of its columns and the headers above them."""

from collections.abc import Mapping, Sequence

from matcher.sheets import headers
from matcher.sheets.cells import yes_or_no
from matcher.sheets.fields import AVAILABILITY, ListField
from matcher.sheets.readings import Understood
from matcher.sheets.tables import Column


def times_of_titles(columns: Sequence[Column], mapping: Mapping[str, str]) -> dict[str, str]:
    """Column → the times that its header names, of columns that tell when."""
    when = [column for column in columns if mapping.get(str(column.at)) == AVAILABILITY]
    return {str(c.at): times for c in when if (times := headers.times_in(c.title))}


def texts_of(
    told: Mapping[str, str],
    mapping: Mapping[str, str],
    known: Mapping[str, ListField],
    titles: Mapping[str, str],
) -> dict[str, str]:
    """Field → what its columns say; several columns of a field are joined."""
    found: dict[str, list[str]] = {}
    for at, name in mapping.items():
        text = _with_title(told.get(at, ""), titles.get(at))
        if text and name in known:
            found.setdefault(name, []).append(text)
    return {name: ", ".join(texts) for name, texts in found.items()}


def _with_title(text: str, times: str | None) -> str:
    """What a cell says below a header of times: a tick is those times, hours are hours of them."""
    if not text or times is None:
        return text
    ticked = yes_or_no(text)
    if isinstance(ticked, Understood):
        return times if ticked.value else ""
    return f"{times} {text}"
