"""Two who meet rest, or meet again: it was heard from one of them, and each hears it from us before
the day on which they would have met (R63, R64).
"""

from datetime import datetime

from sqlalchemy.orm import Session

from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.matches import Word
from matcher.domain.plans import TodoKind, TodoState, working_days_after
from matcher.services import match_ends, match_expected, match_substitutes
from matcher.services.match_life import hold, todo
from matcher.store import match_life
from matcher.store.matches import Match

TELL_WITHIN = 1  # working days
# What is changed, in the facts of the to-do.
PAUSED, RESUMED = "paused", "resumed"


def pause(session: Session, match_id: str, *, centre: str, by: str, at: datetime) -> Match:
    """As `match_ends.pause`; each of them is to be told. Raises Missing, NotNow."""
    would_meet = match_expected.next_meeting(hold(session, match_id, centre=centre), at=at)
    match = match_ends.pause(session, match_id, centre=centre, by=by, at=at)
    _untold(session, match, by=by, at=at)
    _have_told(session, match, PAUSED, would_meet, at=at)
    return match


def resume(session: Session, match_id: str, *, centre: str, by: str, at: datetime) -> Match:
    """As `match_substitutes.resume`; who has heard of the pause is to be told that it is over, and
    who has not is told of neither. Raises Missing, NotNow.
    """
    match = match_substitutes.resume(session, match_id, centre=centre, by=by, at=at)
    untold = _untold(session, match, by=by, at=at)
    _have_told(session, match, RESUMED, None, but_for=untold, at=at)
    return match


def _have_told(
    session: Session,
    match: Match,
    what: str,
    would_meet: datetime | None,
    *,
    but_for: frozenset[str] = frozenset(),
    at: datetime,
) -> None:
    within = working_days_after(swedish_day(at), TELL_WITHIN)
    due_on = match_expected.tell_on(within, would_meet, at=at)
    facts = {"changed": what, **match_expected.as_facts(would_meet)}
    for one in match.participants:
        whom = one.volunteer_id or one.recipient_id or one.organisation_id
        if one.word is Word.YES and whom not in but_for:
            again = f"{match.version}:{what}"
            kind = TodoKind.TELL_TIME
            todo(session, kind, match, about=one, due_on=due_on, again=again, facts=facts, at=at)


def _untold(session: Session, match: Match, *, by: str, at: datetime) -> frozenset[str]:
    """Whom nobody has told of the last change: that need not be told now."""
    session.flush()
    found = set[str]()
    for row in match_life.open_todos(session, match.id, centre=match.centre_id):
        if row.kind is TodoKind.TELL_TIME and row.facts.get("changed") in (PAUSED, RESUMED):
            row.state, row.done_at, row.done_by = TodoState.CANCELLED, at, by
            if row.facts["changed"] == PAUSED:
                found.add(row.volunteer_id or row.recipient_id or row.organisation_id or "")
    return frozenset(found)
