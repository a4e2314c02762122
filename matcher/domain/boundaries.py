"""Where voluntary work ends: what volunteers never do (R29), and what is never written down (R26).

Both read free text. What they find is put into words by `phrases` and the forms: who does it
instead, or a question whether it really is such a thing. A sentence that says no ("ingen
medicin") is not an order for it.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import timedelta
from enum import StrEnum

from matcher.domain.diagnoses import names_one
from matcher.domain.errors import Fault
from matcher.domain.needs import Never, NewNeed
from matcher.domain.people import SaidWord

ESCORTS = frozenset({"accompany_healthcare", "accompany_errand", "transport_by_car"})
# What is done for somebody, once or a few times; all else is company.
ERRANDS = ESCORTS | {
    "form_filling_help", "grocery_delivery", "moving_help", "pharmacy_errand", "small_repairs",
    "snow_clearing",
}  # fmt: skip
ESCORT_LEAD = timedelta(days=7)  # an order of this kind needs so long, else it is short notice


class Secret(StrEnum):
    """What would help a burglar or a thief, or harm somebody if it were read."""

    DOOR_CODE = "door_code"
    KEY_PLACE = "key_place"
    BANK = "bank"
    MEDICINE = "medicine"


_ANIMAL = r"(?:katt|hund|fåg|djur|höns|ank|kanin|fisk|cat|dog|bird|animal|duck)"
_THING = (
    r"(?:möb|låd|kart|kass|sak|soff|bok|böck|bord|stol|bänk|tält|varo|paket|grej|ved|utrustning"
    r"|material|väsk|resväsk|skåp|säng(?:ar|ram)|furniture|box|table|chair|thing|bags?\b|goods)"
)
_PERSON = (
    r"(?:hen|henne|honom|mig|personen|personer|folk|mamma|pappa|maken|makan|mottagaren|her|him"
    r"|the person|people|me)"
)
_SHOP = r"[^.!?\n]*(?:butik|second|loppis|insaml|marknad|teater|shop|flea)"

_HANDLES = r"ge|ger|dela|delar|dosera\w*|ta|tar|påminn\w*|hantera\w*|lägg\w*|ordna\w*|sköt\w*"
_HANDLES_EN = r"give|giving|take|taking|handle|handling|remind\w*"

_NEVER: Mapping[Never, tuple[str, ...]] = {
    Never.PERSONAL_CARE: (
        r"dusch\w*", r"toalett(?:besök|hjälp)\w*", r"(?:på|till|gå på) (?:toaletten|toa)\b",
        r"blöj\w+", r"inkontinens\w*", r"(?:intim|personlig )hygien\w*",
        r"kl[äå]\w* (?:på|av) (?:sig|" + _PERSON + r")", r"[pa][åv]klädning\w*",
        rf"mat(?:as?|ar|a?ning)\b(?!\s+(?:\w+\s+)?{_ANIMAL})",
        r"tvätta (?:sig|håret|" + _PERSON + r")",
        r"klippa (?:tå)?naglar\w*", r"bada (?:" + _PERSON + r")", r"hjälp\w* (?:med )?att bada",
        r"(?:personlig )(?:omvårdnad|vård)\w*", r"raka (?:sig|" + _PERSON + r")",
        r"shower\w*", r"(?:go|going|help) to the toilet", r"diaper\w*", r"personal care",
        r"stöd ?strump\w*", r"masser(?:a|ar)\b", r"compression stockings?",
        r"(?:get|getting) (?:un)?dressed", r"incontinence\w*",
    ),
    Never.MEDICINE: (
        rf"(?:{_HANDLES})\b[^.!?]{{0,25}}(?:medicin|tablett|läkemed|piller|pillr)\w*",
        r"(?:medicin|läkemedels|tablett)(?:hantering|utdelning|delning|påminnelse|dosett)\w*",
        r"hjälp\w* med (?:(?:sina?|mina?|hen(?:ne)?s|hans) )?medicin(?:en|er|erna)?\b(?! från)",
        r"hjälp\w* med (?:(?:sina?|mina?|hen(?:ne)?s|hans) )?(?:tabletter|läkemedel)\w*\b(?! från)",
        r"dosett\w*", r"insulin\w*", r"sprutor?\b", r"ögondroppar\w*", r"såromlägg\w*",
        r"lägga om (?:ett )?sår\w*", r"(?:ta|tar|mät\w*|koll\w*) (?:\w+ )?blod(?:tryck|socke?r)\w*",
        r"blod(?:tryck|socke?r)s?(?:mätning|kontroll)\w*", r"blood (?:pressure|sugar)",
        rf"(?:{_HANDLES_EN})\b[^.!?]{{0,25}}(?:medic\w+|pills?|tablets?)", r"injections?\b",
    ),
    Never.MONEY: (
        r"betala\w* (?:\w+ )?räkning\w*", r"bank(?:ärende|id|-id|kort|dosa|dosan)\w*",
        r"(?:ta|tar) ut (?:pengar|kontanter)", r"bankomat\w*",
        r"hämt\w* (?:ut )?(?:pengar|kontanter)",
        r"(?:sköt|hantera|ta hand om)\w* (?:\w+ )?(?:ekonomi|pengar|kontanter)\w*",
        r"låna\w* (?:ut )?pengar", r"pin-?kod\w*",
        r"kortkod\w*", r"swisha\w*", r"skriva testamente\w*",
        r"pay (?:the |her |his )?bills?", r"bank (?:card|errands?)", r"handl\w+ money",
        r"withdraw (?:money|cash)",
    ),
    Never.KEYS: (
        r"(?:extra|reserv|hem|dörr|hus|port)?nyck(?:el|eln|lar|larna)\b",
        r"nyckel(?:gömma|skåp)\w*", r"(?:spare|house|door|front door) keys?\b",
        r"keys? to (?:the|her|his)",
    ),
    Never.LIFTING: (
        # "kan lyfta" among what a volunteer must be able to is of boxes, unless it says whom.
        rf"(?<!kan )lyft(?:a|er|s|hjälp)?\b(?!\s+(?:\w+\s+)?{_THING})", r"personlyft\w*",
        rf"lyfta (?:\w+ )?{_PERSON}\b",
        r"förflytt\w+ (?:" + _PERSON + r"|från|ur|till)", r"(?:upp )?ur sängen",
        rf"lift(?:ing)?\b(?!\s+(?:\w+\s+)?{_THING})", r"out of bed",
    ),
    Never.CLEANING: (  # of a home; to tidy up after an afternoon together is another thing
        r"(?:stor|flytt|vecko)?städ\w*\b[^.!?]{0,25}\b(?:lägenhet|bostad|bostäd|hemma|hemmet)\w*",
        r"(?:hem|flytt)städ\w*", r"städhjälp\w*", r"(?:putsa|tvätta) (?:\w+ )?fönst\w*",
        r"clean(?:ing)?\b[^.!?]{0,25}\b(?:apartment|flat|home|house)s?\b",
        rf"(?:tvätta|stryka|sköta)\b (?:\w+ )?(?:kläder|lakan|tvätten?)\b(?!{_SHOP})",
        r"hjälp\w* med tvätten?\b",
        rf"(?:wash|do|doing|washing) (?:\w+ )?(?:laundry|clothes)\b(?!{_SHOP})",
    ),
}  # fmt: skip
_SECRETS: Mapping[Secret, tuple[str, ...]] = {
    Secret.DOOR_CODE: (
        r"(?:port|dörr|entré|larm)kod\w*", r"kod(?:en)?\s*(?:är|:|=)?\s*\d{3,6}\b",
        r"(?:port|dörr|entré)(?:en)?\s*[:=]?\s*\d{3,6}\b",
        r"(?:door|entry|alarm) code\b", r"code (?:is )?\d{3,6}\b",
    ),
    Secret.KEY_PLACE: (
        r"nyckel(?:gömma|skåp)\w*",
        r"(?:extra|reserv)?nyck(?!elharp)\w+ (?:ligger|finns|hänger|under|i|bakom|hos)\b",
        r"keys? (?:is|are|under|behind|in)\b",
    ),
    Secret.BANK: (
        r"bank-?id\b", r"konto(?:nummer|nr)\w*", r"clearing\w*", r"kort(?:nummer|nr|kod)\w*",
        r"pin-?kod\w*", r"lösenord\w*", r"(?:account|card) number\b", r"password\b", r"pin code\b",
        r"(?<!\d)(?:\d{4}[ -]?){3}\d{4}(?!\d)",
    ),
    Secret.MEDICINE: (
        r"medicin\w*", r"läkemedel\w*", r"tablett\w*", r"insulin\w*", r"diagnos\w*", r"dosett\w*",
        r"(?:waran|eliquis|levaxin|metformin|litium|ritalin|concerta|morfin|sertralin)\b",
        r"medication\w*", r"diagnosis\b", r"diagnosed\b", r"\d+ ?mg\b",
    ),
}  # fmt: skip


def _any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})", re.IGNORECASE)


_NEVER_FOUND = {never: _any_of(patterns) for never, patterns in _NEVER.items()}
_SECRET_FOUND = {secret: _any_of(patterns) for secret, patterns in _SECRETS.items()}
_OF_A_THING = _any_of([_THING])
_OF_A_PERSON = _any_of(
    [
        rf"{_PERSON}\b", r"personlyft\w*", r"förflytt\w+", r"(?:ur|i|från|till) sängen\b",
        r"rullstol\w*", r"(?:upp|ner) (?:ur|från|i|på)", r"out of bed", r"wheelchair\w*",
        r"gamla\b", r"äldre\b", r"boende\b", r"gäst\w*",
    ]
)  # fmt: skip
# What is done for others, and what somebody knows of from work, tells of no illness of her own.
_FOR_OTHERS = re.compile(
    r"hämta|apotek|recept|\bge\b|dela ut|hanter|påminn|erfar|experience|vana\b|\bvan\b|utbil|jobba"
    r"|arbeta|yrke|kunskap|historia|fetch|pharmacy|remind|handl",
    re.IGNORECASE,
)
_PIECE = re.compile(r"[,;.\n]")
_CLAUSE = re.compile(r"[.;:!?\n]|\bmen\b|\bbut\b")
_NO = re.compile(
    r"\b(?:inte|inga|inget|ingen|aldrig|utan|ej|varken|slipper|no|not|never|without|nor)\b",
    re.IGNORECASE,
)


def never_in(text: str | None) -> tuple[Never, ...]:
    """What volunteers never do that a text asks for; nothing where it says that they do not."""
    return tuple(
        never
        for never, pattern in _NEVER_FOUND.items()
        if any(
            _is_asked_for(text or "", found)
            and not (never is Never.LIFTING and _is_of_things(text or "", found))
            for found in pattern.finditer(text or "")
        )
    )


def secrets_in(text: str | None) -> tuple[Secret, ...]:
    """What a note may hold that no note should: a person is asked, nothing is refused for it."""
    told = text or ""
    found = [secret for secret, pattern in _SECRET_FOUND.items() if pattern.search(told)]
    if Secret.MEDICINE not in found and names_one(told):
        found.append(Secret.MEDICINE)
    return tuple(found)


def tells_of_illness(text: str | None) -> bool:
    """Whether somebody's word says what her illness is called, or what she takes for it: that is
    never kept as a word, whoever has said yes (R22).
    """
    return any(
        Secret.MEDICINE in secrets_in(piece) and not _FOR_OTHERS.search(piece)
        for piece in _PIECE.split(text or "")
    )


def tells_of_way_in(text: str | None) -> bool:
    """Whether a word holds the code of a door, or where a key is (R26)."""
    return not {Secret.DOOR_CODE, Secret.KEY_PLACE}.isdisjoint(secrets_in(text))


def illness_faults(words: Iterable[SaidWord]) -> dict[str, Fault]:
    """A fault at each stance that holds such a word; what the vocabulary knows has its own rules
    (R95).
    """
    return {
        said.stance.value: Fault("illness_named")
        for said in words
        if not said.concept and tells_of_illness(said.written)
    }


def never_faults(new: NewNeed) -> dict[str, Fault]:
    """Free text of a need that asks for what volunteers never do, by field, with who does it
    instead (R29). Each word is looked at by itself: what is allowed beside it hides nothing.
    """
    told = [("title", new.title), ("about", new.about), ("introducer", new.introducer)]
    told += [(said.stance.value, said.written) for said in new.words if said.concept is None]
    found = [(name, never) for name, text in told for never in never_in(text)[:1]]
    return {name: Fault(f"never_{never.value}") for name, never in reversed(found)}


def may_be_of_things(text: str) -> bool:
    """Whether a lift that a text speaks of may be of things: it says nothing of whom, or from
    where. Who can ask does; who cannot takes it for one of a person.
    """
    return never_in(text) == (Never.LIFTING,) and not _OF_A_PERSON.search(text)


def _is_of_things(text: str, found: re.Match[str]) -> bool:
    """Bära lådor, lyft: a thing stands in the same sentence, and nobody who is lifted."""
    is_bare = found.group().casefold().startswith(("lyft", "lift"))
    begins = max(text.rfind(sign, 0, found.start()) for sign in ".!?\n") + 1
    sentence = re.split(r"[.!?\n]", text[begins:], maxsplit=1)[0]
    return is_bare and bool(_OF_A_THING.search(sentence)) and not _OF_A_PERSON.search(sentence)


def _is_asked_for(text: str, found: re.Match[str]) -> bool:
    """No word of denial stands before it in the same clause, or in the middle of it."""
    before = _CLAUSE.split(text[: found.start()])[-1]
    return _NO.search(f"{before} {found.group()}") is None
