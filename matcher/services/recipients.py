"""Recipients: taken in with their own yes, or kept apart until it has been heard."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy.orm import Session

from matcher.domain.consent import ConsentKind, NewConsent
from matcher.domain.errors import Fault, Invalid
from matcher.domain.people import Bears, GenderWish, WordStance
from matcher.domain.plans import CALL_WAITING_EVERY, TodoKind, working_days_after
from matcher.domain.recipients import NewRecipient, RecipientState
from matcher.services import todos
from matcher.store import recipients
from matcher.store.audit import record
from matcher.store.base import new_id

HEAR_CONSENT_WITHIN = 5  # working days: somebody has been named to us who has not been asked


def add(
    session: Session,
    new: NewRecipient,
    consents: Sequence[NewConsent],
    *,
    centre: str,
    by: str | None,
    at: datetime,
    source: str = "typed",
    attestation_id: str | None = None,
    public_id: str | None = None,
) -> recipients.Recipient:
    """Take in a person. Without a yes to be matched she is an enquiry: kept, called, and never
    suggested (R19). Raises Invalid for health facts without the consent for them (R95).
    """
    _refuse_unconsented_health(new, consents)
    said_yes = any(consent.kind is ConsentKind.MATCHING for consent in consents)
    person = recipients.Recipient(
        **_columns(new),
        id=public_id or new_id(),
        centre_id=centre,
        state=RecipientState.WAITING if said_yes else RecipientState.ENQUIRY,
        waiting_since=new.waiting_since,
        source=source,
        created_at=at,
        changed_at=at,
    )
    session.add(person)
    session.flush()  # her words, consents and home facts point at her id
    _write_words(session, person, new)
    _write_home(session, person, new)
    for consent in consents:
        _give(session, person, consent, by=by, at=at, attestation_id=attestation_id)
    _plan_calls(session, person, said_yes=said_yes, at=at)
    record(
        session,
        "recipient.added",
        about="recipient",
        about_id=person.id,
        centre=centre,
        by=by,
        at=at,
        source=source,
    )
    return person


def give_consent(
    session: Session,
    recipient_id: str,
    consent: NewConsent,
    *,
    centre: str,
    by: str | None,
    at: datetime,
) -> None:
    """A yes has been heard. A yes to be matched puts an enquiry on the waiting list, with the
    day of the enquiry. Raises Missing.
    """
    person = recipients.one(session, recipient_id, centre=centre)
    _give(session, person, consent, by=by, at=at, attestation_id=None)
    if consent.kind is ConsentKind.MATCHING and person.state is RecipientState.ENQUIRY:
        person.state, person.changed_at = RecipientState.WAITING, at
        todos.done_about(
            session, TodoKind.HEAR_CONSENT, recipient_id=person.id, centre=centre, by=by, at=at
        )
        _plan_calls(session, person, said_yes=True, at=at)


def withdraw_consent(
    session: Session,
    recipient_id: str,
    kind: ConsentKind,
    on: date,
    *,
    centre: str,
    by: str | None,
    at: datetime,
) -> None:
    """A yes is taken back. Health facts go at once, the person and her match stay (R21); without
    the yes to be matched she is an enquiry again and is suggested to nobody. Raises Missing.
    """
    person = recipients.one(session, recipient_id, centre=centre)
    recipients.withdraw(session, person.id, kind, on)
    if kind is ConsentKind.HEALTH:
        recipients.forget_health(session, person)
    if kind is ConsentKind.MATCHING and person.state is RecipientState.WAITING:
        person.state = RecipientState.ENQUIRY
    person.changed_at = at
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


def _refuse_unconsented_health(new: NewRecipient, consents: Sequence[NewConsent]) -> None:
    tells_health = any(said.stance is WordStance.FUNCTION for said in new.words) or (
        Bears.ALLERGY in new.bears.values()
    )
    if tells_health and not any(consent.kind is ConsentKind.HEALTH for consent in consents):
        raise Invalid({"health": Fault("health_needs_consent")})


def _columns(new: NewRecipient) -> dict[str, object]:
    """The columns that hold just what was told."""
    return {
        "first_name": new.first_name,
        "surname": new.surname,
        "phone": new.phone,
        "email": new.email,
        "reach_by": new.reach_by,
        "birth_year": new.birth_year,
        "gender": new.gender,
        "language": new.language,
        "decides": new.decides,
        "postcode": new.postcode,
        "area_id": new.area_id,
        "place": new.place.to_json() if new.place else None,
        "languages": {concept: int(level) for concept, level in sorted(new.languages.items())},
        "gender_wish": wish_to_json(new.gender_wish),
        "bears": {trait.value: new.bears[trait].value for trait in sorted(new.bears)},
        "background": new.background,
        "priority_class": new.priority_class,
    }


def wish_to_json(wish: GenderWish | None) -> dict[str, str] | None:
    """A gender wish as it is kept on volunteers and recipients alike."""
    if wish is None:
        return None
    return {"gender": wish.gender.value, "strength": wish.strength.value}


def _write_words(session: Session, person: recipients.Recipient, new: NewRecipient) -> None:
    session.add_all(
        recipients.RecipientWord(
            centre_id=person.centre_id,
            recipient_id=person.id,
            stance=said.stance,
            concept=said.concept,
            written=said.written,
        )
        for said in new.words
    )


def _write_home(session: Session, person: recipients.Recipient, new: NewRecipient) -> None:
    session.add_all(
        recipients.HomeFact(
            centre_id=person.centre_id, recipient_id=person.id, trait=trait, present=present
        )
        for trait, present in sorted(new.home.items())
    )
    if new.street:
        session.add(
            recipients.RecipientAddress(
                centre_id=person.centre_id,
                recipient_id=person.id,
                street=new.street,
                postcode=new.postcode,
                town=new.town,
            )
        )


def _give(
    session: Session,
    person: recipients.Recipient,
    consent: NewConsent,
    *,
    by: str | None,
    at: datetime,
    attestation_id: str | None,
) -> None:
    session.add(
        recipients.Consent(
            centre_id=person.centre_id,
            recipient_id=person.id,
            kind=consent.kind,
            said_on=consent.said_on,
            heard_by=consent.heard_by,
            channel=consent.channel,
            text_version=consent.text_version,
            recorded_by=by,
            recorded_at=at,
            attestation_id=attestation_id,
        )
    )
    record(
        session,
        "consent.given",
        about="recipient",
        about_id=person.id,
        centre=person.centre_id,
        by=by,
        at=at,
        kind=consent.kind.value,
    )


def _plan_calls(
    session: Session, person: recipients.Recipient, *, said_yes: bool, at: datetime
) -> None:
    today = at.date()
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
        again=due_on.isoformat(),
    )
