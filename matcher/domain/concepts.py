"""What a concept is: one thing people do, like, speak, know or need, whatever they call it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


class Kind(StrEnum):
    """Where a concept belongs. Travel modes are availability, own car and licence are skills."""

    TASK = "task"
    INTEREST = "interest"
    LANGUAGE = "language"
    SKILL = "skill"
    AVAILABILITY = "availability"
    HEALTH = "health_consideration"


class Flag(StrEnum):
    """What a concept demands of whoever uses it."""

    NEEDS_CHILD_CHECK = "needs_child_check"  # register extract before meeting children
    CHECK_WITH_MINORS = "check_with_minors"  # the same, but only when the group is under age
    RESTRICTED = "restricted"  # has a limit the need's text must state
    IN_PERSON = "in_person"  # nobody does it by telephone, video or letter
    ART9 = "art9"  # tells of health, faith or origin: consent before it is saved on a person


class How(StrEnum):
    """How sure we are that a writing means a concept; all three are listed, none is guessed."""

    EXACT = "exact"
    MISSPELLING = "misspelling"
    FOLDED = "folded"


_ART9_IDS = frozenset(
    [
        "faith_and_life_questions",
        "sami",
        "romani_chib",
        "yiddish",
        "meankieli",
        "mental_health_experience",
        "disability_experience",
    ]
)
_FLAGS: Mapping[str, frozenset[Flag]] = MappingProxyType(
    {
        "homework_help": frozenset({Flag.NEEDS_CHILD_CHECK}),
        "mentor_for_young": frozenset({Flag.NEEDS_CHILD_CHECK}),
        "children_activity": frozenset({Flag.NEEDS_CHILD_CHECK}),
        "language_practice": frozenset({Flag.CHECK_WITH_MINORS}),
        "end_of_life_vigil": frozenset({Flag.RESTRICTED}),
        "pharmacy_errand": frozenset({Flag.RESTRICTED}),  # collects, never handles medicine
        "informal_interpreting": frozenset({Flag.RESTRICTED}),  # never in care or decisions
        "transport_by_car": frozenset({Flag.RESTRICTED}),
        "small_repairs": frozenset({Flag.RESTRICTED}),  # no electricity, no ladders
        "moving_help": frozenset({Flag.RESTRICTED}),  # things, never persons
    }
)


def flags_of(concept_id: str, kind: Kind) -> frozenset[Flag]:
    """The flags of a concept; everything about health is art. 9, and so are some others."""
    told = _FLAGS.get(concept_id, frozenset())
    return told | {Flag.ART9} if kind is Kind.HEALTH or concept_id in _ART9_IDS else told


@dataclass(frozen=True, slots=True)
class Concept:
    """A thing with one name per language, its other correct forms, and its misspellings.

    `row` says where it was written ("vocabulary.tsv:17", or a centre's own row), for faults.
    """

    id: str
    kind: Kind
    sv: str
    en: str
    no: str
    da: str
    forms: tuple[str, ...] = ()
    misspellings: tuple[str, ...] = ()
    flags: frozenset[Flag] = frozenset()
    row: str = ""

    @property
    def correct(self) -> tuple[str, ...]:
        """Every correct Swedish form, the preferred one first."""
        return (self.sv, *self.forms)


@dataclass(frozen=True, slots=True)
class LocalConcept:
    """A concept a centre added: its id must not be one of the file's. `row` is for faults."""

    id: str
    kind: Kind
    sv: str
    forms: tuple[str, ...] = ()
    misspellings: tuple[str, ...] = ()
    en: str = ""
    row: str = ""

    def concept(self) -> Concept:
        """As any other concept; a language the centre did not write gets the Swedish word."""
        english = self.en or self.sv
        flags = flags_of(self.id, self.kind)
        return Concept(
            self.id, self.kind, self.sv, english, self.sv, self.sv,
            self.forms, self.misspellings, flags, self.row or self.id,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class LocalAlias:
    """One more writing of a concept that exists, added by a centre."""

    concept_id: str
    form: str
    misspelt: bool = False
    row: str = ""


@dataclass(frozen=True, slots=True)
class Resolved:
    """A writing that means one concept, and by which of the three lists."""

    concept_id: str
    how: How
    as_written: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood of a free text, in order, and what was left exactly as written."""

    known: tuple[Resolved, ...] = ()
    leftovers: tuple[str, ...] = ()

    @property
    def concept_ids(self) -> tuple[str, ...]:
        """Each concept once, in the order it was first written."""
        return tuple(dict.fromkeys(found.concept_id for found in self.known))


@dataclass(frozen=True, slots=True)
class Proposal:
    """A concept a person may have meant, for a person to pick. `score` orders, nothing else."""

    concept_id: str
    score: float
    form: str = field(compare=False, default="")
