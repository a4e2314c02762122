"""The Swedish words for times, shared by the reader (text to tokens) and the echo (value to text).

They stand here and not in the translation catalogue because both directions need them: what the
echo says must be what the reader reads. English has a table of its own, `english_words`.

A phrase is a tuple of raw words; its token is a kind and a value. Listed misspellings are
phrases like others; what is only *near* a phrase is asked about, never taken.
"""

from collections.abc import Iterator

from matcher.domain.spoken.kinds import AND, RED_TOO, Kind, Meaning, Phrase
from matcher.domain.when import patterns

DAYS_SV = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
DAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS_SV = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip
MONTHS_EN = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_NUMBERS = (
    "en ett;två tva;tre;fyra fyr;fem;sex;sju;åtta atta;nio;tio;elva;tolv;tretton;fjorton;"
    "femton;sexton;sjutton;arton;nitton;tjugo"
)
NUMBERS = {
    word: number
    for number, words in enumerate(_NUMBERS.split(";"), start=1)
    for word in words.split()
}
ORDINALS = {
    "första": 1, "förste": 1, "forsta": 1, "andra": 2, "tredje": 4, "fjärde": patterns.FOURTH,
    "femte": patterns.FIFTH, "sista": patterns.LAST, "siste": patterns.LAST,
}  # fmt: skip
MONTHS = {
    form: number
    for number, name in enumerate(MONTHS_SV, start=1)
    for form in {name, name[:3], name[:4]}
} | {"sept": 9, "febr": 2, "januri": 1, "feburari": 2, "agusti": 8, "augsti": 8, "decemeber": 12}

