"""Recipients: the person, the address kept apart, consents, home facts. Names go no lower."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from matcher.domain.consent import Channel, ConsentKind
from matcher.domain.errors import Missing
from matcher.domain.people import Gender, Trait, WordStance
from matcher.domain.recipients import Decides, ReachBy, RecipientState
from matcher.store.base import ID_LENGTH, Base, OfCentre, fenced, within, word


class Recipient(OfCentre, Base):
    """Somebody who has said yes to company, or is about to be asked."""

    __tablename__ = "recipients"
    __table_args__ = fenced(
        within("area_id", "areas", ondelete="RESTRICT"),
        within("owner_id", "accounts", ondelete="RESTRICT"),
        sa.Index("ix_recipients_centre_id_state", "centre_id", "state"),
    )

    first_name: Mapped[str] = mapped_column(sa.String(80))
    surname: Mapped[str] = mapped_column(sa.String(80), default="")
    phone: Mapped[str | None] = mapped_column(sa.String(32))
    email: Mapped[str | None] = mapped_column(sa.String(254))
    reach_by: Mapped[ReachBy] = word(ReachBy, default=ReachBy.PHONE)
    birth_year: Mapped[int | None]
    gender: Mapped[Gender | None] = word(Gender)
    language: Mapped[str] = mapped_column(sa.String(8), default="sv")  # of letters
    state: Mapped[RecipientState] = word(RecipientState)
    decides: Mapped[Decides] = word(Decides, default=Decides.OWN)
    decides_review_on: Mapped[date | None]
    owner_id: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH))

    postcode: Mapped[str | None] = mapped_column(sa.String(5))
    area_id: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH))
    place: Mapped[dict[str, Any] | None]
    languages: Mapped[dict[str, Any]] = mapped_column(default=dict)
    gender_wish: Mapped[dict[str, Any] | None]
    bears: Mapped[dict[str, Any]] = mapped_column(default=dict)  # Trait → Bears; home facts: below
    background: Mapped[str | None] = mapped_column(sa.String(200))

    waiting_since: Mapped[date]  # the day of the first enquiry; a failed match never moves it
    priority_class: Mapped[int | None]
    priority_set_by: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH))
    priority_set_on: Mapped[date | None]
    wait_note: Mapped[str | None] = mapped_column(sa.String(200))  # why nobody is suggested yet
    wait_noted_on: Mapped[date | None]
    wait_noted_by: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH))
    wait_note_until: Mapped[date | None]  # it is asked for anew after this day
    restricted_at: Mapped[datetime | None]
    source: Mapped[str] = mapped_column(sa.String(16))
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    words: Mapped[list["RecipientWord"]] = relationship(
        lazy="raise_on_sql", cascade="all, delete-orphan", passive_deletes=True
    )
    consents: Mapped[list["Consent"]] = relationship(
        lazy="raise_on_sql", cascade="all, delete-orphan", passive_deletes=True
    )
    home_facts: Mapped[list["HomeFact"]] = relationship(
        lazy="raise_on_sql", cascade="all, delete-orphan", passive_deletes=True
    )


class RecipientAddress(OfCentre, Base):
    """The street address, in a table of its own: matching never needs it (R40, R66)."""

    __tablename__ = "recipient_addresses"
    __table_args__ = fenced(within("recipient_id", "recipients"))

    recipient_id: Mapped[str] = mapped_column(sa.String(ID_LENGTH), unique=True)
    street: Mapped[str] = mapped_column(sa.String(120))
    postcode: Mapped[str | None] = mapped_column(sa.String(5))
    town: Mapped[str | None] = mapped_column(sa.String(80))


class RecipientWord(OfCentre, Base):
    """A word on a recipient; `function` ones are read only with the health consent (R20)."""

    __tablename__ = "recipient_words"
    __table_args__ = fenced(
        within("recipient_id", "recipients"),
        sa.UniqueConstraint("recipient_id", "stance", "written"),
    )

    recipient_id: Mapped[str] = mapped_column(sa.String(ID_LENGTH), index=True)
    stance: Mapped[WordStance] = word(WordStance)
    concept: Mapped[str | None] = mapped_column(sa.String(60))
    written: Mapped[str] = mapped_column(sa.String(120))


class HomeFact(OfCentre, Base):
    """What has been seen or told of the home. No row: unknown (R25)."""

    __tablename__ = "home_facts"
    __table_args__ = fenced(
        within("recipient_id", "recipients"), sa.UniqueConstraint("recipient_id", "trait")
    )

    recipient_id: Mapped[str] = mapped_column(sa.String(ID_LENGTH), index=True)
    trait: Mapped[Trait] = word(Trait)
    present: Mapped[bool]
    checked_on: Mapped[date | None]  # at a first visit; None: told, not seen


class Consent(OfCentre, Base):
    """One yes to one thing, and whether it has been taken back."""

    __tablename__ = "consents"
    __table_args__ = fenced(
        within("recipient_id", "recipients"),
        within("volunteer_id", "volunteers"),
        within("attestation_id", "attestations", ondelete="RESTRICT"),
        sa.CheckConstraint(
            "(recipient_id IS NULL) <> (volunteer_id IS NULL)", name="of_one_person"
        ),
    )

    recipient_id: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH), index=True)
    volunteer_id: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH), index=True)
    kind: Mapped[ConsentKind] = word(ConsentKind)
    said_on: Mapped[date]
    heard_by: Mapped[str] = mapped_column(sa.String(120))
    channel: Mapped[Channel] = word(Channel)
    text_version: Mapped[str] = mapped_column(sa.String(16))
    recorded_by: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH))
    recorded_at: Mapped[datetime]
    withdrawn_on: Mapped[date | None]
    attestation_id: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH))


def one(session: Session, recipient_id: str, *, centre: str) -> Recipient:
    """The person, nothing of hers loaded. Raises Missing."""
    found = session.scalar(
        sa.select(Recipient).where(Recipient.id == recipient_id, Recipient.centre_id == centre)
    )
    if found is None:
        raise Missing("recipient", recipient_id)
    return found


def remove(session: Session, recipient_id: str, *, centre: str) -> None:
    """Everything about the person goes: the database takes along what points at her."""
    session.execute(
        sa.delete(Recipient).where(Recipient.id == recipient_id, Recipient.centre_id == centre)
    )
    session.expire_all()


def withdraw(session: Session, recipient_id: str, kind: ConsentKind, on: date) -> None:
    """Mark every standing consent of that kind as taken back."""
    session.execute(
        sa.update(Consent)
        .where(
            Consent.recipient_id == recipient_id,
            Consent.kind == kind,
            Consent.withdrawn_on.is_(None),
        )
        .values(withdrawn_on=on)
    )
