"""Signing up as a volunteer: six pages in the order a person thinks, made into a NewVolunteer."""

from dataclasses import replace
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field, RadioField, SelectMultipleField
from wtforms.validators import ValidationError

from matcher.domain.people import Bears, Form, Level, SaidWord, Trait, Traits, WordStance
from matcher.domain.travel import Mode
from matcher.domain.vocabulary import Kind, Vocabulary
from matcher.domain.volunteers import NewVolunteer
from matcher.services import choices
from web.forms.fields import (
    MailField,
    Needed,
    PhoneField,
    SaidField,
    WordsField,
    YearField,
    choice,
    choices_from,
)
from web.forms.signup_choices import (
    ALLERGIES,
    DOING,
    EVERYTHING_BUT_HOME,
    FAR,
    LANGUAGES,
    LIKED,
    NOT_TRAITS,
)
from web.forms.signup_where import WhereForm
from web.forms.times import TimesForm
from web.plumbing.clock import today
from web.plumbing.languages import language


def _several(label: Any, given: Any, **rest: Any) -> SelectMultipleField:
    return SelectMultipleField(label, choices=given, **rest)


class WhatForm(FlaskForm):
    """1: what she would like to do, and what she likes."""

    what = _several(
        _l("Vad vill du göra?"),
        [choice(code, words, hint) for code, (words, hint, _tasks, _forms) in DOING.items()],
        description=_l("Välj ett eller flera."),
        validators=[Needed(_l("Välj minst en sak. ”Jag vet inte än” går också bra."))],
    )
    likes = WordsField(
        _l("Vad tycker du om, och vad kan du?"),
        stance=WordStance.LIKES,
        kinds=(Kind.INTEREST,),
        others={Kind.SKILL: WordStance.KNOWS, Kind.TASK: WordStance.DOES},
        offered=LIKED,
        description=_l("Det är lättare att träffas om man har något gemensamt."),
    )


class WhenForm(TimesForm):
    """2: when, as a coarse grid, in own words, or not yet."""


class LanguagesForm(FlaskForm):
    """4: languages that she can hold a conversation in."""

    languages = WordsField(
        _l("Vilka språk talar du?"),
        stance=WordStance.KNOWS,
        kinds=(Kind.LANGUAGE,),
        offered=LANGUAGES,
        description=_l(
            "Bara så du kan hålla ett samtal. Många äldre går tillbaka till sitt första språk."
        ),
        validators=[Needed(_l("Välj minst ett språk."))],
    )


class NotForm(FlaskForm):
    """5: what she does not want, which needs no reason; and allergies."""

    unwanted = _several(
        _l("Finns det något du inte vill?"),
        [
            choice("home", _l("Inte hemma hos någon"), _l("Hellre ute, på kafé eller i telefon.")),
            *(choice(code, words) for code, (words, _trait) in NOT_TRAITS.items()),
            choice("driving", _l("Inte köra bil")),
        ],
        description=_l("Vi frågar för att inte föreslå fel. Lämna tomt om allt går bra."),
    )
    will_not = WordsField(
        _l("Något annat du inte vill göra?"),
        stance=WordStance.WILL_NOT,
        kinds=(Kind.TASK,),
    )
    allergies = _several(
        _l("Är du allergisk mot något av det här?"),
        choices_from(ALLERGIES),
    )


class ContactForm(FlaskForm):
    """6: how to reach her. A telephone number or an e-mail address is enough."""

    first_name = SaidField(
        _l("Förnamn"),
        validators=[
            Needed(_l("Skriv ditt förnamn.")),
        ],
    )
    surname = SaidField(_l("Efternamn"), validators=[Needed(_l("Skriv ditt efternamn."))])
    phone = PhoneField(_l("Telefon"), description=_l("Vi ringer inom 3 arbetsdagar."))
    email = MailField(_l("E-post"))
    birth_year = YearField(
        _l("Vilket år är du född?"),
        description=_l("Några uppdrag har en åldersgräns. Fyra siffror."),
        validators=[Needed(_l("Skriv året du är född, till exempel 1958."))],
    )
    health = RadioField(
        _l("Får vi spara det här?"),
        choices=[
            choice("yes", _l("Ja, spara det")),
            choice("no", _l("Nej, ta bort det")),
        ],
        validate_choice=False,
    )
    # Hidden from people; a robot fills in every box it finds.
    website = SaidField(_l("Lämna det här fältet tomt"))

    def validate_phone(self, field: Field) -> None:
        if not field.data and not self.email.data:
            raise ValidationError(
                gettext("Skriv ett telefonnummer, eller en e-postadress längre ner.")
            )

    def validate_birth_year(self, field: Field) -> None:
        youngest = min(policy.min_age for policy in choices.policies().values())
        if field.year is not None and today().year - field.year < youngest:
            raise ValidationError(
                gettext(
                    "Du behöver ha fyllt %(age)s år för att bli volontär. Ring oss gärna ändå.",
                    age=youngest,
                )
            )


