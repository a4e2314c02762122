"""Recipients: taken in with their own yes, or kept apart until it has been heard; and changed.

What pages show of them stands in `recipient_pages`, their yeses in `recipient_consents`, their
states in `recipient_states`; all of it can be asked for here.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime

from sqlalchemy.orm import Session

from matcher.domain.boundaries import illness_faults
from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.concepts import Flag
from matcher.domain.consent import ConsentKind, NewConsent
from matcher.domain.errors import AlreadyDecided, Fault, Invalid
from matcher.domain.people import Bears, WordStance
from matcher.domain.recipients import NewRecipient, RecipientState
from matcher.domain.vocabulary import Vocabulary
from matcher.services import choices, meeting_streets
from matcher.services.page_lines import TodoLine
from matcher.services.recipient_consents import (
    give_consent,
    plan_first_call,
    standing,
    withdraw_consent,
)
from matcher.services.recipient_lines import ConsentLine, RecipientPage, RecipientRow
from matcher.services.recipient_pages import consents_of, counts, listed, one
from matcher.services.recipient_rows import (
    columns_of,
    told_of,
    wish_to_json,
    write_address,
    write_home,
    write_words,
)
from matcher.services.recipient_states import called, deceased, end, pause, plan_calls, resume
from matcher.store import recipient_pages
from matcher.store.base import new_id
from matcher.store.people import note, note_consent
from matcher.store.recipients import Recipient

__all__ = [
    "ConsentLine", "RecipientPage", "RecipientRow", "TodoLine", "add", "called", "change",
    "consents_of", "counts", "day_faults", "deceased", "end", "faults", "give_consent", "listed",
    "one", "pause", "plan_calls", "resume", "sensitive", "told_of", "wish_to_json",
    "withdraw_consent",
]  # fmt: skip

BY_A_PERSON = "typed"  # at a desk, where the person's own yes can be asked for before saving


def add(
    session: Session,
    new: NewRecipient,
    consents: Sequence[NewConsent],
    *,
    centre: str,
    by: str | None,
    at: datetime,
    source: str = BY_A_PERSON,
    attestation_id: str | None = None,
    public_id: str | None = None,
) -> Recipient:
    """Take in a person with her own yes. Who came with a list and has not been asked is an
    enquiry: kept, called, and never suggested; nobody is typed in without a yes (R19).

    Raises Invalid, all faults at once: no yes; sensitive facts without the consent (R95); a word
    that tells of an illness (R22); a day that has not been yet.
    """
    given = {consent.kind for consent in consents}
    found = faults(new, choices.vocabulary(session, centre=centre), given)
    if source == BY_A_PERSON:
        found |= day_faults(new, consents, on=swedish_day(at))
        if ConsentKind.MATCHING not in given:
            found["said_on"] = Fault("own_yes_missing")
    if found:
        raise Invalid(found)
    said_yes = ConsentKind.MATCHING in given
    person = Recipient(
        **columns_of(new, on=swedish_day(at)),
        id=public_id or new_id(),
        centre_id=centre,
        state=RecipientState.WAITING if said_yes else RecipientState.ENQUIRY,
        waiting_since=new.waiting_since,
        source=source,
        created_at=at,
        changed_at=at,
        words=[],
        consents=[],
        home_facts=[],
    )
    _set_class(person, None, by=by, on=swedish_day(at))
    write_words(person, new)
    write_home(person, new)
    session.add(person)
    session.flush()  # the address, the consents and the to-do point at her id
    write_address(session, person, new)
    for consent in consents:
        vouched = attestation_id if consent.kind is ConsentKind.MATCHING else None
        note_consent(session, person, consent, by=by, at=at, attestation_id=vouched)
    plan_first_call(session, person, said_yes=said_yes, at=at)
    note(session, "recipient.added", person, by=by, at=at, source=source)
    return person


def change(
    session: Session,
    recipient_id: str,
    new: NewRecipient,
    *,
    centre: str,
    by: str,
    at: datetime,
    version: int,
    consents: Sequence[NewConsent] = (),
) -> Recipient:
    """What is told of her now. The waiting date stays, whatever is handed in (R62). `version` is
    the one that was read: raises AlreadyDecided when somebody has changed her meanwhile; Missing;
    Invalid as `add`.
    """
    person = recipient_pages.whole(session, recipient_id, centre=centre)
    if not recipient_pages.claim(session, person, version):
        raise AlreadyDecided(recipient_id, "changed", None)
    given = standing(person) | {consent.kind for consent in consents}
    found = faults(new, choices.vocabulary(session, centre=centre), given)
    found |= day_faults(new, consents, on=swedish_day(at))
    if found:
        raise Invalid(found)
    before = told_of(person, recipient_pages.address(session, person.id, centre=centre))
    had_class = person.priority_class
    review_on = person.decides_review_on
    for name, value in columns_of(new, on=swedish_day(at)).items():
        setattr(person, name, value)
    if new.decides is before.decides:
        person.decides_review_on = review_on  # asked again when it is due, not when we type
    _set_class(person, had_class, by=by, on=swedish_day(at))
    write_words(person, new)
    write_home(person, new)
    write_address(session, person, new)
    meeting_streets.told(session, person.id, centre=centre, by=by, at=at)
    person.changed_at = at
    for consent in consents:
        note_consent(session, person, consent, by=by, at=at)
    note(session, "recipient.changed", person, by=by, at=at, fields=_changed(before, new))
    return person


def sensitive(session: Session, new: NewRecipient, *, centre: str) -> tuple[str, ...]:
    """What of this may be kept only with her consent: concepts, and traits she is allergic to."""
    return _sensitive(new, choices.vocabulary(session, centre=centre))


def faults(
    new: NewRecipient, words: Vocabulary, given: Collection[ConsentKind]
) -> dict[str, Fault]:
    """All for which nothing of this is kept, by field; `given`: what she has said yes to."""
    found = illness_faults(new.words)
    if ConsentKind.HEALTH not in given and _sensitive(new, words):
        found["health"] = Fault("health_needs_consent")
    return found


def _sensitive(new: NewRecipient, words: Vocabulary) -> tuple[str, ...]:
    told = [said.concept for said in new.words if said.concept] + sorted(new.languages)
    function = [said.written for said in new.words if said.stance is WordStance.FUNCTION]
    allergies = sorted(trait.value for trait, how in new.bears.items() if how is Bears.ALLERGY)
    marked = [word for word in told if Flag.ART9 in words.flags(word)]
    return tuple(dict.fromkeys([*marked, *function, *allergies]))


def day_faults(new: NewRecipient, consents: Iterable[NewConsent], *, on: date) -> dict[str, Fault]:
    """Days somebody typed: none of them may lie ahead."""
    faults: dict[str, Fault] = {}
    if new.waiting_since > on:
        faults["waiting_since"] = Fault("day_to_come")
    if any(consent.said_on > on for consent in consents):
        faults["said_on"] = Fault("day_to_come")
    if new.home_checked_on and new.home_checked_on > on:
        faults["home_checked_on"] = Fault("day_to_come")
    return faults


def _changed(before: NewRecipient, new: NewRecipient) -> list[str]:
    told = [name for name in NewRecipient.__slots__ if name != "waiting_since"]
    return [name for name in told if getattr(before, name) != getattr(new, name)]


def _set_class(person: Recipient, had: int | None, *, by: str | None, on: date) -> None:
    """A class is set by a person, who stands beside it with the day (R42)."""
    if person.priority_class != had:
        person.priority_set_by = by if person.priority_class else None
        person.priority_set_on = on if person.priority_class else None
