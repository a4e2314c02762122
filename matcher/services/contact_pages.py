"""The page of a person one calls at an organisation: in by a link that works once, and what she
may see and do there (R28, R31).

ask ──letter──▶ link_works ──a button──▶ enter ──▶ visitor, at each request
a coordinator may show a link too (`hand_out`)

She sees her organisation's own needs, who comes by called-name once both have said yes, and counts.
She proposes; a coordinator publishes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.errors import Fault, Invalid, Missing, NotNow
from matcher.domain.needs import NeedState, NewNeed
from matcher.domain.organisations import OrganisationState
from matcher.domain.plans import CALL_NEW_VOLUNTEER_WITHIN, TodoKind, working_days_after
from matcher.services import letters, needs, open_needs, throttle, todos, tokens
from matcher.services.need_rows import NeedLine, line_of
from matcher.services.signups import SignUpCentre, face_of
from matcher.store import centres, contact_visits, organisation_pages, organisations
from matcher.store.audit import record
from matcher.store.needs import Need

IDLE = timedelta(hours=2)
SEEN_EVERY = timedelta(minutes=1)
SOURCE = "contact"
MOST_UNREAD = 10  # proposals of one organisation that nobody has answered
ASKED_FOR = throttle.Limit(
    "contact_link", free=3, window=timedelta(days=1), first_wait=timedelta(hours=1)
)
ASKED_FROM = throttle.Limit("contact_link_from", free=20, window=timedelta(hours=1))


@dataclass(frozen=True, slots=True)
class ContactVisitor:
    """The person whose page it is, at this request."""

    contact_id: str
    called: str
    organisation_id: str
    organisation: str
    centre: SignUpCentre


@dataclass(frozen=True, slots=True)
class ContactNeed:
    """One of the organisation's needs, with who comes, by called-name."""

    need: NeedLine
    comes: tuple[str, ...]


# ── in and out ────────────────────────────────────────────────────────────────────────────────


def ask(session: Session, email: str, *, address: str, public_url: str, at: datetime) -> None:
    """Send a link to everybody who is a contact somewhere with this address. The page says the
    same whether anybody is (T5), and a letter box cannot be filled by it (T21).
    """
    limits = ((ASKED_FOR, email), (ASKED_FROM, address))
    if throttle.try_once(session, limits, at=at):
        return
    for contact in contact_visits.with_email(session, email):
        letters.contact_page(session, contact, public_url=public_url, at=at)


def hand_out(
    session: Session, organisation_id: str, contact_id: str, *, centre: str, by: str, at: datetime
) -> str:
    """The token of a link that a coordinator shows. Raises Missing; NotNow for an organisation
    that has left.
    """
    organisation = organisations.one(session, organisation_id, centre=centre)
    contact = organisations.contact_of(organisation, contact_id)
    if contact is None:
        raise Missing("contact", contact_id)
    if organisation.state is OrganisationState.LEFT:
        raise NotNow("organisation", "left", "enter")
    record(
        session,
        "organisation.contact_link_shown",
        about="organisation",
        about_id=organisation_id,
        centre=centre,
        by=by,
        at=at,
    )
    return letters.contact_page_link(session, contact, at=at)


def link_works(session: Session, token: str, *, at: datetime) -> bool:
    """The link would work. Looking does not use it: mail scanners look too (R5)."""
    return contact_visits.link_is_open(session, tokens.kept(token), at=at)


def enter(session: Session, token: str, *, at: datetime) -> str:
    """Use the link up; the token of her visit. Raises Missing for a link that is over."""
    visit_token = tokens.fresh()
    if not contact_visits.use_link(session, tokens.kept(token), tokens.kept(visit_token), at=at):
        raise Missing("link", "")
    return visit_token


def visitor(session: Session, token: str, *, at: datetime) -> ContactVisitor | None:
    """Whose page it is; None when the visit is over, has slept, or the organisation has left. That
    she is still there is written once a minute, so the session must write.
    """
    found = contact_visits.living(session, tokens.kept(token))
    if found is None:
        return None
    visit, contact, organisation, centre = found
    seen_at = visit.seen_at or visit.link_ends_at
    if at - seen_at > IDLE:
        return None
    if at - seen_at >= SEEN_EVERY:
        visit.seen_at = at
    return ContactVisitor(
        contact.id, contact.name, organisation.id, organisation.name, face_of(session, centre.id)
    )


def go(session: Session, token: str, *, at: datetime) -> None:
    """She goes: whoever has the cookie has nothing."""
    found = contact_visits.living(session, tokens.kept(token))
    if found is not None:
        found[0].ended_at = at


# ── what she sees and does ────────────────────────────────────────────────────────────────────


def page(session: Session, who: ContactVisitor) -> tuple[ContactNeed, ...]:
    """The organisation's needs, in the order of its page."""
    centre = who.centre.id
    rows = organisation_pages.needs_of(session, who.organisation_id, centre=centre)
    placed = contact_visits.placed(session, [row.id for row in rows], centre=centre)
    return tuple(ContactNeed(_line(row), tuple(placed.get(row.id, ()))) for row in rows)


def _line(need: Need) -> NeedLine:
    """Without what coordinators write to each other."""
    line = line_of(need)
    return replace(line, told=replace(line.told, about=None))


def one(session: Session, who: ContactVisitor, need_id: str) -> ContactNeed:
    """One of the organisation's needs. Raises Missing for anybody else's."""
    found = next((one for one in page(session, who) if one.need.id == need_id), None)
    if found is None:
        raise Missing("need", need_id)
    return found


def counts(session: Session, who: ContactVisitor, need_id: str) -> Mapping[date, int]:
    """How many came, by day, the newest first. Raises Missing for anybody else's need."""
    one(session, who, need_id)
    return open_needs.counts(session, need_id, centre=who.centre.id)


def count_came(
    session: Session, who: ContactVisitor, need_id: str, on: date, came: int, *, at: datetime
) -> None:
    """So many came that day: a number, never who (R31). Raises Missing, Invalid."""
    one(session, who, need_id)
    open_needs.count_came(session, need_id, on, came, centre=who.centre.id, by=None, at=at)


def propose(session: Session, who: ContactVisitor, new: NewNeed, *, at: datetime) -> str:
    """A new need, by id: seen by nobody but the centre until a coordinator publishes it. What
    volunteers never do is refused here as everywhere (R29). Raises Invalid; also while the centre
    has as many of theirs to read as it can be asked to.
    """
    centres.take_turn(session, who.centre.id)  # or many at once would all be the tenth
    theirs = organisation_pages.needs_of(session, who.organisation_id, centre=who.centre.id)
    if sum(need.state is NeedState.DRAFT for need in theirs) >= MOST_UNREAD:
        raise Invalid({"proposals": Fault("too_many_unread", {"most": MOST_UNREAD})})
    made = needs.open_local(
        session,
        new,
        who.organisation_id,
        contact_id=who.contact_id,
        centre=who.centre.id,
        by=None,
        at=at,
        source=SOURCE,
        state=NeedState.DRAFT,
    )
    todos.make(
        session,
        TodoKind.NEED_PROPOSED,
        due_on=working_days_after(swedish_day(at), CALL_NEW_VOLUNTEER_WITHIN),
        facts={"need": made.id},
        centre=who.centre.id,
        at=at,
        again=made.id,
    )
    return made.id
