"""Needs: opened for a recipient or an organisation, and closed when they are met or over."""

from datetime import datetime

from sqlalchemy.orm import Session

from matcher.domain.errors import Fault, Invalid
from matcher.domain.needs import NeedKind, NeedState, NewNeed
from matcher.domain.recipients import RecipientState
from matcher.store import needs, organisations, recipients
from matcher.store.audit import record
from matcher.store.base import new_id


def open_for_recipient(
    session: Session,
    new: NewNeed,
    recipient_id: str,
    *,
    centre: str,
    by: str | None,
    at: datetime,
    source: str = "typed",
    public_id: str | None = None,
) -> needs.Need:
    """What a person would like. It waits since the person's own first day, for ever (R62).
    Raises Missing, Invalid.
    """
    person = recipients.one(session, recipient_id, centre=centre)
    if new.kind is NeedKind.LOCAL:
        raise Invalid({"kind": Fault("local_need_of_a_person")})
    if person.state in (RecipientState.ENDED, RecipientState.DECEASED):
        raise Invalid({"recipient": Fault("recipient_has_ended")})
    need = _open(
        session,
        new,
        centre=centre,
        by=by,
        at=at,
        source=source,
        public_id=public_id,
        recipient_id=person.id,
    )
    need.waiting_since = person.waiting_since
    return need


def open_local(
    session: Session,
    new: NewNeed,
    organisation_id: str,
    *,
    contact_id: str | None = None,
    centre: str,
    by: str | None,
    at: datetime,
    source: str = "typed",
    public_id: str | None = None,
) -> needs.Need:
    """A local need of an organisation, with seats. Raises Missing, Invalid."""
    organisation = organisations.one(session, organisation_id, centre=centre)
    if new.kind is not NeedKind.LOCAL:
        raise Invalid({"kind": Fault("personal_need_of_an_organisation")})
    if new.until_on is not None and new.until_on < at.date():
        raise Invalid({"until_on": Fault("already_over")})
    return _open(
        session,
        new,
        centre=centre,
        by=by,
        at=at,
        source=source,
        public_id=public_id,
        organisation_id=organisation.id,
        contact_id=contact_id,
    )


def close(
    session: Session,
    need_id: str,
    state: NeedState,
    *,
    centre: str,
    by: str | None,
    at: datetime,
) -> None:
    """Nobody is to be suggested for it any more. Raises Missing."""
    need = needs.one(session, need_id, centre=centre)
    need.state, need.changed_at = state, at
    need.version += 1
    record(
        session,
        "need.closed",
        about="need",
        about_id=need.id,
        centre=centre,
        by=by,
        at=at,
        state=state.value,
    )


def expire(session: Session, *, centre: str, at: datetime) -> int:
    """Needs whose last day is past are over (R28); how many. Idempotent."""
    over = needs.past(session, centre=centre, on=at.date())
    for need in over:
        close(session, need.id, NeedState.EXPIRED, centre=centre, by=None, at=at)
    return len(over)


def _open(
    session: Session,
    new: NewNeed,
    *,
    centre: str,
    by: str | None,
    at: datetime,
    source: str,
    public_id: str | None,
    recipient_id: str | None = None,
    organisation_id: str | None = None,
    contact_id: str | None = None,
) -> needs.Need:
    need = needs.Need(
        **_columns(new),
        id=public_id or new_id(),
        centre_id=centre,
        state=NeedState.OPEN,
        recipient_id=recipient_id,
        organisation_id=organisation_id,
        contact_id=contact_id,
        source=source,
        created_at=at,
        changed_at=at,
    )
    session.add(need)
    session.flush()  # its words point at its id
    _write_words(session, need, new)
    record(
        session,
        "need.opened",
        about="need",
        about_id=need.id,
        centre=centre,
        by=by,
        at=at,
        kind=new.kind.value,
        source=source,
    )
    return need


def _columns(new: NewNeed) -> dict[str, object]:
    """The columns that hold just what was told."""
    return {
        "kind": new.kind,
        "title": new.title,
        "about": new.about,
        "seats": new.seats,
        "forms": sorted(form.value for form in new.forms),
        "preferred_form": new.preferred_form,
        "postcode": new.postcode,
        "area_id": new.area_id,
        "place": new.place.to_json() if new.place else None,
        "availability": new.availability.to_json() if new.availability else None,
        "availability_said": new.availability_said,
        "minutes": new.minutes,
        "every_weeks": new.every_weeks,
        "from_on": new.from_on,
        "until_on": new.until_on,
        "wanted_months": new.wanted_months,
        "short_notice": new.short_notice,
        "children_present": new.children_present,
        "min_age": new.min_age,
        "languages": {concept: int(level) for concept, level in sorted(new.languages.items())},
        "must_languages": sorted(new.must_languages),
        "introducer": new.introducer,
        "may_be_shown": new.may_be_shown and new.kind is NeedKind.LOCAL,
        "waiting_since": new.waiting_since,
    }


def _write_words(session: Session, need: needs.Need, new: NewNeed) -> None:
    session.add_all(
        needs.NeedWord(
            centre_id=need.centre_id,
            need_id=need.id,
            stance=said.stance,
            concept=said.concept,
            written=said.written,
        )
        for said in new.words
    )
