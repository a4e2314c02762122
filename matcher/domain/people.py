"""What both sides of a match have in common: languages, forms of company, and what each bears.

Unknown is neither yes nor no (R37): a trait that nobody has told is *absent* from its mapping,
never False, and the engine turns the absence into a question.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum


class WordStance(StrEnum):
    """What a word of the vocabulary means on a person or a need."""

    DOES = "does"  # tasks a volunteer would do; what a recipient or a need wants done
    WILL_NOT = "will_not"  # tasks she will not do
    LIKES = "likes"
    DISLIKES = "dislikes"
    KNOWS = "knows"  # skills and experience; on a need: wished ones
    NEEDS = "needs"  # on a need: skills without which it cannot be done
    FUNCTION = "function"  # on a recipient: what a visitor must know to be kind and safe (art. 9)


@dataclass(frozen=True, slots=True)
class SaidWord:
    """A word somebody said: a concept, or (unknown to the vocabulary) only as written (R93)."""

    stance: WordStance
    written: str
    concept: str | None = None


class Gender(StrEnum):
    """Only what somebody chose to answer; never a score (R7, R43)."""

    WOMAN = "woman"
    MAN = "man"
    OTHER = "other"


class Level(IntEnum):
    """How well somebody speaks a language."""

    SOME = 1  # a few words: pleasant, not enough to talk
    CONVERSATION = 2
    NATIVE = 3


class Form(StrEnum):
    """The shape of the company."""

    HOME = "home"
    OUT = "out"  # a walk, a café, an errand
    PHONE = "phone"
    VIDEO = "video"
    LETTERS = "letters"
    GROUP = "group"

    @property
    def is_remote(self) -> bool:
        """No one travels for it."""
        return self in (Form.PHONE, Form.VIDEO, Form.LETTERS)


class Strength(StrEnum):
    """How strongly something is wished. Indifferent is the absence of a wish."""

    PREFER = "prefer"
    MUST = "must"


class Trait(StrEnum):
    """What a home or a person may have that the other side may not bear (R36)."""

    CAT = "cat"
    DOG = "dog"
    SMOKE = "smoke"
    FRAGRANCE = "fragrance"
    STAIRS = "stairs"  # stairs and no lift on the way in

    def is_met_at(self, form: Form) -> bool:
        """Whether it is met in that form.

        Pets and smoke belong to a home; perfume is worn. What of them sits in clothes is asked
        about (`may_cling`).
        """
        return form is Form.HOME or (self is Trait.FRAGRANCE and not form.is_remote)

    def may_cling(self, form: Form) -> bool:
        """Outside the home fur and smoke may sit in clothes. Whether that is too much, who is
        allergic knows herself: she is asked first, and nobody decides it for her (R37).
        """
        in_clothes = (Trait.CAT, Trait.DOG, Trait.SMOKE)
        return self in in_clothes and form is not Form.HOME and not form.is_remote


class Bears(StrEnum):
    """How one side takes a trait of the other."""

    FINE = "fine"
    RATHER_NOT = "rather_not"
    NO = "no"  # a must-wish: a coordinator may override it with a reason
    ALLERGY = "allergy"  # safety: nobody may


@dataclass(frozen=True, slots=True)
class GenderWish:
    """Whom somebody would rather meet, or must."""

    gender: Gender
    strength: Strength


@dataclass(frozen=True, slots=True)
class Traits:
    """What one side has, and what it bears of the other's. An absent key is unknown."""

    has: Mapping[Trait, bool] = field(default_factory=dict)
    bears: Mapping[Trait, Bears] = field(default_factory=dict)

    def knows(self, trait: Trait) -> bool | None:
        """Whether this side has it, None where nobody can tell.

        Who is allergic to cats, or will have none near her, keeps no cat: she is not asked. Of
        stairs it says nothing: one may live with what one does not bear.
        """
        if trait in self.has:
            return self.has[trait]
        avoids = self.bears.get(trait) in (Bears.ALLERGY, Bears.NO)
        return False if avoids and trait is not Trait.STAIRS else None

    def takes(self, trait: Trait) -> Bears | None:
        """How this side takes it of the other, None where nobody can tell.

        Who keeps a dog lives with dogs: she is not asked whether one is all right. Stairs of one's
        own say nothing of how one gets up others'.
        """
        if trait in self.bears:
            return self.bears[trait]
        return Bears.FINE if self.has.get(trait) and trait is not Trait.STAIRS else None

    def to_json(self) -> dict[str, dict[str, bool | str]]:
        """Plain data, keys sorted, for a JSON column."""
        return {
            "has": {trait.value: self.has[trait] for trait in sorted(self.has)},
            "bears": {trait.value: self.bears[trait].value for trait in sorted(self.bears)},
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Mapping[str, bool | str]] | None) -> "Traits":
        """The inverse of `to_json`; nothing at all means that nothing is known."""
        if not data:
            return cls()
        return cls(
            has={Trait(key): bool(value) for key, value in data.get("has", {}).items()},
            bears={Trait(key): Bears(str(value)) for key, value in data.get("bears", {}).items()},
        )


CODE = 3  # letters of an id that tell two of the same name apart


def called(first_name: str, surname: str) -> str:
    """As much of a name as a list shows: Karin L.; the letter is a large one, also of "d'Arc"."""
    return f"{first_name} {surname[0].upper()}." if surname else first_name


def called_apart(
    people: Mapping[str, tuple[str, str]], *tells: Mapping[str, str | None]
) -> dict[str, str]:
    """What each of these is called, by id, from (first name, surname): Karin L.; and who would be
    called as another by as much more of the surname as tells her apart: Karin Li. Two of the same
    name by the first of `tells` that is nobody else's, by id: where she lives, when she was born;
    or else by the end of the id: Karin L. (Sundet), Karin L. (1938).
    """
    names = {who: called(*name) for who, name in people.items()}
    same = {name for name, times in Counter(names.values()).items() if times > 1}
    alike: dict[str, list[str]] = {}
    for who, name in names.items():
        if name in same:
            alike.setdefault(name, []).append(who)
    for group in alike.values():
        names |= _longer({who: people[who] for who in group})
    twins = Counter(people.values())
    for full in {full for full, times in twins.items() if times > 1}:
        group = [who for who in people if people[who] == full]
        names |= _marked(group, called(*full), tells)
    return names


def code_in(name: str, who: str) -> str | None:
    """The end of the id that tells her apart in what `called_apart` gave; None for another mark."""
    code = who[-CODE:]
    return code if name.endswith(f" ({code})") else None


def _marked(
    group: Sequence[str], name: str, tells: Sequence[Mapping[str, str | None]]
) -> dict[str, str]:
    """`Karin L. (Sundet)`; the end of the id for those of whom nothing tells."""
    marks = {who: who[-CODE:] for who in group}
    for tell in reversed(tells):
        times = Counter(tell.get(who) for who in group)
        marks |= {who: mark for who in group if (mark := tell.get(who)) and times[mark] == 1}
    return {who: f"{name} ({mark})" for who, mark in marks.items()}


def _longer(people: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    surnames = {surname for _, surname in people.values()}
    return {
        who: f"{first} {_start(surname, surnames - {surname})}".rstrip()
        for who, (first, surname) in people.items()
    }


def _start(surname: str, others: Collection[str]) -> str:
    """As few letters of it, two or more, as none of the others begins with."""
    for letters in range(2, len(surname)):
        start = surname[:letters]
        if not any(other.startswith(start) for other in others):
            return f"{start}."
    return surname
