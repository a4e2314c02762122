"""A volunteer on her own page: a session that lives here and ends here."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from matcher.domain.volunteers import VolunteerState
from matcher.store.base import ID_LENGTH, Base, OfCentre, fenced, within
from matcher.store.centres import Centre
from matcher.store.volunteers import Volunteer


class OwnVisit(OfCentre, Base):
    """A volunteer is on her own page, until she leaves it or has been away for long."""

    __tablename__ = "own_visits"
    __table_args__ = fenced(within("volunteer_id", "volunteers"))

    volunteer_id: Mapped[str] = mapped_column(sa.String(ID_LENGTH), index=True)
    token_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)  # sha-256, hex
    began_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


def living(session: Session, token_hash: str) -> tuple[OwnVisit, Volunteer, Centre] | None:
    """The visit behind a token, whose it is and at which open centre; None when it is over."""
    asked = (
        sa.select(OwnVisit, Volunteer, Centre)
        .join(Volunteer, Volunteer.id == OwnVisit.volunteer_id)
        .join(Centre, Centre.id == OwnVisit.centre_id)
        .where(
            OwnVisit.token_hash == token_hash,
            OwnVisit.ended_at.is_(None),
            Centre.closed_at.is_(None),
        )
    )
    row = session.execute(asked).first()
    return (row[0], row[1], row[2]) if row else None


def with_email(session: Session, email: str) -> list[Volunteer]:
    """Everybody who has this address and is still a volunteer, at whatever open centre."""
    gone = (VolunteerState.LEFT, VolunteerState.NOT_RELEVANT)
    asked = (
        sa.select(Volunteer)
        .join(Centre, Centre.id == Volunteer.centre_id)
        .where(
            sa.func.lower(Volunteer.email) == email.casefold(),
            Volunteer.state.not_in(gone),
            Centre.closed_at.is_(None),
        )
        .order_by(Volunteer.id)
    )
    return list(session.scalars(asked))


def end_all(session: Session, volunteer_id: str, *, centre: str, at: datetime) -> None:
    """Every visit of hers is over."""
    session.execute(
        sa.update(OwnVisit)
        .where(
            OwnVisit.volunteer_id == volunteer_id,
            OwnVisit.centre_id == centre,
            OwnVisit.ended_at.is_(None),
        )
        .values(ended_at=at)
    )
