"""What pages show of recipients, asked for: and every look at a person is logged (R79)."""

from collections.abc import Mapping, Set
from datetime import date, datetime

from sqlalchemy.orm import Session

from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.consent import ConsentKind
from matcher.domain.errors import Missing
from matcher.domain.list_orders import ListOrder
from matcher.domain.people import Trait, code_in
from matcher.domain.promises import weeks_waited
from matcher.domain.recipients import NewRecipient, RecipientState
from matcher.domain.retention import ERASED
from matcher.services import choices, promises, same_person, stories
from matcher.services.names import label, told_apart
from matcher.services.need_rows import line_of
from matcher.services.page_lines import area_names, helpers, looks, todo_lines
from matcher.services.paging import PAGE_SIZE, Page, nearest_page
from matcher.services.recipient_consents import standing
from matcher.services.recipient_lines import (
    ConsentLine,
    HomeLine,
    RecipientPage,
    RecipientRow,
)
from matcher.services.recipient_rows import told_of, without_health
from matcher.store import accounts, audit, recipient_pages, referrals
from matcher.store.audit import Look
from matcher.store.recipients import Consent, Recipient

LOOKS_SHOWN = 5


def one(
    session: Session, recipient_id: str, *, centre: str, by: str, at: datetime
) -> RecipientPage:
    """The recipient's page. The look is logged (R79), so the session must write. Raises Missing."""
    person = recipient_pages.whole(session, recipient_id, centre=centre)
    if person.source == ERASED:
        raise Missing("recipient", recipient_id)
    seen = audit.newest(session, Look, centre=centre, about_id=person.id, limit=LOOKS_SHOWN)
    audit.looked(
        session,
        "recipients.one",
        about="recipient",
        about_id=person.id,
        centre=centre,
        by=by,
        at=at,
    )
    chosen, on = choices.of(session, centre=centre), swedish_day(at)
    names = accounts.names(session, centre=centre)
    hidden = frozenset() if ConsentKind.HEALTH in standing(person) else chosen.sensitive
    wished = recipient_pages.needs_of(session, person.id, centre=centre)
    visitors = recipient_pages.visitors(session, person.id, centre=centre)
    shown = {who: (first, last) for who, first, last, _ in visitors}
    shown[person.id] = person.first_name, person.surname
    history, called = stories.of_recipient(session, person.id, names, shown, centre=centre)
    return RecipientPage(
        id=person.id,
        version=person.version,
        on=on,
        state=person.state,
        told=_told(session, person, hidden),
        code=code_in(called[person.id], person.id),
        maybe_same=same_person.of(session, person),
        area=area_names(session, centre=centre).get(person.area_id or ""),
        restricted_at=person.restricted_at,
        source=person.source,
        weeks_waited=_weeks(person, on),
        promise_weeks=chosen.params.promise_weeks.get(person.priority_class or 0),
        explained=promises.said_of(person, names, on=on),
        may_explain=promises.may_be_explained(person, wished, chosen.params, on=on),
        priority_set_on=person.priority_set_on,
        priority_set_by=names.get(person.priority_set_by or ""),
        decides_review_on=person.decides_review_on,
        referral_id=_unheard(session, person),
        home=_home(person),
        home_unknown=_home_unknown(person),
        consents=consents_of(person.consents),
        needs=tuple(line_of(need, hidden) for need in wished),
        visitors=helpers(session, visitors, called, centre=centre),
        todos=todo_lines(recipient_pages.open_todos(session, person.id, centre=centre)),
        history=history,
        looks=looks(seen, names),
        changed_at=person.changed_at,
    )


