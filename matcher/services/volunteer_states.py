"""The states of a volunteer. Only a coordinator makes her matchable, and no reason is kept (R14).

    interested ──contacted──▶ contacted ──make_active──▶ active ⇄ paused
         └────────────── not_relevant / leave ──────────────┘ ──contacted──▶ back again

What an active volunteer may be suggested for is decided by her gates: see `clearances`.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.errors import Fault, Invalid, Missing, NotNow
from matcher.domain.plans import TodoKind, TodoState
from matcher.domain.retention import ERASED
from matcher.domain.volunteers import VolunteerState
from matcher.services import (
    clearances,
    goes_on,
    meeting_rests,
    pause_watch,
    todos,
    week_upkeep,
)
from matcher.store import centres, own_passwords, volunteers
from matcher.store import todos as todo_rows
from matcher.store.people import note
from matcher.store.volunteers import Volunteer

CLEAR_WITHIN = timedelta(weeks=3)  # from the first call; then the to-do says that it drags on
NEW = (VolunteerState.INTERESTED, VolunteerState.CONTACTED)
GONE = (VolunteerState.LEFT, VolunteerState.NOT_RELEVANT)


def contacted(
    session: Session, volunteer_id: str, *, centre: str, by: str, at: datetime
) -> Volunteer:
    """Somebody has spoken with her: the clearance begins. Also the way back for who had left.
    Raises Missing, NotNow.
    """
    volunteer = volunteers.one(session, volunteer_id, centre=centre)
    _turn(volunteer, VolunteerState.CONTACTED, (VolunteerState.INTERESTED, *GONE), at=at)
    note(session, "volunteer.contacted", volunteer, by=by, at=at)
    todos.done_about(
        session,
        TodoKind.CALL_NEW_VOLUNTEER,
        volunteer_id=volunteer.id,
        centre=centre,
        by=by,
        at=at,
    )
    todos.make(
        session,
        TodoKind.COMPLETE_CLEARANCE,
        due_on=swedish_day(at) + CLEAR_WITHIN,
        volunteer_id=volunteer.id,
        owner_id=volunteer.owner_id,
        centre=centre,
        at=at,
        again=swedish_day(at).isoformat(),
    )
    return volunteer


def make_active(
    session: Session, volunteer_id: str, *, centre: str, by: str, at: datetime
) -> Volunteer:
    """A coordinator vouches for her: from now on she is suggested where her gates are true (R9),
    also in the week shown. Raises Missing, NotNow.
    """
    centres.take_turn(session, centre)
    volunteer = volunteers.one(session, volunteer_id, centre=centre)
    _turn(volunteer, VolunteerState.ACTIVE, NEW, at=at)
    note(session, "volunteer.made_active", volunteer, by=by, at=at)
    todos.done_about(
        session,
        TodoKind.CALL_NEW_VOLUNTEER,
        volunteer_id=volunteer.id,
        centre=centre,
        by=by,
        at=at,
    )
    clearances.settle(session, volunteer.id, centre=centre, by=by, at=at)
    week_upkeep.let_in(session, volunteer, centre=centre, by=by, at=at)
    return volunteer


def pause(
    session: Session,
    volunteer_id: str,
    *,
    from_on: date,
    until_on: date | None = None,
    centre: str,
    by: str | None,
    at: datetime,
) -> Volunteer:
    """She rests from that day; `until_on` is her first day back, None: until she says so. No
    cause is asked for (R71), and the week shown is counted anew without her. Raises Missing,
    NotNow; Invalid when it ends before it begins.
    """
    centres.take_turn(session, centre)
    volunteer = volunteers.one(session, volunteer_id, centre=centre)
    if volunteer.state in GONE:
        raise NotNow("volunteer", volunteer.state.value, "pause")
    if until_on is not None and until_on <= from_on:
        raise Invalid({"until_on": Fault("ends_before_it_begins")})
    volunteer.paused_from, volunteer.paused_until = from_on, until_on
    volunteer.changed_at = at
    facts = {"from_on": str(from_on)} | ({"until_on": str(until_on)} if until_on else {})
    note(session, "volunteer.paused", volunteer, by=by, at=at, **facts)
    session.flush()
    pause_watch.keep(session, centre=centre, at=at)
    meeting_rests.tell_of_volunteer(session, volunteer, at=at)
    if by is not None:  # a pause of her own decides nothing
        goes_on.settle(session, volunteer.id, centre=centre, by=by, at=at)
    week_upkeep.keep_up(
        session, volunteers=[volunteer.id], why="paused", centre=centre, by=by, at=at
    )
    return volunteer


def resume(
    session: Session, volunteer_id: str, *, centre: str, by: str | None, at: datetime
) -> Volunteer:
    """She is back, and in the week shown. Raises Missing; NotNow when no pause is set."""
    centres.take_turn(session, centre)
    volunteer = volunteers.one(session, volunteer_id, centre=centre)
    if volunteer.paused_from is None:
        raise NotNow("volunteer", "not_paused", "resume")
    volunteer.paused_from = volunteer.paused_until = None
    volunteer.changed_at = at
    note(session, "volunteer.resumed", volunteer, by=by, at=at)
    session.flush()
    pause_watch.keep(session, centre=centre, at=at)
    meeting_rests.back(session, volunteer, by=by, at=at)
    week_upkeep.let_in(session, volunteer, why="back", centre=centre, by=by, at=at)
    return volunteer


def leave(
    session: Session, volunteer_id: str, *, centre: str, by: str | None, at: datetime
) -> Volunteer:
    """She stops being a volunteer; what is to be done about her is cancelled, and her own page is
    shut with its password. Raises Missing; NotNow while she takes part in a match, which is ended
    on its own page with both sides.
    """
    return _close(session, volunteer_id, VolunteerState.LEFT, centre=centre, by=by, at=at)


def not_relevant(
    session: Session, volunteer_id: str, *, centre: str, by: str | None, at: datetime
) -> Volunteer:
    """The centre does not go on with her ("ej aktuell"). No reason is kept (R14). Raises as
    `leave`.
    """
    return _close(session, volunteer_id, VolunteerState.NOT_RELEVANT, centre=centre, by=by, at=at)


def _close(
    session: Session,
    volunteer_id: str,
    state: VolunteerState,
    *,
    centre: str,
    by: str | None,
    at: datetime,
) -> Volunteer:
    centres.take_turn(session, centre)
    volunteer = volunteers.one(session, volunteer_id, centre=centre)
    if volunteers.living_matches(session, volunteer_id, centre=centre):
        raise NotNow("volunteer", "in_a_match", state.value)
    _turn(volunteer, state, [other for other in VolunteerState if other not in GONE], at=at)
    volunteer.paused_from = volunteer.paused_until = None
    own_passwords.shut(session, volunteer_id, centre=centre, at=at)
    note(session, f"volunteer.{state.value}", volunteer, by=by, at=at)
    todo_rows.settle(
        session,
        todo_rows.Todo.centre_id == centre,
        todo_rows.Todo.volunteer_id == volunteer.id,
        state=TodoState.CANCELLED,
        at=at,
        done_by=by,
    )
    week_upkeep.keep_up(session, volunteers=[volunteer.id], why="left", centre=centre, by=by, at=at)
    return volunteer


def _turn(
    volunteer: Volunteer,
    state: VolunteerState,
    allowed: Iterable[VolunteerState],
    *,
    at: datetime,
) -> None:
    if volunteer.source == ERASED:
        raise Missing("volunteer", volunteer.id)
    if volunteer.state not in allowed:
        raise NotNow("volunteer", volunteer.state.value, state.value)
    volunteer.state, volunteer.changed_at = state, at
