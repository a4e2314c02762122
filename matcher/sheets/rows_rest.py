"""A volunteer who rests, "vilande t o m 15/3": that she does, and until when."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from matcher.domain.spelling import exact
from matcher.domain.spoken.edges import edges
from matcher.sheets import dates
from matcher.sheets.readings import Understood, Unsure, World, unsure
from matcher.sheets.rows import Cells, Rest

SAYS = re.compile(
    r"(?<!\w)(?:paus(?:a|ad|ar|as|at)?|vilar|vilande|uppehåll|on hold)(?!\w)", re.IGNORECASE
)
IN_HOSPITAL = re.compile(
    r"(?:(?:hon|han|hen)\s+)?(?:är\s+|ligger\s+)?(?:just nu\s+|nu\s+)?"
    r"(?:inlagd\b|på\s+(?:sjukhus|lasarett|korttids|avlastning|rehab)\w*)",
    re.IGNORECASE,
)
STILL, OVER = "vilar tills vidare", "pausen är slut"  # answers to when a pause ends
_SHORTENED = re.compile(r"\bt\.\s?o\.\s?m\b\.?", re.IGNORECASE)
_FOR_NOW = re.compile(r"\bt\.\s?v\b\.?", re.IGNORECASE)
_UNTIL = re.compile(  # and not why, in a bracket after it
    r"\b(?:t\.?\s?o\.?\s?m\.?|till(?: och med)?|until|t\.?)\s+(?!v\b|vidare\b)([^()\s][^()]*)",
    re.IGNORECASE,
)
_LAST_OF = re.compile(r"t\.?\s?o\.?\s?m\b|till och med", re.IGNORECASE)
ONE_DAY = timedelta(days=1)  # the last day of a pause is not the first day back


def rest_of(found: Cells, world: World, remarks: Iterable[str]) -> Rest | None:
    """Her pause, where her state says so: its day stands in the state or in one of the `remarks`.
    A day that is not to come is none.
    """
    state = found.by_field.get("state")
    if state is None or not SAYS.match(exact(state.written)):
        return None
    if not isinstance(state.reading, Understood):  # that she rests is sure, until when is asked
        return Rest() if state.value is False else None
    said = (found.written(name) for name in ("state", *remarks))  # an answer first
    named = [at[1].strip() for text in said if SAYS.search(text) and (at := _UNTIL.search(text))]
    day = last_day(named[0], world) if named else None
    return Rest(day + ONE_DAY if isinstance(day, date) and day >= world.on else None)


def last_day(until: str, world: World) -> date | None:
    """The last day of a pause: a day, or the likely last one before a season, "till påsk"."""
    read = dates.day(until, on=world.on, is_past=False)
    if isinstance(read, Understood):
        return read.value if isinstance(read.value, date) else None
    told = edges(f"till {until}", on=world.on)
    days = told.last.days if told and told.last else ()
    return days[0] if days else None


def asked(said: str, *days: str, value: date | None = None) -> Unsure:
    """When a pause ends: the first day after it, as one of `days`; or that it has, or goes on."""
    return unsure("rest_end_asked", *days, STILL, OVER, value=value, said=said[:60])


def is_still(text: str) -> bool:
    """Whether an answer says that the pause goes on, and not until when."""
    return exact(text) in (STILL, "tills vidare", "tillsvidare")


def pieces(text: str) -> list[str]:
    """The sentences and parts of them of a remark; "t.o.m." and "t.v." end none."""
    return re.split(r"[,;.\n]\s*", _FOR_NOW.sub("t v", _SHORTENED.sub("t o m", text)))


def until(text: str) -> str:
    """What stands after "till" in it: "feb" of "vilande till feb"."""
    said = _UNTIL.search(text)
    return said[1].strip() if said else ""


def is_until_a_day(text: str, world: World) -> bool:
    """Whether it names the last day of a pause, to come, and not a month or a season."""
    said = _UNTIL.search(text)
    read = dates.day(said[1].strip(), on=world.on, is_past=False) if said else None
    day = read.value if isinstance(read, Understood) else None
    return isinstance(day, date) and day >= world.on


def likely_last_days(text: str, world: World) -> tuple[date, ...]:
    """Last days of a pause that may be meant: of "till feb" the day before the month, and its last;
    none that has been.
    """
    said, last = _UNTIL.search(text), back(text, world)
    if said is None or last is None:
        return ()
    if _LAST_OF.search(text):
        return (last - ONE_DAY,)
    read = dates.day(said[1].strip(), on=world.on, is_past=False)
    begins = [date.fromisoformat(d) for d in read.choices] if isinstance(read, Unsure) else []
    days = dict.fromkeys(day - ONE_DAY for day in (*begins, last))
    return tuple(day for day in days if day >= world.on)


def back(text: str, world: World) -> date | None:
    """The first day after the pause that a remark tells of; None where it tells no day to come."""
    said = _UNTIL.search(text)
    day = last_day(said[1].strip(), world) if said else None
    return day + ONE_DAY if day and day >= world.on else None
