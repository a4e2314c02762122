"""A row of a list of local needs: whose it is, who is called there, and what is to be done."""

import re
from collections.abc import Mapping
from datetime import date

from matcher.domain.availability import Availability
from matcher.domain.boundaries import ESCORT_LEAD, ESCORTS, never_in
from matcher.domain.concepts import Kind
from matcher.domain.errors import Fault
from matcher.domain.needs import NeedKind, NewNeed
from matcher.domain.organisations import NewOrganisation
from matcher.domain.people import Level, SaidWord, WordStance
from matcher.sheets import (
    cells,
    cells_of_people,
    homes,
    meanings,
    rows_children,
    rows_demands,
    rows_edges,
    rows_health,
    rows_over,
    rows_people,
    rows_spoken,
    rows_tasks,
    rows_terms,
    rows_times,
    rows_waits,
    rows_where,
    whereabouts,
)
from matcher.sheets.meanings import Wanted
from matcher.sheets.readings import Refused, Understood, Unsure, World, unsure
from matcher.sheets.rhythms import LONGEST_MINUTES, minutes_of_a_day, rhythm, weeks_between
from matcher.sheets.rows import Cell, Cells, Reader, ToldNeed
from matcher.sheets.rows_demands import AGE
from matcher.sheets.rows_people import number, past, plain, text_of, words_of

READERS: Mapping[str, Reader] = {
    "organisation": text_of(120),
    "contact_name": text_of(120),
    "phone": plain(cells_of_people.phone),
    "email": plain(cells_of_people.email),
    "title": text_of(120),
    "about": text_of(500),
    "tasks": rows_tasks.tasks,
    "seats": rows_demands.seats,
    "skills_needed": rows_demands.demands,
    "skills_wished": words_of(WordStance.KNOWS, Kind.SKILL, Kind.TASK, Kind.INTEREST),
    "interests": words_of(WordStance.LIKES, Kind.INTEREST, Kind.TASK),
    "must_languages": meanings.wanted,
    "postcode": plain(cells_of_people.postcode),
    "town": whereabouts.venue,
    "area": whereabouts.area,
    "availability": rows_times.held,
    "forms": plain(homes.forms),
    "minutes": minutes_of_a_day,
    "every_weeks": rhythm,
    "from_on": rows_edges.begins,
    "until_on": rows_edges.ends,
    "state": rows_over.state,
    "children_present": rows_people.children,
    "min_age": number(15, 80),
    "introducer": text_of(120),
    "may_be_shown": plain(cells.yes_or_no),
    "waiting_since": past,
}
_AT = {  # where a row that cannot be opened is mended
    "already_over": "until_on",
    "held_already": "availability",
    "ends_before_it_begins": "until_on",
    "ends_before_its_times": "until_on",
    "task_is_with_children": "children_present",
    "escort_too_soon": "from_on",
}
_ALL_DAY = re.compile(r"\bhel(?:a )?dag(?:en|ar)?\b|\ball day\b", re.IGNORECASE)
_DAYS_LONG = ("8 timmar", "6 timmar", "4 timmar")
LONGEST_WEEKS = 60  # looked through for a time: a year, and what a list is early with
_NOT_DONE = (WordStance.WILL_NOT, WordStance.DISLIKES)
_SAID_IN = (
    "title", "about", "tasks", "skills_needed", "skills_wished", "interests", "introducer",
)  # fmt: skip


def told(found: Cells, world: World) -> ToldNeed | Fault:
    """What the row tells, or why nothing of it can be taken."""
    rows_people.tell_mail_apart(found)
    _tell_contact_apart(found)
    rows_health.keep_illness_words_out(found, world)
    if fault := _refused(found) or _lacking(found):
        return fault
    if fault := rows_over.done(found) or rows_demands.ask_of_pay(found):
        return fault
    if fault := rows_over.rests(found, world):
        return fault
    rows_over.tell_seats_left(found)
    _tell_age_apart(found)
    rows_times.tell_rhythm_apart(found, world)
    rows_terms.tell(found, world)
    rows_edges.tell_period(found, world)
    rows_edges.tell_apart(found, world)
    rows_waits.ask(found, world)
    rows_spoken.tell_languages_apart(found, world)
    rows_spoken.tell_merits_apart(found, world)
    _ask_of_what_is_not_to_be_done(found)
    rows_tasks.tell(found, world)
    rows_children.tell(found, world)
    _tell_length(found)
    organisation = NewOrganisation(
        found.get("organisation"),
        contact_name=found.get("contact_name"),
        contact_phone=found.get("phone"),
        contact_email=found.get("email"),
    )
    need = _need(found, world)
    if fault := _fault(found, need, world):
        found.refuse_if_told(_AT[fault.code], fault)
        return fault
    return ToldNeed(organisation, need)


