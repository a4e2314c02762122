"""What a coordinator writes of a recipient. The person's own yes comes first (R19)."""

from typing import Any, ClassVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Field, HiddenField, RadioField, SelectField, SelectMultipleField
from wtforms.validators import ValidationError

from matcher.domain.consent import CONSENT_TEXT_VERSION, Channel, ConsentKind, NewConsent
from matcher.domain.needs import NeedKind, NewNeed
from matcher.domain.people import Bears, Gender, Level, SaidWord, Trait, WordStance
from matcher.domain.recipients import Decides, NewRecipient, ReachBy
from matcher.domain.vocabulary import Kind, Vocabulary
from web.forms.fields import (
    DayField,
    MailField,
    Needed,
    PhoneField,
    PostcodeField,
    SaidField,
    WordsField,
    YearField,
    choice,
)
from web.forms.needs import WantedForm
from web.forms.notes import NotesForm
from web.forms.volunteers import SPOKEN, UNKNOWN, WISHES
from web.plumbing.clock import today
from web.plumbing.languages import OFFERED, language
from web.plumbing.need_words import PERSONAL_KINDS
from web.plumbing.recipient_words import CHANNELS, CLASSES, DECIDES, HOME, REACH_BY
from web.plumbing.volunteer_words import BEARS, GENDERS, TRAITS, wish

BOXES = ("likes", "dislikes")
# Told by other fields: of the home, and of what one does not bear.
TOLD_ELSEWHERE = frozenset(
    {
        "fur_allergy", "fragrance_sensitivity", "needs_smoke_free", "smoking_in_home",
        "pets_in_home",
    }
)  # fmt: skip
PLAIN = (
    "first_name", "surname", "phone", "email", "birth_year", "language", "background", "postcode",
    "street", "town",
)  # fmt: skip


def _words(label: Any, stance: WordStance, *kinds: Kind) -> WordsField:
    return WordsField(label, stance=stance, kinds=kinds)


