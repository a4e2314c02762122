"""Fields that all forms share: what they forgive, what they refuse, what they never keep."""

import importlib
import pkgutil
from datetime import date

import pytest
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import StringField, TextAreaField

import web.forms
from matcher.domain.people import SaidWord, WordStance
from matcher.domain.vocabulary import Kind
from matcher.services import choices
from web.forms.fields import (
    DayField,
    MailField,
    Needed,
    NoteField,
    NumberField,
    PhoneField,
    PostcodeField,
    SaidField,
    WordsField,
    YearField,
)
from web.forms.times import TimesForm
from web.forms.versions import VersionField
from web.forms.week_grid import WeekField
from web.forms.words import WordsField as Words


class Example(FlaskForm):
    class Meta:
        csrf = False

    said = SaidField("Namn", longest=20)
    note = NoteField("Text")
    phone = PhoneField("Telefon")
    mail = MailField("E-post")
    postcode = PostcodeField("Postnummer")
    year = YearField("År")
    number = NumberField("Tal", low=1, high=10)
    on = DayField("Dag")
    version = VersionField()
    week = WeekField("När")
    likes = WordsField(
        "Tycker om",
        stance=WordStance.LIKES,
        kinds=(Kind.INTEREST,),
        others={Kind.SKILL: WordStance.KNOWS},
        offered=("music", "chess"),
    )


@pytest.fixture
def filled(app):
    """filled(phone="070…"): the form as it was handed in, judged."""
    with app.test_request_context():

        def fill(**values):
            pairs = [
                (k, v) for k, vs in values.items() for v in ([vs] if isinstance(vs, str) else vs)
            ]
            form = Example(MultiDict(pairs))
            form.validate()
            return form

        yield fill


@pytest.mark.parametrize("odd", ["", "abc", "-1", "9" * 30, "1.5", "٣", "1e9"])
def test_version_that_is_none_is_of_no_row(filled, odd):
    assert filled(version=odd).version.number == 0


@pytest.fixture
def vocabulary(app):
    return choices._vocabulary(())


def all_forms():
    """Every form of the site, whichever room it belongs to."""
    for module in pkgutil.iter_modules(web.forms.__path__):
        found = vars(importlib.import_module(f"web.forms.{module.name}")).values()
        yield from (
            kind
            for kind in found
            if isinstance(kind, type)
            and issubclass(kind, FlaskForm)
            and kind is not FlaskForm
            and kind.__name__ not in FROM_THE_ADDRESS
        )


def texts_of(form):
    """The names of its fields for free text: guarded kinds, and plain ones that should not be."""
    plain = (StringField, TextAreaField, Words)
    hidden = (
        "HiddenField",
        "VersionField",
        "PasswordField",
        "SearchField",
        "CSRFTokenField",
        "FileField",
    )
    return [
        field.name
        for field in form
        if isinstance(field, plain) and type(field).__name__ not in hidden
    ]


# What a room hands to a form beside what was typed.
ASKED_WITH = {
    "ExtractForm": {"asked_for": ()},
    "YesForm": {"offered": ()},
    "EndForm": {"volunteers": ()},
    "DialForm": {"shipped": {"fit": 40, "served": 30, "waiting": 30}},
    "TastesForm": {"vocabulary": choices._vocabulary(())},
    "ReferredForm": {"vocabulary": choices._vocabulary(())},
    "AnswerForm": {"colleagues": ()},
    "HandOverForm": {"colleagues": ()},
    "AbsenceForm": {"colleagues": ()},
    "CaseloadForm": {"givers": (), "colleagues": ()},
    "PlanForm": {"working": ()},
    "HeardVisitForm": {"volunteers": (("one", "Siv"), ("two", "Alf"))},
    "JoinForm": {"candidates": ()},
    "JoinAnyForm": {"candidates": ()},
    "LeaveForm": {"is_volunteer": True},
    "AnyCallForm": {"waiting": ()},
}
# Read from the address by itself, and kept nowhere: what if, for a volunteer who is not there.
FROM_THE_ADDRESS = ("WhatIfForm",)


