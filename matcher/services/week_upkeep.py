"""The week shown keeps up with people: whoever rests, leaves or takes her yes back is not in it,
and whoever comes back is.

A deed that ends or begins somebody's part takes the centre's turn (`centres.take_turn`) before it
changes a row, and asks here when the rows are changed: so no two wait for each other (R106).
"""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy.orm import Session

from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.suggestions import SuggestionState
from matcher.services import choices, clearances, weeks
from matcher.store import recipient_ends, recipient_pages, runs, suggestions
from matcher.store.volunteers import Volunteer


def keep_up(
    session: Session,
    *,
    volunteers: Collection[str] = (),
    needs: Collection[str] = (),
    centre: str,
    by: str | None,
    at: datetime,
) -> None:
    """Count the newest week anew if one of these volunteers or needs, by id, stands in it as a
    suggestion, an alternative or without one. Who does not costs two questions.
    """
    run = runs.newest_run(session, centre=centre)
    if run is None:
        return
    pairs = [
        (row.volunteer_id, row.need_id)
        for row in suggestions.of_run(session, run.id, centre=centre)
        if row.state is SuggestionState.PROPOSED
    ]
    alone = suggestions.without_of_run(session, run.id, centre=centre)
    pairs += [(row.volunteer_id or "", row.need_id or "") for row in alone]
    if any(volunteer in volunteers or need in needs for volunteer, need in pairs):
        weeks.recount(session, centre=centre, by=by, at=at)


def let_in(
    session: Session, volunteer: Volunteer, *, centre: str, by: str | None, at: datetime
) -> None:
    """Count the newest week anew with somebody who may be suggested from today. Who is not cleared
    for anything leaves it as it is.
    """
    gates = clearances.missing(volunteer, choices.policies(), on=swedish_day(at))
    if not all(gates.values()):
        weeks.recount(session, centre=centre, by=by, at=at)


def recipient_out(
    session: Session, recipient_id: str, *, centre: str, by: str | None, at: datetime
) -> None:
    """She is suggested to nobody: not in the week shown, nor in an older one."""
    of_hers = recipient_pages.needs_of(session, recipient_id, centre=centre)
    keep_up(session, needs=[need.id for need in of_hers], centre=centre, by=by, at=at)
    recipient_ends.withdraw_suggestions(session, recipient_id, centre=centre, at=at)
