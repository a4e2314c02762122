"""Organisations with local needs, and the persons one calls there."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship, selectinload

from matcher.domain.errors import Missing
from matcher.domain.organisations import OrganisationState
from matcher.store.base import ID_LENGTH, Base, OfCentre, fenced, within, word


class Organisation(OfCentre, Base):
    """An association, a care home, a school: somebody who posts local needs."""

    __tablename__ = "organisations"
    __table_args__ = fenced(sa.UniqueConstraint("centre_id", "name"))

    name: Mapped[str] = mapped_column(sa.String(120))
    state: Mapped[OrganisationState] = word(OrganisationState, default=OrganisationState.ACTIVE)
    about: Mapped[str | None] = mapped_column(sa.String(500))
    source: Mapped[str] = mapped_column(sa.String(16))
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    contacts: Mapped[list["OrganisationContact"]] = relationship(
        lazy="raise_on_sql", cascade="all, delete-orphan", passive_deletes=True
    )


class OrganisationContact(OfCentre, Base):
    """A person one calls at an organisation."""

    __tablename__ = "organisation_contacts"
    __table_args__ = fenced(within("organisation_id", "organisations"))

    organisation_id: Mapped[str] = mapped_column(sa.String(ID_LENGTH), index=True)
    name: Mapped[str] = mapped_column(sa.String(120))
    phone: Mapped[str | None] = mapped_column(sa.String(32))
    email: Mapped[str | None] = mapped_column(sa.String(254))


def one(session: Session, organisation_id: str, *, centre: str) -> Organisation:
    """The organisation with its contacts. Raises Missing."""
    found = session.scalar(
        sa.select(Organisation)
        .where(Organisation.id == organisation_id, Organisation.centre_id == centre)
        .options(selectinload(Organisation.contacts))
    )
    if found is None:
        raise Missing("organisation", organisation_id)
    return found


def named(session: Session, name: str, *, centre: str) -> Organisation | None:
    """The organisation of just that name, whatever its case."""
    return session.scalar(
        sa.select(Organisation).where(
            Organisation.centre_id == centre, sa.func.lower(Organisation.name) == name.casefold()
        )
    )
