"""Signing in and out. The session lives in a row: ended there, no cookie brings it back.

What a page is told of the person signed in is a `SignedIn`, read anew at each request: a role
taken away is gone at the next click.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session as Rows

from matcher.domain.accounts import LOGGING_TEXT_VERSION, OwnerType, Role
from matcher.services import throttle, tokens
from matcher.services.accounts import is_right_password
from matcher.store import accounts
from matcher.store.audit import record

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
class SignInAnswer:
    """A token for the cookie; or None, and how long to wait before the next try."""

    token: str | None
    wait: timedelta = timedelta(0)


def sign_in(rows: Rows, email: str, password: str, *, address: str, at: datetime) -> SignInAnswer:
    """Begin a session. `address` is where the try comes from, for the limit on guessing.

    The answer is the same, in words and in time, whether nobody has the address or the password
    is wrong. The door commits even a failed try: it is what the next wait is counted from.
    """
    wait = max(
        throttle.wait(rows, throttle.SIGN_IN_ACCOUNT, email, at=at),
        throttle.wait(rows, throttle.SIGN_IN_ADDRESS, address, at=at),
    )
    if wait:
        return SignInAnswer(None, wait)
    account = accounts.by_email(rows, email)
    if not is_right_password(password, account) or account is None:
        throttle.count(rows, throttle.SIGN_IN_ACCOUNT, email, at=at)
        throttle.count(rows, throttle.SIGN_IN_ADDRESS, address, at=at)
        return SignInAnswer(None)
    return SignInAnswer(begin_session(rows, account, at=at))


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
    record(
        rows,
        "account.signed_in",
        about="account",
        about_id=account.id,
        centre=account.centre_id,
        by=account.id,
        at=at,
    )
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