def _lacking(found: Cells) -> Fault | None:
    """What a row must tell and does not, with a place to tell it."""
    if not found.get("organisation"):
        return _missing(found, "organisation")
    if not any(found.told(name, ()) for name in ("title", "tasks", "about")):
        return _missing(found, "title")
    return None


def _missing(found: Cells, name: str) -> Fault:
    fault = Fault(f"row_without_{name}")
    if not found.was_told(name):
        found.by_field[name] = Cell(name, "", Refused(fault))
    return fault


def _refused(found: Cells) -> Fault | None:
    """Where a row asks for what volunteers never do (R29), the cell that does so can be mended."""
    asked = {name: never_in(found.written(name)) for name in _SAID_IN}
    faults = [
        rows_people.refuse_never(found, name, never[0]) for name, never in asked.items() if never
    ]
    return faults[0] if faults else None


def _tell_age_apart(found: Cells) -> None:
    """Minst 18 among what a volunteer must be able to: the lowest age, where no column has it."""
    if found.was_told("min_age"):
        return
    for name in ("skills_needed", "skills_wished"):
        if match := AGE.search(found.written(name)):
            age = int(match[1] or match[2])
            found.by_field["min_age"] = Cell("min_age", match[0], Understood(age))
            told: tuple[SaidWord, ...] = found.told(name, ())
            found.keep(name, tuple(said for said in told if not _is_age(said)))
            return


def _ask_of_what_is_not_to_be_done(found: Cells) -> None:
    words: tuple[SaidWord, ...] = found.told("tasks", ())
    done = tuple(said for said in words if said.stance not in _NOT_DONE)
    if done == words:
        return
    denied = ", ".join(said.written for said in words if said not in done)
    if isinstance(found.by_field["tasks"].reading, Understood):
        found.ask("tasks", "denied_left", value=done, said=denied[:60])
    else:
        found.keep("tasks", done)


def _is_age(said: SaidWord) -> bool:
    """Whether a word is what the lowest age was read from."""
    return said.concept is None and bool(AGE.fullmatch(said.written) or said.written.isdigit())


def _tell_contact_apart(found: Cells) -> None:
    """A cell of a name, a telephone and an e-mail is put where each belongs."""
    cell = found.by_field.get("contact_name")
    if cell is None or isinstance(cell.reading, Unsure):  # "-"-": whether it is the one above
        return
    told = cells_of_people.named_contact(cell.written)
    if len(cells_of_people.numbers_in(cell.written)) > 1:
        pieces = [piece.strip() for piece in re.split(r"[;,\n]", cell.written) if piece.strip()]
        asked = unsure("contact_several", *(p for p in pieces if cells_of_people.numbers_in(p)))
        found.by_field["contact_name"] = Cell("contact_name", cell.written, asked)
        return
    if told is None:
        return
    name, reached = told
    is_told = found.was_told("phone")
    parts = {"contact_name": name or None, "phone": reached.phone, "email": reached.email}
    for field, value in parts.items():
        if field == "contact_name" or (value and not found.was_told(field)):
            found.by_field[field] = Cell(field, cell.written, Understood(value))
    half = cells_of_people.half_number(cell.written)
    if half and reached.phone and not is_told:
        found.ask("phone", "phone_left", value=reached.phone, said=half)


