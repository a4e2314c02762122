"""What a list calls people: the few columns it needs, in one question a noun."""

from collections.abc import Collection
from functools import cache
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from matcher.store.base import CENTRE, IDS
from matcher.store.centres import Area
from matcher.store.organisations import Organisation, OrganisationContact
from matcher.store.recipients import Recipient
from matcher.store.referrals import Referral
from matcher.store.representatives import RepresentativeRow
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


class Namesake(NamedTuple):
    """A volunteer or a recipient, where she lives and when she was born; the place is said where
    she has no area.
    """

    id: str
    first_name: str
    surname: str
    area: str | None
    place: dict[str, Any] | None
    birth_year: int | None


def namesakes(session: Session, first_names: Collection[str], *, centre: str) -> list[Namesake]:
    """All volunteers and recipients of the centre with one of these first names."""
    given = {"centre": centre, "first_names": sorted(first_names)}
    return [Namesake(*row) for row in session.execute(_namesakes(), given)] if first_names else []


@cache
def _namesakes() -> sa.CompoundSelect[*tuple[Any, ...]]:
    wanted: sa.BindParameter[str] = sa.bindparam("first_names", type_=sa.String(), expanding=True)
    asked: sa.CompoundSelect[*tuple[Any, ...]] = sa.union_all(
        *(
            sa.select(
                noun.id,
                noun.first_name,
                noun.surname,
                Area.name,
                sa.case((Area.id.is_(None), noun.place)),
                noun.birth_year,
            )
            .outerjoin(Area, Area.id == noun.area_id)
            .where(noun.centre_id == CENTRE, noun.first_name.in_(wanted))
            for noun in (Volunteer, Recipient)
        )
    )
    return asked


def everybody(session: Session, *, but: str = "", centre: str) -> list[str]:
    """Every name that a centre has of anybody, whole as it is kept: volunteers', recipients',
    representatives', contact persons' and of those who have referred somebody. `but` is the id of
    one who is left out.
    """
    columns = (
        Volunteer.first_name, Volunteer.surname, Recipient.first_name, Recipient.surname,
        RepresentativeRow.name, OrganisationContact.name, Referral.name,
    )  # fmt: skip
    asked = (
        sa.select(one).where(one.class_.centre_id == centre, one.class_.id != but)
        for one in columns
    )
    return [name for name in session.scalars(sa.union(*asked)) if name]
