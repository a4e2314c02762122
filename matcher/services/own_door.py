"""The way into a volunteer's own page, by a link that works once, and out again (R5).

ask ──letter──▶ behind ──a button──▶ enter ──▶ visitor, at each request
a coordinator may show a link too (`hand_out`): not everybody has an address
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from matcher.domain.errors import Missing, NotNow
from matcher.domain.volunteers import VolunteerState
from matcher.services import letters, throttle, tokens
from matcher.services.signups import SignUpCentre, face_of
from matcher.store import accounts, audit, own_visits, volunteers
from matcher.store.audit import record
from matcher.store.own_visits import OwnVisit

PURPOSE = letters.OWN_PAGE
SHOWN = "own_page_shown"  # on a coordinator's screen: says nothing of her address
IDLE = timedelta(hours=2)
SEEN_EVERY = timedelta(minutes=1)
ASKED_FOR = throttle.Limit(
    "own_link", free=3, window=timedelta(days=1), first_wait=timedelta(hours=1)
)
ASKED_FROM = throttle.Limit("own_link_from", free=20, window=timedelta(hours=1))


@dataclass(frozen=True, slots=True)
class OwnVisitor:
    """The volunteer whose page it is, at this request."""

    volunteer_id: str
    centre: SignUpCentre
    called: str
    language: str

    @property
    def of_hers(self) -> dict[str, str]:
        """`**visitor.of_hers` for a service: whom it is about, and the centre that fences it."""
        return {"volunteer_id": self.volunteer_id, "centre": self.centre.id}


def ask(session: Session, email: str, *, address: str, public_url: str, at: datetime) -> None:
    """Send a link to everybody who is a volunteer somewhere with this address. The page says the
    same whether anybody is (T5), and a letter box cannot be filled by it (T21).
    """
    limits = ((ASKED_FOR, email), (ASKED_FROM, address))
    if throttle.try_once(session, limits, at=at):
        return
    for volunteer in own_visits.with_email(session, email):
        letters.own_page(session, volunteer, public_url=public_url, at=at)


def hand_out(session: Session, volunteer_id: str, *, centre: str, by: str, at: datetime) -> str:
    """The token of a link that a coordinator shows, for who has no e-mail. Raises Missing; NotNow
    for who is no volunteer any more.
    """
    volunteer = volunteers.one(session, volunteer_id, centre=centre)
    _refuse_gone(volunteer.state)
    note(session, "volunteer.own_link_shown", volunteer_id, centre=centre, by=by, at=at)
    token = tokens.fresh()
    link = accounts.OneTimeLink(
        centre_id=centre,
        purpose=SHOWN,
        volunteer_id=volunteer_id,
        token_hash=tokens.kept(token),
        made_at=at,
        ends_at=at + letters.LINK_HOLDS,
    )
    session.add(link)
    return token


def behind(session: Session, token: str, *, at: datetime) -> SignUpCentre | None:
    """At which centre the link would work; None when it is over. Looking does not use it: mail
    scanners look too (R5).
    """
    why = (PURPOSE, SHOWN)
    found = accounts.centre_of_link(session, tokens.kept(token), why, at=at)
    return face_of(session, found) if found else None


def enter(session: Session, token: str, *, at: datetime) -> str:
    """Use the link up; the token of her visit. One that came by letter confirms her address. Raises
    Missing for a link that is over.
    """
    kept = tokens.kept(token)
    link = accounts.use_link(session, kept, PURPOSE, at=at)
    came_by_letter = link is not None
    link = link or accounts.use_link(session, kept, SHOWN, at=at)
    if link is None or link.volunteer_id is None:
        raise Missing("link", "")
    if came_by_letter:
        _confirm(session, link.volunteer_id, centre=link.centre_id, at=at)
    return begin_visit(session, link.volunteer_id, centre=link.centre_id, at=at)


def begin_visit(session: Session, volunteer_id: str, *, centre: str, at: datetime) -> str:
    """She is in; the token of her visit, which is kept only as a hash."""
    token = tokens.fresh()
    session.add(
        OwnVisit(
            centre_id=centre,
            volunteer_id=volunteer_id,
            token_hash=tokens.kept(token),
            began_at=at,
            seen_at=at,
        )
    )
    return token


def visitor(session: Session, token: str, *, at: datetime) -> OwnVisitor | None:
    """Whose page it is; None when the visit is over, has slept, or she is no volunteer any more.
    That she is still there is written once a minute, so the session must write.
    """
    found = own_visits.living(session, tokens.kept(token))
    if found is None or at - found[0].seen_at > IDLE:
        return None
    visit, volunteer, centre = found
    if volunteer.state in (VolunteerState.LEFT, VolunteerState.NOT_RELEVANT):
        return None
    if at - visit.seen_at >= SEEN_EVERY:
        visit.seen_at = at
    return OwnVisitor(
        volunteer.id, face_of(session, centre.id), volunteer.first_name, volunteer.language
    )


def go(session: Session, token: str, *, at: datetime) -> None:
    """She goes: whoever has the cookie has nothing."""
    found = own_visits.living(session, tokens.kept(token))
    if found is not None:
        found[0].ended_at = at


def _confirm(session: Session, volunteer_id: str, *, centre: str, at: datetime) -> None:
    """Her address is hers: noted once, and anew when it has been changed since."""
    deeds = {"confirmed": ("volunteer.email_confirmed",), "changed": ("volunteer.changed",)}
    last = {
        what: audit.last_done(session, [volunteer_id], deed, centre=centre).get(volunteer_id)
        for what, deed in deeds.items()
    }
    confirmed, changed = last["confirmed"], last["changed"]
    if confirmed is None or (changed is not None and changed > confirmed):
        note(session, deeds["confirmed"][0], volunteer_id, centre=centre, by=None, at=at)


def _refuse_gone(state: VolunteerState) -> None:
    if state in (VolunteerState.LEFT, VolunteerState.NOT_RELEVANT):
        raise NotNow("volunteer", state.value, "enter")


def note(
    session: Session, deed: str, volunteer_id: str, *, centre: str, by: str | None, at: datetime
) -> None:
    """A line of the audit about who comes in here, or may not any more."""
    record(session, deed, about="volunteer", about_id=volunteer_id, centre=centre, by=by, at=at)
