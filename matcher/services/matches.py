"""Matches: made of an accepted suggestion, or by hand; their life follows in `domain.matches`."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from matcher.domain.calendar_weeks import iso_week, swedish_day
from matcher.domain.errors import Fault, Invalid, NotNow, RuleBroken
from matcher.domain.matches import MatchState, OverrideReason
from matcher.domain.needs import NeedState
from matcher.domain.plans import TodoKind, working_days_after
from matcher.domain.recipients import RecipientState
from matcher.domain.suggestions import Broken, PairView, RuleClass
from matcher.engine.matching import look_at
from matcher.services import choices, insurance, todos, weeks
from matcher.store import centres, matches, needs, pairs, profiles, recipients, runs
from matcher.store.audit import record, record_of
from matcher.store.base import new_id
from matcher.store.matches import Match, Participant
from matcher.store.needs import Need
from matcher.store.suggestions import Suggestion

ASK_WITHIN = 2  # working days from a coordinator's yes until the volunteer is asked


@dataclass(frozen=True, slots=True)
class Pair:
    """A volunteer and a need, by id."""

    volunteer_id: str
    need_id: str


def approve_suggestion(
    session: Session, suggestion: Suggestion, *, centre: str, by: str, at: datetime
) -> Match:
    """The match of an accepted suggestion; the caller has checked it and taken the turn."""
    pair = Pair(suggestion.volunteer_id, suggestion.need_id)
    return _approve(session, pair, suggestion_id=suggestion.id, centre=centre, by=by, at=at)


def match_by_hand(
    session: Session,
    volunteer_id: str,
    need_id: str,
    *,
    override_reason: OverrideReason | None = None,
    centre: str,
    by: str,
    at: datetime,
) -> Match:
    """Match two whom no suggestion brought together (R47); the week is solved anew around them.

    Safety rules refuse, whoever asks (R34); a broken wish asks for a reason. Raises Missing,
    RuleBroken, NotNow (no seat is free), Invalid (a wish is broken and no reason given).
    """
    centres.take_turn(session, centre)
    pair = Pair(volunteer_id, need_id)
    view = _checked(session, pair, centre=centre, at=at)
    wishes = [broken.rule for broken in view.broken]
    if wishes and override_reason is None:
        raise Invalid({"override_reason": Fault("choose_one")})
    match = _approve(
        session,
        pair,
        override_reason=override_reason if wishes else None,
        centre=centre,
        by=by,
        at=at,
        overridden=wishes,
    )
    run = runs.newest_run(session, centre=centre)
    if run is not None:
        because = {"deed": "by_hand", "volunteer_id": volunteer_id, "need_id": need_id}
        weeks.solve_again(session, run, because, by=by, at=at)
    return match


def refuse_unsafe(session: Session, suggestion: Suggestion, *, centre: str, at: datetime) -> None:
    """Check today's rows once more before two are brought together (T32). Raises RuleBroken with
    every safety rule that is broken now, NotNow when the need has no free seat.
    """
    _checked(session, Pair(suggestion.volunteer_id, suggestion.need_id), centre=centre, at=at)


def take_back(session: Session, suggestion_id: str, *, centre: str, by: str, at: datetime) -> None:
    """Undo an approval, while nobody has been asked. Raises NotNow when somebody has."""
    match = matches.of_suggestion(session, suggestion_id, centre=centre)
    if match is None:
        raise NotNow("match", "gone", "undo")
    if match.state is not MatchState.APPROVED or any(one.asked_at for one in match.participants):
        raise NotNow("match", match.state.value, "undo")
    record(
        session,
        "match.taken_back",
        about="match",
        about_id=match.id,
        centre=centre,
        by=by,
        at=at,
    )
    session.delete(match)  # with its participants and its to-do: nobody outside has heard of it
    session.flush()  # the pool that is solved next must not count it


def _checked(session: Session, pair: Pair, *, centre: str, at: datetime) -> PairView:
    """The two as they stand today, their rows held until the unit of work ends."""
    need = pairs.hold(session, pair.volunteer_id, pair.need_id, centre=centre)
    _refuse_over(session, need, centre=centre, on=swedish_day(at))
    _refuse_without_seat(session, need, centre=centre)
    return looked_at(session, pair, centre=centre, at=at)


def looked_at(
    session: Session,
    pair: Pair,
    *,
    besides: frozenset[str] = frozenset(),
    centre: str,
    at: datetime,
) -> PairView:
    """What the engine says of two today, `besides` rules that do not ask here. Raises Missing;
    RuleBroken with every safety rule that is broken.
    """
    pairs.hold(session, pair.volunteer_id, pair.need_id, centre=centre)
    chosen = choices.of(session, centre=centre)
    found = profiles.load(
        session,
        centre=centre,
        on=swedish_day(at),
        policies=chosen.policies,
        sensitive=chosen.sensitive,
        pastimes=chosen.pastimes,
        volunteer_id=pair.volunteer_id,
        need_id=pair.need_id,
    )
    first_day = weeks.monday(iso_week(swedish_day(at)))
    view = look_at(
        weeks.pool_of(found, first_day),
        chosen.params,
        chosen.related,
        volunteer_id=pair.volunteer_id,
        need_id=pair.need_id,
    )
    view = replace(view, broken=tuple(one for one in view.broken if one.rule not in besides))
    _refuse_broken(view.broken)
    return view


def _refuse_over(session: Session, need: Need, *, centre: str, on: date) -> None:
    """Its last day has been, or the person is away: nobody is suggested for it (R28, R71)."""
    if need.until_on is not None and need.until_on < on:
        raise NotNow("need", NeedState.EXPIRED.value, "match")
    if need.recipient_id is not None:
        person = recipients.one(session, need.recipient_id, centre=centre)
        if person.state is RecipientState.PAUSED:
            raise NotNow("recipient", person.state.value, "match")


def _refuse_without_seat(session: Session, need: Need, *, centre: str) -> None:
    if need.state is not NeedState.OPEN:
        raise NotNow("need", need.state.value, "match")
    taken = [
        pair for pair in matches.living_pairs(session, centre=centre) if pair.need_id == need.id
    ]
    if len(taken) >= need.seats:
        raise NotNow("need", "full", "match")


def _refuse_broken(broken: tuple[Broken, ...]) -> None:
    unsafe = [one for one in broken if one.rule_class is RuleClass.SAFETY]
    if unsafe:
        raise RuleBroken([one.rule for one in unsafe], unsafe)


def _approve(
    session: Session,
    pair: Pair,
    *,
    suggestion_id: str | None = None,
    override_reason: OverrideReason | None = None,
    overridden: list[str] | None = None,
    centre: str,
    by: str,
    at: datetime,
) -> Match:
    need = needs.one(session, pair.need_id, centre=centre)
    insurance.refuse_unread(session, pair.volunteer_id, need, centre=centre, at=at)
    match = Match(
        id=new_id(),
        centre_id=centre,
        need_id=need.id,
        suggestion_id=suggestion_id,
        state=MatchState.APPROVED,
        owner_id=by,
        override_reason=override_reason,
        approved_by=by,
        approved_at=at,
    )
    session.add(match)
    session.flush()  # its participants and its to-do point at it
    session.add_all(_participants(match, pair, need))
    have_the_volunteer_asked(session, match, pair, by=by, at=at)
    _minute(session, match, pair, overridden or [], by=by, at=at)
    session.flush()  # the pool that is solved next counts its places
    return match


def have_the_volunteer_asked(
    session: Session, match: Match, pair: Pair, *, again: str = "", by: str, at: datetime
) -> None:
    """It is for us to ask her, within two working days; `again` tells a second asking apart."""
    todos.make(
        session,
        TodoKind.ASK_VOLUNTEER,
        due_on=working_days_after(swedish_day(at), ASK_WITHIN),
        volunteer_id=pair.volunteer_id,
        match_id=match.id,
        owner_id=by,
        again=f"{match.id}:{again}" if again else match.id,
        centre=match.centre_id,
        at=at,
    )


def _minute(
    session: Session, match: Match, pair: Pair, overridden: list[str], *, by: str, at: datetime
) -> None:
    record_of(
        session,
        "match.approved",
        "match",
        match,
        by=by,
        at=at,
        volunteer_id=pair.volunteer_id,
        need_id=pair.need_id,
        overridden=overridden,
        override_reason=match.override_reason,
    )


def _participants(match: Match, pair: Pair, need: Need) -> list[Participant]:
    """The volunteer, and the person or the organisation: each with an own yes to come."""
    return [
        Participant(centre_id=match.centre_id, match_id=match.id, volunteer_id=pair.volunteer_id),
        Participant(
            centre_id=match.centre_id,
            match_id=match.id,
            recipient_id=need.recipient_id,
            organisation_id=need.organisation_id,
        ),
    ]
