"""What a visitor has typed so far, behind a cookie, for seven days."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from matcher.store.base import Base, OfCentre, fenced


class Draft(OfCentre, Base):
    """A public form on its way. The cookie holds the token, the row its hash."""

    __tablename__ = "drafts"
    __table_args__ = fenced()

    token_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    form: Mapped[str] = mapped_column(sa.String(32))  # "signup"
    typed: Mapped[dict[str, Any]]
    started_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    ends_at: Mapped[datetime]


def by_token(
    session: Session, token_hash: str, form: str, *, centre: str, at: datetime
) -> Draft | None:
    """The draft of that form in that centre, if it has not ended."""
    return session.scalar(
        sa.select(Draft).where(
            Draft.token_hash == token_hash,
            Draft.form == form,
            Draft.centre_id == centre,
            Draft.ends_at > at,
        )
    )


def forget_ended(session: Session, *, centre: str, at: datetime) -> None:
    """Throw away a centre's drafts whose days are over."""
    session.execute(sa.delete(Draft).where(Draft.centre_id == centre, Draft.ends_at <= at))
