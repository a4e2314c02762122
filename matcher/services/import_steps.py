"""The steps on the way to home visits that a row of a list tells, and those it lacks."""

from collections.abc import Sequence
from datetime import date

from matcher.domain.clearance import ADULT, Step, is_old_enough
from matcher.store.volunteers import Volunteer

CLEARANCE = (
    Step.INTERVIEW, Step.REFERENCE, Step.REFERENCE, Step.AGREEMENT, Step.CONFIDENTIALITY,
    Step.INTRODUCTION,
)  # fmt: skip


def missing_steps(taken: Sequence[Step]) -> tuple[str, ...]:
    """The steps of a home visit, the type with most gates, that have not been taken."""
    left = list(taken)
    missing = []
    for step in CLEARANCE:
        if step in left:
            left.remove(step)
        else:
            missing.append(step.value)
    return tuple(missing)


def has_step(volunteer: Volunteer, step: Step, on: date) -> bool:
    """Whether that step on that day is noted already."""
    return any(taken.step is step and taken.on == on for taken in volunteer.steps)


def guardians_yes(birth_year: int | None, taken: Sequence[Step], on: date) -> tuple[str, ...]:
    """What a young volunteer lacks besides, and nobody at the centre can vouch for (R15)."""
    is_young = birth_year is not None and not is_old_enough(birth_year, ADULT, on=on)
    lacks_it = is_young and Step.GUARDIAN_CONSENT not in taken
    return (Step.GUARDIAN_CONSENT.value,) if lacks_it else ()
