"""Who rests without a last day: nobody but us would think of her again."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from matcher.domain.plans import TodoKind, TodoState
from matcher.domain.recipients import RecipientState
from matcher.domain.retention import ERASED
from matcher.domain.volunteers import VolunteerState
from matcher.store.recipients import Recipient
from matcher.store.todos import Todo
from matcher.store.volunteers import Volunteer

OVER = (VolunteerState.LEFT, VolunteerState.NOT_RELEVANT)


def recipients(session: Session, *, centre: str) -> list[tuple[str, str | None]]:
    """(id, whose caseload) of each recipient who rests, by id."""
    asked = sa.select(Recipient.id, Recipient.owner_id).where(
        Recipient.centre_id == centre,
        Recipient.state == RecipientState.PAUSED,
        Recipient.source != ERASED,
    )
    return [(who, owner) for who, owner in session.execute(asked.order_by(Recipient.id))]


def volunteers(session: Session, *, centre: str, on: date) -> list[tuple[str, str | None]]:
    """(id, whose caseload) of each volunteer who rests that day and until she says so, by id."""
    asked = sa.select(Volunteer.id, Volunteer.owner_id).where(
        Volunteer.centre_id == centre,
        Volunteer.state.not_in(OVER),
        Volunteer.source != ERASED,
        Volunteer.paused_from <= on,
        Volunteer.paused_until.is_(None),
    )
    return [(who, owner) for who, owner in session.execute(asked.order_by(Volunteer.id))]


def open_calls(session: Session, *, centre: str) -> list[Todo]:
    """What stands on the list of calling them."""
    asked = sa.select(Todo).where(
        Todo.centre_id == centre,
        Todo.kind == TodoKind.CALL_PAUSED,
        Todo.state == TodoState.OPEN,
    )
    return list(session.scalars(asked.order_by(Todo.id)))