_DAY_ENDINGS = ("", "ar", "arna", "en", "s", "ars")
_SHORT_DAYS = (
    "må mån månd mond", "ti tis tisd", "on ons onsd", "to tor tors torsd", "fr fre fred",
    "lö lör lörd", "sö sön sönd",
)  # fmt: skip
_MISSPELT_DAYS = (
    "måndar måndagr månda månadag mondag mondagar måmdag måndgar måndaggar",
    "tisdar tisda tisdagr tidsag tisag tiisdag tisdgar tissdagar",
    "onsdar onsda onsdagr onsadg osndag onsdgar odnsdag",
    "torsdar torsda torsdagr trosdag trosdagar tosdag tosdagar torstag torsdgar",
    "fredar freda fredagr ferdag feredag fredgar fredgaar",
    "lördar lörda lördagr lödag lödagar lödrag lördgar",
    "söndar sönda söndagr sönndag sändag sönadg söndgar",
)
_DAY_SETS = {
    frozenset(range(5)): "vardag|vardagar|vardagarna|vardagen|vardags|vadagar|vardgar|vardagr"
    "|arbetsdagar|veckodagar|veckodagarna|vardan|vardar|vard",
    frozenset(range(7)): "alla dagar|alla dar|alla dgr|varje dag|dagligen|hela veckan"
    "|alla veckodagar|alla veckans dagar|veckans alla dagar|samtliga dagar",
}
_PARTS = {
    "morning": "morgon morgnar morgonen morgnarna morgonar morron mornar morgontid",
    "forenoon": "fm förmidagarna förmiddag förmiddagar förmiddagen förmiddagarna förmiddagstid "
    "förmidag förmidagar formidag förrmiddag förmiddan",
    "lunch": "lunch lunchtid luncher lunchen lunchtider",
    "afternoon": "em eftermiddag eftermiddagar eftermiddagen eftermiddagarna eftermiddagstid "
    "eftermidag eftermidagar eftermiddan eftremiddag",
    "evening": "kväll kvällar kvällen kvällarna kvällstid kvll kväl kvälar kvälll kv",
    "daytime": "dagtid dagtids dagtd",
    "day": "heldag heldagar",
}
_FLAGS = {
    "on_call": "med kort varsel|på kort varsel|kort varsel|kort varsell|kan hoppa in|hoppa in"
    "|hoppar in|rycka in|kan rycka in|inhopp|inhoppare|reserv|som reserv|kan hoppa inn",
    "flexible": "när som helst|när som|närsomhelst|nårsomhelst|flexibel|flexibelt|flexible|flexibl"
    "|pensionär|pensjonär|pensioner|är pensionär|spelar ingen roll|alla tider|alla tider passar"
    "|alltid|helt flexibel|nästan alltid",
    "occasional": "vid behov|vid behof",
    "sometimes": "då och då|ibland|emellanåt|sporadiskt|enstaka gånger"
    "|enstaka tillfällen|någon gång ibland|vid enstaka tillfällen|lite då och då",
    "never": "inga tider alls",
    "nothing": "inget sagt om tider",
}
_SEASONS = (
    "sommar sommaren somrar somrarna sommartid sommarhalvåret höst hösten höstar höstarna vinter "
    "vintern vintrar vintrarna vinterhalvåret vår våren vårar vårarna termin terminen terminerna "
    "terminstid vårterminen höstterminen lov loven lovet skollov skolloven sportlov sportlovet "
    "påsklov påsklovet höstlov höstlovet jullov jullovet sommarlov sommarlovet jul julen nyår "
    "julhelgen julledigheten påsk påsken påskhelgen midsommar midsommarhelgen semestern "
    "semestertid industrisemestern årsskiftet årsskifte"
)
_FILLERS = (
    "ok okej var jag kan gärna helst är på i under om att det den de man vi brukar passar passa "
    "bäst bra fungerar funkar bara tid tider tiden för mig har kommer vill ca cirka ungefär typ "
    "mest oftast ganska då som vid hela dagen hej tack kl klockan ledig ledigt även också samt all "
    "även endast enbart hemma tillgänglig tillgängliga vara när alla i varje"
)
_OTHERS: dict[str, Meaning] = {
    "hela dagen|hela dagar|hela dan|heldagar": (Kind.PART, "day"),
    "på dagen|på dagarna|om dagarna|mitt på dagen": (Kind.PART, "daytime"),
    "jämna veckor|jämn vecka|jämna v|jämn v|jämna vecka|jemna veckor|jämma veckor|jämna veckorna"
    "|varje jämn vecka|veckor med jämna nummer|jämna|jämn|jemna|jämma": (
        Kind.PARITY,
        patterns.EVEN,
    ),
    "udda veckor|udda vecka|ojämna veckor|ojämn vecka|udda v|ojämna v|ojämn v|oudda veckor|uda "
    "veckor|varje udda vecka|udda|ojämna|ojämn|uda|ojemna veckor": (Kind.PARITY, patterns.ODD),
    "varannan vecka|var annan vecka|varannan v|varanan vecka|varanna vecka|vartannan vecka"
    "|var fjortonde dag|var 14 dag|var 14 : e dag|varannan|varanan|var annan|varanna"
    "|var 14 e dag|vrannan vecka|varje varannan vecka|vecka om vecka": (Kind.FORTNIGHT, None),
    "en gång varannan vecka": (Kind.OFTEN, (1, "fortnight")),
    "varje vecka|veckovis|veckovist|alla veckor|varje v|varje veka": (Kind.OFTEN, (1, "week")),
    "varje månad|månadsvis": (Kind.OFTEN, (1, "month")),
    "kvällar i veckan|kvällarna i veckan|kvällstid i veckan": (Kind.PART, "weekday evening"),
    "någon kväll|ngn kväll|nån kväll|någon enstaka kväll|enstaka kväll": (Kind.PART, "evening"),
    "någon eftermiddag|ngn eftermiddag|nån eftermiddag|någon em|ngn em": (Kind.PART, "afternoon"),
    "någon förmiddag|ngn förmiddag|nån förmiddag|någon fm|ngn fm": (Kind.PART, "forenoon"),
    "efter jobbet|efter jobb|efter arbetet|efter jobet|efter arbetstid": (
        Kind.PART,
        "weekday evening",
    ),
    "dagledig|dagledigt|dagledi|daglediga|är dagledig|ledig dagtid|ledig på dagarna": (
        Kind.PART,
        "weekday daytime",
    ),
    "i veckorna|på vardagar": (Kind.DAYS, frozenset(range(5))),
    "helger|helgerna|helg|helgen|veckoslut|veckosluten|veckohelger|hälger|helgr|helgar|helgre": (
        Kind.DAYS,
        "weekend",
    ),
    "även röda dagar|också röda dagar|inklusive röda dagar|inkl röda dagar|inkl . röda dagar"
    "|inklusive helgdagar": (
        Kind.RED,
        patterns.BOTH,
    ),
    "och röda dagar|, röda dagar|samt röda dagar|& röda dagar|+ röda dagar|och storhelger"
    "|även storhelger|också storhelger|, storhelger|och även röda dagar": (Kind.RED, RED_TOO),
    "röda dagar|storhelger|storhelg|bara röda dagar|storhelgerna|bara storhelger": (
        Kind.RED,
        patterns.RED,
    ),
    "helgfria|helgfri|inte röda dagar|ej röda dagar|utom röda dagar|inte på röda dagar"
    "|inte storhelger|ej storhelger": (Kind.RED, patterns.ORDINARY),
    "ingen|inga|ingen tid|inga tider"
    "|utom|inte|ej|förutom|icke|aldrig|dock inte|dock ej|kan inte|inte på|kan ej|undantaget"
    "|undantag|ejj|utomm|exkl|inta|exklusive": (Kind.NOT, None),
    "bortrest|borta|bortest|bortrese|utomlands|på resa|reser bort|är borta|är bortrest|bortresta"
    "|semester|på semester|bort rest|ej hemma|inte hemma|inte tillgänglig|ej tillgänglig"
    "|otillgänglig": (Kind.AWAY, None),
    "ledig|ledigt|är ledig": (Kind.ASK, "free"),
    "helgdagar|helgdag|helgdagarna": (Kind.ASK, "holidays"),
    "natt|nätter|nattetid|natten|nätterna": (Kind.ASK, "night"),
    "varannan månad|var tredje vecka|var fjärde vecka|var tredje v|var 3 : e vecka"
    "|var tredje dag|varannan dag|första veckan i månaden|sista veckan i månaden|två veckor i rad"
    "|var 4 : e vecka|var sjätte vecka": (Kind.ASK, "rhythm"),
    "några timmar i veckan|några timmar i månaden|några timmar|nån timme|någon timme|nån timme då"
    " och då|lite tid|en stund": (Kind.ASK, "some"),
    "efter skolan|efter skoltid|efter dagis|efter middagen|efter middag": (Kind.ASK, "after"),
    "och|o|samt|plus|eller|el|resp|respektive|, och|&|+": (Kind.SEP, AND),
    "men|, men": (Kind.SEP, None),
    "i veckan|i månaden|varje månad i|i varje månad|månadens|var månad|i mån|i mån .|/ mån": (
        Kind.FILLER,
        None,
    ),
    "tills vidare|och framåt|framåt|och senare|eller senare|från och med nu|nu|, helst|nån gång"
    "|eller så|löpande|annars|förstås|absolut|alltså": (Kind.FILLER, None),
}