def handed_in(
    what: WhatForm,
    when: WhenForm,
    where: WhereForm,
    languages: LanguagesForm,
    unwanted: NotForm,
    contact: ContactForm,
    vocabulary: Vocabulary,
) -> NewVolunteer:
    """The six pages as one value. Nothing in it is a guess: what was not told is absent."""
    spoken = languages.languages.read(vocabulary)
    return NewVolunteer(
        first_name=contact.first_name.data or "",
        surname=contact.surname.data or "",
        phone=contact.phone.data,
        email=contact.email.data,
        birth_year=contact.birth_year.year,
        language=language(),
        postcode=where.postcode.data,
        modes=frozenset(Mode(mode) for mode in where.modes.data or ()),
        reach_minutes=int(where.far.data) if where.far.data in FAR else None,
        availability=when.availability(),
        availability_said=when.said.data,
        languages={said.concept: Level.CONVERSATION for said in spoken if said.concept},
        words=(
            *_doing(what, unwanted, vocabulary),
            *(said for said in spoken if not said.concept),
            *_will_not(unwanted, vocabulary),
        ),
        forms=_forms(what, unwanted),
        traits=Traits(bears=_bears(unwanted)),
    )


def without_sensitive(new: NewVolunteer, sensitive: tuple[str, ...]) -> NewVolunteer:
    """The same without what may be kept only with a consent that she did not give."""
    return replace(
        new,
        languages={c: level for c, level in new.languages.items() if c not in sensitive},
        words=tuple(said for said in new.words if said.concept not in sensitive),
        traits=Traits(
            has=new.traits.has,
            bears={t: how for t, how in new.traits.bears.items() if how is not Bears.ALLERGY},
        ),
    )


def _doing(what: WhatForm, unwanted: NotForm, vocabulary: Vocabulary) -> tuple[SaidWord, ...]:
    """Tasks that go with what was ticked, and what was written; each once."""
    tasks = [task for code in what.what.data or () for task in DOING[code][2]]
    if _declines_home(unwanted):
        tasks = [task for task in tasks if task != "home_visit"]
    ticked = [SaidWord(WordStance.DOES, vocabulary.word(t), t) for t in dict.fromkeys(tasks)]
    return tuple(dict.fromkeys([*ticked, *what.likes.read(vocabulary)]))


def _will_not(unwanted: NotForm, vocabulary: Vocabulary) -> tuple[SaidWord, ...]:
    words = list(unwanted.will_not.read(vocabulary))
    if "driving" in (unwanted.unwanted.data or ()):
        words.append(
            SaidWord(WordStance.WILL_NOT, vocabulary.word("transport_by_car"), "transport_by_car")
        )
    return tuple(dict.fromkeys(words))


def _forms(what: WhatForm, unwanted: NotForm) -> frozenset[Form]:
    """The forms that go with what was ticked, less the home where that was declined."""
    forms = frozenset[Form]().union(*(DOING[code][3] for code in what.what.data or ()))
    if not _declines_home(unwanted):
        return forms
    return forms - {Form.HOME} or EVERYTHING_BUT_HOME


def _declines_home(unwanted: NotForm) -> bool:
    return "home" in (unwanted.unwanted.data or ())


def _bears(unwanted: NotForm) -> dict[Trait, Bears]:
    """An allergy goes before a wish: it is the stronger of the two."""
    chosen = unwanted.unwanted.data or ()
    wishes = {trait: Bears.NO for code, (_words, trait) in NOT_TRAITS.items() if code in chosen}
    allergies = {Trait(code): Bears.ALLERGY for code in unwanted.allergies.data or ()}
    return wishes | allergies
