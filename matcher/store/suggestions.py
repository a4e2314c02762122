"""Runs, their suggestions, who was left without, and pairs that must not meet."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from matcher.domain.suggestions import RejectReason, Subject, SuggestionState
from matcher.store.base import ID_LENGTH, Base, OfCentre, fenced, within, word


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
    changes: Mapped[dict[str, Any] | None]  # what the last decision moved, and because of what
    version: Mapped[int] = mapped_column(default=1)  # raised at each re-solving

    suggestions: Mapped[list["Suggestion"]] = relationship(
        lazy="raise_on_sql", cascade="all, delete-orphan", passive_deletes=True
    )
    without: Mapped[list["WithoutRow"]] = relationship(
        lazy="raise_on_sql", cascade="all, delete-orphan", passive_deletes=True
    )


class Suggestion(OfCentre, Base):
    """One pair of a run. `rank` 0 is suggested; 1–3 are ranked alternatives (R53)."""

    __tablename__ = "suggestions"
    __table_args__ = fenced(
        within("run_id", "runs"),
        within("need_id", "needs"),
        within("volunteer_id", "volunteers"),
        sa.UniqueConstraint("run_id", "need_id", "volunteer_id"),
        sa.Index("ix_suggestions_centre_id_state", "centre_id", "state"),
    )

    run_id: Mapped[str] = mapped_column(sa.String(ID_LENGTH), index=True)
    need_id: Mapped[str] = mapped_column(sa.String(ID_LENGTH), index=True)
    volunteer_id: Mapped[str] = mapped_column(sa.String(ID_LENGTH), index=True)
    rank: Mapped[int] = mapped_column(default=0)
    state: Mapped[SuggestionState] = word(SuggestionState)
    fit: Mapped[int]  # thousandths of a point
    priority: Mapped[int]
    explanation: Mapped[dict[str, Any]]  # domain.suggestions.Explanation as JSON
    best_for_others: Mapped[int] = mapped_column(default=0)
    locked_by: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH))
    locked_at: Mapped[datetime | None]
    decided_by: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH))
    decided_at: Mapped[datetime | None]
    reason: Mapped[RejectReason | None] = word(RejectReason)
    is_new: Mapped[bool] = mapped_column(default=False)  # came by a re-solving after a decision
    version: Mapped[int] = mapped_column(default=1)


class WithoutRow(OfCentre, Base):
    """Somebody eligible whom a run suggested to nobody, and why (R46)."""

    __tablename__ = "without_suggestion"
    __table_args__ = fenced(
        within("run_id", "runs"),
        within("need_id", "needs"),
        within("volunteer_id", "volunteers"),
        sa.CheckConstraint("(need_id IS NULL) <> (volunteer_id IS NULL)", name="of_one"),
    )

    run_id: Mapped[str] = mapped_column(sa.String(ID_LENGTH), index=True)
    subject: Mapped[Subject] = word(Subject)
    need_id: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH), index=True)
    volunteer_id: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH), index=True)
    why: Mapped[dict[str, Any]]  # domain.suggestions.Without as JSON


class BlockedPair(OfCentre, Base):
    """Two who must not be suggested to each other, for ever or until a day."""

    __tablename__ = "blocked_pairs"
    __table_args__ = fenced(
        within("volunteer_id", "volunteers"),
        within("recipient_id", "recipients"),
        within("organisation_id", "organisations"),
        sa.CheckConstraint(
            "(recipient_id IS NULL) <> (organisation_id IS NULL)", name="of_one_side"
        ),
    )

    volunteer_id: Mapped[str] = mapped_column(sa.String(ID_LENGTH), index=True)
    recipient_id: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH), index=True)
    organisation_id: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH), index=True)
    reason: Mapped[str] = mapped_column(sa.String(32))  # a RejectReason, "relative", "own_staff"
    suggestion_id: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH))  # that led to it
    until_on: Mapped[date | None]  # first day it may return; None: never
    blocked_by: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH))
    blocked_at: Mapped[datetime]
