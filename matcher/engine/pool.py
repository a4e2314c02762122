"""What a run begins with: two lists of profiles, a day, and what people have already decided."""

from dataclasses import dataclass, replace
from datetime import date

from matcher.domain.needs import NeedProfile
from matcher.domain.roads import NO_ROADS, Roads
from matcher.domain.suggestions import Pair
from matcher.domain.volunteers import VolunteerProfile


@dataclass(frozen=True, slots=True)
class Pool:
    """The people and needs that are matched together: one centre, or several that share.

    Kept sorted by id, so that the order of rows never shows. Raises ValueError for an id that
    stands for two.

    `capacity` and `seats` are what is free when a `frozen` pair still has its own: the engine
    takes one of each for every frozen pair.
    """

    volunteers: tuple[VolunteerProfile, ...]
    needs: tuple[NeedProfile, ...]
    first_day: date
    blocked: frozenset[Pair] = frozenset()  # never again, relatives, after a no: safety
    resting: frozenset[Pair] = frozenset()  # a coordinator has said "not now", for this week
    locked: frozenset[Pair] = frozenset()  # a coordinator wants it, against wishes too
    frozen: frozenset[Pair] = frozenset()  # already asked: keeps its place, is not proposed anew
    proposed: frozenset[Pair] = frozenset()  # undecided from earlier: a little stability
    asked_on: date | None = None  # when people begin to be asked; None: nobody has to be
    roads: Roads = NO_ROADS  # ways that are known; the others are estimated

    def __post_init__(self) -> None:
        for name in ("volunteers", "needs"):
            profiles = sorted(getattr(self, name), key=lambda profile: profile.id)
            if len({profile.id for profile in profiles}) < len(profiles):
                raise ValueError(f"two {name} have the same id")
            object.__setattr__(self, name, tuple(profiles))

    def without(self, *pairs: Pair) -> "Pool":
        """The same pool with these pairs blocked."""
        return replace(self, blocked=self.blocked | set(pairs), locked=self.locked - set(pairs))
