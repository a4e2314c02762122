"""The clock looks at clearance once a day: what runs out is told, and what is renewed is settled.

Nothing here touches a match: who meets somebody goes on meeting them, and a person is told the
same day (R17). That nothing new is suggested follows from the gates by itself (R9).
"""

from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.clearance_ends import Ending, endings
from matcher.domain.plans import TodoKind, TodoState
from matcher.services import choices, clearances, todos
from matcher.store import clearance_watch
from matcher.store.volunteers import Volunteer

KINDS = (TodoKind.CLEARANCE_RUNS_OUT, TodoKind.CLEARANCE_RAN_OUT)
RENEW_WITHIN = timedelta(days=6)  # a warning stands among what is to be done this week

Told = dict[tuple[str, str, str], Ending]  # (volunteer, kind of to-do, gate) → what runs out


def keep(session: Session, *, centre: str, at: datetime) -> None:
    """Warn 60 and 14 days ahead, tell on the day, settle what has been renewed. Idempotent."""
    on = swedish_day(at)
    policies = list(choices.policies().values())
    told: Told = {}
    for volunteer in clearance_watch.active(session, centre=centre):
        for ending in endings(clearances.standing(volunteer), policies, on=on):
            kind = _tell(session, volunteer, ending, on=on, at=at)
            told[volunteer.id, kind.value, ending.gate.value] = ending
    _settle(session, told, centre=centre, on=on, at=at)


def _tell(
    session: Session, volunteer: Volunteer, ending: Ending, *, on: date, at: datetime
) -> TodoKind:
    """One to-do for each warning and for the end, however often the clock looks."""
    days = ending.warning(on)
    kind = TodoKind.CLEARANCE_RUNS_OUT if days else TodoKind.CLEARANCE_RAN_OUT
    todos.make(
        session,
        kind,
        due_on=min(on + RENEW_WITHIN, ending.last_day or on) if days else on,
        volunteer_id=volunteer.id,
        owner_id=volunteer.owner_id,
        facts=_facts(ending, days),
        centre=volunteer.centre_id,
        at=at,
        again=f"{ending.gate.value}:{ending.last_day or _current(ending)}:{days or 0}",
    )
    return kind


def _settle(session: Session, told: Told, *, centre: str, on: date, at: datetime) -> None:
    """A to-do about what does not run out any more is done; an earlier warning makes room for
    the later one.
    """
    for row in clearance_watch.standing_todos(session, KINDS, centre=centre):
        ending = told.get((row.volunteer_id or "", row.kind.value, row.facts["gate"]))
        if ending is None or row.facts != _facts(ending, ending.warning(on)):
            row.state, row.done_at = TodoState.DONE, at


def _facts(ending: Ending, days: int | None) -> dict[str, object]:
    last = ending.last_day.isoformat() if ending.last_day else None
    return {"gate": ending.gate.value, "last_day": last, "days": days}


def _current(ending: Ending) -> str:
    """Which version of its text closed the gate: a later one closes it anew."""
    texts = {
        step.value: version
        for policy in choices.policies().values()
        for step, version in policy.text_versions.items()
    }
    return texts.get(ending.gate.value, "")
