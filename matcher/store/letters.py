"""Letters: rows first, sent by the outbox after the commit: to a drawer on a laptop, else SMTP."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from matcher.store.base import ID_LENGTH, Base, OfCentre, fenced, within, word


class LetterState(StrEnum):
    """From written to sent, or given up and shown to somebody."""

    QUEUED = "queued"
    SENDING = "sending"  # claimed; comes back to queued when the lease runs out
    SENT = "sent"
    DRAWER = "drawer"  # no post is configured: it lies in the drawer, readable on the site
    FAILED = "failed"  # given up after the last try
    CANCELLED = "cancelled"


class Letter(OfCentre, Base):
    """One letter to one address. Nothing about a recipient ever stands in it (R55)."""

    __tablename__ = "letters"
    __table_args__ = fenced(
        within("account_id", "accounts"),
        within("volunteer_id", "volunteers"),
        sa.UniqueConstraint("centre_id", "dedupe"),
        sa.Index("ix_letters_state_due_at", "state", "due_at"),
    )

    kind: Mapped[str] = mapped_column(sa.String(40))
    account_id: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH), index=True)
    volunteer_id: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH), index=True)
    to: Mapped[str] = mapped_column("to_address", sa.String(254))
    language: Mapped[str] = mapped_column(sa.String(8))
    subject: Mapped[str] = mapped_column(sa.String(200))
    text: Mapped[str] = mapped_column(sa.Text)
    html: Mapped[str | None] = mapped_column(sa.Text)
    state: Mapped[LetterState] = word(LetterState, default=LetterState.QUEUED)
    dedupe: Mapped[str] = mapped_column(sa.String(120))
    made_at: Mapped[datetime]
    due_at: Mapped[datetime]  # next try
    claimed_at: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    fault: Mapped[str | None] = mapped_column(sa.String(200))  # a code or an SMTP answer
    sent_at: Mapped[datetime | None]
