"""The audit trail and the access log, to be read: ids and codes, with the names of accounts."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from matcher.domain.accounts import Role
from matcher.services.names import names_of
from matcher.services.paging import PAGE_SIZE, Page, nearest_page
from matcher.store import accounts, audit
from matcher.store.audit import Deed, Look

UNSEEN = {Role.SAFEGUARDING: "concern", Role.HANDLER: "protected"}  # R70, R74
PEOPLE = ("volunteer", "recipient", "organisation")
CHECKED = 500  # lines whose chain is read at each view; the whole log grows without bound


@dataclass(frozen=True, slots=True)
class Line:
    """One line. `by` is an account's name; None is the clock or a visitor."""

    number: int
    at: datetime
    by: str | None
    what: str  # a deed's or a view's code
    about: str
    about_id: str | None
    facts: Mapping[str, Any]
    called: str | None = None  # whom it is about, as lists call them; None: not told, or nobody
    is_gone: bool = False  # it was about somebody who has been erased


def deeds(
    session: Session,
    *,
    page: int,
    about_id: str | None,
    centre: str,
    roles: Collection[Role] = (),
) -> Page[Line]:
    """What has been done, newest first; about one thing only if asked. That there are concerns, or
    people whose data are protected, is for whoever has the role for them (R70, R74). The log has
    ids; a coordinator, who meets these people in every list, is told whom they are.
    """
    found = _read(session, Deed, page, about_id, centre, roles=roles)
    return _with_names(session, found, centre=centre) if Role.COORDINATOR in roles else found


def looks(
    session: Session,
    *,
    page: int,
    about_id: str | None,
    centre: str,
    roles: Collection[Role] = (),
) -> Page[Line]:
    """Who has looked at whom, newest first; looks at what is for some roles only as in `deeds`."""
    return _read(session, Look, page, about_id, centre, roles=roles)


def first_broken(session: Session, *, centre: str, whole: bool = False) -> dict[str, int | None]:
    """For each log the first line that has been changed afterwards; None: the chain holds.
    Looks at the newest `CHECKED` lines, or at the whole log.
    """
    newest = None if whole else CHECKED
    return {
        "deeds": audit.broken_at(session, Deed, centre=centre, newest=newest),
        "looks": audit.broken_at(session, Look, centre=centre, newest=newest),
    }


def _read(
    session: Session,
    log: type[Deed] | type[Look],
    page: int,
    about_id: str | None,
    centre: str,
    *,
    roles: Collection[Role],
) -> Page[Line]:
    without = [about for role, about in UNSEEN.items() if role not in roles]
    count = audit.how_many(session, log, centre=centre, about_id=about_id, without=without)
    number = nearest_page(page, count)
    rows = audit.newest(
        session,
        log,
        centre=centre,
        about_id=about_id,
        without=without,
        limit=PAGE_SIZE,
        offset=(number - 1) * PAGE_SIZE,
    )
    names = accounts.names(session, centre=centre)
    return Page(tuple(_line(row, names) for row in rows), count, number)


def _with_names(session: Session, page: Page[Line], *, centre: str) -> Page[Line]:
    about = {kind: {line.about_id for line in page.rows if line.about == kind} for kind in PEOPLE}
    ids = {kind: {one for one in found if one} for kind, found in about.items()}
    told = names_of(
        session,
        volunteers=ids["volunteer"],
        recipients=ids["recipient"],
        organisations=ids["organisation"],
        centre=centre,
    )
    called = {one: who.name for one, who in told.items() if who.name}
    lines = (
        replace(line, called=called.get(line.about_id), is_gone=line.about_id not in called)
        if line.about in PEOPLE and line.about_id
        else line
        for line in page.rows
    )
    return replace(page, rows=tuple(lines))


def _line(row: Any, names: Mapping[str, str]) -> Line:
    is_deed = isinstance(row, Deed)
    return Line(
        number=row.id,
        at=row.at,
        by=names.get(row.by or ""),
        what=row.deed if is_deed else row.view,
        about=row.about,
        about_id=row.about_id,
        facts=row.facts if is_deed else {},
    )
