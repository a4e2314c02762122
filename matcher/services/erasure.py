"""A person's data go: when she asks for it, or when their time is out (R76, R78).

Who is in a match, or waits, is not erased: her part is ended first, with both sides. A legal hold
on a concern stops it. The audit keeps that somebody was erased, by an id that leads nowhere.
"""

from datetime import date, datetime

from sqlalchemy.orm import Session

from matcher.domain import retention
from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.errors import NotNow
from matcher.domain.retention import HEALTH_AFTER_END
from matcher.services import choices, recipient_states, signups_again, volunteer_states
from matcher.store import (
    audit,
    centres,
    erasure,
    people,
    recipient_ends,
    recipient_pages,
)
from matcher.store.people import Person, kind, note
from matcher.store.recipients import Recipient
from matcher.store.volunteers import Volunteer

VOLUNTEER_ENDED = ("volunteer.left", "volunteer.not_relevant")
VOLUNTEER_MOVED = (
    *VOLUNTEER_ENDED, "volunteer.added", "volunteer.signed_up_again", "volunteer.contacted",
    "clearance.step_taken", "clearance.extract_shown",
)  # fmt: skip
GONE = (*volunteer_states.GONE, *recipient_states.GONE)
RECIPIENT_ENDED = ("recipient.ended", "recipient.referred_on", "recipient.deceased")


def erase(
    session: Session, about: str, person_id: str, *, centre: str, by: str | None, at: datetime
) -> None:
    """Nothing is left that says who it was; that they met somebody still counts. `about` is
    "volunteer" or "recipient". Raises Missing, and NotNow as `why_not` tells it.
    """
    centres.take_turn(session, centre)
    person = people.one(session, about, person_id, centre=centre)
    if (refused := _refusal(session, person)) is not None:
        raise refused
    if isinstance(person, Volunteer):
        signups_again.forget(session, person_id, centre=centre, at=at)
    note(session, f"{kind(person)}.erased", person, by=by, at=at)
    erasure.erase(session, person)


def why_not(session: Session, about: str, person_id: str, *, centre: str) -> NotNow | None:
    """Why that one cannot be erased now: is still with us, or a legal matter holds what is known;
    None: can be. Raises Missing.
    """
    return _refusal(session, people.one(session, about, person_id, centre=centre))


def keep_times(session: Session, *, centre: str, at: datetime) -> None:
    """Whose time is out goes: a sign-up that came to nothing, who left, whose part ended; and what
    was known of somebody's health thirty days after it did. Who is held, or restricted, stays
    meanwhile. And suggestions that were not used, and the logs.
    """
    erasure.forget_unused(session, made_before=at - retention.UNUSED_KEPT, centre=centre)
    erasure.forget_logs(session, before=at - retention.LOGS_KEPT, centre=centre)
    _volunteers_out(session, centre=centre, at=at)
    _recipients_out(session, centre=centre, at=at)


def _volunteers_out(session: Session, *, centre: str, at: datetime) -> None:
    people = erasure.volunteers_over(session, centre=centre)
    moved = audit.last_done(session, [one.id for one in people], VOLUNTEER_MOVED, centre=centre)
    for one in people:
        last = swedish_day(moved.get(one.id, one.changed_at))
        if not retention.is_volunteer_over(one.state, last, on=swedish_day(at)):
            continue
        if _stays(session, one):
            continue
        if one.state not in volunteer_states.GONE:
            volunteer_states.not_relevant(session, one.id, centre=centre, by=None, at=at)
        erase(session, "volunteer", one.id, centre=centre, by=None, at=at)


def _recipients_out(session: Session, *, centre: str, at: datetime) -> None:
    people = erasure.recipients_over(session, centre=centre)
    ended = audit.last_done(session, [one.id for one in people], RECIPIENT_ENDED, centre=centre)
    for one in people:
        last = swedish_day(ended.get(one.id, one.changed_at))
        if _stays(session, one):
            continue
        if retention.is_recipient_over(one.state, last, on=swedish_day(at)):
            erase(session, "recipient", one.id, centre=centre, by=None, at=at)
        else:
            _forget_health(session, one, last, centre=centre, at=at)


def _stays(session: Session, person: Person) -> bool:
    """Nothing of that one is thrown away, however long it was."""
    if person.restricted_at is not None:
        return True
    return erasure.is_held(session, person.id, centre=person.centre_id)


def _forget_health(
    session: Session, person: Recipient, ended: date, *, centre: str, at: datetime
) -> None:
    if swedish_day(at) - ended <= HEALTH_AFTER_END:
        return
    whole = recipient_pages.whole(session, person.id, centre=centre)
    sensitive = choices.of(session, centre=centre).sensitive
    if recipient_ends.forget_health(session, whole, sensitive):
        note(session, f"{kind(person)}.health_forgotten", person, by=None, at=at)


def _refusal(session: Session, person: Person) -> NotNow | None:
    if person.state not in GONE:
        return NotNow("erasure", "with_us", "erase")
    if person.restricted_at is not None:
        return NotNow("erasure", "restricted", "erase")
    if erasure.is_held(session, person.id, centre=person.centre_id):
        return NotNow("erasure", "held", "erase")
    return None
