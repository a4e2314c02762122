"""What must be true of a volunteer before she is suggested for a type of uppdrag (R9).

A *gate* is one thing that must be true today. Which gates a type has is policy, read from
`config/policies.toml`; whether a volunteer passes them is arithmetic on dates, done here.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from matcher.domain.errors import Fault, Invalid


class AssignmentType(StrEnum):
    """Types of uppdrag, as far as protection differs between them."""

    VISIT = "visit"  # alone with somebody in their home
    OUTING = "outing"  # out together: a walk, a café, company on an errand
    REMOTE = "remote"  # phone, video, letters
    ACTIVITY = "activity"  # a local need among adults, others present
    CHILDREN = "children"  # direct and regular contact with children


ADULT = 18  # years: who is younger needs a guardian's yes (R15)


class Step(StrEnum):
    """A step that somebody at the centre takes with the volunteer and dates."""

    INTERVIEW = "interview"
    REFERENCE = "reference"
    AGREEMENT = "agreement"
    CONFIDENTIALITY = "confidentiality"
    INTRODUCTION = "introduction"
    GUARDIAN_CONSENT = "guardian_consent"  # 15–17 years (R15)


class ExtractPolicy(StrEnum):
    """Which law lets the centre ask to be shown a register extract (R10, R13)."""

    NONE = "none"
    CHILDREN = "children_2013_852"
    HOME = "home_2026_43"


class Gate(StrEnum):
    """What can be missing."""

    STATE = "state"  # a coordinator has not made her active, or she has left
    AGE = "age"
    INTERVIEW = "interview"
    REFERENCE = "reference"
    AGREEMENT = "agreement"
    CONFIDENTIALITY = "confidentiality"
    INTRODUCTION = "introduction"
    GUARDIAN_CONSENT = "guardian_consent"
    EXTRACT = "extract"
    PAUSE = "pause"


_IN_ORDER = {gate: place for place, gate in enumerate(Gate)}


@dataclass(frozen=True, slots=True)
class TakenStep:
    """A step with its day, the version of the text signed (if any) and its last valid day."""

    step: Step
    on: date
    text_version: str | None = None
    valid_until: date | None = None

    def holds(self, on: date) -> bool:
        """It has been taken and has not run out."""
        return self.on <= on and (self.valid_until is None or on <= self.valid_until)


@dataclass(frozen=True, slots=True)
class ShownExtract:
    """That an extract was shown; nothing of what it said (R11)."""

    kind: ExtractPolicy
    shown_on: date
    valid_until: date

    def holds(self, on: date) -> bool:
        """Shown, and not too old."""
        return self.shown_on <= on <= self.valid_until


@dataclass(frozen=True, slots=True)
class Policy:
    """The gates of one type of uppdrag in one centre."""

    type: AssignmentType
    min_age: int  # years
    references: int  # how many taken
    steps: frozenset[Step]
    extract: ExtractPolicy
    text_versions: Mapping[Step, str] = field(default_factory=dict)  # current texts to be signed

    def __post_init__(self) -> None:
        if self.type is AssignmentType.CHILDREN and self.extract is ExtractPolicy.NONE:
            # Lag (2013:852): contact with children is never without a shown extract (R10).
            raise Invalid({"extract": Fault("children_need_extract")})


EXTRACT_VALID = timedelta(days=365)  # lag (2013:852) 4 §: at most one year old when shown


def shown_extract(kind: ExtractPolicy, *, issued_on: date, shown_on: date) -> ShownExtract:
    """The record of a shown extract. Raises Invalid if it was over a year old, or not yet issued
    (R12). It counts for a year from the day it was shown.
    """
    if issued_on > shown_on:
        raise Invalid({"issued_on": Fault("extract_from_the_future")})
    if shown_on - issued_on > EXTRACT_VALID:
        raise Invalid({"issued_on": Fault("extract_too_old")})
    return ShownExtract(kind, shown_on, shown_on + EXTRACT_VALID)


@dataclass(frozen=True, slots=True)
class Standing:
    """All that clearance asks about one volunteer."""

    is_active: bool
    birth_year: int | None
    steps: tuple[TakenStep, ...] = ()
    extracts: tuple[ShownExtract, ...] = ()
    paused_from: date | None = None
    paused_until: date | None = None  # first day back; None while paused: until further notice

    def is_paused(self, on: date) -> bool:
        """Paused on that day."""
        if self.paused_from is None or on < self.paused_from:
            return False
        return self.paused_until is None or on < self.paused_until


def missing_gates(standing: Standing, policy: Policy, *, on: date) -> tuple[Gate, ...]:
    """Every gate that is not true on that day, in the order of `Gate`. Empty: cleared.

    An unknown birth year does not pass an age gate: nobody is cleared by a guess.
    """
    return missing_by_type(standing, {policy.type: policy}, on=on)[policy.type]


def missing_by_type(
    standing: Standing, policies: Mapping[AssignmentType, Policy], *, on: date
) -> dict[AssignmentType, tuple[Gate, ...]]:
    """The same for each type of uppdrag."""
    taken, shown = _holding(standing, on)
    always = {Gate.STATE} if not standing.is_active else set()
    if standing.is_paused(on):
        always.add(Gate.PAUSE)
    return {
        kind: _in_order(always | _missing(standing.birth_year, taken, shown, policy, on))
        for kind, policy in policies.items()
    }


def is_cleared_for_some(
    standing: Standing, policies: Mapping[AssignmentType, Policy], *, on: date
) -> bool:
    """Every gate of some type of uppdrag is true on that day."""
    if not standing.is_active or standing.is_paused(on):
        return False
    taken, shown = _holding(standing, on)
    return any(
        not _missing(standing.birth_year, taken, shown, policy, on) for policy in policies.values()
    )


def _holding(standing: Standing, on: date) -> tuple[list[TakenStep], set[ExtractPolicy]]:
    """The steps and the extracts that hold on that day."""
    taken = [one for one in standing.steps if one.holds(on)]
    return taken, {one.kind for one in standing.extracts if one.holds(on)}


def _missing(
    birth_year: int | None,
    taken: Sequence[TakenStep],
    shown: Set[ExtractPolicy],
    policy: Policy,
    on: date,
) -> set[Gate]:
    """What this type of uppdrag lacks, of steps and extracts that hold today."""
    held = _held(taken, policy)
    missing = {Gate(step.value) for step in policy.steps.difference(held)}
    if held.count(Step.REFERENCE) < policy.references:
        missing.add(Gate.REFERENCE)
    if not is_old_enough(birth_year, policy.min_age, on=on):
        missing.add(Gate.AGE)
    if may_be_child(birth_year, on=on) and Step.GUARDIAN_CONSENT not in held:
        missing.add(Gate.GUARDIAN_CONSENT)
    if policy.extract is not ExtractPolicy.NONE and policy.extract not in shown:
        missing.add(Gate.EXTRACT)
    return missing


def _in_order(missing: Set[Gate]) -> tuple[Gate, ...]:
    return tuple(sorted(missing, key=_IN_ORDER.__getitem__)) if missing else ()


def is_old_enough(birth_year: int | None, min_age: int, *, on: date) -> bool:
    """By birth year alone she has surely reached the age: we keep no birth day (R7)."""
    return birth_year is not None and on.year - birth_year > min_age


def _held(taken: Iterable[TakenStep], policy: Policy) -> list[Step]:
    """Of the steps that hold, those in the current version of their text."""
    current = policy.text_versions
    return [one.step for one in taken if current.get(one.step) in (None, one.text_version)]


def may_be_child(birth_year: int | None, *, on: date) -> bool:
    """By birth year alone she may still be under eighteen; False where no year is known."""
    return birth_year is not None and not is_old_enough(birth_year, ADULT, on=on)
