"""The person one calls at an organisation, on a page of her own: a link, and the visit it opens."""

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from matcher.domain.errors import Missing
from matcher.domain.matches import MatchState
from matcher.domain.organisations import OrganisationState
from matcher.store.base import ID_LENGTH, Base, OfCentre, fenced, within
from matcher.store.centres import Centre
from matcher.store.matches import Match, Participant
from matcher.store.organisations import Organisation, OrganisationContact
from matcher.store.volunteers import Volunteer

# The steps of a match in which each side knows what the other is called (R66).
COMES = tuple(state for state in MatchState if state.awaits_a_visit)


class ContactVisit(OfCentre, Base):
    """A link that works once; used, it is a visit, until she leaves or has been away for long."""

    __tablename__ = "contact_visits"
    __table_args__ = fenced(within("contact_id", "organisation_contacts"))

    contact_id: Mapped[str] = mapped_column(sa.String(ID_LENGTH), index=True)
    link_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)  # sha-256, hex
    link_ends_at: Mapped[datetime]
    token_hash: Mapped[str | None] = mapped_column(sa.String(64), unique=True)
    began_at: Mapped[datetime | None]
    seen_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]


def link_is_open(session: Session, link_hash: str, *, at: datetime) -> bool:
    """It would work. Looking does not use it (R5)."""
    asked = sa.select(ContactVisit.id).where(*_open(link_hash, at))
    return session.scalar(asked) is not None


def use_link(session: Session, link_hash: str, token_hash: str, *, at: datetime) -> bool:
    """The link is used up and the visit begins; False if it is used, over or unknown. One guarded
    write: two who press at once are not both let in.
    """
    begun = {"token_hash": token_hash, "began_at": at, "seen_at": at}
    used = sa.update(ContactVisit).where(*_open(link_hash, at)).values(**begun)
    return session.scalar(used.returning(ContactVisit.id)) is not None


def living(
    session: Session, token_hash: str
) -> tuple[ContactVisit, OrganisationContact, Organisation, Centre] | None:
    """The visit behind a token, whose it is, where and at which open centre; None when it is over
    or the organisation has left.
    """
    asked = (
        sa.select(ContactVisit, OrganisationContact, Organisation, Centre)
        .join(OrganisationContact, OrganisationContact.id == ContactVisit.contact_id)
        .join(Organisation, Organisation.id == OrganisationContact.organisation_id)
        .join(Centre, Centre.id == ContactVisit.centre_id)
        .where(
            ContactVisit.token_hash == token_hash,
            ContactVisit.ended_at.is_(None),
            Organisation.state == OrganisationState.ACTIVE,
            Centre.closed_at.is_(None),
        )
    )
    row = session.execute(asked).first()
    return (row[0], row[1], row[2], row[3]) if row else None


def with_email(session: Session, email: str) -> list[OrganisationContact]:
    """Everybody with this address at an organisation that is with an open centre."""
    asked = (
        sa.select(OrganisationContact)
        .join(Organisation, Organisation.id == OrganisationContact.organisation_id)
        .join(Centre, Centre.id == OrganisationContact.centre_id)
        .where(
            sa.func.lower(OrganisationContact.email) == email.casefold(),
            Organisation.state == OrganisationState.ACTIVE,
            Centre.closed_at.is_(None),
        )
        .order_by(OrganisationContact.id)
    )
    return list(session.scalars(asked))


def one(session: Session, contact_id: str, *, centre: str) -> OrganisationContact:
    """The person of that id at one of the centre's organisations. Raises Missing."""
    asked = sa.select(OrganisationContact).where(
        OrganisationContact.id == contact_id, OrganisationContact.centre_id == centre
    )
    found = session.scalar(asked)
    if found is None:
        raise Missing("contact", contact_id)
    return found


def placed(session: Session, need_ids: Collection[str], *, centre: str) -> dict[str, list[str]]:
    """Who comes to each need, by called-name: volunteers who have said yes and whose first meeting
    is booked or has been.
    """
    asked = (
        sa.select(Match.need_id, Volunteer.first_name)
        .join(Participant, Participant.match_id == Match.id)
        .join(Volunteer, Volunteer.id == Participant.volunteer_id)
        .where(
            Match.centre_id == centre,
            Match.need_id.in_(need_ids),
            Match.state.in_(COMES),
            Participant.said_yes_at.is_not(None),
            Participant.said_no_at.is_(None),
            Participant.ended_on.is_(None),
        )
        .order_by(Volunteer.first_name, Volunteer.id)
    )
    found: dict[str, list[str]] = {}
    for need_id, first_name in session.execute(asked):
        found.setdefault(need_id, []).append(first_name)
    return found


def _open(link_hash: str, at: datetime) -> tuple[sa.ColumnElement[bool], ...]:
    return (
        ContactVisit.link_hash == link_hash,
        ContactVisit.token_hash.is_(None),
        ContactVisit.link_ends_at > at,
    )
