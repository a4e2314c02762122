"""Rules that protect a person. Nobody overrides them (R34)."""

from collections.abc import Iterable, Sequence

import numpy as np

from matcher.domain.clearance import Gate
from matcher.domain.needs import NeedKind
from matcher.domain.people import Bears, Trait, Traits
from matcher.domain.suggestions import Ask, Facts, Subject
from matcher.engine.arrays import Bits, Bools
from matcher.engine.blocks import Block
from matcher.engine.features import Features
from matcher.engine.features.forms import TRAITS, matters, stated, type_in
from matcher.engine.features.people import UNTOLD
from matcher.engine.rules.rule import FormRule, Pair, Safety


class Clearance(Safety):
    """She is cleared today for the type of uppdrag, in a form that both would take (R9)."""

    id = "clearance"

    def breaks(self, block: Block) -> Bools:
        """None of those forms is of a type that she is cleared for."""
        return block.cleared_vn == 0

    def facts(self, pair: Pair) -> Facts:
        """The types it could be, and which gates are missing for each."""
        kinds = sorted({type_in(pair.need, form) for form in pair.forms})
        missing = pair.volunteer.missing_gates
        return {"missing": {kind.value: _gates(missing.get(kind)) for kind in kinds}}

    def alone(self, features: Features, subject: Subject) -> Bools | None:
        """A volunteer who is cleared for no type at all."""
        if subject is Subject.VOLUNTEER:
            return features.forms.cleared_for_none_v
        return None


class Consent(Safety):
    """The person has said yes to being matched (R19)."""

    id = "consent"

    def breaks(self, block: Block) -> Bools:
        """No yes has been recorded."""
        return ~block.features.people.consents_n[None, block.n]

    def alone(self, features: Features, subject: Subject) -> Bools | None:
        """A need without consent is blocked whoever the volunteer is."""
        return ~features.people.consents_n if subject is Subject.NEED else None


class Restricted(Safety):
    """Somebody has asked that nothing be done with their data for now (art. 18)."""

    id = "restricted"

    def breaks(self, block: Block) -> Bools:
        """One of the two is restricted."""
        people = block.features.people
        return people.restricted_v[:, None] | people.restricted_n[block.n]

    def facts(self, pair: Pair) -> Facts:
        """Which side."""
        sides = ((Subject.VOLUNTEER, pair.volunteer), (Subject.NEED, pair.need))
        return {"who": [side.value for side, profile in sides if profile.restricted]}

    def alone(self, features: Features, subject: Subject) -> Bools | None:
        """Either side alone."""
        people = features.people
        return people.restricted_n if subject is Subject.NEED else people.restricted_v


class BlockedPair(Safety):
    """These two never again: ended so, related, or a declined proposal that still rests (R54)."""

    id = "blocked_pair"

    def breaks(self, block: Block) -> Bools:
        """The pair is on the list."""
        found_vn = np.zeros((len(block.features.volunteers), block.size), dtype=bool)
        for n, blocked in block.features.blocked_n.items():
            if block.first <= n < block.last:
                found_vn[list(blocked), n - block.first] = True
        return found_vn


class NeverList(Safety):
    """What volunteers never do, because somebody else must (R29)."""

    id = "never_list"

    def breaks(self, block: Block) -> Bools:
        """The need contains such a thing."""
        return block.features.people.never_n[None, block.n]

    def facts(self, pair: Pair) -> Facts:
        """What it contains."""
        return {"never": sorted(pair.need.never)}

    def alone(self, features: Features, subject: Subject) -> Bools | None:
        """Such a need is blocked whoever the volunteer is."""
        return features.people.never_n if subject is Subject.NEED else None


