"""A tick that says more than that a row is done: where it is the step itself that was taken."""

from datetime import datetime

from sqlalchemy.orm import Session

from matcher.domain.errors import Fault, Invalid
from matcher.domain.plans import TodoKind
from matcher.domain.volunteers import VolunteerState
from matcher.services import goes_on, todos, volunteer_states
from matcher.store import centres, volunteers
from matcher.store import todos as todo_rows


def done(
    session: Session, todo_id: str, *, line: str | None = None, centre: str, by: str, at: datetime
) -> None:
    """It has been done. Somebody new who has been called has been spoken with, and the clearance
    begins: else nothing would stand on any list of whom we promised to call. Whom it was decided
    about goes on, and may be suggested again: Invalid without a line of what was decided. Raises
    as `todos.done`.
    """
    centres.take_turn(session, centre)
    todo = todo_rows.one(session, todo_id, centre=centre)
    if todo.kind is TodoKind.GOES_ON and not line:
        raise Invalid({"line": Fault("say_what_was_decided")})
    todos.done(session, todo_id, line=line, centre=centre, by=by, at=at)
    if todo.volunteer_id is None:
        return
    if todo.kind is TodoKind.GOES_ON:
        goes_on.into_the_week(session, todo.volunteer_id, centre=centre, by=by, at=at)
    if todo.kind is TodoKind.CALL_NEW_VOLUNTEER:
        volunteer = volunteers.one(session, todo.volunteer_id, centre=centre)
        if volunteer.state is VolunteerState.INTERESTED:
            volunteer_states.contacted(session, volunteer.id, centre=centre, by=by, at=at)


def open_again(session: Session, todo_id: str, *, centre: str, by: str, at: datetime) -> None:
    """It was ticked off by mistake: who was to be decided about is held as before. Raises as
    `todos.open_again`.
    """
    centres.take_turn(session, centre)
    todos.open_again(session, todo_id, centre=centre, by=by, at=at)
    todo = todo_rows.one(session, todo_id, centre=centre)
    if todo.kind is TodoKind.GOES_ON and todo.volunteer_id:
        goes_on.out_of_the_week(session, todo.volunteer_id, centre=centre, by=by, at=at)
