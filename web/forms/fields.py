"""Fields that all forms share. None of them keeps an identity number (R27).

SaidField, NoteField      a line, a text; composed letters, single spaces, refuses identity numbers
PhoneField, MailField     a number as E.164; an address
PostcodeField, YearField  five digits; a year of birth
NumberField               a whole number between two others
DayField                  a date of the calendar, Swedish words for what is wrong
WordsField                chips of the vocabulary and own words, read by it (R92, R93)

A field's description is its hint. What was typed stays in the field when it is wrong.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from email_validator import EmailNotValidError, validate_email
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import (
    DateField,
    EmailField,
    Field,
    Form,
    StringField,
    TelField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, StopValidation, ValidationError

from matcher.domain import phones
from matcher.domain.gazetteer import postcode_of
from matcher.domain.lengths import minutes_said
from web.forms.guards import refuse_identity_number, tidy, too_long
from web.forms.words import WordsField
from web.plumbing.clock import today

__all__ = [
    "DayField", "MailField", "Needed", "NoteField", "NumberField", "Offered", "PhoneField",
    "PostcodeField", "SaidField", "WordsField", "YearField", "choice", "choices_from", "in_order",
    "normal_phone", "tidy",
]  # fmt: skip

PHONE = _l("Skriv ett telefonnummer, till exempel 070-174 06 05.")
ONE_PHONE = _l("Skriv bara ett telefonnummer, och inga ord.")
MAIL = _l("Skriv en e-postadress, till exempel anna@example.se.")
POSTCODE = _l("Skriv fem siffror, till exempel 123 45.")
YEAR = _l("Skriv året med fyra siffror, till exempel 1958.")
NO_YEAR = _l("Skriv ett år som kan stämma, till exempel 1958.")
DAY = _l("Skriv ett datum, till exempel 2026-11-22.")

_BESIDE_POSTCODE = re.compile(r"^SE?\s+(?=\d)|(?<=\d)\s+[^\W\d][^\d]*$", re.IGNORECASE)
OLDEST = 110  # years: an earlier year of birth is a slip of the pen


class Needed(InputRequired):
    """The field must be filled in, with more than spaces; `words` say what to do."""

    def __init__(self, words: Any) -> None:
        super().__init__(words)

    def __call__(self, _form: Form, field: Field) -> None:
        if field.data is None or field.data is False or field.data in ("", []):
            # What could not be read has been told already, and better.
            raise StopValidation(None if field.errors else str(self.message))


class Offered:
    """One of the field's own choices; `words` say what to do with a value made up elsewhere."""

    def __init__(self, words: Any) -> None:
        self.words = words

    def __call__(self, _form: Form, field: Any) -> None:
        if field.data and field.data not in {value for value, *_rest in field.iter_choices()}:
            raise ValidationError(str(self.words))


def normal_phone(text: str | None) -> str | None:
    """The number as E.164 where it is one; else as it was typed; None where nothing was."""
    told = tidy(text)
    try:
        return phones.parse(told).e164 if told else None
    except phones.PhoneFault:
        return told


class _Guarded:
    """Keeps a text tidy, within its length, and free of identity numbers."""

    data: Any
    flags: Any
    longest: int

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        if valuelist:
            self.data = tidy(valuelist[0]) or None

    def pre_validate(self, _form: Form) -> None:
        text = self.data or ""
        refuse_identity_number(text)
        if len(text) > self.longest:
            raise StopValidation(too_long(self.longest))

    def _value(self) -> str:
        return str(self.data or "")


class SaidField(_Guarded, StringField):
    """One line of text. `longest` in characters."""

    def __init__(
        self, label: Any = None, validators: Any = None, *, longest: int = 80, **rest: Any
    ):
        self.longest = longest
        super().__init__(label, validators, **rest)


class NoteField(_Guarded, TextAreaField):
    """Some lines of text, with who reads them in its description (3.4)."""

    def __init__(
        self, label: Any = None, validators: Any = None, *, longest: int = 200, **rest: Any
    ):
        self.longest = longest
        super().__init__(label, validators, **rest)


class PhoneField(_Guarded, TelField):
    """A telephone number, kept as E.164. A number that can be rung is never an identity number."""

    longest = phones.LONGEST

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        if valuelist:
            self.data = normal_phone(valuelist[0])

    def pre_validate(self, _form: Form) -> None:
        if not self.data:
            return
        try:
            phones.parse(self.data)
        except phones.PhoneFault as fault:
            refuse_identity_number(self.data)
            is_more = fault.fault.code in ("phone_several", "phone_has_words")
            raise StopValidation(str(ONE_PHONE if is_more else PHONE)) from None

    def _value(self) -> str:
        return phones.shown(self.data) if self.data else ""


