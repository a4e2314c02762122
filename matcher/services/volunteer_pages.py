"""What pages show of volunteers: plain values, never rows; and every look at a person is logged."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from matcher.domain.availability import Availability
from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.clearance import AssignmentType, ExtractPolicy, Gate, Step
from matcher.domain.consent import Channel, ConsentKind
from matcher.domain.errors import Missing
from matcher.domain.list_orders import ListOrder
from matcher.domain.people import Form, code_in
from matcher.domain.retention import ERASED
from matcher.domain.volunteers import NewVolunteer, VolunteerState
from matcher.domain.ways_in import first_of, wanted_types
from matcher.services import choices, clearances, insurance, same_person, stories
from matcher.services.clearances import TypeStanding
from matcher.services.insurance import InsuranceWarning
from matcher.services.names import told_apart
from matcher.services.page_lines import (
    HistoryLine,
    MatchLine,
    TodoLine,
    area_names,
    match_lines,
    people_of,
    todo_lines,
)
from matcher.services.paging import PAGE_SIZE, Page, nearest_page
from matcher.services.same_person import MaybeSame
from matcher.services.volunteer_rows import told_of
from matcher.store import accounts, audit, matches, volunteer_lists, volunteers
from matcher.store.volunteers import Volunteer


@dataclass(frozen=True, slots=True)
class VolunteerRow:
    """A line of the list: called-name and initial, no more of who she is than the list needs."""

    id: str
    called: str
    state: VolunteerState
    is_paused: bool
    where: str | None  # area, else town, else postcode
    languages: tuple[str, ...]  # concept ids
    cleared_for: int  # types of uppdrag
    next: Gate | None  # what to do first to clear her for one more of what she wants
    since: date  # signed up or taken in


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step taken, and who noted it (a name, for the page only)."""

    id: str
    step: Step
    on: date
    text_version: str | None
    valid_until: date | None
    by: str | None


@dataclass(frozen=True, slots=True)
class ExtractLine:
    """That an extract was shown."""

    id: str
    kind: ExtractPolicy
    shown_on: date
    valid_until: date
    by: str | None


@dataclass(frozen=True, slots=True)
class ConsentLine:
    """A yes of hers, and whether it was taken back."""

    kind: ConsentKind
    said_on: date
    channel: Channel
    withdrawn_on: date | None


@dataclass(frozen=True, slots=True)
class VolunteerPage:
    """All that a coordinator's page shows of one volunteer, as of `on`."""

    id: str
    version: int
    on: date
    state: VolunteerState
    told: NewVolunteer
    code: str | None  # after her name in lists, where nothing known tells her from a namesake
    maybe_same: tuple[MaybeSame, ...]  # who may be herself, taken in another time
    area: str | None
    is_paused: bool
    paused_from: date | None
    paused_until: date | None
    restricted_at: datetime | None
    source: str
    created_at: datetime
    standing: tuple[TypeStanding, ...]
    steps: tuple[StepLine, ...]
    extracts: tuple[ExtractLine, ...]
    extracts_asked_for: tuple[ExtractPolicy, ...]
    consents: tuple[ConsentLine, ...]
    todos: tuple[TodoLine, ...]
    history: tuple[HistoryLine, ...]
    matches: tuple[MatchLine, ...]  # that are not over
    insurance: tuple[InsuranceWarning, ...]

    @property
    def cleared_for(self) -> tuple[TypeStanding, ...]:
        """The types of uppdrag she may be suggested for today."""
        return tuple(stands for stands in self.standing if stands.is_cleared)


def one(
    session: Session, volunteer_id: str, *, centre: str, by: str, at: datetime
) -> VolunteerPage:
    """The volunteer's page. The look is logged (R79), so the session must write. Raises Missing."""
    volunteer = volunteers.one(session, volunteer_id, centre=centre)
    if volunteer.source == ERASED:
        raise Missing("volunteer", volunteer_id)
    audit.looked(
        session,
        "volunteers.one",
        about="volunteer",
        about_id=volunteer.id,
        centre=centre,
        by=by,
        at=at,
    )
    names = accounts.names(session, centre=centre)
    on = swedish_day(at)
    policies = choices.policies()
    rows = matches.with_whom(session, volunteer_id=volunteer.id, centre=centre)
    shown = people_of(rows) | {volunteer.id: (volunteer.first_name, volunteer.surname)}
    history, called = stories.of_volunteer(session, volunteer.id, names, shown, centre=centre)
    living = match_lines(rows, called)
    return VolunteerPage(
        id=volunteer.id,
        version=volunteer.version,
        on=on,
        state=volunteer.state,
        told=told_of(volunteer),
        code=code_in(called[volunteer.id], volunteer.id),
        maybe_same=same_person.of(session, volunteer),
        area=area_names(session, centre=centre).get(volunteer.area_id or ""),
        is_paused=clearances.standing(volunteer).is_paused(on),
        paused_from=volunteer.paused_from,
        paused_until=volunteer.paused_until,
        restricted_at=volunteer.restricted_at,
        source=volunteer.source,
        created_at=volunteer.created_at,
        standing=clearances.by_type(volunteer, policies, on=on),
        steps=_steps(volunteer, names),
        extracts=_extracts(volunteer, names),
        extracts_asked_for=clearances.extracts_asked_for(policies),
        consents=consents_of(session, volunteer),
        todos=todo_lines(volunteers.open_todos(session, volunteer.id, centre=centre), living),
        history=history,
        matches=living,
        insurance=insurance.warnings(session, volunteer, centre=centre, on=on),
    )


