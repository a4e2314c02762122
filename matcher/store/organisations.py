"""Organisations with local needs, and the persons one calls there."""

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship, selectinload

from matcher.domain.errors import Missing
from matcher.domain.organisations import OrganisationState
from matcher.store.base import ID_LENGTH, Base, OfCentre, fenced, within, word
from matcher.store.search import found_by, nearest_first


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


def names_left(session: Session, *, centre: str) -> frozenset[str]:
    """The names of those that are with the centre no more, casefolded."""
    told = session.scalars(
        sa.select(Organisation.name).where(
            Organisation.centre_id == centre, Organisation.state == OrganisationState.LEFT
        )
    )
    return frozenset(name.casefold() for name in told)


def contact_of(organisation: Organisation, contact_id: str | None) -> OrganisationContact | None:
    """The person one calls there; None where none is meant. Raises Missing for somebody else's."""
    if contact_id is None:
        return None
    found = next((one for one in organisation.contacts if one.id == contact_id), None)
    if found is None:
        raise Missing("contact", contact_id)
    return found


def claim(session: Session, organisation: Organisation, version: int) -> bool:
    """Take the right to change it as it was read; False: somebody has changed it since."""
    claimed = session.execute(
        sa.update(Organisation)
        .where(Organisation.id == organisation.id, Organisation.version == version)
        .values(version=version + 1)
    )
    return bool(claimed.rowcount)  # type: ignore[attr-defined]


def listed(
    session: Session,
    *,
    centre: str,
    search: str = "",
    states: Collection[OrganisationState] = (),
    limit: int = 50,
    offset: int = 0,
) -> list[Organisation]:
    """Organisations with their contacts, what was searched for first, then in Swedish order."""
    # One name stands for both: an organisation has no surname.
    nearest = nearest_first(search, Organisation.name, Organisation.name, session)
    asked = (
        sa.select(Organisation)
        .where(*_wanted(session, centre=centre, search=search, states=states))
        .order_by(*nearest, Organisation.id)
        .limit(limit)
        .offset(offset)
        .options(selectinload(Organisation.contacts))
    )
    return list(session.scalars(asked))


def how_many(
    session: Session, *, centre: str, search: str = "", states: Collection[OrganisationState] = ()
) -> int:
    """How many `listed` would give without limit."""
    wanted = _wanted(session, centre=centre, search=search, states=states)
    return session.scalar(sa.select(sa.func.count()).select_from(Organisation).where(*wanted)) or 0


def _wanted(
    session: Session, *, centre: str, search: str, states: Collection[OrganisationState]
) -> list[sa.ColumnElement[bool]]:
    """Found by its name, or by the name or telephone of somebody one calls there."""
    wanted = [Organisation.centre_id == centre]
    if states:
        wanted.append(Organisation.state.in_(states))
    if search.strip():
        name, contact = Organisation.name, OrganisationContact
        person = sa.exists().where(
            contact.organisation_id == Organisation.id,
            found_by(search, contact.name, contact.name, contact.phone, session),
        )
        wanted.append(sa.or_(found_by(search, name, name, name, session), person))
    return wanted
