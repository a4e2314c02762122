"""Referring somebody: who refers and the person's own yes, then the person (R19–R27).

Two pages in public, one at a coordinator's desk, with the same fields. Nothing about the person
is asked for before her own yes. Function, never a diagnosis; no identity number anywhere.
"""

from dataclasses import replace
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, RadioField, SelectMultipleField
from wtforms.validators import ValidationError

from matcher.domain.consent import CONSENT_TEXT_VERSION, Channel, ConsentKind, NewConsent
from matcher.domain.people import Level, SaidWord, WordStance
from matcher.domain.recipients import NewRecipient, ReachBy
from matcher.domain.referrals import BestTime, Caller, NewReferral, OwnYes, Referrer
from matcher.domain.vocabulary import Kind, Vocabulary
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
from web.forms.signup_choices import LANGUAGES
from web.forms.tastes import TOLD_ELSEWHERE
from web.plumbing.clock import today
from web.plumbing.languages import language
from web.plumbing.people_parts import CHANNELS
from web.plumbing.referral_words import AT_HOME, BEST_TIMES, REFERRERS, WHO

HEARD_HOW = (Channel.IN_PERSON, Channel.PHONE, Channel.PAPER)
YES, NOT_YET = "ja", "inte"


class CallerForm(FlaskForm):
    """Who refers, and whether the person has said yes herself."""

    kind = RadioField(
        _l("Vem gäller det?"),
        choices=choices_from(REFERRERS),
        validators=[Needed(_l("Välj vem det gäller."))],
        validate_choice=False,
    )
    caller_name = SaidField(
        _l("Ditt namn"),
        longest=120,
        description=_l("Ditt namn och nummer behövs bara när du skriver om någon annan."),
    )
    caller_phone = PhoneField(_l("Ditt telefonnummer"))
    workplace = SaidField(_l("Arbetsplats"), longest=120)
    own_yes = RadioField(
        _l("Har personen själv sagt ja?"),
        choices=[
            choice(YES, _l("Ja, till mig")),
            choice(NOT_YET, _l("Inte än"), _l("Fråga först, eller be oss ringa dig.")),
        ],
        description=_l(
            "Till att vi får namn och telefon, att vi ringer, och att du kan se hur långt det har"
            " kommit."
        ),
        validate_choice=False,
    )
    said_on = DayField(_l("Vilken dag sa personen ja?"), validators=[has_been])
    channel = RadioField(
        _l("Hur sa personen ja?"),
        choices=[choice(channel.value, CHANNELS[channel]) for channel in HEARD_HOW],
        validate_choice=False,
    )

    def validate_kind(self, field: Field) -> None:
        if field.data not in set(Referrer):
            raise ValidationError(_("Välj vem det gäller."))

    def validate_caller_name(self, field: Field) -> None:
        if self.is_for_another and not field.data:
            raise ValidationError(_("Skriv ditt namn."))

    def validate_caller_phone(self, field: Field) -> None:
        if self.is_for_another and not field.data and not field.errors:
            raise ValidationError(_("Skriv ditt telefonnummer."))

    def validate_own_yes(self, field: Field) -> None:
        if self.is_for_another and field.data not in (YES, NOT_YET):
            raise ValidationError(_("Välj om personen själv har sagt ja."))

    def validate_said_on(self, field: Field) -> None:
        if self._needs_when and not field.data and not field.errors:
            raise ValidationError(_("Skriv dagen då personen själv sa ja."))

    def validate_channel(self, field: Field) -> None:
        if self._needs_when and field.data not in {channel.value for channel in HEARD_HOW}:
            raise ValidationError(_("Välj hur personen sa ja."))

    @property
    def is_for_another(self) -> bool:
        """Somebody writes about somebody else."""
        return self.kind.data in set(Referrer) and self.kind.data != Referrer.SELF

    @property
    def is_not_asked(self) -> bool:
        """The person has not said yes: nothing about her may be asked for."""
        return bool(self.is_for_another and self.own_yes.data == NOT_YET)

    @property
    def _needs_when(self) -> bool:
        return bool(self.is_for_another and self.own_yes.data == YES)

    def caller(self) -> Caller:
        """Who refers; of somebody who writes for herself no more than that."""
        kind = Referrer(self.kind.data)
        if kind is Referrer.SELF:
            return Caller(kind)
        name = self.caller_name.data or ""
        return Caller(kind, name, self.caller_phone.data, self.workplace.data)

    def yes(self, own: OwnYes) -> OwnYes:
        """The person's own yes as it was heard; `own` where she writes or calls herself."""
        if not self.is_for_another:
            return own
        heard_by = self.caller_name.data or ""
        return OwnYes(self.said_on.data, heard_by, Channel(self.channel.data))


class ReferredForm(FlaskForm):
    """The person. A first name and one way to reach her are enough; all else can be told later."""

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
    )
    likes = WordsField(
        _l("Vad tycker personen om?"),
        stance=WordStance.LIKES,
        kinds=(Kind.INTEREST,),
        description=_l("Bara om du vet. Det är det bästa vi har att börja ett samtal med."),
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
    # Hidden from people; a robot fills in every box it finds.
    website = SaidField(_l("Lämna det här fältet tomt"))

    def __init__(self, *given: Any, vocabulary: Vocabulary, **rest: Any):
        super().__init__(*given, **rest)
        self.function.choices = [
            choice(concept.id, _begun(vocabulary.word(concept.id, language())))
            for concept in vocabulary.of_kind(Kind.HEALTH)
            if concept.id not in TOLD_ELSEWHERE
        ]

    def validate_phone(self, field: Field) -> None:
        if not field.data and not self.street.data and not field.errors:
            raise ValidationError(
                _("Skriv personens telefonnummer, eller en gatuadress längre ner.")
            )

    def validate_health(self, field: Field) -> None:
        if self.function.data and not field.data:
            raise ValidationError(
                _("Kryssa i att personen har sagt ja till det, eller ta bort krysset ovanför.")
            )

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

    waits = BooleanField(_l("Personen säger ja till att stå på väntelistan och föreslås"))

    def __init__(self, *given: Any, **rest: Any):
        super().__init__(*given, **rest)
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
        keeps_function=bool(person.health.data),
    )


def _begun(word: str) -> str:
    return word[:1].upper() + word[1:]
