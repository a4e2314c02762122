"""Centres, their areas, and what a centre has chosen."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from matcher.domain.accounts import OwnerType
from matcher.domain.errors import Missing
from matcher.store.base import ID_LENGTH, Base, OfCentre, fenced, new_id, word


class Centre(Base):
    """A volunteer centre: the tenant."""

    __tablename__ = "centres"

    id: Mapped[str] = mapped_column(sa.String(ID_LENGTH), primary_key=True, default=new_id)
    name: Mapped[str] = mapped_column(sa.String(120))
    owner_type: Mapped[OwnerType] = word(OwnerType)
    owner_name: Mapped[str | None] = mapped_column(sa.String(120))  # the controller, by name
    phone: Mapped[str] = mapped_column(sa.String(32))  # E.164
    email: Mapped[str | None] = mapped_column(sa.String(254))
    place: Mapped[dict[str, Any] | None]  # Place as JSON: where "nearby" is when nothing is said
    language: Mapped[str] = mapped_column(sa.String(8), default="sv")
    code: Mapped[str] = mapped_column(sa.String(40), unique=True)  # in public addresses
    week_day: Mapped[int] = mapped_column(default=0)  # 0 is Monday
    week_hour: Mapped[int] = mapped_column(default=5)  # local hour of the weekly run
    matching: Mapped[dict[str, Any]] = mapped_column(default=dict)  # overrides of matching.toml
    insured_until_age: Mapped[int | None]  # years, that day included; None: any (R16)
    not_insured: Mapped[list[Any] | None]  # types of uppdrag
    created_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]


class Area(OfCentre, Base):
    """A part of town as the centre names it, with a point."""

    __tablename__ = "areas"
    __table_args__ = fenced(sa.UniqueConstraint("centre_id", "name"))

    name: Mapped[str] = mapped_column(sa.String(80))
    lat: Mapped[float]
    lon: Mapped[float]
    inhabitants: Mapped[int | None]  # a sketch names no area under 500 (R68)


def one(session: Session, centre_id: str) -> Centre:
    """The open centre. Raises Missing."""
    found = session.get(Centre, centre_id)
    if found is None or found.closed_at is not None:
        raise Missing("centre", centre_id)
    return found


def take_turn(session: Session, centre_id: str) -> None:
    """Wait until nobody else is changing this centre's suggestions and matches; held until the
    unit of work ends. Taken before any other row, so that no two wait for each other.

    SQLite has one writer anyway. On PostgreSQL it is the centre's row, locked so that others may
    still point at it. Raises Missing.
    """
    taking = sa.select(Centre.id).where(Centre.id == centre_id, Centre.closed_at.is_(None))
    if session.scalar(taking.with_for_update(key_share=True)) is None:
        raise Missing("centre", centre_id)


def by_code(session: Session, code: str) -> Centre:
    """The open centre with this code in its public addresses, whatever letters a phone made large.
    Raises Missing.
    """
    found = session.scalar(sa.select(Centre).where(sa.func.lower(Centre.code) == code.lower()))
    if found is None or found.closed_at is not None:
        raise Missing("centre", code)
    return found


def all_open(session: Session) -> list[Centre]:
    """Every open centre, by id: the order of the weekly work."""
    asked = sa.select(Centre).where(Centre.closed_at.is_(None)).order_by(Centre.id)
    return list(session.scalars(asked))


def areas_of(session: Session, *, centre: str) -> list[Area]:
    """A centre's areas, by name as written."""
    asked = sa.select(Area).where(Area.centre_id == centre).order_by(Area.name)
    return list(session.scalars(asked))
