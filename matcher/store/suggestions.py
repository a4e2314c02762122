"""The suggestions of a run, and who was left without."""

from collections.abc import Collection, Iterable
from datetime import datetime
from functools import cache
from operator import attrgetter
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, defer, mapped_column

from matcher.domain.errors import Missing
from matcher.domain.recipients import RecipientState
from matcher.domain.suggestions import RejectReason, Subject, SuggestionState
from matcher.store.base import CENTRE, ID_LENGTH, Base, OfCentre, fenced, within, word
from matcher.store.needs import Need
from matcher.store.recipients import Recipient
from matcher.store.runs import Run


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


_BY_ID = attrgetter("id")  # in order here: asked for it, SQLite walks through all weeks by id

# ── questions ─────────────────────────────────────────────────────────────────────────────────


def one(session: Session, suggestion_id: str, *, centre: str) -> Suggestion:
    """The suggestion as it stands in the database now. Raises Missing."""
    found = session.scalar(
        sa.select(Suggestion)
        .where(Suggestion.id == suggestion_id, Suggestion.centre_id == centre)
        .execution_options(populate_existing=True)
    )
    if found is None:
        raise Missing("suggestion", suggestion_id)
    return found


def of_run(
    session: Session,
    run_id: str,
    *,
    centre: str,
    at_most_rank: int | None = None,
    need_id: str | None = None,
) -> list[Suggestion]:
    """A run's suggestions, the most urgent first: what is suggested and its alternatives, or only
    up to a rank, or only those of one need.
    """
    asked = _of_run(run_id, centre)
    if at_most_rank is not None:
        asked = asked.where(Suggestion.rank <= at_most_rank)
    if need_id is not None:
        asked = asked.where(Suggestion.need_id == need_id)
    return list(session.scalars(asked))


class ListedPair(NamedTuple):
    """A pair on a run's lists: suggested, or ranked beside."""

    run_id: str
    volunteer_id: str
    need_id: str
    fit: int
    priority: int
    rank: int
    seats: int  # of the need, as it is now


def listed_by(
    session: Session, run_ids: Collection[str], *, centre: str
) -> dict[str, list[ListedPair]]:
    """The lists of these runs, by the run's id."""
    one = Suggestion
    asked = (
        sa.select(
            one.run_id, one.volunteer_id, one.need_id, one.fit, one.priority, one.rank, Need.seats
        )
        .join(Need, Need.id == one.need_id)
        .where(one.run_id.in_(run_ids), one.centre_id == centre)
    )
    found: dict[str, list[ListedPair]] = {}
    for row in session.execute(asked.order_by(one.id)):
        found.setdefault(row.run_id, []).append(ListedPair(*row))
    return found


def said_of(session: Session, ids: Collection[str], *, centre: str) -> dict[str, dict[str, Any]]:
    """What was said of these suggestions, by id: Explanation as JSON."""
    asked = sa.select(Suggestion.id, Suggestion.explanation).where(
        Suggestion.id.in_(ids), Suggestion.centre_id == centre
    )
    return {row[0]: row[1] for row in session.execute(asked)} if ids else {}


def suggested_by(session: Session, run_id: str, *, centre: str) -> list[Suggestion]:
    """What a run suggests, the most urgent first; nothing for somebody who has died (R63). What
    was said of each is not among it: `said_of` reads it of those that are shown.
    """
    return list(session.scalars(_suggested_by(), {"centre": centre, "run_id": run_id}))


@cache
def _suggested_by() -> sa.Select[Suggestion]:
    dead = (
        sa.select(Need.id)
        .join(Recipient, Recipient.id == Need.recipient_id)
        .where(Need.centre_id == CENTRE, Recipient.state == RecipientState.DECEASED)
    )
    one, run_id = Suggestion, sa.bindparam("run_id", type_=sa.String())
    return (
        sa.select(one)
        .where(one.run_id == run_id, one.centre_id == CENTRE, one.rank == 0)
        .where(one.need_id.not_in(dead))
        .order_by(one.priority.desc(), one.fit.desc(), one.id)
        .options(defer(one.explanation, raiseload=True))
    )


def pairs_of_run(session: Session, run_id: str, *, centre: str) -> list[tuple[str, str]]:
    """(volunteer's id, need's id) of what a run suggests and nobody has decided."""
    asked = sa.select(Suggestion.volunteer_id, Suggestion.need_id).where(
        Suggestion.run_id == run_id,
        Suggestion.centre_id == centre,
        Suggestion.rank == 0,
        Suggestion.state == SuggestionState.PROPOSED,
    )
    found = session.execute(asked.order_by(Suggestion.id))
    return [(volunteer_id, need_id) for volunteer_id, need_id in found]


