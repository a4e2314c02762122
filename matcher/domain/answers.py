"""What somebody who doubts a week is told: what a change would do, and whom it would help.

A week is compared with another that differs by one thing: a pair that is forced or forbidden, a
person more or less, a wish less strict, other weights. These values are what `engine.answers`
finds and `phrases` says. Nothing here is a sentence, and nothing here is a name.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from matcher.domain.suggestions import Ask, Broken, Pair, RuleClass, Subject

Fits: TypeAlias = Mapping[Pair, int]  # who with whom, and how well, in thousandths of a point


class Loss(StrEnum):
    """What becomes of a need when one set of pairs takes the place of another."""

    GAINED = "gained"  # somebody more, or a better fit
    LOST = "lost"
    MOVED = "moved"  # other volunteers, who suit exactly as well


@dataclass(frozen=True, slots=True)
class Seated:
    """A volunteer with a need, and how well the two suit each other, in thousandths."""

    volunteer_id: str
    fit: int


@dataclass(frozen=True, slots=True)
class Shift:
    """A need whose volunteers are others than before."""

    need_id: str
    before: tuple[Seated, ...]
    after: tuple[Seated, ...]
    kept: tuple[Seated, ...] = ()  # of several seats: those who are there before and after

    @property
    def fit(self) -> int:
        """What it gains in fit, in thousandths."""
        return sum(one.fit for one in self.after) - sum(one.fit for one in self.before)

    @property
    def loss(self) -> Loss:
        """Seats first: to have somebody is more than to have somebody who suits."""
        seats = len(self.after) - len(self.before)
        better = seats or self.fit
        return Loss.GAINED if better > 0 else Loss.LOST if better < 0 else Loss.MOVED


@dataclass(frozen=True, slots=True)
class Difference:
    """All that parts two sets of pairs. Shifts are sorted by need."""

    shifts: tuple[Shift, ...] = ()
    freed: tuple[str, ...] = ()  # volunteers who had a need and have none
    taken: tuple[str, ...] = ()  # volunteers who had none and have one
    unchanged: int = 0  # pairs that are in both
    fit: int = 0  # what the sum of all fits gains, in thousandths

    @property
    def served(self) -> int:
        """How many more needs have somebody."""
        shifts = (one for one in self.shifts if not one.kept)
        return sum(bool(shift.after) - bool(shift.before) for shift in shifts)

    @property
    def more_pairs(self) -> int:
        """How many more pairs there are."""
        return sum(len(shift.after) - len(shift.before) for shift in self.shifts)

    def of(self, loss: Loss) -> tuple[Shift, ...]:
        """The needs of which that is true."""
        return tuple(shift for shift in self.shifts if shift.loss is loss)


class Below(StrEnum):
    """Why somebody stands below another of fewer points in a list of one."""

    NEEDED = "needed"  # worth more elsewhere; an uppdrag: it is less urgent, or others may come
    LISTED = "listed"  # on as many of the week's lists as anybody may be
    ALIKE = "alike"  # suits for nearly the same reasons as one above


class Refusal(StrEnum):
    """Why a pair cannot be forced."""

    SAFETY = "safety"
    VOLUNTEER_FULL = "volunteer_full"  # her room is taken by matches and locked pairs
    NEED_FULL = "need_full"
    ASKED = "asked"  # they have a match already, or are being asked
    RESTING = "resting"  # a coordinator has said "not now" of them, this week


@dataclass(frozen=True, slots=True)
class Forced:
    """The best week with one pair in it, or without it; `cost` is what that takes from the sum.

    `cost` and the fits are in thousandths of a point; the cost counts priority too, as the dial
    says, so it may be more or less than the fit that is lost.
    """

    pair: Pair
    difference: Difference
    cost: int
    is_change: bool  # False: the best week has (or lacks) the pair already
    fewer_stay: int = 0  # so many fewer of the suggestions that wait for a decision are kept
    stay_cost: int = 0  # of the cost: what the week counts those, in thousandths
    fit_cost: int = 0  # of the cost: what the fits lost come to by the dial, in thousandths


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A volunteer who could come to one who waits, and whom the week gives to another need."""

    volunteer_id: str
    need_id: str  # the other need
    fit: int  # there, in thousandths
    here: int  # with the one who waits, in thousandths
    is_locked: bool  # to the other need, this week


