"""What a volunteer's pages say: states, steps, what to do next, wishes; each in one place."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from matcher import phrases
from matcher.domain.clearance import AssignmentType, ExtractPolicy, Gate, Step
from matcher.domain.insurance import Breach
from matcher.domain.people import Bears, Form, Gender, GenderWish, Level, Strength, Trait, Traits
from matcher.domain.travel import Mode
from matcher.domain.volunteers import VolunteerState
from web.plumbing.languages import language

STATES: Mapping[VolunteerState, tuple[Any, str]] = {
    VolunteerState.INTERESTED: (_l("Har anmält sig"), "wait"),
    VolunteerState.CONTACTED: (_l("Kontaktad"), "next"),
    VolunteerState.ACTIVE: (_l("Aktiv"), "on"),
    VolunteerState.LEFT: (_l("Har slutat"), ""),
    VolunteerState.NOT_RELEVANT: (_l("Ej aktuell"), ""),
}
PAUSED: tuple[Any, str] = (_l("Pausad"), "off")

STEPS: Mapping[Step, Any] = {
    Step.INTERVIEW: _l("Intervju"),
    Step.REFERENCE: _l("Referens tagen"),
    Step.INTRODUCTION: _l("Introduktion"),
    Step.AGREEMENT: _l("Överenskommelse skriven"),
    Step.CONFIDENTIALITY: _l("Tystnadslöfte skrivet"),
    Step.GUARDIAN_CONSENT: _l("Vårdnadshavarens ja"),
}
MISSING: Mapping[Gate, Any] = {
    Gate.STATE: _l("att du gör volontären aktiv"),
    Gate.AGE: _l("åldern"),
    Gate.INTERVIEW: _l("intervju"),
    Gate.REFERENCE: _l("referenser"),
    Gate.AGREEMENT: _l("överenskommelse"),
    Gate.CONFIDENTIALITY: _l("tystnadslöfte"),
    Gate.INTRODUCTION: _l("introduktion"),
    Gate.GUARDIAN_CONSENT: _l("vårdnadshavarens ja"),
    Gate.EXTRACT: _l("registerutdrag"),
    Gate.PAUSE: _l("att pausen tar slut"),
}
NEXT: Mapping[Gate, Any] = {
    Gate.STATE: _l("Gör aktiv"),
    Gate.AGE: _l("Fråga om födelseåret"),
    Gate.INTERVIEW: _l("Intervjua"),
    Gate.REFERENCE: _l("Ta referenser"),
    Gate.AGREEMENT: _l("Skriv överenskommelse"),
    Gate.CONFIDENTIALITY: _l("Skriv tystnadslöfte"),
    Gate.INTRODUCTION: _l("Ge introduktion"),
    Gate.GUARDIAN_CONSENT: _l("Fråga vårdnadshavaren"),
    Gate.EXTRACT: _l("Se registerutdrag"),
    Gate.PAUSE: _l("Vänta ut pausen"),
}
EXTRACTS: Mapping[ExtractPolicy, Any] = {
    ExtractPolicy.CHILDREN: _l("Uppdrag med barn, lag (2013:852)"),
    ExtractPolicy.HOME: _l("Arbete i hemmet, lag (2026:43)"),
}
FORMS: Mapping[Form, Any] = {
    Form.HOME: _l("Hemma"),
    Form.OUT: _l("Ute"),
    Form.PHONE: _l("Telefon"),
    Form.VIDEO: _l("Videosamtal"),
    Form.LETTERS: _l("Brev"),
    Form.GROUP: _l("I grupp"),
}
MODES: Mapping[Mode, Any] = {
    Mode.WALK: _l("Till fots"),
    Mode.CYCLE: _l("Cykel"),
    Mode.BUS: _l("Buss eller tåg"),
    Mode.CAR: _l("Egen bil"),
}
LEVELS: Mapping[Level, Any] = {
    Level.NATIVE: _l("modersmål"),
    Level.CONVERSATION: _l("kan samtala"),
    Level.SOME: _l("några ord"),
}
GENDERS: Mapping[Gender, Any] = {
    Gender.WOMAN: _l("Kvinna"),
    Gender.MAN: _l("Man"),
    Gender.OTHER: _l("Annat"),
}
TRAITS: Mapping[Trait, Any] = {
    Trait.CAT: _l("Katt"),
    Trait.DOG: _l("Hund"),
    Trait.SMOKE: _l("Rök"),
    Trait.FRAGRANCE: _l("Parfym"),
    Trait.STAIRS: _l("Trappor"),
}
HAS: Mapping[Trait, tuple[Any, Any]] = {
    Trait.SMOKE: (_l("Röker"), _l("Röker inte")),
    Trait.FRAGRANCE: (_l("Använder parfym"), _l("Använder inte parfym")),
    Trait.DOG: (_l("Har hund"), _l("Har ingen hund")),
    Trait.CAT: (_l("Har katt"), _l("Har ingen katt")),
}
BEARS: Mapping[Bears, Any] = {
    Bears.FINE: _l("Går bra"),
    Bears.RATHER_NOT: _l("Helst inte"),
    Bears.NO: _l("Inte alls"),
    Bears.ALLERGY: _l("Allergi"),
}
SOURCES: Mapping[str, Any] = {
    "signup": _l("Anmälde sig på webben"),
    "typed": _l("Inlagd av en samordnare"),
    "list": _l("Kom med en lista"),
    "demo": _l("Påhittad, för visning"),
}
FIELDS: Mapping[str, Any] = {
    "first_name": _l("namn"),
    "surname": _l("namn"),
    "phone": _l("telefon"),
    "email": _l("e-post"),
    "birth_year": _l("födelseår"),
    "gender": _l("kön"),
    "language": _l("brevspråk"),
    "postcode": _l("postnummer"),
    "area_id": _l("område"),
    "place": _l("område"),
    "modes": _l("färdsätt"),
    "reach_minutes": _l("restid"),
    "reach_km": _l("avstånd"),
    "availability": _l("tider"),
    "availability_said": _l("tider"),
    "languages": _l("språk"),
    "words": _l("vad volontären vill och kan"),
    "forms": _l("sätt att ses"),
    "gender_wish": _l("önskemål"),
    "traits": _l("djur, rök och dofter"),
    "background": _l("bakgrund"),
    "max_matches": _l("antal uppdrag"),
    "max_hours_month": _l("timmar i månaden"),
    "commitment_months": _l("hur länge"),
    "on_call": _l("kort varsel"),
}


def state(of: VolunteerState, *, is_paused: bool) -> tuple[Any, str]:
    """The pill: words and kind. A pause shows before being active: it is what one asks about."""
    if is_paused and of not in (VolunteerState.LEFT, VolunteerState.NOT_RELEVANT):
        return PAUSED
    return STATES[of]


def insurance(breach: Breach) -> str:
    """What the centre's insurance does not cover, as a sentence (R16)."""
    if breach.type is not None:
        what = phrases.assignment_type(breach.type, language())
        return _("Centralens försäkring gäller inte för %(what)s.", what=what)
    return _("Centralens försäkring gäller till och med %(age)s år.", age=breach.until_age)


def type_words(kind: AssignmentType) -> str:
    """A type of uppdrag, as the first words of a line."""
    words = phrases.assignment_type(kind, language())
    return words[:1].upper() + words[1:]


def wish(of: GenderWish) -> str:
    """`Helst kvinna`, `Bara man`."""
    whom = str(GENDERS[of.gender]).lower()
    if of.strength is Strength.MUST:
        return _("Bara %(whom)s", whom=whom)
    return _("Helst %(whom)s", whom=whom)


def traits(of: Traits) -> list[str]:
    """What she has and bears, in the order of the lists above; the unknown is not said."""
    told = [str(HAS[trait][0 if of.has[trait] else 1]) for trait in HAS if trait in of.has]
    return told + [
        f"{TRAITS[trait]}: {str(BEARS[of.bears[trait]]).lower()}"
        for trait in TRAITS
        if trait in of.bears
    ]
