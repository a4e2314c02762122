"""What the two have asked of each other. A coordinator may override one (R33, R35)."""

from collections.abc import Iterable, Mapping

import numpy as np

from matcher.domain.needs import NeedKind
from matcher.domain.people import Bears, Gender, GenderWish, Level, Strength, Trait
from matcher.domain.suggestions import Ask, Facts, Subject
from matcher.engine.arrays import Bits, Bools, Small, product
from matcher.engine.blocks import Block
from matcher.engine.features import Features, couples
from matcher.engine.features.people import UNTOLD
from matcher.engine.rules.rule import FormRule, Pair, Wish
from matcher.engine.rules.safety import clashes, closed_by, is_local

BOTH = 2  # seats that a couple takes


class Task(Wish):
    """What the need is about is among what she would do, and not among what she will not.

    Company is given by doing some of it together; an errand or a local need has to be done whole.
    `related_task` thousandths and up, one task stands in for another.
    """

    id = "task"

    def __init__(self, related_task: int) -> None:
        self.related_task = related_task

    def breaks(self, block: Block) -> Bools:
        """She has told what she would do and none of it is wanted, or will not do what is."""
        words = block.features.words
        tasks_cn = words.tasks_nc[block.n].T
        wanted_n = tasks_cn.sum(axis=0)
        would_vc = (words.near_tasks_vc >= self.related_task) & (words.not_tasks_vc == 0)
        would_vn = product(would_vc.astype(np.float64), tasks_cn)
        will_not_vn = product(words.not_tasks_vc, tasks_cn)
        lasting_n = block.features.people.lasting_n[block.n]
        most_n = np.where(lasting_n, wanted_n - 1, 0)
        other_vn = words.tells_tasks_v[:, None] & (wanted_n > 0) & (would_vn == 0)
        return other_vn | ((wanted_n > 0) & (will_not_vn > most_n))

    def facts(self, pair: Pair) -> Facts:
        """What is wanted, and what of it she will not do."""
        wanted = pair.need.tasks
        return {"wanted": sorted(wanted), "will_not": sorted(wanted & pair.volunteer.not_tasks)}

    def asks(self, pair: Pair) -> Iterable[Ask]:
        """What she would do; what it is about."""
        if not pair.need.tasks and pair.need.kind is not NeedKind.COMPANIONSHIP:
            yield Ask(Subject.NEED, "tasks")
        if not pair.volunteer.tasks:
            yield Ask(Subject.VOLUNTEER, "tasks")


class Skills(Wish):
    """She has told that she can what the need cannot do without."""

    id = "skills"

    def breaks(self, block: Block) -> Bools:
        """She has told what she can, and something needed is not there."""
        words = block.features.words
        needed_cn = words.needed_nc[block.n].T
        lacking_vn = needed_cn.sum(axis=0) > product(words.skills_vc, needed_cn)
        return words.tells_skills_v[:, None] & lacking_vn

    def facts(self, pair: Pair) -> Facts:
        """What is lacking."""
        return {"lacking": sorted(pair.need.skills_needed - pair.volunteer.skills)}

    def asks(self, pair: Pair) -> Iterable[Ask]:
        """What she can, where something is needed."""
        if pair.need.skills_needed and not pair.volunteer.skills:
            yield Ask(Subject.VOLUNTEER, "skills", {"needed": sorted(pair.need.skills_needed)})


class Language(Wish):
    """They can talk: every must-language, and else one language at conversation level (R38).

    An organisation that names no language asks for none.
    """

    id = "language"

    def breaks(self, block: Block) -> Bools:
        """Both have told their languages and a must, or any shared one, is missing."""
        people = block.features.people
        talks_vl = (people.level_vl >= Level.CONVERSATION).astype(np.float64)
        talks_ln = (people.level_nl[block.n] >= Level.CONVERSATION).T.astype(np.float64)
        must_ln = people.must_nl[block.n].T.astype(np.float64)
        lacks_must_vn = product(talks_vl, must_ln) < must_ln.sum(axis=0)
        silent_vn = people.tells_languages_n[block.n] & (product(talks_vl, talks_ln) == 0)
        # A must is stated, also where nobody has noted which languages the person speaks
        no_must_n = must_ln.sum(axis=0) == 0
        return people.tells_languages_v[:, None] & (lacks_must_vn | (silent_vn & no_must_n))

    def facts(self, pair: Pair) -> Facts:
        """Musts that are missing, and what each side speaks at conversation level."""
        hers = _spoken(pair.volunteer.languages)
        return {
            "must": sorted(pair.need.must_languages - set(hers)),
            "need": _spoken(pair.need.languages),
            "volunteer": hers,
        }

    def asks(self, pair: Pair) -> Iterable[Ask]:
        """Languages that nobody has told, where they matter."""
        need = pair.need
        matters = bool(need.languages or need.must_languages) or not is_local(pair)
        if matters and not pair.volunteer.languages:
            yield Ask(Subject.VOLUNTEER, "languages", {"must": sorted(need.must_languages)})
        if not need.languages and not is_local(pair):
            yield Ask(Subject.NEED, "languages")


