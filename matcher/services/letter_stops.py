"""No to a kind of letter that is not necessary: by the link that stands in each of them, or on the
reader's own page, where it is taken back too.

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
from matcher.store.letter_stops import Whose as Whose
from matcher.store.letters import Letter

TO_VOLUNTEERS = ("card_reminder",)
TO_ACCOUNTS = ("weekly_digest",)


@dataclass(frozen=True, slots=True)
class StopPage:
    """Which kind of letter it was, from which centre, and whether it is stopped."""

    kind: str
    centre: SignUpCentre
    is_stopped: bool


@dataclass(frozen=True, slots=True)
class LetterChoice:
    """A kind of letter that may be said no to, and whether that has been done."""

    kind: str
    is_stopped: bool


def page(session: Session, letter_id: str) -> StopPage:
    """Raises Missing for a letter that is not there, or that is necessary."""
    letter, whose = _found(session, letter_id)
    stopped = letter_stops.is_stopped(session, letter.kind, whose, centre=letter.centre_id)
    return StopPage(letter.kind, face_of(session, letter.centre_id), stopped)


def stop(session: Session, letter_id: str, *, at: datetime) -> None:
    """No more of that kind, nor what lies in the outbox already. Raises Missing."""
    letter, whose = _found(session, letter_id)
    choose(session, whose, letter.kind, wanted=False, centre=letter.centre_id, at=at)


def want_again(session: Session, letter_id: str, *, at: datetime) -> None:
    """She wants them after all. Raises Missing."""
    letter, whose = _found(session, letter_id)
    choose(session, whose, letter.kind, wanted=True, centre=letter.centre_id, at=at)


def choices_of(session: Session, whose: Whose, *, centre: str) -> tuple[LetterChoice, ...]:
    """Every kind that this reader may say no to."""
    return tuple(
        LetterChoice(kind, letter_stops.is_stopped(session, kind, whose, centre=centre))
        for kind in _kinds(whose)
    )


def choose(
    session: Session, whose: Whose, kind: str, *, wanted: bool, centre: str, at: datetime
) -> None:
    """No more of that kind, or they are wanted again; said twice it is said once. Raises Missing
    for a kind that is necessary, or that she is never sent.
    """
    if kind not in _kinds(whose):
        raise Missing("letter", kind)
    if wanted:
        letter_stops.take_back(session, kind, whose, centre=centre)
    else:
        letter_stops.take_out(session, kind, whose, centre=centre)
        letter_stops.add(session, kind, whose, centre=centre, at=at)
    record(
        session,
        "letter.wanted_again" if wanted else "letter.stopped",
        about="volunteer" if whose.volunteer_id else "account",
        about_id=whose.volunteer_id or whose.account_id,
        centre=centre,
        by=whose.account_id,
        at=at,
        kind=kind,
    )


def _found(session: Session, letter_id: str) -> tuple[Letter, Whose]:
    letter = letters.any_one(session, letter_id)
    if letter.kind not in OPTIONAL:
        raise Missing("letter", letter_id)
    return letter, Whose(letter.volunteer_id, letter.account_id)


def _kinds(whose: Whose) -> tuple[str, ...]:
    return TO_VOLUNTEERS if whose.volunteer_id else TO_ACCOUNTS
