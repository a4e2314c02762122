"""The field for words of the vocabulary: chips to tick, and own words that are read."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from flask_babel import gettext
from wtforms import Field, Form
from wtforms.validators import ValidationError

from matcher.domain.people import SaidWord, WordStance
from matcher.domain.vocabulary import Kind, Vocabulary
from web.forms.guards import is_word, refuse_identity_number, refuse_no_word, tidy, too_long

PICKED, KEPT = "c:", "w:"  # what a chip hands in: a concept's id, or a word as it was written
LIKELY = 0.9  # below this a proposal is another word more often than not (tried on 40 words)
LONGEST_WORD = 120
MOST_WORDS = 100  # in one field; the vocabulary's longest list of one kind is shorter


class WordsField(Field):
    """Words of one stance: chips to tick, and own words that the vocabulary reads. `others`
    are further kinds that may be written here, with the stance such words take.

    Everything is handed in under one name: `c:chess` a ticked concept, `w:modelljärnväg` a word
    kept as it was written, anything else what was typed now. `read` turns it into SaidWords;
    what the vocabulary does not know is kept as written, and proposals are only proposed (R93). An
    illness is never a word (R22), nor the code of a door (R26). `is_of_person`: of a recipient.
    """

    def __init__(
        self,
        label: Any = None,
        validators: Any = None,
        *,
        stance: WordStance,
        kinds: Collection[Kind],
        others: Mapping[Kind, WordStance] | None = None,
        offered: Sequence[str] = (),
        longest: int = 300,
        is_of_person: bool = False,
        **rest: Any,
    ):
        self.stance, self.others = stance, others or {}
        self.kinds = (*kinds, *self.others)
        self.offered, self.longest, self.is_of_person = offered, longest, is_of_person
        self.proposals: list[str] = []
        super().__init__(label, validators, **rest)

    def process_data(self, value: Sequence[SaidWord] | None) -> None:
        words = [word for word in value or () if word.stance is self.stance]
        self.picked = [word.concept for word in words if word.concept]
        self.kept = [word.written for word in words if not word.concept]
        self.typed = ""
        self.data = [*self.picked, *self.kept]

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        self.picked = [v.removeprefix(PICKED) for v in valuelist if v.startswith(PICKED)]
        self.kept = [tidy(v.removeprefix(KEPT)) for v in valuelist if v.startswith(KEPT)]
        free = [v for v in valuelist if not v.startswith((PICKED, KEPT))]
        self.typed = tidy("\n".join(free))
        self.data = [*self.picked, *self.kept, *filter(None, [self.typed])]

    def pick(self, concepts: Collection[str]) -> None:
        """Tick these beforehand, beside what is there."""
        self.picked = list(dict.fromkeys([*self.picked, *concepts]))
        self.data = [*self.picked, *self.kept, *filter(None, [self.typed])]

    def handed(self) -> list[str]:
        """What a form would hand in to say the same, but for what is never kept, not even in a
        draft: what an illness is called (R22), and the code of a door (R26).
        """
        kept = [KEPT + word for word in self.kept if is_word(word)]
        typed = [self.typed] if self.typed and is_word(self.typed) else []
        return [*(PICKED + concept for concept in self.picked), *kept, *typed]

    def pre_validate(self, _form: Form) -> None:
        for text in (self.typed, *self.kept):
            refuse_identity_number(text)
            refuse_no_word(text, is_of_person=self.is_of_person)
        if len(self.typed) > self.longest:
            raise ValidationError(too_long(self.longest))
        if len(self.picked) + len(self.kept) > MOST_WORDS:
            raise ValidationError(
                gettext("Högst %(max)s ord får plats. Ta bort några.", max=MOST_WORDS)
            )

    def read(self, vocabulary: Vocabulary) -> tuple[SaidWord, ...]:
        """What was ticked, and what was written: known words as concepts, others as they are."""
        found = vocabulary.read(self.typed, kinds=self.kinds)
        concepts = [c for c in self.picked if c in vocabulary] + list(found.concept_ids)
        unknown = [word[:LONGEST_WORD] for word in (*self.kept, *found.leftovers) if word]
        return (
            *(self._said(c, vocabulary) for c in dict.fromkeys(concepts)),
            *(SaidWord(self.stance, word) for word in dict.fromkeys(unknown)),
        )

    def _said(self, concept: str, vocabulary: Vocabulary) -> SaidWord:
        stance = self.others.get(vocabulary.concepts[concept].kind, self.stance)
        return SaidWord(stance, vocabulary.word(concept), concept)

    def unfold(self, vocabulary: Vocabulary) -> bool:
        """Turn what was typed into chips; whether something was unknown and likely something
        else. Then the page is shown once more, and a person picks or leaves it as it is.
        """
        found = vocabulary.read(self.typed, kinds=self.kinds)
        self.proposals = [
            proposal.concept_id
            for word in found.leftovers
            for proposal in vocabulary.propose(word, kinds=self.kinds, at_most=3)
            if proposal.score >= LIKELY
        ]
        self.picked = list(dict.fromkeys([*self.picked, *found.concept_ids]))
        self.kept = list(dict.fromkeys([*self.kept, *found.leftovers]))
        self.proposals = [c for c in dict.fromkeys(self.proposals) if c not in self.picked]
        self.typed = ""
        return bool(self.proposals)

    def chips(self, vocabulary: Vocabulary, language: str) -> list[tuple[str, str, bool]]:
        """(value, words, ticked) of every chip: the offered, what else was picked, and kept."""
        known = dict.fromkeys([*self.offered, *self.picked])
        known = {c: None for c in known if c not in self.proposals}  # those stand by themselves
        return [
            (PICKED + c, _begun(vocabulary.word(c, language)), c in self.picked)
            for c in known
            if c in vocabulary
        ] + [(KEPT + word, f"”{word}”", True) for word in self.kept]

    def proposed(self, vocabulary: Vocabulary, language: str) -> list[tuple[str, str, bool]]:
        """(value, words, not ticked) of what may have been meant."""
        return [(PICKED + c, _begun(vocabulary.word(c, language)), False) for c in self.proposals]


def _begun(word: str) -> str:
    """With a capital, as the first word of a line; the rest as it is ("SMS-kurs")."""
    return word[:1].upper() + word[1:]