WEEKDAY_PARTS = {"weekday evening", "weekday daytime", "daytime"}  # nobody means Saturdays


def _listed() -> Iterator[tuple[str, Meaning]]:
    """All phrases as text with spaces; a later one takes the place of an earlier."""
    for word in _FILLERS.split():
        yield word, (Kind.FILLER, None)
    for word in _SEASONS.split():
        yield word, (Kind.SEASON, word)
    yield from _days()
    yield from _parts()
    for flag, forms in _FLAGS.items():
        for form in forms.split("|"):
            yield form, (Kind.FLAG, flag)
    for forms, meaning in _OTHERS.items():
        for form in forms.split("|"):
            yield form, meaning
    for kind, marks in ((Kind.SEP, ",/()"), (Kind.STOP, ";."), (Kind.FILLER, "!?:-")):
        for mark in marks:
            yield mark, (kind, None)


def _parts() -> Iterator[tuple[str, Meaning]]:
    for part, forms in _PARTS.items():
        for form in forms.split():
            yield form, (Kind.PART, part)
    for form, part in (("f . m", "forenoon"), ("e . m", "afternoon")):
        yield form, (Kind.PART, part)
        yield f"{form} .", (Kind.PART, part)


def _days() -> Iterator[tuple[str, Meaning]]:
    for day in range(7):
        forms = [DAYS_SV[day] + ending for ending in _DAY_ENDINGS]
        for form in (*forms, *_SHORT_DAYS[day].split(), *_MISSPELT_DAYS[day].split()):
            yield form, (Kind.DAYS, frozenset({day}))
    for days, phrases in _DAY_SETS.items():
        for form in phrases.split("|"):
            yield form, (Kind.DAYS, days)


