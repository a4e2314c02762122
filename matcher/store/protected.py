"""People whose personal data are protected: a pseudonym, and nothing else of them (R73).

In a table of its own, without a key to anybody: no list, search, export, count or engine reads it.
"""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from matcher.domain.errors import Missing
from matcher.store.base import ID_LENGTH, Base, OfCentre, fenced


class ProtectedPerson(OfCentre, Base):
    """Somebody of whom the rest is on paper, under lock and key."""

    __tablename__ = "protected_people"
    __table_args__ = fenced(sa.UniqueConstraint("centre_id", "pseudonym"))

    pseudonym: Mapped[str] = mapped_column(sa.String(16))
    about: Mapped[str] = mapped_column(sa.String(16))  # "volunteer" or "recipient"
    waiting_since: Mapped[date | None]  # of a recipient: her wait is not begun anew
    noted_at: Mapped[datetime]
    noted_by: Mapped[str] = mapped_column(sa.String(ID_LENGTH))


def one(session: Session, protected_id: str, *, centre: str) -> ProtectedPerson:
    """The row. Raises Missing."""
    found = session.scalar(
        sa.select(ProtectedPerson).where(
            ProtectedPerson.id == protected_id, ProtectedPerson.centre_id == centre
        )
    )
    if found is None:
        raise Missing("protected", protected_id)
    return found


def listed(session: Session, *, centre: str) -> list[ProtectedPerson]:
    """Everybody of the centre, the newest first."""
    asked = sa.select(ProtectedPerson).where(ProtectedPerson.centre_id == centre)
    order = (ProtectedPerson.noted_at.desc(), ProtectedPerson.id)
    return list(session.scalars(asked.order_by(*order)))
