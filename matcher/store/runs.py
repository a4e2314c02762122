"""A centre's weeks: each run once, with all that it was made of."""

from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from matcher.store.base import CENTRE, Base, OfCentre, fenced

if TYPE_CHECKING:
    from matcher.store.suggestions import Suggestion, WithoutRow


class Run(OfCentre, Base):
    """A centre's week. Unique by centre and ISO week: run twice, it changes nothing (R52)."""

    __tablename__ = "runs"
    __table_args__ = fenced(sa.UniqueConstraint("centre_id", "iso_week"))

    iso_week: Mapped[str] = mapped_column(sa.String(8))  # "2026-W48"
    made_at: Mapped[datetime]
    late: Mapped[bool] = mapped_column(default=False)  # caught up after its time
    params: Mapped[dict[str, Any]]  # the settings used, whole: the run can be done again
    params_fingerprint: Mapped[str] = mapped_column(sa.String(64))
    vocabulary_version: Mapped[str] = mapped_column(sa.String(64))
    pool_fingerprint: Mapped[str] = mapped_column(sa.String(64))  # of all profiles, ids only
    objective: Mapped[int] = mapped_column(sa.BigInteger)
    bound: Mapped[int] = mapped_column(sa.BigInteger)
    volunteers: Mapped[int]  # in the pool
    needs: Mapped[int]
    prices: Mapped[dict[str, Any] | None]  # of its plan, by volunteer: where the next count begins
    changes: Mapped[dict[str, Any] | None]  # what the last decision moved, and because of what
    version: Mapped[int] = mapped_column(default=1)  # raised at each re-solving

    suggestions: Mapped[list["Suggestion"]] = relationship(
        lazy="raise_on_sql", cascade="all, delete-orphan", passive_deletes=True
    )
    without: Mapped[list["WithoutRow"]] = relationship(
        lazy="raise_on_sql", cascade="all, delete-orphan", passive_deletes=True
    )


def run_of_week(session: Session, iso_week: str, *, centre: str) -> Run | None:
    """The run of that week, if it has been made."""
    return session.scalar(sa.select(Run).where(Run.centre_id == centre, Run.iso_week == iso_week))


def last_made_at(session: Session) -> datetime | None:
    """When a run was last made, of any centre."""
    return session.scalar(sa.select(sa.func.max(Run.made_at)))


def newest_run(session: Session, *, centre: str) -> Run | None:
    """The run that suggestions are decided in."""
    return session.scalar(_newest(), {"centre": centre})


@cache
def _newest() -> sa.Select[Run]:
    return sa.select(Run).where(Run.centre_id == CENTRE).order_by(Run.iso_week.desc()).limit(1)


def latest(session: Session, *, centre: str, at_most: int) -> list[Run]:
    """The runs of the latest weeks, newest first."""
    asked = sa.select(Run).where(Run.centre_id == centre).order_by(Run.iso_week.desc())
    return list(session.scalars(asked.limit(at_most)))


def weeks_of(session: Session, *, centre: str, at_most: int) -> list[str]:
    """The ISO weeks that have a run, newest first."""
    asked = sa.select(Run.iso_week).where(Run.centre_id == centre).order_by(Run.iso_week.desc())
    return list(session.scalars(asked.limit(at_most)))