def folded(word: str) -> str:
    """Without rings and dots, as written on a foreign keyboard."""
    return word if word.isascii() else word.translate(_FOLDS)


_FOLDS = str.maketrans("åäöéü", "aaoeu")
PHRASES: dict[Phrase, Meaning] = {tuple(text.split()): m for text, m in _listed()}
# Short words are not folded: "for" is not "för", "man" is not "mån"
FOLDED = {
    (folded(phrase[0]), *map(folded, phrase[1:])): meaning
    for phrase, meaning in PHRASES.items()
    if len("".join(phrase)) >= 5
}
ONE_DAY: dict[str, int] = {
    phrase[0]: next(iter(days))
    for phrase, (_, days) in PHRASES.items()
    if len(phrase) == 1 and isinstance(days, frozenset) and len(days) == 1
}
_LONGEST: dict[str, int] = {}
for _listed_phrase in (*PHRASES, *FOLDED):
    _LONGEST[_listed_phrase[0]] = max(_LONGEST.get(_listed_phrase[0], 0), len(_listed_phrase))


OPENINGS = frozenset(_LONGEST)  # what phrases begin with


def longest_from(word: str) -> int:
    """How many words the longest phrase has that begins with this one, with rings or without."""
    return max(_LONGEST.get(word, 0), _LONGEST.get(folded(word), 0))


# The first halves of compounds: tisdagskväll, helgförmiddag
FIRST_HALVES = {
    **{DAYS_SV[day] + "s": frozenset({day}) for day in range(7)},
    **{DAYS_SV[day]: frozenset({day}) for day in range(7)},
    **{words.split()[1]: frozenset({day}) for day, words in enumerate(_SHORT_DAYS)},
    "vardags": frozenset(range(5)),
    "helg": frozenset({5, 6}),
}
# What stands on both sides of a dash: ma-to, man-fre, lor-son. Elsewhere "man" and "son" are words
RANGE_DAYS = {
    folded(form): day
    for day in range(7)
    for form in (*(DAYS_SV[day] + end for end in _DAY_ENDINGS), *_SHORT_DAYS[day].split())
}
SHORT_DAYS = {form for forms in _SHORT_DAYS for form in forms.split()} | {"vard"}
# Tisdagskväll, tisdagkväll; with an s or without, whichever the first half has already.
COMPOUNDS = {
    first + joint + word: (days, part)
    for first, days in FIRST_HALVES.items()
    for part, words in _PARTS.items()
    for word in words.split()
    for joint in ("", "s")
}
# What a misspelt word may be near to: single words of some length, and the usual word for each
_USUAL: dict[str, str] = {}
for _phrase, _meaning in PHRASES.items():
    if len(_phrase) == 1:
        _USUAL.setdefault(repr(_meaning), _phrase[0])
NEAR = {
    phrase[0]: _USUAL[repr(meaning)]
    for phrase, meaning in PHRASES.items()
    if len(phrase) == 1 and len(phrase[0]) >= 5 and meaning[0] not in (Kind.FILLER, Kind.SEP)
}


def part_of(word: str) -> str | None:
    """`förmiddagar` of `torsdagsförmiddagar`; None of what is no such compound."""
    if word not in COMPOUNDS:
        return None
    halves = (first + joint for first in FIRST_HALVES for joint in ("", "s"))
    return min((word.removeprefix(half) for half in halves if word.startswith(half)), key=len)
