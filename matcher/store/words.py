"""A centre's own additions to the vocabulary."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

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
