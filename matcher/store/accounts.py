"""Accounts of a centre, their roles, sessions and one-time links; and the count of tries."""

from collections.abc import Collection
from datetime import datetime
from functools import cache

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, joinedload, mapped_column, relationship, selectinload

from matcher.domain.accounts import Role
from matcher.domain.errors import Missing
from matcher.store.base import CENTRE, ID_LENGTH, Base, OfCentre, fenced, within, word
from matcher.store.centres import Centre


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


def one(session: Session, account_id: str, *, centre: str) -> Account:
    """The account with its grants. Raises Missing."""
    found = session.scalar(
        sa.select(Account)
        .where(Account.id == account_id, Account.centre_id == centre)
        .options(selectinload(Account.grants))
    )
    if found is None:
        raise Missing("account", account_id)
    return found


def by_email(session: Session, email: str) -> Account | None:
    """The open account with this address, whatever its centre: addresses are unique."""
    return session.scalar(
        sa.select(Account).where(Account.email == email.casefold(), Account.closed_at.is_(None))
    )


def anybody(session: Session) -> Account | None:
    """Some open account, whosever it is; None in an empty installation."""
    return session.scalar(sa.select(Account).where(Account.closed_at.is_(None)).limit(1))


def of_centre(session: Session, *, centre: str, role: Role | None = None) -> list[Account]:
    """The open accounts of a centre with their grants, oldest first; of one role if given."""
    asked = sa.select(Account).where(Account.centre_id == centre, Account.closed_at.is_(None))
    if role is not None:
        asked = asked.where(Account.grants.any(Grant.role == role))
    asked = asked.options(selectinload(Account.grants)).order_by(Account.created_at, Account.id)
    return list(session.scalars(asked))


def all_of(session: Session, *, centre: str) -> list[Account]:
    """Every account of a centre with its grants, closed ones too."""
    asked = sa.select(Account).where(Account.centre_id == centre)
    return list(session.scalars(asked.options(selectinload(Account.grants)).order_by(Account.id)))


def closed_with(session: Session, email: str, *, centre: str) -> Account | None:
    """The centre's closed account with this address."""
    return session.scalar(
        sa.select(Account).where(
            Account.centre_id == centre,
            Account.email == email.casefold(),
            Account.closed_at.is_not(None),
        )
    )


def is_taken(session: Session, email: str) -> bool:
    """Some account has this address, open or closed, whatever its centre."""
    asked = sa.select(Account.id).where(Account.email == email.casefold())
    return session.scalar(asked) is not None


def last_seen(session: Session, *, centre: str) -> dict[str, datetime]:
    """When each account was last here, by account."""
    asked = sa.select(SignIn.account_id, sa.func.max(SignIn.seen_at))
    rows = session.execute(asked.where(SignIn.centre_id == centre).group_by(SignIn.account_id))
    return dict(rows.all())


def names(session: Session, *, centre: str) -> dict[str, str]:
    """The names of a centre's accounts by id, closed ones too: who noted what, long ago."""
    return {row.id: row.name for row in session.execute(_names(), {"centre": centre})}


def names_and_open(session: Session, *, centre: str) -> tuple[dict[str, str], dict[str, str]]:
    """The names of a centre's accounts by id, closed ones too; and those of its open accounts."""
    rows = session.execute(_names(), {"centre": centre}).all()
    working = {row.id: row.name for row in rows if row.closed_at is None}
    return {row.id: row.name for row in rows}, working


@cache
def _names() -> sa.Select[str, str, datetime | None]:
    asked = sa.select(Account.id, Account.name, Account.closed_at)
    return asked.where(Account.centre_id == CENTRE)


def live_sign_in(session: Session, token_hash: str) -> SignIn | None:
    """The session with this token, if nobody has ended it."""
    return session.scalar(
        sa.select(SignIn).where(SignIn.token_hash == token_hash, SignIn.ended_at.is_(None))
    )


def signed_in(session: Session, token_hash: str) -> tuple[SignIn, Account, Centre] | None:
    """The session with this token, its open account with its grants, and the open centre."""
    found = session.execute(_signed_in(), {"token_hash": token_hash}).unique().first()
    return (found[0], found[1], found[2]) if found else None


