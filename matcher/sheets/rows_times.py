"""When somebody of a row can: of the columns of times, and of what a remark says beside them."""

import re
from collections.abc import Iterable
from dataclasses import replace

from matcher.domain.availability import Availability
from matcher.domain.spelling import exact
from matcher.domain.spoken_times import understand
from matcher.sheets import cells_of_times
from matcher.sheets.cells_of_times import Times, sure_times
from matcher.sheets.readings import Reading, Understood, Unsure, World
from matcher.sheets.rows import Cell, Cells
from matcher.sheets.rows_people import mixed_of

_MOST_DAYS = 6  # after the first: what is longer is a stretch of weeks
_DAYS_OF_MONTH = re.compile(
    r"(?:den\s+)?(\d{1,2})\s*(?P<to>[-–]|och\b|o\b|&|\+|,)\s*(\d{1,2})"
    r"(\s?/\s?\d{1,2}(?:\s+20\d\d)?|\s+(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-z]*"
    r"(?:\s+20\d\d)?)(?![\w/])",
    re.IGNORECASE,
)
_ONCE = re.compile(r"(?:(?:bara|endast|enbart) )?(?:en|1) gång|engångs\w*")
_AWAY, _ALL_DAY = "bortrest", "hela dagen"  # on a need's own days nobody is away


def held(text: str, world: World) -> Reading:
    """When something is held: of a bare day it is not asked whether somebody is away then."""
    text = _each_day(text)
    found = cells_of_times.times(text, world)
    if not isinstance(found, Unsure) or not any(c.startswith(_AWAY) for c in found.choices):
        return found
    all_day = cells_of_times.times(f"{text} {_ALL_DAY}", world)
    if isinstance(all_day, Understood) and isinstance(all_day.value, Times):
        return Understood(replace(all_day.value, said=text))
    return replace(found, choices=tuple(c for c in found.choices if not c.startswith(_AWAY)))


def _each_day(text: str) -> str:
    """14–15/1 2027 kl 16–18 are two days of January, and no hours before it."""
    days = _DAYS_OF_MONTH.match(text)
    if days is None or not int(days[1]) < int(days[3]) <= min(31, int(days[1]) + _MOST_DAYS):
        return text
    each = (f"{day}{days[4]}" for day in _days_named(days))
    return ", ".join(each) + text[days.end() :]


def _days_named(days: re.Match[str]) -> Iterable[int]:
    """Every day of a stretch; the two of "14 och 15/1"."""
    first, last = int(days[1]), int(days[3])
    return range(first, last + 1) if days["to"] in "-–" else (first, last)


def times_of(found: Cells) -> tuple[Availability | None, str | None]:
    """The times, and the words they were said in; words that were not understood are kept."""
    told: Times | None = found.told("availability", mixed_of(found).times)
    if told is None:
        return None, None
    assert isinstance(told.availability, Availability)
    known = told.availability if told.availability != Availability() else None
    return known, told.said


def tell_times_apart(found: Cells, world: World) -> None:
    """What a remark says of times beside a column of them, "borta jan–feb", is said of those: both
    are read as one text. What cannot be is asked about, with the remark.
    """
    cell, own = found.by_field.get("mixed"), found.by_field.get("availability")
    noted = mixed_of(found)
    beside = [noted.times.said] if noted.times and own else []
    if cell is None or not (beside or noted.left):
        return
    if beside and own and (asked_whole := _asked_with(own, beside[0], world)):
        found.by_field["availability"] = asked_whole
        beside, noted = [], replace(noted, times=None)
        found.settle("mixed", noted) if not noted.left else found.keep("mixed", noted)
    when = found.told("availability", None if own else noted.times)
    left: list[str] = []
    for piece in (*beside, *noted.left):
        joined = _joined(when, piece, world) if when and not _is_asked(own) else None
        when, left = (joined, left) if joined else (when, [*left, piece])
    value = replace(noted, left=tuple(left), times=None if own else when)
    if own and isinstance(when, Times) and not _is_asked(own):
        found.settle("availability", when)
    asked = isinstance(cell.reading, Unsure) and cell.reading.fault.code != "mixed_left"
    if asked:
        found.keep("mixed", value)
    elif left:
        found.ask("mixed", "mixed_left", value=value, said=", ".join(left)[:120])
    else:
        found.settle("mixed", value)


def tell_rhythm_apart(found: Cells, world: World) -> None:
    """Varannan vecka tis em, below Hur ofta: when as well, where no column tells it. And en gång,
    below Period: how often, and no day.
    """
    begins = found.written("from_on")
    if _ONCE.fullmatch(exact(begins)) and not found.was_told("every_weeks"):
        found.settle("from_on", None)
        found.by_field["every_weeks"] = Cell("every_weeks", begins, Understood(0))
    written = found.written("every_weeks")
    times = sure_times(written, world) if written and not found.was_told("availability") else None
    if times and isinstance(times.availability, Availability) and times.availability.habit:
        found.by_field["availability"] = Cell("availability", written, Understood(times))


def _is_asked(cell: Cell | None) -> bool:
    return cell is not None and not isinstance(cell.reading, Understood)


def _asked_with(own: Cell, piece: str, world: World) -> Cell | None:
    """Times that are asked about, with those of a remark in every ready answer: "flexibel", and
    beside it "borta v 8-10". None where the two cannot be asked about as one.
    """
    if not isinstance(own.reading, Unsure):
        return None
    text = f"{own.written}, {piece}"
    read = cells_of_times.times(text, world)
    is_whole = isinstance(read, Unsure) and read.choices and all(piece in c for c in read.choices)
    return replace(own, written=text, reading=read) if is_whole else None


def _joined(when: Times, piece: str, world: World) -> Times | None:
    """The times with a piece that is of times alone; None where the two do not go as one."""
    if understand(piece, on=world.on).unknown:
        return None
    return sure_times(f"{when.said}, {piece}", world) or sure_times(f"{when.said}; {piece}", world)
