"""A volunteer's password for her own page, for those who would rather have one (R5)."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from matcher.store.base import ID_LENGTH, Base, OfCentre, fenced, within
from matcher.store.own_visits import end_all, with_email
from matcher.store.volunteers import Volunteer


class OwnPassword(OfCentre, Base):
    """One volunteer's password, as a hash."""

    __tablename__ = "own_passwords"
    __table_args__ = fenced(
        within("volunteer_id", "volunteers"), sa.UniqueConstraint("volunteer_id")
    )

    volunteer_id: Mapped[str] = mapped_column(sa.String(ID_LENGTH))
    password_hash: Mapped[str] = mapped_column(sa.String(200))  # argon2id
    chosen_at: Mapped[datetime]


def of_volunteer(session: Session, volunteer_id: str, *, centre: str) -> OwnPassword | None:
    """Hers, if she has chosen one."""
    return session.scalar(
        sa.select(OwnPassword).where(
            OwnPassword.volunteer_id == volunteer_id, OwnPassword.centre_id == centre
        )
    )


def of_email(session: Session, email: str) -> list[tuple[Volunteer, OwnPassword]]:
    """Everybody with this address who is still a volunteer and has chosen one, with it."""
    people = {one.id: one for one in with_email(session, email)}
    asked = sa.select(OwnPassword).where(OwnPassword.volunteer_id.in_(people))
    found = session.scalars(asked.order_by(OwnPassword.volunteer_id))
    return [(people[row.volunteer_id], row) for row in found]


def shut(session: Session, volunteer_id: str, *, centre: str, at: datetime) -> None:
    """Nobody is on her page, and no password opens it."""
    session.execute(
        sa.delete(OwnPassword).where(
            OwnPassword.volunteer_id == volunteer_id, OwnPassword.centre_id == centre
        )
    )
    end_all(session, volunteer_id, centre=centre, at=at)
