"""Organisations (uppdragsgivare) and the persons one calls there.

What pages show of them stands in `organisation_pages`; all of it can be asked for here.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from matcher.domain.errors import AlreadyDecided, Fault, Invalid, NotNow
from matcher.domain.needs import NeedState
from matcher.domain.organisations import NewContact, NewOrganisation, OrganisationState
from matcher.services import need_states
from matcher.services.organisation_pages import (
    OrganisationPage,
    OrganisationRow,
    choices_of,
    contact_of,
    contacts_of,
    listed,
    one,
)
from matcher.store import centres, organisation_pages, organisations
from matcher.store.audit import record_of
from matcher.store.base import new_id
from matcher.store.organisations import Organisation, OrganisationContact

__all__ = [
    "OrganisationPage", "OrganisationRow", "add", "add_contact", "change", "change_contact",
    "choices_of", "come_back", "contact_of", "contacts_of", "leave", "listed", "one",
    "remove_contact",
]  # fmt: skip


def add(
    session: Session,
    new: NewOrganisation,
    *,
    centre: str,
    by: str | None,
    at: datetime,
    source: str = "typed",
    public_id: str | None = None,
) -> Organisation:
    """Take in an organisation. Raises Invalid if the centre has one of that name."""
    _refuse_twin(session, new.name, None, centre=centre)
    made = Organisation(
        id=public_id or new_id(),
        centre_id=centre,
        name=new.name,
        about=new.about,
        source=source,
        created_at=at,
        changed_at=at,
        contacts=[],
    )
    if new.contact_name:
        contact = NewContact(new.contact_name, new.contact_phone, new.contact_email)
        made.contacts.append(_contact(made, contact))
    session.add(made)
    session.flush()
    _note(session, "organisation.added", made, by=by, at=at, source=source)
    return made


def change(
    session: Session,
    organisation_id: str,
    name: str,
    about: str | None,
    *,
    centre: str,
    by: str,
    at: datetime,
    version: int,
) -> Organisation:
    """What it is called and does. `version` is the one that was read: raises AlreadyDecided when
    somebody has changed it meanwhile; Missing; Invalid if another has that name.
    """
    organisation = organisations.one(session, organisation_id, centre=centre)
    _refuse_twin(session, name, organisation.id, centre=centre)
    if not organisations.claim(session, organisation, version):
        raise AlreadyDecided(organisation_id, "changed", None)
    organisation.name, organisation.about, organisation.changed_at = name, about, at
    _note(session, "organisation.changed", organisation, by=by, at=at)
    return organisation


def add_contact(
    session: Session,
    organisation_id: str,
    new: NewContact,
    *,
    centre: str,
    by: str | None,
    at: datetime,
) -> OrganisationContact:
    """One more person to call there. Raises Missing."""
    organisation = organisations.one(session, organisation_id, centre=centre)
    contact = _contact(organisation, new)
    organisation.contacts.append(contact)
    organisation.changed_at = at
    session.flush()
    _note(session, "organisation.contact_added", organisation, by=by, at=at)
    return contact


def change_contact(
    session: Session,
    organisation_id: str,
    contact_id: str,
    new: NewContact,
    *,
    centre: str,
    by: str,
    at: datetime,
) -> None:
    """How the person is reached now. Raises Missing."""
    organisation = organisations.one(session, organisation_id, centre=centre)
    contact = _the_contact(organisation, contact_id)
    contact.name, contact.phone, contact.email = new.name, new.phone, new.email
    organisation.changed_at = at
    _note(session, "organisation.contact_changed", organisation, by=by, at=at)


def remove_contact(
    session: Session, organisation_id: str, contact_id: str, *, centre: str, by: str, at: datetime
) -> None:
    """Nobody calls that person any more. Raises Missing; NotNow while a need names the person as
    responsible on site: volunteers would meet nobody there.
    """
    organisation = organisations.one(session, organisation_id, centre=centre)
    contact = _the_contact(organisation, contact_id)
    if organisation_pages.needs_with_contact(session, contact.id, centre=centre):
        raise NotNow("contact", "on_site", "remove")
    organisation.contacts.remove(contact)
    organisation.changed_at = at
    _note(session, "organisation.contact_removed", organisation, by=by, at=at)


def leave(
    session: Session, organisation_id: str, *, centre: str, by: str, at: datetime
) -> Organisation:
    """It posts no needs any more: those that stand are closed. Raises Missing, NotNow."""
    centres.take_turn(session, centre)
    organisation = organisations.one(session, organisation_id, centre=centre)
    _turn(organisation, OrganisationState.LEFT, at=at)
    posted = organisation_pages.needs_of(session, organisation.id, centre=centre)
    standing = [need.id for need in posted if need.state in need_states.STANDS]
    need_states.close_all(session, standing, NeedState.CLOSED, centre=centre, by=by, at=at)
    _note(session, "organisation.left", organisation, by=by, at=at)
    return organisation


def come_back(
    session: Session, organisation_id: str, *, centre: str, by: str, at: datetime
) -> Organisation:
    """It is with us again; its old needs stay closed until somebody opens them. Raises Missing,
    NotNow.
    """
    organisation = organisations.one(session, organisation_id, centre=centre)
    _turn(organisation, OrganisationState.ACTIVE, at=at)
    _note(session, "organisation.returned", organisation, by=by, at=at)
    return organisation


def _refuse_twin(session: Session, name: str, own_id: str | None, *, centre: str) -> None:
    twin = organisations.named(session, name, centre=centre)
    if twin is not None and twin.id != own_id:
        raise Invalid({"name": Fault("organisation_exists")})


def _contact(organisation: Organisation, new: NewContact) -> OrganisationContact:
    return OrganisationContact(
        centre_id=organisation.centre_id, name=new.name, phone=new.phone, email=new.email
    )


def _the_contact(organisation: Organisation, contact_id: str) -> OrganisationContact:
    found = organisations.contact_of(organisation, contact_id)
    assert found is not None  # asked for by id, so it is there or Missing was raised
    return found


def _turn(organisation: Organisation, state: OrganisationState, *, at: datetime) -> None:
    if organisation.state is state:
        raise NotNow("organisation", state.value, state.value)
    organisation.state, organisation.changed_at = state, at
    organisation.version += 1


def _note(
    session: Session,
    deed: str,
    organisation: Organisation,
    *,
    by: str | None,
    at: datetime,
    **facts: object,
) -> None:
    record_of(session, deed, "organisation", organisation, by=by, at=at, **facts)
