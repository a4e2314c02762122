"""What a visitor has typed so far, behind a cookie, for seven days."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

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
