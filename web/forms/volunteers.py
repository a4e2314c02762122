"""What a coordinator writes of a volunteer, and the small forms on her page."""

from typing import Any, ClassVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    RadioField,
    SelectField,
    SelectMultipleField,
)

from matcher.domain.consent import CONSENT_TEXT_VERSION, Channel, ConsentKind, NewConsent
from matcher.domain.people import (
    Bears,
    Form,
    Gender,
    GenderWish,
    Level,
    SaidWord,
    Strength,
    Traits,
    WordStance,
)
from matcher.domain.travel import Mode
from matcher.domain.vocabulary import Kind, Vocabulary
from matcher.domain.volunteers import NewVolunteer
from web.forms.fields import (
    MailField,
    Needed,
    NumberField,
    Offered,
    PhoneField,
    PostcodeField,
    SaidField,
    WordsField,
    YearField,
    choice,
    choices_from,
)
from web.forms.notes import NotesForm
from web.forms.times import TimesForm
from web.forms.versions import VersionField
from web.forms.week_grid import WeekField
from web.plumbing.clock import today
from web.plumbing.languages import OFFERED
from web.plumbing.people_parts import CHANNELS
from web.plumbing.volunteer_words import (
    BEARS,
    FORMS,
    GENDERS,
    HAS,
    MODES,
    TRAITS,
    wish,
)

BOXES = ("does", "will_not", "likes", "dislikes", "knows")  # of words, one for each stance
UNKNOWN = choice("", _l("Vet inte"))
YES_NO = (choice("yes", _l("Ja")), choice("no", _l("Nej")))
# In which box a language stands says how well it is spoken.
SPOKEN = {"native": Level.NATIVE, "speaks": Level.CONVERSATION, "some": Level.SOME}
WISHES = {
    f"{strength.value}-{gender.value}": GenderWish(gender, strength)
    for gender in (Gender.WOMAN, Gender.MAN)
    for strength in Strength
}
HEARD = {how: words for how, words in CHANNELS.items() if how is not Channel.WEB}


def _words(label: Any, stance: WordStance, *kinds: Kind, **rest: Any) -> WordsField:
    return WordsField(label, stance=stance, kinds=kinds, **rest)


def _spoken(label: Any) -> WordsField:
    return _words(label, WordStance.KNOWS, Kind.LANGUAGE)


