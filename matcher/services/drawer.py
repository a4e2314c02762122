"""The drawer: letters as they were written, to be read on the site. On a laptop it is the post."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from matcher.store import letters
from matcher.store.letters import Letter, LetterState

AT_MOST = 200  # letters in the list; older ones are in the audit
# Letters whose link opens an account: whoever reads one could sign in as somebody else.
SECRET_KINDS = frozenset({"choose_password"})


@dataclass(frozen=True, slots=True)
class Written:
    """A letter. `text` is None when it is for its receiver alone."""

    id: str
    made_at: datetime
    to: str
    subject: str
    state: LetterState
    fault: str | None
    text: str | None


def listed(session: Session, *, centre: str, by: str) -> tuple[Written, ...]:
    """The centre's letters, newest first."""
    rows = letters.newest(session, centre=centre, at_most=AT_MOST)
    return tuple(_written(row, by) for row in rows)


def one(session: Session, letter_id: str, *, centre: str, by: str) -> Written:
    """A letter. Raises Missing."""
    return _written(letters.one(session, letter_id, centre=centre), by)


def _written(row: Letter, by: str) -> Written:
    hidden = row.kind in SECRET_KINDS and row.account_id != by
    return Written(
        row.id,
        row.made_at,
        row.to,
        row.subject,
        row.state,
        row.fault,
        None if hidden else row.text,
    )
