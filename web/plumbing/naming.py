"""What words and concepts are called on a page."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from matcher.domain.concepts import How
from matcher.domain.people import SaidWord
from matcher.domain.spelling import folded, is_alike
from matcher.domain.vocabulary import Vocabulary
from matcher.services import choices
from web.plumbing.languages import language
from web.plumbing.permissions import signed_in


def namer(rows: Session, *, centre: str | None = None) -> Callable[[str | SaidWord], str]:
    """What a concept, or a word somebody said, is called in the reader's language. A word that the
    vocabulary does not know stands within quotation marks, as it was written (R93); one that it
    takes for something else by name is followed by that: "opera (teater och bio)". `centre` is
    whose words; without it the signed-in account's.
    """
    vocabulary = choices.vocabulary(rows, centre=centre or signed_in()["centre"])

    def named(word: str | SaidWord) -> str:
        if isinstance(word, str):
            return vocabulary.word(word, language())
        return _as_said(word, vocabulary) if word.concept else f"”{word.written}”"

    return named


def _as_said(word: SaidWord, vocabulary: Vocabulary) -> str:
    """The concept's name where it says what was written, or what was written is misspelt."""
    concept = word.concept or ""
    name, swedish = vocabulary.word(concept, language()), vocabulary.word(concept)
    found = vocabulary.resolve(word.written)
    is_name = folded(word.written) in (folded(name), folded(swedish))
    if is_name or found is None or found.concept_id != concept or found.how is How.MISSPELLING:
        return name
    return word.written if is_alike(word.written, name) else f"{word.written} ({name})"
