"""Everybody on the way in, each in one step: for how many days, what is next, who does it.

Who waits longest for the centre comes first. Nobody is left out: whoever has signed up, been told
of or been proposed stands here until she is cleared, on the waiting list, published or gone.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from sqlalchemy.orm import Session

from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.clearance import Standing, is_cleared_for_some
from matcher.domain.errors import NotNow
from matcher.domain.people import Form
from matcher.domain.volunteers import VolunteerState
from matcher.domain.ways_in import WayStep, recipient_step, volunteer_step
from matcher.services import clearances
from matcher.services.names import told_apart
from matcher.store import accounts, audit, matches, recipients, volunteers, ways_in
from matcher.store import todos as todo_rows
from matcher.store.audit import record
from matcher.store.ways_in import Checks, Other, Person

# What moves somebody from one step to the next; the days are counted from the latest of them.
MOVES_VOLUNTEER = (
    "volunteer.added", "volunteer.contacted", "volunteer.made_active", "volunteer.resumed",
    "volunteer.paused", "clearance.step_taken", "clearance.step_taken_back",
    "clearance.extract_shown", "clearance.extract_taken_back",
)  # fmt: skip
MOVES_RECIPIENT = (
    "recipient.added", "recipient.resumed", "recipient.visited", "consent.given",
)  # fmt: skip


class Whose(StrEnum):
    """What kind of somebody stands there."""

    VOLUNTEER = "volunteer"
    RECIPIENT = "recipient"
    REFERRAL = "referral"
    NEED = "need"


@dataclass(frozen=True, slots=True)
class WayLine:
    """Somebody on the way in, with called-name and initial, or the organisation's name."""

    whose: Whose
    id: str
    called: str | None  # None: a referrer who gave no name
    step: WayStep
    since: date
    days: int
    owner: str | None  # by name; None: nobody has taken it on
    is_mine: bool


def everybody(session: Session, *, centre: str, by: str, at: datetime) -> tuple[WayLine, ...]:
    """All of them, who waits longest for the centre first; who rests comes last. The look is
    logged (R79).
    """
    audit.looked(
        session, "ways_in.listed", about="volunteer", about_id=None, centre=centre, by=by, at=at
    )
    return _lines(session, centre=centre, by=by, at=at)


def waiting_for_us(session: Session, *, centre: str, by: str, at: datetime) -> tuple[WayLine, ...]:
    """Those who wait for the centre, longest first: for the list of things to do."""
    lines = _lines(session, centre=centre, by=by, at=at)
    return tuple(line for line in lines if line.step.waits_for_the_centre)


def take_on(
    session: Session, whose: Whose, public_id: str, *, centre: str, by: str, at: datetime
) -> None:
    """A coordinator takes somebody on: her name stands there, and the open to-dos are hers.
    Raises Missing; NotNow for what has no owner.
    """
    if whose is Whose.VOLUNTEER:
        volunteers.one(session, public_id, centre=centre).owner_id = by
    elif whose is Whose.RECIPIENT:
        recipients.one(session, public_id, centre=centre).owner_id = by
    else:
        raise NotNow("way_in", whose.value, "take_on")
    todo_rows.hand_over(session, public_id, owner_id=by, centre=centre)
    record(
        session,
        f"{whose.value}.taken_on",
        about=whose.value,
        about_id=public_id,
        centre=centre,
        by=by,
        at=at,
    )


def _lines(session: Session, *, centre: str, by: str, at: datetime) -> tuple[WayLine, ...]:
    on = swedish_day(at)
    names = accounts.names(session, centre=centre)
    people = [*_volunteers(session, centre=centre, on=on), *_recipients(session, centre=centre)]
    found = [
        *_people(session, people, names, centre=centre, by=by, on=on),
        *_others(ways_in.to_call_back(session, centre=centre), Whose.REFERRAL, on),
        *_others(ways_in.proposed(session, centre=centre), Whose.NEED, on),
    ]
    return tuple(sorted(found, key=_longest_first))


