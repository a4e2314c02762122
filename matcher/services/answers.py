"""Why, why not, and what nobody has told: what a coordinator asks of two people, or of all.

Every look at a person is logged by the door before it asks here (`look_at_pair`, `look_at_one`).
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from matcher.domain.answers import Question, Refusal, WhyNot
from matcher.domain.errors import Missing
from matcher.domain.suggestions import Subject
from matcher.domain.vocabulary import Vocabulary
from matcher.engine.answers.unknowns import unknowns
from matcher.services import answer_weeks, matched_pairs, pairs_by_hand, waiting_pages
from matcher.services.answer_weeks import People, Standing
from matcher.services.matched_pairs import Matched
from matcher.services.pairs_by_hand import Beside, ByHand
from matcher.store import faces as face_rows
from matcher.store.audit import looked, looked_at_all


@dataclass(frozen=True, slots=True)
class PairAnswer:
    """Two people: how it would be, what forbids it, and what the others would pay."""

    pair: ByHand
    why: WhyNot | None  # None: one of them is not in the week's matching
    people: People
    suggestion_id: str | None  # this week's, undecided
    is_other_than_listed: bool = False  # the week's list would be another if it were recounted
    beside: Beside | None = None  # then, who stands on the list with either, if these two do not
    fit_share: int = 100  # of a week's points, in per cent: how well all suit
    matched: Matched | None = None  # a match that is not over; then nothing is asked of the week


@dataclass(frozen=True, slots=True)
class UnknownAnswer:
    """What nobody has told, in the order in which it is worth asking."""

    questions: tuple[Question, ...]
    people: People
    vocabulary: Vocabulary


def look_at_pair(
    session: Session, need_id: str, volunteer_id: str, *, centre: str, by: str, at: datetime
) -> None:
    """Note that somebody asks about two people (R79). Raises Missing."""
    whom = [waiting_pages.whose(session, need_id, centre=centre)]
    whom.append(_volunteer(session, volunteer_id, centre=centre))
    looked_at_all(session, "answers.one", whom, centre=centre, by=by, at=at)


def look_at_one(
    session: Session, subject: Subject, who: str, *, centre: str, by: str, at: datetime
) -> None:
    """Note that somebody asks about one person (R79). Raises Missing."""
    if subject is Subject.NEED:
        waiting_pages.look(session, who, centre=centre, by=by, at=at)
        return
    about, about_id = _volunteer(session, who, centre=centre)
    looked(session, "answers.one", about=about, about_id=about_id, centre=centre, by=by, at=at)


def _volunteer(session: Session, volunteer_id: str, *, centre: str) -> tuple[str, str]:
    if volunteer_id not in face_rows.of_volunteers(
        session, [volunteer_id], drawn=(), centre=centre
    ):
        raise Missing("volunteer", volunteer_id)
    return "volunteer", volunteer_id


def look_at_all(session: Session, *, centre: str, by: str, at: datetime) -> None:
    """Note that somebody asks about the whole centre (R79)."""
    looked(session, "answers.all", about="centre", about_id=centre, centre=centre, by=by, at=at)


def pair(
    session: Session, need_id: str, volunteer_id: str, *, centre: str, at: datetime
) -> PairAnswer:
    """Why these two, or why not. Raises Missing."""
    now = answer_weeks.standing(session, centre=centre, at=at)
    matched = matched_pairs.between(session, volunteer_id, need_id, centre=centre)
    if matched is not None:
        both = matched_pairs.seen(session, now, volunteer_id, need_id, matched, centre=centre)
        return PairAnswer(both, None, People({}, {}), None, matched=matched)
    seen = pairs_by_hand.by_hand(session, now, volunteer_id, need_id, centre=centre)
    why = now.once(("why", volunteer_id, need_id), lambda: _why(now, (volunteer_id, need_id)))
    told = [one.difference for one in (why.forced, why.forbidden) if one] if why else []
    volunteers, needs = [volunteer_id], [need_id]
    if why and why.refused:
        (needs if why.refused is Refusal.VOLUNTEER_FULL else volunteers).extend(why.locked)
    who = answer_weeks.people(
        session, now, volunteers=volunteers, needs=needs, differences=told, centre=centre
    )
    listed = now.undecided.get((volunteer_id, need_id))
    beside = None
    if now.is_other_than_listed and listed is None:
        beside = pairs_by_hand.beside(session, now, volunteer_id, need_id, centre=centre)
    share = now.chosen.params.dial.fit
    return PairAnswer(seen, why, who, listed, now.is_other_than_listed, beside, share)


def unknown(session: Session, *, centre: str, at: datetime) -> UnknownAnswer:
    """What nobody has told about those whom the week's lists name."""
    now = answer_weeks.standing(session, centre=centre, at=at)
    found = now.once("unknown", lambda: unknowns(now.solved))
    known = answer_weeks.people(
        session,
        now,
        volunteers=[volunteer_id for one in found for volunteer_id, _ in one.pairs],
        needs=[need_id for one in found for _, need_id in one.pairs],
        centre=centre,
    )
    return UnknownAnswer(found, known, now.chosen.vocabulary)


def _why(now: Standing, asked: tuple[str, str]) -> WhyNot | None:
    try:
        return now.forcing.why_not(asked)
    except Missing:  # paused, ended, or not open: `PairAnswer.pair` says what is missing
        return None
