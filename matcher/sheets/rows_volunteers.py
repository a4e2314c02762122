"""A row of a list of volunteers."""

import re
from collections.abc import Mapping
from datetime import date

from matcher.domain.clearance import Step
from matcher.domain.concepts import Kind
from matcher.domain.errors import Fault
from matcher.domain.people import SaidWord, Traits, WordStance
from matcher.domain.spelling import exact
from matcher.domain.volunteers import NewVolunteer
from matcher.sheets import (
    cells,
    cells_of_people,
    cells_of_ways,
    dates,
    homes,
    rows_denied,
    rows_edges,
    rows_extracts,
    rows_health,
    rows_never,
    rows_people,
    rows_reached,
    rows_rest,
    rows_times,
    rows_unwanted,
    rows_waits,
    rows_where,
    rows_wishes,
    rows_yes,
    rows_young,
    states,
    yeses,
)
from matcher.sheets.cells_of_ways import Reach
from matcher.sheets.fields import BIRTH_YEAR
from matcher.sheets.readings import Reading, Refused, Understood, World, refused, unsure
from matcher.sheets.rows import Cell, Cells, Reader, ToldVolunteer
from matcher.sheets.rows_people import day_or_yes, number, plain, words_of

DENIED = "own_yes_no"  # the fault of a row whose person does not want to be kept
STEPS = {
    "interview": Step.INTERVIEW,
    "reference": Step.REFERENCE,
    "agreement": Step.AGREEMENT,
    "confidentiality": Step.CONFIDENTIALITY,
    "introduction": Step.INTRODUCTION,
    "guardian_consent": Step.GUARDIAN_CONSENT,
}


def _references(text: str, world: World) -> Reading:
    """Days of references taken; a number of them without days is asked about."""
    found = dates.days(text, on=world.on)
    if found:
        return Understood(tuple(found))
    if re.fullmatch(r"([1-4])\s?/\s?[1-4]", text.strip()):
        return refused("day_missing")  # "2/2" is how many have been taken, of how many
    one = day_or_yes(text, world)
    if isinstance(one, Understood):
        return Understood((one.value,) if one.value else ())
    return refused("day_missing") if text.strip()[:1].isdigit() and len(text) < 5 else one


def _own_yes(text: str, _world: World) -> Reading:
    """Whether somebody has said yes to being on the list; a no, wherever in the cell, is one."""
    if yeses.is_no(text):
        return refused(DENIED)
    is_yes = yeses.YES.match(text) or exact(text) in cells.YES or yeses.days(text)
    if is_yes and not yeses.is_doubted(text):
        return Understood(True)
    return unsure("own_yes_asked", "ja", "nej", said=text[:40])


READERS: Mapping[str, Reader] = {
    **rows_people.READERS,
    "modes": plain(cells_of_ways.modes),
    "reach": plain(cells_of_ways.reach),
    "not_tasks": words_of(WordStance.WILL_NOT, Kind.TASK, Kind.INTEREST),
    "skills": words_of(WordStance.KNOWS, Kind.SKILL, Kind.TASK, Kind.INTEREST),
    "pets": plain(homes.traits),
    "from_on": rows_edges.begins,
    "until_on": rows_edges.ends,
    "max_matches": number(0, 10),
    "max_hours_month": number(1, 200),
    "commitment_months": rows_people.months,
    "on_call": plain(cells.yes_or_no),
    "state": states.state,
    "own_yes": _own_yes,
    "interview": day_or_yes,
    "reference": _references,
    "agreement": day_or_yes,
    "confidentiality": day_or_yes,
    "introduction": day_or_yes,
    "guardian_consent": day_or_yes,
    **rows_extracts.READERS,
}
_REMARKS = ("name", "first_name", "surname", "mixed", "availability", "interview", "agreement")
_WORDS = ("tasks", "not_tasks", "interests", "dislikes", "skills")


