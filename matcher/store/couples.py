"""Volunteers who go together: each of the two has a row that points at the other."""

from datetime import datetime
from functools import cache

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from matcher.store.base import CENTRE, ID_LENGTH, Base, OfCentre, fenced, within


class Couple(OfCentre, Base):
    """One half of a couple, and with whom. Nobody is in two."""

    __tablename__ = "couples"
    __table_args__ = fenced(
        within("volunteer_id", "volunteers"),
        within("with_id", "volunteers"),
        sa.CheckConstraint("volunteer_id <> with_id", name="of_two"),
        sa.UniqueConstraint("volunteer_id"),
        sa.UniqueConstraint("with_id"),
    )

    volunteer_id: Mapped[str] = mapped_column(sa.String(ID_LENGTH))
    with_id: Mapped[str] = mapped_column(sa.String(ID_LENGTH))
    said_by: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH))
    said_at: Mapped[datetime]


def all_of(session: Session, *, centre: str) -> dict[str, str]:
    """Everybody who goes with somebody: volunteer's id → the other's."""
    return {row[0]: row[1] for row in session.execute(_all(), {"centre": centre})}


@cache
def _all() -> sa.Select[str, str]:
    return sa.select(Couple.volunteer_id, Couple.with_id).where(Couple.centre_id == CENTRE)


def part(session: Session, volunteer_ids: tuple[str, ...], *, centre: str) -> None:
    """These go with nobody any more, and nobody goes with them."""
    either = Couple.volunteer_id.in_(volunteer_ids) | Couple.with_id.in_(volunteer_ids)
    session.execute(sa.delete(Couple).where(Couple.centre_id == centre, either))
