"""Visits that a volunteer has said she is on, until she is back (R69). No place is kept."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from matcher.domain.plans import TodoKind, TodoState
from matcher.store.base import ID_LENGTH, Base, OfCentre, fenced, within
from matcher.store.todos import Todo


class VisitPlan(OfCentre, Base):
    """One visit under way, or that has been."""

    __tablename__ = "visit_plans"
    __table_args__ = fenced(within("match_id", "matches"), within("volunteer_id", "volunteers"))

    match_id: Mapped[str] = mapped_column(sa.String(ID_LENGTH), index=True)
    volunteer_id: Mapped[str] = mapped_column(sa.String(ID_LENGTH), index=True)
    began_at: Mapped[datetime]
    back_at: Mapped[datetime]  # when she reckons to be done
    done_at: Mapped[datetime | None]
    missed_at: Mapped[datetime | None]  # when a coordinator was asked to call


def under_way(session: Session, match_id: str, volunteer_id: str) -> VisitPlan | None:
    """The visit that she is on."""
    return all_under_way(session, match_id).get(volunteer_id)


def all_under_way(session: Session, match_id: str) -> dict[str, VisitPlan]:
    """The visits that volunteers of a match are on, by volunteer; the newest if she has said so
    twice. One that we were asked to call about is over when that has been done.
    """
    to_call = sa.exists().where(
        Todo.match_id == match_id,
        Todo.volunteer_id == VisitPlan.volunteer_id,
        Todo.kind == TodoKind.NOT_BACK,
        Todo.state == TodoState.OPEN,
    )
    asked = (
        sa.select(VisitPlan)
        .where(
            VisitPlan.match_id == match_id,
            VisitPlan.done_at.is_(None),
            sa.or_(VisitPlan.missed_at.is_(None), to_call),
        )
        .order_by(VisitPlan.began_at, VisitPlan.id.desc())
    )
    return {plan.volunteer_id: plan for plan in session.scalars(asked)}


def overdue(session: Session, *, back_before: datetime) -> list[VisitPlan]:
    """Visits of every centre whose end has passed and of which nobody has been told."""
    asked = (
        sa.select(VisitPlan)
        .where(
            VisitPlan.done_at.is_(None),
            VisitPlan.missed_at.is_(None),
            VisitPlan.back_at < back_before,
        )
        .order_by(VisitPlan.back_at, VisitPlan.id)
    )
    return list(session.scalars(asked))


def forget(session: Session, *, centre: str, before: datetime) -> None:
    """Plans that began before that day are thrown away: they served while she was out."""
    session.execute(
        sa.delete(VisitPlan).where(VisitPlan.centre_id == centre, VisitPlan.began_at < before)
    )
