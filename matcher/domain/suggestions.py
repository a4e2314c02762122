"""What the engine finds, as facts: whom with whom, why, when, and why nobody.

These values are what `engine` gives, what `store` keeps as JSON, and what `phrases` puts into
words. Nothing here is a sentence, and nothing here is a name.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from matcher.domain.frames import Meeting, Way
from matcher.domain.people import Form

Facts: TypeAlias = Mapping[str, object]  # plain JSON values only
Pair: TypeAlias = tuple[str, str]  # volunteer's id, need's id


class SuggestionState(StrEnum):
    """What has become of a suggestion. Only a person takes it out of `proposed`."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    NOT_NOW = "not_now"
    WITHDRAWN = "withdrawn"  # no longer part of the best set, or no longer allowed
    EXPIRED = "expired"  # nobody decided within `UNDECIDED_DAYS`


class Verdict(StrEnum):
    """What a coordinator can say to a suggestion."""

    ACCEPT = "accept"
    REJECT = "reject"
    NOT_NOW = "not_now"


class RejectReason(StrEnum):
    """Why not. The list is short on purpose; there is no free text to leak (§3.4)."""

    KNOW_EACH_OTHER = "know_each_other"  # never again
    UNSUITABLE = "unsuitable"  # never again
    TIME_DOES_NOT_WORK = "time_does_not_work"
    TOO_FAR = "too_far"
    SAID_NO = "said_no"
    WRONG_FACTS = "wrong_facts"  # I shall correct them: comes back when they are

    @property
    def is_for_ever(self) -> bool:
        """The pair never returns (R54)."""
        return self in (RejectReason.KNOW_EACH_OTHER, RejectReason.UNSUITABLE)


class Subject(StrEnum):
    """Whom a line is about."""

    VOLUNTEER = "volunteer"
    NEED = "need"


RESTING = "resting"  # the rule of those who are not for this week


class RuleClass(StrEnum):
    """Safety is never overridden; a wish may be, with a reason (R33)."""

    SAFETY = "safety"
    WISH = "wish"


@dataclass(frozen=True, slots=True)
class Part:
    """What one criterion gave: points earned of points possible, in thousandths, and evidence.

    The parts of a pair add up to its fit; there is no second computation (R44).
    """

    criterion: str
    points: int  # thousandths of a point
    of: int  # thousandths of a point
    unknown: int = 0  # thousandths that a missing fact might still add
    evidence: Facts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Broken:
    """A rule that forbids a pair, with what it looked at."""

    rule: str
    rule_class: RuleClass
    facts: Facts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ask:
    """A fact that is needed and not known: whom to ask about what (R37)."""

    whom: Subject
    fact: str
    facts: Facts = field(default_factory=dict)


UNPLACED = "unplaced"  # what is told of a place is on no map: nobody has to be asked
HOW_FAR = ("reach", "modes")  # facts that only the length of a way makes worth asking


