"""What lists are held against: who is known already, and what has been built on an import."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from matcher.domain.needs import NeedState
from matcher.domain.recipients import RecipientState
from matcher.domain.suggestions import SuggestionState
from matcher.domain.volunteers import VolunteerState
from matcher.store import audit
from matcher.store.imports import ImportedRow
from matcher.store.matches import Match, Participant
from matcher.store.needs import Need
from matcher.store.organisations import Organisation, OrganisationContact
from matcher.store.pairs import BlockedPair
from matcher.store.recipients import Consent, Recipient, RecipientAddress
from matcher.store.suggestions import Suggestion
from matcher.store.volunteers import ClearanceStep, RegisterCheck, Volunteer

Person = type[Volunteer] | type[Recipient]


class Known(NamedTuple):
    """Somebody the centre has, as far as a list could mean the same person."""

    id: str
    first_name: str
    surname: str
    phone: str | None
    email: str | None
    postcode: str | None
    area_id: str | None
    place: dict[str, Any] | None
    birth_year: int | None
    state: VolunteerState | RecipientState

    @property
    def called(self) -> str:
        """By the whole name."""
        return f"{self.first_name} {self.surname}".strip()


class KnownNeed(NamedTuple):
    """A local need the centre has."""

    id: str
    organisation: str
    title: str
    availability_said: str | None
    from_on: date | None

    @property
    def called(self) -> str:
        """By whose it is, and its title."""
        return f"{self.organisation}: {self.title}"


def people(session: Session, model: Person, *, centre: str) -> list[Known]:
    """Everybody of one kind, by id."""
    columns = [getattr(model, name) for name in Known._fields]
    asked = sa.select(*columns).where(model.centre_id == centre).order_by(model.id)
    return [Known(*row) for row in session.execute(asked)]


def local_needs(session: Session, *, centre: str) -> list[KnownNeed]:
    """Every local need that is not over."""
    asked = (
        sa.select(Need.id, Organisation.name, Need.title, Need.availability_said, Need.from_on)
        .join(Organisation, Organisation.id == Need.organisation_id)
        .where(Need.centre_id == centre, Need.state.not_in((NeedState.CLOSED, NeedState.EXPIRED)))
        .order_by(Need.id)
    )
    return [KnownNeed(*row) for row in session.execute(asked)]


def volunteers(session: Session, ids: Collection[str], *, centre: str) -> dict[str, Volunteer]:
    """Volunteers with words, steps and extracts, by id."""
    asked = (
        sa.select(Volunteer)
        .where(Volunteer.centre_id == centre, Volunteer.id.in_(ids))
        .options(
            selectinload(Volunteer.words),
            selectinload(Volunteer.steps),
            selectinload(Volunteer.extracts),
        )
    )
    return {row.id: row for row in session.scalars(asked)}


def steps_taken_back(
    session: Session, ids: Collection[str], *, centre: str
) -> dict[str, set[tuple[str, str]]]:
    """Steps of clearance and extracts that were noted by mistake and taken back, with their days
    as ISO dates, by volunteer. The audit alone still knows of them.
    """
    asked = sa.select(audit.Deed.about_id, audit.Deed.facts).where(
        audit.Deed.centre_id == centre,
        audit.Deed.about_id.in_(ids),
        audit.Deed.deed.in_(("clearance.step_taken_back", "clearance.extract_taken_back")),
    )
    found: dict[str, set[tuple[str, str]]] = {}
    for volunteer_id, facts in session.execute(asked):
        found.setdefault(volunteer_id, set()).add((facts.get("step") or facts["kind"], facts["on"]))
    return found


def recipients(session: Session, ids: Collection[str], *, centre: str) -> dict[str, Recipient]:
    """Recipients with words, consents and home facts, by id."""
    asked = (
        sa.select(Recipient)
        .where(Recipient.centre_id == centre, Recipient.id.in_(ids))
        .options(
            selectinload(Recipient.words),
            selectinload(Recipient.consents),
            selectinload(Recipient.home_facts),
        )
    )
    return {row.id: row for row in session.scalars(asked)}


def addresses(
    session: Session, ids: Collection[str], *, centre: str
) -> dict[str, RecipientAddress]:
    """Street addresses by recipient."""
    asked = sa.select(RecipientAddress).where(
        RecipientAddress.centre_id == centre, RecipientAddress.recipient_id.in_(ids)
    )
    return {row.recipient_id: row for row in session.scalars(asked)}


def consents(session: Session, ids: Collection[str], *, centre: str) -> dict[str, list[Consent]]:
    """Volunteers' yeses by volunteer."""
    asked = sa.select(Consent).where(Consent.centre_id == centre, Consent.volunteer_id.in_(ids))
    found: dict[str, list[Consent]] = {}
    for row in session.scalars(asked):
        found.setdefault(row.volunteer_id or "", []).append(row)
    return found


def needs_of_people(session: Session, ids: Collection[str], *, centre: str) -> dict[str, Need]:
    """The first open need of each recipient, with its words: what a waiting list tells of."""
    asked = (
        sa.select(Need)
        .where(
            Need.centre_id == centre,
            Need.recipient_id.in_(ids),
            Need.state.not_in((NeedState.CLOSED, NeedState.EXPIRED)),
        )
        .order_by(Need.created_at.desc(), Need.id.desc())
        .options(selectinload(Need.words))
    )
    return {row.recipient_id or "": row for row in session.scalars(asked)}


