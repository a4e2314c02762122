"""All that lies with a colleague goes to another at once: she leaves, or they change places. It is
told before, with counts, and can be taken back while nobody has done anything with it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from matcher.domain.accounts import Role
from matcher.domain.errors import Fault, Invalid, NotNow
from matcher.store import accounts, caseloads
from matcher.store.audit import Deed, record

UNDONE_WITHIN = timedelta(days=14)  # later the two have talked, and it is handed over anew


@dataclass(frozen=True, slots=True)
class Caseload:
    """What lies with somebody, who may have left."""

    account_id: str
    name: str
    matches: int  # that live
    volunteers: int  # who have not left
    recipients: int
    todos: int  # that are open


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What lay with one and lies with another, and may be taken back."""

    account_id: str
    giver: str
    heir: str
    at: datetime


def listed(session: Session, *, centre: str) -> list[Caseload]:
    """Everybody with whom something lies, by name."""
    names = accounts.names(session, centre=centre)
    found = [
        Caseload(account_id, names.get(account_id, ""), *numbers.values())
        for account_id, numbers in caseloads.counts(session, centre=centre).items()
    ]
    return sorted(found, key=lambda one: (one.name.casefold(), one.account_id))


def handing(session: Session, account_id: str, to: str, *, centre: str) -> tuple[Caseload, str]:
    """What would go, and the name of who would get it. Raises Missing, Invalid as `hand_over`."""
    _refuse(session, account_id, to, centre=centre)
    found = [one for one in listed(session, centre=centre) if one.account_id == account_id]
    if not found:
        raise Invalid({"giver": Fault("choose_colleague")})
    return found[0], accounts.one(session, to, centre=centre).name


def hand_over(
    session: Session, account_id: str, to: str, *, centre: str, by: str, at: datetime
) -> None:
    """Her matches that live, her people and what she had to do are another's from now on. A concern
    is handed over in its own room (R70). Raises Missing, Invalid (`to` is no other coordinator).
    """
    _refuse(session, account_id, to, centre=centre)
    moved = caseloads.hand_over(session, account_id, to=to, centre=centre)
    record(
        session, "caseload.handed_over", about="account", about_id=account_id,
        centre=centre, by=by, at=at, to=to, moved=moved,
    )  # fmt: skip


def undoable(session: Session, *, centre: str, at: datetime) -> list[HandedOver]:
    """What was handed over and nobody has done anything with since, the latest first."""
    names = accounts.names(session, centre=centre)
    since = at - UNDONE_WITHIN
    latest = caseloads.latest(session, names, centre=centre, since=since)
    return [
        HandedOver(giver, names[giver], names.get(deed.facts["to"], ""), deed.at)
        for giver, deed in sorted(latest.items(), key=lambda one: -one[1].id)
        if _is_untouched(session, deed)
    ]


def take_back(session: Session, account_id: str, *, centre: str, by: str, at: datetime) -> None:
    """It was handed over by mistake: all of it lies with her again. Raises Missing; NotNow where
    somebody has done something with it since.
    """
    accounts.one(session, account_id, centre=centre)
    since = at - UNDONE_WITHIN
    deed = caseloads.latest(session, [account_id], centre=centre, since=since).get(account_id)
    if deed is None or not _is_untouched(session, deed):
        raise NotNow("caseload", "begun", "undo")
    frm, moved = deed.facts["to"], deed.facts["moved"]
    caseloads.hand_back(session, moved, account_id, frm=frm, centre=centre)
    about = {"about": "account", "about_id": account_id}
    record(session, "caseload.taken_back", **about, centre=centre, by=by, at=at, frm=frm)


def _refuse(session: Session, account_id: str, to: str, *, centre: str) -> None:
    leaving = accounts.one(session, account_id, centre=centre)
    working = accounts.of_centre(session, centre=centre, role=Role.COORDINATOR)
    if to not in {one.id for one in working} - {leaving.id}:
        raise Invalid({"heir": Fault("choose_colleague")})


def _is_untouched(session: Session, deed: Deed) -> bool:
    if "moved" not in deed.facts:  # from before what moved was kept
        return False
    given = {"frm": deed.facts["to"], "centre": deed.centre_id}
    return caseloads.is_untouched(session, deed, deed.facts["moved"], **given)
