"""Her page of a match behind a link: the meeting, and what has been noted of visits. The link alone
tells nothing about the person; for that her own number is asked.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.errors import Fault, Invalid, Missing
from matcher.domain.match_reasons import MeetingPlace
from matcher.domain.matches import MatchState, Word
from matcher.domain.people import Form
from matcher.domain.regular_times import RegularTime
from matcher.services import match_views, throttle, tokens, visit_plans
from matcher.services.match_life import others_of, write_down
from matcher.services.match_views import Seen
from matcher.services.signups import SignUpCentre, face_of
from matcher.services.visit_plans import OnVisit
from matcher.store import match_life, match_links, needs, visits, volunteers
from matcher.store.match_links import LinkPurpose
from matcher.store.matches import Match, Participant
from matcher.store.visits import Visit

DIGITS = 4  # the last ones of her own telephone number
GUESSES = throttle.Limit("visits_number", free=5, window=timedelta(hours=1))


@dataclass(frozen=True, slots=True)
class VisitLine:
    """One noted day, as pages show it."""

    on: date
    happened: bool
    minutes: int | None
    form: Form | None
    wants_call: bool
    volunteer_id: str
    noted_by: str | None  # the account of who heard of it; None: she has noted it herself


@dataclass(frozen=True, slots=True)
class VisitsPage:
    """What the link shows by itself: the centre, the time, and what she has noted."""

    centre: SignUpCentre
    state: MatchState
    meeting_at: datetime | None
    has_begun: bool  # the hour of the meeting has come; how it went is for us to note
    minutes: int
    where: MeetingPlace | None
    our_place: str | None  # of a meeting with us: it tells nothing of the person
    noted: tuple[VisitLine, ...]
    may_note: bool
    may_go: bool  # she may say that she is on her way, and until when (R69)
    on_visit: OnVisit | None
    has_number: bool  # without one she cannot be asked for its last digits
    every_weeks: int  # as the need wishes
    regular: RegularTime | None  # as far as the ladder lets her see it
    event: str  # her meetings of this match, to a calendar that has one of them already
    changes: int  # grows with whatever is done with the match


def page(session: Session, token: str, *, at: datetime) -> VisitsPage:
    """Raises Missing when the link is over, or what it leads to."""
    match, one = by_link(session, token, at=at)
    return page_of(session, match, one, at=at)


def page_of(session: Session, match: Match, one: Participant, *, at: datetime) -> VisitsPage:
    """The same page of her match, however she has come to it."""
    volunteer = volunteers.one(session, str(one.volunteer_id), centre=match.centre_id)
    is_booked = match.state is MatchState.MEETING_BOOKED
    is_with_us = match.meeting_where is MeetingPlace.CENTRE
    by_telephone = match.meeting_where is MeetingPlace.REMOTE
    noted = of_match(session, match.id, centre=match.centre_id)
    need = needs.one(session, match.need_id, centre=match.centre_id)
    is_over = match.meeting_at is not None and swedish_day(match.meeting_at) < swedish_day(at)
    seen = _seen(session, match, one, at=at)
    return VisitsPage(
        centre=face_of(session, match.centre_id),
        state=match.state,
        meeting_at=match.meeting_at if is_booked else None,
        has_begun=match.meeting_at is not None and match.meeting_at <= at,
        minutes=need.minutes,
        where=match.meeting_where if is_booked else None,
        our_place=match.meeting_place if is_booked and is_with_us else None,
        noted=tuple(visit for visit in noted if visit.volunteer_id == one.volunteer_id),
        may_note=match.state.meets,
        may_go=match.state.awaits_a_visit and not (is_booked and (by_telephone or is_over)),
        on_visit=visit_plans.under_way(session, match, one),
        has_number=bool(volunteer.phone),
        every_weeks=need.every_weeks,
        regular=next((view.regular for view in seen if view.regular), None),
        event=one.id,
        changes=match.version,
    )


@dataclass(frozen=True, slots=True)
class OwnVisitLine:
    """One noted day, and of which match it is."""

    match_id: str
    line: VisitLine


def of_volunteer(session: Session, volunteer_id: str, *, centre: str) -> tuple[OwnVisitLine, ...]:
    """All that a volunteer has noted, the latest day first."""
    rows = visits.of_volunteer(session, volunteer_id, centre=centre)
    return tuple(OwnVisitLine(row.match_id, _line(row)) for row in rows)


def of_match(session: Session, match_id: str, *, centre: str) -> tuple[VisitLine, ...]:
    """What has been noted of a match, the latest day first."""
    return tuple(_line(row) for row in visits.of_match(session, match_id, centre=centre))


def _line(row: Visit) -> VisitLine:
    return VisitLine(
        row.on,
        row.happened,
        row.minutes,
        row.form,
        row.wants_call,
        row.volunteer_id,
        row.noted_by,
    )


def may_guess(session: Session, token: str, *, at: datetime) -> timedelta:
    """How long one must wait before the digits are looked at; zero: go ahead, it is counted. The
    door commits this first, so that a wrong guess stays counted.
    """
    return throttle.try_once(session, [(GUESSES, tokens.kept(token))], at=at)


def whom(session: Session, token: str, digits: str, *, at: datetime) -> tuple[Seen, ...]:
    """What she sees of those she meets, for the last four digits of her own number. Raises
    Missing; Invalid (`digits`) for wrong ones.
    """
    match, one = by_link(session, token, at=at)
    volunteer = volunteers.one(session, str(one.volunteer_id), centre=match.centre_id)
    own = (volunteer.phone or "")[-DIGITS:]
    if len(own) < DIGITS or digits != own:
        raise Invalid({"digits": Fault("digits_wrong")})
    throttle.take_back(session, [(GUESSES, tokens.kept(token))], at=at)
    seen = _seen(session, match, one, at=at)
    shown = sorted({field.value for view in seen for field in view.fields})
    write_down(session, "match.contact_shown", match, one, at=at, facts={"fields": shown})
    return seen


def _seen(session: Session, match: Match, one: Participant, *, at: datetime) -> tuple[Seen, ...]:
    return tuple(
        match_views.volunteer_of(session, match, one, other, at=at) for other in others_of(match)
    )


def by_link(session: Session, token: str, *, at: datetime) -> tuple[Match, Participant]:
    """The match behind a link, and her place in it. Raises Missing when the link is over."""
    link = match_links.find(session, tokens.kept(token), LinkPurpose.VISITS)
    if link is None or (link.ends_at is not None and link.ends_at <= at):
        raise Missing("visits", "")
    return of_hers(session, link.match_id, link.volunteer_id, centre=link.centre_id)


def of_hers(
    session: Session, match_id: str, volunteer_id: str, *, centre: str
) -> tuple[Match, Participant]:
    """A match of a volunteer who has agreed to it, and her place in it. Raises Missing."""
    match = match_life.one(session, match_id, centre=centre)
    one = next((o for o in match.participants if o.volunteer_id == volunteer_id), None)
    if one is None:
        raise Missing("visits", "")
    if match.state.is_over or one.word is not Word.YES:
        raise Missing("visits", "")
    return match, one
