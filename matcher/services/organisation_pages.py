"""What pages show of organisations: plain values, never rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.errors import Missing
from matcher.domain.organisations import OrganisationState
from matcher.services.need_pages import ContactLine
from matcher.services.need_rows import NeedLine, line_of
from matcher.services.page_lines import HistoryLine, history
from matcher.services.paging import PAGE_SIZE, Page, nearest_page
from matcher.store import accounts, audit, organisation_pages, organisations
from matcher.store.organisations import Organisation

MOST = 1000  # organisations in a list to choose from


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """A line of the list: what it is called, whom one calls, how much it asks for."""

    id: str
    name: str
    state: OrganisationState
    contact: ContactLine | None
    open_needs: int


@dataclass(frozen=True, slots=True)
class OrganisationPage:
    """All that a coordinator's page shows of one organisation, as of `on`."""

    id: str
    version: int
    on: date
    state: OrganisationState
    name: str
    about: str | None
    contacts: tuple[ContactLine, ...]
    needs: tuple[NeedLine, ...]
    history: tuple[HistoryLine, ...]


def one(
    session: Session, organisation_id: str, *, centre: str, by: str, at: datetime
) -> OrganisationPage:
    """The organisation's page, with persons one calls: the look is logged (R79). Raises Missing."""
    found = organisations.one(session, organisation_id, centre=centre)
    audit.looked(
        session,
        "organisations.one",
        about="organisation",
        about_id=found.id,
        centre=centre,
        by=by,
        at=at,
    )
    names = accounts.names(session, centre=centre)
    needs = organisation_pages.needs_of(session, found.id, centre=centre)
    return OrganisationPage(
        id=found.id,
        version=found.version,
        on=swedish_day(at),
        state=found.state,
        name=found.name,
        about=found.about,
        contacts=contacts_of(found),
        needs=tuple(line_of(need) for need in needs),
        history=history(session, found.id, names, centre=centre),
    )


def listed(
    session: Session,
    *,
    centre: str,
    by: str,
    at: datetime,
    search: str = "",
    state: OrganisationState | None = None,
    page: int = 1,
) -> Page[OrganisationRow]:
    """A page of the list; the list names persons to call, so it is a look (R79). With no state
    asked for, those that have left are left out unless searched for.
    """
    states = (state,) if state else () if search.strip() else (OrganisationState.ACTIVE,)
    count = organisations.how_many(session, centre=centre, search=search, states=states)
    number = nearest_page(page, count)
    rows = organisations.listed(
        session,
        centre=centre,
        search=search,
        states=states,
        limit=PAGE_SIZE,
        offset=(number - 1) * PAGE_SIZE,
    )
    view = "organisations.searched" if search.strip() else "organisations.listed"
    audit.looked(session, view, about="organisation", about_id=None, centre=centre, by=by, at=at)
    wanted = organisation_pages.open_needs(session, [row.id for row in rows], centre=centre)
    return Page(tuple(_row(row, wanted) for row in rows), count, number)


def choices_of(session: Session, *, centre: str) -> tuple[tuple[str, str], ...]:
    """(id, name) of the organisations that are with us, for a form to choose from."""
    active = organisations.listed(
        session, centre=centre, states=(OrganisationState.ACTIVE,), limit=MOST
    )
    return tuple((row.id, row.name) for row in active)


def contacts_of(organisation: Organisation) -> tuple[ContactLine, ...]:
    """The persons one calls there, by name."""
    return tuple(
        ContactLine(contact.id, contact.name, contact.phone, contact.email)
        for contact in sorted(organisation.contacts, key=lambda one: (one.name, one.id))
    )


def contact_of(page: OrganisationPage, contact_id: str) -> ContactLine:
    """The person of that id whom one calls there. Raises Missing."""
    found = next((one for one in page.contacts if one.id == contact_id), None)
    if found is None:
        raise Missing("contact", contact_id)
    return found


def _row(organisation: Organisation, wanted: Mapping[str, int]) -> OrganisationRow:
    contacts = contacts_of(organisation)
    return OrganisationRow(
        id=organisation.id,
        name=organisation.name,
        state=organisation.state,
        contact=contacts[0] if contacts else None,
        open_needs=wanted.get(organisation.id, 0),
    )
