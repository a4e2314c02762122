"""The week shown keeps up with people: whoever rests, leaves or takes her yes back is not in it,
whoever comes is, and what is told anew of somebody counts at once.

A deed that ends or begins somebody's part takes the centre's turn (`centres.take_turn`) before it
changes a row, and asks here when the rows are changed: so no two wait for each other (R106).
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy.orm import Session

from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.needs import NeedState
from matcher.domain.plans import TodoKind
from matcher.domain.suggestions import SuggestionState
from matcher.domain.volunteers import VolunteerState
from matcher.services import choices, clearances, todos, weeks
from matcher.store import centres, recipient_ends, recipient_pages, runs, suggestions
from matcher.store import needs as need_rows
from matcher.store import volunteers as volunteer_rows
from matcher.store.volunteers import Volunteer


def keep_up(
    session: Session,
    *,
    volunteers: Collection[str] = (),
    needs: Collection[str] = (),
    why: str = "facts",
    centre: str,
    by: str | None,
    at: datetime,
) -> None:
    """Count the newest week anew if one of these volunteers or needs, by id, stands in it as a
    suggestion, an alternative or without one; or has been told anew and may now stand in it, as a
    volunteer who was full and takes one more. Who does not costs few questions. `why` is what the
    page says has happened: "facts" (told anew), "paused", "left", "died", "rests", "taken_back" (a
    yes), "closed", "said_gone", "held" (somebody decides whether she goes on), "time" (a regular
    one agreed), "together" or "circle".
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
    of_them = (pair for pair in pairs if pair[0] in volunteers or pair[1] in needs)
    if (pair := next(of_them, None)) is not None:
        about = {"volunteer_id": pair[0]} if pair[0] in volunteers else {"need_id": pair[1]}
    elif why == "facts":
        about = _may_have_come(session, volunteers, needs, centre=centre)
    else:
        return
    if about:
        because = {"deed": "changed", "why": why, **about}
        weeks.recount(session, because=because, centre=centre, by=by, at=at)


def _may_have_come(
    session: Session, volunteers: Collection[str], needs: Collection[str], *, centre: str
) -> dict[str, str]:
    """The first of them who is not in the week and takes part: what was told may let her in."""
    for one in volunteers:
        if volunteer_rows.one(session, one, centre=centre).state is VolunteerState.ACTIVE:
            return {"volunteer_id": one}
    for one in needs:
        if need_rows.one(session, one, centre=centre).state is NeedState.OPEN:
            return {"need_id": one}
    return {}


def moved_by(session: Session, volunteer_id: str, *, centre: str, at: datetime) -> int:
    """For how many needs the week shown has somebody else since what was done of her `at` then."""
    run = runs.newest_run(session, centre=centre)
    told = (run.changes if run else None) or {}
    is_hers = told.get("volunteer_id") == volunteer_id and told.get("at") == at.isoformat()
    return len(told["moved"]) if is_hers else 0


@contextmanager
def following(
    session: Session,
    *,
    volunteers: Collection[str] = (),
    needs: Collection[str] = (),
    recipient_id: str | None = None,
    centre: str,
    by: str | None,
    at: datetime,
) -> Iterator[None]:
    """What is told anew inside, of these or of the needs of that recipient, is in the week shown
    when it ends. Nothing is counted when it raises.
    """
    centres.take_turn(session, centre)
    yield
    session.flush()
    whose = {need_rows.one(session, one, centre=centre).recipient_id for one in needs}
    for about in [
        *({"volunteer_id": one} for one in volunteers),
        *({"recipient_id": one} for one in whose | {recipient_id} if one),
    ]:
        todos.done_about(session, TodoKind.CORRECT_FACTS, **about, centre=centre, by=by, at=at)
    hers = recipient_pages.needs_of(session, recipient_id, centre=centre) if recipient_id else ()
    needs = [*needs, *(need.id for need in hers)]
    keep_up(session, volunteers=volunteers, needs=needs, centre=centre, by=by, at=at)


def come(
    session: Session,
    need_id: str,
    *,
    why: str = "came",
    centre: str,
    by: str | None,
    at: datetime,
) -> None:
    """Count the newest week anew with a need that is open from today; `why` as in `let_in`."""
    because = {"deed": "came", "why": why, "need_id": need_id}
    weeks.recount(session, because=because, centre=centre, by=by, at=at)


def recipient_in(
    session: Session, recipient_id: str, *, centre: str, by: str | None, at: datetime
) -> None:
    """She is back: what she would like is in the week shown."""
    of_hers = recipient_pages.needs_of(session, recipient_id, centre=centre)
    still = [need.id for need in of_hers if need.state is NeedState.OPEN]
    if still:
        come(session, still[0], why="back", centre=centre, by=by, at=at)


def let_in(
    session: Session,
    volunteer: Volunteer,
    *,
    why: str = "came",
    centre: str,
    by: str | None,
    at: datetime,
) -> None:
    """Count the newest week anew with somebody who may be suggested from today; `why` is what the
    page says has happened: "came", "back" or "facts" (told anew). Who is not cleared for anything
    leaves it as it is.
    """
    gates = clearances.missing(volunteer, choices.policies(), on=swedish_day(at))
    if not all(gates.values()):
        because = {"deed": "came", "why": why, "volunteer_id": volunteer.id}
        weeks.recount(session, because=because, centre=centre, by=by, at=at)


def recipient_out(
    session: Session,
    recipient_id: str,
    *,
    why: str = "left",
    centre: str,
    by: str | None,
    at: datetime,
) -> None:
    """She is suggested to nobody: not in the week shown, nor in an older one. `why` as above."""
    hers = [need.id for need in recipient_pages.needs_of(session, recipient_id, centre=centre)]
    keep_up(session, needs=hers, why=why, centre=centre, by=by, at=at)
    recipient_ends.withdraw_suggestions(session, recipient_id, centre=centre, at=at)
