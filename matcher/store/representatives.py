"""Representatives of recipients who do not decide alone."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from matcher.domain.recipients import RecipientState
from matcher.domain.representatives import RepresentativeKind
from matcher.store.base import ID_LENGTH, Base, OfCentre, fenced, within, word
from matcher.store.recipients import Recipient


class RepresentativeRow(OfCentre, Base):
    """Who may say yes with the person, and when somebody read how far that goes (R23)."""

    __tablename__ = "representatives"
    __table_args__ = fenced(within("recipient_id", "recipients"))

    recipient_id: Mapped[str] = mapped_column(sa.String(ID_LENGTH), unique=True)
    kind: Mapped[RepresentativeKind] = word(RepresentativeKind)
    name: Mapped[str] = mapped_column(sa.String(120))
    phone: Mapped[str | None] = mapped_column(sa.String(32))
    scope_seen_on: Mapped[date]
    recorded_by: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH))
    recorded_at: Mapped[datetime]


def of_recipient(session: Session, recipient_id: str, *, centre: str) -> RepresentativeRow | None:
    """The person's representative, if there is one."""
    return session.scalar(
        sa.select(RepresentativeRow).where(
            RepresentativeRow.recipient_id == recipient_id, RepresentativeRow.centre_id == centre
        )
    )


def to_review(session: Session, *, centre: str, on: date) -> list[Recipient]:
    """Those with us of whom it is time to ask again who says yes, by id."""
    gone = (RecipientState.ENDED, RecipientState.REFERRED_ON, RecipientState.DECEASED)
    asked = sa.select(Recipient).where(
        Recipient.centre_id == centre,
        Recipient.state.not_in(gone),
        Recipient.decides_review_on <= on,
    )
    return list(session.scalars(asked.order_by(Recipient.id)))