# A line as long as a sentence, or where somebody lives or is met: there a code may be written.
SENTENCE, WHERE = 200, ("street", "place", "title", "introducer")
# What has been seen may be of a key, a card or a medicine, and one role alone reads it; the others
# are parts of the person's form, which asks.
NOT_ASKED = ("concerns.ConcernForm", "concerns.StepForm", "homes.HomeForm", "tastes.TastesForm")


def taken(text, fields):
    """The fields that take a text, of those of all forms that `fields` names: form.field."""
    for kind in set(all_forms()):
        options = {"meta": {"csrf": False}}
        for base in kind.__mro__:
            options |= ASKED_WITH.get(base.__name__, {})
        for name in fields(kind(formdata=None, **options)):
            form = kind(MultiDict({name: text}), **options)
            for field in form:  # choices that a room fills in from the rows
                if getattr(field, "choices", ()) is None:
                    field.choices = []
            form.validate()
            if not form[name].errors:
                yield f"{kind.__module__.removeprefix('web.forms.')}.{kind.__name__}", name


def notes_of(form):
    """The names of its fields that hold more than a name."""
    return [
        field.name
        for field in form
        if isinstance(field, NoteField | SaidField)
        and field.name != "said"  # times in words, which are said back
        and (field.longest >= SENTENCE or field.name in WHERE)
    ]


def test_r27_every_text_field_of_every_form_refuses_identity_numbers(app):
    with app.test_request_context():
        assert list(taken("Anna 811218-9876", texts_of)) == []


def words_of(form):
    """The names of its fields for words."""
    return [field.name for field in form if isinstance(field, Words)]


@pytest.mark.parametrize("told", ["har demens, sång", "Alzheimers, tar Waran", "w:har epilepsi"])
def test_r22_every_field_for_words_of_every_form_refuses_what_an_illness_is_called(app, told):
    with app.test_request_context():
        assert list(taken(told, words_of)) == []


def test_r26_every_note_asks_about_the_code_of_a_door(app):
    with app.test_request_context():
        kept = [(form, name) for form, name in taken("Portkod 1234", notes_of)]

    assert [(form, name) for form, name in kept if form not in NOT_ASKED] == []


@pytest.mark.parametrize("number", ["811218-9876", "19811218-9876", "811278-9873", "198112789873"])
@pytest.mark.parametrize("field", ["said", "note", "mail", "postcode", "year", "number", "likes"])
def test_r27_identity_and_coordination_numbers_are_refused(filled, field, number):
    from matcher.domain import identity_numbers

    assert identity_numbers.refused(number)
    [words] = filled(**{field: number})[field].errors

    assert words.startswith("Det här ser ut som ett personnummer")


@pytest.mark.parametrize("number", ["070-174 06 12", "0701740612", "+46 70 174 06 12"])
def test_r27_telephone_numbers_are_telephone_numbers(filled, number):
    form = filled(phone=number)

    assert (form.phone.data, form.phone.errors) == ("+46701740612", [])
    assert form.phone._value() == "070-174 06 12"


@pytest.mark.parametrize("text", ["2026-11-22", "OCR 1234567897", "kl. 10.00–11.15", "556016-0680"])
def test_r27_dates_times_and_other_numbers_are_accepted(filled, text):
    assert filled(said=text).said.errors == []


def test_two_telephones_in_one_field_are_told_apart(filled):
    form = filled(phone="070-174 06 12 eller 070-174 06 13")

    assert form.phone.errors == ["Skriv bara ett telefonnummer, och inga ord."]


def test_words_beside_a_telephone_are_told_apart_from_a_number_that_is_wrong(filled):
    form = filled(phone="ring min dotter 070-174 06 13")

    assert form.phone.errors == ["Skriv bara ett telefonnummer, och inga ord."]


