"""What a volunteer sees on her own page; how she comes in stands in `own_door`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.clearance import AssignmentType, Gate, Step
from matcher.domain.errors import Missing
from matcher.domain.matches import MatchState, Word
from matcher.domain.needs import NeedKind
from matcher.domain.plans import TodoKind
from matcher.domain.volunteers import NewVolunteer, VolunteerState
from matcher.services import (
    choices,
    clearances,
    letter_stops,
    match_views,
    todos,
    visits,
)
from matcher.services.clearances import TypeStanding
from matcher.services.letter_stops import LetterChoice
from matcher.services.match_life import others_of, volunteer_in
from matcher.services.match_views import Seen
from matcher.services.visits import OwnVisitLine, VisitLine
from matcher.services.volunteer_pages import ConsentLine, consents_of
from matcher.services.volunteer_rows import told_of
from matcher.store import match_life, matches, needs, volunteers
from matcher.store.letter_stops import Whose


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step of the clearance, and the days on which it was taken."""

    step: Step
    taken_on: tuple[date, ...]
    wanted: int  # how many times, at most, of the types of uppdrag


@dataclass(frozen=True, slots=True)
class OwnMatch:
    """One of her uppdrag, as far as the contact ladder lets her see (R66)."""

    match_id: str
    state: MatchState
    kind: NeedKind
    others: tuple[Seen, ...]
    is_asked: bool  # there is a card to answer
    has_visits: bool  # there is a meeting to read about, or visits to note
    visits: tuple[VisitLine, ...]  # hers, the latest first


@dataclass(frozen=True, slots=True)
class OwnPage:
    """All that her page shows, as of `on`."""

    on: date
    version: int
    state: VolunteerState
    told: NewVolunteer
    since: date
    is_paused: bool
    paused_from: date | None
    paused_until: date | None
    is_restricted: bool
    is_held: bool  # somebody at the centre is to decide first whether she goes on
    steps: tuple[StepLine, ...]
    extract_shown_on: date | None
    standing: tuple[TypeStanding, ...]
    consents: tuple[ConsentLine, ...]
    matches: tuple[OwnMatch, ...]
    visits_held: int
    letters: tuple[LetterChoice, ...]

    @property
    def has_pause_ahead(self) -> bool:
        """A pause is set that has not begun."""
        return self.paused_from is not None and self.paused_from > self.on

    @property
    def is_ready(self) -> bool:
        """There is a type of uppdrag that at most a pause of hers keeps her from."""
        return bool(self.ready_for)

    @property
    def ready_for(self) -> tuple[AssignmentType, ...]:
        """Those types."""
        return tuple(one.type for one in self.standing if set(one.missing) <= {Gate.PAUSE})


def page(session: Session, volunteer_id: str, *, centre: str, at: datetime) -> OwnPage:
    """Her own page. Raises Missing."""
    volunteer = volunteers.one(session, volunteer_id, centre=centre)
    on = swedish_day(at)
    stands = clearances.standing(volunteer)
    noted = visits.of_volunteer(session, volunteer_id, centre=centre)
    return OwnPage(
        on=on,
        version=volunteer.version,
        state=volunteer.state,
        told=told_of(volunteer),
        since=swedish_day(volunteer.created_at),
        is_paused=stands.is_paused(on),
        paused_from=volunteer.paused_from,
        paused_until=volunteer.paused_until,
        is_restricted=volunteer.restricted_at is not None,
        is_held=todos.stands(session, TodoKind.GOES_ON, volunteer_id, centre=centre),
        steps=_steps(volunteer.steps),
        extract_shown_on=max((one.shown_on for one in volunteer.extracts), default=None),
        standing=clearances.by_type(volunteer, choices.policies(), on=on),
        consents=consents_of(session, volunteer),
        matches=_matches(session, volunteer_id, noted, centre=centre, at=at),
        visits_held=sum(one.line.happened for one in noted),
        letters=letter_stops.choices_of(session, Whose(volunteer_id, None), centre=centre),
    )


def match(
    session: Session, match_id: str, volunteer_id: str, *, centre: str, at: datetime
) -> OwnMatch:
    """One of her uppdrag, without what she has noted of it. Raises Missing."""
    found = _match(session, match_id, volunteer_id, (), centre=centre, at=at)
    if found is None:
        raise Missing("match", match_id)
    return found


def _steps(taken: list[volunteers.ClearanceStep]) -> tuple[StepLine, ...]:
    policies = choices.policies().values()
    asked = {step for policy in policies for step in policy.steps}
    references = max((policy.references for policy in policies), default=1)
    return tuple(
        StepLine(
            step,
            tuple(sorted(one.on for one in taken if one.step is step)),
            references if step is Step.REFERENCE else 1,
        )
        for step in Step
        if step in asked
    )


def _matches(
    session: Session,
    volunteer_id: str,
    noted: Sequence[OwnVisitLine],
    *,
    centre: str,
    at: datetime,
) -> tuple[OwnMatch, ...]:
    living = matches.with_whom(session, volunteer_id=volunteer_id, centre=centre)
    found = (
        _match(
            session,
            one.match_id,
            volunteer_id,
            tuple(visit.line for visit in noted if visit.match_id == one.match_id),
            centre=centre,
            at=at,
        )
        for one in living
    )
    return tuple(one for one in found if one is not None)


def _match(
    session: Session,
    match_id: str,
    volunteer_id: str,
    noted: tuple[VisitLine, ...],
    *,
    centre: str,
    at: datetime,
) -> OwnMatch | None:
    """As the ladder lets her see it; None where it lets her see nothing at all."""
    found = match_life.one(session, match_id, centre=centre)
    viewer = volunteer_in(found, volunteer_id)
    seen = tuple(
        match_views.volunteer_of(session, found, viewer, other, at=at) for other in others_of(found)
    )
    has_met = found.state.has_met and viewer.ended_on is None
    if not has_met and not any(one.fields for one in seen):
        return None
    need = needs.one(session, found.need_id, centre=centre)
    has_agreed = viewer.word is Word.YES
    return OwnMatch(
        found.id,
        found.state,
        need.kind,
        tuple(one for one in seen if one.fields),
        is_asked=viewer.word is Word.ASKED,
        has_visits=has_agreed and found.state.awaits_a_visit,
        visits=noted,
    )