def listed(
    session: Session,
    *,
    centre: str,
    by: str,
    at: datetime,
    search: str = "",
    state: RecipientState | None = None,
    order: ListOrder = ListOrder.NAME,
    page: int = 1,
) -> Page[RecipientRow]:
    """A page of the list. A search is a look too, without what was searched for (R79). With no
    state asked for, those who are no longer with us are left out unless searched for.
    """
    states = _shown(search, state)
    count = recipient_pages.how_many(session, centre=centre, search=search, states=states)
    number = nearest_page(page, count)
    rows = recipient_pages.listed(
        session,
        centre=centre,
        search=search,
        states=states,
        order=order,
        limit=PAGE_SIZE,
        offset=(number - 1) * PAGE_SIZE,
    )
    view = "recipients.searched" if search.strip() else "recipients.listed"
    audit.looked(session, view, about="recipient", about_id=None, centre=centre, by=by, at=at)
    areas, on = area_names(session, centre=centre), swedish_day(at)
    chosen = choices.of(session, centre=centre)
    promised, sensitive = chosen.params.promise_weeks, chosen.sensitive
    full = {one.id: (one.first_name, one.surname) for one in rows}
    names = told_apart(session, full, centre=centre)
    return Page(
        tuple(_row(one, names[one.id], areas, promised, sensitive, on) for one in rows),
        count,
        number,
    )


def counts(session: Session, *, centre: str) -> Mapping[RecipientState, int]:
    """How many recipients stand in each state."""
    return recipient_pages.counts_by_state(session, centre=centre)


def consents_of(rows: list[Consent]) -> tuple[ConsentLine, ...]:
    """Every kind of yes and how it stands with it: what holds goes before what was taken back."""
    lines = []
    for kind in ConsentKind:
        of_kind = [yes for yes in rows if yes.kind is kind]
        of_kind.sort(key=lambda yes: (yes.withdrawn_on is None, yes.said_on, yes.recorded_at))
        lines.append(_consent(of_kind[-1]) if of_kind else ConsentLine(kind))
    return tuple(lines)


def _consent(yes: Consent) -> ConsentLine:
    return ConsentLine(
        yes.kind, yes.said_on, yes.heard_by, yes.channel, yes.text_version, yes.withdrawn_on
    )


def _told(session: Session, person: Recipient, hidden: Set[str]) -> NewRecipient:
    told = told_of(person, recipient_pages.address(session, person.id, centre=person.centre_id))
    return without_health(told, hidden) if hidden else told


def _unheard(session: Session, person: Recipient) -> str | None:
    """The referral of who has not answered whether she wants to be matched."""
    heard = any(yes.kind is ConsentKind.MATCHING for yes in person.consents)
    if heard or person.state is not RecipientState.ENQUIRY:
        return None
    return referrals.of_recipient(session, person.id, centre=person.centre_id)


def _shown(search: str, state: RecipientState | None) -> tuple[RecipientState, ...]:
    if state is not None:
        return (state,)
    gone = (RecipientState.ENDED, RecipientState.REFERRED_ON, RecipientState.DECEASED)
    return () if search.strip() else tuple(one for one in RecipientState if one not in gone)


def _row(
    person: Recipient,
    name: str,
    areas: Mapping[str, str],
    promised: Mapping[int, int],
    sensitive: Set[str],
    on: date,
) -> RecipientRow:
    waits = person.state in (RecipientState.WAITING, RecipientState.ENQUIRY)
    return RecipientRow(
        id=person.id,
        called=name,
        state=person.state,
        where=areas.get(person.area_id or "") or label(person.place) or person.postcode,
        # A language that tells of origin stands on her own page, under her consent, not here.
        languages=tuple(one for one in person.languages if one not in sensitive),
        weeks_waited=_weeks(person, on) if waits else None,
        promise_weeks=promised.get(person.priority_class or 0),
        priority_class=person.priority_class,
    )


def _weeks(person: Recipient, on: date) -> int:
    return weeks_waited(person.waiting_since, on=on)


def _home(person: Recipient) -> tuple[HomeLine, ...]:
    order = list(Trait)
    facts = sorted(person.home_facts, key=lambda fact: order.index(fact.trait))
    return tuple(HomeLine(fact.trait, fact.present, fact.checked_on) for fact in facts)


def _home_unknown(person: Recipient) -> tuple[Trait, ...]:
    known = {fact.trait for fact in person.home_facts}
    return tuple(trait for trait in Trait if trait not in known)


def matches_of(session: Session, recipient_id: str, *, centre: str) -> tuple[str, ...]:
    """Ids of the matches she is in that are not over, the oldest first."""
    living = recipient_pages.living_matches(session, recipient_id, centre=centre)
    return tuple(match.id for match in living)
