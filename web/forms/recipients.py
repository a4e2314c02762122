"""What a coordinator writes of a recipient. The person's own yes comes first (R19)."""

from datetime import date
from typing import Any, ClassVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Field, HiddenField, RadioField, SelectField
from wtforms.validators import ValidationError

from matcher.domain.consent import ConsentKind, NewConsent
from matcher.domain.needs import NeedKind, NewNeed
from matcher.domain.people import Gender, WordStance
from matcher.domain.recipients import Decides, NewRecipient, ReachBy
from matcher.domain.vocabulary import Vocabulary
from web.forms.fields import (
    DayField,
    MailField,
    Needed,
    PhoneField,
    SaidField,
    WordsField,
    YearField,
    choice,
)
from web.forms.heard import HeardForm, has_been
from web.forms.homes import HomeForm
from web.forms.needs import WantedForm
from web.forms.notes import NotesForm
from web.forms.tastes import TastesForm
from web.forms.versions import VersionField
from web.forms.volunteers import UNKNOWN
from web.plumbing.clock import today
from web.plumbing.languages import OFFERED
from web.plumbing.need_words import PERSONAL_KINDS
from web.plumbing.recipient_words import CLASSES, DECIDES, REACH_BY
from web.plumbing.volunteer_words import GENDERS

PLAIN = ("first_name", "surname", "phone", "email", "birth_year", "language")


class PersonForm(HeardForm, TastesForm, HomeForm, NotesForm):
    """Who somebody is, with her tastes and her home; no identity number (R27)."""

    NOTES: ClassVar[tuple[str, ...]] = ("background", "street")

    version = VersionField()
    first_name = SaidField(_l("Förnamn"), validators=[Needed(_l("Skriv förnamnet."))])
    surname = SaidField(_l("Efternamn"))
    phone = PhoneField(_l("Telefon"))
    email = MailField(_l("E-post"))
    reach_by = SelectField(
        _l("Vill nås"), choices=[choice(how.value, words) for how, words in REACH_BY.items()]
    )
    birth_year = YearField(
        _l("Födelseår"), description=_l("Bara om det behövs för ett önskemål. Fyra siffror.")
    )
    gender = RadioField(
        _l("Kön"),
        choices=[UNKNOWN, *(choice(gender.value, words) for gender, words in GENDERS.items())],
        default="",
    )
    language = SelectField(_l("Språk i brev"), choices=[choice(*one) for one in OFFERED.items()])
    decides = RadioField(
        _l("Vem kan säga ja för personen?"),
        choices=[choice(who.value, words) for who, words in DECIDES.items()],
        default=Decides.OWN.value,
        description=_l("En anhörigs ja räcker aldrig."),
    )

    priority_class = RadioField(
        _l("Klass"),
        choices=[
            choice("", _l("Inte bestämd än")),
            *(choice(str(n), words) for n, words in CLASSES.items()),
        ],
        default="",
        description=_l("Sätts av dig efter listan. Den ändrar aldrig hur väl två passar."),
    )

    def validate_phone(self, field: Field) -> None:
        if not field.data and not self.street.data and not self.email.data:
            raise ValidationError(_("Skriv ett telefonnummer, eller en gatuadress längre ner."))

    @classmethod
    def of(cls, told: NewRecipient, version: int, **asked: Any) -> "PersonForm":
        """The form filled with what is told of somebody; `asked` is what it is made with."""
        function = [
            said.concept
            for said in told.words
            if said.stance is WordStance.FUNCTION and said.concept
        ]
        filled = {"version": str(version), "function": function}
        form = cls(formdata=None, data=filled, **asked)
        form.begin_with_person(told)
        return form

    def begin_with_person(self, told: NewRecipient) -> None:
        """Fill the fields from what is stored."""
        for name in PLAIN:
            self[name].process_data(getattr(told, name))
        self.reach_by.data, self.decides.data = told.reach_by.value, told.decides.value
        self.gender.data = told.gender.value if told.gender else ""
        self.priority_class.data = str(told.priority_class or "")
        self.begin_with_tastes(told)
        self.begin_with_home(told)

    def person(self, vocabulary: Vocabulary) -> NewRecipient:
        """What was written, as a value."""
        return NewRecipient(
            first_name=self.first_name.data or "",
            surname=self.surname.data or "",
            waiting_since=self.waiting_day(),
            phone=self.phone.data,
            email=self.email.data,
            reach_by=ReachBy(self.reach_by.data),
            birth_year=self.birth_year.year,
            gender=Gender(self.gender.data) if self.gender.data else None,
            language=self.language.data,
            decides=Decides(self.decides.data),
            priority_class=int(self.priority_class.data) if self.priority_class.data else None,
            **self.tastes(vocabulary),
            **self.home(),
        )

    def waiting_day(self) -> date:
        """From when she waits; asked only when she is taken in, and kept for ever (R62)."""
        return today()


class IntakeForm(PersonForm, WantedForm):
    """Somebody is taken in, with her own yes and what she would like."""

    NOTES: ClassVar[tuple[str, ...]] = ("background", "street", "about")

    protected = HiddenField()
    waiting_since = DayField(
        _l("Väntar sedan"),
        description=_l("Dagen då någon först hörde av sig. Den ändras aldrig."),
        validators=[Needed(_l("Skriv dagen då någon först hörde av sig.")), has_been],
    )
    sketch = BooleanField(
        _l("Ja till att vi beskriver personen för en volontär, utan namn"),
    )
    kind = RadioField(
        _l("Vad gäller det?"),
        choices=[choice(*one) for one in PERSONAL_KINDS.items()],
        default=NeedKind.COMPANIONSHIP.value,
    )

    @property
    def needs_yes(self) -> bool:
        """Nobody is taken in without a yes of her own (R19)."""
        return True

    def waiting_day(self) -> date:
        """As was written."""
        written: date = self.waiting_since.data
        return written

    def word_fields(self) -> list[WordsField]:
        """Every box of words."""
        return [*self.person_word_fields(), *self.need_word_fields()]

    def consents(self) -> list[NewConsent]:
        """The yes to be matched, and what else was ticked: said in the same talk."""
        ticked = {ConsentKind.HEALTH: self.health.data, ConsentKind.SKETCH: self.sketch.data}
        kinds = [ConsentKind.MATCHING, *(kind for kind, is_ticked in ticked.items() if is_ticked)]
        return [self.yes_to(kind) for kind in kinds]

    def need(self, vocabulary: Vocabulary) -> NewNeed:
        """What she would like, as a value."""
        return self.wanted(
            vocabulary, NeedKind(self.kind.data), waiting_since=self.waiting_since.data
        )
