"""The outbox: letters that are due are claimed, sent after the commit, and marked.

One that cannot be delivered is tried for two days; then it is given up and a coordinator is told.
"""

import re
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.errors import Missing
from matcher.domain.plans import TodoKind
from matcher.mail.delivery import Envelope
from matcher.services import todos
from matcher.services.letters import (
    CONTACT_PAGE,
    NO_TOKEN_YET,
    OF_ROLE,
    OPTIONAL,
    OWN_PAGE,
    SECRET_KINDS,
    contact_page_link,
    own_page_link,
    password_link,
)
from matcher.store import accounts, contact_visits, letters, volunteers
from matcher.store.letters import Letter, LetterState

LEASE = timedelta(minutes=10)  # a sender that has not come back by then is dead
# Waits between tries: quick at first, then hourly; about two days in all.
PAUSES = tuple(timedelta(minutes=m) for m in (1, 5, 15, 60, 60, 240, 240, 720, 720, 720))
BATCH = 50  # letters a minute and sender


def claim(session: Session, *, at: datetime, at_most: int = BATCH) -> list[Envelope]:
    """Take letters that are due, so that no other sender does. Commit before sending them. One to
    whose door nobody belongs any more is let go, and stops no other.
    """
    found = []
    taken = letters.claim(session, at=at, lease=LEASE, at_most=at_most, freely=SECRET_KINDS)
    for letter in taken:
        try:
            found.append(_envelope(session, letter, at))
        except Missing:
            letter.state = LetterState.CANCELLED
    return found


def _envelope(session: Session, letter: Letter, at: datetime) -> Envelope:
    """The letter as it is sent: with a link that works, where it has one that opens a door."""
    text, html = letter.text, letter.html
    if letter.kind in SECRET_KINDS:
        token = _door_opener(session, letter, at)
        text = text.replace(NO_TOKEN_YET, token)
        html = html.replace(NO_TOKEN_YET, token) if html else None
    stop = re.search(rf"\S+/brev/{letter.id}/sluta", text) if letter.kind in OPTIONAL else None
    return Envelope(
        letter.id, letter.to, letter.subject, text, html, letter.made_at,
        stop_href=stop.group() if stop else None,
    )  # fmt: skip


def _door_opener(session: Session, letter: Letter, at: datetime) -> str:
    if letter.kind == OWN_PAGE:
        volunteer = volunteers.one(session, str(letter.volunteer_id), centre=letter.centre_id)
        return own_page_link(session, volunteer, at=at)
    if letter.kind == CONTACT_PAGE:
        contact = contact_visits.one(session, str(letter.contact_id), centre=letter.centre_id)
        return contact_page_link(session, contact, at=at)
    account = accounts.one(session, str(letter.account_id), centre=letter.centre_id)
    return password_link(session, account, at=at)


def sent(session: Session, letter_id: str, *, at: datetime) -> None:
    """The post office has it."""
    letter = letters.any_one(session, letter_id)
    letter.state, letter.sent_at = LetterState.SENT, at


def laid_in_drawer(session: Session, *, at: datetime) -> int:
    """There is no post office: what is due lies in the drawer, to be read on the site."""
    return letters.to_drawer(session, at=at, freely=SECRET_KINDS)


def put_off(session: Session, letter_id: str, fault: str, *, at: datetime) -> None:
    """Try again later; after the last try give it up and tell a coordinator."""
    letter = letters.any_one(session, letter_id)
    letter.tries += 1
    if letter.tries > len(PAUSES):
        give_up(session, letter_id, fault, at=at)
        return
    letter.state, letter.claimed_at, letter.fault = LetterState.QUEUED, None, fault
    letter.due_at = at + PAUSES[letter.tries - 1]


def give_up(session: Session, letter_id: str, fault: str, *, at: datetime) -> None:
    """It cannot be delivered. Others go on; a person gets to know (T41)."""
    letter: Letter = letters.any_one(session, letter_id)
    letter.state, letter.fault = LetterState.FAILED, fault
    if letter.kind in OF_ROLE:
        return  # a to-do is everybody's; a concern that is late is told to all with the role (R70)
    todos.make(
        session,
        TodoKind.LETTER_FAILED,
        due_on=swedish_day(at),
        letter_id=letter.id,
        facts={"kind": letter.kind},
        centre=letter.centre_id,
        at=at,
    )
