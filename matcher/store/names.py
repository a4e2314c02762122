"""What a list calls people: the few columns it needs, in one question a noun."""

from collections.abc import Collection
from functools import cache

import sqlalchemy as sa
from sqlalchemy.orm import Session

from matcher.store.base import CENTRE, IDS
from matcher.store.organisations import Organisation
from matcher.store.recipients import Recipient
from matcher.store.volunteers import Volunteer

Row = tuple[str, str, str, str | None]  # id, first name, surname, telephone


def of_volunteers(session: Session, ids: Collection[str], *, centre: str) -> list[Row]:
    """Names and telephones of these volunteers."""
    return _of(session, Volunteer, ids, centre)


def of_recipients(session: Session, ids: Collection[str], *, centre: str) -> list[Row]:
    """Names and telephones of these recipients."""
    return _of(session, Recipient, ids, centre)


def of_organisations(session: Session, ids: Collection[str], *, centre: str) -> list[Row]:
    """Names of these organisations; whom one calls there stands on their page."""
    if not ids:
        return []
    asked = sa.select(Organisation.id, Organisation.name).where(
        Organisation.centre_id == centre, Organisation.id.in_(ids)
    )
    return [(found, name, "", None) for found, name in session.execute(asked)]


def _of(
    session: Session, noun: type[Volunteer] | type[Recipient], ids: Collection[str], centre: str
) -> list[Row]:
    if not ids:
        return []
    rows = session.execute(_called(noun), {"centre": centre, "ids": list(ids)})
    return [(row[0], row[1], row[2], row[3]) for row in rows]


@cache
def _called(noun: type[Volunteer] | type[Recipient]) -> sa.Select[str, str, str, str | None]:
    asked = sa.select(noun.id, noun.first_name, noun.surname, noun.phone)
    return asked.where(noun.centre_id == CENTRE, noun.id.in_(IDS))
