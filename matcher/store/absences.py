"""Days on which a colleague is away, and who covers for her."""

from datetime import date
from functools import cache

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from matcher.domain.errors import Missing
from matcher.store.base import CENTRE, ID_LENGTH, Base, OfCentre, fenced, within


class Absence(OfCentre, Base):
    """From a day to a day, both included. Nothing of why."""

    __tablename__ = "absences"
    __table_args__ = fenced(
        within("account_id", "accounts"),
        within("cover_id", "accounts"),
        sa.CheckConstraint("account_id <> cover_id", name="by_another"),
    )

    account_id: Mapped[str] = mapped_column(sa.String(ID_LENGTH), index=True)
    cover_id: Mapped[str] = mapped_column(sa.String(ID_LENGTH), index=True)
    from_on: Mapped[date]
    until_on: Mapped[date]


def one(session: Session, absence_id: str, *, centre: str) -> Absence:
    """One of the centre's. Raises Missing."""
    found = session.scalar(
        sa.select(Absence).where(Absence.id == absence_id, Absence.centre_id == centre)
    )
    if found is None:
        raise Missing("absence", absence_id)
    return found


def not_over(session: Session, *, centre: str, on: date) -> list[Absence]:
    """Those of that day and those to come, the first first."""
    return list(session.scalars(_not_over(), {"centre": centre, "on": on}))


@cache
def _not_over() -> sa.Select[Absence]:
    asked = sa.select(Absence).where(Absence.centre_id == CENTRE)
    asked = asked.where(Absence.until_on >= sa.bindparam("on"))
    return asked.order_by(Absence.from_on, Absence.id)
