"""The one door through which a match changes its state (R57).

    match = hold(…)          our turn, its row, its participants
    … a participant's own word is written …
    move(…)                  the table is asked; row, audit line and version follow, or NotNow

Deeds lie beside: `match_asking` (both yeses), `match_declining`, `match_meetings` (booked, held,
trial), `match_ends` (pauses, endings); the clock's part is `match_upkeep`.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy.orm import Session

from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.errors import NotNow
from matcher.domain.matches import MatchEvent, MatchState, Standing, turned
from matcher.domain.plans import TodoKind
from matcher.services import todos
from matcher.store import centres, match_life
from matcher.store.audit import record_of
from matcher.store.matches import Match, Participant


def hold(session: Session, match_id: str, *, centre: str) -> Match:
    """The match, in our turn: no two change it at once. Raises Missing."""
    centres.take_turn(session, centre)
    return match_life.one(session, match_id, centre=centre, held=True)


def move(
    session: Session,
    match: Match,
    event: MatchEvent,
    *,
    by: str | None,
    at: datetime,
    met_with_us: bool = False,
    facts: Mapping[str, object] | None = None,
) -> MatchState:
    """Let the event happen; the new state. `facts` are ids and codes, for the audit. Raises
    NotNow when the table has no way (R57).
    """
    now = standing(match, at=at, met_with_us=met_with_us)
    match.state = turned(match.state, event, now)
    match.version += 1
    record_of(session, f"match.{event.value}", "match", match, by=by, at=at, **(facts or {}))
    return match.state


def may_happen(match: Match, event: MatchEvent, *, at: datetime) -> bool:
    """Whether the table has a way for it today."""
    try:
        turned(match.state, event, standing(match, at=at))
    except NotNow:
        return False
    return True


def write_down(
    session: Session,
    deed: str,
    match: Match,
    one: Participant,
    *,
    by: str | None = None,
    at: datetime,
    facts: Mapping[str, object] | None = None,
) -> None:
    """An audit line of what one of them has done, or what was done about her, in a match."""
    told = {"participant_id": one.id, **(facts or {})}
    record_of(session, deed, "match", match, by=by, at=at, **told)


def standing(match: Match, *, at: datetime, met_with_us: bool = False) -> Standing:
    """What the guards ask of it today."""
    staying = [one for one in match.participants if one.ended_on is None and one.said_no_at is None]
    return Standing(
        volunteers=[one.word for one in volunteers_of(match)],
        recipients=[one.word for one in others_of(match)],
        met_with_us=met_with_us,
        trial_until=match.trial_until,
        paused_in=match.paused_in,
        ending_from=match.ending_from,
        talks_left=sum(one.closing_talk_on is None for one in staying),
        talks_held=sum(one.closing_talk_on is not None for one in staying),
        on=swedish_day(at),
    )


def volunteers_of(match: Match) -> list[Participant]:
    """Its volunteers, the one asked first first."""
    return _ordered(one for one in match.participants if one.volunteer_id)


def others_of(match: Match) -> list[Participant]:
    """Its recipients, who joined the group later last; or the organisation."""
    return _ordered(one for one in match.participants if not one.volunteer_id)


def first_staying(some: Sequence[Participant]) -> Participant:
    """The first of them who is still in it; where nobody is, the first of all."""
    return next((one for one in some if not one.word.is_out), some[0])


def participant(match: Match, participant_id: str) -> Participant:
    """One of them. Raises NotNow when nobody of that id takes part."""
    for one in match.participants:
        if one.id == participant_id:
            return one
    raise NotNow("match", match.state.value, "find")


def volunteer_in(match: Match, volunteer_id: str) -> Participant:
    """The volunteer's place in it. Raises NotNow when she has none."""
    for one in volunteers_of(match):
        if one.volunteer_id == volunteer_id:
            return one
    raise NotNow("match", match.state.value, "find")


def todo(
    session: Session,
    kind: TodoKind,
    match: Match,
    *,
    due_on: date,
    at: datetime,
    about: Participant | None = None,
    again: str = "",
    revived: bool = False,
    facts: Mapping[str, object] | None = None,
) -> bool:
    """Something to do about the match and one of its participants, once; whether it is new.
    `revived`: what was let go is to be done after all.
    """
    whom = about or first_staying(others_of(match))
    return todos.make(
        session,
        kind,
        due_on=due_on,
        volunteer_id=whom.volunteer_id,
        recipient_id=whom.recipient_id,
        organisation_id=whom.organisation_id,
        match_id=match.id,
        owner_id=match.owner_id,
        again=f"{match.id}:{again}" if again else match.id,
        revived=revived,
        facts=dict(facts or {}),
        centre=match.centre_id,
        at=at,
    )


def settled(
    session: Session, kind: TodoKind, match: Match, *, by: str | None, at: datetime
) -> None:
    """What a to-do of that kind asked for has come about."""
    todos.done_about(session, kind, match_id=match.id, centre=match.centre_id, by=by, at=at)


def _ordered(some: Iterable[Participant]) -> list[Participant]:
    return sorted(
        some,
        key=lambda one: (one.asked_at is None, one.asked_at, one.need_id is not None, one.id),
    )