class PersonForm(NotesForm):
    """Who somebody is and what she likes. Function, never diagnosis (R22); no identity number."""

    NOTES: ClassVar[tuple[str, ...]] = ("background", "street")

    version = HiddenField()
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

    said_on = DayField(_l("Vilken dag sa personen ja?"))
    heard_by = SaidField(_l("Vem hörde det?"), longest=120)
    channel = RadioField(
        _l("Hur sades det?"),
        choices=[choice(channel.value, words) for channel, words in CHANNELS.items()],
        validate_choice=False,
    )
    health = BooleanField(
        _l("Ja till att vi sparar hur personen fungerar, och allergier"),
        description=_l("Utan det ja:et lämnas rutorna om funktion och allergi tomma."),
    )

    native = _words(_l("Modersmål"), WordStance.KNOWS, Kind.LANGUAGE)
    speaks = _words(_l("Kan samtala på"), WordStance.KNOWS, Kind.LANGUAGE)
    some = _words(_l("Kan några ord"), WordStance.KNOWS, Kind.LANGUAGE)
    likes = _words(_l("Tycker om"), WordStance.LIKES, Kind.INTEREST)
    dislikes = _words(_l("Tycker inte om"), WordStance.DISLIKES, Kind.INTEREST)
    background = SaidField(
        _l("Bakgrund"),
        longest=200,
        description=_l("Några ord som personen själv valt, till exempel ”från Tornedalen”."),
    )
    gender_wish = SelectField(
        _l("Vem personen vill träffa"),
        choices=[choice("", _l("Inget önskemål")), *(choice(code, "") for code in WISHES)],
    )
    function = SelectMultipleField(
        _l("Bra att veta för den som kommer"),
        description=_l("Hur personen fungerar, aldrig en diagnos."),
    )

    postcode = PostcodeField(_l("Postnummer"))
    area = SelectField(_l("Område"), validate_choice=False)
    street = SaidField(
        _l("Gatuadress"),
        longest=120,
        description=_l("Sparas för sig. Matchningen ser den aldrig. Ingen portkod."),
    )
    town = SaidField(_l("Ort"))
    home_checked_on = DayField(
        _l("Hemmet besökt"),
        description=_l("Dagen då du själv såg det. Tomt betyder att det är berättat."),
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

    def __init__(
        self,
        *given: Any,
        vocabulary: Vocabulary,
        areas: tuple[tuple[str, str], ...] = (),
        has_health: bool = False,
        **rest: Any,
    ):
        super().__init__(*given, **rest)
        self.areas, self.has_health = areas, has_health
        self.area.choices = [choice("", _("Inget valt")), *(choice(*one) for one in areas)]
        wishes = [choice(code, wish(meant)) for code, meant in WISHES.items()]
        self.gender_wish.choices = [choice("", _("Inget önskemål")), *wishes]
        self.function.choices = [
            choice(concept.id, _begun(vocabulary.word(concept.id, language())))
            for concept in vocabulary.of_kind(Kind.HEALTH)
            if concept.id not in TOLD_ELSEWHERE or concept.id in (self.function.data or ())
        ]

    @property
    def needs_yes(self) -> bool:
        """Who heard a yes, when and how must be told."""
        return bool(self.health.data) and not self.has_health

    def validate_said_on(self, field: Field) -> None:
        if self.needs_yes and not field.data and not field.errors:
            raise ValidationError(_("Skriv dagen då personen själv sa ja."))
        if field.data and field.data > today():
            raise ValidationError(_("Dagen har inte varit än. Skriv en dag som har varit."))

    def validate_heard_by(self, field: Field) -> None:
        if self.needs_yes and not field.data:
            raise ValidationError(_("Skriv vem som hörde personen säga ja."))

    def validate_channel(self, field: Field) -> None:
        if (self.needs_yes or field.data) and field.data not in set(CHANNELS):
            raise ValidationError(_("Välj hur personen sa ja."))

    def validate_area(self, field: Field) -> None:
        if field.data and field.data not in dict(self.areas):
            raise ValidationError(_("Välj ett område i listan."))

    def validate_phone(self, field: Field) -> None:
        if not field.data and not self.street.data and not self.email.data:
            raise ValidationError(_("Skriv ett telefonnummer, eller en gatuadress längre ner."))

    def begin_with_person(self, told: NewRecipient) -> None:
        """Fill the fields from what is stored."""
        for name in PLAIN:
            self[name].process_data(getattr(told, name))
        for name in BOXES:
            self[name].process_data(told.words)
        for box, level in SPOKEN.items():
            spoken = [word for word, how in told.languages.items() if how is level]
            self[box].process_data([SaidWord(WordStance.KNOWS, word, word) for word in spoken])
        self.reach_by.data, self.decides.data = told.reach_by.value, told.decides.value
        self.gender.data = told.gender.value if told.gender else ""
        self.area.data = told.area_id or ""
        self.gender_wish.data = next((c for c, w in WISHES.items() if w == told.gender_wish), "")
        self.priority_class.data = str(told.priority_class or "")
        for trait, present in told.home.items():
            self[f"home_{trait.value}"].data = "yes" if present else "no"
        for trait, how in told.bears.items():
            self[f"bears_{trait.value}"].data = how.value

    @classmethod
    def of(
        cls,
        told: NewRecipient,
        version: int,
        *,
        vocabulary: Vocabulary,
        areas: tuple[tuple[str, str], ...],
        has_health: bool,
    ) -> "PersonForm":
        """The form filled with what is told of somebody."""
        function = [
            said.concept
            for said in told.words
            if said.stance is WordStance.FUNCTION and said.concept
        ]
        form = cls(
            formdata=None,
            vocabulary=vocabulary,
            areas=areas,
            has_health=has_health,
            data={"version": str(version), "function": function},
        )
        form.begin_with_person(told)
        return form

    def person_word_fields(self) -> list[WordsField]:
        """Every box of words about the person."""
        return [self.native, self.speaks, self.some, self.likes, self.dislikes]

    def person(self, vocabulary: Vocabulary) -> NewRecipient:
        """What was written, as a value."""
        spoken = [
            (said, level) for box, level in SPOKEN.items() for said in self[box].read(vocabulary)
        ]
        words = [said for box in BOXES for said in self[box].read(vocabulary)]
        words += [
            SaidWord(WordStance.FUNCTION, vocabulary.word(concept), concept)
            for concept in self.function.data or ()
        ]
        words += [
            SaidWord(WordStance.KNOWS, said.written) for said, _level in spoken if not said.concept
        ]
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
            postcode=self.postcode.data,
            area_id=self.area.data or None,
            street=self.street.data,
            town=self.town.data,
            languages=_languages(spoken),
            words=tuple(dict.fromkeys(words)),
            gender_wish=WISHES.get(self.gender_wish.data or ""),
            home=_home(self),
            home_checked_on=self.home_checked_on.data,
            bears=_bears(self),
            background=self.background.data,
            priority_class=int(self.priority_class.data) if self.priority_class.data else None,
        )

    def waiting_day(self) -> Any:
        """From when she waits; asked only when she is taken in, and kept for ever (R62)."""
        return today()

    def consents(self) -> list[NewConsent]:
        """The yeses that were ticked, with who heard them, when and how."""
        return [self._yes(ConsentKind.HEALTH)] if self.needs_yes else []

    def _yes(self, kind: ConsentKind) -> NewConsent:
        channel = Channel(self.channel.data)
        heard_by = self.heard_by.data or ""
        return NewConsent(kind, self.said_on.data, heard_by, channel, CONSENT_TEXT_VERSION)


