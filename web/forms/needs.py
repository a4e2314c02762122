"""What somebody would like company or help with: of a person, and of an organisation (R28)."""

import re
from datetime import date
from typing import Any, ClassVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Field, RadioField, SelectField, SelectMultipleField
from wtforms.validators import ValidationError

from matcher.domain.availability import NOTHING_SAID, Availability
from matcher.domain.needs import NeedKind, NewNeed
from matcher.domain.people import Form, Level, SaidWord, WordStance
from matcher.domain.vocabulary import Kind, Vocabulary
from web.forms.fields import (
    DayField,
    Needed,
    NoteField,
    NumberField,
    Offered,
    PostcodeField,
    SaidField,
    WordsField,
    choice,
)
from web.forms.notes import NotesForm
from web.forms.times import TimesForm
from web.forms.versions import VersionField
from web.forms.week_grid import WeekField
from web.plumbing.clock import today
from web.plumbing.need_words import EVERY, PERSONAL_KINDS
from web.plumbing.volunteer_words import FORMS

_REACHES = re.compile(r"\S@\S|(?:\+|\b0)\d[\d\s()/-]{5,}\d")  # an address, a telephone number
USUAL_MINUTES = 60  # of one time, where neither a number nor the times say

BOXES = ("does", "needs", "knows")
FORM_CHOICES = [choice(form.value, words) for form, words in FORMS.items()]


class WantedForm(NotesForm, TimesForm):
    """What is wanted, when, how often and how long; whose it is stands elsewhere."""

    NOTES: ClassVar[tuple[str, ...]] = ("about",)
    ON_NEEDS: ClassVar[tuple[str, ...]] = ("title", "about", "introducer")

    does = WordsField(_l("Vad ska man göra?"), stance=WordStance.DOES, kinds=(Kind.TASK,))
    forms = SelectMultipleField(_l("Hur går det bra att ses?"), choices=FORM_CHOICES)
    preferred_form = SelectField(
        _l("Allra helst"), choices=[choice("", _l("Spelar ingen roll")), *FORM_CHOICES]
    )
    week = WeekField(
        _l("När passar det?"), description=_l("Ungefär räcker. Tomt betyder att vi inte vet.")
    )
    ask = BooleanField(_l("Fråga från gång till gång"))
    is_of_another = True
    every = SelectField(
        _l("Hur ofta?"), choices=[choice(*one) for one in EVERY.items()], default="1"
    )
    minutes = NumberField(
        _l("Hur länge varje gång, minuter"), low=15, high=600, default=USUAL_MINUTES
    )
    wanted_months = NumberField(_l("Under hur många månader"), low=1, high=60)
    must_languages = WordsField(
        _l("Språk som volontären måste kunna"),
        stance=WordStance.KNOWS,
        kinds=(Kind.LANGUAGE,),
    )
    needs = WordsField(_l("Måste kunna"), stance=WordStance.NEEDS, kinds=(Kind.SKILL,))
    knows = WordsField(_l("Bra att kunna"), stance=WordStance.KNOWS, kinds=(Kind.SKILL,))
    from_on = DayField(_l("Från och med"))
    until_on = DayField(
        _l("Till och med"), description=_l("Uppdraget stängs av sig självt efter den dagen.")
    )
    short_notice = BooleanField(
        _l("Kort varsel"),
        description=_l(
            "Erbjuds bara volontärer som kan hoppa in. Ledsagning behöver annars 7 dagar."
        ),
    )
    about = NoteField(
        _l("Något mer som volontären behöver veta"),
        longest=500,
        description=_l("Läses av samordnare. Skriv inget om hälsa, koder, nycklar eller pengar."),
    )

    def need_word_fields(self) -> list[WordsField]:
        """Every box of words about the need."""
        return [self.does, self.needs, self.knows, self.must_languages]

    def listen_to_all(self, on: date) -> bool:
        """As `listen`, and whether the times allow it as often as is asked: a need for every week
        on times of every second would wait for ever, since no two could agree.
        """
        if not self.listen(on):
            return False
        between = (self.availability() or NOTHING_SAID).weeks_between
        if self.every.errors or not 0 < int(self.every.data) < between:
            return True
        rhythm = str(EVERY[str(between)])
        self.every.errors = [
            _(
                "Tiderna räcker till %(often)s. Välj det här, eller ändra tiderna.",
                often=rhythm.lower(),
            )
        ]
        return False

    def begin_with_need(self, told: NewNeed) -> None:
        """Fill the fields from what is stored."""
        for name in BOXES:
            self[name].process_data(told.words)
        self.must_languages.process_data(_as_words(told.must_languages))
        self.forms.data = [form.value for form in told.forms]
        self.preferred_form.data = told.preferred_form.value if told.preferred_form else ""
        self.every.data = str(told.every_weeks)
        self.minutes.process_data(told.minutes)
        self.wanted_months.process_data(told.wanted_months)
        self.from_on.data, self.until_on.data = told.from_on, told.until_on
        self.short_notice.data, self.about.data = told.short_notice, told.about
        self.begin_with(told.availability, told.availability_said)

    def _told_minutes(self, times: Availability | None) -> int | None:
        """What her times say of how long; nothing, since she may be at home longer than that."""
        return None

    def wanted(self, vocabulary: Vocabulary, kind: NeedKind, **more: Any) -> NewNeed:
        """What was written, as a value."""
        spoken = self.must_languages.read(vocabulary)
        words = [said for box in BOXES for said in self[box].read(vocabulary)]
        # A language nobody knows is kept as it was written, and asked about (R93).
        words += [SaidWord(WordStance.NEEDS, said.written) for said in spoken if not said.concept]
        # On a need how often stands in a field of its own.
        times: Availability | None = self.availability()
        return NewNeed(
            kind=kind,
            words=tuple(dict.fromkeys(words)),
            forms=frozenset(Form(form) for form in self.forms.data or ()),
            preferred_form=Form(self.preferred_form.data) if self.preferred_form.data else None,
            availability=times,
            availability_said=self.said.data,
            minutes=self.minutes.number or self._told_minutes(times) or USUAL_MINUTES,
            every_weeks=int(self.every.data),
            wanted_months=self.wanted_months.number,
            from_on=self.from_on.data,
            until_on=self.until_on.data,
            short_notice=bool(self.short_notice.data),
            must_languages=frozenset(said.concept for said in spoken if said.concept),
            about=self.about.data,
            **({"waiting_since": today()} | more),
        )


