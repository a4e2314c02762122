"""A recipient's yeses: each to one thing, each given and taken back by itself (R19–R21)."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.consent import ConsentKind, NewConsent
from matcher.domain.errors import Fault, Invalid, NotNow
from matcher.domain.plans import CALL_WAITING_EVERY, TodoKind, working_days_after
from matcher.domain.recipients import RecipientState
from matcher.services import choices, match_declining, todos, week_upkeep
from matcher.store import centres, recipient_ends, recipient_pages, recipients
from matcher.store.audit import record
from matcher.store.people import note_consent
from matcher.store.recipients import Recipient

HEAR_CONSENT_WITHIN = 5  # working days: somebody has been named to us who has not been asked
READ_WITHIN = 1  # working days: what a person was protected by is gone


def give_consent(
    session: Session,
    recipient_id: str,
    consent: NewConsent,
    *,
    centre: str,
    by: str | None,
    at: datetime,
    attestation_id: str | None = None,
) -> None:
    """A yes has been heard. A yes to be matched puts an enquiry on the waiting list, with the
    day of the enquiry. Raises Missing, Invalid for a day to come; NotNow when it stands already.
    """
    person = recipient_pages.whole(session, recipient_id, centre=centre)
    if consent.said_on > swedish_day(at):
        raise Invalid({"said_on": Fault("day_to_come")})
    if consent.kind in standing(person):
        raise NotNow("consent", "given", "give")
    note_consent(session, person, consent, by=by, at=at, attestation_id=attestation_id)
    person.changed_at = at
    if consent.kind is ConsentKind.MATCHING and person.state is RecipientState.ENQUIRY:
        person.state = RecipientState.WAITING
        todos.done_about(
            session, TodoKind.HEAR_CONSENT, recipient_id=person.id, centre=centre, by=by, at=at
        )
        plan_first_call(session, person, said_yes=True, at=at)


def withdraw_consent(
    session: Session,
    recipient_id: str,
    kind: ConsentKind,
    on: date,
    *,
    centre: str,
    by: str | None,
    at: datetime,
) -> tuple[str, ...]:
    """A yes is taken back; the sorts of facts that were removed with it, as codes.

    Health facts go at once, the person and her match stay, and a coordinator is told what no
    longer protects (R21). Without the yes to be matched she is an enquiry again and is suggested
    to nobody.

    Raises Missing; NotNow when there is no such yes; Invalid for a day to come.
    """
    centres.take_turn(session, centre)
    person = recipient_pages.whole(session, recipient_id, centre=centre)
    if on > swedish_day(at):
        raise Invalid({"on": Fault("day_to_come")})
    if kind not in standing(person):
        raise NotNow("consent", "missing", "withdraw")
    recipients.withdraw(session, person.id, kind, on)
    session.expire(person, ["consents"])
    removed: tuple[str, ...] = ()
    if kind is ConsentKind.HEALTH:
        removed = _forget_health(session, person, by=by, at=at)
    if kind is ConsentKind.MATCHING:
        _off_the_list(session, person, by=by, at=at)
    person.changed_at = at
    person.version += 1
    record(
        session,
        "consent.withdrawn",
        about="recipient",
        about_id=person.id,
        centre=centre,
        by=by,
        at=at,
        kind=kind.value,
    )
    return removed


def standing(person: Recipient) -> frozenset[ConsentKind]:
    """What she has said yes to and not taken back. Her consents must be loaded."""
    return frozenset(yes.kind for yes in person.consents if yes.withdrawn_on is None)


def plan_first_call(session: Session, person: Recipient, *, said_yes: bool, at: datetime) -> None:
    """When she is called next: every sixth week while she waits (R65), soon if nobody has asked."""
    today = swedish_day(at)
    if said_yes:
        kind, due_on = TodoKind.CALL_WAITING, today + CALL_WAITING_EVERY
    else:
        kind, due_on = TodoKind.HEAR_CONSENT, working_days_after(today, HEAR_CONSENT_WITHIN)
    todos.make(
        session,
        kind,
        due_on=due_on,
        recipient_id=person.id,
        owner_id=person.owner_id,
        centre=person.centre_id,
        at=at,
        # twice in a day is two calls: a pause may end on the day it began
        again=at.isoformat(timespec="seconds"),
    )


def _forget_health(
    session: Session, person: Recipient, *, by: str | None, at: datetime
) -> tuple[str, ...]:
    """Remove what was kept under the health consent, and count the week shown without it; a to-do
    says what no longer protects, and not which facts there were.
    """
    sensitive = choices.of(session, centre=person.centre_id).sensitive
    removed = recipient_ends.forget_health(session, person, sensitive)
    if removed:
        todos.make(
            session,
            TodoKind.HEALTH_WITHDRAWN,
            due_on=working_days_after(swedish_day(at), READ_WITHIN),
            recipient_id=person.id,
            owner_id=person.owner_id,
            facts={"removed": list(removed)},
            centre=person.centre_id,
            at=at,
            again=at.isoformat(timespec="seconds"),
        )
        of_hers = recipient_pages.needs_of(session, person.id, centre=person.centre_id)
        week_upkeep.keep_up(
            session, needs=[need.id for need in of_hers], centre=person.centre_id, by=by, at=at
        )
    return removed


def _off_the_list(session: Session, person: Recipient, *, by: str | None, at: datetime) -> None:
    if person.state is RecipientState.WAITING:
        person.state = RecipientState.ENQUIRY
    match_declining.yes_taken_back(session, person.id, centre=person.centre_id, by=by, at=at)
    week_upkeep.recipient_out(
        session, person.id, why="taken_back", centre=person.centre_id, by=by, at=at
    )
    todos.done_about(
        session,
        TodoKind.CALL_WAITING,
        recipient_id=person.id,
        centre=person.centre_id,
        by=by,
        at=at,
    )
