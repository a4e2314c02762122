"""Whole lists of a centre, loaded for taking out. Whoever is restricted is in none (R77)."""

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from matcher.domain.needs import NeedState
from matcher.domain.recipients import RecipientState
from matcher.domain.volunteers import VolunteerState
from matcher.store.needs import Need
from matcher.store.organisations import Organisation
from matcher.store.recipients import Recipient
from matcher.store.volunteers import Volunteer

GONE = (VolunteerState.LEFT, VolunteerState.NOT_RELEVANT)
ON_THE_LIST = (RecipientState.WAITING, RecipientState.ENQUIRY)
OVER = (NeedState.CLOSED, NeedState.EXPIRED)


def volunteers(session: Session, *, centre: str) -> list[Volunteer]:
    """Everybody who has not left, with words, steps and extracts, by when they came."""
    asked = (
        sa.select(Volunteer)
        .where(
            Volunteer.centre_id == centre,
            Volunteer.state.not_in(GONE),
            Volunteer.restricted_at.is_(None),
        )
        .order_by(Volunteer.created_at, Volunteer.id)
        .options(
            selectinload(Volunteer.words),
            selectinload(Volunteer.steps),
            selectinload(Volunteer.extracts),
        )
    )
    return list(session.scalars(asked))


def waiting(session: Session, *, centre: str) -> list[Recipient]:
    """Everybody who waits or is to be asked, the longest waiting first."""
    asked = (
        sa.select(Recipient)
        .where(
            Recipient.centre_id == centre,
            Recipient.state.in_(ON_THE_LIST),
            Recipient.restricted_at.is_(None),
        )
        .order_by(Recipient.waiting_since, Recipient.id)
        .options(
            selectinload(Recipient.words),
            selectinload(Recipient.consents),
            selectinload(Recipient.home_facts),
        )
    )
    return list(session.scalars(asked))


def local_needs(session: Session, *, centre: str) -> list[Need]:
    """Every local need that is not over, with its words, by when it came."""
    asked = (
        sa.select(Need)
        .where(Need.centre_id == centre, Need.organisation_id.is_not(None), Need.state.not_in(OVER))
        .order_by(Need.created_at, Need.id)
        .options(selectinload(Need.words))
    )
    return list(session.scalars(asked))


def organisations(session: Session, *, centre: str) -> dict[str, Organisation]:
    """Organisations with their contacts, by id."""
    asked = (
        sa.select(Organisation)
        .where(Organisation.centre_id == centre)
        .options(selectinload(Organisation.contacts))
    )
    return {row.id: row for row in session.scalars(asked)}
