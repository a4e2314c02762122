"""Letters: rows first, sent by the outbox after the commit: to a drawer on a laptop, else SMTP."""

from collections.abc import Collection
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from matcher.domain.errors import Missing
from matcher.store import holds
from matcher.store.base import ID_LENGTH, Base, OfCentre, fenced, insert_of, new_id, within, word
from matcher.store.matches import Participant

CARDS = ("card", "card_reminder")


class LetterState(StrEnum):
    """From written to sent, or given up and shown to somebody."""

    QUEUED = "queued"
    SENDING = "sending"  # claimed; comes back to queued when the lease runs out
    SENT = "sent"
    DRAWER = "drawer"  # no post is configured: it lies in the drawer, readable on the site
    FAILED = "failed"  # given up after the last try
    CANCELLED = "cancelled"


class Letter(OfCentre, Base):
    """One letter to one address. Nothing about a recipient ever stands in it (R55)."""

    __tablename__ = "letters"
    __table_args__ = fenced(
        within("account_id", "accounts"),
        within("volunteer_id", "volunteers"),
        sa.UniqueConstraint("centre_id", "dedupe"),
        sa.Index("ix_letters_state_due_at", "state", "due_at"),
    )

    kind: Mapped[str] = mapped_column(sa.String(40))
    account_id: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH), index=True)
    volunteer_id: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH), index=True)
    match_id: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH), index=True)
    contact_id: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH))  # at an organisation
    to: Mapped[str] = mapped_column("to_address", sa.String(254))
    language: Mapped[str] = mapped_column(sa.String(8))
    subject: Mapped[str] = mapped_column(sa.String(200))
    text: Mapped[str] = mapped_column(sa.Text)
    html: Mapped[str | None] = mapped_column(sa.Text)
    state: Mapped[LetterState] = word(LetterState, default=LetterState.QUEUED)
    dedupe: Mapped[str] = mapped_column(sa.String(120))
    made_at: Mapped[datetime]
    due_at: Mapped[datetime]  # next try
    claimed_at: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    fault: Mapped[str | None] = mapped_column(sa.String(200))  # a code or an SMTP answer
    sent_at: Mapped[datetime | None]


def make(session: Session, dedupe: str, **columns: Any) -> bool:
    """Lay a letter in the outbox unless it is there already; whether it was laid."""
    values = {"id": new_id(), "dedupe": dedupe, "state": LetterState.QUEUED, "tries": 0}
    insert = insert_of(session, Letter).values(values | columns)
    made = insert.on_conflict_do_nothing(index_elements=["centre_id", "dedupe"])
    return session.scalar(made.returning(Letter.id)) is not None


def oldest_unsent(session: Session) -> datetime | None:
    """When the letter that has waited longest to be sent was made, of any centre."""
    waiting = (LetterState.QUEUED, LetterState.SENDING)
    return session.scalar(sa.select(sa.func.min(Letter.made_at)).where(Letter.state.in_(waiting)))


def cancel_about(session: Session, match_ids: Collection[str], *, centre: str) -> int:
    """Take back every letter about these matches that has not gone yet; how many (R63)."""
    stopping = sa.update(Letter).where(
        Letter.centre_id == centre,
        Letter.match_id.in_(match_ids),
        Letter.state.in_((LetterState.QUEUED, LetterState.SENDING)),
    )
    stopped = session.execute(stopping.values(state=LetterState.CANCELLED))
    return int(stopped.rowcount)  # type: ignore[attr-defined]


def waiting_about(session: Session, match_id: str, *, kind: str, centre: str) -> set[str]:
    """Ids of the volunteers to whom a letter of that kind about the match has not gone yet."""
    asked = sa.select(Letter.volunteer_id).where(
        Letter.centre_id == centre,
        Letter.match_id == match_id,
        Letter.kind == kind,
        Letter.state == LetterState.QUEUED,
        Letter.volunteer_id.is_not(None),
    )
    return {str(volunteer_id) for volunteer_id in session.scalars(asked)}


def answered_cards(session: Session, some: Collection[Letter], *, centre: str) -> set[str]:
    """Ids of those of these letters that are cards taken back, whose volunteer has answered."""
    cards = [row.id for row in some if row.state is LetterState.CANCELLED and row.kind in CARDS]
    if not cards:
        return set()
    whose = sa.and_(
        Participant.match_id == Letter.match_id, Participant.volunteer_id == Letter.volunteer_id
    )
    has_answered = sa.or_(Participant.said_yes_at.is_not(None), Participant.said_no_at.is_not(None))
    asked = sa.select(Letter.id).join(Participant, whose)
    return set(
        session.scalars(asked.where(Letter.centre_id == centre, Letter.id.in_(cards), has_answered))
    )


def claim(
    session: Session, *, at: datetime, lease: timedelta, at_most: int, freely: Collection[str]
) -> list[Letter]:
    """Take letters that are due, or whose sender has not come back within its lease; `freely` as
    of `_is_due`.
    """
    due = sa.or_(
        _is_due(at, freely),
        sa.and_(Letter.state == LetterState.SENDING, Letter.claimed_at < at - lease),
    )
    asked = sa.select(Letter).where(due).order_by(Letter.due_at, Letter.id).limit(at_most)
    taken = list(session.scalars(asked.with_for_update(skip_locked=True)))
    for letter in taken:
        letter.state, letter.claimed_at = LetterState.SENDING, at
    return taken


def _is_due(at: datetime, freely: Collection[str]) -> sa.ColumnElement[bool]:
    """Its time has come, and nobody whom it is to or about is held (`holds`): of somebody who may
    have died, or left, no letter goes until a person has answered. Those of kinds `freely` go, for
    whoever reads them has asked for them.
    """
    held = holds.is_on(
        volunteer=Letter.volunteer_id, match=Letter.match_id, centre=Letter.centre_id
    )
    may_go = sa.or_(Letter.kind.in_(freely), ~held)
    return sa.and_(Letter.state == LetterState.QUEUED, Letter.due_at <= at, may_go)


def to_drawer(session: Session, *, at: datetime, freely: Collection[str]) -> int:
    """Move what is due to the drawer; how many."""
    moved = session.execute(
        sa.update(Letter).where(_is_due(at, freely)).values(state=LetterState.DRAWER, sent_at=at)
    )
    return int(moved.rowcount)  # type: ignore[attr-defined]


def any_one(session: Session, letter_id: str) -> Letter:
    """A letter of whatever centre: the post knows no centres. Raises Missing."""
    found = session.get(Letter, letter_id)
    if found is None:
        raise Missing("letter", letter_id)
    return found


def one(session: Session, letter_id: str, *, centre: str) -> Letter:
    """A letter of the centre. Raises Missing."""
    found = any_one(session, letter_id)
    if found.centre_id != centre:
        raise Missing("letter", letter_id)
    return found


def newest(
    session: Session, *, centre: str, without: Collection[str] = (), at_most: int
) -> list[Letter]:
    """The centre's letters but those of some kinds, newest first."""
    asked = sa.select(Letter).where(Letter.centre_id == centre, Letter.kind.not_in(without))
    return list(session.scalars(asked.order_by(Letter.made_at.desc(), Letter.id).limit(at_most)))
