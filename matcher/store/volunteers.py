"""Volunteers: the person, her words, her clearance. Names live here and go no lower."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import (
    Mapped,
    Session,
    mapped_column,
    relationship,
    selectinload,
)
from sqlalchemy.orm.interfaces import ORMOption

from matcher.domain.clearance import ExtractPolicy, Step
from matcher.domain.consent import ConsentKind
from matcher.domain.errors import Missing
from matcher.domain.matches import MatchState
from matcher.domain.people import Gender, WordStance
from matcher.domain.plans import TodoState
from matcher.domain.volunteers import VolunteerState
from matcher.store.base import ID_LENGTH, Base, OfCentre, fenced, within, word
from matcher.store.matches import Match, Participant
from matcher.store.recipients import Consent
from matcher.store.todos import Todo


class Volunteer(OfCentre, Base):
    """Somebody who wants to give time. At most the fields of R7: no identity number, no photo."""

    __tablename__ = "volunteers"
    __table_args__ = fenced(
        within("area_id", "areas", ondelete="RESTRICT"),
        within("owner_id", "accounts", ondelete="RESTRICT"),
        sa.Index("ix_volunteers_centre_id_state", "centre_id", "state"),
    )

    first_name: Mapped[str] = mapped_column(sa.String(80))
    surname: Mapped[str] = mapped_column(sa.String(80), default="")
    phone: Mapped[str | None] = mapped_column(sa.String(32))  # E.164
    email: Mapped[str | None] = mapped_column(sa.String(254))
    birth_year: Mapped[int | None]
    gender: Mapped[Gender | None] = word(Gender)
    language: Mapped[str] = mapped_column(sa.String(8), default="sv")  # of her letters
    state: Mapped[VolunteerState] = word(VolunteerState)
    owner_id: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH))  # whose caseload

    postcode: Mapped[str | None] = mapped_column(sa.String(5))
    area_id: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH))
    place: Mapped[dict[str, Any] | None]  # Place as JSON, resolved from area or postcode
    modes: Mapped[list[Any]] = mapped_column(default=list)
    reach_minutes: Mapped[int | None]
    reach_km: Mapped[float | None]
    availability: Mapped[dict[str, Any] | None]  # Availability as JSON
    availability_said: Mapped[str | None] = mapped_column(sa.String(200))  # in her own words
    languages: Mapped[dict[str, Any]] = mapped_column(default=dict)  # concept id → Level
    forms: Mapped[list[Any]] = mapped_column(default=list)
    gender_wish: Mapped[dict[str, Any] | None]
    traits: Mapped[dict[str, Any]] = mapped_column(default=dict)
    background: Mapped[str | None] = mapped_column(sa.String(200))
    max_matches: Mapped[int] = mapped_column(default=1)
    max_hours_month: Mapped[int | None]
    commitment_months: Mapped[int | None]
    on_call: Mapped[bool] = mapped_column(default=False)

    paused_from: Mapped[date | None]
    paused_until: Mapped[date | None]
    restricted_at: Mapped[datetime | None]  # art. 18 (R77)
    source: Mapped[str] = mapped_column(sa.String(16))  # signup, list, typed, demo
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    words: Mapped[list["VolunteerWord"]] = relationship(
        lazy="raise_on_sql", cascade="all, delete-orphan", passive_deletes=True
    )
    steps: Mapped[list["ClearanceStep"]] = relationship(
        lazy="raise_on_sql", cascade="all, delete-orphan", passive_deletes=True
    )
    extracts: Mapped[list["RegisterCheck"]] = relationship(
        lazy="raise_on_sql", cascade="all, delete-orphan", passive_deletes=True
    )


class VolunteerWord(OfCentre, Base):
    """A word on a volunteer: a concept, or (unknown to the vocabulary) as it was written (R93)."""

    __tablename__ = "volunteer_words"
    __table_args__ = fenced(
        within("volunteer_id", "volunteers"),
        sa.UniqueConstraint("volunteer_id", "stance", "written"),
    )

    volunteer_id: Mapped[str] = mapped_column(sa.String(ID_LENGTH), index=True)
    stance: Mapped[WordStance] = word(WordStance)
    concept: Mapped[str | None] = mapped_column(sa.String(60))
    written: Mapped[str] = mapped_column(sa.String(120))


class ClearanceStep(OfCentre, Base):
    """A step taken with a volunteer. No text about how it went (R14)."""

    __tablename__ = "clearance_steps"
    __table_args__ = fenced(
        within("volunteer_id", "volunteers"),
        within("attestation_id", "attestations", ondelete="RESTRICT"),
    )

    volunteer_id: Mapped[str] = mapped_column(sa.String(ID_LENGTH), index=True)
    step: Mapped[Step] = word(Step)
    on: Mapped[date] = mapped_column("taken_on")
    text_version: Mapped[str | None] = mapped_column(sa.String(16))
    valid_until: Mapped[date | None]
    recorded_by: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH))
    recorded_at: Mapped[datetime]
    attestation_id: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH))


class RegisterCheck(OfCentre, Base):
    """That an extract was shown: kind, day, to whom, valid until. Nothing else, ever (R11)."""

    __tablename__ = "register_checks"
    __table_args__ = fenced(within("volunteer_id", "volunteers"))

    volunteer_id: Mapped[str] = mapped_column(sa.String(ID_LENGTH), index=True)
    kind: Mapped[ExtractPolicy] = word(ExtractPolicy)
    shown_on: Mapped[date]
    seen_by: Mapped[str] = mapped_column(sa.String(ID_LENGTH))
    valid_until: Mapped[date]


def one(session: Session, volunteer_id: str, *, centre: str) -> Volunteer:
    """The volunteer with her words, steps and extracts. Raises Missing."""
    found = session.scalar(
        sa.select(Volunteer)
        .where(Volunteer.id == volunteer_id, Volunteer.centre_id == centre)
        .options(*with_clearance(), selectinload(Volunteer.words))
        .execution_options(populate_existing=True)
    )
    if found is None:
        raise Missing("volunteer", volunteer_id)
    return found


def known_by(
    session: Session, *, phone: str | None, email: str | None, centre: str
) -> Sequence[Volunteer]:
    """Those who can be reached there already, the oldest first: a telephone may be a couple's."""
    same = []
    if phone:
        same.append(Volunteer.phone == phone)
    if email:
        same.append(sa.func.lower(Volunteer.email) == email.casefold())
    if not same:
        return ()
    return session.scalars(
        sa.select(Volunteer)
        .where(Volunteer.centre_id == centre, sa.or_(*same))
        .order_by(Volunteer.created_at, Volunteer.id)
    ).all()


