"""What pages show of needs: plain values, never rows. A personal need is a look at a person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.consent import ConsentKind
from matcher.domain.needs import NeedKind, NeedState, NewNeed
from matcher.domain.people import SaidWord, WordStance
from matcher.domain.regular_times import RegularTime
from matcher.services import choices
from matcher.services.names import short_name, told_apart
from matcher.services.need_rows import told_of
from matcher.services.page_lines import HelperLine, HistoryLine, area_names, helpers, history
from matcher.services.paging import PAGE_SIZE, Page, nearest_page
from matcher.services.recipient_consents import standing
from matcher.store import accounts, audit, need_pages, needs, organisations
from matcher.store import recipient_pages as people
from matcher.store.matches import living

ON_THE_LIST = (NeedKind.LOCAL, NeedKind.ERRAND)  # company stands on the person's page
STILL = (NeedState.DRAFT, NeedState.OPEN, NeedState.FILLED)


@dataclass(frozen=True, slots=True)
class NeedRow:
    """A line of the list: what, whose, when, how many seats."""

    id: str
    kind: NeedKind
    title: str
    tasks: tuple[SaidWord, ...]  # an errand has no title: what is to be done says which it is
    whose: str  # an organisation's name, or called-name and initial
    state: NeedState
    from_on: date | None
    until_on: date | None
    seats: int
    taken: int
    children_present: bool
    short_notice: bool


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose need it is; one of the two ids is there."""

    called: str
    recipient_id: str | None = None
    organisation_id: str | None = None


@dataclass(frozen=True, slots=True)
class ContactLine:
    """The person responsible on site."""

    id: str
    name: str
    phone: str | None
    email: str | None


@dataclass(frozen=True, slots=True)
class NeedPage:
    """All that a coordinator's page shows of one need, as of `on`."""

    id: str
    version: int
    on: date
    state: NeedState
    told: NewNeed
    whose: Whose
    area: str | None
    contact: ContactLine | None
    helpers: tuple[HelperLine, ...]
    history: tuple[HistoryLine, ...]
    taken: tuple[RegularTime, ...]  # hours of its times at which they usually meet already

    @property
    def free_seats(self) -> int:
        """Seats nobody has."""
        return max(0, self.told.seats - len(self.helpers))

    @property
    def is_over(self) -> bool:
        """Its last day has been, whether the clock has come by since or not."""
        return self.told.until_on is not None and self.told.until_on < self.on


def one(session: Session, need_id: str, *, centre: str, by: str, at: datetime) -> NeedPage:
    """The need's page. The look is logged (R79), so the session must write. Raises Missing."""
    need = needs.one(session, need_id, centre=centre)
    whose, contact, hidden = _whose(session, need, centre=centre)
    audit.looked(
        session,
        "needs.one",
        about="recipient" if need.recipient_id else "organisation",
        about_id=need.recipient_id or need.organisation_id,
        centre=centre,
        by=by,
        at=at,
    )
    names = accounts.names(session, centre=centre)
    areas = area_names(session, centre=centre)
    return NeedPage(
        id=need.id,
        version=need.version,
        on=swedish_day(at),
        state=need.state,
        told=told_of(need, hidden),
        whose=whose,
        area=areas.get(need.area_id or ""),
        contact=contact,
        helpers=helpers(
            session, need_pages.helpers(session, need.id, centre=centre), centre=centre
        ),
        history=history(session, need.id, names, centre=centre),
        taken=_taken(session, need, centre=centre),
    )


def _taken(session: Session, need: needs.Need, *, centre: str) -> tuple[RegularTime, ...]:
    """The person's regular times, for this need or another; of a local need its own."""
    live = living(session, centre=centre)
    if need.recipient_id:
        return tuple(usual.time for usual in live.agreed.get(need.recipient_id, ()))
    its_own = (pair.regular_time for pair in live.pairs if pair.need_id == need.id)
    return tuple(time for time in its_own if time)


def listed(
    session: Session,
    *,
    centre: str,
    by: str,
    at: datetime,
    state: NeedState | None = None,
    page: int = 1,
) -> Page[NeedRow]:
    """A page of local needs and errands; with no state asked for, those that are not over."""
    states = (state,) if state else STILL
    count = need_pages.how_many(session, centre=centre, kinds=ON_THE_LIST, states=states)
    number = nearest_page(page, count)
    rows = need_pages.listed(
        session,
        centre=centre,
        kinds=ON_THE_LIST,
        states=states,
        limit=PAGE_SIZE,
        offset=(number - 1) * PAGE_SIZE,
    )
    audit.looked(session, "needs.listed", about="need", about_id=None, centre=centre, by=by, at=at)
    people = {
        row.need.recipient_id: (row.first_name or "", row.surname or "")
        for row in rows
        if row.need.recipient_id
    }
    names = told_apart(session, people, centre=centre)
    return Page(tuple(_row(row, names) for row in rows), count, number)


def counts(session: Session, *, centre: str) -> Mapping[NeedState, int]:
    """How many local needs and errands stand in each state."""
    return need_pages.counts_by_state(session, centre=centre, kinds=ON_THE_LIST)


def _row(row: need_pages.Listed, names: Mapping[str, str]) -> NeedRow:
    need = row.need
    return NeedRow(
        id=need.id,
        kind=need.kind,
        title=need.title,
        tasks=tuple(
            SaidWord(word.stance, word.written, word.concept)
            for word in sorted(need.words, key=lambda word: word.written)
            if word.stance is WordStance.DOES
        ),
        whose=row.organisation or names.get(row.need.recipient_id or "", ""),
        state=need.state,
        from_on=need.from_on,
        until_on=need.until_on,
        seats=need.seats,
        taken=row.taken,
        children_present=need.children_present,
        short_notice=need.short_notice,
    )


def _whose(
    session: Session, need: needs.Need, *, centre: str
) -> tuple[Whose, ContactLine | None, frozenset[str]]:
    """Whose it is, whom one calls, and which words may not be read of that person (R20)."""
    if need.recipient_id:
        person = people.whole(session, need.recipient_id, centre=centre)
        with_health = ConsentKind.HEALTH in standing(person)
        hidden = frozenset() if with_health else choices.of(session, centre=centre).sensitive
        whose = Whose(
            short_name(session, person.id, person.first_name, person.surname, centre=centre),
            recipient_id=person.id,
        )
        return whose, None, hidden
    organisation = organisations.one(session, need.organisation_id or "", centre=centre)
    found = organisations.contact_of(organisation, need.contact_id)
    contact = ContactLine(found.id, found.name, found.phone, found.email) if found else None
    return Whose(organisation.name, organisation_id=organisation.id), contact, frozenset()
