"""The clock looks once a day at who rests without a last day: she is called after six weeks, and
every sixth week until she is back. Who is back, or gone, is called no more about it.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.plans import CALL_PAUSED_EVERY, TodoKind, TodoState
from matcher.services import todos
from matcher.store import paused


def keep(session: Session, *, centre: str, at: datetime) -> None:
    """One call ahead for each of them, and for nobody else. Idempotent."""
    on = swedish_day(at)
    recipients = dict(paused.recipients(session, centre=centre))
    volunteers = dict(paused.volunteers(session, centre=centre, on=on))
    planned: set[str] = set()
    for row in paused.open_calls(session, centre=centre):
        who = row.recipient_id or row.volunteer_id or ""
        if who in recipients or who in volunteers:
            planned.add(who)
        else:
            row.state, row.done_at = TodoState.CANCELLED, at
    for who, owner_id in {**recipients, **volunteers}.items():
        if who not in planned:
            todos.make(
                session,
                TodoKind.CALL_PAUSED,
                due_on=on + CALL_PAUSED_EVERY,
                recipient_id=who if who in recipients else None,
                volunteer_id=who if who in volunteers else None,
                owner_id=owner_id,
                again=str(on),
                revived=True,
                centre=centre,
                at=at,
            )
