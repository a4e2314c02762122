"""Rules that protect a person. Nobody overrides them (R34)."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from matcher.domain.clearance import Gate
from matcher.domain.people import Bears, Trait, Traits
from matcher.domain.suggestions import Ask, Facts, Subject
from matcher.engine.arrays import Bools
from matcher.engine.blocks import Block
from matcher.engine.features import Features
from matcher.engine.features.forms import BEARS_CODE, TRAITS, met_in, type_in
from matcher.engine.features.packed import Sides
from matcher.engine.features.people import UNTOLD
from matcher.engine.rules.rule import (
    OTHER_SIDE,
    AloneRule,
    CloseUp,
    ClosingRule,
    FactRule,
    PairRule,
    Safety,
)


class Clearance(Safety):
    """She is cleared today for the type of uppdrag, in a form that both would take (R9)."""

    id = "clearance"

    def breaks(self, block: Block) -> Bools:
        """None of those forms is of a type that she is cleared for."""
        return block.cleared_vn == 0

    def facts(self, pair: CloseUp) -> Facts:
        """The types it could be, and which gates are missing for each."""
        kinds = sorted({type_in(pair.need, form) for form in pair.forms})
        missing = pair.volunteer.missing_gates
        return {"missing": {kind.value: _gates(missing.get(kind)) for kind in kinds}}

    def alone(self, features: Features, subject: Subject) -> Bools | None:
        """A volunteer who is cleared for no type at all."""
        if subject is Subject.VOLUNTEER:
            return features.forms.cleared_for_none_v
        return None


class Consent(AloneRule, Safety):
    """The person has said yes to being matched (R19)."""

    id = "consent"

    def alone(self, features: Features, subject: Subject) -> Bools | None:
        """A need without consent is blocked whoever the volunteer is."""
        return ~features.people.consents_n if subject is Subject.NEED else None


class Restricted(AloneRule, Safety):
    """Somebody has asked that nothing be done with their data for now (art. 18)."""

    id = "restricted"

    def facts(self, pair: CloseUp) -> Facts:
        """Which side."""
        sides = ((Subject.VOLUNTEER, pair.volunteer), (Subject.NEED, pair.need))
        return {"who": [side.value for side, profile in sides if profile.restricted]}

    def alone(self, features: Features, subject: Subject) -> Bools | None:
        """Either side alone."""
        people = features.people
        return people.restricted_n if subject is Subject.NEED else people.restricted_v


class BlockedPair(PairRule, Safety):
    """These two are not for each other: ended so, related, or a no that still holds (R54)."""

    id = "blocked_pair"

    def parted(self, features: Features) -> Mapping[int, tuple[int, ...]]:
        """Those who are blocked."""
        return features.blocked_n


class NeverList(AloneRule, Safety):
    """What volunteers never do, because somebody else must (R29)."""

    id = "never_list"

    def facts(self, pair: CloseUp) -> Facts:
        """What it contains."""
        return {"never": sorted(pair.need.never)}

    def alone(self, features: Features, subject: Subject) -> Bools | None:
        """Such a need is blocked whoever the volunteer is."""
        return features.people.never_n if subject is Subject.NEED else None


class MinAge(FactRule, Safety):
    """She has surely reached the least age that the need asks for."""

    id = "min_age"

    def meeting(self, features: Features) -> Sides:
        """By her birth year she may be too young for an age; an unknown year is asked for."""
        people = features.people
        ages = np.unique(people.min_age_n[people.min_age_n != UNTOLD])
        year_v = people.birth_year_v[:, None]
        too_young_va = (year_v != UNTOLD) & (features.first_day.year - year_v <= ages)
        return Sides(too_young_va, people.min_age_n[:, None] == ages)

    def facts(self, pair: CloseUp) -> Facts:
        """The least age, in years."""
        return {"min_age": pair.need.min_age}

    def asks(self, pair: CloseUp) -> Iterable[Ask]:
        """Her birth year, where an age is asked for."""
        if pair.need.min_age and not pair.volunteer.birth_year:
            yield Ask(Subject.VOLUNTEER, "birth_year", {"min_age": pair.need.min_age})


class Capacity(AloneRule, Safety):
    """She has room for another, by her own word."""

    id = "capacity"

    def alone(self, features: Features, subject: Subject) -> Bools | None:
        """A volunteer without room."""
        return features.capacity_v == 0 if subject is Subject.VOLUNTEER else None


class Hours(FactRule, Safety):
    """It takes no more of her month than she has left to give, by her own word (R18)."""

    id = "hours"

    def meeting(self, features: Features) -> Sides:
        """Needs of that many minutes a month, and those who have less left."""
        amounts = np.unique(features.minutes_n)
        less_va = features.minutes_left_v[:, None] < amounts
        return Sides(less_va, features.minutes_n[:, None] == amounts)

    def facts(self, pair: CloseUp) -> Facts:
        """What it takes, and what she has left: minutes a month."""
        left = int(pair.features.minutes_left_v[pair.v])
        return {"minutes": pair.need.minutes_a_month, "left": left}


class Allergy(ClosingRule, Safety):
    """Neither has what the other is allergic to, where they would meet (R36)."""

    id = "allergy"

    def closing(self, features: Features) -> Iterable[tuple[int, Sides]]:
        """All forms in which an allergen is met."""
        return (traits_met(features, Bears.ALLERGY, trait) for trait in Trait)

    def facts(self, pair: CloseUp) -> Facts:
        """Which trait, and who has it."""
        return {"clashes": [{"trait": t, "whose": who} for t, who in clashes(pair, Bears.ALLERGY)]}

    def asks(self, pair: CloseUp) -> Iterable[Ask]:
        """What somebody allergic must know of the other, and nobody has told; and outside the
        home whether fur or smoke in clothes is too much.
        """
        yield from trait_asks(pair, Bears.ALLERGY)
        for side, has, other in _sides(pair):
            clinging = [one for one in _borne(other, Bears.ALLERGY) if one.may_cling(pair.form)]
            if any(has.has.get(trait) for trait in clinging):
                yield Ask(OTHER_SIDE[side], "allergy_elsewhere")
            for trait in clinging:
                if has.knows(trait) is None:
                    yield Ask(side, "has_trait", {"trait": trait.value})


def traits_met(features: Features, how: Bears, trait: Trait) -> tuple[int, Sides]:
    """The forms in which a trait is met by who takes it so, and who has it and who takes it so."""
    forms, t = features.forms, TRAITS.index(trait)
    has_v, has_n = forms.has_vt[:, t] == 1, forms.has_nt[:, t] == 1
    code = BEARS_CODE[how]
    takes_v, takes_n = forms.bears_vt[:, t] == code, forms.bears_nt[:, t] == code
    return met_in(trait), Sides(
        np.column_stack([has_v, takes_v]), np.column_stack([takes_n, has_n])
    )


def clashes(pair: CloseUp, how: Bears) -> list[tuple[str, str]]:
    """Each trait that one side has and the other takes so, with the side that has it."""
    return [
        (trait.value, side.value)
        for side, has, other in _sides(pair)
        for trait in _borne(other, how)
        if has.has.get(trait)
    ]


def trait_asks(pair: CloseUp, how: Bears) -> Iterable[Ask]:
    """Traits that one side takes so, of which the other side has told nothing."""
    for side, has, other in _sides(pair):
        for trait in _borne(other, how):
            if has.knows(trait) is None and trait.is_met_at(pair.form):
                yield Ask(side, "has_trait", {"trait": trait.value})


def _borne(traits: Traits, how: Bears) -> list[Trait]:
    """The traits that a side takes so, in the order of `TRAITS`."""
    if how not in traits.bears.values():
        return []
    return [trait for trait in TRAITS if traits.bears.get(trait) is how]


def _sides(pair: CloseUp) -> tuple[tuple[Subject, Traits, Traits], ...]:
    """Who may have a trait, and what the other side bears."""
    hers, theirs = pair.volunteer.traits, pair.need.traits
    return ((Subject.NEED, theirs, hers), (Subject.VOLUNTEER, hers, theirs))


def _gates(missing: Sequence[Gate] | None) -> list[str]:
    """Gates as plain values; a type that nobody has looked at lacks the first of all."""
    return [gate.value for gate in missing or (Gate.STATE,)]