def _of_run(run_id: str, centre: str) -> sa.Select[Suggestion]:
    order = Suggestion.rank, Suggestion.priority.desc(), Suggestion.fit.desc(), Suggestion.id
    of_it = Suggestion.run_id == run_id, Suggestion.centre_id == centre
    return sa.select(Suggestion).where(*of_it).order_by(*order)


def without_of_run(
    session: Session, run_id: str, *, centre: str, need_id: str | None = None
) -> list[WithoutRow]:
    """Those whom a run suggests to nobody; or only what it says of one need."""
    asked = sa.select(WithoutRow).where(WithoutRow.run_id == run_id, WithoutRow.centre_id == centre)
    if need_id is not None:
        asked = asked.where(WithoutRow.need_id == need_id)
    return sorted(session.scalars(asked), key=_BY_ID)


def count_undecided(session: Session, run_id: str) -> int:
    """How many suggestions of a run wait for a coordinator."""
    return counts(session, run_id)[1]


def count_undecided_of_newest(session: Session, *, centre: str) -> int:
    """The same of the newest run, in one question: it stands in the menu of every page."""
    return session.scalar(_undecided_of_newest(), {"centre": centre}) or 0


@cache
def _undecided_of_newest() -> sa.Select[int]:
    newest = sa.select(Run.id).where(Run.centre_id == CENTRE).order_by(Run.iso_week.desc()).limit(1)
    return sa.select(sa.func.count()).where(
        Suggestion.run_id == newest.scalar_subquery(),
        Suggestion.centre_id == CENTRE,
        Suggestion.rank == 0,
        Suggestion.state == SuggestionState.PROPOSED,
    )


def counts(session: Session, run_id: str) -> tuple[int, int]:
    """How many pairs a run suggested, whatever has become of them; and how many of them wait for a
    coordinator.
    """
    asked = sa.select(
        sa.func.count().filter(Suggestion.state != SuggestionState.WITHDRAWN),
        sa.func.count().filter(Suggestion.state == SuggestionState.PROPOSED),
    ).where(Suggestion.run_id == run_id, Suggestion.rank == 0)
    suggested, undecided = session.execute(asked).one()
    return suggested, undecided


def proposed_before(session: Session, iso_week: str, *, centre: str) -> list[Suggestion]:
    """What earlier runs suggested and nobody has decided."""
    asked = (
        sa.select(Suggestion)
        .join(Run, Run.id == Suggestion.run_id)
        .where(
            Suggestion.centre_id == centre,
            Suggestion.state == SuggestionState.PROPOSED,
            Suggestion.rank == 0,
            Run.iso_week < iso_week,
        )
    )
    return list(session.scalars(asked))


def expire(session: Session, *, made_before: datetime, centre: str) -> int:
    """Close what runs before that moment suggested and nobody decided (R54); how many."""
    old = sa.select(Run.id).where(Run.centre_id == centre, Run.made_at <= made_before)
    closing = (
        sa.update(Suggestion)
        .where(
            Suggestion.centre_id == centre,
            Suggestion.state == SuggestionState.PROPOSED,
            Suggestion.run_id.in_(old),
        )
        .values(state=SuggestionState.EXPIRED, version=Suggestion.version + 1)
        .execution_options(synchronize_session="fetch")
    )
    return int(session.execute(closing).rowcount)  # type: ignore[attr-defined]


def claim(
    session: Session,
    suggestion_id: str,
    state: SuggestionState,
    *,
    was: SuggestionState,
    centre: str,
    **columns: Any,
) -> bool:
    """One guarded write: take a suggestion from one state to another; whether we were first."""
    taking = (
        sa.update(Suggestion)
        .where(
            Suggestion.id == suggestion_id,
            Suggestion.centre_id == centre,
            Suggestion.state == was,
        )
        .values(state=state, version=Suggestion.version + 1, **columns)
        .execution_options(synchronize_session=False)
    )
    return int(session.execute(taking).rowcount) == 1  # type: ignore[attr-defined]


def forget(session: Session, run_id: str, suggestion_ids: Iterable[str], *, centre: str) -> None:
    """Remove a run's "without suggestion" and these of its alternatives: they are made anew."""
    session.execute(
        sa.delete(WithoutRow).where(WithoutRow.run_id == run_id, WithoutRow.centre_id == centre)
    )
    session.execute(
        sa.delete(Suggestion).where(
            Suggestion.run_id == run_id,
            Suggestion.centre_id == centre,
            Suggestion.id.in_(list(suggestion_ids)),
        )
    )
