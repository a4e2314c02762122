"""Letters are rows first: written in the same transaction as what they tell of.

Nobody is written to about something that was rolled back. The outbox sends them after the commit.
"""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import NamedTuple
from urllib.parse import urljoin

from sqlalchemy.orm import Session

from matcher.domain import phones
from matcher.domain.accounts import Role
from matcher.domain.calendar_weeks import STOCKHOLM, swedish_day
from matcher.domain.plans import TodoGroup
from matcher.languages import SOURCE, offered
from matcher.mail.letters import worded
from matcher.services import todo_groups, tokens
from matcher.store import (
    accounts,
    centres,
    letter_stops,
    letters,
    suggestions,
)
from matcher.store.base import new_id
from matcher.store.contact_visits import ContactVisit
from matcher.store.letter_stops import Whose
from matcher.store.organisations import OrganisationContact
from matcher.store.runs import Run
from matcher.store.volunteers import Volunteer

REMIND_AT = time(9)  # in Stockholm
LINK_HOLDS = timedelta(minutes=30)  # R5, T17
# Letters whose link opens an account: whoever reads one could sign in as somebody else.
OWN_PAGE = "own_page"
CONTACT_PAGE = "contact_page"
CONCERN = "concern"
SECRET_KINDS = frozenset({"choose_password", OWN_PAGE, CONTACT_PAGE})
NO_TOKEN_YET = "*" * 12
# Letters whose being there tells what only one role may know: in the drawer the others lack them.
OF_ROLE = {CONCERN: Role.SAFEGUARDING}
# Letters that somebody may say no to; the others are answers, times and ways in.
OPTIONAL = frozenset({"card_reminder", "weekly_digest"})


class Reader(NamedTuple):
    """Somebody who is written to by another address than a colleague's or a volunteer's row has."""

    id: str
    centre_id: str
    email: str
    language: str


def in_the_morning(at: datetime) -> datetime:
    """What the clock writes at night goes when people are up."""
    return max(at, datetime.combine(swedish_day(at), REMIND_AT, STOCKHOLM))


def write(
    session: Session,
    kind: str,
    to: accounts.Account,
    facts: Mapping[str, object],
    *,
    again: str,
    at: datetime,
    due_at: datetime | None = None,
) -> bool:
    """A letter to somebody who works at a centre, now or when it is due; whether it is new.

    `again` tells two letters of a kind apart: the same one asked for twice is written once.
    """
    due_at, whose = due_at or at, {"account_id": to.id}
    return _write(session, kind, to, facts, again=again, due_at=due_at, at=at, **whose)


def write_to_volunteer(
    session: Session,
    kind: str,
    to: Volunteer,
    facts: Mapping[str, object],
    *,
    match_id: str | None = None,
    again: str,
    due_at: datetime,
    at: datetime,
) -> bool:
    """A letter to a volunteer who has an address, in her language; whether it is new. One that
    is about a match can be taken back until it has gone (R63).
    """
    whose = {"volunteer_id": to.id, "match_id": match_id}
    return _write(session, kind, to, facts, again=again, due_at=due_at, at=at, **whose)


def _write(
    session: Session,
    kind: str,
    to: accounts.Account | Volunteer | Reader,
    facts: Mapping[str, object],
    *,
    again: str,
    due_at: datetime,
    at: datetime,
    **whose: str | None,
) -> bool:
    """The row of a letter, worded in the reader's language; `whose` are the ids it is kept by. One
    that is not necessary is handed the `site`, says how to stop its like, and is not written to
    who has done so.
    """
    centre, letter_id = centres.one(session, to.centre_id), new_id()
    frame: dict[str, object] = {
        "centre_name": centre.name,
        "centre_phone": phones.shown(centre.phone),
        "centre_tel": centre.phone,
        "stop": None,
    }
    if kind in OPTIONAL:
        reader = Whose(whose.get("volunteer_id"), whose.get("account_id"))
        if letter_stops.is_stopped(session, kind, reader, centre=centre.id):
            return False
        frame["stop"] = f"{facts['site']}/brev/{letter_id}/sluta"
    words = worded(kind, to.language, _spoken({**frame, **facts}, to.language))
    return letters.make(
        session,
        f"{kind}:{to.id}:{again}",
        id=letter_id,
        centre_id=to.centre_id,
        kind=kind,
        to=to.email,
        language=to.language,
        subject=words.subject,
        text=words.text,
        html=words.html,
        made_at=at,
        due_at=due_at,
        **whose,
    )


def _spoken(facts: Mapping[str, object], language: str) -> dict[str, object]:
    """What a letter's links lead to is read in the language of whom it is sent to."""
    if language == SOURCE or language not in offered():
        return dict(facts)
    links = {name: facts[name] for name in ("link", "stop") if facts.get(name)}
    return {**facts, **{name: f"{link}?lang={language}" for name, link in links.items()}}


