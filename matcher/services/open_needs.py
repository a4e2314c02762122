"""The centre's open local needs in public, and who has answered them. Never a recipient's need.

shown ──▶ a page, a feed ──"I would like to"──▶ the sign-up, with the need remembered
                                                    └─▶ note_wish: a wish, and a to-do
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from matcher.domain.availability import Availability
from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.errors import Fault, Invalid, Missing
from matcher.domain.people import WordStance
from matcher.domain.plans import CALL_NEW_VOLUNTEER_WITHIN, TodoKind, working_days_after
from matcher.domain.when.day_parts import GRID_PARTS
from matcher.services import todos
from matcher.services.names import told_apart
from matcher.store import centres, need_pages, needs, open_needs, volunteers
from matcher.store.audit import record
from matcher.store.needs import Need
from matcher.store.open_needs import Attendance, NeedWish


@dataclass(frozen=True, slots=True)
class OpenNeed:
    """A local need as anybody may read it: no name and no number of anybody stands in it."""

    id: str
    title: str
    organisation: str
    area: str | None
    places_left: int
    forms: tuple[str, ...]
    availability: Availability | None
    asks_times: bool  # somebody has said when, in words that we have not read
    minutes: int
    every_weeks: int
    from_on: date | None
    until_on: date | None
    children_present: bool
    min_age: int | None
    tasks: tuple[str, ...]  # concept ids
    skills: tuple[str, ...]  # concept ids, needed or good to have
    languages: tuple[str, ...]  # concept ids, needed or spoken there
    changed_at: datetime

    def is_for(self, *, area: str = "", word: str = "", language: str = "", part: str = "") -> bool:
        """Whether somebody who looks for this finds it; an empty wish hides nothing. What is
        unknown of times is shown: nobody has said no.
        """
        return (
            area in ("", self.area or "")
            and (not word or word in self.tasks + self.skills)
            and (not language or language in self.languages)
            and (not part or part in _parts_of(self.availability))
        )


@dataclass(frozen=True, slots=True)
class WishLine:
    """Who has answered a need: called-name and initial."""

    volunteer_id: str
    called: str
    said_on: date
    is_too_young: bool  # whatever her birthday is


@dataclass(frozen=True, slots=True)
class Noted:
    """What somebody has answered: its title, whether it is still to be had, and from what age,
    where she is too young for it.
    """

    title: str
    is_open: bool
    from_age: int | None = None


def shown(session: Session, *, centre: str, at: datetime) -> tuple[OpenNeed, ...]:
    """What may be shown and has places left, the newest first."""
    areas = {area.id: area.name for area in centres.areas_of(session, centre=centre)}
    rows = open_needs.shown(session, centre=centre, on=swedish_day(at))
    taken = need_pages.taken_of(session, [need.id for need, _ in rows], centre=centre)
    found = (_open(need, name, areas, taken.get(need.id, 0)) for need, name in rows)
    return tuple(one for one in found if one.places_left > 0)


def one(session: Session, need_id: str, *, centre: str, at: datetime) -> OpenNeed:
    """One of those. Raises Missing for any other need, however open it is."""
    for found in shown(session, centre=centre, at=at):
        if found.id == need_id:
            return found
    raise Missing("need", need_id)


def is_taken(session: Session, need_id: str, *, centre: str) -> bool:
    """It has been shown, and whoever comes by a poster or a feed finds it taken, closed or over.
    False for what was never to be shown.
    """
    return open_needs.was_shown(session, need_id, centre=centre)


def note_wish(
    session: Session, need_id: str, volunteer_id: str, *, centre: str, at: datetime
) -> Noted:
    """A volunteer has answered a need in public: a wish, and a coordinator is to call her about
    it. Nobody is matched, and nobody at the organisation is told. Said twice, it is there once.
    One that has been filled or closed while she wrote is noted too, so that whoever calls knows
    what she came for. Raises Missing for what was never shown.
    """
    if not is_taken(session, need_id, centre=centre):
        raise Missing("need", need_id)
    open_ids = {found.id for found in shown(session, centre=centre, at=at)}
    need = needs.one(session, need_id, centre=centre)
    born = volunteers.one(session, volunteer_id, centre=centre).birth_year
    is_too_young = _is_too_young(need, born, on=swedish_day(at))
    noted = Noted(need.title, need_id in open_ids, need.min_age if is_too_young else None)
    if open_needs.wish(session, need_id, volunteer_id, centre=centre) is not None:
        return noted
    wish = NeedWish(centre_id=centre, need_id=need_id, volunteer_id=volunteer_id, said_at=at)
    session.add(wish)
    session.flush()
    todos.make(
        session,
        TodoKind.NEED_ANSWERED,
        due_on=working_days_after(swedish_day(at), CALL_NEW_VOLUNTEER_WITHIN),
        volunteer_id=volunteer_id,
        facts={"need": need_id, "title": need.title},
        centre=centre,
        at=at,
        again=need_id,
    )
    record(session, "need.answered", about="need", about_id=need_id, centre=centre, by=None, at=at)
    return noted


def wishing(session: Session, need_id: str, *, centre: str, at: datetime) -> tuple[WishLine, ...]:
    """Who has answered a need, the first first. Raises Missing."""
    need, on = needs.one(session, need_id, centre=centre), swedish_day(at)
    found = open_needs.wishing(session, need_id, centre=centre)
    full = {who.id: (who.first_name, who.surname) for _, who in found}
    names = told_apart(session, full, centre=centre)
    return tuple(
        WishLine(
            who.id,
            names[who.id],
            swedish_day(wish.said_at),
            _is_too_young(need, who.birth_year, on=on),
        )
        for wish, who in found
    )


def _is_too_young(need: Need, birth_year: int | None, *, on: date) -> bool:
    """She reaches its age in a later year: nobody's birthday is kept (R7)."""
    return bool(need.min_age and birth_year and on.year - birth_year < need.min_age)


