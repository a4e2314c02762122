"""Why somebody has no part in the week's matching: what is asked where nobody can be ranked."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from matcher.domain.needs import NeedState
from matcher.domain.recipients import RecipientState
from matcher.domain.volunteers import VolunteerState
from matcher.engine.params import Params
from matcher.services import faces
from matcher.services.faces import Side
from matcher.store import matches, volunteers
from matcher.store.faces import NeedFace
from matcher.store.matches import LivingPair


@dataclass(frozen=True, slots=True)
class NeedLeftOut:
    """Where a need stands that is not matched this week, and with whom it is."""

    state: NeedState
    person: RecipientState | None  # None: an organisation's
    is_over: bool  # its last day has been
    matched: tuple[tuple[Side, LivingPair], ...]


@dataclass(frozen=True, slots=True)
class VolunteerLeftOut:
    """Where a volunteer stands who is not matched this week."""

    state: VolunteerState
    paused_from: date | None
    paused_until: date | None  # her first day back; None: until she says so


LeftOut = NeedLeftOut | VolunteerLeftOut


def need(session: Session, row: NeedFace, params: Params, *, centre: str, on: date) -> NeedLeftOut:
    """Why a need is not in the pool."""
    living = [one for one in matches.living_pairs(session, centre=centre) if one.need_id == row.id]
    people, _ = faces.of_one(
        session, row, [one.volunteer_id for one in living], params, centre=centre, on=on
    )
    return NeedLeftOut(
        state=row.state,
        person=row.recipient_state,
        is_over=row.until_on is not None and row.until_on < on,
        matched=tuple((people[one.volunteer_id], one) for one in living),
    )


def volunteer(session: Session, volunteer_id: str, *, centre: str) -> VolunteerLeftOut:
    """Why a volunteer is not in the pool. Raises Missing."""
    row = volunteers.one(session, volunteer_id, centre=centre)
    return VolunteerLeftOut(row.state, row.paused_from, row.paused_until)