@cache
def _signed_in() -> sa.Select[SignIn, Account, Centre]:
    return (
        sa.select(SignIn, Account, Centre)
        .join(Account, Account.id == SignIn.account_id)
        .join(Centre, Centre.id == SignIn.centre_id)
        .where(
            SignIn.token_hash == sa.bindparam("token_hash"),
            SignIn.ended_at.is_(None),
            Account.centre_id == SignIn.centre_id,
            Account.closed_at.is_(None),
            Centre.closed_at.is_(None),
        )
        .options(joinedload(Account.grants))  # of each page: one question fewer
    )


def end_sign_ins(session: Session, account_id: str, *, at: datetime) -> None:
    """End every session of an account."""
    session.execute(
        sa.update(SignIn)
        .where(SignIn.account_id == account_id, SignIn.ended_at.is_(None))
        .values(ended_at=at)
    )


def use_link(
    session: Session, token_hash: str, purpose: str, *, at: datetime
) -> OneTimeLink | None:
    """Use up a one-time link: its row, or None if it is used, over or unknown.

    One guarded write: two who press at once cannot both have used it.
    """
    used = (
        sa.update(OneTimeLink)
        .where(*_open_link(token_hash, purpose, at))
        .values(used_at=at)
        .returning(OneTimeLink.id)
    )
    link_id = session.scalar(used)
    return None if link_id is None else session.get(OneTimeLink, link_id)


def link_is_open(session: Session, token_hash: str, purpose: str, *, at: datetime) -> bool:
    """It would work, if somebody pressed the button. Looking does not use it (R5)."""
    return centre_of_link(session, token_hash, [purpose], at=at) is not None


def centre_of_link(
    session: Session, token_hash: str, purposes: Collection[str], *, at: datetime
) -> str | None:
    """At which centre it would work, for one of these; None when it is over."""
    asked = (
        sa.select(OneTimeLink.centre_id).where(*_open_link(token_hash, purpose, at))
        for purpose in purposes
    )
    return next((found for one in asked if (found := session.scalar(one))), None)


def _open_link(token_hash: str, purpose: str, at: datetime) -> tuple[sa.ColumnElement[bool], ...]:
    return (
        OneTimeLink.token_hash == token_hash,
        OneTimeLink.purpose == purpose,
        OneTimeLink.used_at.is_(None),
        OneTimeLink.ends_at > at,
    )


def use_first_code(session: Session, code_hash: str, *, at: datetime) -> bool:
    """Use up the code of an empty installation; False if it is wrong or used."""
    unused = (FirstCode.code_hash == code_hash, FirstCode.used_at.is_(None))
    used = sa.update(FirstCode).where(*unused).values(used_at=at).returning(FirstCode.code_hash)
    return session.scalar(used) is not None


def hold_tries(session: Session, keys: Collection[str]) -> None:
    """Let nobody else count tries of these keys until this unit of work is over. A SQLite writer
    is alone; on PostgreSQL a lock on the word holds where there is no row yet to lock.
    """
    if session.get_bind().dialect.name == "postgresql":
        for key in sorted(keys):  # in one order, so that no two wait for each other
            session.execute(sa.select(sa.func.pg_advisory_xact_lock(int(key[:15], 16))))


def take_back_try(session: Session, key: str, *, at: datetime) -> None:
    """Forget one try of that moment: it was no guess."""
    one = sa.select(sa.func.min(Try.id)).where(Try.key == key, Try.at == at).scalar_subquery()
    session.execute(sa.delete(Try).where(Try.id == one))


def tries_since(session: Session, key: str, since: datetime) -> list[datetime]:
    """When this was tried, oldest first."""
    return list(
        session.scalars(sa.select(Try.at).where(Try.key == key, Try.at > since).order_by(Try.at))
    )


def forget_tries(session: Session, *, before: datetime) -> None:
    """Throw away tries that no limit looks at any more."""
    session.execute(sa.delete(Try).where(Try.at < before))