class MailField(_Guarded, EmailField):
    """An e-mail address. Whether anybody has it is seen when it is written to."""

    longest = 254

    def pre_validate(self, form: Form) -> None:
        super().pre_validate(form)
        if self.data:
            try:
                # example.org and its like are what demonstrations and tests are made of
                found = validate_email(self.data, check_deliverability=False, test_environment=True)
            except EmailNotValidError:
                raise StopValidation(str(MAIL)) from None
            self.data = found.normalized


class PostcodeField(_Guarded, StringField):
    """Five digits, however they were spaced or dashed; the country before and the town after them
    are what people write, and are let go.
    """

    longest = 40

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        if valuelist:
            typed = tidy(valuelist[0])
            bare = _BESIDE_POSTCODE.sub("", re.sub(r"[-‐–]", " ", typed))
            self.data = postcode_of(bare) or typed or None

    def pre_validate(self, form: Form) -> None:
        super().pre_validate(form)
        if self.data and postcode_of(self.data) is None:
            raise StopValidation(str(POSTCODE))

    def _value(self) -> str:
        return f"{self.data[:3]} {self.data[3:]}" if self.year_like() else str(self.data or "")

    def year_like(self) -> bool:
        """Five bare digits, to be shown with their space."""
        return bool(self.data and re.fullmatch(r"\d{5}", self.data))


class YearField(_Guarded, StringField):
    """A year of birth; `year` is the number. No day and no month: we never ask for them (R7)."""

    longest = 20

    @property
    def year(self) -> int | None:
        """The year, where one was given."""
        return int(self.data) if self.data and re.fullmatch(r"\d{4}", str(self.data)) else None

    def process_data(self, value: int | str | None) -> None:
        self.data = str(value) if value is not None else None

    def pre_validate(self, form: Form) -> None:
        super().pre_validate(form)
        if not self.data:
            return
        latest = today().year
        if self.year is None:
            raise StopValidation(str(YEAR))
        if not latest - OLDEST <= self.year <= latest:
            raise StopValidation(str(NO_YEAR))


class NumberField(_Guarded, StringField):
    """A whole number from `low` to `high`, both included; `number` is None when it is empty."""

    longest = 20

    def __init__(
        self, label: Any = None, validators: Any = None, *, low: int, high: int, **rest: Any
    ):
        self.low, self.high = low, high
        super().__init__(label, validators, **rest)

    @property
    def number(self) -> int | None:
        """The number, where one was given."""
        return int(self.data) if self.data and re.fullmatch(r"\d{1,9}", str(self.data)) else None

    def process_data(self, value: int | str | None) -> None:
        self.data = str(value) if value is not None else None

    def pre_validate(self, form: Form) -> None:
        super().pre_validate(form)
        if self.data and (self.number is None or not self.low <= self.number <= self.high):
            raise StopValidation(
                gettext("Skriv ett tal mellan %(low)s och %(high)s.", low=self.low, high=self.high)
            )


class LengthField(NumberField):
    """How long it lasted, in minutes, or as it is said: "1,5 tim", "en timme". `number` is the
    minutes; what was typed stays.
    """

    @property
    def number(self) -> int | None:
        """The minutes, where some were given."""
        return minutes_said(str(self.data)) if self.data else None


class DayField(DateField):
    """A date. `data` is None when it is empty or no date; what was typed stays."""

    data: Any

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        if not any(valuelist):
            self.data = None
            return
        try:
            super().process_formdata(valuelist)
        except ValueError:
            self.data = None
            raise ValueError(str(DAY)) from None


def choice(value: str, words: Any, hint: Any = None) -> SelectChoice:
    """A line to choose, with a hint under its words where it needs one."""
    return SelectChoice(value, words, {"data-hint": hint} if hint else {})


def choices_from(words: Mapping[Any, Any]) -> list[SelectChoice]:
    """A line for each word of a list that is written with its words, as `STEPS`."""
    return [choice(str(value), said) for value, said in words.items()]


def in_order(first: str, then: str) -> Callable[[Form, Field], None]:
    """A validator for the later of two days: it may not lie before the first. `then` says so."""

    def check(form: Form, field: Field) -> None:
        begins: date | None = form[first].data
        if begins and field.data and field.data < begins:
            raise ValidationError(str(then))

    return check
