"""All that lies with a colleague goes to another at once: she leaves, or they change places."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from matcher.domain.accounts import Role
from matcher.domain.errors import Fault, Invalid
from matcher.store import accounts, caseloads
from matcher.store.audit import record


@dataclass(frozen=True, slots=True)
class Caseload:
    """What lies with somebody, who may have left."""

    account_id: str
    name: str
    matches: int  # that live
    todos: int  # that are open


def listed(session: Session, *, centre: str) -> list[Caseload]:
    """Everybody with whom something lies, by name."""
    names = accounts.names(session, centre=centre)
    found = [
        Caseload(account_id, names.get(account_id, ""), matches, todos)
        for account_id, (matches, todos) in caseloads.counts(session, centre=centre).items()
    ]
    return sorted(found, key=lambda one: (one.name.casefold(), one.account_id))


def hand_over(
    session: Session, account_id: str, to: str, *, centre: str, by: str, at: datetime
) -> None:
    """Her matches that live, her people and what she had to do are another's from now on. A concern
    is handed over in its own room (R70). Raises Missing, Invalid (`to` is no other coordinator).
    """
    leaving = accounts.one(session, account_id, centre=centre)
    working = accounts.of_centre(session, centre=centre, role=Role.COORDINATOR)
    if to not in {one.id for one in working} - {leaving.id}:
        raise Invalid({"heir": Fault("choose_colleague")})
    caseloads.hand_over(session, leaving.id, to=to, centre=centre)
    about = {"about": "account", "about_id": leaving.id}
    record(session, "caseload.handed_over", **about, centre=centre, by=by, at=at, to=to)
