"""The page of one who waits: ranked candidates, near misses, and what hinders the others.

A page shows what the week's run said. Asked for, or where the run did not know the need, the
engine is asked about the rows of this moment: a coordinator who has just corrected something sees
what it did, with more candidates. Nothing is stored by looking.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from matcher.domain import found_as_json as as_json
from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.errors import Missing
from matcher.domain.needs import NeedState
from matcher.domain.recipients import RecipientState
from matcher.domain.suggestions import (
    Explanation,
    Subject,
    SuggestionState,
    Without,
)
from matcher.domain.vocabulary import Vocabulary
from matcher.engine.matching import candidates_of
from matcher.services import answer_weeks, choices, faces
from matcher.services.choices import Choices
from matcher.services.faces import NeedSide, Side
from matcher.services.fits import Fit, fit_of
from matcher.services.week_values import NearLine
from matcher.store import faces as face_rows
from matcher.store import matches, runs, suggestions
from matcher.store.audit import looked
from matcher.store.matches import LivingPair

RESTRICTED = "restricted"  # the rule of whom nothing is done with
CANDIDATES_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Candidate:
    """A volunteer who could be matched, and how well."""

    volunteer: Side
    explanation: Explanation
    fit: Fit
    rank: int  # 0: the engine's own choice today
    suggestion_id: str | None  # of this week, still undecided


@dataclass(frozen=True, slots=True)
class NeedPage:
    """One who waits: candidates in order, near misses, and what hinders the others."""

    need: NeedSide
    state: NeedState
    age: int | None  # by the year of birth: this year's
    phone: str | None
    languages: tuple[str, ...]  # concept ids
    candidates: tuple[Candidate, ...]
    possible: int | None  # None: the run told the best, and counted no further
    volunteers: int  # in the pool
    is_now: bool  # by this moment's rows, not by the week's run
    near: tuple[NearLine, ...]
    blocked: tuple[tuple[str, int], ...]  # rule id → how many volunteers, most first
    own: tuple[str, ...]
    resting: int  # whom a coordinator has said "not now" of, this week
    matched: tuple[tuple[Side, LivingPair], ...]
    free_seats: int
    vocabulary: Vocabulary


def look(
    session: Session, need_id: str, *, centre: str, by: str, at: datetime
) -> face_rows.NeedFace:
    """Note that somebody looks at who waits with a need (R79): the need, as lists show it. Raises
    Missing.
    """
    row = face_of(session, need_id, centre=centre)
    about, about_id = _whose(row)
    looked(session, "waiting.one", about=about, about_id=about_id, centre=centre, by=by, at=at)
    return row


def whose(session: Session, need_id: str, *, centre: str) -> tuple[str, str]:
    """What a look at a need is a look at: a recipient or an organisation, and the id. Raises
    Missing.
    """
    return _whose(face_of(session, need_id, centre=centre))


def _whose(row: face_rows.NeedFace) -> tuple[str, str]:
    if row.recipient_id:
        return "recipient", row.recipient_id
    return "organisation", row.organisation_id or ""


def one(
    session: Session, need_id: str, *, now: bool = False, centre: str, at: datetime
) -> NeedPage:
    """The page of one need: as the week's run left it, or (`now`, and where the run does not know
    it) by the rows of this moment, with more candidates. Raises Missing.
    """
    row = face_of(session, need_id, centre=centre)
    chosen, on = choices.of(session, centre=centre), swedish_day(at)
    told = _Told() if now else _as_stored(session, need_id, centre=centre)
    if not told.is_known:
        told = _as_it_is(session, need_id, centre=centre, at=at)
    living = [p for p in matches.living_pairs(session, centre=centre) if p.need_id == need_id]
    everybody = _everybody(told, living)
    people, wanted = faces.of_one(session, row, everybody, chosen.params, centre=centre, on=on)
    faces.in_own_words(session, people, wanted, centre=centre)
    side, why = wanted[need_id], told.why
    return NeedPage(
        need=side,
        state=row.state,
        age=on.year - row.birth_year if row.birth_year else None,
        phone=row.phone if row.recipient_state is not RecipientState.DECEASED else None,
        languages=tuple(row.languages or ()),
        candidates=tuple(_candidate(one, people, side, chosen) for one in told.candidates),
        possible=told.possible,
        volunteers=told.volunteers,
        is_now=told.is_now,
        near=tuple(NearLine(people[one.other_id], one) for one in why.near) if why else (),
        blocked=_of_the_others(why) if why else (),
        own=why.own if why else (),
        resting=why.resting if why else 0,
        matched=tuple((people[pair.volunteer_id], pair) for pair in living),
        free_seats=row.seats - len(living),
        vocabulary=chosen.vocabulary,
    )


def _of_the_others(why: Without) -> tuple[tuple[str, int], ...]:
    """What keeps the volunteers away. What bars the person alone is told apart, and while her data
    rest nothing of theirs would open it (R77).
    """
    if RESTRICTED in why.own:
        return ()
    return tuple((rule, count) for rule, count in why.blocked.items() if rule not in why.own)


def face_of(session: Session, need_id: str, *, centre: str) -> face_rows.NeedFace:
    """A need as lists show it, in whatever state it is. Raises Missing."""
    found = face_rows.of_needs(session, [need_id], centre=centre).get(need_id)
    if found is None:
        raise Missing("need", need_id)
    return found


@dataclass(frozen=True, slots=True)
class _Found:
    """A candidate by id."""

    volunteer_id: str
    explanation: Explanation
    rank: int
    suggestion_id: str | None = None


@dataclass(frozen=True, slots=True)
class _Told:
    """What is said of a need's candidates, by id; `possible` is None where nobody has counted."""

    candidates: tuple[_Found, ...] = ()
    why: Without | None = None
    possible: int | None = None
    volunteers: int = 0
    is_known: bool = False
    is_now: bool = False


