"""The drawer: letters as they were written, to be read on the site. On a laptop it is the post."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from matcher.services.letters import SECRET_KINDS
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


def listed(session: Session, *, centre: str) -> tuple[Written, ...]:
    """The centre's letters, newest first."""
    rows = letters.newest(session, centre=centre, at_most=AT_MOST)
    answered = letters.answered_cards(session, rows, centre=centre)
    return tuple(_written(row, is_answered=row.id in answered) for row in rows)


def one(session: Session, letter_id: str, *, centre: str) -> Written:
    """A letter. Raises Missing."""
    row = letters.one(session, letter_id, centre=centre)
    answered = letters.answered_cards(session, [row], centre=centre)
    return _written(row, is_answered=row.id in answered)


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
