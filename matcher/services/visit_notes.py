"""Notes of visits, without a word of free text (R61): the volunteer's own, and one that somebody of
us has heard of.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.errors import Fault, Invalid, NotNow
from matcher.domain.matches import Word
from matcher.domain.people import Form
from matcher.domain.plans import TodoKind, working_days_after
from matcher.services import visit_plans
from matcher.services.match_life import participant, settled, todo, write_down
from matcher.store import match_life, visits
from matcher.store.matches import Match, Participant
from matcher.store.visits import Visit

CALL_WITHIN = 1  # working days: she has asked for it
LONGEST = 12 * 60  # minutes


@dataclass(frozen=True, slots=True)
class NewVisit:
    """What she notes: at most five answers."""

    on: date
    happened: bool
    minutes: int | None = None
    form: Form | None = None
    wants_call: bool = False


def note_heard(
    session: Session,
    match_id: str,
    participant_id: str,
    new: NewVisit,
    *,
    centre: str,
    by: str,
    at: datetime,
) -> Visit:
    """One of us notes a visit that a volunteer has told of. Raises Missing, Invalid, NotNow."""
    match = match_life.one(session, match_id, centre=centre)
    return note_own(session, match, participant(match, participant_id), new, by=by, at=at)


def note_own(
    session: Session,
    match: Match,
    one: Participant,
    new: NewVisit,
    *,
    by: str | None = None,
    at: datetime,
) -> Visit:
    """She notes a visit of a match of hers, and is back from it. A day noted again is noted anew;
    what is left unsaid then stands as it was told.
    `by` is who of us has heard of it; None: she says it herself. Raises Invalid, NotNow.
    """
    match = match_life.one(session, match.id, centre=match.centre_id, held=True)
    one = participant(match, one.id)
    if not match.state.meets or one.word is not Word.YES or one.volunteer_id is None:
        raise NotNow("match", match.state.value, "note")
    _check(match, new, at=at)
    visit = _kept(session, match, one.volunteer_id, new, by=by, at=at)
    facts = {"on": new.on.isoformat(), "happened": new.happened, "wants_call": new.wants_call}
    write_down(session, "match.visit_noted", match, one, by=by, at=at, facts=facts)
    settled(session, TodoKind.SILENT_PAIR, match, by=by, at=at)
    if new.wants_call:
        due_on = working_days_after(swedish_day(at), CALL_WITHIN)
        again = f"{one.volunteer_id}:{new.on.isoformat()}"
        todo(session, TodoKind.CALL_WANTED, match, about=one, due_on=due_on, again=again, at=at)
    if new.on == swedish_day(at):
        visit_plans.done(session, match, one, by=by, at=at)
    return visit


def _kept(
    session: Session,
    match: Match,
    volunteer_id: str,
    new: NewVisit,
    *,
    by: str | None,
    at: datetime,
) -> Visit:
    visit = visits.of_day(session, match.id, volunteer_id, new.on)
    if visit is None:
        visit = Visit(
            centre_id=match.centre_id, match_id=match.id, volunteer_id=volunteer_id, on=new.on
        )
        session.add(visit)
    visit.happened, visit.wants_call = new.happened, new.wants_call
    visit.minutes = (new.minutes or visit.minutes) if new.happened else None
    visit.form = (new.form or visit.form) if new.happened else None
    visit.noted_at, visit.noted_by = at, by
    return visit


def _check(match: Match, new: NewVisit, *, at: datetime) -> None:
    faults = {}
    if new.on > swedish_day(at):
        faults["on"] = Fault("day_to_come")
    elif match.met_on is not None and new.on < match.met_on:
        faults["on"] = Fault("before_they_met")
    if new.minutes is not None and not 1 <= new.minutes <= LONGEST:
        faults["minutes"] = Fault("out_of_range", {"low": 1, "high": LONGEST})
    if faults:
        raise Invalid(faults)
