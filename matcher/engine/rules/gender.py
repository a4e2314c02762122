"""Whom somebody wishes to meet, by gender: the must, and what a criterion tells of preferences.

Compared from both sides with one table, and only where the other has told (R35).
"""

from collections.abc import Iterable

import numpy as np

from matcher.domain.needs import NeedKind
from matcher.domain.people import Gender, GenderWish, Strength
from matcher.domain.suggestions import Ask, Facts, Subject
from matcher.engine.arrays import Bools, Small
from matcher.engine.features import Features
from matcher.engine.features.packed import Sides
from matcher.engine.features.people import UNTOLD
from matcher.engine.rules.rule import OTHER_SIDE, CloseUp, FactRule, Wish


class GenderMust(FactRule, Wish):
    """Who must meet a woman, or a man, does – from either side (R35)."""

    id = "gender"

    def meeting(self, features: Features) -> Sides:
        """A stated must, and the other has told something else."""
        people = features.people
        must_v, must_n = people.wished_v[Strength.MUST], people.wished_n[Strength.MUST]
        hers = [_wants(must_v), _is_another(people.gender_v)]
        theirs = [_is_another(people.gender_n), _wants(must_n)]
        return Sides(np.hstack(hers), np.hstack(theirs))

    def facts(self, pair: CloseUp) -> Facts:
        """Who wishes to meet whom, where it is not so."""
        return {"wishes": gender_wishes(pair, Strength.MUST)}

    def asks(self, pair: CloseUp) -> Iterable[Ask]:
        """The gender of somebody who has not told, where the other must know."""
        return gender_asks(pair, Strength.MUST)


def gender_wishes(pair: CloseUp, strength: Strength) -> list[dict[str, str]]:
    """Stated wishes of that strength that the other side, by their own word, does not meet."""
    return [
        {"who": who.value, "wants": wish.gender.value}
        for who, wish, other in _sides(pair)
        if wish and wish.strength is strength and other and other is not wish.gender
    ]


def gender_asks(pair: CloseUp, strength: Strength) -> Iterable[Ask]:
    """Whose gender somebody wishes to know, and has not been told."""
    for who, wish, other in _sides(pair):
        if wish and wish.strength is strength and other is None:
            is_place = who is Subject.VOLUNTEER and pair.need.kind is NeedKind.LOCAL
            fact = "gender_there" if is_place else "gender"  # an organisation has no gender
            yield Ask(OTHER_SIDE[who], fact, {"wanted": wish.gender.value})


def _sides(pair: CloseUp) -> tuple[tuple[Subject, GenderWish | None, Gender | None], ...]:
    """Who wishes what, and what the other has told."""
    hers, theirs = pair.volunteer, pair.need
    return (
        (Subject.NEED, theirs.gender_wish, hers.gender),
        (Subject.VOLUNTEER, hers.gender_wish, theirs.gender),
    )


def _wants(wished_x: Small) -> Bools:
    return wished_x[:, None] == np.arange(1, len(Gender) + 1)


def _is_another(told_x: Small) -> Bools:
    """Column by column: has told a gender, and not that one."""
    return (told_x[:, None] != UNTOLD) & ~_wants(told_x)
