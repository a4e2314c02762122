"""Imported lists: staged, confirmed, undone; and what a coordinator vouched for in each."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from matcher.domain.consent import Channel
from matcher.store.base import ID_LENGTH, Base, OfCentre, fenced, within, word


class Import(OfCentre, Base):
    """One list. `staged` holds what was read until it is confirmed or thrown away."""

    __tablename__ = "imports"
    __table_args__ = fenced()

    kind: Mapped[str] = mapped_column(sa.String(16))  # volunteers, waiting, needs
    file_name: Mapped[str] = mapped_column(sa.String(200))
    shape: Mapped[str] = mapped_column(sa.String(64), index=True)  # fingerprint of the headers
    mapping: Mapped[dict[str, Any]]  # header → field, as confirmed
    staged: Mapped[dict[str, Any] | None]
    made_by: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH))
    made_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]
    counts: Mapped[dict[str, Any]] = mapped_column(default=dict)

    rows: Mapped[list["ImportedRow"]] = relationship(
        lazy="raise_on_sql", cascade="all, delete-orphan", passive_deletes=True
    )


class ImportedRow(OfCentre, Base):
    """What a row of a list became, so that an import can be undone."""

    __tablename__ = "imported_rows"
    __table_args__ = fenced(within("import_id", "imports"))

    import_id: Mapped[str] = mapped_column(sa.String(ID_LENGTH), index=True)
    number: Mapped[int]  # in the file, as Excel counts
    about: Mapped[str] = mapped_column(sa.String(32))
    about_id: Mapped[str] = mapped_column(sa.String(ID_LENGTH), index=True)
    was_new: Mapped[bool]
    before: Mapped[dict[str, Any] | None]  # what a changed row held; gone with the person


class Attestation(OfCentre, Base):
    """A named coordinator vouches, for every row of a file, that something was done or heard."""

    __tablename__ = "attestations"
    __table_args__ = fenced(within("import_id", "imports"))

    import_id: Mapped[str] = mapped_column(sa.String(ID_LENGTH), index=True)
    about: Mapped[str] = mapped_column(sa.String(32))  # "clearance" or "consent"
    on: Mapped[date] = mapped_column("vouched_day")  # the day it holds from
    heard_by: Mapped[str | None] = mapped_column(sa.String(120))
    channel: Mapped[Channel | None] = word(Channel)
    text_version: Mapped[str] = mapped_column(sa.String(16))
    vouched_by: Mapped[str] = mapped_column(sa.String(ID_LENGTH))
    vouched_at: Mapped[datetime]
