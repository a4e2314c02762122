"""Volunteers: they sign up, are taken in and changed.

What pages show of them stands in `volunteer_pages`, their states in `volunteer_states`, what
clears them in `clearances`; all of it can be asked for here.
"""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from matcher.domain.boundaries import illness_faults
from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.concepts import Flag
from matcher.domain.consent import ConsentKind, NewConsent
from matcher.domain.errors import AlreadyDecided, Fault, Invalid
from matcher.domain.people import Bears
from matcher.domain.plans import CALL_NEW_VOLUNTEER_WITHIN, TodoKind, working_days_after
from matcher.domain.vocabulary import Vocabulary
from matcher.domain.volunteers import NewVolunteer, VolunteerState
from matcher.services import choices, signups_again, todos
from matcher.services.volunteer_pages import (
    VolunteerPage,
    VolunteerRow,
    counts,
    listed,
    one,
)
from matcher.services.volunteer_rows import columns_of, told_of
from matcher.services.volunteer_states import (
    contacted,
    leave,
    make_active,
    not_relevant,
    pause,
    resume,
)
from matcher.store import volunteers
from matcher.store.base import new_id
from matcher.store.people import note, note_consent
from matcher.store.search import plain
from matcher.store.volunteers import Volunteer, VolunteerWord

__all__ = [
    "VolunteerPage", "VolunteerRow", "add", "change", "contacted", "counts", "faults", "leave",
    "listed", "make_active", "not_relevant", "one", "pause", "resume", "sensitive", "sign_up",
    "told_of",
]  # fmt: skip


def sign_up(
    session: Session,
    new: NewVolunteer,
    *,
    centre: str,
    at: datetime,
    consents: Sequence[NewConsent] = (),
) -> Volunteer:
    """Somebody has signed up by herself; the centre calls within three working days (R8).

    Who is known already, by telephone or e-mail and called name, is not taken in twice and nothing
    of her is changed: what she wrote is kept for the centre's call, and the visitor is told the
    same as everybody.
    Two who share a telephone are two. Raises Invalid as `add`.
    """
    if faults := illness_faults(new.words):
        raise Invalid(faults)
    reached = volunteers.known_by(session, phone=new.phone, email=new.email, centre=centre)
    called = plain(new.first_name)
    if known := next((one for one in reached if plain(one.first_name) == called), None):
        if consents or not sensitive(session, new, centre=centre):
            signups_again.keep(session, known.id, new, centre=centre, at=at)
        _call(session, known, centre=centre, at=at, again=at.date().isoformat())
        note(session, "volunteer.signed_up_again", known, by=None, at=at)
        return known
    return add(session, new, centre=centre, by=None, at=at, source="signup", consents=consents)


def add(
    session: Session,
    new: NewVolunteer,
    *,
    centre: str,
    by: str | None,
    at: datetime,
    source: str = "typed",
    state: VolunteerState = VolunteerState.INTERESTED,
    consents: Sequence[NewConsent] = (),
    attestation_id: str | None = None,
    public_id: str | None = None,
) -> Volunteer:
    """Take in a volunteer. Whoever nobody has called yet is to be called, unless she is made up.

    Raises Invalid({"health": …}) for sensitive words, languages or allergies without the
    consent for them (R95): `sensitive` says beforehand which those are; and, at its stance, for a
    word that tells of an illness (R22).
    """
    _refuse(session, new, {consent.kind for consent in consents}, centre=centre)
    volunteer = Volunteer(
        **columns_of(new),
        id=public_id or new_id(),
        centre_id=centre,
        state=state,
        source=source,
        created_at=at,
        changed_at=at,
        words=[],
        steps=[],
        extracts=[],
    )
    _write_words(volunteer, new)
    session.add(volunteer)
    session.flush()  # consents and to-dos point at her id
    for consent in consents:
        note_consent(session, volunteer, consent, by=by, at=at, attestation_id=attestation_id)
    note(session, "volunteer.added", volunteer, by=by, at=at, source=source)
    if state is VolunteerState.INTERESTED and source in ("signup", "typed"):
        _call(session, volunteer, centre=centre, at=at)
    return volunteer


