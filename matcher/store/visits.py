"""Visits as volunteers note them: no free text (R61)."""

from collections.abc import Collection
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from matcher.domain.people import Form
from matcher.store.base import ID_LENGTH, Base, OfCentre, fenced, within, word


class Visit(OfCentre, Base):
    """One day on which they met, or were to meet."""

    __tablename__ = "visits"
    __table_args__ = fenced(
        within("match_id", "matches"),
        within("volunteer_id", "volunteers"),
        sa.UniqueConstraint("match_id", "volunteer_id", "visited_on"),
    )

    match_id: Mapped[str] = mapped_column(sa.String(ID_LENGTH), index=True)
    volunteer_id: Mapped[str] = mapped_column(sa.String(ID_LENGTH), index=True)
    on: Mapped[date] = mapped_column("visited_on")
    happened: Mapped[bool]
    minutes: Mapped[int | None]
    form: Mapped[Form | None] = word(Form)
    wants_call: Mapped[bool]
    noted_at: Mapped[datetime]
    noted_by: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH))  # None: the volunteer


def of_day(session: Session, match_id: str, volunteer_id: str, on: date) -> Visit | None:
    """What has been noted of that day already."""
    return session.scalar(
        sa.select(Visit).where(
            Visit.match_id == match_id, Visit.volunteer_id == volunteer_id, Visit.on == on
        )
    )


def of_match(session: Session, match_id: str, *, centre: str, limit: int = 100) -> list[Visit]:
    """The visits of a match, the latest first."""
    asked = sa.select(Visit).where(Visit.centre_id == centre, Visit.match_id == match_id)
    return list(session.scalars(asked.order_by(Visit.on.desc(), Visit.id).limit(limit)))


def of_volunteer(
    session: Session, volunteer_id: str, *, centre: str, limit: int = 1000
) -> list[Visit]:
    """What a volunteer has noted, the latest first."""
    asked = sa.select(Visit).where(Visit.centre_id == centre, Visit.volunteer_id == volunteer_id)
    return list(session.scalars(asked.order_by(Visit.on.desc(), Visit.id).limit(limit)))


def last_days(session: Session, match_ids: Collection[str], *, centre: str) -> dict[str, date]:
    """The latest day noted of each match, by its id; a match without notes is left out."""
    if not match_ids:
        return {}
    asked = (
        sa.select(Visit.match_id, sa.func.max(Visit.on))
        .where(Visit.centre_id == centre, Visit.match_id.in_(match_ids))
        .group_by(Visit.match_id)
    )
    return {row[0]: row[1] for row in session.execute(asked)}