def told(found: Cells, world: World) -> ToldVolunteer | Fault:
    """What the row tells, or why nothing of it can be taken."""
    rows_people.tell_mail_apart(found)
    rows_reached.tell_apart(found)
    rows_edges.tell_apart(found, world, is_of_times=True)
    rows_times.tell_times_apart(found, world)
    rows_waits.ask(found, world)
    rows_edges.refuse_impossible(found, world)
    name = rows_people.name_of(found)
    if name is None:
        return rows_people.no_name(found)
    if left := _remark(found, states.LEFT):
        found.by_field["state"] = Cell("state", left, states.asked_if_left(left))
        _leave(found, left, states.LEFT)
        return Fault("left_is_asked")
    if asked_first := states.is_asked_if_left(found):
        return asked_first
    if rests := _remark(found, rows_rest.SAYS):
        ready = (f"paus till {day}" for day in rows_rest.likely_last_days(rests, world))
        asked = unsure("state_not_read", *ready, "vilande", "aktiv", said=rests[:40])
        found.by_field["state"] = Cell("state", rests, asked)
        _leave(found, rests, rows_rest.SAYS)
    if found.was_told("own_yes") and isinstance(found.by_field["own_yes"].reading, Refused):
        return Fault(DENIED)
    year = found.get("birth_year")
    if year is not None and world.on.year - year < world.least_age:
        return Fault("under_age", {"age": world.least_age})
    if found.was_told("state") and isinstance(found.by_field["state"].reading, Refused):
        return Fault("volunteer_has_left")
    if no := rows_young.denied(found, world):
        return no
    rows_wishes.tell_named_apart(found, world)
    rows_wishes.tell_apart(found, world)
    rows_unwanted.tell_apart(found)
    rows_denied.tell_apart(found, world, READERS[rows_denied.REFUSED])
    rows_never.tell_of_offered(found, world)
    rows_extracts.tell_apart(found, world)
    _ask_for_birth_year(found)
    rows_young.ask_of_volunteer(found, world)
    health_yes = rows_yes.health_yes(found)
    rows_health.keep_unconsented_out(
        found, world, consented=health_yes is not None, keeps_function=False
    )
    return ToldVolunteer(
        _new(found, world, name),
        steps=_steps(found),
        extracts=rows_extracts.extracts(found, world),
        is_active=None if _is_asked(found, "own_yes") else found.get("state"),
        health_consent=health_yes,
        rest=rows_rest.rest_of(found, world, _REMARKS) if not _is_asked(found, "own_yes") else None,
        begins_on=rows_edges.begins_on(found, world),
    )


def _ask_for_birth_year(found: Cells) -> None:
    """Where an identity number was struck out and no year is told: its year is asked, since nobody
    of an unknown age is suggested to a home (R27).
    """
    is_struck = any(
        isinstance(cell.reading, Refused) and cell.reading.fault.code == "identity_number"
        for cell in found.all()
    )
    if is_struck and found.get(BIRTH_YEAR) is None:
        written = found.written(BIRTH_YEAR)
        found.by_field[BIRTH_YEAR] = Cell(BIRTH_YEAR, written, unsure("birth_behind_number"))


def _remark(found: Cells, says: re.Pattern[str]) -> str:
    """What a row says of being over, "slutat 2026-06", or of resting, "paus till mars", where it
    tells no state in words: a tick in a column of those who are ready may be older.
    """
    state = found.by_field.get("state")
    if state is not None and state.written.strip().casefold() not in cells.YES:
        return ""
    told = (cell.written for name, cell in found.by_field.items() if name in _REMARKS)
    return next((text for text in told if says.search(text)), "")


def _leave(found: Cells, said: str, says: re.Pattern[str]) -> None:
    """What is asked about as her state is asked about among her remarks no more."""
    for piece in filter(says.search, rows_rest.pieces(said)):
        rows_waits.leave(found, "mixed", piece)


def _new(found: Cells, world: World, name: cells_of_people.Name) -> NewVolunteer:
    contact, where = rows_people.contact_of(found), rows_where.where(found, world)
    availability, said = rows_edges.until(found, *rows_times.times_of(found), world)
    reach: Reach = found.told("reach", Reach())
    return NewVolunteer(
        name.first,
        name.surname,
        contact.phone,
        contact.email,
        birth_year=found.get("birth_year"),
        gender=found.get("gender"),
        postcode=where.postcode,
        area_id=where.area_id,
        place=where.place,
        modes=found.told("modes", frozenset()) | reach.modes,
        reach_minutes=reach.minutes,
        reach_km=reach.km,
        availability=availability,
        availability_said=said,
        languages=rows_people.languages_of(found),
        words=_without_health(rows_people.words_in(found, *_WORDS)),
        forms=rows_people.forms_of_volunteer(found),
        gender_wish=rows_wishes.gender_wish_of(found),
        traits=Traits(rows_people.home_of(found, "pets"), rows_people.borne(found)),
        background=found.told("background", rows_people.mixed_of(found).background),
        max_matches=found.told("max_matches", 1),
        max_hours_month=found.get("max_hours_month"),
        commitment_months=found.get("commitment_months"),
        on_call=bool(found.get("on_call")),
    )


def _without_health(words: tuple[SaidWord, ...]) -> tuple[SaidWord, ...]:
    """What a visitor must know of somebody's health is asked of recipients only."""
    return tuple(word for word in words if word.stance is not WordStance.FUNCTION)


def _steps(found: Cells) -> tuple[tuple[Step, date], ...]:
    taken: list[tuple[Step, date]] = []
    for name, step in STEPS.items():
        value = found.get(name)
        days = value if isinstance(value, tuple) else (value,)
        taken += [(step, day) for day in days if isinstance(day, date)]
    return tuple(taken)


def _is_asked(found: Cells, name: str) -> bool:
    return found.was_told(name) and found.get(name) is None
