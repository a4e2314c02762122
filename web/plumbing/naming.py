"""What words and concepts are called on a page."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from matcher.domain.people import SaidWord
from matcher.services import choices
from web.plumbing.languages import language
from web.plumbing.permissions import signed_in


def namer(rows: Session, *, centre: str | None = None) -> Callable[[str | SaidWord], str]:
    """What a concept, or a word somebody said, is called in the reader's language; a word that the
    vocabulary does not know stands within quotation marks, as it was written (R93). `centre` is
    whose words; without it the signed-in account's.
    """
    vocabulary = choices.vocabulary(rows, centre=centre or signed_in()["centre"])

    def named(word: str | SaidWord) -> str:
        if isinstance(word, SaidWord):
            return (
                vocabulary.word(word.concept, language()) if word.concept else f"”{word.written}”"
            )
        return vocabulary.word(word, language())

    return named