class VolunteerForm(NotesForm, TimesForm):
    """Everything that may be told of a volunteer (R7); only a first name is needed."""

    NOTES: ClassVar[tuple[str, ...]] = ("background",)

    week = WeekField(_l("När kan volontären?"), description=_l("Ungefär räcker."))
    ask = BooleanField(_l("Fråga från gång till gång"))
    is_of_another = True
    version = VersionField()
    first_name = SaidField(_l("Förnamn"), validators=[Needed(_l("Skriv förnamnet."))])
    surname = SaidField(_l("Efternamn"))
    phone = PhoneField(_l("Telefon"))
    email = MailField(_l("E-post"))
    birth_year = YearField(_l("Födelseår"), description=_l("För åldersgränser. Fyra siffror."))
    gender = RadioField(
        _l("Kön"),
        description=_l("Bara om volontären själv vill berätta. Används bara för önskemål."),
        choices=[UNKNOWN, *choices_from(GENDERS)],
        default="",
    )
    language = SelectField(_l("Språk i brev"), choices=choices_from(OFFERED))

    forms = SelectMultipleField(_l("Sätt att ses"), choices=choices_from(FORMS))
    does = _words(_l("Vill göra"), WordStance.DOES, Kind.TASK)
    will_not = _words(_l("Vill inte göra"), WordStance.WILL_NOT, Kind.TASK)
    likes = _words(_l("Tycker om"), WordStance.LIKES, Kind.INTEREST)
    dislikes = _words(_l("Tycker inte om"), WordStance.DISLIKES, Kind.INTEREST)
    knows = _words(_l("Kan, har vana av"), WordStance.KNOWS, Kind.SKILL)
    background = SaidField(
        _l("Bakgrund"),
        longest=200,
        description=_l("Några ord som volontären själv valt, till exempel ”från Tornedalen”."),
    )

    native = _spoken(_l("Modersmål"))
    speaks = _spoken(_l("Kan samtala på"))
    some = _spoken(_l("Kan några ord"))

    postcode = PostcodeField(_l("Postnummer"))
    area = SelectField(
        _l("Område"),
        validators=[Offered(_l("Välj ett område i listan."))],
        validate_choice=False,
    )
    modes = SelectMultipleField(_l("Tar sig fram"), choices=choices_from(MODES))
    reach_minutes = NumberField(_l("Längsta restid, minuter"), low=5, high=240)

    max_matches = NumberField(_l("Högst så många uppdrag samtidigt"), low=0, high=20, default=1)
    max_hours_month = NumberField(_l("Högst timmar i månaden"), low=1, high=200)
    commitment_months = NumberField(_l("Tänker vara med, månader"), low=1, high=120)
    on_call = BooleanField(_l("Kan hoppa in med kort varsel"))

    gender_wish = SelectField(
        _l("Vem volontären vill träffa"),
        choices=[choice("", ""), *(choice(code, "") for code in WISHES)],
    )
    health = BooleanField(
        _l("Volontären har sagt ja till att vi sparar känsliga uppgifter"),
        description=_l("Till exempel allergi, eget språk som samiska, eller tro."),
    )
    health_channel = SelectField(
        _l("Hur sades det?"),
        choices=choices_from(HEARD),
        default=Channel.PHONE.value,
    )

    def __init__(self, *given: Any, areas: tuple[tuple[str, str], ...] = (), **rest: Any):
        super().__init__(*given, **rest)
        self.area.choices = [choice("", _("Inget valt")), *(choice(*area) for area in areas)]
        wishes = [choice(code, wish(meant)) for code, meant in WISHES.items()]
        self.gender_wish.choices = [choice("", _("Inget önskemål")), *wishes]

    @classmethod
    def of(
        cls, told: NewVolunteer, version: int, areas: tuple[tuple[str, str], ...]
    ) -> "VolunteerForm":
        """The form filled with what is told of somebody."""
        form = cls(
            formdata=None,
            areas=areas,
            version=str(version),
            data={
                **{name: getattr(told, name) for name in PLAIN},
                **dict.fromkeys(BOXES, told.words),
                "gender": told.gender.value if told.gender else "",
                "area": told.area_id or "",
                "forms": [form.value for form in told.forms],
                "modes": [mode.value for mode in told.modes],
                "gender_wish": next((c for c, w in WISHES.items() if w == told.gender_wish), ""),
                **_languages(told),
                **_traits(told.traits),
            },
        )
        form.begin_with(told.availability, told.availability_said)
        return form

    def volunteer(self, vocabulary: Vocabulary) -> NewVolunteer:
        """What was written, as a value."""
        spoken = [
            (said, level) for box, level in SPOKEN.items() for said in self[box].read(vocabulary)
        ]
        words = [said for box in BOXES for said in self[box].read(vocabulary)]
        words += [said for said, _level in spoken if not said.concept]
        return NewVolunteer(
            first_name=self.first_name.data or "",
            surname=self.surname.data or "",
            phone=self.phone.data,
            email=self.email.data,
            birth_year=self.birth_year.year,
            gender=Gender(self.gender.data) if self.gender.data else None,
            language=self.language.data,
            postcode=self.postcode.data,
            area_id=self.area.data or None,
            modes=frozenset(Mode(mode) for mode in self.modes.data or ()),
            reach_minutes=self.reach_minutes.number,
            availability=self.availability(),
            availability_said=self.own_words,
            # The best box first: whoever writes a language twice speaks it as well as the first.
            languages={c.concept: level for c, level in reversed(spoken) if c.concept},
            words=tuple(dict.fromkeys(words)),
            forms=frozenset(Form(form) for form in self.forms.data or ()),
            gender_wish=WISHES.get(self.gender_wish.data or ""),
            traits=_told_traits(self),
            background=self.background.data,
            max_matches=1 if self.max_matches.number is None else self.max_matches.number,
            max_hours_month=self.max_hours_month.number,
            commitment_months=self.commitment_months.number,
            on_call=bool(self.on_call.data),
        )

    def word_fields(self) -> list[WordsField]:
        """Every box of words."""
        return [field for field in self if isinstance(field, WordsField)]

    def consents(self, heard_by: str) -> list[NewConsent]:
        """The yes to sensitive facts, where it was ticked; `heard_by` is who writes it down."""
        if not self.health.data:
            return []
        channel = Channel(self.health_channel.data or Channel.PHONE)
        return [NewConsent(ConsentKind.HEALTH, today(), heard_by, channel, CONSENT_TEXT_VERSION)]


PLAIN = (
    "first_name", "surname", "phone", "email", "birth_year", "language", "background", "postcode",
    "reach_minutes", "max_matches", "max_hours_month", "commitment_months", "on_call",
)  # fmt: skip

for _trait, (_yes, _no) in HAS.items():
    setattr(
        VolunteerForm,
        f"has_{_trait.value}",
        RadioField(
            _yes, choices=[UNKNOWN, choice("yes", _l("Ja")), choice("no", _l("Nej"))], default=""
        ),
    )
for _trait, _words_of in TRAITS.items():
    setattr(
        VolunteerForm,
        f"bears_{_trait.value}",
        SelectField(_words_of, choices=[UNKNOWN, *choices_from(BEARS)]),
    )


def _languages(told: NewVolunteer) -> dict[str, list[SaidWord]]:
    return {
        box: [
            SaidWord(WordStance.KNOWS, concept, concept)
            for concept, spoken in told.languages.items()
            if spoken is level
        ]
        for box, level in SPOKEN.items()
    }


def _traits(traits: Traits) -> dict[str, str]:
    has = {f"has_{trait.value}": "yes" if traits.has[trait] else "no" for trait in traits.has}
    return has | {f"bears_{trait.value}": how.value for trait, how in traits.bears.items()}


def _told_traits(form: VolunteerForm) -> Traits:
    has = {trait: form[f"has_{trait.value}"].data for trait in HAS}
    bears = {trait: form[f"bears_{trait.value}"].data for trait in TRAITS}
    return Traits(
        has={trait: answer == "yes" for trait, answer in has.items() if answer},
        bears={trait: Bears(how) for trait, how in bears.items() if how},
    )
