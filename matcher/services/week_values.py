"""What the lines of a week's page hold: plain values, as the page shows them."""

from dataclasses import dataclass
from datetime import datetime

from matcher.domain.frames import Meeting
from matcher.domain.suggestions import (
    Explanation,
    Gain,
    NearMiss,
    RejectReason,
    SuggestionState,
    Verdict,
    Without,
)
from matcher.services.faces import NeedSide, Side
from matcher.services.fits import Fit


@dataclass(frozen=True, slots=True)
class Beside:
    """Another suggestion of the same volunteer in the same week."""

    need: NeedSide
    meeting: Meeting | None
    is_close: bool  # on the same day, with less time between than her way takes


@dataclass(frozen=True, slots=True)
class PairLine:
    """One suggestion as the page shows it."""

    id: str
    volunteer: Side
    need: NeedSide
    goes_with: Side | None  # the volunteer goes nowhere without her
    state: SuggestionState
    explanation: Explanation
    fit: Fit
    is_new: bool  # came by the last decision
    best_for_others: int
    locked_by: str | None
    locked_at: datetime | None
    contrast: "Contrast | None"
    beside: tuple[Beside, ...]


@dataclass(frozen=True, slots=True)
class DecidedLine:
    """What somebody has decided about a suggestion."""

    id: str
    volunteer: Side
    need: NeedSide
    state: SuggestionState
    decided_by: str | None
    reason: RejectReason | None


@dataclass(frozen=True, slots=True)
class Contrast:
    """The need's next volunteer, and why it was not she."""

    volunteer: Side
    points: int  # her fit with the need, whole points
    ahead: tuple[str, ...]  # criteria in which the suggested one gives more, most first
    elsewhere: NeedSide | None  # to whom she is suggested instead
    elsewhere_points: int | None


@dataclass(frozen=True, slots=True)
class Moved:
    """A need that has somebody else, or nobody, after a decision."""

    need: NeedSide
    before: tuple[tuple[Side, int], ...]  # volunteer, whole points
    after: tuple[tuple[Side, int], ...]
    kept: tuple[tuple[Side, int], ...] = ()  # of several seats: those who are there as before


@dataclass(frozen=True, slots=True)
class Changes:
    """What the last decision moved."""

    deed: str
    suggestion_id: str | None
    volunteer: Side | None
    need: NeedSide | None
    by: str | None
    by_id: str | None  # the account's
    at: datetime
    moved: tuple[Moved, ...]
    freed: tuple[Side, ...]
    unchanged: int
    measured: int  # of the unchanged: of so many the points are others
    gain: Gain | None  # of the moves of those who could have stayed
    saved: tuple[NeedSide, ...]  # who would have had nobody without them
    left: tuple[NeedSide, ...]  # who would have had somebody, and has nobody
    lost_locks: tuple[tuple[Side, NeedSide], ...]
    can_undo: bool
    why: str | None  # of who was changed: as `week_upkeep.keep_up` says it
    was: Verdict | None = None  # what was taken back


@dataclass(frozen=True, slots=True)
class NearLine:
    """Somebody who is one wish away."""

    other: Side
    miss: NearMiss


@dataclass(frozen=True, slots=True)
class WithoutLine:
    """Somebody without a suggestion, and why."""

    side: Side
    why: Without
    near: tuple[NearLine, ...]


@dataclass(frozen=True, slots=True)
class Alone:
    """Those of one side without a suggestion: lines of the first of them, and how many they are;
    of needs also how many are of people who wait, and not local.
    """

    lines: tuple[WithoutLine, ...]
    count: int
    of_people: int = 0
