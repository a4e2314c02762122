"""What a recipient likes, speaks and bears. Function, never diagnosis (R22)."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectField, SelectMultipleField

from matcher.domain.people import Bears, Level, SaidWord, Trait, WordStance
from matcher.domain.recipients import NewRecipient
from matcher.domain.vocabulary import Kind, Vocabulary
from web.forms.fields import SaidField, WordsField, choice
from web.forms.volunteers import SPOKEN, UNKNOWN, WISHES
from web.plumbing.languages import language
from web.plumbing.volunteer_words import BEARS, TRAITS, wish

BOXES = ("likes", "dislikes")
# Told by other fields: of the home, and of what one does not bear.
TOLD_ELSEWHERE = frozenset(
    {
        "fur_allergy", "fragrance_sensitivity", "needs_smoke_free", "smoking_in_home",
        "pets_in_home",
    }
)  # fmt: skip


def _words(label: Any, stance: WordStance, kind: Kind) -> WordsField:
    return WordsField(label, stance=stance, kinds=(kind,), is_of_person=True)


class TastesForm(FlaskForm):
    """Languages, what she likes, whom she wants to meet, and what is good to know."""

    native = _words(_l("Modersmål"), WordStance.KNOWS, Kind.LANGUAGE)
    speaks = _words(_l("Kan samtala på"), WordStance.KNOWS, Kind.LANGUAGE)
    some = _words(_l("Kan några ord"), WordStance.KNOWS, Kind.LANGUAGE)
    likes = _words(_l("Tycker om"), WordStance.LIKES, Kind.INTEREST)
    dislikes = _words(_l("Tycker inte om"), WordStance.DISLIKES, Kind.INTEREST)
    background = SaidField(
        _l("Bakgrund"),
        longest=200,
        description=_l("Några ord som personen själv valt, till exempel ”från Tornedalen”."),
    )
    gender_wish = SelectField(_l("Vem personen vill träffa"))
    function = SelectMultipleField(
        _l("Bra att veta för den som kommer"),
        description=_l("Hur personen fungerar, aldrig en diagnos."),
    )

    def __init__(self, *given: Any, vocabulary: Vocabulary, **rest: Any):
        super().__init__(*given, **rest)
        wishes = [choice(code, wish(meant)) for code, meant in WISHES.items()]
        self.gender_wish.choices = [choice("", _("Inget önskemål")), *wishes]
        self.function.choices = [
            choice(concept.id, _begun(vocabulary.word(concept.id, language())))
            for concept in vocabulary.of_kind(Kind.HEALTH)
            if concept.id not in TOLD_ELSEWHERE or concept.id in (self.function.data or ())
        ]

    def begin_with_tastes(self, told: NewRecipient) -> None:
        """Fill the fields from what is stored."""
        for name in BOXES:
            self[name].process_data(told.words)
        for box, level in SPOKEN.items():
            spoken = [word for word, how in told.languages.items() if how is level]
            self[box].process_data([SaidWord(WordStance.KNOWS, word, word) for word in spoken])
        # A language that we do not know stays as it was written, until somebody has asked.
        unread = [word for word in told.words if word.stance is WordStance.KNOWS]
        self.speaks.kept = [word.written for word in unread if not word.concept]
        self.background.process_data(told.background)
        self.gender_wish.data = next((c for c, w in WISHES.items() if w == told.gender_wish), "")
        for trait, how in told.bears.items():
            self[f"bears_{trait.value}"].data = how.value

    def person_word_fields(self) -> list[WordsField]:
        """Every box of words about the person."""
        return [self.native, self.speaks, self.some, self.likes, self.dislikes]

    def tastes(self, vocabulary: Vocabulary) -> dict[str, Any]:
        """What was written, as fields of `NewRecipient`."""
        spoken = [
            (said, level) for box, level in SPOKEN.items() for said in self[box].read(vocabulary)
        ]
        words = [said for box in BOXES for said in self[box].read(vocabulary)]
        words += [
            SaidWord(WordStance.FUNCTION, vocabulary.word(concept), concept)
            for concept in self.function.data or ()
        ]
        words += [
            SaidWord(WordStance.KNOWS, said.written) for said, _level in spoken if not said.concept
        ]
        return {
            "languages": _languages(spoken),
            "words": tuple(dict.fromkeys(words)),
            "gender_wish": WISHES.get(self.gender_wish.data or ""),
            "bears": self._bears(),
            "background": self.background.data,
        }

    def _bears(self) -> dict[Trait, Bears]:
        told = {trait: self[f"bears_{trait.value}"].data for trait in TRAITS}
        return {trait: Bears(how) for trait, how in told.items() if how}


for _trait, _words_of in TRAITS.items():
    setattr(
        TastesForm,
        f"bears_{_trait.value}",
        SelectField(
            _words_of,
            choices=[UNKNOWN, *(choice(how.value, words) for how, words in BEARS.items())],
        ),
    )


def _languages(spoken: list[tuple[SaidWord, Level]]) -> dict[str, Level]:
    """The best box first: whoever writes a language twice speaks it as well as the first."""
    return {said.concept: level for said, level in reversed(spoken) if said.concept}


def _begun(word: str) -> str:
    return word[:1].upper() + word[1:]
