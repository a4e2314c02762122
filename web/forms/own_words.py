"""What an unknown word is made to mean: a word that exists, or a new one."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField

from matcher.domain.vocabulary import Kind, Vocabulary
from web.forms.fields import Needed, SaidField, choice
from web.plumbing.languages import language

KINDS: Mapping[Kind, tuple[Any, Any]] = {
    Kind.INTEREST: (_l("Intresse"), _l("Något man tycker om.")),
    Kind.TASK: (_l("Uppgift"), _l("Något man gör för eller med någon.")),
    Kind.SKILL: (_l("Kunskap eller vana"), _l("Något man kan.")),
    Kind.LANGUAGE: (_l("Språk"), _l("Hur väl det talas står på personens sida.")),
    Kind.HEALTH: (
        _l("Känslig uppgift"),
        _l("Rör hälsa. Sparas bara på den som har sagt ja till det."),
    ),
    Kind.AVAILABILITY: (_l("Tid eller resa"), ""),
}


class AliasForm(FlaskForm):
    """The word means the same as one that exists: one of the proposed, or another that is named."""

    concept = SaidField("", longest=80)  # the button of a proposed word
    other = SaidField(_l("Ett annat ord i ordlistan"), longest=80)
    proposed: Sequence[tuple[str, str, str]] = ()  # concept, its name, its kind

    def offer(self, proposed: Iterable[str], vocabulary: Vocabulary) -> None:
        """The words to pick from, each with its kind."""
        self.proposed = [
            (c, _begun(vocabulary.word(c, language())), str(kind_of(c, vocabulary)))
            for c in proposed
        ]

    def meant(self, vocabulary: Vocabulary) -> str | None:
        """The concept, or None with a fault told at its field."""
        if self.concept.data:
            return str(self.concept.data)
        if not self.other.data:
            self.other.errors = [_("Välj ett ord i listan, eller skriv ett.")]
            return None
        found = vocabulary.resolve(self.other.data)
        if found is None:
            self.other.errors = [_("Ordlistan har inte det ordet. Välj bland förslagen.")]
        return found.concept_id if found else None


class ConceptForm(FlaskForm):
    """The word is one of its own."""

    kind = RadioField(
        _l("Vilken sorts ord är det?"), validators=[Needed(_l("Välj vilken sorts ord det är."))]
    )
    name = SaidField(
        _l("Så ska ordet stå"),
        validators=[Needed(_l("Skriv ordet."))],
        description=_l("Rätta stavningen om den är fel. Det som skrevs förstås också."),
        longest=80,
    )
    name_en = SaidField(_l("På engelska"), longest=80)

    def offer(self, kinds: Sequence[Kind]) -> None:
        """The kinds to choose from, the likeliest first."""
        self.kind.choices = [choice(kind.value, *KINDS[kind]) for kind in kinds]


def _begun(word: str) -> str:
    """With a capital, as the first word of a line; the rest as it is ("SMS-kurs")."""
    return word[:1].upper() + word[1:]


def kind_of(concept: str, vocabulary: Vocabulary) -> Any:
    """The kind of a concept, in words."""
    return KINDS[vocabulary.concepts[concept].kind][0]