def change(
    session: Session,
    volunteer_id: str,
    new: NewVolunteer,
    *,
    centre: str,
    by: str | None,
    at: datetime,
    version: int,
    consents: Sequence[NewConsent] = (),
) -> Volunteer:
    """What is told of her now. `version` is the one that was read: raises AlreadyDecided when
    somebody has changed her meanwhile; Missing; Invalid as `add`.
    """
    volunteer = volunteers.one(session, volunteer_id, centre=centre)
    held = volunteers.consents_of(session, volunteer_id, centre=centre)
    given = {yes.kind for yes in held if yes.withdrawn_on is None}
    _refuse(session, new, given | {consent.kind for consent in consents}, centre=centre)
    if not volunteers.claim(session, volunteer, version):
        raise AlreadyDecided(volunteer_id, "changed", None)
    before = told_of(volunteer)
    for name, value in columns_of(new).items():
        setattr(volunteer, name, value)
    _write_words(volunteer, new)
    volunteer.changed_at = at
    for consent in consents:
        note_consent(session, volunteer, consent, by=by, at=at)
    fields = [
        name for name in NewVolunteer.__slots__ if getattr(before, name) != getattr(new, name)
    ]
    note(session, "volunteer.changed", volunteer, by=by, at=at, fields=fields)
    return volunteer


def sensitive(session: Session, new: NewVolunteer, *, centre: str) -> tuple[str, ...]:
    """What of this may be kept only with her consent: concepts, and traits she is allergic to."""
    return _sensitive(new, choices.vocabulary(session, centre=centre))


def faults(
    new: NewVolunteer, words: Vocabulary, given: Collection[ConsentKind]
) -> dict[str, Fault]:
    """All for which nothing of this is kept, by field; `given`: what she has said yes to."""
    found = illness_faults(new.words)
    if ConsentKind.HEALTH not in given and _sensitive(new, words):
        found["health"] = Fault("health_needs_consent")
    return found


def _sensitive(new: NewVolunteer, words: Vocabulary) -> tuple[str, ...]:
    told = [said.concept for said in new.words if said.concept] + sorted(new.languages)
    allergies = sorted(
        trait.value for trait, how in new.traits.bears.items() if how is Bears.ALLERGY
    )
    return (*dict.fromkeys(word for word in told if Flag.ART9 in words.flags(word)), *allergies)


def _refuse(
    session: Session, new: NewVolunteer, given: Collection[ConsentKind], *, centre: str
) -> None:
    if found := faults(new, choices.vocabulary(session, centre=centre), given):
        raise Invalid(found)


def _write_words(volunteer: Volunteer, new: NewVolunteer) -> None:
    """Her words as told now. What stays keeps its row, or its key would be taken when written."""
    told = {(said.stance, said.written): said.concept for said in new.words}
    volunteer.words = [word for word in volunteer.words if (word.stance, word.written) in told]
    for word in volunteer.words:
        word.concept = told.pop((word.stance, word.written))
    volunteer.words += [
        VolunteerWord(
            centre_id=volunteer.centre_id, stance=stance, written=written, concept=concept
        )
        for (stance, written), concept in told.items()
    ]


def _call(
    session: Session, volunteer: Volunteer, *, centre: str, at: datetime, again: str = ""
) -> None:
    todos.make(
        session,
        TodoKind.CALL_NEW_VOLUNTEER,
        due_on=working_days_after(swedish_day(at), CALL_NEW_VOLUNTEER_WITHIN),
        volunteer_id=volunteer.id,
        owner_id=volunteer.owner_id,
        facts={"again": True} if again else {},
        centre=centre,
        at=at,
        again=again,
    )
