"""What is asked about everybody on the way in: few columns, few questions."""

from datetime import date, datetime
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from matcher.domain.clearance import ExtractPolicy, ShownExtract, TakenStep
from matcher.domain.needs import NeedState
from matcher.domain.recipients import RecipientState
from matcher.domain.volunteers import VolunteerState
from matcher.store.needs import Need
from matcher.store.organisations import Organisation
from matcher.store.recipients import HomeFact, Recipient
from matcher.store.referrals import Referral
from matcher.store.volunteers import ClearanceStep, RegisterCheck, Volunteer

WITH_US = (VolunteerState.INTERESTED, VolunteerState.CONTACTED, VolunteerState.ACTIVE)
BEGINNING = (RecipientState.ENQUIRY, RecipientState.WAITING)
STANDS = (NeedState.DRAFT, NeedState.OPEN, NeedState.FILLED)
CONTACT = "contact"  # the source of a need that an organisation has proposed


class Person(NamedTuple):
    """A volunteer or recipient, as far as her step asks."""

    id: str
    first_name: str
    surname: str
    state: Any
    owner_id: str | None
    created_at: datetime
    number: int | None  # year of birth of a volunteer, class of a recipient
    paused_from: date | None = None
    paused_until: date | None = None


class Other(NamedTuple):
    """A referrer to call back, or a proposed need: what it is called, and since when."""

    id: str
    called: str | None
    since: datetime


def volunteers(session: Session, *, centre: str) -> list[Person]:
    """Everybody who has signed up and has not left."""
    of = Volunteer
    asked = sa.select(
        of.id, of.first_name, of.surname, of.state, of.owner_id, of.created_at, of.birth_year,
        of.paused_from, of.paused_until,
    ).where(of.centre_id == centre, of.state.in_(WITH_US))  # fmt: skip
    return [Person(*row) for row in session.execute(asked.order_by(of.id))]


def steps_taken(session: Session, *, centre: str) -> dict[str, list[TakenStep]]:
    """What has been done with each of them."""
    asked = (
        sa.select(
            ClearanceStep.volunteer_id,
            ClearanceStep.step,
            ClearanceStep.on,
            ClearanceStep.text_version,
            ClearanceStep.valid_until,
        )
        .join(Volunteer, Volunteer.id == ClearanceStep.volunteer_id)
        .where(ClearanceStep.centre_id == centre, Volunteer.state.in_(WITH_US))
    )
    found: dict[str, list[TakenStep]] = {}
    for volunteer_id, step, on, text_version, valid_until in session.execute(asked):
        taken = TakenStep(step, on, text_version, valid_until)
        found.setdefault(volunteer_id, []).append(taken)
    return found


def extracts_shown(session: Session, *, centre: str) -> dict[str, list[ShownExtract]]:
    """What each of them has shown."""
    check = RegisterCheck
    asked = sa.select(check.volunteer_id, check.kind, check.shown_on, check.valid_until)
    found: dict[str, list[ShownExtract]] = {}
    for volunteer_id, kind, shown_on, valid_until in session.execute(
        asked.where(check.centre_id == centre)
    ):
        shown = ShownExtract(ExtractPolicy(kind), shown_on, valid_until)
        found.setdefault(volunteer_id, []).append(shown)
    return found


def recipients(session: Session, *, centre: str) -> list[Person]:
    """Everybody who has been heard of and is not matched, resting or gone."""
    of = Recipient
    asked = sa.select(
        of.id, of.first_name, of.surname, of.state, of.owner_id, of.created_at, of.priority_class
    ).where(of.centre_id == centre, of.state.in_(BEGINNING))
    return [Person(*row) for row in session.execute(asked.order_by(of.id))]


def wanted(session: Session, *, centre: str) -> dict[str, list[tuple[list[str], datetime]]]:
    """The forms of each standing need of a person, and since when it is known."""
    asked = sa.select(Need.recipient_id, Need.forms, Need.created_at).where(
        Need.centre_id == centre, Need.recipient_id.is_not(None), Need.state.in_(STANDS)
    )
    found: dict[str, list[tuple[list[str], datetime]]] = {}
    for recipient_id, forms, made_at in session.execute(asked):
        found.setdefault(recipient_id, []).append((forms, made_at))
    return found


def seen_at_home(session: Session, *, centre: str) -> set[str]:
    """Recipients of whose home something was seen at a visit (R25)."""
    asked = sa.select(HomeFact.recipient_id).where(
        HomeFact.centre_id == centre, HomeFact.checked_on.is_not(None)
    )
    return set(session.scalars(asked.distinct()))


def to_call_back(session: Session, *, centre: str) -> list[Other]:
    """Whoever wants to refer somebody that has not been asked."""
    asked = sa.select(Referral.id, Referral.name, Referral.made_at).where(
        Referral.centre_id == centre,
        Referral.recipient_id.is_(None),
        Referral.called_back_at.is_(None),
    )
    return [Other(*row) for row in session.execute(asked.order_by(Referral.id))]


def proposed(session: Session, *, centre: str) -> list[Other]:
    """Needs that organisations have proposed and nobody has published."""
    asked = (
        sa.select(Need.id, Organisation.name, Need.created_at)
        .join(Organisation, Organisation.id == Need.organisation_id)
        .where(Need.centre_id == centre, Need.state == NeedState.DRAFT, Need.source == CONTACT)
    )
    return [Other(*row) for row in session.execute(asked.order_by(Need.id))]
