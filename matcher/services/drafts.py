"""What a visitor has typed in a public form, kept for some days behind a cookie.

The cookie holds a token, the row its hash: whoever reads the database cannot open a draft, and
whoever guesses at cookies meets 256 bits.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from matcher.services import tokens
from matcher.store import drafts

KEPT_FOR = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Draft:
    """What is kept so far, and since when."""

    typed: Mapping[str, Any]
    started_at: datetime


def find(session: Session, token: str, form: str, *, centre: str, at: datetime) -> Draft | None:
    """The draft behind the token, if there still is one."""
    row = drafts.by_token(session, tokens.kept(token), form, centre=centre, at=at)
    return None if row is None else Draft(row.typed, row.started_at)


def keep(
    session: Session, token: str, form: str, typed: Mapping[str, Any], *, centre: str, at: datetime
) -> str:
    """Keep what is typed; the token it is found by, a new one where the old finds nothing.

    The days begin anew. Drafts that are over go at the same time, so that no clock is needed.
    """
    row = drafts.by_token(session, tokens.kept(token), form, centre=centre, at=at)
    if row is None:
        drafts.forget_ended(session, centre=centre, at=at)
        token = tokens.fresh()
        row = drafts.Draft(
            centre_id=centre, token_hash=tokens.kept(token), form=form, started_at=at
        )
        session.add(row)
    row.typed, row.changed_at, row.ends_at = dict(typed), at, at + KEPT_FOR
    return token


def discard(session: Session, token: str, form: str, *, centre: str, at: datetime) -> None:
    """It has been sent, or is not wanted: nothing is left of it."""
    row = drafts.by_token(session, tokens.kept(token), form, centre=centre, at=at)
    if row is not None:
        session.delete(row)
