"""Letters that somebody has said no to, kind by kind. Necessary ones cannot be stopped."""

from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from matcher.store.base import ID_LENGTH, Base, OfCentre, fenced, insert_of, new_id, one_of, within
from matcher.store.letters import Letter, LetterState


class Whose(NamedTuple):
    """Who reads a letter: exactly one of the two."""

    volunteer_id: str | None
    account_id: str | None


class LetterStop(OfCentre, Base):
    """No more of this kind to this volunteer, or to this colleague."""

    __tablename__ = "letter_stops"
    __table_args__ = fenced(
        within("volunteer_id", "volunteers"),
        within("account_id", "accounts"),
        one_of("volunteer_id", "account_id", name="one_reader"),
        sa.UniqueConstraint("volunteer_id", "kind"),
        sa.UniqueConstraint("account_id", "kind"),
    )

    volunteer_id: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH))
    account_id: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH))
    kind: Mapped[str] = mapped_column(sa.String(40))
    said_at: Mapped[datetime]


def add(session: Session, kind: str, whose: Whose, *, centre: str, at: datetime) -> None:
    """She has said no; said twice, it stands once."""
    values = {"id": new_id(), "centre_id": centre, "kind": kind, "said_at": at}
    insert = insert_of(session, LetterStop).values(values | whose._asdict())
    session.execute(insert.on_conflict_do_nothing())


def take_out(session: Session, kind: str, whose: Whose, *, centre: str) -> None:
    """What waits to be sent of that kind is not sent."""
    stopping = sa.update(Letter).where(
        Letter.centre_id == centre,
        Letter.kind == kind,
        Letter.volunteer_id == whose.volunteer_id,
        Letter.account_id == whose.account_id,
        Letter.state == LetterState.QUEUED,
    )
    session.execute(stopping.values(state=LetterState.CANCELLED))


def take_back(session: Session, kind: str, whose: Whose, *, centre: str) -> None:
    """She wants them again."""
    session.execute(sa.delete(LetterStop).where(*_of(kind, whose, centre)))


def is_stopped(session: Session, kind: str, whose: Whose, *, centre: str) -> bool:
    """Whether she has said no to that kind."""
    asked = sa.select(LetterStop.id).where(*_of(kind, whose, centre))
    return session.scalar(asked) is not None


def _of(kind: str, whose: Whose, centre: str) -> tuple[sa.ColumnElement[bool], ...]:
    reader = LetterStop.volunteer_id == whose.volunteer_id
    if whose.volunteer_id is None:
        reader = LetterStop.account_id == whose.account_id
    return LetterStop.centre_id == centre, LetterStop.kind == kind, reader
