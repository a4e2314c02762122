"""A tick that says more than that a row is done: where it is the step itself that was taken."""

from datetime import datetime

from sqlalchemy.orm import Session

from matcher.domain.plans import TodoKind
from matcher.domain.volunteers import VolunteerState
from matcher.services import todos, volunteer_states
from matcher.store import todos as todo_rows
from matcher.store import volunteers


def done(
    session: Session, todo_id: str, *, line: str | None = None, centre: str, by: str, at: datetime
) -> None:
    """It has been done. Somebody new who has been called has been spoken with, and the clearance
    begins: else nothing would stand on any list of whom we promised to call. Raises as
    `todos.done`.
    """
    todos.done(session, todo_id, line=line, centre=centre, by=by, at=at)
    todo = todo_rows.one(session, todo_id, centre=centre)
    if todo.kind is not TodoKind.CALL_NEW_VOLUNTEER or todo.volunteer_id is None:
        return
    volunteer = volunteers.one(session, todo.volunteer_id, centre=centre)
    if volunteer.state is VolunteerState.INTERESTED:
        volunteer_states.contacted(session, volunteer.id, centre=centre, by=by, at=at)
