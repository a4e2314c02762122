"""Who speaks, in which language, and about whom."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from matcher.languages import SOURCE, catalogue


def N_(sentence: str) -> str:  # noqa: N802 – gettext's own name for "translate this later"
    """Mark a sentence for the catalogue; `say` translates it."""
    return sentence


def say(sentence: str, language: str = SOURCE, **facts: object) -> str:
    """The sentence in a language, with its facts in place."""
    said = catalogue(language).gettext(sentence)
    return said % facts if facts else said


def listed(words: Iterable[str], language: str = SOURCE) -> str:
    """`fika, stickning och körsång`."""
    *first, last = list(words) or [""]
    return f"{', '.join(first)} {say('och', language)} {last}" if first else last


def capital(sentence: str) -> str:
    """The first letter large, the others as they are."""
    return sentence[:1].upper() + sentence[1:]


def _as_it_is(concept: str) -> str:
    return concept


@dataclass(frozen=True, slots=True)
class Voice:
    """The language, the centre's words for concepts, and what the two are called on this page.

    A page that may not name anybody says "volontären" and "mottagaren".
    """

    language: str = SOURCE
    word: Callable[[str], str] = _as_it_is  # a concept's name, as the centre says it
    volunteer: str = "volontären"
    need: str = "mottagaren"

    def say(self, sentence: str, **facts: object) -> str:
        """The sentence in this voice's language."""
        return say(sentence, self.language, **facts)

    def words(self, concepts: object) -> str:
        """The names of some concepts, listed."""
        named = [self.word(str(concept)) for concept in as_list(concepts)]
        return listed(named, self.language)


def as_list(fact: object) -> list[object]:
    """A fact that is a list, as one; anything else is an empty one."""
    return list(fact) if isinstance(fact, list | tuple) else []