class MinAge(Safety):
    """She has surely reached the least age that the need asks for."""

    id = "min_age"

    def breaks(self, block: Block) -> Bools:
        """By her birth year she may be too young; an unknown year is asked for."""
        people = block.features.people
        year_v, least_n = people.birth_year_v[:, None], people.min_age_n[block.n]
        too_young_vn = block.features.first_day.year - year_v <= least_n
        return (year_v != UNTOLD) & (least_n != UNTOLD) & too_young_vn

    def facts(self, pair: Pair) -> Facts:
        """The least age, in years."""
        return {"min_age": pair.need.min_age}

    def asks(self, pair: Pair) -> Iterable[Ask]:
        """Her birth year, where an age is asked for."""
        if pair.need.min_age and not pair.volunteer.birth_year:
            yield Ask(Subject.VOLUNTEER, "birth_year", {"min_age": pair.need.min_age})


class Capacity(Safety):
    """She has room for another, by her own word."""

    id = "capacity"

    def breaks(self, block: Block) -> Bools:
        """No room is left."""
        return block.features.capacity_v[:, None] == 0

    def alone(self, features: Features, subject: Subject) -> Bools | None:
        """A volunteer without room."""
        return features.capacity_v == 0 if subject is Subject.VOLUNTEER else None


class Allergy(FormRule, Safety):
    """Neither has what the other is allergic to, where they would meet (R36)."""

    id = "allergy"

    def closes(self, block: Block) -> Bits:
        """All forms in which an allergen is met."""
        return closed_by(block, Bears.ALLERGY)

    def facts(self, pair: Pair) -> Facts:
        """Which trait, and who has it."""
        return {"clashes": [{"trait": t, "whose": who} for t, who in clashes(pair, Bears.ALLERGY)]}

    def asks(self, pair: Pair) -> Iterable[Ask]:
        """What somebody allergic must know of the other, and nobody has told."""
        return trait_asks(pair, Bears.ALLERGY)


def closed_by(block: Block, how: Bears, only: frozenset[str] | None = None) -> Bits:
    """The forms in which one side meets a trait that it takes so, from either side."""
    forms = block.features.forms
    closed_vn = np.zeros((len(block.features.volunteers), block.size), dtype=np.uint8)
    for t, trait in enumerate(TRAITS):
        if only is None or trait in only:
            theirs_vn = stated(forms.has_nt[block.n, t], forms.bears_vt[:, t, None], how)
            hers_vn = stated(forms.has_vt[:, t, None], forms.bears_nt[block.n, t], how)
            closed_vn |= (theirs_vn | hers_vn) * np.uint8(matters(trait, how))
    return closed_vn


def clashes(pair: Pair, how: Bears) -> list[tuple[str, str]]:
    """Each trait that one side has and the other takes so, with the side that has it."""
    return [
        (trait.value, side.value)
        for side, has, other in _sides(pair)
        for trait in _borne(other, how)
        if has.has.get(trait)
    ]


def trait_asks(pair: Pair, how: Bears) -> Iterable[Ask]:
    """Traits that one side takes so, of which the other side has told nothing."""
    for side, has, other in _sides(pair):
        for trait in _borne(other, how):
            if has.knows(trait) is None and trait.is_met_at(pair.form, how):
                yield Ask(side, "has_trait", {"trait": trait.value})


def _borne(traits: Traits, how: Bears) -> list[Trait]:
    """The traits that a side takes so, in the order of `Trait`."""
    if how not in traits.bears.values():
        return []
    return [trait for trait in Trait if traits.bears.get(trait) is how]


def _sides(pair: Pair) -> tuple[tuple[Subject, Traits, Traits], ...]:
    """Who may have a trait, and what the other side bears."""
    hers, theirs = pair.volunteer.traits, pair.need.traits
    return ((Subject.NEED, theirs, hers), (Subject.VOLUNTEER, hers, theirs))


def _gates(missing: Sequence[Gate] | None) -> list[str]:
    """Gates as plain values; a type that nobody has looked at lacks the first of all."""
    return [gate.value for gate in missing or (Gate.STATE,)]


def is_local(pair: Pair) -> bool:
    """The need is an organisation's."""
    return pair.need.kind is NeedKind.LOCAL
