"""Who is held: nothing is done with what is known of somebody of whom a list says that she has died
or left, or of a need that it says is met, until a person has answered; nor is a volunteer suggested
of whom somebody is to decide whether she goes on. The open to-do is the hold.
"""

from collections.abc import Collection
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from matcher.domain.plans import HOLDS, TodoKind, TodoState
from matcher.store.matches import Participant
from matcher.store.needs import Need
from matcher.store.recipients import Recipient
from matcher.store.todos import Todo
from matcher.store.volunteers import Volunteer

GONE = (TodoKind.SAID_GONE,)
Id = InstrumentedAttribute[Any]  # a column of ids


def rests(one: type[Volunteer] | type[Recipient]) -> sa.ColumnElement[bool]:
    """Whether nothing is to be done with somebody for now, as a column `rests`: restricted (R77),
    or held.
    """
    asked = aliased(Todo)
    whose = asked.volunteer_id if one is Volunteer else asked.recipient_id
    held = _open(asked, HOLDS).where(whose == one.id, asked.centre_id == one.centre_id)
    return sa.or_(one.restricted_at.is_not(None), held).label("rests")


def need_rests() -> sa.ColumnElement[bool]:
    """Whether a need is held, as a column `rests`."""
    asked = aliased(Todo)
    is_its = sa.and_(asked.organisation_id == Need.organisation_id, asked.dedupe.contains(Need.id))
    return _open(asked).where(is_its, asked.centre_id == Need.centre_id).label("rests")


def is_on(*, volunteer: Id, match: Id, centre: Id) -> sa.Exists:
    """Whether a list says of this volunteer, or of anybody of this match, that she is gone. Who is
    only to be decided about may be written to.
    """
    asked, one = aliased(Todo), aliased(Participant)
    of_match = sa.exists().where(
        one.match_id == match,
        one.centre_id == centre,
        sa.or_(one.recipient_id == asked.recipient_id, one.volunteer_id == asked.volunteer_id),
    )
    whose = sa.or_(asked.volunteer_id == volunteer, of_match)
    return _open(asked).where(asked.centre_id == centre, whose)


def still_open(session: Session, *, centre: str) -> list[Todo]:
    """What lists have said and nobody has answered, the oldest first."""
    asked = sa.select(Todo).where(
        Todo.centre_id == centre, Todo.kind == TodoKind.SAID_GONE, Todo.state == TodoState.OPEN
    )
    return list(session.scalars(asked.order_by(Todo.made_at, Todo.id)))


def _open(asked: type[Todo], kinds: Collection[TodoKind] = GONE) -> sa.Exists:
    is_open = asked.state == TodoState.OPEN
    return sa.exists().where(asked.kind.in_(sorted(kinds)), is_open)
