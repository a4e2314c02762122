"""What a centre's insurance covers, and where somebody stands outside it (R16).

It never hides a volunteer: a person reads the warning, signs with her initials, and decides.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from matcher.domain.clearance import AssignmentType


@dataclass(frozen=True, slots=True)
class Terms:
    """Up to which age volunteers are insured (years; None: any), and for what they are not."""

    until_age: int | None = None
    not_insured: frozenset[AssignmentType] = frozenset()


@dataclass(frozen=True, slots=True)
class Breach:
    """One thing the insurance does not cover: the age, or a type of uppdrag."""

    until_age: int | None = None
    type: AssignmentType | None = None

    @property
    def terms(self) -> str:
        """What has been read, as a word; another age limit is another warning."""
        return f"type:{self.type.value}" if self.type else f"age:{self.until_age}"


def breaches(
    terms: Terms, *, birth_year: int | None, types: Iterable[AssignmentType], year: int
) -> tuple[Breach, ...]:
    """Where the insurance does not reach for a volunteer who does these types of uppdrag.

    By her birth year alone she may be over the age already on New Year's day: it is told then. An
    unknown year is no breach; clearance asks for it.
    """
    too_old = (
        terms.until_age is not None
        and birth_year is not None
        and year - birth_year > terms.until_age
    )
    found = [Breach(until_age=terms.until_age)] if too_old else []
    outside = sorted(terms.not_insured & frozenset(types))
    return (*found, *(Breach(type=kind) for kind in outside))