def needs(session: Session, ids: Collection[str], *, centre: str) -> dict[str, Need]:
    """Needs with their words, by id."""
    asked = (
        sa.select(Need)
        .where(Need.centre_id == centre, Need.id.in_(ids))
        .options(selectinload(Need.words))
    )
    return {row.id: row for row in session.scalars(asked)}


def contacts(
    session: Session, found: Collection[Need], *, centre: str
) -> dict[str, OrganisationContact]:
    """Whom one calls about some needs, by id."""
    ids = {need.contact_id for need in found if need.contact_id}
    asked = sa.select(OrganisationContact).where(
        OrganisationContact.centre_id == centre, OrganisationContact.id.in_(ids)
    )
    return {row.id: row for row in session.scalars(asked)}


def built_on(
    session: Session, rows: Collection[ImportedRow], since: datetime, *, centre: str
) -> tuple[str, ...]:
    """What has come about since an import that taking it back would destroy: match, decision,
    step, consent, need, change; empty: nothing.
    """
    ids = {about: [r.about_id for r in rows if r.about == about] for about in _ABOUT}
    found = {
        "match": _in_matches(session, ids, centre),
        "decision": _decided(session, ids, since, centre),
        "step": _steps(session, ids, since, centre),
        "consent": _consents(session, ids, since, centre),
        "need": _needs(session, rows, ids, centre),
        "change": _changed(session, ids, since, centre),
    }
    return tuple(what for what, is_there in found.items() if is_there)


_ABOUT = ("volunteer", "recipient", "need", "organisation", "register_check")
_Ids = dict[str, list[str]]


def _any(session: Session, model: type[Any], *conditions: sa.ColumnElement[bool]) -> bool:
    return session.scalar(sa.select(model.id).where(*conditions).limit(1)) is not None


def _in_matches(session: Session, ids: _Ids, centre: str) -> bool:
    in_one = sa.or_(
        Participant.volunteer_id.in_(ids["volunteer"]),
        Participant.recipient_id.in_(ids["recipient"]),
        Participant.organisation_id.in_(ids["organisation"]),
    )
    return _any(session, Participant, Participant.centre_id == centre, in_one) or _any(
        session, Match, Match.centre_id == centre, Match.need_id.in_(ids["need"])
    )


def _decided(session: Session, ids: _Ids, since: datetime, centre: str) -> bool:
    """A verdict, a lock, or a pair that must not meet."""
    about = sa.or_(
        Suggestion.volunteer_id.in_(ids["volunteer"]), Suggestion.need_id.in_(ids["need"])
    )
    is_decided = sa.or_(
        Suggestion.decided_by.is_not(None),
        Suggestion.locked_by.is_not(None),
        Suggestion.state == SuggestionState.ACCEPTED,
    )
    blocked = sa.or_(
        BlockedPair.volunteer_id.in_(ids["volunteer"]),
        BlockedPair.recipient_id.in_(ids["recipient"]),
        BlockedPair.organisation_id.in_(ids["organisation"]),
    )
    return _any(session, Suggestion, Suggestion.centre_id == centre, about, is_decided) or _any(
        session, BlockedPair, BlockedPair.centre_id == centre, blocked,
        BlockedPair.blocked_at > since,
    )  # fmt: skip


def _steps(session: Session, ids: _Ids, since: datetime, centre: str) -> bool:
    hers = ClearanceStep.volunteer_id.in_(ids["volunteer"])
    seen = RegisterCheck.volunteer_id.in_(ids["volunteer"])
    return _any(
        session, ClearanceStep, ClearanceStep.centre_id == centre, hers,
        ClearanceStep.recorded_at > since,
    ) or _any(
        session, RegisterCheck, RegisterCheck.centre_id == centre, seen,
        RegisterCheck.id.not_in(ids["register_check"]), RegisterCheck.shown_on > since.date(),
    )  # fmt: skip


def _consents(session: Session, ids: _Ids, since: datetime, centre: str) -> bool:
    theirs = sa.or_(
        Consent.volunteer_id.in_(ids["volunteer"]), Consent.recipient_id.in_(ids["recipient"])
    )
    newer = sa.or_(Consent.recorded_at > since, Consent.withdrawn_on.is_not(None))
    return _any(session, Consent, Consent.centre_id == centre, theirs, newer)


def _needs(session: Session, rows: Collection[ImportedRow], ids: _Ids, centre: str) -> bool:
    """Somebody else's need hangs on a person or an organisation that this import brought."""
    new = {
        about: [row.about_id for row in rows if row.about == about and row.was_new]
        for about in ("recipient", "organisation")
    }
    of_new = sa.or_(
        Need.recipient_id.in_(new["recipient"]), Need.organisation_id.in_(new["organisation"])
    )
    return _any(session, Need, Need.centre_id == centre, of_new, Need.id.not_in(ids["need"]))


def _changed(session: Session, ids: _Ids, since: datetime, centre: str) -> bool:
    models: dict[str, type[Any]] = {
        "volunteer": Volunteer,
        "recipient": Recipient,
        "need": Need,
        "organisation": Organisation,
    }
    return any(
        _any(
            session, model, model.centre_id == centre, model.id.in_(ids[about]),
            model.changed_at > since,
        )
        for about, model in models.items()
    )  # fmt: skip
