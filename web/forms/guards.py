"""What holds of every text that people type, whatever its field."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms.validators import StopValidation

from matcher.domain import identity_numbers
from matcher.domain.boundaries import tells_of_illness, tells_of_way_in
from matcher.domain.errors import Fault
from matcher.domain.spelling import tidied
from matcher.phrases.faults import fault
from web.plumbing.clock import today
from web.plumbing.languages import language

IDENTITY_NUMBER = _l("Det här ser ut som ett personnummer. Vi sparar aldrig sådana. Ta bort det.")


def tidy(text: str | None) -> str:
    """Each line tidied: å is one letter in our rows, and what nobody sees is not kept."""
    lines = (text or "").replace("\r\n", "\n").split("\n")
    return "\n".join(map(tidied, lines)).strip()


def refuse_identity_number(text: str) -> None:
    """Raises StopValidation: nothing else need be said about such a text."""
    if identity_numbers.refused(text, on=today()):
        raise StopValidation(str(IDENTITY_NUMBER))


ILLNESS_OF_PERSON = _l(
    "Det här liknar en uppgift om medicin eller diagnos. Sådana sparar vi aldrig som ord. Ta bort"
    " det. Hur personen fungerar väljer du under ”Bra att veta”."
)
WAY_IN = _l(
    "Det här liknar en portkod eller var en nyckel finns. Sådant sparar vi aldrig som ord. Ta bort"
    " det."
)


def is_word(text: str) -> bool:
    """Whether it may be kept as a word, in a draft too (R22, R26)."""
    return not tells_of_illness(text) and not tells_of_way_in(text)


def refuse_no_word(word: str, *, is_of_person: bool = False) -> None:
    """Raises StopValidation for a word that says what an illness is called (R22), or how one comes
    in (R26). `is_of_person`: of a recipient, whose functions are chosen from a list.
    """
    if tells_of_way_in(word):
        raise StopValidation(str(WAY_IN))
    if tells_of_illness(word):
        named = fault(Fault("illness_named"), language())
        raise StopValidation(str(ILLNESS_OF_PERSON) if is_of_person else named)


def too_long(longest: int) -> str:
    """What is said of a text with more characters than `longest`."""
    return gettext("Skriv högst %(max)s tecken.", max=longest)
