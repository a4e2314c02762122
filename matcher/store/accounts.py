"""Accounts of a centre, their roles, sessions and one-time links; and the count of tries."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from matcher.domain.accounts import Role
from matcher.store.base import ID_LENGTH, Base, OfCentre, fenced, within, word


class Account(OfCentre, Base):
    """Somebody who can sign in. Each belongs to one centre."""

    __tablename__ = "accounts"
    __table_args__ = fenced()

    email: Mapped[str] = mapped_column(sa.String(254), unique=True)  # case-folded
    name: Mapped[str] = mapped_column(sa.String(120))
    phone: Mapped[str | None] = mapped_column(sa.String(32))
    password_hash: Mapped[str | None] = mapped_column(sa.String(200))  # argon2id
    language: Mapped[str] = mapped_column(sa.String(8), default="sv")
    logging_text_version: Mapped[str | None] = mapped_column(sa.String(16))  # acknowledged (R80)
    created_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]

    grants: Mapped[list["Grant"]] = relationship(
        lazy="raise_on_sql", cascade="all, delete-orphan", passive_deletes=True
    )


class Grant(OfCentre, Base):
    """A role given to an account, by whom and when (R3)."""

    __tablename__ = "grants"
    __table_args__ = fenced(
        within("account_id", "accounts"), sa.UniqueConstraint("account_id", "role")
    )

    account_id: Mapped[str] = mapped_column(sa.String(ID_LENGTH))
    role: Mapped[Role] = word(Role)
    granted_by: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH))
    granted_at: Mapped[datetime]


class SignIn(OfCentre, Base):
    """A session, kept on the server so that signing out is the end of it."""

    __tablename__ = "sign_ins"
    __table_args__ = fenced(within("account_id", "accounts"))

    account_id: Mapped[str] = mapped_column(sa.String(ID_LENGTH), index=True)
    token_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)  # sha-256, hex
    started_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class OneTimeLink(OfCentre, Base):
    """A link that works once and not for long: a forgotten password, a confirmed address."""

    __tablename__ = "one_time_links"
    __table_args__ = fenced(within("account_id", "accounts"), within("volunteer_id", "volunteers"))

    purpose: Mapped[str] = mapped_column(sa.String(32))
    token_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    account_id: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH), index=True)
    volunteer_id: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH), index=True)
    made_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class Try(Base):
    """One try at something that must not be tried too often. Keys are hashes, not addresses."""

    __tablename__ = "tries"
    __table_args__ = (sa.Index("ix_tries_key_at", "key", "at"),)

    id: Mapped[int] = mapped_column(sa.Integer, primary_key=True, autoincrement=True)
    key: Mapped[str] = mapped_column(sa.String(64))
    at: Mapped[datetime]


class FirstCode(Base):
    """The one-time code of an empty installation, with which its first manager is made."""

    __tablename__ = "first_codes"

    code_hash: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    made_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