def listed(
    session: Session,
    *,
    centre: str,
    by: str,
    at: datetime,
    search: str = "",
    state: VolunteerState | None = None,
    on_red_days: bool = False,
    order: ListOrder = ListOrder.NAME,
    page: int = 1,
) -> Page[VolunteerRow]:
    """A page of the list. A search is a look too, without what was searched for (R79). With no
    state asked for, those who have left or are not relevant are left out unless searched for.
    `on_red_days` keeps those who said that red days are possible: whom to ask before Christmas
    (R99).
    """
    states = _shown("" if on_red_days else search, state)
    asked: dict[str, Any] = {"centre": centre, "search": search, "states": states}
    if on_red_days:
        asked["among"] = _on_red_days(session, centre=centre, states=states)
    count = volunteer_lists.how_many(session, **asked)
    number = nearest_page(page, count)
    start = (number - 1) * PAGE_SIZE
    rows = volunteer_lists.listed(session, **asked, order=order, limit=PAGE_SIZE, offset=start)
    view = "volunteers.searched" if search.strip() else "volunteers.listed"
    audit.looked(session, view, about="volunteer", about_id=None, centre=centre, by=by, at=at)
    areas, on = area_names(session, centre=centre), swedish_day(at)
    full = {one.id: (one.first_name, one.surname) for one in rows}
    names = told_apart(session, full, centre=centre)
    return Page(tuple(_row(one, names[one.id], areas, on) for one in rows), count, number)


def counts(session: Session, *, centre: str) -> Mapping[VolunteerState, int]:
    """How many volunteers stand in each state."""
    return volunteer_lists.counts_by_state(session, centre=centre)


def _shown(search: str, state: VolunteerState | None) -> tuple[VolunteerState, ...]:
    if state is not None:
        return (state,)
    gone = (VolunteerState.LEFT, VolunteerState.NOT_RELEVANT)
    return () if search.strip() else tuple(one for one in VolunteerState if one not in gone)


def _on_red_days(session: Session, *, centre: str, states: tuple[VolunteerState, ...]) -> list[str]:
    told = volunteer_lists.times(session, centre=centre, states=states)
    return [one for one, times in told.items() if Availability.from_json(times).has_red_days]


def _row(volunteer: Volunteer, name: str, areas: Mapping[str, str], on: date) -> VolunteerRow:
    standing = clearances.standing(volunteer)
    by_type = clearances.gates(standing, choices.policies(), on=on)
    hers = wanted_types(frozenset(map(Form, volunteer.forms)))
    if any(not by_type[kind] for kind in hers):  # what only children ask for is asked of few
        hers -= {AssignmentType.CHILDREN}
    nearest = min(
        (gates for kind, gates in by_type.items() if gates and kind in hers), key=len, default=()
    )
    return VolunteerRow(
        id=volunteer.id,
        called=name,
        state=volunteer.state,
        is_paused=standing.is_paused(on),
        where=(
            areas.get(volunteer.area_id or "")
            or (volunteer.place or {}).get("label")
            or volunteer.postcode
        ),
        languages=tuple(volunteer.languages),
        cleared_for=sum(1 for gates in by_type.values() if not gates),
        next=first_of(nearest),
        since=swedish_day(volunteer.created_at),
    )


def _steps(volunteer: Volunteer, names: Mapping[str, str]) -> tuple[StepLine, ...]:
    taken = sorted(volunteer.steps, key=lambda step: (step.on, step.recorded_at))
    return tuple(
        StepLine(
            step.id,
            step.step,
            step.on,
            step.text_version,
            step.valid_until,
            names.get(step.recorded_by or ""),
        )
        for step in taken
    )


def _extracts(volunteer: Volunteer, names: Mapping[str, str]) -> tuple[ExtractLine, ...]:
    return tuple(
        ExtractLine(
            check.id, check.kind, check.shown_on, check.valid_until, names.get(check.seen_by)
        )
        for check in sorted(volunteer.extracts, key=lambda check: check.shown_on)
    )


def consents_of(session: Session, volunteer: Volunteer) -> tuple[ConsentLine, ...]:
    """What she has said yes to, taken back or not."""
    given = volunteers.consents_of(session, volunteer.id, centre=volunteer.centre_id)
    return tuple(ConsentLine(yes.kind, yes.said_on, yes.channel, yes.withdrawn_on) for yes in given)
