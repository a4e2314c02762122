"""Concerns, in tables of their own that no list, search, export or engine reads (R70).

Whom one is about is an id without a key: erasing a person must neither fail for a concern nor take
along one that is held for a legal matter. Its own retention decides how long it is kept.
"""

from datetime import date, datetime
from functools import cache

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship, selectinload

from matcher.domain.concerns import ConcernStep, Outcome, Witness
from matcher.domain.errors import Missing
from matcher.store.base import CENTRE, ID_LENGTH, Base, OfCentre, fenced, within, word


class Concern(OfCentre, Base):
    """What somebody has seen and is worried about."""

    __tablename__ = "concerns"
    __table_args__ = fenced()

    volunteer_id: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH), index=True)
    recipient_id: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH), index=True)
    text: Mapped[str] = mapped_column(sa.Text)
    seen_on: Mapped[date]
    witness: Mapped[Witness] = word(Witness)
    noted_at: Mapped[datetime]
    noted_by: Mapped[str] = mapped_column(sa.String(ID_LENGTH))
    owner_id: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH))  # who looks at it next
    look_on: Mapped[date | None]  # and on which day; None when it is closed
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH))
    outcome: Mapped[Outcome | None] = word(Outcome)
    keep_until: Mapped[date | None]
    held_since: Mapped[datetime | None]  # not thrown away while a legal matter needs it

    steps: Mapped[list["TakenStep"]] = relationship(
        lazy="raise_on_sql",
        cascade="all, delete-orphan",
        passive_deletes=True,
        order_by="TakenStep.at, TakenStep.id",
    )


class TakenStep(OfCentre, Base):
    """One thing that was done about a concern."""

    __tablename__ = "concern_steps"
    __table_args__ = fenced(within("concern_id", "concerns"))

    concern_id: Mapped[str] = mapped_column(sa.String(ID_LENGTH), index=True)
    at: Mapped[datetime] = mapped_column("taken_at")
    by: Mapped[str] = mapped_column("by_account", sa.String(ID_LENGTH))
    kind: Mapped[ConcernStep] = word(ConcernStep)
    line: Mapped[str | None] = mapped_column(sa.String(500))


def one(session: Session, concern_id: str, *, centre: str) -> Concern:
    """A concern with what has been done. Raises Missing."""
    found = session.scalar(
        sa.select(Concern)
        .where(Concern.id == concern_id, Concern.centre_id == centre)
        .options(selectinload(Concern.steps))
    )
    if found is None:
        raise Missing("concern", concern_id)
    return found


def listed(session: Session, *, centre: str, at_most: int) -> list[Concern]:
    """The open ones first, by the day on which they are looked at; then the newest."""
    asked = sa.select(Concern).where(Concern.centre_id == centre)
    is_closed = Concern.closed_at.is_not(None)
    order = (is_closed, Concern.look_on, Concern.noted_at.desc(), Concern.id)
    return list(session.scalars(asked.order_by(*order).limit(at_most)))


def how_many_open(session: Session, *, centre: str) -> int:
    """The count, which is all that anything else may know of them."""
    return session.scalar(_how_many_open(), {"centre": centre}) or 0


def open_by_owner(session: Session, *, centre: str) -> dict[str, int]:
    """How many open ones lie with each account, by its id; those of nobody are left out."""
    open_ones = Concern.centre_id == centre, Concern.closed_at.is_(None)
    asked = sa.select(Concern.owner_id, sa.func.count()).group_by(Concern.owner_id)
    return {owner: count for owner, count in session.execute(asked.where(*open_ones)) if owner}


def to_look_at(session: Session, *, centre: str, until: date, at_most: int) -> list[Concern]:
    """The open ones that are to be looked at by a day, the longest overdue first."""
    given = {"centre": centre, "until": until, "at_most": at_most}
    return list(session.scalars(_to_look_at(), given))


@cache
def _to_look_at() -> sa.Select[Concern]:
    due = Concern.closed_at.is_(None), Concern.look_on <= sa.bindparam("until")
    asked = sa.select(Concern).where(Concern.centre_id == CENTRE, *due)
    asked = asked.order_by(Concern.look_on, Concern.noted_at, Concern.id)
    return asked.limit(sa.bindparam("at_most"))


@cache
def _how_many_open() -> sa.Select[int]:
    open_ones = Concern.centre_id == CENTRE, Concern.closed_at.is_(None)
    return sa.select(sa.func.count()).where(*open_ones)


def remove_over(session: Session, *, centre: str, on: date) -> list[str]:
    """Throw away those whose time is up, but for the held ones; their ids."""
    over = sa.select(Concern.id).where(
        Concern.centre_id == centre, Concern.keep_until < on, Concern.held_since.is_(None)
    )
    ids = list(session.scalars(over.order_by(Concern.id)))
    if ids:
        session.execute(sa.delete(Concern).where(Concern.centre_id == centre, Concern.id.in_(ids)))
    return ids