def _fault(found: Cells, need: NewNeed, world: World) -> Fault | None:
    """What would be refused when the need is opened, said before anything is confirmed."""
    if need.until_on is not None and need.until_on < world.on:
        return Fault("already_over")
    if need.availability is not None and rows_over.is_past(need.availability, on=world.on):
        return Fault("held_already")
    if need.until_on is not None and need.from_on is not None and need.until_on < need.from_on:
        return Fault("ends_before_it_begins")
    if need.until_on is not None and _has_no_time_before(need.until_on, need.availability, world):
        return Fault("ends_before_its_times")
    if rows_people.is_with_children(need.words, world) and found.get("children_present") is False:
        return Fault("task_is_with_children")
    is_escort = any(said.concept in ESCORTS for said in need.words)
    if is_escort and need.from_on is not None and need.from_on < world.on + ESCORT_LEAD:
        return Fault("escort_too_soon", {"days": ESCORT_LEAD.days})
    return None


def _has_no_time_before(last: date, times: Availability | None, world: World) -> bool:
    """Whether there are times, but none until the last day: that is of something else, perhaps of
    when to answer.
    """
    weeks = (last - world.on).days // 7 + 1
    if times is None or not times.is_known or weeks > LONGEST_WEEKS:
        return False
    until_then = times.between(None, last).mask(world.on, weeks)
    return not until_then and bool(times.mask(world.on, LONGEST_WEEKS))


def _need(found: Cells, world: World) -> NewNeed:
    where = rows_where.where(found, world)
    availability, said = rows_times.times_of(found)
    tasks: tuple[SaidWord, ...] = found.told("tasks", ())
    words = _words(found, tasks)
    spoken: Wanted = found.told("must_languages", Wanted())
    return NewNeed(
        NeedKind.LOCAL,
        found.told("waiting_since", world.on),
        title=_title(found, tasks),
        about=found.get("about"),
        seats=found.told("seats", 1),
        forms=found.told("forms", rows_people.forms_of_tasks(words)),
        postcode=where.postcode,
        area_id=where.area_id,
        place=where.place,
        availability=availability,
        availability_said=said,
        minutes=found.told("minutes", 60),
        every_weeks=weeks_between(found, availability),
        from_on=found.get("from_on"),
        until_on=found.told("until_on", found.get("state")),
        children_present=found.told("children_present", rows_people.is_with_children(words, world)),
        min_age=found.get("min_age"),
        languages=_spoken_there(spoken),
        must_languages=frozenset(spoken.must),
        words=words,
        introducer=found.get("introducer"),
        may_be_shown=bool(found.get("may_be_shown")),
    )


def _title(found: Cells, tasks: tuple[SaidWord, ...]) -> str:
    """Its own column's, else the words of the tasks, else how the description begins."""
    said = ", ".join(word.written for word in tasks) or str(found.told("about", ""))
    return str(found.told("title", said))[:120]


def _words(found: Cells, tasks: tuple[SaidWord, ...]) -> tuple[SaidWord, ...]:
    """What is to be done, and what is asked of whoever does it."""
    others = rows_people.words_in(found, "skills_needed", "skills_wished", "interests")
    return (*tasks, *(said for said in others if not _is_age(said)))


def _spoken_there(told: Wanted) -> dict[str, Level]:
    """Where Arabic is good to know, Swedish is spoken as well: who has no Arabic can talk there."""
    is_besides = bool(told.wished) and not told.must
    return ({"swedish": Level.CONVERSATION} if is_besides else {}) | dict(told.wished)


def _tell_length(found: Cells) -> None:
    """Hours by the clock say how long it is as well: "lördagar 10–12" is two hours. A whole day
    is as long as somebody says it is.
    """
    times, said = rows_times.times_of(found)
    length = times.told_length if times is not None else None
    if not found.was_told("minutes") and _ALL_DAY.search(found.written("availability")):
        asked = unsure("length_not_read", *_DAYS_LONG, said=found.written("availability")[:40])
        found.by_field["minutes"] = Cell("minutes", found.written("availability"), asked)
        return
    if found.was_told("minutes") or length is None:
        return
    longest = f"{LONGEST_MINUTES} minuter"
    is_likely = length <= LONGEST_MINUTES
    told = Understood(length) if is_likely else unsure("length_long", longest, said=said or "")
    found.by_field["minutes"] = Cell("minutes", said or "", told)
