"""Accounts of a centre: who may sign in, as what, with which password."""

from dataclasses import dataclass
from datetime import datetime
from typing import NewType

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy.orm import Session as Rows

from matcher.domain.accounts import LOGGING_TEXT_VERSION, PASSWORD_LENGTH, Role
from matcher.domain.errors import Fault, Invalid, NotAllowed
from matcher.languages import offered
from matcher.services import tokens
from matcher.store import accounts
from matcher.store.audit import record, record_of
from matcher.store.base import new_id

HASHER = PasswordHasher()  # argon2id with the library's current defaults, about 0.1 s
# Checked when nobody has the address, so that the answer takes as long as a wrong password.
NOBODYS_HASH = HASHER.hash(tokens.fresh())


Hash = NewType("Hash", str)  # a password as it is kept


@dataclass(frozen=True, slots=True)
class PasswordChange:
    """A password that was right, and the one that shall take its place, both as they are kept."""

    before: str
    after: Hash


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


def choose_language(rows: Rows, language: str, *, centre: str, by: str, at: datetime) -> None:
    """She chooses what language her pages and letters are in. Raises Invalid for one not spoken."""
    if language not in offered():
        raise Invalid({"language": Fault("not_offered")})
    account = accounts.one(rows, by, centre=centre)
    account.language = language
    _note(rows, "account.chose_language", account, by=by, at=at, language=language)


def hashed(password: str, field: str = "password") -> Hash:
    """A password as it is kept. Raises Invalid (`field`) for an unfit one.

    It takes a tenth of a second and sixty megabytes, so doors do it between units of work:
    a whole centre would wait for it.
    """
    if fault := password_fault(password):
        raise Invalid({field: fault})
    return Hash(HASHER.hash(password))


def new_password(rows: Rows, old: str, new: str, *, centre: str, by: str) -> PasswordChange:
    """What `change_password` needs; nothing is written. Raises Invalid (`old`, `new`)."""
    kept = accounts.one(rows, by, centre=centre).password_hash
    faults = {} if is_right_password(old, kept) else {"old": Fault("wrong_password")}
    if fault := password_fault(new):
        faults["new"] = fault
    if faults:
        raise Invalid(faults)
    return PasswordChange(kept or "", hashed(new, "new"))


def change_password(
    rows: Rows, change: PasswordChange, *, centre: str, by: str, at: datetime
) -> None:
    """A new password; every session but the one that comes next is over. Raises Invalid when the
    old one has been changed since it was looked at.
    """
    account = accounts.one(rows, by, centre=centre)
    if account.password_hash != change.before:
        raise Invalid({"old": Fault("wrong_password")})
    set_password(rows, account, change.after, at=at)


def set_password(rows: Rows, account: accounts.Account, password: Hash, *, at: datetime) -> None:
    """Give the account a password and end all its sessions (T14)."""
    account.password_hash = password
    accounts.end_sign_ins(rows, account.id, at=at)
    _note(rows, "account.changed_password", account, by=account.id, at=at)


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


def is_right_password(password: str, kept: str | None) -> bool:
    """Whether it is the password kept as that. Takes as long when there is none (T5)."""
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
    record_of(rows, deed, "account", account, by=by, at=at, **facts)
