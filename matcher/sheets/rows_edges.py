"""From when and until when, where no column of its own says so: "börjar 4/12" among the remarks.

A remark, or a cell of times that says nothing else, tells the fields `from_on` and `until_on`. A
season, "efter nyår", and a day that has been are asked about there. Until somebody has answered,
nothing begins before the likely day of a season, and nothing ends.
"""

import re
from collections.abc import Iterator
from datetime import date

from matcher.domain.availability import Availability
from matcher.domain.boundaries import ESCORT_LEAD
from matcher.domain.spoken.echo import day_said
from matcher.domain.spoken.edges import Edge, edges
from matcher.domain.spoken_times import understand
from matcher.sheets import cells_of_times
from matcher.sheets.cells_of_times import LONGEST_TIMES, Times
from matcher.sheets.mixed import PIECES
from matcher.sheets.readings import Reading, Understood, Unsure, World, unsure
from matcher.sheets.rows import Cell, Cells
from matcher.sheets.rows_people import coming, last_coming, mixed_of

AT_ONCE = "genast"
NOTHING_SAID = Availability()
# What is asked, and the answer that no day is meant, of one that has been.
_ASKED = {"from_on": ("start_asked", AT_ONCE), "until_on": ("end_asked", "tills vidare")}
_DASH = re.compile(r"[-–—]|\s(?:till|t\.?o\.?m\.?)\s")
_AS_NEEDED = re.compile(r"\bvid behov\b", re.IGNORECASE)  # "vid behov dec–mars": no days off
_HALTED = re.compile(
    r"\b(?:inställ|uppskju|paus|stäng|uppehåll|vilar|vilande|fullt?\b|fullbokat|slut\b)",
    re.IGNORECASE,
)


def begins(text: str, world: World) -> Reading:
    """A first day of a column of them, "efter nyår" as well."""
    return _of_column("from_on", coming(text, world), (text, f"från {text}"), world)


def ends(text: str, world: World) -> Reading:
    """A last day, likewise."""
    return _of_column("until_on", last_coming(text, world), (text, f"till {text}"), world)


def tell_period(found: Cells, world: World) -> None:
    """From one day to another, "5/12 – 30/5 2027", in a column of first days or of times of a need:
    both, where nothing else tells either. Nobody is away from a need.
    """
    for name in ("from_on", "availability"):
        said = found.written(name)
        as_needed = _AS_NEEDED.search(said) if name == "availability" else None
        told = _period(_AS_NEEDED.sub("", said).strip(" ,;") if as_needed else said, world)
        if told is None or found.was_told("until_on"):
            continue
        if name == "from_on" or not found.was_told("from_on"):
            found.by_field["from_on"] = Cell("from_on", said, Understood(told[0]))
            found.by_field["until_on"] = Cell("until_on", said, Understood(told[1]))
            if name == "availability":
                when = understand(as_needed[0] if as_needed else "", on=world.on).availability
                found.settle(name, Times(when, said))


def _period(text: str, world: World) -> tuple[date, date] | None:
    """Its days, where it names two and nothing else; years without doubt."""
    for dash in _DASH.finditer(text):
        first, last = text[: dash.start()].strip(), text[dash.end() :].strip()
        told = edges(f"från {first} till {last}", on=world.on) if first and last else None
        if told and told.first and told.last and told.first.is_sure and told.last.is_sure:
            return told.first.days[0], told.last.days[0]
    return None


def tell_apart(found: Cells, world: World, *, is_of_times: bool = False) -> None:
    """The days that remarks tell, where no column does. A day that says otherwise than one that is
    told already is left in its remark, and asked about. `is_of_times`: days limit somebody's times,
    so that which times those are must be known before they end.
    """
    _settle_times(found, world, is_of_times=is_of_times)
    for piece in _pieces(found):
        told = edges(piece, on=world.on)
        if told is None:
            continue
        for name, edge in (("from_on", told.first), ("until_on", told.last)):
            if edge is None:
                continue
            cell = Cell(name, piece, _reading(name, edge, piece))
            if not found.was_told(name):
                found.by_field[name] = cell
            elif cell.value != found.get(name) and _is_understood(found, "mixed"):
                found.ask("mixed", "mixed_left", value=mixed_of(found), said=piece)


def refuse_impossible(found: Cells, world: World, *, is_escort: bool = False) -> None:
    """Days that no wish may have: it is taken without them, and the cell can be mended."""
    first, last = found.get("from_on"), found.get("until_on")
    if last and last < world.on:
        found.refuse("until_on", "already_over")
    elif last and first and last < first:
        found.refuse("until_on", "ends_before_it_begins")
    if is_escort and first and first < world.on + ESCORT_LEAD:
        found.refuse("from_on", "escort_too_soon", days=ESCORT_LEAD.days)


def until(
    found: Cells, when: Availability | None, said: str | None, world: World
) -> tuple[Availability | None, str | None]:
    """Somebody's times until the last day that she has told, and the words for both."""
    last = found.get("until_on")
    if not last or when is None or not when.is_known:
        return when, said
    whole = f"{said}, till och med {day_said(last)}" if said else None
    return when.between(None, last), whole if whole and len(whole) <= LONGEST_TIMES else said


def begins_on(found: Cells, world: World) -> date | None:
    """The day before which somebody does not begin."""
    first = found.get("from_on")
    return first if first and first > world.on else None


def _settle_times(found: Cells, world: World, *, is_of_times: bool) -> None:
    """A cell of times that tells days alone asks nothing more; but somebody's last day does."""
    cell = found.by_field.get("availability")
    told = edges(cell.written, on=world.on) if cell else None
    if cell is not None and told is not None and not (is_of_times and told.last):
        found.settle("availability", Times(NOTHING_SAID, cell.written))
    noted = mixed_of(found)
    if not is_of_times or cell is not None or noted.times:
        return
    for piece in noted.edges:
        told = edges(piece, on=world.on)
        if told and told.last:
            asked = cells_of_times.times(piece, world)
            found.by_field["availability"] = Cell("availability", piece, asked)


def _pieces(found: Cells) -> Iterator[str]:
    """What may tell such days: pieces of remarks, unless one says that all is halted; and times."""
    yield from mixed_of(found).edges
    about = [piece.strip() for piece in PIECES.split(found.written("about"))]
    if not any(map(_HALTED.search, about)):
        yield from filter(None, about)
    yield found.written("availability")


def _reading(name: str, edge: Edge, piece: str) -> Reading:
    if edge.is_sure:
        return Understood(edge.days[0])
    code, none = _ASKED[name]
    ready = [day.isoformat() for day in edge.days]
    ready = [none, *ready] if edge.may_be_none else ready
    is_likely = name == "from_on" and edge.days and not edge.may_be_none
    value = edge.days[0] if is_likely else None
    return unsure(code, *ready, value=value, said=piece[:60])


def _of_column(name: str, read: Reading, texts: tuple[str, ...], world: World) -> Reading:
    if not (isinstance(read, Unsure) and read.fault.code == "day_not_read"):
        return read
    for text in texts:
        told = edges(text, on=world.on)
        edge = told and (told.first if name == "from_on" else told.last)
        if edge:
            return _reading(name, edge, texts[0])
    return read


def _is_understood(found: Cells, name: str) -> bool:
    return found.was_told(name) and isinstance(found.by_field[name].reading, Understood)
