"""Signing in and out. The session lives in a row: ended there, no cookie brings it back.

What a page is told of the person signed in is a `SignedIn`, read anew at each request: a role
taken away is gone at the next click.

    may_try ──commit──▶ recognise ──▶ enter       counted, then looked at, then let in

A password takes a tenth of a second to look at. That is done between two units of work, not in
one: nobody else can write to a SQLite file meanwhile.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session as Rows

from matcher.domain.accounts import LOGGING_TEXT_VERSION, OwnerType, Role
from matcher.services import throttle, tokens
from matcher.services.accounts import is_right_password
from matcher.store import accounts
from matcher.store.audit import record_of

SEEN_EVERY = timedelta(minutes=1)  # a page view is no reason to write oftener
IDLE = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The person signed in, as the rows say at this moment."""

    centre: str
    account: str
    name: str
    email: str
    language: str
    roles: frozenset[Role]
    centre_name: str
    centre_phone: str
    centre_email: str | None
    centre_code: str
    owner_type: OwnerType
    seen_at: datetime
    has_read_logging_text: bool

    @property
    def called(self) -> str:
        """What the page calls her."""
        return self.name.partition(" ")[0]


@dataclass(frozen=True, slots=True)
class Recognised:
    """Somebody who knew the password, and as what it was kept just then."""

    email: str
    password_hash: str


def may_try(rows: Rows, email: str, *, address: str, at: datetime) -> timedelta:
    """How long to wait before a password is looked at; zero: at once, and it counts as a try.
    `address` is where the try comes from. Commit before anything else is done.
    """
    return throttle.try_once(rows, _tried(email, address), at=at)


def recognise(rows: Rows, email: str, password: str) -> Recognised | None:
    """Whose password it is, if it is right; nothing is written. The answer is the same, in words
    and in time, whether nobody has the address or the password is wrong.
    """
    account = accounts.by_email(rows, email)
    kept = account.password_hash if account is not None else None
    return Recognised(email, kept or "") if is_right_password(password, kept) else None


def enter(rows: Rows, found: Recognised, *, address: str, at: datetime) -> str | None:
    """Begin a session; its token for the cookie. None when the account was closed, or its
    password changed, while it was looked at. The try of that moment was no guess.
    """
    account = accounts.by_email(rows, found.email)
    if account is None or account.password_hash != found.password_hash:
        return None
    throttle.take_back(rows, _tried(found.email, address), at=at)
    return begin_session(rows, account, at=at)


def _tried(email: str, address: str) -> throttle.Tried:
    return ((throttle.SIGN_IN_ACCOUNT, email), (throttle.SIGN_IN_ADDRESS, address))


def begin_session(rows: Rows, account: accounts.Account, *, at: datetime) -> str:
    """A new session with a token of its own, which is returned and kept only as a hash."""
    token = tokens.fresh()
    rows.add(
        accounts.SignIn(
            centre_id=account.centre_id,
            account_id=account.id,
            token_hash=tokens.kept(token),
            started_at=at,
            seen_at=at,
        )
    )
    record_of(rows, "account.signed_in", "account", account, by=account.id, at=at)
    return token


def session_by_token(
    rows: Rows, token: str, *, at: datetime, idle: timedelta = IDLE
) -> SignedIn | None:
    """Who the cookie belongs to; None when the session was ended or has slept too long."""
    found = accounts.signed_in(rows, tokens.kept(token))
    if found is None or at - found[0].seen_at > idle:
        return None
    kept, account, centre = found
    return SignedIn(
        centre=centre.id,
        account=account.id,
        name=account.name,
        email=account.email,
        language=account.language,
        roles=frozenset(grant.role for grant in account.grants),
        centre_name=centre.name,
        centre_phone=centre.phone,
        centre_email=centre.email,
        centre_code=centre.code,
        owner_type=centre.owner_type,
        seen_at=kept.seen_at,
        has_read_logging_text=account.logging_text_version == LOGGING_TEXT_VERSION,
    )


def seen(rows: Rows, token: str, *, at: datetime) -> None:
    """The person is still there: the hour begins anew."""
    kept = accounts.live_sign_in(rows, tokens.kept(token))
    if kept is not None and at - kept.seen_at >= SEEN_EVERY:
        kept.seen_at = at


def sign_out(rows: Rows, token: str, *, at: datetime) -> None:
    """End the session: whoever has the cookie has nothing."""
    kept = accounts.live_sign_in(rows, tokens.kept(token))
    if kept is not None:
        kept.ended_at = at
