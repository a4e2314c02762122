"""A list's order as a question says it."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ColumnElement

from matcher.domain.list_orders import ListOrder
from matcher.domain.recipients import RecipientState
from matcher.store.centres import Area
from matcher.store.recipients import Recipient
from matcher.store.sessions import sv_order
from matcher.store.volunteers import Volunteer

Noun = type[Volunteer] | type[Recipient]


def before_names(noun: Noun, order: ListOrder, session: Session) -> list[ColumnElement[Any]]:
    """What rows are ordered by before their names."""
    if order is ListOrder.AREA:
        own = sa.and_(Area.centre_id == noun.centre_id, Area.id == noun.area_id)
        named = sa.select(Area.name).where(own).scalar_subquery()
        return [noun.area_id.is_(None), sv_order(named, session)]
    if order is ListOrder.NEWEST:
        return [noun.created_at.desc()]
    if order is ListOrder.LONGEST_WAIT:
        return [Recipient.state != RecipientState.WAITING, Recipient.waiting_since.asc()]
    return []
