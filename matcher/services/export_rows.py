"""What each row of an exported list says: in words that `sheets` reads back as the same thing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from matcher.domain import phones
from matcher.domain.availability import Availability
from matcher.domain.clearance import ExtractPolicy, Step
from matcher.domain.consent import Channel, ConsentKind
from matcher.domain.needs import NeedKind, NewNeed
from matcher.domain.people import (
    Bears,
    Form,
    Gender,
    GenderWish,
    Level,
    SaidWord,
    Strength,
    Trait,
    WordStance,
)
from matcher.domain.places import Place
from matcher.domain.recipients import NewRecipient, ReachBy
from matcher.domain.spoken_times import echo, understand
from matcher.domain.travel import Mode
from matcher.domain.vocabulary import Vocabulary
from matcher.domain.volunteers import NewVolunteer
from matcher.sheets.plain import Plain

Row = dict[str, Plain]  # a field's name → what its cell says

MODES = {Mode.WALK: "gå", Mode.CYCLE: "cykel", Mode.BUS: "buss", Mode.CAR: "bil"}
FORMS = {
    Form.HOME: "hemma", Form.OUT: "ute", Form.PHONE: "telefon", Form.VIDEO: "video",
    Form.LETTERS: "brev", Form.GROUP: "grupp",
}  # fmt: skip
TRAITS = {
    Trait.CAT: "katt", Trait.DOG: "hund", Trait.SMOKE: "rökning", Trait.FRAGRANCE: "parfym",
    Trait.STAIRS: "trappor",
}  # fmt: skip
GENDERS = {Gender.WOMAN: "kvinna", Gender.MAN: "man", Gender.OTHER: "annat"}
LEVELS = {Level.NATIVE: " (modersmål)", Level.CONVERSATION: "", Level.SOME: " (lite)"}
RHYTHMS = {0: "en gång", 1: "varje vecka", 2: "varannan vecka", 4: "en gång i månaden"}
EXTRACTS = {ExtractPolicy.CHILDREN: "barn", ExtractPolicy.HOME: "hemmet"}
CHANNELS = {
    Channel.IN_PERSON: "personligen", Channel.PHONE: "telefon", Channel.PAPER: "papper",
    Channel.WEB: "webb",
}  # fmt: skip
REACHED_BY = {
    ReachBy.PHONE: "telefon", ReachBy.LETTER: "brev", ReachBy.LARGE_LETTER: "brev stor stil",
    ReachBy.RELATIVE: "anhörig", ReachBy.EMAIL: "e-post",
}  # fmt: skip
KINDS = {NeedKind.COMPANIONSHIP: "sällskap", NeedKind.ERRAND: "ärende"}


@dataclass(frozen=True, slots=True)
class Speaker:
    """The centre's words and the names of its areas, on a day."""

    vocabulary: Vocabulary
    areas: Mapping[str, str]
    on: date

    def person(self, told: NewVolunteer | NewRecipient) -> Row:
        """Who, how reached, where, and what both kinds of people tell."""
        return {
            "first_name": told.first_name,
            "surname": told.surname,
            "phone": phones.shown(told.phone) if told.phone else None,
            "email": told.email,
            "birth_year": told.birth_year,
            "gender": GENDERS[told.gender] if told.gender else None,
            **self.where(told.postcode, told.area_id, told.place),
            "languages": self.languages(told.languages),
            "interests": self.words(told.words, WordStance.LIKES),
            "dislikes": self.words(told.words, WordStance.DISLIKES),
            "gender_wish": _wish(told.gender_wish),
            "background": told.background,
        }

    def volunteer(self, told: NewVolunteer) -> Row:
        """What a volunteer tells."""
        bears = told.traits.bears
        return self.person(told) | {
            "availability": self.times(told.availability, told.availability_said),
            "forms": _listed(told.forms, FORMS),
            "bears_not": _not_borne(bears),
            "allergies": _borne(bears, Bears.ALLERGY),
            "modes": _listed(told.modes, MODES),
            "reach": _reach(told),
            "tasks": self.words(told.words, WordStance.DOES),
            "not_tasks": self.words(told.words, WordStance.WILL_NOT),
            "skills": self.words(told.words, WordStance.KNOWS, WordStance.NEEDS),
            "pets": _has(told.traits.has),
            "max_matches": told.max_matches,
            "max_hours_month": told.max_hours_month,
            "commitment_months": told.commitment_months,
            "on_call": "ja" if told.on_call else None,
        }

    def waiting(self, told: NewRecipient, need: NewNeed | None) -> Row:
        """What a person who waits tells. The street address is not taken out in lists."""
        row = self.person(told) | {
            "reach_by": REACHED_BY[told.reach_by],
            "function": self.words(told.words, WordStance.FUNCTION),
            "bears_not": _not_borne(told.bears),
            "allergies": _borne(told.bears, Bears.ALLERGY),
            "home": _has(told.home),
            "priority_class": told.priority_class,
            "waiting_since": told.waiting_since,
        }
        if need is None:
            return row
        return (
            row
            | self.wanted(need)
            | {
                "kind": KINDS.get(need.kind),
                "wanted_months": need.wanted_months,
            }
        )

    def wanted(self, need: NewNeed) -> Row:
        """What is wanted, by a person or an organisation."""
        must = dict.fromkeys(need.must_languages, Level.CONVERSATION)
        return {
            "tasks": self.words(need.words, WordStance.DOES),
            "availability": self.times(need.availability, need.availability_said),
            "forms": _listed(need.forms, FORMS),
            "minutes": need.minutes,
            "every_weeks": RHYTHMS.get(need.every_weeks),
            "must_languages": self.languages(must),
            "from_on": need.from_on,
            "until_on": need.until_on,
        }

    def local_need(self, need: NewNeed, organisation: str) -> Row:
        """A local need, without its contact."""
        return self.wanted(need) | {
            "organisation": organisation,
            "title": need.title,
            "about": need.about,
            "seats": need.seats,
            "skills_needed": self.words(need.words, WordStance.NEEDS),
            "skills_wished": self.words(need.words, WordStance.KNOWS),
            "interests": self.words(need.words, WordStance.LIKES),
            **self.where(need.postcode, need.area_id, need.place),
            "children_present": "ja" if need.children_present else None,
            "min_age": need.min_age,
            "introducer": need.introducer,
            "may_be_shown": "ja" if need.may_be_shown else None,
            "waiting_since": need.waiting_since,
        }

    def words(self, said: Iterable[SaidWord], *stances: WordStance) -> str | None:
        """The words of some stances: a concept by its name, others as they were written."""
        named = [
            self.vocabulary.word(word.concept) if word.concept else word.written
            for word in said
            if word.stance in stances
        ]
        return ", ".join(dict.fromkeys(named)) or None

    def languages(self, told: Mapping[str, Level]) -> str | None:
        """Best first, as "finska (modersmål), svenska"."""
        by_level = sorted(told.items(), key=lambda item: (-item[1], item[0]))
        named = [f"{self.vocabulary.word(concept)}{LEVELS[level]}" for concept, level in by_level]
        return ", ".join(named) or None

    def times(self, known: Availability | None, said: str | None) -> str | None:
        """In the words they were said in, where those still mean the same."""
        if known is None:
            return said
        if said:
            meant = understand(said, on=self.on)
            if meant.is_certain and meant.availability == known:
                return said
        return echo(known)

    def where(self, postcode: str | None, area_id: str | None, place: Place | None) -> Row:
        """Postcode, town, area."""
        area = self.areas.get(area_id or "")
        return {
            "postcode": f"{postcode[:3]} {postcode[3:]}" if postcode else None,
            "town": place.label if place and not area else None,
            "area": area,
        }


