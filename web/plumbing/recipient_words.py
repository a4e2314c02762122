"""What a recipient's pages say: states, yeses, the home, classes; each in one place."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from matcher.domain.consent import ConsentKind
from matcher.domain.people import Trait
from matcher.domain.recipients import CallOutcome, Decides, ReachBy, RecipientState
from web.plumbing.people_parts import changed

STATES: Mapping[RecipientState, tuple[Any, str]] = {
    RecipientState.ENQUIRY: (_l("Eget ja saknas"), "wait"),
    RecipientState.WAITING: (_l("Väntar"), "wait"),
    RecipientState.MATCHED: (_l("Matchad"), "on"),
    RecipientState.PAUSED: (_l("Pausad"), "off"),
    RecipientState.ENDED: (_l("Avslutad"), ""),
    RecipientState.REFERRED_ON: (_l("Hänvisad vidare"), ""),
    RecipientState.DECEASED: (_l("Har avlidit"), ""),
}
CONSENTS: Mapping[ConsentKind, Any] = {
    ConsentKind.MATCHING: _l("Stå på väntelistan och föreslås"),
    ConsentKind.HEALTH: _l("Spara hur personen fungerar, och allergier"),
    ConsentKind.SKETCH: _l("Beskrivas för en volontär, utan namn"),
    ConsentKind.SHARING: _l("Få uppgifter från hemtjänst eller annan central"),
    ConsentKind.SURVEY: _l("Få enkät"),
    ConsentKind.NEWSLETTER: _l("Få nyhetsbrev"),
}
DECIDES: Mapping[Decides, Any] = {
    Decides.OWN: _l("Personen själv"),
    Decides.SUPPORTED: _l("Personen själv, med stöd"),
    Decides.REPRESENTATIVE: _l("Ställföreträdare, inom sitt uppdrag"),
}
REACH_BY: Mapping[ReachBy, Any] = {
    ReachBy.PHONE: _l("Telefon"),
    ReachBy.LETTER: _l("Brev"),
    ReachBy.LARGE_LETTER: _l("Brev med stor text"),
    ReachBy.RELATIVE: _l("Genom en anhörig"),
    ReachBy.EMAIL: _l("E-post"),
}
CLASSES: Mapping[int, Any] = {
    1: _l("1 – bor ensam och träffar ingen"),
    2: _l("2 – få kontakter, nyligen änka eller änkling, eller hemma från sjukhus"),
    3: _l("3 – har något sällskap, vill ha mer"),
    4: _l("4 – skulle tycka om det"),
}
HOME: Mapping[Trait, Any] = {
    Trait.STAIRS: _l("Trappor utan hiss?"),
    Trait.CAT: _l("Katt?"),
    Trait.DOG: _l("Hund?"),
    Trait.SMOKE: _l("Röker någon inne?"),
    Trait.FRAGRANCE: _l("Parfym eller starka dofter?"),
}
AT_HOME: Mapping[Trait, tuple[Any, Any]] = {
    Trait.STAIRS: (_l("Trappor utan hiss"), _l("Hiss, eller inga trappor")),
    Trait.CAT: (_l("Katt"), _l("Ingen katt")),
    Trait.DOG: (_l("Hund"), _l("Ingen hund")),
    Trait.SMOKE: (_l("Någon röker inne"), _l("Ingen röker inne")),
    Trait.FRAGRANCE: (_l("Parfym eller starka dofter"), _l("Inga starka dofter")),
}
OUTCOMES: Mapping[CallOutcome, Any] = {
    CallOutcome.STILL_WAITING: _l("Vi pratades vid. Personen vill fortfarande vänta."),
    CallOutcome.NO_ANSWER: _l("Inget svar. Samtalet står kvar att göra."),
}
LOST: Mapping[str, Any] = {
    "allergy": _l("Allergier jämförs inte längre med volontärens djur, rök och dofter."),
    "function": _l("Det som är bra att veta för den som kommer visas inte längre."),
    "words": _l("Ord och språk som rör hälsa, tro eller ursprung räknas inte längre."),
    "note": _l("Den skrivna orsaken till väntan är borta. Skriv en ny om det behövs."),
}
SOURCES: Mapping[str, Any] = {
    "referral": _l("Kom genom en hänvisning"),
    "typed": _l("Inlagd av en samordnare"),
    "list": _l("Kom med en lista"),
    "demo": _l("Påhittad, för visning"),
}
FIELDS: Mapping[str, Any] = {
    "first_name": _l("namn"),
    "surname": _l("namn"),
    "phone": _l("telefon"),
    "email": _l("e-post"),
    "reach_by": _l("hur personen nås"),
    "birth_year": _l("födelseår"),
    "gender": _l("kön"),
    "language": _l("brevspråk"),
    "decides": _l("vem som säger ja"),
    "postcode": _l("område"),
    "area_id": _l("område"),
    "place": _l("område"),
    "street": _l("adress"),
    "town": _l("adress"),
    "languages": _l("språk"),
    "words": _l("vad personen tycker om och behöver"),
    "gender_wish": _l("önskemål"),
    "home": _l("hemmet"),
    "home_checked_on": _l("hemmet"),
    "bears": _l("djur, rök och dofter"),
    "background": _l("bakgrund"),
    "priority_class": _l("klass"),
}
VIEWS: Mapping[str, Any] = {
    "answers.one": _l("svar om vem som kan komma"),
    "recipients.one": _l("personens sida"),
    "waiting.one": _l("möjliga volontärer"),
    "needs.one": _l("uppdraget"),
}


def state(of: RecipientState) -> tuple[Any, str]:
    """The pill: words and kind."""
    return STATES[of]


def home_fact(trait: Trait, present: bool) -> str:
    """What a home has, or has not."""
    return str(AT_HOME[trait][0 if present else 1])


def sentence(deed: str, facts: Mapping[str, Any]) -> str:
    """One deed about a recipient, with its facts put into words."""
    match deed:
        case "recipient.added":
            return f"{SOURCES.get(facts.get('source', ''), SOURCES['typed'])}."
        case "consent.given":
            return _("Sa ja: %(what)s.", what=_lowered(CONSENTS[ConsentKind(facts["kind"])]))
        case "consent.withdrawn":
            return _(
                "Tog tillbaka sitt ja: %(what)s.",
                what=_lowered(CONSENTS[ConsentKind(facts["kind"])]),
            )
        case "recipient.changed":
            return changed(facts, FIELDS)
        case "recipient.called":
            return str(OUTCOMES[CallOutcome(facts["outcome"])])
    return f"{DEEDS.get(deed, deed)}."


DEEDS: Mapping[str, Any] = {
    "recipient.asked_who_decides": _l("Frågad igen vem som säger ja"),
    "recipient.represented": _l("Någon för personens talan"),
    "recipient.taken_on": _l("Fick en ansvarig samordnare"),
    "recipient.visited": _l("Hembesök"),
    "recipient.wait_explained": _l("Skriven orsak till att inget förslag finns än"),
    "recipient.paused": _l("Pausad"),
    "recipient.resumed": _l("Tillbaka"),
    "recipient.restricted": _l("Uppgifterna ligger stilla"),
    "recipient.released": _l("Uppgifterna används igen"),
    "recipient.ended": _l("Avslutad"),
    "recipient.referred_on": _l("Hänvisad vidare"),
    "recipient.deceased": _l("Har avlidit. Alla brev och påminnelser är stoppade"),
}


def _lowered(words: Any) -> str:
    text = str(words)
    return text[:1].lower() + text[1:]
