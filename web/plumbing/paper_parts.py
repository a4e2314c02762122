"""A form's fields as questions on paper: boxes to tick, lines to write on, a week to cross."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field

from matcher.domain.vocabulary import Vocabulary
from web.forms.words import WordsField
from web.plumbing.languages import language
from web.plumbing.parts import choices_of, part_of_field

# A robot's trap, and what only a screen can ask back.
ONLY_ON_SCREEN = ("website", "answer", "sure")
# What the screen says only to whom it concerns.
HINTS = {
    "health": _l(
        "Allergier, och det som säger något om hälsa, ursprung eller tro. Vi sparar det bara om"
        " du säger ja."
    ),
}


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked; boxes to tick, if any; whether a line follows, and whether it is the week."""

    name: str
    words: str
    hint: str
    boxes: tuple[str, ...] = ()
    has_line: bool = False
    is_week: bool = False


def questions(forms: Iterable[FlaskForm], vocabulary: Vocabulary) -> list[Question]:
    """Every question that can be answered with a pen, in the order of the pages."""
    return [_question(field, vocabulary) for form in forms for field in form if is_on_paper(field)]


def is_on_paper(field: Field) -> bool:
    """Whether a pen can answer it: not what a form keeps for itself."""
    return field.name not in ONLY_ON_SCREEN and part_of_field(field) != "hidden"


def _question(field: Field, vocabulary: Vocabulary) -> Question:
    words, hint = str(field.label.text), str(field.description or HINTS.get(field.name, ""))
    if isinstance(field, WordsField):
        boxes = [said for _value, said, _ticked in field.chips(vocabulary, language())]
        return Question(field.name, words, hint, tuple(boxes), has_line=True)
    kind = part_of_field(field)
    if kind == "week":
        return Question(field.name, words, hint, is_week=True)
    if kind == "checkbox":
        return Question(field.name, words, hint, (_("Ja"),))
    if kind in ("radio", "checkboxes", "select"):
        boxes = [str(said) for value, said, _hint in choices_of(field) if value != ""]
        return Question(field.name, words, hint, tuple(boxes))
    return Question(field.name, words, hint, has_line=True)
