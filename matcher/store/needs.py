"""Needs: a recipient's companionship or errand, an organisation's local need with seats."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, joinedload, mapped_column, relationship

from matcher.domain.errors import Missing
from matcher.domain.needs import NeedKind, NeedState
from matcher.domain.people import Form, WordStance
from matcher.store.base import ID_LENGTH, Base, OfCentre, fenced, one_of, within, word


class Need(OfCentre, Base):
    """What somebody wants company or help with."""

    __tablename__ = "needs"
    __table_args__ = fenced(
        within("recipient_id", "recipients"),
        within("organisation_id", "organisations"),
        within("contact_id", "organisation_contacts", ondelete="RESTRICT"),
        within("area_id", "areas", ondelete="RESTRICT"),
        one_of("recipient_id", "organisation_id", name="of_one"),
        sa.CheckConstraint("(kind = 'local') = (organisation_id IS NOT NULL)", name="kind_fits"),
        sa.CheckConstraint("seats >= 1", name="has_seats"),
        sa.Index("ix_needs_centre_id_state", "centre_id", "state"),
    )

    kind: Mapped[NeedKind] = word(NeedKind)
    state: Mapped[NeedState] = word(NeedState)
    recipient_id: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH), index=True)
    organisation_id: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH), index=True)
    contact_id: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH))  # responsible on site
    title: Mapped[str] = mapped_column(sa.String(120), default="")
    about: Mapped[str | None] = mapped_column(sa.String(500))
    seats: Mapped[int] = mapped_column(default=1)
    least: Mapped[int] = mapped_column("least_seats", default=1)  # fewer, and it is not begun
    forms: Mapped[list[Any]] = mapped_column(default=list)
    preferred_form: Mapped[Form | None] = word(Form)
    postcode: Mapped[str | None] = mapped_column(sa.String(5))  # None: where the recipient lives
    area_id: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH))
    place: Mapped[dict[str, Any] | None]
    availability: Mapped[dict[str, Any] | None]
    availability_said: Mapped[str | None] = mapped_column(sa.String(200))
    minutes: Mapped[int] = mapped_column(default=60)
    every_weeks: Mapped[int] = mapped_column(default=1)  # 0: once
    from_on: Mapped[date | None]
    until_on: Mapped[date | None]  # expires by itself after this day (R28)
    wanted_months: Mapped[int | None]
    short_notice: Mapped[bool] = mapped_column(default=False)
    children_present: Mapped[bool] = mapped_column(default=False)
    min_age: Mapped[int | None]
    languages: Mapped[dict[str, Any]] = mapped_column(default=dict)  # of a local need
    must_languages: Mapped[list[Any]] = mapped_column(default=list)
    introducer: Mapped[str | None] = mapped_column(sa.String(120))  # who introduces (R28)
    may_be_shown: Mapped[bool] = mapped_column(default=False)  # in public; local needs only
    waiting_since: Mapped[date]
    source: Mapped[str] = mapped_column(sa.String(16))
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    words: Mapped[list["NeedWord"]] = relationship(
        lazy="raise_on_sql", cascade="all, delete-orphan", passive_deletes=True
    )


class NeedWord(OfCentre, Base):
    """A word on a need: what is to be done, what one must know, what is wished."""

    __tablename__ = "need_words"
    __table_args__ = fenced(
        within("need_id", "needs"), sa.UniqueConstraint("need_id", "stance", "written")
    )

    need_id: Mapped[str] = mapped_column(sa.String(ID_LENGTH), index=True)
    stance: Mapped[WordStance] = word(WordStance)
    concept: Mapped[str | None] = mapped_column(sa.String(60))
    written: Mapped[str] = mapped_column(sa.String(120))


def one(session: Session, need_id: str, *, centre: str) -> Need:
    """The need with its words. Raises Missing."""
    asked = sa.select(Need).where(Need.id == need_id, Need.centre_id == centre)
    found = session.scalars(asked.options(joinedload(Need.words))).unique().one_or_none()
    if found is None:
        raise Missing("need", need_id)
    return found


def past(session: Session, *, centre: str, on: date) -> list[Need]:
    """Open needs whose last day was before `on`."""
    asked = sa.select(Need).where(
        Need.centre_id == centre, Need.state == NeedState.OPEN, Need.until_on < on
    )
    return list(session.scalars(asked.order_by(Need.id)))


def ending(session: Session, *, centre: str, first: date, last: date) -> list[Need]:
    """Open needs of organisations that come again and again, whose last day is one of these."""
    asked = sa.select(Need).where(
        Need.centre_id == centre,
        Need.state == NeedState.OPEN,
        Need.organisation_id.is_not(None),
        Need.every_weeks > 0,
        Need.until_on.between(first, last),
    )
    return list(session.scalars(asked.order_by(Need.until_on, Need.id)))