for _trait, _asked in HOME.items():
    setattr(
        PersonForm,
        f"home_{_trait.value}",
        RadioField(
            _asked, choices=[UNKNOWN, choice("yes", _l("Ja")), choice("no", _l("Nej"))], default=""
        ),
    )
for _trait, _words_of in TRAITS.items():
    setattr(
        PersonForm,
        f"bears_{_trait.value}",
        SelectField(
            _words_of,
            choices=[UNKNOWN, *(choice(how.value, words) for how, words in BEARS.items())],
        ),
    )


class IntakeForm(PersonForm, WantedForm):
    """Somebody is taken in, with her own yes and what she would like."""

    NOTES: ClassVar[tuple[str, ...]] = ("background", "street", "about")

    protected = HiddenField()
    waiting_since = DayField(
        _l("Väntar sedan"),
        description=_l("Dagen då någon först hörde av sig. Den ändras aldrig."),
        validators=[Needed(_l("Skriv dagen då någon först hörde av sig."))],
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

    def validate_waiting_since(self, field: Field) -> None:
        if field.data and field.data > today():
            raise ValidationError(_("Dagen har inte varit än. Skriv en dag som har varit."))

    def waiting_day(self) -> Any:
        """As was written."""
        return self.waiting_since.data

    def word_fields(self) -> list[WordsField]:
        """Every box of words."""
        return [*self.person_word_fields(), *self.need_word_fields()]

    def consents(self) -> list[NewConsent]:
        """The yes to be matched, and what else was ticked: said in the same talk."""
        ticked = {ConsentKind.HEALTH: self.health.data, ConsentKind.SKETCH: self.sketch.data}
        kinds = [ConsentKind.MATCHING, *(kind for kind, is_ticked in ticked.items() if is_ticked)]
        return [self._yes(kind) for kind in kinds]

    def need(self, vocabulary: Vocabulary) -> NewNeed:
        """What she would like, as a value."""
        return self.wanted(
            vocabulary, NeedKind(self.kind.data), waiting_since=self.waiting_since.data
        )


def _languages(spoken: list[tuple[SaidWord, Level]]) -> dict[str, Level]:
    """The best box first: whoever writes a language twice speaks it as well as the first."""
    return {said.concept: level for said, level in reversed(spoken) if said.concept}


def _home(form: PersonForm) -> dict[Trait, bool]:
    told = {trait: form[f"home_{trait.value}"].data for trait in HOME}
    return {trait: answer == "yes" for trait, answer in told.items() if answer}


def _bears(form: PersonForm) -> dict[Trait, Bears]:
    told = {trait: form[f"bears_{trait.value}"].data for trait in TRAITS}
    return {trait: Bears(how) for trait, how in told.items() if how}


def _begun(word: str) -> str:
    return word[:1].upper() + word[1:]
