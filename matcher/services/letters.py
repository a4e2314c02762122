"""Letters are rows first: written in the same transaction as what they tell of.

Nobody is written to about something that was rolled back. The outbox sends them after the commit.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from urllib.parse import urljoin

from sqlalchemy.orm import Session

from matcher.domain.accounts import Role
from matcher.domain.calendar_weeks import STOCKHOLM
from matcher.domain.plans import TodoKind
from matcher.mail.delivery import Envelope
from matcher.mail.letters import worded
from matcher.services import todos, tokens
from matcher.store import accounts, centres, letters, suggestions
from matcher.store import todos as todo_rows
from matcher.store.letters import Letter, LetterState
from matcher.store.suggestions import Run

LINK_HOLDS = timedelta(minutes=30)  # R5, T17
LEASE = timedelta(minutes=10)  # a sender that has not come back by then is dead
# Waits between tries: quick at first, then hourly; about two days in all.
PAUSES = tuple(timedelta(minutes=m) for m in (1, 5, 15, 60, 60, 240, 240, 720, 720, 720))
BATCH = 50  # letters a minute and sender


def write(
    session: Session,
    kind: str,
    to: accounts.Account,
    facts: Mapping[str, object],
    *,
    again: str,
    at: datetime,
) -> bool:
    """A letter to somebody who works at a centre; whether it is new.

    `again` tells two letters of a kind apart: the same one asked for twice is written once.
    """
    centre = centres.one(session, to.centre_id)
    frame = {"centre_name": centre.name, "centre_phone": centre.phone}
    words = worded(kind, to.language, {**frame, **facts})
    return letters.make(
        session,
        f"{kind}:{to.id}:{again}",
        centre_id=to.centre_id,
        kind=kind,
        account_id=to.id,
        to=to.email,
        language=to.language,
        subject=words.subject,
        text=words.text,
        html=words.html,
        made_at=at,
        due_at=at,
    )


def choose_password(
    session: Session, account: accounts.Account, *, public_url: str, at: datetime
) -> None:
    """A letter with a link that lets the account choose a password, once, for half an hour."""
    token = password_link(session, account, at=at)
    facts = {
        "link": urljoin(public_url, f"/nytt-losenord/{token}"),
        "minutes": int(LINK_HOLDS.total_seconds() // 60),
    }
    write(session, "choose_password", account, facts, again=tokens.kept(token)[:12], at=at)


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


def weekly_digest(session: Session, run: Run, *, public_url: str, at: datetime) -> None:
    """The Monday letter to each coordinator: counts and links, no names (R51, R55)."""
    facts = {
        "site": public_url.rstrip("/"),
        "week": int(run.iso_week[-2:]),
        "suggestions": suggestions.count_undecided(session, run.id),
        **todo_rows.counts(session, centre=run.centre_id, on=at.astimezone(STOCKHOLM).date()),
    }
    for account in accounts.of_centre(session, centre=run.centre_id, role=Role.COORDINATOR):
        write(session, "weekly_digest", account, facts, again=run.iso_week, at=at)


# ── the outbox ────────────────────────────────────────────────────────────────────────────────


def claim(session: Session, *, at: datetime, at_most: int = BATCH) -> list[Envelope]:
    """Take letters that are due, so that no other sender does. Commit before sending them."""
    return [
        Envelope(letter.id, letter.to, letter.subject, letter.text, letter.html, letter.made_at)
        for letter in letters.claim(session, at=at, lease=LEASE, at_most=at_most)
    ]


def sent(session: Session, letter_id: str, *, at: datetime) -> None:
    """The post office has it."""
    letter = letters.any_one(session, letter_id)
    letter.state, letter.sent_at = LetterState.SENT, at


def laid_in_drawer(session: Session, *, at: datetime) -> int:
    """There is no post office: what is due lies in the drawer, to be read on the site."""
    return letters.to_drawer(session, at=at)


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
    todos.make(
        session,
        TodoKind.LETTER_FAILED,
        due_on=at.astimezone(STOCKHOLM).date(),
        letter_id=letter.id,
        facts={"kind": letter.kind},
        centre=letter.centre_id,
        at=at,
    )
