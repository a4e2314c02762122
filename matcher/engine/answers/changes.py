"""A scenario: what would be other than it is. A value; the pool it is laid on stays as it was.

Somebody with other facts, somebody new and somebody gone are all the same kind of change: a
profile that takes the place of the one with its id, or of none.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from matcher.domain.needs import NeedProfile
from matcher.domain.volunteers import VolunteerProfile
from matcher.engine.params import Dial, Params
from matcher.engine.pool import Pool

P = TypeVar("P", bound=VolunteerProfile | NeedProfile)
KM_A_MINUTE = 0.3  # of a reach told in km: as far as a bus gets in a minute


@dataclass(frozen=True, slots=True)
class Scenario:
    """Other profiles, other weights, another dial. Empty: as it is."""

    volunteers: tuple[VolunteerProfile, ...] = ()
    needs: tuple[NeedProfile, ...] = ()
    gone: frozenset[str] = frozenset()  # ids of volunteers and needs
    weights: Mapping[str, int] = field(default_factory=dict)
    dial: Dial | None = None

    @property
    def changes_people(self) -> bool:
        """Whether the pool is another; else only how it is weighed."""
        return bool(self.volunteers or self.needs or self.gone)

    def pool(self, pool: Pool) -> Pool:
        """The pool as it would be. Locks of whoever is gone go too."""
        volunteers = {one.id: one for one in (*pool.volunteers, *self.volunteers)}
        needs = {one.id: one for one in (*pool.needs, *self.needs)}
        return replace(
            pool,
            volunteers=tuple(one for one in volunteers.values() if one.id not in self.gone),
            needs=tuple(one for one in needs.values() if one.id not in self.gone),
            locked=frozenset(pair for pair in pool.locked if not self.gone & set(pair)),
        )

    def params(self, params: Params) -> Params:
        """The choices as they would be. Raises Invalid unless they can be followed."""
        return replace(
            params,
            weights={**params.weights, **self.weights},
            dial=self.dial or params.dial,
        )

    def __or__(self, other: "Scenario") -> "Scenario":
        """Both at once; of two that change the same, the other's holds."""
        return Scenario(
            volunteers=_later(self.volunteers, other.volunteers),
            needs=_later(self.needs, other.needs),
            gone=self.gone | other.gone,
            weights={**self.weights, **other.weights},
            dial=other.dial or self.dial,
        )


def widened(volunteer: VolunteerProfile, minutes: int) -> VolunteerProfile:
    """She goes so many minutes longer; somebody who has told no limit has none to widen."""
    reach, km = volunteer.reach_minutes, volunteer.reach_km
    return replace(
        volunteer,
        reach_minutes=None if reach is None else reach + minutes,
        reach_km=None if km is None else km + minutes * KM_A_MINUTE,
    )


def everybody_goes(pool: Pool, minutes: int) -> Scenario:
    """All volunteers go so many minutes longer."""
    return _each(pool, lambda one: widened(one, minutes))


def _each(pool: Pool, changed: Callable[[VolunteerProfile], VolunteerProfile]) -> Scenario:
    others = (changed(one) for one in pool.volunteers)
    told = zip(pool.volunteers, others, strict=True)
    return Scenario(volunteers=tuple(other for one, other in told if other != one))


def _later(first: tuple[P, ...], then: tuple[P, ...]) -> tuple[P, ...]:
    latest: dict[str, P] = {one.id: one for one in (*first, *then)}
    return tuple(latest.values())
