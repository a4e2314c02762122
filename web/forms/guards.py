"""What holds of every text that people type, whatever its field."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms.validators import StopValidation

from matcher.domain import identity_numbers
from matcher.domain.boundaries import tells_of_illness
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


def refuse_illness(word: str) -> None:
    """Raises StopValidation for a word that says what an illness is called (R22)."""
    if tells_of_illness(word):
        raise StopValidation(fault(Fault("illness_named"), language()))


def too_long(longest: int) -> str:
    """What is said of a text with more characters than `longest`."""
    return gettext("Skriv högst %(max)s tecken.", max=longest)
