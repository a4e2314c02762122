"""What is asked about everybody on the way in: few columns, few questions, built once, since the
page of what there is to do asks them all.
"""

from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from matcher.domain.clearance import ExtractPolicy, ShownExtract, Step, TakenStep
from matcher.domain.needs import NeedState
from matcher.domain.recipients import RecipientState
from matcher.domain.volunteers import VolunteerState
from matcher.store.base import CENTRE
from matcher.store.needs import Need
from matcher.store.organisations import Organisation
from matcher.store.recipients import HomeFact, Recipient
from matcher.store.referrals import Referral
from matcher.store.volunteers import ClearanceStep, RegisterCheck, Volunteer

WITH_US = (VolunteerState.INTERESTED, VolunteerState.CONTACTED, VolunteerState.ACTIVE)
BEGINNING = (RecipientState.ENQUIRY, RecipientState.WAITING)
STANDS = (NeedState.DRAFT, NeedState.OPEN, NeedState.FILLED)
FIELD, ROW = "\x1f", "\x1e"  # between fields and rows of one text; nobody can type them
CONTACT = "contact"  # the source of a need that an organisation has proposed


class Checks(NamedTuple):
    """What a volunteer's step hangs on; of her own it has nothing to be known by."""

    state: VolunteerState
    birth_year: int | None
    paused_from: date | None
    paused_until: date | None
    steps: str
    extracts: str
    forms: tuple[str, ...]


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
    steps: str = ""  # as the rows hold them: `steps_of`, `extracts_of`
    extracts: str = ""
    forms: Sequence[str] = ()  # how a volunteer would like to meet

    @property
    def checks(self) -> Checks:
        """Of a volunteer: what her step hangs on."""
        return Checks(
            self.state,
            self.number,
            self.paused_from,
            self.paused_until,
            self.steps,
            self.extracts,
            tuple(self.forms),
        )


class Other(NamedTuple):
    """A referrer to call back, or a proposed need: what it is called, and since when."""

    id: str
    called: str | None
    since: datetime


def volunteers(session: Session, *, centre: str) -> list[Person]:
    """Everybody who has signed up and has not left."""
    return [Person(*row) for row in session.execute(_volunteers(), {"centre": centre})]


@cache
def _volunteers() -> sa.Select[*tuple[Any, ...]]:
    of, step, shown = Volunteer, ClearanceStep, RegisterCheck
    asked = sa.select(
        of.id, of.first_name, of.surname, of.state, of.owner_id, of.created_at, of.birth_year,
        of.paused_from, of.paused_until,
        _told(step, step.step, step.on, step.text_version, step.valid_until),
        _told(shown, shown.kind, shown.shown_on, shown.valid_until),
        of.forms,
    ).where(of.centre_id == CENTRE, of.state.in_(WITH_US))  # fmt: skip
    return asked.order_by(of.id)


def steps_of(told: str) -> tuple[TakenStep, ...]:
    """The steps that a volunteer has taken, from `Person.steps`."""
    return tuple(
        TakenStep(Step(step), date.fromisoformat(on), version or None, _day(valid_until))
        for step, on, version, valid_until in _rows(told)
    )


def extracts_of(told: str) -> tuple[ShownExtract, ...]:
    """What she has shown, from `Person.extracts`."""
    return tuple(
        ShownExtract(ExtractPolicy(kind), date.fromisoformat(on), date.fromisoformat(valid_until))
        for kind, on, valid_until in _rows(told)
    )


def _told(of: type[ClearanceStep] | type[RegisterCheck], *columns: Any) -> sa.ColumnElement[str]:
    """A volunteer's rows of a table as one text: put together where they lie, since as rows of
    their own they are most of what the page of what there is to do has to read.
    """
    texts = [sa.func.coalesce(sa.cast(column, sa.String), "") for column in columns]
    line: sa.ColumnElement[str] = texts[0]
    for text in texts[1:]:
        line = line + FIELD + text
    asked = sa.select(sa.func.aggregate_strings(line, ROW)).where(
        of.volunteer_id == Volunteer.id, of.centre_id == Volunteer.centre_id
    )
    return sa.func.coalesce(asked.scalar_subquery(), "")


def _rows(told: str) -> list[list[str]]:
    return [row.split(FIELD) for row in told.split(ROW)] if told else []


def _day(said: str) -> date | None:
    return date.fromisoformat(said) if said else None


def recipients(session: Session, *, centre: str) -> list[Person]:
    """Everybody who has been heard of and is not matched, resting or gone."""
    return [Person(*row) for row in session.execute(_recipients(), {"centre": centre})]


@cache
def _recipients() -> sa.Select[*tuple[Any, ...]]:
    of = Recipient
    asked = sa.select(
        of.id, of.first_name, of.surname, of.state, of.owner_id, of.created_at, of.priority_class
    ).where(of.centre_id == CENTRE, of.state.in_(BEGINNING))
    return asked.order_by(of.id)


def wanted(session: Session, *, centre: str) -> dict[str, list[tuple[list[str], datetime]]]:
    """The forms of each standing need of a person who begins, and since when it is known."""
    found: dict[str, list[tuple[list[str], datetime]]] = {}
    for recipient_id, forms, made_at in session.execute(_wanted(), {"centre": centre}):
        found.setdefault(recipient_id, []).append((forms, made_at))
    return found


@cache
def _wanted() -> sa.Select[*tuple[Any, ...]]:
    return (
        sa.select(Need.recipient_id, Need.forms, Need.created_at)
        .join(Recipient, Recipient.id == Need.recipient_id)
        .where(
            Need.centre_id == CENTRE,
            Need.state.in_(STANDS),
            Recipient.state.in_(BEGINNING),
        )
    )


def seen_at_home(session: Session, *, centre: str) -> set[str]:
    """Recipients of whose home something was seen at a visit (R25)."""
    return set(session.scalars(_seen_at_home(), {"centre": centre}))


@cache
def _seen_at_home() -> sa.Select[str]:
    asked = sa.select(HomeFact.recipient_id).where(
        HomeFact.centre_id == CENTRE, HomeFact.checked_on.is_not(None)
    )
    return asked.distinct()


def to_call_back(session: Session, *, centre: str) -> list[Other]:
    """Whoever wants to refer somebody that has not been asked."""
    return [Other(*row) for row in session.execute(_to_call_back(), {"centre": centre})]


@cache
def _to_call_back() -> sa.Select[*tuple[Any, ...]]:
    asked = sa.select(Referral.id, Referral.name, Referral.made_at).where(
        Referral.centre_id == CENTRE,
        Referral.recipient_id.is_(None),
        Referral.called_back_at.is_(None),
    )
    return asked.order_by(Referral.id)


def proposed(session: Session, *, centre: str) -> list[Other]:
    """Needs that organisations have proposed and nobody has published."""
    return [Other(*row) for row in session.execute(_proposed(), {"centre": centre})]


@cache
def _proposed() -> sa.Select[*tuple[Any, ...]]:
    asked = (
        sa.select(Need.id, Organisation.name, Need.created_at)
        .join(Organisation, Organisation.id == Need.organisation_id)
        .where(Need.centre_id == CENTRE, Need.state == NeedState.DRAFT, Need.source == CONTACT)
    )
    return asked.order_by(Need.id)