def living_matches(session: Session, volunteer_id: str, *, centre: str) -> int:
    """In how many matches that are not over she takes part, or is being asked."""
    over = [state for state in MatchState if state.is_over]
    asked = (
        sa.select(sa.func.count())
        .select_from(Participant)
        .join(Match, Match.id == Participant.match_id)
        .where(
            Participant.centre_id == centre,
            Participant.volunteer_id == volunteer_id,
            Participant.ended_on.is_(None),
            Participant.said_no_at.is_(None),
            Match.state.not_in(over),
        )
    )
    return session.scalar(asked) or 0


def claim(session: Session, volunteer: Volunteer, version: int) -> bool:
    """Take the right to change her as she was read; False: somebody has changed her since.

    One guarded write, so that two who press at once cannot both believe they were first.
    """
    claimed = session.execute(
        sa.update(Volunteer)
        .where(Volunteer.id == volunteer.id, Volunteer.version == version)
        .values(version=version + 1)
    )
    return bool(claimed.rowcount)  # type: ignore[attr-defined]


def consents_of(session: Session, volunteer_id: str, *, centre: str) -> list[Consent]:
    """What she has said yes to, taken back or not, oldest first."""
    asked = (
        sa.select(Consent)
        .where(Consent.centre_id == centre, Consent.volunteer_id == volunteer_id)
        .order_by(Consent.said_on, Consent.recorded_at, Consent.id)
    )
    return list(session.scalars(asked))


def withdraw(
    session: Session, volunteer_id: str, kind: ConsentKind, on: date, *, centre: str
) -> bool:
    """Mark every standing consent of that kind as taken back; False: there was none."""
    taken = session.execute(
        sa.update(Consent)
        .where(
            Consent.volunteer_id == volunteer_id,
            Consent.centre_id == centre,
            Consent.kind == kind,
            Consent.withdrawn_on.is_(None),
        )
        .values(withdrawn_on=on)
    )
    return bool(taken.rowcount)  # type: ignore[attr-defined]


def open_todos(session: Session, volunteer_id: str, *, centre: str) -> list[Todo]:
    """What is to be done about her, the first due first."""
    asked = (
        sa.select(Todo)
        .where(
            Todo.centre_id == centre,
            Todo.volunteer_id == volunteer_id,
            Todo.state == TodoState.OPEN,
        )
        .order_by(Todo.due_on, Todo.id)
    )
    return list(session.scalars(asked))


def with_clearance() -> tuple[ORMOption, ...]:
    # Made when asked for: at import the tables that others point at are not there yet.
    return selectinload(Volunteer.steps), selectinload(Volunteer.extracts)
