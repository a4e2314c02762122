"""What was noted of somebody's clearance by mistake, of another volunteer's for one, is taken back:
it goes, and with it what it opened, also in the week shown (R9). The audit keeps that it was there.
No match is cut: that she is not cleared any more for what she wants is to be seen to the same day
(R17).
"""

from collections.abc import Set
from datetime import date, datetime

from sqlalchemy.orm import Session

from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.clearance import AssignmentType, Gate
from matcher.domain.errors import Missing
from matcher.domain.people import Form
from matcher.domain.plans import TodoKind
from matcher.services import clearances, todos, week_upkeep
from matcher.store import centres, volunteers
from matcher.store.people import note
from matcher.store.volunteers import Volunteer


def take_back_step(
    session: Session, volunteer_id: str, step_id: str, *, centre: str, by: str, at: datetime
) -> None:
    """A step goes. Raises Missing."""
    centres.take_turn(session, centre)
    volunteer = volunteers.one(session, volunteer_id, centre=centre)
    taken = next((step for step in volunteer.steps if step.id == step_id), None)
    if taken is None:
        raise Missing("clearance_step", step_id)
    was = _open_to(volunteer, on=swedish_day(at))
    volunteer.steps.remove(taken)
    facts = {"step": taken.step.value, "on": str(taken.on)}
    _went(session, "clearance.step_taken_back", volunteer, facts, by=by, at=at)
    _clear_again(session, volunteer, was, step_id, at=at)


def take_back_extract(
    session: Session, volunteer_id: str, extract_id: str, *, centre: str, by: str, at: datetime
) -> None:
    """That an extract was shown goes. Raises Missing."""
    centres.take_turn(session, centre)
    volunteer = volunteers.one(session, volunteer_id, centre=centre)
    shown = next((check for check in volunteer.extracts if check.id == extract_id), None)
    if shown is None:
        raise Missing("register_check", extract_id)
    was = _open_to(volunteer, on=swedish_day(at))
    volunteer.extracts.remove(shown)
    facts = {"kind": shown.kind.value, "on": str(shown.shown_on)}
    _went(session, "clearance.extract_taken_back", volunteer, facts, by=by, at=at)
    _clear_again(session, volunteer, was, extract_id, at=at)


def _went(
    session: Session,
    deed: str,
    volunteer: Volunteer,
    facts: dict[str, str],
    *,
    by: str,
    at: datetime,
) -> None:
    note(session, deed, volunteer, by=by, at=at, **facts)
    session.flush()
    week_upkeep.keep_up(
        session, volunteers=[volunteer.id], centre=volunteer.centre_id, by=by, at=at
    )


def _clear_again(
    session: Session, volunteer: Volunteer, was: Set[AssignmentType], taken_id: str, *, at: datetime
) -> None:
    """What she wants and was cleared for, and is not any more, is to be seen to."""
    on = swedish_day(at)
    if was <= _open_to(volunteer, on=on):
        return
    todos.make(
        session,
        TodoKind.COMPLETE_CLEARANCE,
        due_on=on,
        volunteer_id=volunteer.id,
        owner_id=volunteer.owner_id,
        centre=volunteer.centre_id,
        at=at,
        again=taken_id,
    )


def _open_to(volunteer: Volunteer, *, on: date) -> frozenset[AssignmentType]:
    """Of what she wants, what nothing but a pause bars: who rests may be in a match."""
    policies = clearances.wanted(map(Form, volunteer.forms))
    gates = clearances.missing(volunteer, policies, on=on)
    return frozenset(kind for kind in policies if set(gates[kind]) <= {Gate.PAUSE})
