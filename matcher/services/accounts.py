"""Accounts of a centre: who may sign in, as what, with which password."""

from dataclasses import dataclass
from datetime import datetime

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy.orm import Session as Rows

from matcher.domain.accounts import LOGGING_TEXT_VERSION, PASSWORD_LENGTH, Role
from matcher.domain.errors import Fault, Invalid, NotAllowed
from matcher.services import tokens
from matcher.store import accounts
from matcher.store.audit import record
from matcher.store.base import new_id

HASHER = PasswordHasher()  # argon2id with the library's current defaults, about 0.1 s
# Checked when nobody has the address, so that the answer takes as long as a wrong password.
NOBODYS_HASH = HASHER.hash(tokens.fresh())


@dataclass(frozen=True, slots=True)
class NewAccount:
    """Somebody who shall be able to sign in."""

    email: str
    name: str
    roles: frozenset[Role]
    password: str | None = None  # None: she chooses one by the link she is sent
    phone: str | None = None
    language: str = "sv"


def open_account(
    rows: Rows,
    new: NewAccount,
    *,
    centre: str,
    by: str | None,
    at: datetime,
    public_id: str | None = None,
) -> accounts.Account:
    """Make an account. Raises Invalid when the address is taken or the password unfit."""
    faults = _faults(rows, new)
    if faults:
        raise Invalid(faults)
    account = accounts.Account(
        id=public_id or new_id(),
        centre_id=centre,
        email=new.email.casefold(),
        name=new.name,
        phone=new.phone,
        language=new.language,
        password_hash=HASHER.hash(new.password) if new.password else None,
        created_at=at,
    )
    rows.add(account)
    rows.flush()  # the grants point at its id
    for role in sorted(new.roles):
        _grant(rows, account, role, by=by, at=at)
    record(
        rows, "account.opened", about="account", about_id=account.id, centre=centre, by=by, at=at
    )
    return account


def acknowledge_logging(rows: Rows, *, centre: str, by: str, at: datetime) -> None:
    """She has read that every look at a person is logged (R80)."""
    accounts.one(rows, by, centre=centre).logging_text_version = LOGGING_TEXT_VERSION
    record(
        rows,
        "account.read_logging_text",
        about="account",
        about_id=by,
        centre=centre,
        by=by,
        at=at,
        version=LOGGING_TEXT_VERSION,
    )


def change_password(rows: Rows, old: str, new: str, *, centre: str, by: str, at: datetime) -> None:
    """A new password; every session but the one that comes next is over. Raises Invalid."""
    account = accounts.one(rows, by, centre=centre)
    faults = {} if is_right_password(old, account) else {"old": Fault("wrong_password")}
    if fault := password_fault(new):
        faults["new"] = fault
    if faults:
        raise Invalid(faults)
    set_password(rows, account, new, at=at)


def set_password(rows: Rows, account: accounts.Account, password: str, *, at: datetime) -> None:
    """Give the account a password and end all its sessions (T14)."""
    account.password_hash = HASHER.hash(password)
    accounts.end_sign_ins(rows, account.id, at=at)
    record(
        rows,
        "account.changed_password",
        about="account",
        about_id=account.id,
        centre=account.centre_id,
        by=account.id,
        at=at,
    )


def grant(rows: Rows, account_id: str, role: Role, *, centre: str, by: str, at: datetime) -> None:
    """Give a role."""
    account = accounts.one(rows, account_id, centre=centre)
    if role not in {given.role for given in account.grants}:
        _grant(rows, account, role, by=by, at=at)


def withdraw(
    rows: Rows, account_id: str, role: Role, *, centre: str, by: str, at: datetime
) -> None:
    """Take a role away. The last manager of a centre stays one. Raises NotAllowed."""
    account = accounts.one(rows, account_id, centre=centre)
    if role is Role.MANAGER:
        _keep_a_manager(rows, account, centre=centre)
    account.grants = [given for given in account.grants if given.role is not role]
    _note(rows, "role.withdrawn", account, by=by, at=at, role=role.value)


def close(rows: Rows, account_id: str, *, centre: str, by: str, at: datetime) -> None:
    """Close an account; what it did stays in the audit. Raises NotAllowed for the last manager."""
    account = accounts.one(rows, account_id, centre=centre)
    _keep_a_manager(rows, account, centre=centre)
    account.closed_at = at
    accounts.end_sign_ins(rows, account.id, at=at)
    _note(rows, "account.closed", account, by=by, at=at)


def is_right_password(password: str, account: accounts.Account | None) -> bool:
    """Whether it is the account's password. Takes as long when there is no account (T5)."""
    kept = account.password_hash if account is not None else None
    try:
        HASHER.verify(kept or NOBODYS_HASH, password)
    except (VerificationError, InvalidHashError):
        return False
    return kept is not None


def password_fault(password: str) -> Fault | None:
    """Why not this password; None: it will do."""
    shortest, longest = PASSWORD_LENGTH
    if shortest <= len(password) <= longest:
        return None
    return Fault("password_length", {"shortest": shortest, "longest": longest})


def _faults(rows: Rows, new: NewAccount) -> dict[str, Fault]:
    faults = {}
    if accounts.by_email(rows, new.email) is not None:
        faults["email"] = Fault("email_taken")
    if new.password is not None and (fault := password_fault(new.password)):
        faults["password"] = fault
    return faults


def _keep_a_manager(rows: Rows, account: accounts.Account, *, centre: str) -> None:
    managers = accounts.of_centre(rows, centre=centre, role=Role.MANAGER)
    if [one.id for one in managers] == [account.id]:
        raise NotAllowed("account.last_manager")


def _grant(
    rows: Rows, account: accounts.Account, role: Role, *, by: str | None, at: datetime
) -> None:
    rows.add(
        accounts.Grant(
            centre_id=account.centre_id,
            account_id=account.id,
            role=role,
            granted_by=by,
            granted_at=at,
        )
    )
    _note(rows, "role.granted", account, by=by, at=at, role=role.value)


def _note(
    rows: Rows, deed: str, account: accounts.Account, *, by: str | None, at: datetime, **facts: str
) -> None:
    record(
        rows,
        deed,
        about="account",
        about_id=account.id,
        centre=account.centre_id,
        by=by,
        at=at,
        **facts,
    )
