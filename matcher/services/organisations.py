"""Organisations (uppdragsgivare) and the persons one calls there."""

from datetime import datetime

from sqlalchemy.orm import Session

from matcher.domain.errors import Fault, Invalid
from matcher.domain.organisations import NewOrganisation
from matcher.store import organisations
from matcher.store.audit import record
from matcher.store.base import new_id


def add(
    session: Session,
    new: NewOrganisation,
    *,
    centre: str,
    by: str | None,
    at: datetime,
    source: str = "typed",
    public_id: str | None = None,
) -> organisations.Organisation:
    """Take in an organisation. Raises Invalid if the centre has one of that name."""
    if organisations.named(session, new.name, centre=centre) is not None:
        raise Invalid({"name": Fault("organisation_exists")})
    made = organisations.Organisation(
        id=public_id or new_id(),
        centre_id=centre,
        name=new.name,
        about=new.about,
        source=source,
        created_at=at,
        changed_at=at,
    )
    session.add(made)
    session.flush()  # its contact points at its id
    add_contact(session, made.id, new, centre=centre)
    record(
        session,
        "organisation.added",
        about="organisation",
        about_id=made.id,
        centre=centre,
        by=by,
        at=at,
        source=source,
    )
    return made


def add_contact(
    session: Session, organisation_id: str, new: NewOrganisation, *, centre: str
) -> organisations.OrganisationContact | None:
    """The person one calls there, if one is named. Raises Missing."""
    organisation = organisations.one(session, organisation_id, centre=centre)
    if not new.contact_name:
        return None
    contact = organisations.OrganisationContact(
        centre_id=organisation.centre_id,
        organisation_id=organisation.id,
        name=new.contact_name,
        phone=new.contact_phone,
        email=new.contact_email,
    )
    session.add(contact)
    return contact