def _as_stored(session: Session, need_id: str, *, centre: str) -> _Told:
    """What the newest run said: its suggestion and alternatives, or why there was none."""
    run = runs.newest_run(session, centre=centre)
    if run is None:
        return _Told()
    rows = suggestions.of_run(session, run.id, centre=centre, need_id=need_id)
    without = suggestions.without_of_run(session, run.id, centre=centre, need_id=need_id)
    why = as_json.without_from(without[0].why, Subject.NEED, need_id) if without else None
    return _Told(
        candidates=tuple(
            _Found(
                row.volunteer_id,
                as_json.explanation_from(row.explanation),
                row.rank,
                None if row.rank else row.id,
            )
            for row in rows
            if row.state is SuggestionState.PROPOSED
        ),
        why=why,
        possible=why.possible if why else None,
        volunteers=run.volunteers,
        is_known=bool(rows or without),
    )


def _as_it_is(session: Session, need_id: str, *, centre: str, at: datetime) -> _Told:
    """What the engine says of this moment's rows. Nothing is stored."""
    now = answer_weeks.standing(session, centre=centre, at=at)
    pool, chosen = now.free, now.chosen
    if all(need.id != need_id for need in pool.needs):
        return _Told(volunteers=len(pool.volunteers), is_now=True)
    asked = now.once(
        ("candidates", need_id),
        lambda: candidates_of(pool, chosen.params, chosen.related, need_id, most=CANDIDATES_SHOWN),
    )
    open_ones = undecided(session, need_id, centre=centre)
    return _Told(
        candidates=tuple(
            _Found(p.volunteer_id, p.explanation, p.rank, open_ones.get(p.volunteer_id))
            for p in asked.ranked
        ),
        why=asked.others,
        possible=asked.others.possible,
        volunteers=len(pool.volunteers),
        is_known=True,
        is_now=True,
    )


def undecided(session: Session, need_id: str, *, centre: str) -> dict[str, str]:
    """This week's undecided suggestions of a need: volunteer's id → suggestion's."""
    run = runs.newest_run(session, centre=centre)
    if run is None:
        return {}
    rows = suggestions.of_run(session, run.id, centre=centre, at_most_rank=0, need_id=need_id)
    proposed = SuggestionState.PROPOSED
    return {row.volunteer_id: row.id for row in rows if row.state is proposed}


def _everybody(told: _Told, living: Sequence[LivingPair]) -> list[str]:
    return [
        *(one.volunteer_id for one in told.candidates),
        *(near.other_id for near in (told.why.near if told.why else ())),
        *(pair.volunteer_id for pair in living),
    ]


def _candidate(
    found: _Found, people: dict[str, Side], need: NeedSide, chosen: Choices
) -> Candidate:
    volunteer = people[found.volunteer_id]
    explanation = faces.as_told(found.explanation, volunteer, need)
    fit = fit_of(explanation, chosen.params)
    return Candidate(volunteer, explanation, fit, found.rank, found.suggestion_id)
