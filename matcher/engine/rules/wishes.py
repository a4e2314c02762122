"""What the two have asked of each other. A coordinator may override one (R33)."""

from collections.abc import Iterable, Mapping

import numpy as np

from matcher.domain.needs import NeedKind, NeedProfile
from matcher.domain.people import Bears, Level, Trait
from matcher.domain.suggestions import Ask, Facts, Subject
from matcher.engine.arrays import Bools
from matcher.engine.features import Features, couples
from matcher.engine.features.forms import BIT, forms_of
from matcher.engine.features.packed import Sides, or_untold
from matcher.engine.rules.rule import CloseUp, ClosingRule, FactRule, Wish, ask_of_need
from matcher.engine.rules.safety import clashes, traits_met

BOTH = 2  # seats that a couple takes


class Task(FactRule, Wish):
    """What the need is about is among what she would do, and not among what she will not.

    Company is given by doing some of it together, or something that the person likes; an errand or
    a local need has to be done whole.
    `related_task` thousandths and up, one task stands in for another.
    """

    id = "task"

    def __init__(self, related_task: int) -> None:
        self.related_task = related_task

    def meeting(self, features: Features) -> Sides:
        """What she will not do of something that has to be done whole."""
        words = features.words
        errand_n = ~features.people.lasting_n[:, None]
        return Sides(words.not_tasks_va == 1, (words.tasks_na == 1) & errand_n)

    def common(self, features: Features) -> Sides:
        """What she would do, if she has told; and else whatever she has not refused."""
        words = features.words
        would_va = (words.near_tasks_va >= self.related_task) | ~words.tells_tasks_v[:, None]
        would_va &= words.not_tasks_va == 0
        all_told_v, asks_n = np.ones_like(words.tells_tasks_v), words.tasks_n > 0
        likes_ni = (words.likes_ni == 1) & features.people.lasting_n[:, None]
        would = Sides(
            np.hstack([would_va, words.does_vi == 1]), np.hstack([words.tasks_na == 1, likes_ni])
        )
        return or_untold(would, all_told_v, asks_n)

    def facts(self, pair: CloseUp) -> Facts:
        """What is wanted, and what of it she will not do."""
        wanted = pair.need.tasks
        return {"wanted": sorted(wanted), "will_not": sorted(wanted & pair.volunteer.not_tasks)}

    def asks(self, pair: CloseUp) -> Iterable[Ask]:
        """What she would do; what it is about."""
        if not pair.need.tasks and pair.need.kind is not NeedKind.COMPANIONSHIP:
            yield ask_of_need(pair.need, "tasks")
        if not pair.volunteer.tasks:
            fact = "tasks_unread" if pair.volunteer.tasks_unread else "tasks"
            yield Ask(Subject.VOLUNTEER, fact)


class Skills(FactRule, Wish):
    """She has told that she can what the need cannot do without."""

    id = "skills"

    def meeting(self, features: Features) -> Sides:
        """She has told what she can, and something needed is not there."""
        words = features.words
        return Sides(words.lacks_vs == 1, words.needed_ns == 1)

    def facts(self, pair: CloseUp) -> Facts:
        """What is lacking."""
        return {"lacking": sorted(pair.volunteer.lacks(pair.need.skills_needed))}

    def asks(self, pair: CloseUp) -> Iterable[Ask]:
        """What she can, where something is needed; and what no word of hers could have told."""
        unsaid = pair.need.skills_needed - pair.volunteer.known_skills
        if unsaid and not pair.volunteer.skills:
            yield Ask(Subject.VOLUNTEER, "skills", {"needed": sorted(unsaid)})
        if pair.need.demands_more:
            yield Ask(Subject.VOLUNTEER, "demands")


