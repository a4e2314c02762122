"""What pages show of matches: plain values, never rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.contact_ladder import Field
from matcher.domain.match_reasons import MeetingPlace, WaivedReason
from matcher.domain.matches import MatchState, Word
from matcher.domain.plans import TodoKind
from matcher.domain.regular_times import RegularTime
from matcher.services.choices import Choices
from matcher.services.match_telling import Told
from matcher.services.need_rows import NeedLine
from matcher.services.page_lines import HistoryLine
from matcher.services.visits import VisitLine


@dataclass(frozen=True, slots=True)
class SideLine:
    """One of a match's people, with what she has said, and what she sees now."""

    id: str  # the participant's
    volunteer_id: str | None
    recipient_id: str | None
    organisation_id: str | None
    need_id: str | None  # of hers that she is in it for, on the side of those who are met
    first: str
    name: str
    phone: str | None
    has_email: bool
    word: Word
    asked_at: datetime | None
    answered_at: datetime | None
    heard_by: str | None
    wants_more_at: datetime | None
    shares_phone: bool | None
    talked_on: date | None
    ended_on: date | None
    sees: frozenset[Field]
    back_at: datetime | None = None  # she is on a visit, and reckons to be done then


@dataclass(frozen=True, slots=True)
class MatchTodo:
    """Something to do about a match, and about which of its people."""

    id: str
    kind: TodoKind
    due_on: date
    facts: Mapping[str, Any]
    whom: SideLine | None


@dataclass(frozen=True, slots=True)
class DoneLine:
    """Something that has been done about it, and what came of it."""

    kind: TodoKind
    at: datetime
    by: str | None
    line: str | None
    whom: SideLine | None


@dataclass(frozen=True, slots=True)
class Substitution:
    """What the page of a match says of it."""

    need_id: str | None = None  # by which somebody is looked for while this pair rests
    match_id: str | None = None  # what has come of that
    state: MatchState | None = None  # and how far it is
    instead_of: str | None = None  # the match that rests, where this is the substitute's
    may_be_looked_for: bool = False

    @property
    def goes_on(self) -> bool:
        """The person has met her substitute, and stays with her if the pair that rests ends."""
        state = self.state
        return state is not None and state.has_met and state is not MatchState.ENDING


@dataclass(frozen=True, slots=True)
class MatchPage:
    """All that the page of a match shows, as of `at`."""

    id: str
    at: datetime
    state: MatchState
    need: NeedLine
    volunteers: tuple[SideLine, ...]
    others: tuple[SideLine, ...]
    owner: str | None
    approved_at: datetime
    meeting_at: datetime | None
    where: MeetingPlace | None
    place: str | None
    met_on: date | None
    waived: WaivedReason | None
    trial_until: date | None
    paused_in: MatchState | None
    ending_may_be_undone: bool  # it was begun by mistake, and nobody has been told
    no_may_be_undone: bool  # it was noted by one of us, today, and is not for ever
    struck_at: datetime | None  # of a meeting struck off today, which may be taken back
    over_because: str | None
    ended_on: date | None
    waiting_since: date
    regular: RegularTime | None  # when they usually meet
    todos: tuple[MatchTodo, ...]
    done: tuple[DoneLine, ...]
    visits: tuple[VisitLine, ...]
    noters: Mapping[str, str]  # who of us has noted a visit: names, by account
    colleagues: tuple[tuple[str, str], ...]  # who may have heard an answer: (id, name)
    history: tuple[HistoryLine, ...]
    substitution: Substitution
    chosen: Choices | None  # what the centre has chosen, as long as they have not met
    telling: tuple[Told, ...]  # what may be said to whoever is asked next, if that is a person
    group: tuple[Told, ...]  # of several people, when they are asked: who may be described to each

    @property
    def is_meeting_past(self) -> bool:
        """The time of the first meeting has come."""
        return self.meeting_at is not None and self.meeting_at <= self.at

    @property
    def on(self) -> date:
        """The day, in Stockholm, as of which it is shown."""
        return swedish_day(self.at)

    @property
    def sides(self) -> tuple[SideLine, ...]:
        """Everybody in it."""
        return self.volunteers + self.others


@dataclass(frozen=True, slots=True)
class MatchRow:
    """A line of the list."""

    id: str
    state: MatchState
    volunteers: tuple[str, ...]  # called-name and initial
    others: tuple[str, ...]
    since: date  # approved, or met, or over
    last_visit: date | None
    owner: str | None
