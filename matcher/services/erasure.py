"""A person's data go: when she asks for it, or when their time is out (R76, R78).

Who is in a match, or waits, is not erased: her part is ended first, with both sides. A legal hold
on a concern stops it. The audit keeps that somebody was erased, by an id that leads nowhere.
"""

from datetime import date, datetime

from sqlalchemy.orm import Session

from matcher.domain import retention
from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.errors import Missing, NotNow
from matcher.domain.retention import ERASED, HEALTH_AFTER_END
from matcher.services import choices, recipient_states, signups_again, volunteer_states
from matcher.store import (
    audit,
    centres,
    erasure,
    recipient_ends,
    recipient_pages,
    recipients,
    volunteers,
)
from matcher.store.erasure import Person
from matcher.store.recipients import Recipient

VOLUNTEER_ENDED = ("volunteer.left", "volunteer.not_relevant")
VOLUNTEER_MOVED = (
    *VOLUNTEER_ENDED, "volunteer.added", "volunteer.signed_up_again", "volunteer.contacted",
    "clearance.step_taken", "clearance.extract_shown",
)  # fmt: skip
RECIPIENT_ENDED = ("recipient.ended", "recipient.referred_on", "recipient.deceased")


def erase_volunteer(
    session: Session, volunteer_id: str, *, centre: str, by: str | None, at: datetime
) -> None:
    """Nothing is left that says who she was; that she met somebody still counts. Raises Missing;
    NotNow while she is a volunteer, and while a legal matter holds what is known of her.
    """
    centres.take_turn(session, centre)
    volunteer = volunteers.one(session, volunteer_id, centre=centre)
    if volunteer.source == ERASED:
        raise Missing("volunteer", volunteer_id)
    if volunteer.state not in volunteer_states.GONE:
        raise NotNow("volunteer", volunteer.state.value, "erase")
    _refuse_held(session, volunteer)
    signups_again.forget(session, volunteer_id, centre=centre, at=at)
    _erase(session, volunteer, "volunteer", by=by, at=at)


def erase_recipient(
    session: Session, recipient_id: str, *, centre: str, by: str | None, at: datetime
) -> None:
    """As `erase_volunteer`, of a person whose part has ended."""
    centres.take_turn(session, centre)
    person = recipients.one(session, recipient_id, centre=centre)
    if person.source == ERASED:
        raise Missing("recipient", recipient_id)
    if person.state not in recipient_states.GONE:
        raise NotNow("recipient", person.state.value, "erase")
    _refuse_held(session, person)
    _erase(session, person, "recipient", by=by, at=at)


def keep_times(session: Session, *, centre: str, at: datetime) -> None:
    """Whose time is out goes: a sign-up that came to nothing, who left, whose part ended; and what
    was known of somebody's health thirty days after it did. Who is held stays meanwhile. And
    suggestions that were not used, and the logs.
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
        if erasure.is_held(session, one.id, centre=centre):
            continue
        if one.state not in volunteer_states.GONE:
            volunteer_states.not_relevant(session, one.id, centre=centre, by=None, at=at)
        erase_volunteer(session, one.id, centre=centre, by=None, at=at)


def _recipients_out(session: Session, *, centre: str, at: datetime) -> None:
    people = erasure.recipients_over(session, centre=centre)
    ended = audit.last_done(session, [one.id for one in people], RECIPIENT_ENDED, centre=centre)
    for one in people:
        last = swedish_day(ended.get(one.id, one.changed_at))
        if erasure.is_held(session, one.id, centre=centre):
            continue
        if retention.is_recipient_over(one.state, last, on=swedish_day(at)):
            erase_recipient(session, one.id, centre=centre, by=None, at=at)
        else:
            _forget_health(session, one, last, centre=centre, at=at)


def _forget_health(
    session: Session, person: Recipient, ended: date, *, centre: str, at: datetime
) -> None:
    if swedish_day(at) - ended <= HEALTH_AFTER_END:
        return
    whole = recipient_pages.whole(session, person.id, centre=centre)
    sensitive = choices.of(session, centre=centre).sensitive
    if recipient_ends.forget_health(session, whole, sensitive):
        _note(session, "recipient.health_forgotten", person, "recipient", by=None, at=at)


def _refuse_held(session: Session, person: Person) -> None:
    if erasure.is_held(session, person.id, centre=person.centre_id):
        raise NotNow("erasure", "held", "erase")


def _erase(session: Session, person: Person, about: str, *, by: str | None, at: datetime) -> None:
    _note(session, f"{about}.erased", person, about, by=by, at=at)
    erasure.erase(session, person)


def _note(
    session: Session, deed: str, person: Person, about: str, *, by: str | None, at: datetime
) -> None:
    audit.record(
        session, deed, about=about, about_id=person.id, centre=person.centre_id, by=by, at=at
    )