def test_year_that_cannot_be_right_is_not_told_to_have_four_figures(filled):
    assert filled(year="1848").year.errors == ["Skriv ett år som kan stämma, till exempel 1958."]


@pytest.mark.parametrize(
    "typed", ["12345", "123 45", "123-45", " 123 45 ", "SE-123 45", "123 45 Västra Ekvik"]
)
def test_postcode_forgives_spaces_and_shows_one(filled, typed):
    form = filled(postcode=typed)

    assert (form.postcode.data, form.postcode.errors) == ("12345", [])
    assert form.postcode._value() == "123 45"


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("postcode", "1234"),
        ("year", "58"),
        ("year", "1850"),
        ("year", "2999"),
        ("number", "elva"),
        ("number", "11"),
        ("number", "0"),
        ("on", "i går"),
        ("mail", "anna"),
        ("phone", "12"),
        ("said", "x" * 21),
    ],
)
def test_fault_says_what_to_do_and_keeps_what_was_typed(filled, field, typed):
    form = filled(**{field: typed})

    [words] = form[field].errors
    assert words.startswith("Skriv")
    if field != "on":
        assert form[field]._value() == typed


def test_empty_fields_are_untold(filled):
    form = filled(said="  ", phone="", mail="", postcode="", year="", number="", on="", note="")

    assert form.errors == {}
    assert {form[n].data for n in ("said", "phone", "mail", "postcode", "year", "on")} == {None}
    assert (form.year.year, form.number.number) == (None, None)


def test_needed_field_of_spaces_is_empty(app):
    class Named(FlaskForm):
        name = SaidField("Namn", validators=[Needed("Skriv namnet.")])

    with app.test_request_context():
        form = Named(MultiDict({"name": "   "}), meta={"csrf": False})
        form.validate()

    assert form.name.errors == ["Skriv namnet."]


def test_dots_are_one_letter_however_they_were_typed(filled):
    assert filled(said="A\u030ake").said.data == "Åke"


def test_week_grid_is_times(filled):
    form = filled(week=["3", "4"])

    assert form.week.availability.grid() == {(1, "forenoon"), (1, "afternoon")}


def test_ready_answer_is_said_in_the_readers_language(app):
    with app.test_request_context("/?lang=en"):
        app.preprocess_request()
        form = TimesForm(MultiDict({"said": "tisdagar halv tre"}), meta={"csrf": False})
        form.listen(date(2026, 11, 22))

        assert form.answers()[0] == ("14.30–15.30", "Tuesdays 14.30–15.30")


def test_r93_known_words_become_concepts_and_others_stay_as_written(filled, vocabulary):
    form = filled(likes=["c:music", "schack, modelljärnväg"])

    assert form.likes.read(vocabulary) == (
        SaidWord(WordStance.LIKES, "musik", "music"),
        SaidWord(WordStance.LIKES, "schack", "chess"),
        SaidWord(WordStance.LIKES, "modelljärnväg"),
    )


def test_word_of_another_kind_takes_the_stance_of_that_kind(filled, vocabulary):
    [said] = filled(likes="första hjälpen").likes.read(vocabulary)

    assert (said.stance, said.concept) == (WordStance.KNOWS, "first_aid")


def test_r92_near_word_is_proposed_and_never_applied(filled, vocabulary):
    field = filled(likes="tågresor").likes

    asks = field.unfold(vocabulary)

    assert asks is True
    assert next(chip[1:] for chip in field.proposed(vocabulary, "sv")) == ("Resor", False)
    assert field.read(vocabulary) == (SaidWord(WordStance.LIKES, "tågresor"),)


def test_word_that_nothing_is_like_is_kept_without_a_question(filled, vocabulary):
    field = filled(likes="modelljärnväg").likes

    assert field.unfold(vocabulary) is False
    assert field.handed() == ["w:modelljärnväg"]


def test_concept_that_nobody_knows_is_left_out(filled, vocabulary):
    assert filled(likes=["c:nonsense"]).likes.read(vocabulary) == ()