class PersonalNeedForm(WantedForm):
    """One more thing that a recipient would like."""

    version = VersionField()
    kind = RadioField(
        _l("Vad gäller det?"),
        choices=[choice(*one) for one in PERSONAL_KINDS.items()],
        default=NeedKind.ERRAND.value,
    )

    @classmethod
    def of(cls, told: NewNeed, version: int) -> "PersonalNeedForm":
        """The form filled with what is told of a need."""
        form = cls(formdata=None, version=str(version), data={"kind": told.kind.value})
        form.begin_with_need(told)
        return form

    def need(self, vocabulary: Vocabulary) -> NewNeed:
        """What was written, as a value."""
        return self.wanted(vocabulary, NeedKind(self.kind.data))


class LocalNeedForm(WantedForm):
    """A local need of an organisation, with seats (R28)."""

    NOTES: ClassVar[tuple[str, ...]] = ("title", "about", "introducer")

    version = VersionField()
    organisation = SelectField(_l("Organisation"), validate_choice=False)
    contact = SelectField(_l("Ansvarig på plats"), validate_choice=False)
    minutes = NumberField(
        _l("Hur länge varje gång, minuter"),
        low=15,
        high=600,
        description=_l("Tomt betyder så länge som klockslagen säger, annars en timme."),
    )
    title = SaidField(
        _l("Kort rubrik"), longest=120, validators=[Needed(_l("Skriv en kort rubrik."))]
    )
    seats = NumberField(
        _l("Antal volontärer"),
        low=1,
        high=200,
        default=1,
        validators=[Needed(_l("Skriv hur många volontärer som behövs."))],
    )
    least = NumberField(
        _l("Minst så många för att börja"),
        low=1,
        high=200,
        description=_l("Tomt betyder att en räcker."),
    )
    children_present = BooleanField(
        _l("Barn är med"),
        description=_l("Då behöver volontären visa registerutdrag."),
    )
    min_age = NumberField(_l("Lägsta ålder, år"), low=15, high=99)
    spoken = WordsField(_l("Språk som talas där"), stance=WordStance.KNOWS, kinds=(Kind.LANGUAGE,))
    postcode = PostcodeField(_l("Postnummer"))
    area = SelectField(
        _l("Område"),
        validators=[Offered(_l("Välj ett område i listan."))],
        validate_choice=False,
    )
    introducer = SaidField(_l("Vem ger introduktion?"), longest=120)
    may_be_shown = BooleanField(_l("Får visas öppet på webben"))

    def __init__(
        self,
        *given: Any,
        organisations: tuple[tuple[str, str], ...] = (),
        contacts: tuple[tuple[str, str], ...] = (),
        areas: tuple[tuple[str, str], ...] = (),
        **rest: Any,
    ):
        super().__init__(*given, **rest)
        self.organisation.choices = [
            choice("", _("Välj organisation")),
            *(choice(*one) for one in organisations),
        ]
        self.contact.choices = [choice("", _("Inte bestämt")), *(choice(*one) for one in contacts)]
        self.area.choices = [choice("", _("Inget valt")), *(choice(*one) for one in areas)]
        self.organisations = organisations

    def validate_title(self, field: Field) -> None:
        """It stands in public and in feeds: no private number goes out with it."""
        if _REACHES.search(field.data or ""):
            raise ValidationError(
                _("Rubriken syns för alla. Skriv inget telefonnummer och ingen e-postadress där.")
            )

    def validate_until_on(self, field: Field) -> None:
        if not field.data and not field.errors:
            raise ValidationError(_("Skriv sista dagen. Den går att flytta fram senare."))

    def validate_organisation(self, field: Field) -> None:
        if field.data not in dict(self.organisations):
            raise ValidationError(_("Välj organisationen i listan."))

    def need_word_fields(self) -> list[WordsField]:
        """Every box of words about the need."""
        return [*super().need_word_fields(), self.spoken]

    def begin_with_need(self, told: NewNeed) -> None:
        """Fill the fields from what is stored."""
        super().begin_with_need(told)
        self.spoken.process_data(_as_words(told.languages))
        self.title.data, self.introducer.data = told.title, told.introducer
        self.seats.process_data(told.seats)
        self.least.process_data(told.least if told.least > 1 else None)
        self.min_age.process_data(told.min_age)
        self.children_present.data = told.children_present
        self.may_be_shown.data = told.may_be_shown
        self.postcode.data, self.area.data = told.postcode, told.area_id or ""

    def _told_minutes(self, times: Availability | None) -> int | None:
        """As long as it goes on there, as when a list says it; not a whole day and more."""
        length = times.told_length if times is not None else None
        return length if length is not None and 15 <= length <= self.minutes.high else None

    def need(self, vocabulary: Vocabulary) -> NewNeed:
        """What was written, as a value."""
        spoken = {said.concept: Level.CONVERSATION for said in self.spoken.read(vocabulary)}
        return self.wanted(
            vocabulary,
            NeedKind.LOCAL,
            title=self.title.data or "",
            seats=self.seats.number or 1,
            least=self.least.number or 1,
            children_present=bool(self.children_present.data),
            min_age=self.min_age.number,
            languages={word: level for word, level in spoken.items() if word},
            postcode=self.postcode.data,
            area_id=self.area.data or None,
            introducer=self.introducer.data,
            may_be_shown=bool(self.may_be_shown.data),
        )


def _as_words(languages: Any) -> list[SaidWord]:
    return [SaidWord(WordStance.KNOWS, concept, concept) for concept in sorted(languages)]
