"""The six pages of signing up as one thing: which is right, what they say together."""

from dataclasses import replace
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from matcher.domain.consent import CONSENT_TEXT_VERSION, Channel, ConsentKind, NewConsent
from matcher.domain.places import Place
from matcher.domain.vocabulary import Vocabulary
from matcher.domain.volunteers import NewVolunteer
from matcher.services import places, volunteers
from web.forms.fields import WordsField
from web.forms.signup import (
    ContactForm,
    LanguagesForm,
    NotForm,
    WhatForm,
    WhenForm,
    handed_in,
    without_sensitive,
)
from web.forms.signup_choices import ALLERGIES
from web.forms.signup_where import WhereForm
from web.plumbing.clock import today
from web.plumbing.drafts import Typed, Values
from web.plumbing.languages import language

STEPS: dict[str, tuple[Any, type[FlaskForm]]] = {
    "vad": (_l("Vad"), WhatForm),
    "nar": (_l("När"), WhenForm),
    "var": (_l("Var och hur långt"), WhereForm),
    "sprak": (_l("Språk"), LanguagesForm),
    "inte": (_l("Vad du inte vill"), NotForm),
    "kontakt": (_l("Hur vi når dig"), ContactForm),
}
ORDER = list(STEPS)
LAST = ORDER[-1]
UNKEPT = ("website", "answer", "shown", "csrf_token")
LONGEST_KEPT = 500  # characters of an answer; no field takes as many
MOST_KEPT = 110  # answers of a field; a few more than a field takes, so that it can say so


def kept_form(step: str, typed: Typed) -> FlaskForm:
    """A page's form with what was kept of it, unjudged."""
    form = STEPS[step][1](_multi(typed[step]) if typed.get(step) else None)
    if isinstance(form, WhenForm):
        form.listen(today())
    return form


def is_right(form: FlaskForm) -> bool:
    """The page holds by itself, with its token. Whether something is to be asked comes after."""
    found = bool(form.validate())
    if isinstance(form, WhenForm) and not form.says_when:
        form.needs_a_time()
        return False
    return found


def asks_nothing(form: FlaskForm, vocabulary: Vocabulary, near: Place | None) -> bool:
    """Nothing to show back: times understood and agreed on, no word that may mean another, and a
    postcode that is found and not far from there.
    """
    if isinstance(form, WhenForm):
        return form.listen(today())
    if isinstance(form, WhereForm):
        return form.look_up(places.gazetteer(), near)
    asked = [field.unfold(vocabulary) for field in form if isinstance(field, WordsField)]
    return not any(asked)


def kept_of(form: FlaskForm, said: MultiDict[str, str]) -> Values:
    """What the page says, to be kept: words as the chips they have become.

    Only what the page asks for, and no more than a person would say: whoever posts here has not
    told us who they are, and what is kept lies a week in our rows.
    """
    kept = {name: said.getlist(name) for name in said if name in form and name not in UNKEPT}
    for field in form:
        if isinstance(field, WordsField):
            kept[field.name] = field.handed()
    if isinstance(form, WhenForm):
        kept |= {"said": [form.said.data or ""], "own": [form.own.data or ""]}
    return {
        name: [text[:LONGEST_KEPT] for text in values[:MOST_KEPT]] for name, values in kept.items()
    }


def first_unready(typed: Typed) -> str | None:
    """The first page that is missing or not right; None: all six can be sent."""
    forms = _all(typed)
    return next((step for step in ORDER if step not in typed or not _is_ready(forms[step])), None)


def volunteer(
    rows: Session, typed: Typed, vocabulary: Vocabulary, *, centre: str
) -> tuple[NewVolunteer, list[NewConsent]] | None:
    """The six pages as a value, with the consent for what is sensitive. What she does not let
    us keep is left out; None: she has not answered whether we may.
    """
    forms = _all(typed)
    new = _told(forms, vocabulary)
    place = places.place_of(rows, postcode=new.postcode, area_id=None, centre=centre)
    new = replace(new, place=place)
    sensitive = volunteers.sensitive(rows, new, centre=centre)
    match forms[LAST].health.data if sensitive else "nothing":
        case "nothing":
            return new, []
        case "yes":
            return new, [_health_consent()]
        case "no":
            return without_sensitive(new, sensitive), []
    return None


def sensitive_words(
    rows: Session, typed: Typed, vocabulary: Vocabulary, *, centre: str
) -> list[str]:
    """What of the pages may be kept only with a yes, in the reader's words."""
    new = _told(_all(typed), vocabulary)
    allergies = {trait.value: words for trait, words in ALLERGIES.items()}
    return [
        _("allergi mot %(what)s", what=str(allergies[word]).lower())
        if word in allergies
        else vocabulary.word(word, language())
        for word in volunteers.sensitive(rows, new, centre=centre)
    ]


def _all(typed: Typed) -> dict[str, Any]:
    """Every page as it was kept, without tokens: those were checked when each was posted."""
    forms = {
        step: form(_multi(typed.get(step, {})), meta={"csrf": False})
        for step, (_name, form) in STEPS.items()
    }
    forms["nar"].listen(today())
    return forms


def _told(forms: dict[str, Any], vocabulary: Vocabulary) -> NewVolunteer:
    what, when, where, languages, unwanted, contact = (forms[step] for step in ORDER)
    return handed_in(what, when, where, languages, unwanted, contact, vocabulary)


def _is_ready(form: FlaskForm) -> bool:
    if isinstance(form, WhenForm) and not form.listen(today()):
        return False
    return is_right(form)


def _health_consent() -> NewConsent:
    return NewConsent(
        ConsentKind.HEALTH, today(), _("volontären själv"), Channel.WEB, CONSENT_TEXT_VERSION
    )


def _multi(values: Values) -> MultiDict[str, str]:
    return MultiDict([(name, value) for name, said in values.items() for value in said])
