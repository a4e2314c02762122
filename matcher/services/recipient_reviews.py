"""Who may say yes for a person who does not decide alone, and asking again within a year (R23)."""

from datetime import datetime

from sqlalchemy.orm import Session

from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.errors import Fault, Invalid, NotNow
from matcher.domain.plans import TodoKind
from matcher.domain.recipients import DECIDES_REVIEW_AFTER, Decides
from matcher.domain.representatives import Representative
from matcher.services import todos
from matcher.store import people, recipients, representatives
from matcher.store.recipients import Recipient
from matcher.store.representatives import RepresentativeRow


def plan(session: Session, *, centre: str, at: datetime) -> None:
    """A to-do for everybody about whom it is time to ask again. Idempotent."""
    for person in representatives.to_review(session, centre=centre, on=swedish_day(at)):
        todos.make(
            session,
            TodoKind.REVIEW_DECIDES,
            due_on=person.decides_review_on or swedish_day(at),
            recipient_id=person.id,
            owner_id=person.owner_id,
            centre=centre,
            at=at,
            again=str(person.decides_review_on),
        )


def representative(session: Session, recipient_id: str, *, centre: str) -> Representative | None:
    """Who it is, if there is one."""
    row = representatives.of_recipient(session, recipient_id, centre=centre)
    return Representative(row.kind, row.name, row.phone, row.scope_seen_on) if row else None


def name_representative(
    session: Session,
    recipient_id: str,
    new: Representative,
    *,
    centre: str,
    by: str,
    at: datetime,
) -> None:
    """Somebody may say yes for the person, as far as what was read that day goes. The paper is
    not kept. Asked again within a year from then. Raises Missing; Invalid for a day to come.
    """
    if new.scope_seen_on > swedish_day(at):
        raise Invalid({"scope_seen_on": Fault("day_to_come")})
    person = recipients.one(session, recipient_id, centre=centre)
    row = representatives.of_recipient(session, recipient_id, centre=centre)
    if row is None:
        row = RepresentativeRow(centre_id=centre, recipient_id=person.id)
        session.add(row)
    row.kind, row.name, row.phone = new.kind, new.name, new.phone
    row.scope_seen_on, row.recorded_by, row.recorded_at = new.scope_seen_on, by, at
    person.decides = Decides.REPRESENTATIVE
    person.decides_review_on = new.scope_seen_on + DECIDES_REVIEW_AFTER
    _changed(session, person, "recipient.represented", by=by, at=at)


def asked_again(
    session: Session, recipient_id: str, decides: Decides, *, centre: str, by: str, at: datetime
) -> None:
    """It has been asked again who says yes: herself, herself with support, or whoever is named as
    her representative. Raises Missing; NotNow for a representative nobody has named.
    """
    person = recipients.one(session, recipient_id, centre=centre)
    row = representatives.of_recipient(session, recipient_id, centre=centre)
    if decides is Decides.REPRESENTATIVE and row is None:
        raise NotNow("representative", "missing", "review")
    if decides is not Decides.REPRESENTATIVE and row is not None:
        session.delete(row)
    person.decides = decides
    alone = decides is Decides.OWN
    person.decides_review_on = None if alone else swedish_day(at) + DECIDES_REVIEW_AFTER
    _changed(session, person, "recipient.asked_who_decides", by=by, at=at)


def _changed(session: Session, person: Recipient, deed: str, *, by: str, at: datetime) -> None:
    person.changed_at, person.version = at, person.version + 1
    todos.done_about(
        session,
        TodoKind.REVIEW_DECIDES,
        recipient_id=person.id,
        centre=person.centre_id,
        by=by,
        at=at,
    )
    people.note(session, deed, person, by=by, at=at)