# ── how many came (R31) ───────────────────────────────────────────────────────────────────────


def count_came(
    session: Session,
    need_id: str,
    on: date,
    came: int,
    *,
    centre: str,
    by: str | None,
    at: datetime,
) -> None:
    """How many came that day, put right if it was told before. A number: who they were is asked
    nowhere. Raises Missing; Invalid for a day to come.
    """
    need = needs.one(session, need_id, centre=centre)
    if need.organisation_id is None:
        raise Missing("need", need_id)  # a person's need has nobody to count
    if on > swedish_day(at):
        raise Invalid({"held_on": Fault("day_to_come")})
    found = {row.held_on: row for row in open_needs.attendances(session, need_id, centre=centre)}
    row = found.get(on)
    if row is None:
        row = Attendance(centre_id=centre, need_id=need_id, held_on=on)
        session.add(row)
    row.came, row.recorded_by, row.recorded_at = came, by, at
    record(session, "need.counted", about="need", about_id=need_id, centre=centre, by=by, at=at)


def counts(session: Session, need_id: str, *, centre: str) -> Mapping[date, int]:
    """How many came, by day, the newest first. Raises Missing for a person's need."""
    if needs.one(session, need_id, centre=centre).organisation_id is None:
        raise Missing("need", need_id)
    return {
        row.held_on: row.came for row in open_needs.attendances(session, need_id, centre=centre)
    }


def _open(need: Need, organisation: str, areas: Mapping[str, str], taken: int) -> OpenNeed:
    words: dict[WordStance, list[str]] = {stance: [] for stance in WordStance}
    for word in need.words:
        if word.concept:
            words[word.stance].append(word.concept)
    return OpenNeed(
        id=need.id,
        title=need.title,
        organisation=organisation,
        area=areas.get(need.area_id or "") or (need.place or {}).get("label"),
        places_left=need.seats - taken,
        forms=tuple(need.forms),
        availability=Availability.from_json(need.availability) if need.availability else None,
        asks_times=bool(need.availability_said),
        minutes=need.minutes,
        every_weeks=need.every_weeks,
        from_on=need.from_on,
        until_on=need.until_on,
        children_present=need.children_present,
        min_age=need.min_age,
        tasks=tuple(words[WordStance.DOES]),
        skills=tuple(words[WordStance.NEEDS] + words[WordStance.KNOWS]),
        languages=tuple(sorted({*need.must_languages, *need.languages})),
        changed_at=need.changed_at,
    )


def _parts_of(availability: Availability | None) -> frozenset[str]:
    """The parts of the day that it is at, and whether at a weekend; all of them when unknown."""
    if availability is None or not availability.is_known:
        return frozenset({*GRID_PARTS, "weekend"})
    cells = availability.grid(partly=True)
    weekend = {"weekend"} if any(day >= 5 for day, _part in cells) else set()
    return frozenset({part for _day, part in cells} | weekend)
