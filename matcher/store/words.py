"""A centre's own additions to the vocabulary."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from matcher.store.base import ID_LENGTH, Base, OfCentre, fenced


class LocalWord(OfCentre, Base):
    """A concept of the centre's own (`kind` is set), or an alias for one that exists."""

    __tablename__ = "local_words"
    __table_args__ = fenced(sa.UniqueConstraint("centre_id", "form"))

    concept: Mapped[str] = mapped_column(sa.String(60))
    kind: Mapped[str | None] = mapped_column(sa.String(32))  # only on a new concept
    form: Mapped[str] = mapped_column(sa.String(120))
    form_en: Mapped[str | None] = mapped_column(sa.String(120))
    added_by: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH))
    added_at: Mapped[datetime]


def of_centre(session: Session, *, centre: str) -> list[LocalWord]:
    """A centre's own words, in the order they were added."""
    asked = sa.select(LocalWord).where(LocalWord.centre_id == centre)
    return list(session.scalars(asked.order_by(LocalWord.added_at, LocalWord.id)))