def _longest_first(line: WayLine) -> tuple[bool, int, str]:
    return not line.step.waits_for_the_centre, -line.days, line.id


class _Stand(NamedTuple):
    """Somebody, where she stands and since when."""

    whose: Whose
    person: Person
    step: WayStep
    since: datetime


def _volunteers(session: Session, *, centre: str, on: date) -> list[_Stand]:
    people = {one.id: one for one in ways_in.volunteers(session, centre=centre)}
    steps = {who: _step_of(one.checks, on) for who, one in people.items()}
    matched = {pair.volunteer_id for pair in matches.living_pairs(session, centre=centre)}
    stands = {who: step for who, step in steps.items() if step is not None and who not in matched}
    moved = audit.last_done(session, stands, MOVES_VOLUNTEER, centre=centre)
    return [
        _Stand(Whose.VOLUNTEER, people[who], step, moved.get(who, people[who].created_at))
        for who, step in stands.items()
    ]


@lru_cache(maxsize=8192)
def _step_of(one: Checks, on: date) -> WayStep | None:
    """The step of a volunteer of whom nothing else is told than what it hangs on: judged once a
    day, however often the list is asked for.
    """
    standing = Standing(
        is_active=one.state is VolunteerState.ACTIVE,
        birth_year=one.birth_year,
        steps=ways_in.steps_of(one.steps),
        extracts=ways_in.extracts_of(one.extracts),
        paused_from=one.paused_from,
        paused_until=one.paused_until,
    )
    policies = clearances.wanted(map(Form, one.forms))
    if is_cleared_for_some(standing, policies, on=on):
        return None  # she is in, as most are: what else she lacks is not asked
    missing = clearances.gates(standing, policies, on=on)
    return volunteer_step(one.state, missing, is_paused=standing.is_paused(on))


def _recipients(session: Session, *, centre: str) -> list[_Stand]:
    wanted = ways_in.wanted(session, centre=centre)
    seen = ways_in.seen_at_home(session, centre=centre)
    people = {one.id: one for one in ways_in.recipients(session, centre=centre)}
    stands: dict[str, WayStep] = {}
    for one in people.values():
        step = recipient_step(
            one.state,
            [{Form(form) for form in forms} for forms, _ in wanted.get(one.id, ())],
            is_seen=one.id in seen,
            has_class=one.number is not None,
        )
        if step is not None:
            stands[one.id] = step
    moved = audit.last_done(session, stands, MOVES_RECIPIENT, centre=centre)
    since = {who: moved.get(who, people[who].created_at) for who in stands}
    for who, step in stands.items():
        if step in (WayStep.SEE_HOME, WayStep.SET_CLASS):
            since[who] = max(since[who], min(made_at for _, made_at in wanted[who]))
    return [_Stand(Whose.RECIPIENT, people[who], step, since[who]) for who, step in stands.items()]


def _people(
    session: Session,
    stands: Iterable[_Stand],
    names: Mapping[str, str],
    *,
    centre: str,
    by: str,
    on: date,
) -> list[WayLine]:
    stands = tuple(stands)
    full = {one.person.id: (one.person.first_name, one.person.surname) for one in stands}
    called = told_apart(session, full, centre=centre)
    return [
        WayLine(
            whose=one.whose,
            id=one.person.id,
            called=called[one.person.id],
            step=one.step,
            since=swedish_day(one.since),
            days=max((on - swedish_day(one.since)).days, 0),
            owner=names.get(one.person.owner_id or ""),
            is_mine=one.person.owner_id == by,
        )
        for one in stands
    ]


def _others(rows: Iterable[Other], whose: Whose, on: date) -> list[WayLine]:
    step = WayStep.CALL_REFERRER if whose is Whose.REFERRAL else WayStep.PUBLISH
    return [
        WayLine(
            whose=whose,
            id=row.id,
            called=row.called,
            step=step,
            since=swedish_day(row.since),
            days=max((on - swedish_day(row.since)).days, 0),
            owner=None,
            is_mine=False,
        )
        for row in rows
    ]
