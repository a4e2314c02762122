"""Referring somebody: who refers and the person's own yes, then the person (R19–R27).

Two pages in public, one at a coordinator's desk, with the same fields. Nothing about the person
is asked for before her own yes. Function, never a diagnosis; no identity number anywhere.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, ClassVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Field, SelectMultipleField
from wtforms.validators import ValidationError

from matcher.domain.consent import CONSENT_TEXT_VERSION, Channel, ConsentKind, NewConsent
from matcher.domain.people import Level, SaidWord, WordStance
from matcher.domain.recipients import NewRecipient, ReachBy
from matcher.domain.referrals import BestTime, NewReferral, OwnYes
from matcher.domain.vocabulary import Kind, Vocabulary
from web.forms.callers import NOT_YET, YES, CallerForm
from web.forms.fields import (
    DayField,
    Needed,
    PhoneField,
    PostcodeField,
    SaidField,
    WordsField,
    choice,
    choices_from,
)
from web.forms.heard import has_been
from web.forms.notes import NotesForm
from web.forms.signup_choices import LANGUAGES
from web.forms.tastes import TOLD_ELSEWHERE
from web.plumbing.clock import today
from web.plumbing.languages import language
from web.plumbing.referral_words import AT_HOME, BEST_TIMES, WHO

# The same questions to who writes for herself.
OWN_LABELS: Mapping[str, Any] = {
    "languages": _l("Vilka språk talar du?"),
    "likes": _l("Vad tycker du om?"),
    "health": _l("Ja, ni får spara det"),
}
OWN_HINTS: Mapping[str, Any] = {
    "street": _l("Bara om du hellre får brev än samtal. Ingen portkod."),
    "likes": _l("Det är det bästa vi har att börja ett samtal med."),
    "health": _l(
        "Behövs för hur du fungerar, och för språk och intressen som säger något om ursprung eller"
        " tro."
    ),
    "function": _l("Hur du fungerar. Aldrig en diagnos."),
}


class ReferredForm(NotesForm):
    """The person. A first name and one way to reach her are enough; all else can be told later."""

    NOTES: ClassVar[tuple[str, ...]] = ("street",)

    first_name = SaidField(_l("Förnamn"), validators=[Needed(_l("Skriv personens förnamn."))])
    surname = SaidField(_l("Efternamn"))
    phone = PhoneField(_l("Telefon"))
    best_times = SelectMultipleField(
        _l("När går det bäst att ringa?"), choices=choices_from(BEST_TIMES)
    )
    street = SaidField(
        _l("Gatuadress"),
        longest=120,
        description=_l("Bara om personen hellre får brev än samtal. Ingen portkod."),
    )
    postcode = PostcodeField(_l("Postnummer"), description=_l("Så att vi ser vem som bor nära."))
    town = SaidField(_l("Ort"))
    languages = WordsField(
        _l("Vilka språk talar personen?"),
        stance=WordStance.KNOWS,
        kinds=(Kind.LANGUAGE,),
        offered=LANGUAGES,
        is_of_person=True,
    )
    likes = WordsField(
        _l("Vad tycker personen om?"),
        stance=WordStance.LIKES,
        kinds=(Kind.INTEREST,),
        description=_l("Bara om du vet. Det är det bästa vi har att börja ett samtal med."),
        is_of_person=True,
    )
    home = SelectMultipleField(_l("Finns något av det här hemma?"), choices=choices_from(AT_HOME))
    function = SelectMultipleField(
        _l("Bra att veta för den som kommer"),
        description=_l("Hur personen fungerar. Aldrig en diagnos."),
    )
    health = BooleanField(
        _l("Personen har sagt ja till att ni sparar det"),
        description=_l(
            "Behövs för hur personen fungerar, och för språk och intressen som säger något om"
            " ursprung eller tro."
        ),
    )
    health_on = DayField(_l("Vilken dag sa personen ja till det?"), validators=[has_been])
    # Hidden from people; a robot fills in every box it finds.
    website = SaidField(_l("Lämna det här fältet tomt"))

    def __init__(self, *given: Any, vocabulary: Vocabulary, is_own: bool = False, **rest: Any):
        super().__init__(*given, **rest)
        self.is_own = is_own
        if is_own:
            self._speak_to_her()
        self.function.choices = [
            choice(concept.id, _begun(vocabulary.word(concept.id, language())))
            for concept in vocabulary.of_kind(Kind.HEALTH)
            if concept.id not in TOLD_ELSEWHERE
        ]

    def validate_phone(self, field: Field) -> None:
        if not field.data and not self.street.data and not field.errors:
            raise ValidationError(
                _("Skriv ditt telefonnummer, eller en gatuadress längre ner.")
                if self.is_own
                else _("Skriv personens telefonnummer, eller en gatuadress längre ner.")
            )

    def validate_postcode(self, field: Field) -> None:
        """Where a letter is the only way, it must find its way."""
        is_by_letter = self.street.data and not self.phone.data and not self.phone.errors
        if is_by_letter and not field.data and not self.town.data and not field.errors:
            raise ValidationError(_("Skriv postnummer eller ort, så att ett brev kommer fram."))

    def validate_health(self, field: Field) -> None:
        if self.function.data and not field.data:
            raise ValidationError(
                _("Kryssa i att vi får spara det, eller ta bort krysset ovanför.")
                if self.is_own
                else _("Kryssa i att personen har sagt ja till det, eller ta bort krysset ovanför.")
            )

    def validate_health_on(self, field: Field) -> None:
        if self.health.data and not self.is_own and not field.data and not field.errors:
            raise ValidationError(_("Skriv dagen då personen själv sa ja."))

    def function_yes_on(self) -> date | None:
        """The day of her yes to how she functions: as it was told, or as she ticks it herself."""
        if not self.health.data:
            return None
        told: date | None = self.health_on.data
        return told or (today() if self.is_own else None)

    def _speak_to_her(self) -> None:
        """Who writes for herself is asked about herself."""
        for name, words in OWN_LABELS.items():
            self[name].label.text = words
        for name, words in OWN_HINTS.items():
            self[name].description = words
        self.first_name.validators = [Needed(_("Skriv ditt förnamn."))]

    def asks_back(self, vocabulary: Vocabulary) -> bool:
        """Turn what was written into chips; whether a word may mean another."""
        asked = [box.unfold(vocabulary) for box in (self.languages, self.likes)]
        return any(asked)

    def person(self, vocabulary: Vocabulary) -> NewRecipient:
        """What was told. What was left empty is unknown, not no."""
        spoken = self.languages.read(vocabulary)
        words = [*self.likes.read(vocabulary), *(said for said in spoken if not said.concept)]
        words += [
            SaidWord(WordStance.FUNCTION, vocabulary.word(concept), concept)
            for concept in self.function.data or ()
        ]
        return NewRecipient(
            first_name=self.first_name.data or "",
            surname=self.surname.data or "",
            waiting_since=today(),
            phone=self.phone.data,
            reach_by=ReachBy.PHONE if self.phone.data else ReachBy.LETTER,
            postcode=self.postcode.data,
            street=self.street.data,
            town=self.town.data,
            languages={said.concept: Level.CONVERSATION for said in spoken if said.concept},
            words=tuple(dict.fromkeys(words)),
            home={trait: True for trait in AT_HOME if trait.value in (self.home.data or ())},
        )

    def times(self) -> tuple[BestTime, ...]:
        """When to call."""
        return tuple(BestTime(time) for time in self.best_times.data or ())


class PhonedForm(CallerForm, ReferredForm):
    """The same, as a coordinator types it in while somebody is on the phone (R6). A person who
    calls herself can say yes to be matched in the same breath; nobody else can for her.
    """

    NOTES: ClassVar[tuple[str, ...]] = ("workplace", "street")

    waits = BooleanField(_l("Personen säger ja till att stå på väntelistan och föreslås"))

    def __init__(self, *given: Any, **rest: Any):
        super().__init__(*given, **rest)
        self.is_own = not self.is_for_another
        self.kind.label.text = _("Vem ringer?")
        self.kind.choices = choices_from(WHO)
        self.caller_name.label.text = _("Namn på den som ringer")
        self.caller_name.description = ""
        self.caller_phone.label.text = _("Telefon till den som ringer")
        self.own_yes.description = _(
            "Till att vi får namn och telefon, att vi ringer, och att den som hänvisar kan se hur"
            " långt det har kommit."
        )
        self.own_yes.choices = [
            choice(YES, _("Ja, till den som ringer")),
            choice(NOT_YET, _("Inte än"), _("Då skrivs inget om personen.")),
        ]

    def validate_waits(self, field: Field) -> None:
        if field.data and self.is_for_another:
            raise ValidationError(_("Det kan bara personen själv säga ja till. Ring och fråga."))

    def yes_to_wait(self, heard_by: str) -> NewConsent | None:
        """Her own yes to be matched, as the coordinator has just heard it."""
        if not self.waits.data:
            return None
        return NewConsent(
            ConsentKind.MATCHING, today(), heard_by, Channel.PHONE, CONSENT_TEXT_VERSION
        )


def referral(
    caller: CallerForm, person: ReferredForm, vocabulary: Vocabulary, *, own: OwnYes, place: Any
) -> NewReferral:
    """Both pages as one value. `place` is where the postcode is."""
    return NewReferral(
        caller=caller.caller(),
        person=replace(person.person(vocabulary), place=place),
        own_yes=caller.yes(own),
        best_times=person.times(),
        function_yes_on=person.function_yes_on(),
    )


def _begun(word: str) -> str:
    return word[:1].upper() + word[1:]