class GenderMust(Wish):
    """Who must meet a woman, or a man, does – from either side (R35)."""

    id = "gender"

    def breaks(self, block: Block) -> Bools:
        """A stated must, and the other has told something else."""
        people = block.features.people
        hers_v = people.wished_v[Strength.MUST][:, None]
        theirs_n = people.wished_n[Strength.MUST][block.n]
        is_n, is_v = people.gender_n[block.n], people.gender_v[:, None]
        return _differs(hers_v, is_n) | _differs(theirs_n, is_v)

    def facts(self, pair: Pair) -> Facts:
        """Who wishes to meet whom, where it is not so."""
        return {"wishes": gender_wishes(pair, Strength.MUST)}

    def asks(self, pair: Pair) -> Iterable[Ask]:
        """The gender of somebody who has not told, where the other must know."""
        return gender_asks(pair, Strength.MUST)


class BearsNot(FormRule, Wish):
    """Neither meets a smoke, cat, dog, fragrance or stairs that they do not bear (R36)."""

    def __init__(self, trait: Trait) -> None:
        self.trait = trait
        self._only = frozenset({trait.value})

    @property
    def id(self) -> str:  # type: ignore[override]
        """One rule for each trait, so that the counts say which."""
        return self.trait.value

    def closes(self, block: Block) -> Bits:
        """The forms in which the trait is met and not borne."""
        return closed_by(block, Bears.NO, self._only)

    def facts(self, pair: Pair) -> Facts:
        """Which side has it."""
        return {"whose": [who for trait, who in clashes(pair, Bears.NO) if trait == self.trait]}

    def asks(self, pair: Pair) -> Iterable[Ask]:
        """Whether the other has it; and whether one bears what the other has."""
        if not self.trait.is_met_at(pair.form, Bears.NO):
            return
        hers, theirs = pair.volunteer.traits, pair.need.traits
        for who, mine, other, others in (
            (Subject.VOLUNTEER, hers, Subject.NEED, theirs),
            (Subject.NEED, theirs, Subject.VOLUNTEER, hers),
        ):
            if mine.bears.get(self.trait) is Bears.NO and others.knows(self.trait) is None:
                yield Ask(other, "has_trait", {"trait": self.trait.value})
            if others.has.get(self.trait) and self.trait not in mine.bears:
                yield Ask(who, "bears_trait", {"trait": self.trait.value})


class Together(Wish):
    """Who goes together with somebody goes where there is room for both, and not alone."""

    id = "together"

    def breaks(self, block: Block) -> Bools:
        """There is one seat, or the other cannot go."""
        couple_v = block.features.couple_v[:, None]
        one_seat_n = block.features.seats_n[block.n] < BOTH
        return (couple_v == couples.LEFT_ALONE) | ((couple_v == couples.IN_PAIR) & one_seat_n)

    def alone(self, features: Features, subject: Subject) -> Bools | None:
        """A volunteer whose other half cannot go now."""
        if subject is Subject.VOLUNTEER:
            return features.couple_v == couples.LEFT_ALONE
        return None


class FormWish(Wish):
    """They want the same kind of company: home, out, telephone …"""

    id = "form"

    def breaks(self, block: Block) -> Bools:
        """Both have told, and no form is on both lists."""
        forms = block.features.forms
        hers_v, theirs_n = forms.forms_v[:, None], forms.forms_n[block.n]
        return (hers_v != 0) & (theirs_n != 0) & (hers_v & theirs_n == 0)

    def facts(self, pair: Pair) -> Facts:
        """What each would take."""
        return {"need": sorted(pair.need.forms), "volunteer": sorted(pair.volunteer.forms)}

    def asks(self, pair: Pair) -> Iterable[Ask]:
        """Forms that nobody has told."""
        if not pair.need.forms:
            yield Ask(Subject.NEED, "forms")
        if not pair.volunteer.forms:
            yield Ask(Subject.VOLUNTEER, "forms")


def gender_wishes(pair: Pair, strength: Strength) -> list[dict[str, str]]:
    """Stated wishes of that strength that the other side, by their own word, does not meet."""
    return [
        {"who": who.value, "wants": wish.gender.value}
        for who, wish, other in _gender_sides(pair)
        if wish and wish.strength is strength and other and other is not wish.gender
    ]


def gender_asks(pair: Pair, strength: Strength) -> Iterable[Ask]:
    """Whose gender somebody wishes to know, and has not been told."""
    other_side = {Subject.NEED: Subject.VOLUNTEER, Subject.VOLUNTEER: Subject.NEED}
    for who, wish, other in _gender_sides(pair):
        if wish and wish.strength is strength and other is None:
            yield Ask(other_side[who], "gender", {"wanted": wish.gender.value})


def _gender_sides(
    pair: Pair,
) -> tuple[tuple[Subject, GenderWish | None, Gender | None], ...]:
    """Who wishes what, and what the other has told."""
    hers, theirs = pair.volunteer, pair.need
    return (
        (Subject.NEED, theirs.gender_wish, hers.gender),
        (Subject.VOLUNTEER, hers.gender_wish, theirs.gender),
    )


def _differs(wished: Small, told: Small) -> Bools:
    return (wished != UNTOLD) & (told != UNTOLD) & (wished != told)


def _spoken(languages: Mapping[str, Level]) -> list[str]:
    return sorted(code for code, level in languages.items() if level >= Level.CONVERSATION)