def choose_password(
    session: Session, account: accounts.Account, *, public_url: str, at: datetime
) -> None:
    """A letter with a link that lets the account choose a password, once, for half an hour.

    The row has stars where the link ends: whoever reads the database, a copy of it or the drawer
    could else be in before its receiver. The token is made when the letter is sent (`claim`), one
    for each time, and its half hour begins there. On a laptop without a post office there is no
    token at all, and `./run password` prints one.
    """
    facts = {
        "link": urljoin(public_url, f"/nytt-losenord/{NO_TOKEN_YET}"),
        "minutes": int(LINK_HOLDS.total_seconds() // 60),
    }
    write(session, "choose_password", account, facts, again=at.isoformat(), at=at)


def password_link(session: Session, account: accounts.Account, *, at: datetime) -> str:
    """The token of a link that lets the account choose a password."""
    token = tokens.fresh()
    session.add(
        accounts.OneTimeLink(
            centre_id=account.centre_id,
            purpose="password",
            account_id=account.id,
            token_hash=tokens.kept(token),
            made_at=at,
            ends_at=at + LINK_HOLDS,
        )
    )
    return token


def own_page(session: Session, volunteer: Volunteer, *, public_url: str, at: datetime) -> None:
    """A letter with a link to her own page, once, for half an hour from when it is sent; as in
    `choose_password` the row has no token.
    """
    facts = {
        "called": volunteer.first_name,
        "link": urljoin(public_url, f"/min-sida/in/{NO_TOKEN_YET}"),
        "minutes": int(LINK_HOLDS.total_seconds() // 60),
    }
    again = at.isoformat()
    write_to_volunteer(session, OWN_PAGE, volunteer, facts, again=again, due_at=at, at=at)


def own_page_link(session: Session, volunteer: Volunteer, *, at: datetime) -> str:
    """The token of a link that opens a volunteer's own page."""
    token = tokens.fresh()
    session.add(
        accounts.OneTimeLink(
            centre_id=volunteer.centre_id,
            purpose=OWN_PAGE,
            volunteer_id=volunteer.id,
            token_hash=tokens.kept(token),
            made_at=at,
            ends_at=at + LINK_HOLDS,
        )
    )
    return token


def email_changed(session: Session, volunteer: Volunteer, old: str, *, at: datetime) -> None:
    """A letter to the address that was hers: if it was not she who changed it she hears of it.
    The new address does not stand in it.
    """
    to = Reader(volunteer.id, volunteer.centre_id, old, volunteer.language)
    facts, again = {"called": volunteer.first_name}, at.isoformat()
    whose = {"volunteer_id": volunteer.id}
    _write(session, "email_changed", to, facts, again=again, due_at=at, at=at, **whose)


def contact_page(
    session: Session, contact: OrganisationContact, *, public_url: str, at: datetime
) -> None:
    """A letter with a link to the page of a person at an organisation; as `own_page`."""
    facts = {
        "called": contact.name,
        "link": urljoin(public_url, f"/uppdragsgivare/in/{NO_TOKEN_YET}"),
        "minutes": int(LINK_HOLDS.total_seconds() // 60),
    }
    language = centres.one(session, contact.centre_id).language
    to = Reader(contact.id, contact.centre_id, contact.email or "", language)
    again = at.isoformat()
    _write(session, CONTACT_PAGE, to, facts, again=again, due_at=at, at=at, contact_id=contact.id)


def contact_page_link(session: Session, contact: OrganisationContact, *, at: datetime) -> str:
    """The token of a link that opens the page of a person at an organisation."""
    token = tokens.fresh()
    session.add(
        ContactVisit(
            centre_id=contact.centre_id,
            contact_id=contact.id,
            link_hash=tokens.kept(token),
            link_ends_at=at + LINK_HOLDS,
        )
    )
    return token


def weekly_digest(session: Session, run: Run, *, public_url: str, at: datetime) -> None:
    """The Monday letter to each coordinator: what lies on her desk, in counts and links, no names
    (R51, R55).
    """
    facts = {
        "site": public_url.rstrip("/"),
        "week": int(run.iso_week[-2:]),
        "suggestions": suggestions.count_undecided(session, run.id),
    }
    for account in accounts.of_centre(session, centre=run.centre_id, role=Role.COORDINATOR):
        desk = todo_groups.counted(session, centre=run.centre_id, by=account.id, at=at)
        hers = {**facts, "desk": desk, **{group.name.lower(): group for group in TodoGroup}}
        write(session, "weekly_digest", account, hers, again=run.iso_week, at=at)
