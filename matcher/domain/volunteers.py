"""A volunteer: the states of her way through the centre, and what matching may know of her."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from enum import StrEnum

from matcher.domain.availability import Availability
from matcher.domain.clearance import AssignmentType, Gate
from matcher.domain.people import Form, Gender, GenderWish, Level, SaidWord, Traits
from matcher.domain.places import Place
from matcher.domain.travel import Mode

CAR = "own_car"  # concepts that a way of travelling tells of
OF_A_CAR = frozenset({CAR, "driving_licence"})


class VolunteerState(StrEnum):
    """Where she stands. What lies between contacted and active is read from her steps."""

    INTERESTED = "interested"  # signed up; nobody has called
    CONTACTED = "contacted"
    ACTIVE = "active"  # a coordinator has made her matchable, gates permitting
    LEFT = "left"
    NOT_RELEVANT = "not_relevant"  # "ej aktuell": no reason is kept (R14)


@dataclass(frozen=True, slots=True)
class VolunteerProfile:
    """All that the engine may know of a volunteer: no name, no address, no note.

    Words are concept ids. An empty set of words, forms or modes means that nothing was told.
    """

    id: str
    place: Place | None = None
    modes: frozenset[Mode] = frozenset()
    reach_minutes: int | None = None  # one way, by her own means
    reach_km: float | None = None  # when she said it as a distance
    availability: Availability = field(default_factory=Availability)
    languages: Mapping[str, Level] = field(default_factory=dict)
    tasks: frozenset[str] = frozenset()
    tasks_unread: bool = False  # she has told of some in words that are no concept
    not_tasks: frozenset[str] = frozenset()
    interests: frozenset[str] = frozenset()
    dislikes: frozenset[str] = frozenset()
    skills: frozenset[str] = frozenset()
    background: frozenset[str] = frozenset()  # folded words of what she chose to tell
    forms: frozenset[Form] = frozenset()
    birth_year: int | None = None  # for age limits only
    gender: Gender | None = None  # for stated wishes only
    gender_wish: GenderWish | None = None
    traits: Traits = field(default_factory=Traits)
    missing_gates: Mapping[AssignmentType, tuple[Gate, ...]] = field(default_factory=dict)
    capacity: int = 1  # wanted matches less those that live; those being asked still count as free
    minutes_free: int | None = None  # a month, less what lives, likewise; None: she set no limit
    commitment_months: int | None = None
    on_call: bool = False
    together_with: str | None = None  # a volunteer's id: they go to the same uppdrag, or to none
    restricted: bool = False  # art. 18: not to be processed

    def would_do(self, wanted: Set[str]) -> frozenset[str]:
        """What she would do, where these things are wanted: what she has told of, and, of what is
        wanted, what she likes herself. Who likes chess would play it with whoever wants to play.
        Empty as long as she has told nothing that she would do.
        """
        return self.tasks | (self.interests & wanted) if self.tasks else self.tasks

    @property
    def known_skills(self) -> frozenset[str]:
        """What she has told that she can, with what her own ways of travelling tell besides: who
        goes by car has one, and may drive it. Empty as long as she has told of nothing.
        """
        return self.skills | (OF_A_CAR if Mode.CAR in self.modes else frozenset())

    def lacks(self, needed: Set[str]) -> frozenset[str]:
        """What of this she lacks by her own word: what she has not named, where she has named
        anything; and a car, where she has told how she goes and no car is among it.
        """
        if self.skills:
            return frozenset(needed - self.known_skills)
        goes_without = bool(self.modes) and Mode.CAR not in self.modes
        return frozenset(needed & {CAR}) if goes_without else frozenset()

    def is_cleared_for(self, kind: AssignmentType) -> bool:
        """Every gate of that type is true; a type nobody has looked at is not cleared."""
        return not self.missing_gates.get(kind, (Gate.STATE,))


@dataclass(frozen=True, slots=True)
class NewVolunteer:
    """What a sign-up, a list or a coordinator tells of a volunteer. None and empty: not told.

    The door has checked each field; `services.volunteers` checks what only the rows can tell.
    """

    first_name: str
    surname: str = ""
    phone: str | None = None  # E.164
    email: str | None = None
    birth_year: int | None = None
    gender: Gender | None = None
    language: str = "sv"
    postcode: str | None = None  # five digits
    area_id: str | None = None
    place: Place | None = None
    modes: frozenset[Mode] = frozenset()
    reach_minutes: int | None = None
    reach_km: float | None = None
    availability: Availability | None = None
    availability_said: str | None = None
    languages: Mapping[str, Level] = field(default_factory=dict)
    words: tuple[SaidWord, ...] = ()
    forms: frozenset[Form] = frozenset()
    gender_wish: GenderWish | None = None
    traits: Traits = field(default_factory=Traits)
    background: str | None = None
    max_matches: int = 1
    max_hours_month: int | None = None
    commitment_months: int | None = None
    on_call: bool = False
