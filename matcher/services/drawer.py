"""The drawer: letters as they were written, to be read on the site. On a laptop it is the post."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from matcher.domain.accounts import Role
from matcher.domain.errors import Missing
from matcher.services.letters import OF_ROLE, SECRET_KINDS
from matcher.store import letters
from matcher.store.letters import Letter, LetterState

AT_MOST = 200  # letters in the list; older ones are in the audit


@dataclass(frozen=True, slots=True)
class Written:
    """A letter. `text` is None when it is for its receiver alone: the link in it opens an account,
    and is made when the letter is sent.
    """

    id: str
    made_at: datetime
    to: str
    subject: str
    state: LetterState
    fault: str | None
    text: str | None
    is_answered: bool  # a card that was taken back, since the answer had come already


def listed(session: Session, *, roles: Collection[Role], centre: str) -> tuple[Written, ...]:
    """The centre's letters as far as these roles may know of them, newest first."""
    hidden = _hidden(roles)
    rows = letters.newest(session, centre=centre, without=hidden, at_most=AT_MOST)
    answered = letters.answered_cards(session, rows, centre=centre)
    return tuple(_written(row, is_answered=row.id in answered) for row in rows)


def one(session: Session, letter_id: str, *, roles: Collection[Role], centre: str) -> Written:
    """A letter. Raises Missing, also where these roles may not know of it."""
    row = letters.one(session, letter_id, centre=centre)
    if row.kind in _hidden(roles):
        raise Missing("letter", letter_id)
    answered = letters.answered_cards(session, [row], centre=centre)
    return _written(row, is_answered=row.id in answered)


def _hidden(roles: Collection[Role]) -> set[str]:
    return {kind for kind, role in OF_ROLE.items() if role not in roles}


def _written(row: Letter, *, is_answered: bool) -> Written:
    return Written(
        row.id,
        row.made_at,
        row.to,
        row.subject,
        row.state,
        row.fault,
        None if row.kind in SECRET_KINDS else row.text,
        is_answered,
    )
