"""No to a kind of letter that is not necessary, by the link that stands in each of them.

The letter's own id is the way in: it is random, opens nothing but this, and says nothing of whom.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from matcher.domain.errors import Missing
from matcher.services.letters import OPTIONAL
from matcher.services.signups import SignUpCentre, face_of
from matcher.store import letter_stops, letters
from matcher.store.audit import record
from matcher.store.letter_stops import Whose
from matcher.store.letters import Letter


@dataclass(frozen=True, slots=True)
class StopPage:
    """Which kind of letter it was, from which centre, and whether it is stopped."""

    kind: str
    centre: SignUpCentre
    is_stopped: bool


def page(session: Session, letter_id: str) -> StopPage:
    """Raises Missing for a letter that is not there, or that is necessary."""
    letter, whose = _found(session, letter_id)
    stopped = letter_stops.is_stopped(session, letter.kind, whose, centre=letter.centre_id)
    return StopPage(letter.kind, face_of(session, letter.centre_id), stopped)


def stop(session: Session, letter_id: str, *, at: datetime) -> None:
    """No more of that kind, nor what lies in the outbox already. Raises Missing."""
    letter, whose = _found(session, letter_id)
    letter_stops.take_out(session, letter.kind, whose, centre=letter.centre_id)
    letter_stops.add(session, letter.kind, whose, centre=letter.centre_id, at=at)
    _record(session, letter, whose, "letter.stopped", at=at)


def want_again(session: Session, letter_id: str, *, at: datetime) -> None:
    """She wants them after all. Raises Missing."""
    letter, whose = _found(session, letter_id)
    letter_stops.take_back(session, letter.kind, whose, centre=letter.centre_id)
    _record(session, letter, whose, "letter.wanted_again", at=at)


def _found(session: Session, letter_id: str) -> tuple[Letter, Whose]:
    letter = letters.any_one(session, letter_id)
    if letter.kind not in OPTIONAL:
        raise Missing("letter", letter_id)
    return letter, Whose(letter.volunteer_id, letter.account_id)


def _record(session: Session, letter: Letter, whose: Whose, deed: str, *, at: datetime) -> None:
    record(
        session,
        deed,
        about="volunteer" if whose.volunteer_id else "account",
        about_id=whose.volunteer_id or whose.account_id,
        centre=letter.centre_id,
        by=whose.account_id,
        at=at,
        kind=letter.kind,
    )
