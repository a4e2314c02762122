"""An installation's first centre and its first manager, made with a code from the console.

There is no default password to forget to change: whoever can read the console may begin, once.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from matcher.domain.accounts import OwnerType, Role
from matcher.domain.errors import Fault, Invalid
from matcher.domain.places import Place
from matcher.services import throttle, tokens
from matcher.services.accounts import NewAccount, open_account
from matcher.services.first_start import needs_manager
from matcher.store import accounts, centres
from matcher.store.audit import record
from matcher.store.base import new_id

LONGEST_CODE = 30  # characters: somebody types it from a poster
FIRST_ROLES = frozenset({Role.MANAGER, Role.COORDINATOR})  # the first person does everything


@dataclass(frozen=True, slots=True)
class NewCentre:
    """A volunteer centre."""

    name: str
    owner_type: OwnerType
    owner_name: str | None
    phone: str  # E.164
    email: str | None = None
    place: Place | None = None


def begin(
    session: Session, code: str, centre: NewCentre, manager: NewAccount, *, at: datetime
) -> accounts.Account:
    """The first centre and its first manager. Raises Invalid, also for a wrong or used code."""
    if not needs_manager(session) or not accounts.use_first_code(session, tokens.kept(code), at=at):
        raise Invalid({"code": Fault("first_code_wrong")})
    made = open_centre(session, centre, at=at)
    return open_account(session, manager, centre=made.id, by=None, at=at)


def may_try_code(session: Session, address: str, *, at: datetime) -> timedelta:
    """How long `address` must wait before the next code; counts this as a try when it may."""
    return throttle.try_once(session, [(throttle.FIRST_CODE, address)], at=at)


def open_centre(
    session: Session,
    new: NewCentre,
    *,
    at: datetime,
    public_id: str | None = None,
    code: str | None = None,
) -> centres.Centre:
    """A new centre, its matching as `matching.toml` has it."""
    centre = centres.Centre(
        id=public_id or new_id(),
        name=new.name,
        owner_type=new.owner_type,
        owner_name=new.owner_name,
        phone=new.phone,
        email=new.email,
        place=new.place.to_json() if new.place else None,
        code=code or _free_code(session, new.name),
        matching={},
        created_at=at,
    )
    session.add(centre)
    session.flush()  # accounts and areas point at its id
    record(
        session,
        "centre.opened",
        about="centre",
        about_id=centre.id,
        centre=centre.id,
        by=None,
        at=at,
    )
    return centre


def _free_code(session: Session, name: str) -> str:
    """The name as it can stand in an address and on a poster: whole words as far as they fit,
    with a number if another centre has it.
    """
    letters = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    whole = re.sub(r"[^a-z0-9]+", "-", bare).strip("-")
    words = whole[: LONGEST_CODE + 1].rpartition("-")[0] if len(whole) > LONGEST_CODE else whole
    stem = words or whole[:LONGEST_CODE] or "central"
    taken = {centre.code for centre in centres.all_open(session)}
    return next(
        code
        for code in (stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 3)))
        if code not in taken
    )
