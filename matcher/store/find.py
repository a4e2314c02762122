"""Whom a name, half a name or a telephone number may mean, whoever it is at the centre."""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from matcher.store.organisations import Organisation
from matcher.store.recipients import Recipient
from matcher.store.search import found_by, nearest_first
from matcher.store.volunteers import Volunteer

Noun = type[Volunteer] | type[Recipient] | type[Organisation]


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody's name and telephone, and the word of the state she stands in."""

    id: str
    first_name: str
    surname: str
    phone: str | None
    state: str


def found(session: Session, noun: Noun, search: str, *, centre: str, at_most: int) -> list[Named]:
    """Who was searched for, the nearest first (R91)."""
    first, last, phone = _columns(noun)
    asked = (
        sa.select(noun.id, first, last, phone, noun.state)
        .where(noun.centre_id == centre, found_by(search, first, last, phone, session))
        .order_by(*nearest_first(search, first, last, session), noun.id)
        .limit(at_most)
    )
    return _named(session, asked)


def everybody(session: Session, noun: Noun, *, centre: str) -> list[Named]:
    """All of them, in no order, for a search that forgives a slip of the pen."""
    asked = sa.select(noun.id, *_columns(noun), noun.state).where(noun.centre_id == centre)
    return _named(session, asked)


def _named(session: Session, asked: sa.Select[Any]) -> list[Named]:
    return [Named(*row) for row in session.execute(asked)]


def _columns(noun: Noun) -> tuple[Any, Any, Any]:
    """First name, surname, telephone; an organisation has one name, and its contacts the phones."""
    if noun is Volunteer:
        return Volunteer.first_name, Volunteer.surname, Volunteer.phone
    if noun is Recipient:
        return Recipient.first_name, Recipient.surname, Recipient.phone
    return Organisation.name, sa.literal(""), sa.null()


def is_here(session: Session, noun: Noun, found_id: str, *, centre: str) -> bool:
    """Whether the centre has one with that id."""
    asked = sa.select(noun.id).where(noun.centre_id == centre, noun.id == found_id)
    return session.scalar(asked) is not None
