"""What the clock asks about clearance: everybody who is active, and what is warned of already."""

from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from matcher.domain.plans import TodoKind, TodoState
from matcher.domain.volunteers import VolunteerState
from matcher.store.todos import Todo
from matcher.store.volunteers import Volunteer


def active(session: Session, *, centre: str) -> list[Volunteer]:
    """Every active volunteer with her steps and extracts, by id."""
    asked = (
        sa.select(Volunteer)
        .where(Volunteer.centre_id == centre, Volunteer.state == VolunteerState.ACTIVE)
        .order_by(Volunteer.id)
        .options(selectinload(Volunteer.steps), selectinload(Volunteer.extracts))
    )
    return list(session.scalars(asked))


def standing_todos(session: Session, kinds: Collection[TodoKind], *, centre: str) -> list[Todo]:
    """The open to-dos of these kinds."""
    asked = sa.select(Todo).where(
        Todo.centre_id == centre, Todo.state == TodoState.OPEN, Todo.kind.in_(kinds)
    )
    return list(session.scalars(asked.order_by(Todo.id)))
