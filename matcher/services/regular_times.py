"""When a pair usually meets, told to us by either, or on the volunteer's own page.

While they rest or say goodbye nothing is told, and nothing of it is shown (R71); what had been
agreed stands when they meet again.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.errors import Fault, Invalid, NotNow
from matcher.domain.matches import Word
from matcher.domain.regular_times import RegularTime
from matcher.services import week_upkeep
from matcher.services.match_life import hold, write_down
from matcher.store import centres, recipient_pages
from matcher.store.audit import record
from matcher.store.matches import LivingMatch, Match, Participant


def of_match(match: Match | LivingMatch) -> RegularTime | None:
    """What they have agreed; None where they have not, or have not told us."""
    return RegularTime.from_json(match.regular_time) if match.regular_time else None


def agree(
    session: Session,
    match_id: str,
    new: RegularTime | None,
    *,
    centre: str,
    by: str,
    at: datetime,
) -> None:
    """One of us has heard when they usually meet; None: at no regular time any more. Raises
    Missing, NotNow, Invalid (`first_on`).
    """
    centres.take_turn(session, centre)
    match = hold(session, match_id, centre=centre)
    _keep(match, new, at=at)
    record(session, _deed(new), about="match", about_id=match.id, centre=centre, by=by, at=at)
    _keep_week_up(session, match, by=by, at=at)


def agree_own(
    session: Session, match: Match, one: Participant, new: RegularTime, *, at: datetime
) -> None:
    """She says it herself. Raises NotNow, Invalid (`first_on`)."""
    centres.take_turn(session, match.centre_id)
    match = hold(session, match.id, centre=match.centre_id)
    if one.word is not Word.YES:
        raise NotNow("match", match.state.value, "note")
    _keep(match, new, at=at)
    write_down(session, _deed(new), match, one, at=at)
    _keep_week_up(session, match, by=None, at=at)


def _keep(match: Match, new: RegularTime | None, *, at: datetime) -> None:
    if not match.state.meets:
        raise NotNow("match", match.state.value, "note")
    if new is not None and new.first_on < swedish_day(at):
        raise Invalid({"first_on": Fault("meeting_has_been")})
    match.regular_time = new.to_json() if new else None


def _keep_week_up(session: Session, match: Match, *, by: str | None, at: datetime) -> None:
    """Nobody of them is suggested in the week shown at an hour that is taken from now on."""
    session.flush()
    volunteers = [one.volunteer_id for one in match.participants if one.volunteer_id]
    people = [one.recipient_id for one in match.participants if one.recipient_id]
    hers = [
        need.id
        for person in people
        for need in recipient_pages.needs_of(session, person, centre=match.centre_id)
    ]
    week_upkeep.keep_up(
        session, volunteers=volunteers, needs=hers, why="time", centre=match.centre_id, by=by, at=at
    )


def _deed(new: RegularTime | None) -> str:
    return "match.time_agreed" if new else "match.time_left"
