"""Letters that somebody has said no to, kind by kind. Necessary ones cannot be stopped."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from matcher.store.base import ID_LENGTH, Base, OfCentre, fenced, insert_of, new_id, one_of, within


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


def add(
    session: Session,
    kind: str,
    *,
    volunteer_id: str | None,
    account_id: str | None,
    centre: str,
    at: datetime,
) -> None:
    """She has said no; said twice, it stands once."""
    values = {"id": new_id(), "centre_id": centre, "kind": kind, "said_at": at}
    whose = {"volunteer_id": volunteer_id, "account_id": account_id}
    insert = insert_of(session, LetterStop).values(values | whose)
    session.execute(insert.on_conflict_do_nothing())


def take_back(
    session: Session, kind: str, *, volunteer_id: str | None, account_id: str | None, centre: str
) -> None:
    """She wants them again."""
    stop = sa.delete(LetterStop).where(LetterStop.centre_id == centre, LetterStop.kind == kind)
    session.execute(stop.where(_whose(volunteer_id, account_id)))


def is_stopped(
    session: Session, kind: str, *, volunteer_id: str | None, account_id: str | None, centre: str
) -> bool:
    """Whether she has said no to that kind."""
    asked = sa.select(LetterStop.id).where(
        LetterStop.centre_id == centre,
        LetterStop.kind == kind,
        _whose(volunteer_id, account_id),
    )
    return session.scalar(asked) is not None


def _whose(volunteer_id: str | None, account_id: str | None) -> sa.ColumnElement[bool]:
    if volunteer_id is not None:
        return LetterStop.volunteer_id == volunteer_id
    return LetterStop.account_id == account_id