def steps(taken: Iterable[tuple[Step, date]]) -> Row:
    """Days of steps by field; several references stand together."""
    days: dict[str, list[date]] = {}
    for step, on in taken:
        days.setdefault(step.value, []).append(on)
    return {
        name: ", ".join(str(on) for on in sorted(found)) if name == "reference" else max(found)
        for name, found in days.items()
    }


def consents(given: Iterable[tuple[ConsentKind, date, str, Channel]]) -> Row:
    """The standing yeses to matching and to health facts."""
    row: Row = {}
    for kind, on, heard_by, channel in given:
        if kind is ConsentKind.MATCHING:
            row |= {
                "consent_on": on, "consent_heard_by": heard_by, "consent_how": CHANNELS[channel],
            }  # fmt: skip
        elif kind is ConsentKind.HEALTH:
            row["health_consent_on"] = f"{on}, {CHANNELS[channel]}, {heard_by}"
    return row


def _listed(told: Iterable[Any], words: Mapping[Any, str]) -> str | None:
    return ", ".join(words[one] for one in words if one in set(told)) or None


def _borne(bears: Mapping[Trait, Bears], how: Bears) -> str | None:
    return ", ".join(TRAITS[trait] for trait in TRAITS if bears.get(trait) is how) or None


def _not_borne(bears: Mapping[Trait, Bears]) -> str | None:
    """A must by its name alone, a wish as "helst inte hund"."""
    hows = {Bears.NO: "", Bears.RATHER_NOT: "helst inte "}
    said = [f"{hows[bears[one]]}{TRAITS[one]}" for one in TRAITS if bears.get(one) in hows]
    return ", ".join(said) or None


def _has(told: Mapping[Trait, bool]) -> str | None:
    said = [f"{'' if there else 'inte '}{TRAITS[trait]}" for trait, there in sorted(told.items())]
    return ", ".join(said) or None


def _wish(wish: GenderWish | None) -> str | None:
    if wish is None:
        return None
    return f"{'bara' if wish.strength is Strength.MUST else 'helst'} {GENDERS[wish.gender]}"


def _reach(told: NewVolunteer) -> str | None:
    if told.reach_minutes is not None:
        return f"{told.reach_minutes} min"
    return f"{told.reach_km:g} km".replace(".", ",") if told.reach_km is not None else None
