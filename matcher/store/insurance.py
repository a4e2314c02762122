"""That a coordinator has read what the centre's insurance does not cover (R16)."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from matcher.store.base import ID_LENGTH, Base, OfCentre, fenced, within


class InsuranceNote(OfCentre, Base):
    """Initials under one warning about one volunteer. Other terms are another warning."""

    __tablename__ = "insurance_notes"
    __table_args__ = fenced(
        within("volunteer_id", "volunteers"), sa.UniqueConstraint("volunteer_id", "terms")
    )

    volunteer_id: Mapped[str] = mapped_column(sa.String(ID_LENGTH))
    terms: Mapped[str] = mapped_column(sa.String(60))  # `domain.insurance.Breach.terms`
    initials: Mapped[str] = mapped_column(sa.String(8))
    noted_by: Mapped[str] = mapped_column(sa.String(ID_LENGTH))
    noted_at: Mapped[datetime]


def of_volunteer(session: Session, volunteer_id: str, *, centre: str) -> list[InsuranceNote]:
    """Every note about her, the oldest first."""
    asked = (
        sa.select(InsuranceNote)
        .where(InsuranceNote.centre_id == centre, InsuranceNote.volunteer_id == volunteer_id)
        .order_by(InsuranceNote.noted_at, InsuranceNote.id)
    )
    return list(session.scalars(asked))
