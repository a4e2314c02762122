"""Forms of company as bits, what each side has and bears, and who is cleared for what.

A form is one bit of a byte: what both would take is one AND.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple, TypeVar

import numpy as np

from matcher.domain.clearance import AssignmentType
from matcher.domain.needs import NeedKind, NeedProfile, assignment_types
from matcher.domain.people import Bears, Form, Trait, Traits
from matcher.domain.volunteers import VolunteerProfile
from matcher.engine.arrays import Bits, Bools, Ints, Small, frozen

BIT = {form: 1 << index for index, form in enumerate(Form)}
ALL_FORMS = sum(BIT.values())
REMOTE = sum(bit for form, bit in BIT.items() if form.is_remote)
PHYSICAL = ALL_FORMS - REMOTE
ON_THE_SPOT = (
    BIT[Form.OUT] | BIT[Form.GROUP]
)  # where an organisation has its uppdrag: nobody's home

UNKNOWN = -1  # of a trait: neither yes nor no
TRAITS = tuple(Trait)
BEARS_CODE = {bears: code for code, bears in enumerate(Bears)}
BEARS_UNTOLD = -1  # nor how somebody takes a trait

# What, besides the form, decides which type of uppdrag a need is
_CONTEXTS = tuple(
    (kind, known, children)
    for kind in (NeedKind.COMPANIONSHIP, NeedKind.LOCAL)
    for known in (False, True)
    for children in (False, True)
)
Profile = TypeVar("Profile", VolunteerProfile, NeedProfile)


def bits_of(forms: Iterable[Form]) -> int:
    """The forms as one byte."""
    return sum(BIT[form] for form in set(forms))


def forms_of(bits: int) -> tuple[Form, ...]:
    """The inverse of `bits_of`, in the order of `Form`."""
    return tuple(form for form, bit in BIT.items() if bits & bit)


def type_in(need: NeedProfile, form: Form) -> AssignmentType:
    """The type of uppdrag that the need is when it is done in that form.

    A need whose forms are unknown is held to what its types say (the strictest), whatever form.
    """
    return _type(need.kind, form, bool(need.forms), need.children_present)


class Minds(NamedTuple):
    """Traits as one byte a person, a bit a trait."""

    rather_not: Bits  # which she would rather not meet
    has: Bits
    untold: Bits


@dataclass(frozen=True)
class FormFeatures:
    """0 in ``forms`` and ``preferred`` is "not told"; a local need of which nobody has told is met
    on the spot. Axis t: traits, in the order of `Trait`.
    """

    forms_v: Bits
    forms_n: Bits
    takes_v: Bits  # the same, "not told" standing in for all of them
    takes_n: Bits  # likewise; not for those from afar where something is to be done on the spot
    preferred_n: Bits
    cleared_vk: Bits  # the forms she is cleared for; axis k: contexts of a need
    context_n: Ints
    has_vt: Small
    has_nt: Small
    bears_vt: Small
    bears_nt: Small
    minds_v: Minds
    minds_n: Minds
    in_person: frozenset[str]  # tasks that nobody does from afar

    @property
    def cleared_for_none_v(self) -> Bools:
        """Volunteers who are cleared for no type of uppdrag at all."""
        none_v: Bools = np.max(self.cleared_vk, axis=1, initial=0) == 0
        return none_v


def build(
    volunteers: Sequence[VolunteerProfile],
    needs: Sequence[NeedProfile],
    in_person: frozenset[str] = frozenset(),
) -> FormFeatures:
    """Everything about forms, one row a volunteer or a need; `in_person` are tasks that nobody does
    from afar.
    """
    preferred_n = [BIT[one.preferred_form] if one.preferred_form else 0 for one in needs]
    cleared = np.array([_cleared(one) for one in volunteers], dtype=np.uint8)
    forms_v = _bytes(bits_of(one.forms) for one in volunteers)
    forms_n = _bytes(bits_of(one.forms) or _on_the_spot(one) for one in needs)
    has_vt, bears_vt = _traits(volunteers, _has), _traits(volunteers, _bears)
    has_nt, bears_nt = _traits(needs, _has), _traits(needs, _bears)
    return FormFeatures(
        forms_v=forms_v,
        forms_n=forms_n,
        takes_v=frozen(np.where(forms_v == 0, np.uint8(ALL_FORMS), forms_v)),
        takes_n=_bytes(
            int(told) or _untold(one, in_person) for one, told in zip(needs, forms_n, strict=True)
        ),
        preferred_n=_bytes(preferred_n),
        cleared_vk=frozen(cleared.reshape(len(volunteers), len(_CONTEXTS))),
        context_n=frozen(np.array([_context(one) for one in needs], dtype=np.int64)),
        has_vt=has_vt,
        has_nt=has_nt,
        bears_vt=bears_vt,
        bears_nt=bears_nt,
        minds_v=_minds(has_vt, bears_vt),
        minds_n=_minds(has_nt, bears_nt),
        in_person=in_person,
    )


@cache
def met_in(trait: Trait) -> int:
    """The forms in which somebody who takes a trait so meets it, as bits."""
    return bits_of(form for form in Form if trait.is_met_at(form))


def _bytes(values: Iterable[int]) -> Bits:
    return frozen(np.array(list(values), dtype=np.uint8))


def _on_the_spot(need: NeedProfile) -> int:
    """Where a local need is met unless told otherwise; 0 for whoever waits at home."""
    return ON_THE_SPOT if need.kind is NeedKind.LOCAL else 0


def _untold(need: NeedProfile, in_person: frozenset[str]) -> int:
    """The forms of a need of which nobody has told any: snow is shovelled by who is there, while
    company may well be on the telephone until somebody has asked.
    """
    is_done_there = bool(need.tasks) and need.tasks <= in_person
    return PHYSICAL if need.kind is NeedKind.ERRAND or is_done_there else ALL_FORMS


def _cleared(volunteer: VolunteerProfile) -> tuple[int, ...]:
    return _forms_by_context(frozenset(filter(volunteer.is_cleared_for, AssignmentType)))


@cache
def _forms_by_context(cleared: frozenset[AssignmentType]) -> tuple[int, ...]:
    """The forms whose type is among the cleared ones, as bits, for each context of a need."""
    return tuple(
        bits_of(form for form in Form if _type(kind, form, known, children) in cleared)
        for kind, known, children in _CONTEXTS
    )


def _type(kind: NeedKind, form: Form, known: bool, children: bool) -> AssignmentType:
    forms = frozenset({form}) if known else frozenset()
    (needed,) = assignment_types(kind, forms, children_present=children)
    return needed


def _context(need: NeedProfile) -> int:
    kind = NeedKind.LOCAL if need.kind is NeedKind.LOCAL else NeedKind.COMPANIONSHIP
    return _CONTEXTS.index((kind, bool(need.forms), need.children_present))


def _traits(profiles: Sequence[Profile], read: Callable[[Traits], list[int]]) -> Small:
    rows = np.array([read(one.traits) for one in profiles], dtype=np.int16)
    return frozen(rows.reshape(len(profiles), len(TRAITS)))


def _minds(has_xt: Small, bears_xt: Small) -> Minds:
    tables = (bears_xt == BEARS_CODE[Bears.RATHER_NOT], has_xt == 1, has_xt == UNKNOWN)
    return Minds(*(_bits(table) for table in tables))


def _bits(table_xt: Bools) -> Bits:
    bit_t = 1 << np.arange(len(TRAITS), dtype=np.uint8)
    return frozen((table_xt * bit_t).sum(axis=1, dtype=np.uint8))


def _has(traits: Traits) -> list[int]:
    known = [traits.knows(trait) for trait in TRAITS]
    return [UNKNOWN if told is None else int(told) for told in known]


def _bears(traits: Traits) -> list[int]:
    return [BEARS_CODE[traits.bears[t]] if t in traits.bears else BEARS_UNTOLD for t in TRAITS]