def worth_asking(asks: tuple[Ask, ...], way: Callable[[], Way | None]) -> tuple[Ask, ...]:
    """Those questions, but not how far she goes where the way is short whoever goes it. The way is
    looked at only where that is asked.
    """
    if not any(ask.fact in HOW_FAR for ask in asks):
        return asks
    one = way()
    if one is None or not one.is_short:
        return asks
    return tuple(ask for ask in asks if ask.fact not in HOW_FAR)


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything a coordinator is shown about a pair."""

    parts: tuple[Part, ...]
    asks: tuple[Ask, ...] = ()
    differs: tuple[Ask, ...] = ()  # wishes that are not met, as facts
    meeting: Meeting | None = None
    way: Way | None = None
    form: Form | None = None  # in which they would meet
    next_best: Facts | None = None  # the need's next volunteer: id, fit, and what she gives less

    @property
    def fit(self) -> int:
        """Thousandths of a point, 0 to 100 000: the sum of the parts."""
        return sum(part.points for part in self.parts)

    @property
    def worth_asking(self) -> tuple[Ask, ...]:
        """`asks`, but not how far she goes where the way is short whoever goes it."""
        return worth_asking(self.asks, lambda: self.way)

    def leaves_no_way_to(self, other: "Explanation") -> bool:
        """Both are met on one weekday, with less time between them than the longer way takes."""
        one, two = self.meeting, other.meeting
        if one is None or two is None or one.weekday != two.weekday:
            return False
        ways = [found.way.minutes or 0 for found in (self, other) if found.way]
        return one.minutes_between(two) < max(ways, default=0)

    @property
    def is_form_told(self) -> bool:
        """Whoever waits has said how to meet; else `form` is only what was counted with."""
        told = (part.evidence for part in self.parts if part.criterion == "form")
        return not any(evidence.get("missing") for evidence in told)

    @property
    def is_on_the_spot(self) -> bool:
        """A local need of which no form was told: they meet where it is held."""
        told = (part.evidence for part in self.parts if part.criterion == "form")
        return any(evidence.get("on_the_spot") for evidence in told)


@dataclass(frozen=True, slots=True)
class Proposal:
    """One pair of the best set, or (with a rank) one of its alternatives."""

    volunteer_id: str
    need_id: str
    explanation: Explanation
    priority: int  # thousandths; a number beside fit, never inside it (R42)
    price: int = 0  # what a unit of the volunteer's time is worth to the others, in thousandths
    rank: int = 0  # 0: suggested; 1, 2, 3: ranked alternatives (R53)
    best_for_others: int = 0


@dataclass(frozen=True, slots=True)
class NearMiss:
    """One wish, time or travel rule from being possible, and what would mend it (R45)."""

    other_id: str
    broken: Broken


@dataclass(frozen=True, slots=True)
class Without:
    """Somebody eligible without a suggestion, and what blocks (R46)."""

    subject: Subject
    id: str
    blocked: Mapping[str, int]  # rule id → how many of the other side it blocks
    possible: int  # pairs that no rule forbids: the others were worth more together
    near: tuple[NearMiss, ...] = ()
    own: tuple[str, ...] = ()  # rules that the subject alone breaks (no consent, too few …)
    late_days: int = 0  # a need: so long past what its class is promised; 0 within the promise
    with_room: int = 0  # of the possible: who is not taken, but kept away by what is suggested

    @property
    def resting(self) -> int:
        """How many a coordinator has said "not now" of: possible again the week after."""
        return self.blocked.get(RESTING, 0)

    def hinders(self, most: int) -> tuple[tuple[str, int], ...]:
        """The rules that keep most away; first those who only rest, for as long as a week."""
        first = sorted(self.blocked.items(), key=lambda one: one[0] != RESTING)
        return tuple(first[:most])


@dataclass(frozen=True, slots=True)
class PairView:
    """Any pair, also a forbidden one: how it would be, and every rule that it breaks (R33, R47)."""

    explanation: Explanation
    broken: tuple[Broken, ...]
    asks: tuple[Ask, ...]

    @property
    def is_safe(self) -> bool:
        """No safety rule is broken: a coordinator may match them, with a reason for each wish."""
        return all(broken.rule_class is not RuleClass.SAFETY for broken in self.broken)


@dataclass(frozen=True, slots=True)
class PriceList:
    """What an hour of each volunteer costs in a week's plan; who is not named costs nothing."""

    unit: int  # so many parts of a price are one of a pair's value
    of: Mapping[str, int]  # volunteer's id → price, in parts


NO_PRICES = PriceList(1, {})


@dataclass(frozen=True, slots=True)
class Gain:
    """How many more needs have somebody, and how much better all suit, in thousandths of a point.
    Where neither is more than nothing, it is the order of turns that gains.
    """

    served: int
    fit: int
    saved: tuple[str, ...] = ()  # needs that would have had nobody; a run of old does not say
    left: tuple[str, ...] = ()  # needs that would have had somebody, and have nobody


@dataclass(frozen=True, slots=True)
class Matching:
    """A week's answer for one pool. Frozen pairs are not repeated, and not listed as without.

    `proposals` and `alternatives` are sorted by need, then rank. In `without` needs come first,
    those past their promise before the others.
    """

    proposals: tuple[Proposal, ...]
    alternatives: tuple[Proposal, ...]
    without: tuple[Without, ...]
    objective: int
    bound: int  # proven: no other set of allowed pairs is worth more than this
    lost_locks: tuple[Pair, ...] = ()  # locked pairs that a safety rule or room forbids
    prices: PriceList = field(default=NO_PRICES, compare=False)  # of many that prove it, some
    collisions_cost: int = 0  # what meetings apart, couples and groups took from `objective`
    gain: Gain | None = (
        None  # of letting undecided suggestions move; None: all that can have stayed
    )


UNDECIDED_DAYS = 14  # an unused suggestion expires (R54)
DECLINED_DAYS = 183  # a declined pair rests half a year (R54)