class Language(FactRule, Wish):
    """They can talk: every must-language, and else one language at conversation level (R38).

    An organisation that names no language asks for none. Of a language that is to be practised a
    few words are enough: to learn it is what is wished for.
    """

    id = "language"

    def meeting(self, features: Features) -> Sides:
        """A must-language that she, by her own word, does not speak."""
        people = features.people
        silent_vl = people.level_vl < Level.CONVERSATION
        return Sides(people.tells_languages_v[:, None] & silent_vl, people.must_nl)

    def common(self, features: Features) -> Sides:
        """Any language of both, once both have told theirs."""
        people = features.people
        spoken = Sides(people.level_vl >= Level.CONVERSATION, people.talked_nl)
        # A must is enough, also where nobody has noted which languages the person speaks
        asks_n = people.tells_languages_n & ~people.must_nl.any(axis=1)
        return or_untold(spoken, people.tells_languages_v, asks_n)

    def facts(self, pair: CloseUp) -> Facts:
        """Musts that are missing, and what each side speaks at conversation level."""
        hers = _spoken(pair.volunteer.languages)
        return {
            "must": sorted(pair.need.must_languages - set(hers)),
            "need": sorted(pair.need.talked_in),
            "volunteer": hers,
        }

    def asks(self, pair: CloseUp) -> Iterable[Ask]:
        """Languages that nobody has told, where they matter."""
        need = pair.need
        matters = bool(need.languages or need.must_languages) or not _is_local(need)
        if matters and not pair.volunteer.languages:
            yield Ask(Subject.VOLUNTEER, "languages", {"must": sorted(need.must_languages)})
        if not need.languages and not _is_local(need):
            yield Ask(Subject.NEED, "languages")


class BearsNot(ClosingRule, Wish):
    """Neither meets a smoke, cat, dog, fragrance or stairs that they do not bear (R36)."""

    def __init__(self, trait: Trait) -> None:
        self.trait = trait

    @property
    def id(self) -> str:  # type: ignore[override]
        """One rule for each trait, so that the counts say which."""
        return self.trait.value

    def closing(self, features: Features) -> Iterable[tuple[int, Sides]]:
        """The forms in which the trait is met and not borne."""
        return (traits_met(features, Bears.NO, self.trait),)

    def facts(self, pair: CloseUp) -> Facts:
        """Which side has it."""
        return {"whose": [who for trait, who in clashes(pair, Bears.NO) if trait == self.trait]}

    def asks(self, pair: CloseUp) -> Iterable[Ask]:
        """Whether the other has it; and whether one bears what the other has."""
        if not self.trait.is_met_at(pair.form):
            return
        hers, theirs = pair.volunteer.traits, pair.need.traits
        for who, mine, other, others in (
            (Subject.VOLUNTEER, hers, Subject.NEED, theirs),
            (Subject.NEED, theirs, Subject.VOLUNTEER, hers),
        ):
            if mine.bears.get(self.trait) is Bears.NO and others.knows(self.trait) is None:
                yield Ask(other, "has_trait", {"trait": self.trait.value})
            if others.has.get(self.trait) and mine.takes(self.trait) is None:
                yield Ask(who, "bears_trait", {"trait": self.trait.value})


class Together(FactRule, Wish):
    """Who goes together with somebody goes where there is room for both, and not alone."""

    id = "together"

    def meeting(self, features: Features) -> Sides:
        """There is one seat, or the other cannot go."""
        couple_v, one_seat_n = features.couple_v, features.seats_n < BOTH
        return Sides(
            np.column_stack([couple_v == couples.LEFT_ALONE, couple_v == couples.IN_PAIR]),
            np.column_stack([np.ones_like(one_seat_n), one_seat_n]),
        )

    def alone(self, features: Features, subject: Subject) -> Bools | None:
        """A volunteer whose other half cannot go now."""
        if subject is Subject.VOLUNTEER:
            return features.couple_v == couples.LEFT_ALONE
        return None


class FormWish(FactRule, Wish):
    """They want the same kind of company: home, out, telephone …"""

    id = "form"

    def common(self, features: Features) -> Sides:
        """Any form that both would take; who has told none would take all."""
        forms, bits = features.forms, np.array(list(BIT.values()), dtype=np.uint8)
        return Sides(forms.takes_v[:, None] & bits != 0, forms.takes_n[:, None] & bits != 0)

    def facts(self, pair: CloseUp) -> Facts:
        """What each would take."""
        theirs = forms_of(int(pair.features.forms.takes_n[pair.n]))
        return {"need": sorted(theirs), "volunteer": sorted(pair.volunteer.forms)}

    def asks(self, pair: CloseUp) -> Iterable[Ask]:
        """Forms that nobody has told."""
        if pair.need.leaves_form_open:
            yield Ask(Subject.NEED, "forms")
        if not pair.volunteer.forms:
            yield Ask(Subject.VOLUNTEER, "forms")


def _is_local(need: NeedProfile) -> bool:
    return need.kind is NeedKind.LOCAL


def _spoken(languages: Mapping[str, Level]) -> list[str]:
    return sorted(code for code, level in languages.items() if level >= Level.CONVERSATION)
