"""How well they can talk, and the rather-nots that each side has told."""

from collections.abc import Iterable
from functools import cache

import numpy as np

from matcher.domain.people import Bears, Level, Strength, Trait
from matcher.domain.suggestions import Ask, Facts, Subject
from matcher.engine.arrays import Bits, Bools, Numbers, Sums
from matcher.engine.blocks import Block
from matcher.engine.criteria.criterion import FULL, Criterion, where
from matcher.engine.features.forms import ALL_FORMS, BIT, TRAITS, Minds, met_in
from matcher.engine.features.people import UNTOLD, PeopleFeatures
from matcher.engine.listing import Pairs
from matcher.engine.rules.gender import gender_asks, gender_wishes
from matcher.engine.rules.rule import CloseUp
from matcher.engine.rules.safety import clashes, trait_asks

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
    is_plain = True

    def earned(self, pairs: Pairs) -> Numbers:
        """The best language in common, and a little for another."""
        features, people = pairs.block.features, pairs.block.features.people
        worth_nv = features.once(self.id, lambda: _talk_worth(people))
        speaks_p = pairs.theirs(people.speaks_n) * len(people.different_vl)
        speaks_p += pairs.hers(people.speaks_v)
        return where(self._asks_none(pairs), FULL, worth_nv.take(speaks_p))

    def could_earn(self, block: Block) -> Sums | int:
        """What she earns: a row of few numbers, of which she has one."""
        people, (n,) = block.features.people, block.rows_n
        if people.local_n[n] and not people.tells_languages_n[n]:
            return FULL
        worth_nv = block.features.once(self.id, lambda: _talk_worth(people))
        different = len(people.different_vl)
        first = different * people.speaks_n[n]
        worth_v = worth_nv[first : first + different].astype(np.float32)
        return worth_v.take(block.hers(people.speaks_v))

    def known(self, pairs: Pairs) -> Bools:
        """Both have told, or none is asked for."""
        people = pairs.block.features.people
        hers, theirs = people.tells_languages_v, people.tells_languages_n
        return self._asks_none(pairs) | (pairs.hers(hers) & pairs.theirs(theirs))

    def _asks_none(self, pairs: Pairs) -> Bools:
        people = pairs.block.features.people
        return pairs.theirs(people.local_n & ~people.tells_languages_n)

    def evidence(self, pair: CloseUp) -> Facts:
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

    def earned(self, pairs: Pairs) -> Numbers:
        """All, less each unmet wish, and each about something untold."""
        unmet, untold = self._wishes(pairs)
        return _worth(unmet + untold)

    def known(self, pairs: Pairs) -> Bools:
        """Nothing that somebody wishes is untold."""
        return self._wishes(pairs)[1] == 0

    def unknown(self, pairs: Pairs) -> Numbers:
        """What the wishes about something untold took."""
        unmet, untold = self._wishes(pairs)
        return _worth(unmet) - _worth(unmet + untold)

    def _wishes(self, pairs: Pairs) -> tuple[Bits, Bits]:
        """How many are unmet, and how many hang on something untold."""
        unmet, untold = self._genders(pairs)
        forms, met_p = pairs.block.features.forms, _met_in_form().take(pairs.form_p)
        hers, theirs = (
            Minds(*map(pairs.hers, forms.minds_v)),
            Minds(*map(pairs.theirs, forms.minds_n)),
        )
        for one, other in ((hers, theirs), (theirs, hers)):
            asked = met_p & one.rather_not
            unmet += np.bitwise_count(asked & other.has)
            untold += np.bitwise_count(asked & other.untold)
        return unmet, untold

    def evidence(self, pair: CloseUp) -> Facts:
        """Wishes that are not met."""
        return {
            "unmet": [
                *gender_wishes(pair, Strength.PREFER),
                *({"trait": trait, "whose": who} for trait, who in _met_unwillingly(pair)),
            ]
        }

    def asks(self, pair: CloseUp) -> Iterable[Ask]:
        """What somebody would rather know."""
        yield from gender_asks(pair, Strength.PREFER)
        yield from trait_asks(pair, Bears.RATHER_NOT)

    def differs(self, pair: CloseUp) -> Iterable[Ask]:
        """The same wishes, with whose they are."""
        for wish in gender_wishes(pair, Strength.PREFER):
            yield Ask(Subject(wish["who"]), "gender_wish", {"wants": wish["wants"]})
        for trait, who in _met_unwillingly(pair):
            yield Ask(Subject(who), "has_trait", {"trait": trait})

    def _genders(self, pairs: Pairs) -> tuple[Bits, Bits]:
        people = pairs.block.features.people
        unmet, untold = np.zeros((2, len(pairs)), dtype=np.uint8)
        for wishes_x, who, told_y, other in (
            (people.wished_v[Strength.PREFER], pairs.hers, people.gender_n, pairs.theirs),
            (people.wished_n[Strength.PREFER], pairs.theirs, people.gender_v, pairs.hers),
        ):
            if wishes_x.any():
                wished, told = who(wishes_x), other(told_y)
                unmet += (wished != UNTOLD) & (told != UNTOLD) & (wished != told)
                untold += (wished != UNTOLD) & (told == UNTOLD)
        return unmet, untold


def _worth(lost: Bits) -> Numbers:
    found: Numbers = np.maximum(FULL - UNMET * lost.astype(np.int32), 0)
    return found


@cache
def _met_in_form() -> Bits:
    """By a form's bit: the traits, as one byte, that are met there by who would rather not."""
    met = np.zeros(ALL_FORMS + 1, dtype=np.uint8)
    for bit in BIT.values():
        met[bit] = sum(1 << t for t, one in enumerate(TRAITS) if bit & met_in(one))
    return met


def _talk_worth(people: PeopleFeatures) -> Numbers:
    """Thousandths for each two different rows of levels: the best language in common, and a little
    for another. Axes n, v, flat.
    """
    shape = len(people.different_nl), len(people.different_vl)
    best_nv, shared_nv = np.zeros(shape, dtype=np.int32), np.zeros(shape, dtype=np.int8)
    for theirs_n, hers_v in zip(people.different_nl.T, people.different_vl.T, strict=True):
        both_nv = np.minimum(theirs_n[:, None], hers_v) >= Level.CONVERSATION
        natives_nv = (theirs_n[:, None] == Level.NATIVE).astype(np.int8) + (hers_v == Level.NATIVE)
        np.maximum(best_nv, WORTH_BY_NATIVES[natives_nv] * both_nv, out=best_nv)
        shared_nv += both_nv
    best_nv += where(shared_nv > 1, SECOND_LANGUAGE, 0)
    return np.minimum(best_nv, FULL).ravel()


def _met_unwillingly(pair: CloseUp) -> list[tuple[str, str]]:
    return [
        (trait, who)
        for trait, who in clashes(pair, Bears.RATHER_NOT)
        if Trait(trait).is_met_at(pair.form)
    ]
