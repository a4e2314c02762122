"""Who works at a centre, as what, and when they were last here: for its manager (R3)."""

from collections.abc import Set
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from matcher.domain.accounts import Role
from matcher.domain.errors import Fault, Invalid, NotAllowed, NotNow
from matcher.services import accounts, letters
from matcher.services.accounts import NewAccount
from matcher.store import accounts as rows
from matcher.store import centres
from matcher.store.accounts import Account
from matcher.store.audit import record


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody with an account. `last_seen_at` is the latest session's; None: never here."""

    id: str
    name: str
    email: str
    phone: str | None
    roles: frozenset[Role]
    last_seen_at: datetime | None
    has_password: bool
    is_closed: bool


def listed(session: Session, *, centre: str) -> list[Colleague]:
    """Everybody, by name; closed accounts last."""
    seen = rows.last_seen(session, centre=centre)
    found = [_colleague(one, seen.get(one.id)) for one in rows.all_of(session, centre=centre)]
    return sorted(found, key=lambda one: (one.is_closed, one.name.casefold(), one.id))


def coordinators(session: Session, *, centre: str) -> list[tuple[str, str]]:
    """(id, name) of those who may be given something to do, by name."""
    working = rows.of_centre(session, centre=centre, role=Role.COORDINATOR)
    return sorted(((one.id, one.name) for one in working), key=lambda one: one[1].casefold())


def without_password(session: Session, *, centre: str) -> set[str]:
    """Ids of coordinators who cannot sign in yet: their letter has not been answered."""
    working = rows.of_centre(session, centre=centre, role=Role.COORDINATOR)
    return {one.id for one in working if one.password_hash is None}


def one(session: Session, account_id: str, *, centre: str) -> Colleague:
    """One of them. Raises Missing."""
    account = rows.one(session, account_id, centre=centre)
    return _colleague(account, rows.last_seen(session, centre=centre).get(account_id))


def add(
    session: Session, new: NewAccount, *, centre: str, by: str, at: datetime, public_url: str
) -> Colleague:
    """An account, and a letter with a link to choose a password. Raises Invalid when the address
    is taken, also by a closed account, which is opened again instead.
    """
    closed = rows.closed_with(session, new.email, centre=centre)
    if closed is not None:
        raise Invalid({"email": Fault("email_of_closed")})
    if rows.is_taken(session, new.email):
        raise Invalid({"email": Fault("email_taken")})
    account = accounts.open_account(session, new, centre=centre, by=by, at=at)
    letters.choose_password(session, account, public_url=public_url, at=at)
    return one(session, account.id, centre=centre)


def set_roles(
    session: Session, account_id: str, roles: Set[Role], *, centre: str, by: str, at: datetime
) -> None:
    """She has these roles and no others; each one given or taken is in the audit.
    Raises Missing; Invalid, at `roles`, for none at all and for the last manager's.
    """
    centres.take_turn(session, centre)  # two managers may not take the role from each other
    if not roles:
        raise Invalid({"roles": Fault("role_needed")})
    had = one(session, account_id, centre=centre).roles
    if Role.MANAGER in had - roles and is_last_manager(session, account_id, centre=centre):
        raise Invalid({"roles": Fault("last_manager")})
    for role in sorted(roles - had):
        accounts.grant(session, account_id, role, centre=centre, by=by, at=at)
    for role in sorted(had - roles):
        accounts.withdraw(session, account_id, role, centre=centre, by=by, at=at)


def close(session: Session, account_id: str, *, centre: str, by: str, at: datetime) -> None:
    """She can no longer sign in. Raises Missing; NotNow for the last manager and when closed."""
    centres.take_turn(session, centre)
    if rows.one(session, account_id, centre=centre).closed_at is not None:
        raise NotNow("account", "closed", "close")
    try:
        accounts.close(session, account_id, centre=centre, by=by, at=at)
    except NotAllowed as refused:
        raise NotNow("account", "last_manager", "close") from refused


def reopen(session: Session, account_id: str, *, centre: str, by: str, at: datetime) -> None:
    """She may sign in again, with the roles and the password she had. Raises Missing; NotNow."""
    account = rows.one(session, account_id, centre=centre)
    if account.closed_at is None:
        raise NotNow("account", "open", "reopen")
    account.closed_at = None
    record(
        session, "account.reopened", about="account", about_id=account_id, centre=centre, by=by,
        at=at,
    )  # fmt: skip


def is_last_manager(session: Session, account_id: str, *, centre: str) -> bool:
    """Nobody else may set the centre's rules."""
    managers = rows.of_centre(session, centre=centre, role=Role.MANAGER)
    return [manager.id for manager in managers] == [account_id]


def _colleague(account: Account, seen_at: datetime | None) -> Colleague:
    return Colleague(
        id=account.id,
        name=account.name,
        email=account.email,
        phone=account.phone,
        roles=frozenset(grant.role for grant in account.grants),
        last_seen_at=seen_at,
        has_password=account.password_hash is not None,
        is_closed=account.closed_at is not None,
    )
