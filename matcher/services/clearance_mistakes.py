"""What was noted of somebody's clearance by mistake, of another volunteer's for one, is taken back:
it goes, and with it what it opened, also in the week shown (R9). The audit keeps that it was there.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from matcher.domain.errors import Missing
from matcher.services import week_upkeep
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
    volunteer.steps.remove(taken)
    facts = {"step": taken.step.value, "on": str(taken.on)}
    _went(session, "clearance.step_taken_back", volunteer, facts, by=by, at=at)


def take_back_extract(
    session: Session, volunteer_id: str, extract_id: str, *, centre: str, by: str, at: datetime
) -> None:
    """That an extract was shown goes. Raises Missing."""
    centres.take_turn(session, centre)
    volunteer = volunteers.one(session, volunteer_id, centre=centre)
    shown = next((check for check in volunteer.extracts if check.id == extract_id), None)
    if shown is None:
        raise Missing("register_check", extract_id)
    volunteer.extracts.remove(shown)
    facts = {"kind": shown.kind.value, "on": str(shown.shown_on)}
    _went(session, "clearance.extract_taken_back", volunteer, facts, by=by, at=at)


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
