"""Two who are matched already: why the two, by today's facts and as if their match were not there.

What a match takes of her hours and her room is hers to give, and no reason against itself.
"""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.matches import MatchState
from matcher.domain.suggestions import PairView
from matcher.engine.matching import look_at
from matcher.services import faces
from matcher.services.answer_weeks import Standing
from matcher.services.fits import fit_of
from matcher.services.pairs_by_hand import ByHand
from matcher.services.waiting_pages import face_of
from matcher.store import accounts, match_people, profiles


@dataclass(frozen=True, slots=True)
class Matched:
    """The match that two are in: whose yes it began with, and how far it has come."""

    match_id: str
    state: MatchState
    by: str | None  # None: the account is no more
    on: date


def between(session: Session, volunteer_id: str, need_id: str, *, centre: str) -> Matched | None:
    """The match that is not over in which she meets whose need it is; None where there is none."""
    found = match_people.between(session, volunteer_id, need_id, centre=centre)
    if found is None:
        return None
    by = accounts.names(session, centre=centre).get(found.approved_by or "")
    return Matched(found.id, found.state, by, swedish_day(found.approved_at))


def seen(
    session: Session, now: Standing, volunteer_id: str, need_id: str, *, centre: str
) -> ByHand:
    """How it is between two who are matched; no rule is told of: nobody is to be chosen by it.
    Raises Missing.
    """
    row = face_of(session, need_id, centre=centre)
    params = now.chosen.params
    view = now.once(
        ("matched", volunteer_id, need_id),
        lambda: _view(session, now, volunteer_id, need_id, centre=centre),
    )
    people, wanted = faces.of_one(session, row, [volunteer_id], params, centre=centre, on=now.on)
    faces.in_own_words(session, people, wanted, centre=centre)
    side, volunteer = wanted[need_id], people[volunteer_id]
    told = faces.as_told(view.explanation, volunteer, side)
    view = replace(view, explanation=told, broken=())
    return ByHand(side, volunteer, view, fit_of(told, params), now.chosen.vocabulary)


def _view(
    session: Session, now: Standing, volunteer_id: str, need_id: str, *, centre: str
) -> PairView:
    """Among all the others: how rare a word is among them is part of how well two suit."""
    chosen, pool = now.chosen, now.free
    two = profiles.two(
        session,
        volunteer_id,
        need_id,
        centre=centre,
        on=now.on,
        sensitive=chosen.sensitive,
        pastimes=chosen.pastimes,
    )
    others = (one for one in pool.volunteers if one.id != volunteer_id)
    pool = replace(
        pool,
        volunteers=(*others, *two.volunteers),
        needs=(*(one for one in pool.needs if one.id != need_id), *two.needs),
        frozen=pool.frozen - {(volunteer_id, need_id)},
    )
    return look_at(pool, chosen.params, chosen.related, volunteer_id, need_id)
