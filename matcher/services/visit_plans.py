"""A visit that somebody knows of while it lasts: until when, and back again (R69).

The volunteer says when she reckons to be done, and afterwards that she is. If she has not said so
a while later a coordinator is asked to call her: no alarm to the world, and no place is followed.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from matcher.domain.calendar_weeks import STOCKHOLM, swedish_day
from matcher.domain.errors import Fault, Invalid, NotNow
from matcher.domain.matches import Word
from matcher.domain.plans import TodoKind
from matcher.services import choices, match_life
from matcher.store import match_life as match_rows
from matcher.store import visit_plans
from matcher.store.matches import Match, Participant
from matcher.store.visit_plans import VisitPlan

LONGEST = timedelta(hours=12)
KEPT = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class OnVisit:
    """She is on a visit, and reckons to be done then."""

    back_at: datetime


def under_way(session: Session, match: Match, one: Participant) -> OnVisit | None:
    """The visit she is on, if she has told us of one."""
    return all_under_way(session, match).get(str(one.volunteer_id))


def all_under_way(session: Session, match: Match) -> dict[str, OnVisit]:
    """The visits that its volunteers are on, by volunteer."""
    found = visit_plans.all_under_way(session, match.id)
    return {volunteer_id: OnVisit(plan.back_at) for volunteer_id, plan in found.items()}


def begin(
    session: Session, match: Match, one: Participant, back: datetime, *, at: datetime
) -> None:
    """She goes now, and says when she reckons to be done; said again, the newer time holds. Raises
    NotNow when they do not meet; Invalid (`back`) for a time that has been, or is far off.
    """
    if not match.state.awaits_a_visit or one.word is not Word.YES:
        raise NotNow("match", match.state.value, "note")
    if not at < back <= at + LONGEST:
        raise Invalid({"back": Fault("back_later_today")})
    plan = visit_plans.under_way(session, match.id, str(one.volunteer_id))
    if plan is None:
        plan = VisitPlan(
            centre_id=match.centre_id,
            match_id=match.id,
            volunteer_id=str(one.volunteer_id),
            began_at=at,
        )
        session.add(plan)
    plan.back_at, plan.missed_at = back, None
    match_life.write_down(session, "match.visit_begun", match, one, at=at)


def done(
    session: Session, match: Match, one: Participant, *, by: str | None = None, at: datetime
) -> None:
    """It is over, or nothing came of it, and she is well: nobody needs to call. `by` is who of us
    has heard so; None: she says it herself. Said twice it is as good as once.
    """
    plan = visit_plans.under_way(session, match.id, str(one.volunteer_id))
    if plan is None:
        return
    plan.done_at = at
    match_rows.settle_about(
        session,
        TodoKind.NOT_BACK,
        match.id,
        volunteer_id=one.volunteer_id,
        recipient_id=None,
        centre=match.centre_id,
        by=by,
        at=at,
    )
    match_life.write_down(
        session, "match.visit_ended" if by else "match.visit_over", match, one, by=by, at=at
    )


def end(
    session: Session, match_id: str, participant_id: str, *, centre: str, by: str, at: datetime
) -> None:
    """One of us has heard that she is back, or never went. Raises Missing, NotNow."""
    match = match_life.hold(session, match_id, centre=centre)
    done(session, match, match_life.participant(match, participant_id), by=by, at=at)


def watch(session: Session, *, at: datetime) -> int:
    """Whoever should have been back by now is to be called, today; how many. Of every centre."""
    late = timedelta(minutes=choices.follow_ups().late_minutes)
    found = visit_plans.overdue(session, back_before=at - late)
    for plan in found:
        plan.missed_at = at
        match = match_rows.one(session, plan.match_id, centre=plan.centre_id)
        one = match_life.volunteer_in(match, plan.volunteer_id)
        today, again = swedish_day(at), f"{plan.id}:{plan.back_at.isoformat()}"
        match_life.todo(
            session, TodoKind.NOT_BACK, match, about=one, due_on=today, again=again, at=at
        )
    return len(found)


def forget(session: Session, *, centre: str, at: datetime) -> None:
    """Plans served while she was out; after two weeks they are gone."""
    visit_plans.forget(session, centre=centre, before=at - KEPT)


def time_today(hour: int, minute: int, *, at: datetime) -> datetime:
    """That time on the wall in Stockholm, today; the small hours are tomorrow's."""
    there = at.astimezone(STOCKHOLM).replace(hour=hour, minute=minute, second=0, microsecond=0)
    return there if there > at or at - there < LONGEST else there + timedelta(days=1)
