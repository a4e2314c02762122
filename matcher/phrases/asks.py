"""What is needed and not known, as a question to say aloud; and in what two people differ."""

from collections.abc import Mapping

from matcher.domain.people import Form, Gender, Trait
from matcher.domain.suggestions import Ask, Subject
from matcher.phrases.frames import FORMS
from matcher.phrases.voice import N_, Voice, capital

ASKS: Mapping[str, str] = {
    "availability": N_("%(who)s: vilka tider passar?"),
    "place": N_("%(who)s: i vilket område?"),
    "unplaced": N_(
        "%(who)s: området finns inte på kartan, så vägen räknas inte. Ska det in bland centralens"
        " områden?"
    ),
    "reach": N_("%(who)s: hur långt går det bra att ta sig?"),
    "modes": N_("%(who)s: hur tar du dig dit?"),
    "may_be_too_far": N_("%(who)s: vägen kan bli längre än du har sagt. Går det ändå?"),
    "birth_year": N_("%(who)s: vilket år är du född? Uppdraget är från %(min_age)s år."),
    "tasks": N_("%(who)s: vad vill du göra tillsammans?"),
    "tasks_unread": N_(
        "%(who)s: vill du göra just det här? Det du har skrivit att du vill göra känner Handslag"
        " inte igen."
    ),
    "tasks_there": N_(
        "%(who)s: vad går uppdraget ut på? Handslag känner inte igen orden, så volontären har inte"
        " sagt att hen vill. Läs upp dem och fråga först."
    ),
    "availability_there": N_("%(who)s: vilka dagar och tider gäller det?"),
    "place_there": N_("%(who)s: var är det?"),
    "skills": N_("%(who)s: har du vana av %(words)s?"),
    "demands": N_(
        "%(who)s: stämmer det som står under ”Måste kunna” på uppdraget in på dig? Läs det först."
    ),
    "languages": N_("%(who)s: vilka språk talar du?"),
    "allergy_elsewhere": N_("%(who)s: går det bra att ses utanför hemmet, trots allergin?"),
    "gender": N_("%(who)s: personen vill träffa %(wanted)s. Är det du?"),
    "gender_there": N_("%(who)s: är det bara %(many)s som volontären träffar hos er?"),
    "forms": N_("%(who)s: hur vill du helst ses – hemma, ute eller på telefon?"),
    "interests": N_("%(who)s: vad tycker du om att göra?"),
    "commitment_months": N_("%(who)s: hur länge tänker du att du kan vara med?"),
}
HAS_TRAIT: Mapping[Trait, str] = {
    Trait.CAT: N_("%(who)s: finns det katt?"),
    Trait.DOG: N_("%(who)s: finns det hund?"),
    Trait.SMOKE: N_("%(who)s: röker någon?"),
    Trait.FRAGRANCE: N_("%(who)s: används parfym eller starka dofter?"),
    Trait.STAIRS: N_("%(who)s: finns det hiss, eller bara trappor?"),
}
SHE_HAS_TRAIT: Mapping[Trait, str] = {
    Trait.CAT: N_("%(who)s: har du katt?"),
    Trait.DOG: N_("%(who)s: har du hund?"),
    Trait.SMOKE: N_("%(who)s: röker du?"),
    Trait.FRAGRANCE: N_("%(who)s: använder du parfym eller starka dofter?"),
    Trait.STAIRS: N_("%(who)s: finns det hiss, eller bara trappor?"),
}
BEARS_TRAIT: Mapping[Trait, str] = {
    Trait.CAT: N_("%(who)s: går det bra med katt?"),
    Trait.DOG: N_("%(who)s: går det bra med hund?"),
    Trait.SMOKE: N_("%(who)s: går det bra om någon röker?"),
    Trait.FRAGRANCE: N_("%(who)s: går det bra med parfym?"),
    Trait.STAIRS: N_("%(who)s: går det bra med trappor?"),
}
DIFFERS: Mapping[str, str] = {
    "form": N_("%(who)s vill helst ses %(form)s"),
    "gender_wish": N_("%(who)s vill helst träffa %(wants)s"),
    "dislikes": N_("%(who)s tycker inte om %(words)s"),
    "not_tasks": N_("%(who)s vill inte göra %(words)s"),
}
TRAIT_DIFFERS: Mapping[Trait, str] = {
    Trait.CAT: N_("%(who)s har katt. %(other)s slipper helst katt."),
    Trait.DOG: N_("%(who)s har hund. %(other)s slipper helst hund."),
    Trait.SMOKE: N_("%(who)s har rök omkring sig. %(other)s slipper helst rök."),
    Trait.FRAGRANCE: N_("%(who)s använder parfym. %(other)s slipper helst parfym."),
    Trait.STAIRS: N_("%(who)s har trappor utan hiss. %(other)s slipper helst trappor."),
}
GENDERS: Mapping[Gender, str] = {
    Gender.WOMAN: N_("en kvinna"),
    Gender.MAN: N_("en man"),
    Gender.OTHER: N_("någon med annan könsidentitet"),
}
SEVERAL: Mapping[Gender, str] = {
    Gender.WOMAN: N_("kvinnor"),
    Gender.MAN: N_("män"),
    Gender.OTHER: N_("personer med annan könsidentitet"),
}


def ask(unknown: Ask, voice: Voice) -> str:
    """A question that can be asked aloud, with whom to ask."""
    facts = unknown.facts
    has = SHE_HAS_TRAIT if unknown.whom is Subject.VOLUNTEER else HAS_TRAIT
    traits = {"has_trait": has, "bears_trait": BEARS_TRAIT}.get(unknown.fact)
    sentence = traits[Trait(str(facts["trait"]))] if traits else ASKS[unknown.fact]
    return voice.say(
        sentence,
        who=who(unknown.whom, voice),
        min_age=facts.get("min_age"),
        words=voice.words(facts.get("needed")),
        wanted=gender(facts.get("wanted"), voice),
        many=voice.say(SEVERAL[Gender(str(facts["wanted"]))]) if "wanted" in facts else "",
    )


def differs(unmet: Ask, voice: Voice) -> str:
    """In what the two are not as one of them would rather have it."""
    facts = unmet.facts
    is_trait = unmet.fact == "has_trait"
    sentence = TRAIT_DIFFERS[Trait(str(facts["trait"]))] if is_trait else DIFFERS[unmet.fact]
    preferred = facts.get("preferred")
    return voice.say(
        sentence,
        who=who(unmet.whom, voice),
        other=capital(who(_other(unmet.whom), voice)),
        form=voice.say(FORMS[Form(str(preferred))]) if preferred else "",
        wants=gender(facts.get("wants"), voice),
        words=voice.words(facts.get("words")),
    )


def _other(whom: Subject) -> Subject:
    return Subject.NEED if whom is Subject.VOLUNTEER else Subject.VOLUNTEER


def who(whom: Subject, voice: Voice) -> str:
    """What that side is called on this page."""
    return voice.volunteer if whom is Subject.VOLUNTEER else voice.need


def gender(fact: object, voice: Voice) -> str:
    """`en kvinna`; nothing where nothing was said."""
    return voice.say(GENDERS[Gender(str(fact))]) if fact else ""
