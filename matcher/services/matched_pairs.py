"""Two who are matched already: why the two, by today's facts and as if their match were not there;
what speaks against them all the same, when they meet, and how long the person waited until then.

What a match takes of her hours and her room is hers to give, and no reason against itself.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.matches import MatchState, OverrideReason
from matcher.domain.people import Trait
from matcher.domain.promises import weeks_waited
from matcher.domain.regular_times import RegularTime
from matcher.domain.suggestions import Broken, PairView
from matcher.engine.matching import look_at
from matcher.engine.rules.frame import TimeWish, TravelWish
from matcher.engine.rules.gender import GenderMust
from matcher.engine.rules.safety import Allergy, Hours, MinAge
from matcher.engine.rules.wishes import FormWish, Language, Skills, Task, Together
from matcher.services import faces, regular_times
from matcher.services.answer_weeks import Standing
from matcher.services.fits import fit_of
from matcher.services.pairs_by_hand import ByHand
from matcher.services.waiting_pages import face_of
from matcher.store import accounts, match_people, profiles

# Rules of what the two have said of themselves, which no match takes away. Room, notice, rest and
# what we ask of a volunteer are of the week's choosing, and not read here.
BETWEEN = frozenset(
    {
        *(rule.id for rule in (Task, Skills, Language, Together, FormWish)),
        *(rule.id for rule in (TimeWish, TravelWish, GenderMust, MinAge, Hours, Allergy)),
        *(trait.value for trait in Trait),
    }
)


@dataclass(frozen=True, slots=True)
class Matched:
    """The match that two are in: whose yes it began with, and how far it has come."""

    match_id: str
    state: MatchState
    by: str | None  # None: the account is no more
    on: date
    regular: RegularTime | None = None  # when they usually meet, while they do
    meeting_at: datetime | None = None  # the first meeting, booked and not yet held
    met_on: date | None = None
    waited: int | None = None  # whole weeks until they met; None: not met, or waits once more
    has_time: bool = False  # a regular time is agreed, also while they rest
    override: OverrideReason | None = None  # why, against what they had said


def between(session: Session, volunteer_id: str, need_id: str, *, centre: str) -> Matched | None:
    """The match that is not over in which she meets whose need it is; None where there is none."""
    found = match_people.between(session, volunteer_id, need_id, centre=centre)
    if found is None:
        return None
    by = accounts.names(session, centre=centre).get(found.approved_by or "")
    since, met_on = face_of(session, need_id, centre=centre).waiting_since, found.met_on
    return Matched(
        found.id,
        found.state,
        by,
        swedish_day(found.approved_at),
        regular_times.of_match(found) if found.state.meets else None,
        found.meeting_at if found.state is MatchState.MEETING_BOOKED else None,
        met_on,
        weeks_waited(since, on=met_on) if met_on and since <= met_on else None,
        bool(found.regular_time),
        found.override_reason,
    )


def seen(
    session: Session,
    now: Standing,
    volunteer_id: str,
    need_id: str,
    matched: Matched,
    *,
    centre: str,
) -> ByHand:
    """How it is between two who are matched, and which of the rules that are between the two they
    break today. Room, clearance and consent are not told of here: their match is what takes the
    one, and what the others ask is held where a match is approved. Raises Missing.
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
    view = replace(view, explanation=told, broken=_against(view, matched))
    return ByHand(side, volunteer, view, fit_of(told, params), now.chosen.vocabulary)


def _against(view: PairView, matched: Matched) -> tuple[Broken, ...]:
    """What they have said against each other; who has agreed on a time has one in common."""
    told = (one for one in view.broken if one.rule in BETWEEN)
    return tuple(one for one in told if one.rule != TimeWish.id or not matched.has_time)


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
        frozen=frozenset(pair for pair in pool.frozen if pair[0] != volunteer_id),  # in `two`
    )
    return look_at(pool, chosen.params, chosen.related, volunteer_id, need_id)