@dataclass(frozen=True, slots=True)
class WhyNot:
    """Any two: what forbids them, or what the others would pay for them."""

    pair: Pair
    broken: tuple[Broken, ...]
    is_suggested: bool
    forced: Forced | None  # the best week with them; None where `refused` says why
    forbidden: Forced | None  # a suggested pair: the best week without them
    refused: Refusal | None
    locked: tuple[str, ...] = ()  # whom the full one of the two is locked to, this week


@dataclass(frozen=True, slots=True)
class Outcome:
    """A week in a few numbers."""

    served: int  # needs with at least one volunteer
    waiting: int  # open needs with none
    seats: int  # pairs
    fit: int  # of all pairs, in thousandths
    longest_wait: int  # days, of those without
    late: int  # of those without: how many are past their promise

    @property
    def mean_fit(self) -> int:
        """Of a pair, in thousandths; 0 where there is none."""
        return self.fit // self.seats if self.seats else 0


@dataclass(frozen=True, slots=True)
class Sides:
    """Two weeks side by side; the difference goes from the first to the second.

    `opened` are pairs that no rule forbids any longer, `closed` those that one does now; None
    where a large pool has too many of them to tell.
    """

    before: Outcome
    after: Outcome
    difference: Difference
    opened: frozenset[Pair] | None = frozenset()
    closed: frozenset[Pair] | None = frozenset()


class Recipe(StrEnum):
    """What kind of small change would open something."""

    RECRUIT = "recruit"  # a volunteer who can these hours, in this area
    REACH = "reach"  # a longer way
    WISH = "wish"  # one wish less strict
    CONSENT = "consent"  # a question that nobody has asked
    CLEARANCE = "clearance"  # a step that is missing
    ROOM = "room"  # one more at once


@dataclass(frozen=True, slots=True)
class Remedy:
    """A small change and what it does, found by solving the week again with the change made."""

    recipe: Recipe
    subject: Subject  # whom one would ask; of a recruit: whose need it is made for
    id: str
    facts: Mapping[str, object] = field(default_factory=dict)  # what would be changed
    sides: Sides | None = None

    @property
    def gain(self) -> tuple[int, int, int]:
        """Needs served, pairs possible, fit in thousandths: the more the better, in that order."""
        found = self.sides
        if found is None:
            return (0, 0, 0)
        return (found.difference.served, len(found.opened or ()), found.difference.fit)


@dataclass(frozen=True, slots=True)
class Other:
    """Somebody of the other side, and everything that keeps the two apart."""

    id: str
    fit: int  # thousandths
    broken: tuple[Broken, ...] = ()

    @property
    def is_safe(self) -> bool:
        """Only wishes keep them apart, if anything does."""
        return all(one.rule_class is RuleClass.WISH for one in self.broken)


@dataclass(frozen=True, slots=True)
class Question:
    """A fact that nobody has told, and what hangs on it.

    `pairs` are this week's pairs, suggested or listed beside, that it is asked about; `points`
    is the most that the answer could add to one of them, in thousandths. Where it `decides`, a
    rule needs it: the answer may also show that they cannot meet. Where it `shares`, the points are
    of this and other answers together.
    """

    subject: Subject
    id: str  # whom to ask
    ask: Ask
    pairs: tuple[Pair, ...]
    points: int
    decides: bool
    shares: bool = False


@dataclass(frozen=True, slots=True)
class Turned:
    """What a setting of the dial does to a week."""

    name: str
    dial: Mapping[str, int]  # fit, served, waiting: per cent
    outcome: Outcome
    difference: Difference  # from the setting that holds to this one


class Cause(StrEnum):
    """Why a need has somebody else in one week than in the week before."""

    MATCHED = "matched"  # a coordinator said yes
    REJECTED = "rejected"
    RESTED = "rested"  # not now
    IS_NEW = "is_new"  # the need was not in the week before
    IS_GONE = "is_gone"  # the need is in no list of the later week
    ELSEWHERE = "elsewhere"  # the volunteer is worth more to somebody else now
    NOT_POSSIBLE = "not_possible"  # the volunteer is suggested to nobody any longer
    BETTER = "better"  # somebody who was free, or new, suits better


@dataclass(frozen=True, slots=True)
class Caused:
    """A shift between two weeks, and why."""

    shift: Shift
    cause: Cause
