"""Local needs shown in public, who has answered them, and how many came."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column, selectinload

from matcher.domain.needs import NeedKind, NeedState
from matcher.domain.organisations import OrganisationState
from matcher.store.base import ID_LENGTH, Base, OfCentre, fenced, within
from matcher.store.needs import Need
from matcher.store.organisations import Organisation
from matcher.store.volunteers import Volunteer


class NeedWish(OfCentre, Base):
    """A volunteer has answered a need that is shown in public. Not a match: a wish."""

    __tablename__ = "need_wishes"
    __table_args__ = fenced(
        within("need_id", "needs"),
        within("volunteer_id", "volunteers"),
        sa.UniqueConstraint("need_id", "volunteer_id"),
    )

    need_id: Mapped[str] = mapped_column(sa.String(ID_LENGTH))
    volunteer_id: Mapped[str] = mapped_column(sa.String(ID_LENGTH), index=True)
    said_at: Mapped[datetime]


class Attendance(OfCentre, Base):
    """How many came to a local need one day. Counts only: no person can stand here (R31)."""

    __tablename__ = "attendances"
    __table_args__ = fenced(
        within("need_id", "needs"),
        sa.UniqueConstraint("need_id", "held_on"),
        sa.CheckConstraint("came >= 0", name="counts"),
    )

    need_id: Mapped[str] = mapped_column(sa.String(ID_LENGTH))
    held_on: Mapped[date]
    came: Mapped[int]
    recorded_by: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH))
    recorded_at: Mapped[datetime]


def shown(session: Session, *, centre: str, on: date) -> list[tuple[Need, str]]:
    """The centre's local needs that are open, may be shown and are not over, each with the name
    of its organisation; the newest first. A recipient's need is never among them.
    """
    asked = (
        sa.select(Need, Organisation.name)
        .join(Organisation, Organisation.id == Need.organisation_id)
        .where(
            Need.centre_id == centre,
            Need.kind == NeedKind.LOCAL,
            Need.recipient_id.is_(None),
            Need.state == NeedState.OPEN,
            Need.may_be_shown.is_(True),
            sa.or_(Need.until_on.is_(None), Need.until_on >= on),
            Organisation.state == OrganisationState.ACTIVE,
        )
        .options(selectinload(Need.words))
        .order_by(Need.created_at.desc(), Need.id)
    )
    return [(row[0], row[1]) for row in session.execute(asked)]


def was_shown(session: Session, need_id: str, *, centre: str) -> bool:
    """Whether it is a local need that might have been read in public, and no draft."""
    asked = sa.select(Need.id).where(
        Need.id == need_id,
        Need.centre_id == centre,
        Need.kind == NeedKind.LOCAL,
        Need.recipient_id.is_(None),
        Need.state != NeedState.DRAFT,
        Need.may_be_shown.is_(True),
    )
    return session.scalar(asked) is not None


def wish(session: Session, need_id: str, volunteer_id: str, *, centre: str) -> NeedWish | None:
    """Her answer to that need, if she has given one."""
    return session.scalar(
        sa.select(NeedWish).where(
            NeedWish.need_id == need_id,
            NeedWish.volunteer_id == volunteer_id,
            NeedWish.centre_id == centre,
        )
    )


def wishing(session: Session, need_id: str, *, centre: str) -> list[tuple[NeedWish, Volunteer]]:
    """Who has answered a need, the first first."""
    asked = (
        sa.select(NeedWish, Volunteer)
        .join(Volunteer, Volunteer.id == NeedWish.volunteer_id)
        .where(NeedWish.need_id == need_id, NeedWish.centre_id == centre)
        .order_by(NeedWish.said_at, NeedWish.id)
    )
    return [(row[0], row[1]) for row in session.execute(asked)]


def attendances(session: Session, need_id: str, *, centre: str) -> list[Attendance]:
    """The days and how many came, the newest first."""
    asked = (
        sa.select(Attendance)
        .where(Attendance.need_id == need_id, Attendance.centre_id == centre)
        .order_by(Attendance.held_on.desc())
    )
    return list(session.scalars(asked))
