"""A rule was broken, and a match ends for it: whoever of its volunteers was in it is suggested to
nobody before somebody has decided whether she goes on.

    an ending for that ──ask──▶ an open to-do: the hold (`store/holds.py`)
          ▲                         ├──done, with a line──▶ she goes on, and may be suggested
          └──undone: let_go─────────┤
                                    └──a coordinator's pause, left, not relevant──▶ settled

No reason is kept of her (R14): the line says what was decided, in a coordinator's words.
"""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy.orm import Session

from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.plans import TodoKind, TodoState, working_days_after
from matcher.services import todos, week_upkeep
from matcher.store import todos as todo_rows
from matcher.store import volunteers
from matcher.store.matches import Match
from matcher.store.todos import Todo

DECIDE_WITHIN = 2  # working days: she may stand in the middle of other matches


def ask(
    session: Session, match: Match, about: Collection[str], *, by: str | None, at: datetime
) -> None:
    """These volunteers of the match, by id, are held from now on, also in the week shown."""
    for volunteer_id in about:
        todos.make(
            session,
            TodoKind.GOES_ON,
            due_on=working_days_after(swedish_day(at), DECIDE_WITHIN),
            volunteer_id=volunteer_id,
            owner_id=match.owner_id,
            facts={"match": match.id},
            again=match.id,
            revived=True,
            centre=match.centre_id,
            at=at,
        )
        out_of_the_week(session, volunteer_id, centre=match.centre_id, by=by, at=at)


def let_go(session: Session, match: Match, *, by: str | None, at: datetime) -> None:
    """The ending was a mistake: nobody is held for it."""
    held = [one.volunteer_id for one in match.participants if one.volunteer_id]
    for volunteer_id in held:
        its = (Todo.volunteer_id == volunteer_id, Todo.dedupe.endswith(f":{match.id}"))
        of_it = (Todo.centre_id == match.centre_id, Todo.kind == TodoKind.GOES_ON, *its)
        if todo_rows.settle(session, *of_it, state=TodoState.CANCELLED, at=at):
            into_the_week(session, volunteer_id, centre=match.centre_id, by=by, at=at)


def settle(session: Session, volunteer_id: str, *, centre: str, by: str, at: datetime) -> None:
    """It has been decided otherwise: somebody at the centre has let her rest."""
    about = {"volunteer_id": volunteer_id, "centre": centre}
    todos.done_about(session, TodoKind.GOES_ON, **about, by=by, at=at)


def into_the_week(
    session: Session, volunteer_id: str, *, centre: str, by: str | None, at: datetime
) -> None:
    """She goes on: from now on she is in the week shown."""
    session.flush()
    row = volunteers.one(session, volunteer_id, centre=centre)
    week_upkeep.let_in(session, row, why="back", centre=centre, by=by, at=at)


def out_of_the_week(
    session: Session, volunteer_id: str, *, centre: str, by: str | None, at: datetime
) -> None:
    """She is not suggested in the week shown either."""
    session.flush()
    who = [volunteer_id]
    week_upkeep.keep_up(session, volunteers=who, why="held", centre=centre, by=by, at=at)
