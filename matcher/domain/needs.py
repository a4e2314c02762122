"""A need: what somebody wants company or help with, and what matching may know of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from matcher.domain.availability import Availability
from matcher.domain.clearance import AssignmentType
from matcher.domain.people import Form, Gender, GenderWish, Level, SaidWord, Traits
from matcher.domain.places import Place

PRACTICE = "language_practice"  # the task of who trains a language with somebody
WEEKS_IN_MONTH = 4  # as people count: an hour every week is said as four hours a month


class NeedKind(StrEnum):
    """Whose need, and for how long."""

    COMPANIONSHIP = "companionship"  # a recipient's: one lasting companion
    ERRAND = "errand"  # a recipient's: once, or a few times
    LOCAL = "local"  # an organisation's


class NeedState(StrEnum):
    """Only an open need is matched."""

    DRAFT = "draft"
    OPEN = "open"
    FILLED = "filled"
    CLOSED = "closed"
    EXPIRED = "expired"


class Never(StrEnum):
    """What volunteers never do, because somebody else must (R29)."""

    PERSONAL_CARE = "personal_care"
    MEDICINE = "medicine"
    MONEY = "money"
    KEYS = "keys"
    LIFTING = "lifting"
    CLEANING = "cleaning"  # of somebody's home, as a service


@dataclass(frozen=True, slots=True)
class NeedProfile:
    """All that the engine may know of a need. Empty words and absent keys are unknown."""

    id: str
    kind: NeedKind
    subject_id: (
        str  # the recipient's or organisation's id: two needs of one person are known as such
    )
    forms: frozenset[Form] = frozenset()  # that would do
    preferred_form: Form | None = None
    seats: int = 1
    least: int = 1  # volunteers without whom it is not begun: a game for four, two who carry
    place: Place | None = None
    availability: Availability = field(default_factory=Availability)
    minutes: int = 60  # of one meeting
    every_weeks: int = 1  # 1, 2 or 4; 0: once
    tasks: frozenset[str] = frozenset()
    interests: frozenset[str] = frozenset()
    dislikes: frozenset[str] = frozenset()
    skills_needed: frozenset[str] = frozenset()
    skills_wished: frozenset[str] = frozenset()
    demands_more: bool = False  # in words that are no concept: nobody can be held against them
    background: frozenset[str] = frozenset()
    languages: Mapping[str, Level] = field(default_factory=dict)  # spoken by the person
    must_languages: frozenset[str] = frozenset()  # each of these, at conversation level
    gender: Gender | None = None
    gender_wish: GenderWish | None = None
    traits: Traits = field(default_factory=Traits)
    min_age: int | None = None  # years, of the volunteer
    children_present: bool = False
    never: tuple[Never, ...] = ()
    from_on: date | None = None
    until_on: date | None = None
    wanted_months: int | None = None
    short_notice: bool = False  # offered to volunteers on call only (R30)
    priority_class: int | None = None
    waiting_since: date | None = None
    explained_until: date | None = None  # why she waits is written down; the promise is kept
    has_consent: bool = False
    restricted: bool = False  # art. 18: not to be processed

    def types(self) -> frozenset[AssignmentType]:
        """The types of uppdrag it can be done as, by its forms; unknown forms are held to the
        strictest, a visit.
        """
        return assignment_types(self.kind, self.forms, children_present=self.children_present)

    @property
    def talked_in(self) -> frozenset[str]:
        """Languages in which somebody can be with the person (R38): those spoken well enough to
        talk; and where a language is to be practised, also those of which there are a few words.
        """
        least = Level.SOME if PRACTICE in self.tasks else Level.CONVERSATION
        return frozenset(code for code, level in self.languages.items() if level >= least)

    @property
    def leaves_form_open(self) -> bool:
        """Nobody has told how to meet who waits; a local need is met where it is held."""
        return not self.forms and self.kind is not NeedKind.LOCAL

    @property
    def minutes_a_month(self) -> int:
        """What it takes of a volunteer's month."""
        return minutes_a_month(self.minutes, self.every_weeks)


@dataclass(frozen=True, slots=True)
class NewNeed:
    """A need as it is handed in; whose it is, the deed is told beside it."""

    kind: NeedKind
    waiting_since: date
    title: str = ""
    about: str | None = None
    seats: int = 1
    least: int = 1
    forms: frozenset[Form] = frozenset()
    preferred_form: Form | None = None
    postcode: str | None = None
    area_id: str | None = None
    place: Place | None = None
    availability: Availability | None = None
    availability_said: str | None = None
    minutes: int = 60
    every_weeks: int = 1
    from_on: date | None = None
    until_on: date | None = None
    wanted_months: int | None = None
    short_notice: bool = False
    children_present: bool = False
    min_age: int | None = None
    languages: Mapping[str, Level] = field(default_factory=dict)
    must_languages: frozenset[str] = frozenset()
    words: tuple[SaidWord, ...] = ()
    introducer: str | None = None
    may_be_shown: bool = False


def minutes_a_month(minutes: int, every_weeks: int) -> int:
    """What meetings of that length take of a month (R18); what is held once is all in one."""
    return minutes * WEEKS_IN_MONTH // every_weeks if every_weeks else minutes


def assignment_types(
    kind: NeedKind, forms: frozenset[Form], *, children_present: bool
) -> frozenset[AssignmentType]:
    """Which types of uppdrag a need with these forms is. Children present outweighs all else."""
    if children_present:
        return frozenset({AssignmentType.CHILDREN})
    if not forms:
        local = kind is NeedKind.LOCAL
        return frozenset({AssignmentType.ACTIVITY if local else AssignmentType.VISIT})
    return frozenset(_type_of(kind, form) for form in forms)


def _type_of(kind: NeedKind, form: Form) -> AssignmentType:
    if form.is_remote:
        return AssignmentType.REMOTE
    if form is Form.HOME:
        return AssignmentType.VISIT
    if kind is NeedKind.LOCAL or form is Form.GROUP:
        return AssignmentType.ACTIVITY
    return AssignmentType.OUTING
