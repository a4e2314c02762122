"""Referral (hänvisning): somebody tells a centre of somebody who would like company (R19, R24).

The person's own yes comes first. Without it only "call me back" can be left, and that names
nobody but whoever left it. Whoever has referred sees one of five words, and nothing else.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from matcher.domain.consent import Channel
from matcher.domain.errors import Fault, Invalid
from matcher.domain.recipients import NewRecipient, RecipientState


class Referrer(StrEnum):
    """Who tells us."""

    SELF = "self"
    RELATIVE = "relative"
    HOME_CARE = "home_care"
    HEALTH_CARE = "health_care"
    PARISH = "parish"
    OTHER = "other"


class ReferralStatus(StrEnum):
    """The five words that a status link may show."""

    RECEIVED = "received"  # nobody has spoken with the person yet
    WAITING = "waiting"
    ASKING = "asking"  # somebody is being asked
    STARTED = "started"
    CLOSED = "closed"  # for whatever reason: none is told


class BestTime(StrEnum):
    """When somebody is best called."""

    FORENOON = "forenoon"
    AFTERNOON = "afternoon"
    EVENING = "evening"


@dataclass(frozen=True, slots=True)
class OwnYes:
    """The person's own yes to being referred: the day, who heard it, and how (R19)."""

    said_on: date
    heard_by: str
    channel: Channel

    def __post_init__(self) -> None:
        if not self.heard_by:
            raise Invalid({"heard_by": Fault("own_yes_missing")})


@dataclass(frozen=True, slots=True)
class Caller:
    """Who refers, or wants to be called back. Somebody who writes for herself leaves no more."""

    kind: Referrer
    name: str = ""
    phone: str | None = None
    workplace: str | None = None

    def __post_init__(self) -> None:
        faults = {}
        if self.kind is not Referrer.SELF:
            if not self.name:
                faults["caller_name"] = Fault("name_missing")
            if not self.phone:
                faults["caller_phone"] = Fault("phone_empty")
        if faults:
            raise Invalid(faults)


@dataclass(frozen=True, slots=True)
class NewReferral:
    """A person whom somebody refers, with her own yes: nobody is referred without one. Who
    writes for herself says it by writing.
    """

    caller: Caller
    person: NewRecipient
    own_yes: OwnYes
    best_times: tuple[BestTime, ...] = ()
    function_yes_on: date | None = None  # the day of her own yes to how she functions (R20)


def status(state: RecipientState, *, is_being_asked: bool) -> ReferralStatus:
    """What a status link says of the person. Why something is closed shows nowhere."""
    if state is RecipientState.ENQUIRY:
        return ReferralStatus.RECEIVED
    if state is RecipientState.MATCHED:
        return ReferralStatus.STARTED
    if state in (RecipientState.WAITING, RecipientState.PAUSED):
        return ReferralStatus.ASKING if is_being_asked else ReferralStatus.WAITING
    return ReferralStatus.CLOSED


# ── how long it takes ─────────────────────────────────────────────────────────────────────────

LEAST_STARTS = 10  # fewer than these in a year say nothing about the next
LOOKED_BACK = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class ExpectedWait:
    """How long those had waited who met somebody for the first time in a year, in whole weeks."""

    starts: int
    half_within: int  # weeks
    most_within: int  # weeks; three in four


def expected_wait(waits: Sequence[timedelta]) -> ExpectedWait | None:
    """From how long each waited; None when too few began to say anything (fewer than ten).

    Weeks are rounded up, and a share is told by the least number of weeks in which at least that
    many had begun: a wait of eight days is two weeks.
    """
    if len(waits) < LEAST_STARTS:
        return None
    weeks = sorted(-(-max(wait.days, 1) // 7) for wait in waits)
    return ExpectedWait(len(weeks), _at(weeks, 2, 4), _at(weeks, 3, 4))


def _at(weeks: Sequence[int], share: int, of: int) -> int:
    """The least number of weeks within which that share had begun."""
    return weeks[-(-len(weeks) * share // of) - 1]
