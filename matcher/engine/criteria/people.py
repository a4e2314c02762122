"""How well they can talk, and the rather-nots that each side has told."""

from collections.abc import Iterable, Iterator
from functools import cache

import numpy as np

from matcher.domain.people import Bears, Level, Strength, Trait
from matcher.domain.suggestions import Ask, Facts, Subject
from matcher.engine.arrays import Bools, Ints, Small
from matcher.engine.criteria.criterion import FULL, Criterion, Fit, Pairs, fit
from matcher.engine.features.forms import (
    ALL_FORMS,
    BEARS_CODE,
    BIT,
    TRAITS,
    UNKNOWN,
    matters,
)
from matcher.engine.features.people import UNTOLD
from matcher.engine.rules.rule import Pair
from matcher.engine.rules.safety import clashes, trait_asks
from matcher.engine.rules.wishes import gender_asks, gender_wishes

# Thousandths for a language by the lesser and the greater of the two levels
BOTH_NATIVE, ONE_NATIVE, BOTH_CONVERSE = 1000, 700, 500
WORTH_BY_NATIVES = np.array([BOTH_CONVERSE, ONE_NATIVE, BOTH_NATIVE], dtype=np.int16)
SECOND_LANGUAGE = 150
UNMET = 500  # thousandths lost for each rather-not that is not as somebody would rather have it


class Languages(Criterion):
    """Beyond being able to talk: a mother tongue in common, a second language besides.

    Where the need asks for no language, all can talk as well as they like.
    """

    id = "languages"

    def fit(self, pairs: Pairs) -> Fit:
        """The best language in common, and a little for another."""
        people = pairs.block.features.people
        best, shared = np.zeros((2, len(pairs)), dtype=np.int16)
        for level_v, level_n in _columns(people.level_vl, people.level_nl, pairs.block.n):
            level_p = level_v[pairs.v_p], level_n[pairs.need_p]
            both = np.minimum(*level_p) >= Level.CONVERSATION
            native = sum((one == Level.NATIVE).astype(np.int8) for one in level_p)
            np.maximum(best, WORTH_BY_NATIVES[native] * both, out=best)
            shared += both
        more = np.where(shared > 1, SECOND_LANGUAGE, 0)
        asks_none = people.local_n[pairs.need_p] & ~people.tells_languages_n[pairs.need_p]
        earned = np.where(asks_none, FULL, np.minimum(best + more, FULL))
        hers, theirs = people.tells_languages_v[pairs.v_p], people.tells_languages_n[pairs.need_p]
        return fit(earned, asks_none | (hers & theirs))

    def evidence(self, pair: Pair) -> Facts:
        """Languages in common with the level of each side, the best first."""
        hers, theirs = pair.volunteer.languages, pair.need.languages
        shared = [
            {"language": code, "volunteer": int(hers[code]), "need": int(theirs[code])}
            for code in sorted(hers.keys() & theirs.keys(), key=lambda c: (-hers[c] - theirs[c], c))
            if min(hers[code], theirs[code]) >= Level.CONVERSATION
        ]
        sides = ((Subject.VOLUNTEER, hers), (Subject.NEED, theirs))
        return {"shared": shared, "missing": [side.value for side, told in sides if not told]}


class RatherNots(Criterion):
    """Wishes that are not musts, from either side: whom to meet, what not to meet.

    Who wishes nothing is content: a wish can be unmet, its absence cannot win.
    """

    id = "wishes"

    def fit(self, pairs: Pairs) -> Fit:
        """All, less each unmet wish; a wish about something untold is unknown."""
        unmet, untold = self._genders(pairs)
        forms, v_p, n_p = pairs.block.features.forms, pairs.v_p, pairs.need_p
        met_p = _met_in_form()[pairs.form_p]
        for bears_xt, x_p, has_yt, y_p in (
            (forms.bears_vt, v_p, forms.has_nt, n_p),
            (forms.bears_nt, n_p, forms.has_vt, v_p),
        ):
            asked = met_p & _as_bits(bears_xt == BEARS_CODE[Bears.RATHER_NOT])[x_p]
            unmet += np.bitwise_count(asked & _as_bits(has_yt == 1)[y_p])
            untold += np.bitwise_count(asked & _as_bits(has_yt == UNKNOWN)[y_p])
        earned = np.maximum(FULL - UNMET * (unmet + untold), 0)
        could = np.maximum(FULL - UNMET * unmet, 0)
        return Fit(earned, could - earned)

    def evidence(self, pair: Pair) -> Facts:
        """Wishes that are not met."""
        return {
            "unmet": [
                *gender_wishes(pair, Strength.PREFER),
                *({"trait": trait, "whose": who} for trait, who in _met_unwillingly(pair)),
            ]
        }

    def asks(self, pair: Pair) -> Iterable[Ask]:
        """What somebody would rather know."""
        yield from gender_asks(pair, Strength.PREFER)
        yield from trait_asks(pair, Bears.RATHER_NOT)

    def differs(self, pair: Pair) -> Iterable[Ask]:
        """The same wishes, with whose they are."""
        for wish in gender_wishes(pair, Strength.PREFER):
            yield Ask(Subject(wish["who"]), "gender_wish", {"wants": wish["wants"]})
        for trait, who in _met_unwillingly(pair):
            yield Ask(Subject(who), "has_trait", {"trait": trait})

    def _genders(self, pairs: Pairs) -> tuple[Ints, Ints]:
        people = pairs.block.features.people
        unmet = np.zeros(len(pairs), dtype=np.int64)
        untold = np.zeros(len(pairs), dtype=np.int64)
        for wished, told in (
            (people.wished_v[Strength.PREFER][pairs.v_p], people.gender_n[pairs.need_p]),
            (people.wished_n[Strength.PREFER][pairs.need_p], people.gender_v[pairs.v_p]),
        ):
            unmet += (wished != UNTOLD) & (told != UNTOLD) & (wished != told)
            untold += (wished != UNTOLD) & (told == UNTOLD)
        return unmet, untold


def _as_bits(which_xt: Bools) -> Ints:
    """The traits of each row as one number."""
    return which_xt @ (1 << np.arange(len(TRAITS)))


@cache
def _met_in_form() -> Ints:
    """By a form's bit: the traits, as one number, that are met there by who would rather not."""
    met = np.zeros(ALL_FORMS + 1, dtype=np.int64)
    for bit in BIT.values():
        met[bit] = sum(
            1 << t for t, one in enumerate(TRAITS) if bit & matters(one, Bears.RATHER_NOT)
        )
    return met


def _columns(level_vl: Small, level_nl: Small, needs: slice) -> Iterator[tuple[Small, Small]]:
    """Each language that somebody on both sides speaks."""
    spoken_l = level_vl.any(axis=0) & level_nl[needs].any(axis=0)
    for column in np.flatnonzero(spoken_l).tolist():
        yield np.ascontiguousarray(level_vl[:, column]), np.ascontiguousarray(level_nl[:, column])


def _met_unwillingly(pair: Pair) -> list[tuple[str, str]]:
    return [
        (trait, who)
        for trait, who in clashes(pair, Bears.RATHER_NOT)
        if Trait(trait).is_met_at(pair.form, Bears.RATHER_NOT)
    ]
