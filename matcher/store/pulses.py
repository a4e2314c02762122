"""When each part of the clock last did its work: a missing beat is an alarm, not a silence."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from matcher.store.base import Base, insert_of


class Pulse(Base):
    """The last beat of one part."""

    __tablename__ = "pulses"

    name: Mapped[str] = mapped_column(sa.String(40), primary_key=True)
    beat_at: Mapped[datetime]


def beat(session: Session, name: str, *, at: datetime) -> None:
    """It has just done its work."""
    insert = insert_of(session, Pulse).values(name=name, beat_at=at)
    session.execute(insert.on_conflict_do_update(index_elements=["name"], set_={"beat_at": at}))


def last(session: Session, name: str) -> datetime | None:
    """When it last did; None: never."""
    return session.scalar(sa.select(Pulse.beat_at).where(Pulse.name == name))
