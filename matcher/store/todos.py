"""To-dos: what somebody at the centre is to do, about whom, by when."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from matcher.domain.plans import TodoKind, TodoState
from matcher.store.base import ID_LENGTH, Base, OfCentre, fenced, within, word


class Todo(OfCentre, Base):
    """One thing to do. `dedupe` makes it be there once, however often it is asked for."""

    __tablename__ = "todos"
    __table_args__ = fenced(
        within("volunteer_id", "volunteers"),
        within("recipient_id", "recipients"),
        within("organisation_id", "organisations"),
        within("match_id", "matches"),
        within("run_id", "runs"),
        within("owner_id", "accounts", ondelete="RESTRICT"),
        sa.UniqueConstraint("centre_id", "dedupe"),
        sa.Index("ix_todos_centre_id_state_due_on", "centre_id", "state", "due_on"),
    )

    kind: Mapped[TodoKind] = word(TodoKind)
    state: Mapped[TodoState] = word(TodoState, default=TodoState.OPEN)
    due_on: Mapped[date]
    volunteer_id: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH), index=True)
    recipient_id: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH), index=True)
    organisation_id: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH), index=True)
    match_id: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH), index=True)
    run_id: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH), index=True)
    letter_id: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH))
    facts: Mapped[dict[str, Any]] = mapped_column(default=dict)  # codes and ids, never names
    owner_id: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH))
    dedupe: Mapped[str] = mapped_column(sa.String(120))
    made_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    done_by: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH))
    line: Mapped[str | None] = mapped_column(sa.String(200))  # what came of it
