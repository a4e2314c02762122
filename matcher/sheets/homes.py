"""Cells about homes and meetings: where one meets, what a home has, what is not borne of it."""

import re
from collections.abc import Iterator, Sequence

from matcher.domain.boundaries import tells_of_way_in
from matcher.domain.people import Bears, Form, Trait
from matcher.domain.spelling import exact, folded
from matcher.sheets import cells, rows_rest
from matcher.sheets.meanings import NOTHING, PIECES
from matcher.sheets.readings import Reading, Understood, unsure

_FORMS = {
    Form.HOME: ("hemma", "hembesok", "hem", "i hemmet", "hemmabesok", "home", "besok hemma"),
    Form.OUT: ("ute", "promenad", "utomhus", "cafe", "kafe", "ga ut", "out", "promenader"),
    Form.PHONE: ("telefon", "ringa", "ringer", "per telefon", "samtal", "phone", "ringvan"),
    Form.VIDEO: ("video", "videosamtal", "digitalt", "online"),
    Form.LETTERS: ("brev", "brevvan", "letters", "mejl"),
    Form.GROUP: ("grupp", "i grupp", "gruppaktivitet", "group"),
}
_FORM_OF = {word: form for form, words in _FORMS.items() for word in words}
_TRAITS = {
    Trait.CAT: ("katt", "katter", "cat", "cats"),
    Trait.DOG: ("hund", "hundar", "dog", "dogs"),
    Trait.SMOKE: (
        "rok",
        "rokning",
        "roker",
        "rokare",
        "rokning i hemmet",
        "rokhem",
        "smoke",
        "tobak",
    ),
    Trait.FRAGRANCE: ("parfym", "doft", "dofter", "starka dofter", "fragrance", "perfume"),
    Trait.STAIRS: ("trappor", "trappa", "trappor utan hiss", "ingen hiss", "ej hiss", "stairs"),
}
_ABSENT = {  # what says that something is not there
    Trait.STAIRS: (
        "hiss",
        "hiss finns",
        "har hiss",
        "finns hiss",
        "inga trappor",
        "markplan",
        "lift",
    ),
}
_NO_ANIMALS = frozenset(["inga djur", "inga husdjur", "ej djur", "inga palsdjur", "no pets"])
_ABSENT_OF = {word: trait for trait, words in _ABSENT.items() for word in words}
_TRAIT_OF = {word: trait for trait, words in _TRAITS.items() for word in words}
# "3 tr utan hiss", "bor på 2:a våningen, hiss saknas": which way the lift is told, or its lack.
_LIFT = re.compile(
    r"(?:bor\s+)?(?:pa\s+)?(?:(?:\d{1,2}|en|tva|tre|fyra)(?::?[ae])?\s*(?:tr|trappor|trappa|van"
    r"|vaning|vaningen|trappan)(?:\s+upp)?\s*)?(?:trapphus(?:et)?\s+)?"
    r"(?:(?P<not>(?:utan|u|ingen|inte|ej|saknar)\s+hiss|hiss\s+(?:saknas|finns\s+(?:inte|ej)))"
    r"|(?:med|har|finns)\s+hiss|hiss\s+finns)"
)
# Up some stairs, and no word of a lift: whoever cannot climb them is not brought there.
_UPSTAIRS = re.compile(r"(?:bor\s+)?(?:\d{1,2}|en|tva|tre|fyra)\s*(?:tr|trappor|trappa)(?:\s+upp)?")
_SMOKES = re.compile(
    r"^(?:det\s+)?(?:röker|röks|rökning|rökare)(\s+(?:inte|ej))?"
    r"(?:\s+(?:inne|inomhus|hemma|i hemmet))?$"
)
_SMOKE_FREE = frozenset({"rökfri", "rökfritt", "icke-rökare", "ickerökare", "ingen rökning"})
_OF_HERSELF = re.compile(r"(?:(?:hon|han|hen|jag)\s+)?(?:röker|har|äger|egen|egna|smokes|has)\b")
_HAS = re.compile(r"^(?:har|ager|egen|has)\s+(?:en\s+)?")
_SAID = frozenset({"roker", "rokare"})
_OF_ALLERGY = re.compile(r"allerg|överkänslig", re.IGNORECASE)
_BESIDE_ALLERGY = re.compile(r"rök|djur|hund|katt|smok|pets?\b|animal", re.IGNORECASE)
# A bracket that says what the animal is like, "(snäll)", and nothing of whose it is.
_OF_AN_ANIMAL = re.compile(
    r"\((?:(?:mycket|liten|stor|små|gammal|äldre|ung|snäll|snälla|lugn|lugna|trevlig|glad|pigg|blyg"
    r"|skygg|valp|inne|ute|innekatt|utekatt|tax|pudel|labrador|schäfer|terrier|och|\d|st)[\s,.!]*)+"
    r"\)\W*$",
    re.IGNORECASE,
)
_STOP = re.compile(r"(?<=\w\w)(?<!\btr)(?<!\bvån)(?<!\bca)\.\s+")  # between sentences
_FEARED = re.compile(r"(?:är )?(?:rädd för|tål (?:inte|ej)|allergisk|överkänslig)\b", re.IGNORECASE)
# Below what to think of: "katt hemma", "tål ej parfym", of what guards her whatever it comes from.
_AT_HOME = re.compile(r"(.+?)(?: finns)?(?: (?:i hemmet|i huset|hemma))", re.IGNORECASE)
_NOT_BORNE = re.compile(
    r"(?:är )?(?:rädd för|tål (?:inte|ej)|allergisk mot|allergi mot|överkänslig för) (.+)",
    re.IGNORECASE,
)
_MOVES = re.compile(
    r"(?:(?:hon|han|hen)\s+)?(?:ska\s+|har\s+)?(?:flytta[rt]?|flyttade)\b", re.IGNORECASE
)
_CHILDREN = re.compile(
    r"(?:har\s+)?(?:\w+\s+){0,2}barn(?:en)?(?:\s+(?:finns|bor))?\s+(?:hemma|i\s+hemmet|i\s+huset)",
    re.IGNORECASE,
)
_FURRED = ("palsdjur", "pals", "djur", "husdjur", "fur", "pets")
# "Ej hos rökare", "inte i hem med katt": near what somebody would not be.
_NEAR = re.compile(
    r"^(?:(?:vill|kan|far|klarar|orkar)\s+)?(?P<no>(?:inte|ej|ingen|inga|inget|aldrig)\s+)?"
    r"(?:(?:vara|ga|komma|aka|besoka|arbeta)\s+)?"
    r"(?P<where>(?:hem\s+)?(?:till|hos)\s+|(?:i\s+)?(?:hem|hus)\s+(?:med|dar)\s+|dar\s+)?"
    r"(?:(?:det|dom|de)\s+)?(?:(?:finns|ar|har)\s+)?(?:en\s+)?(?P<what>.+?)"
    r"(?:\s+(?:i\s+hemmet|hemma|i\s+huset))?$"
)
_NEGATED = re.compile(r"^(?:inte|ej|ingen|inga|inget|no|not)\s+")
_RATHER_NOT = re.compile(r"^(?:helst (?:inte|ej|ingen|inga)|rather not|preferably no)\s+")


def forms(text: str) -> Reading:
    """Hemma, ute, telefon …; "inte hemma" leaves the home out of all."""
    found: set[Form] = set()
    out: set[Form] = set()
    for piece in (folded(p) for p in PIECES.split(text) if p.strip()):
        bare = _NEGATED.sub("", piece)
        form = _FORM_OF.get(bare)
        if form is None:
            return unsure("form_not_read", "hemma", "ute", "telefon", "grupp", said=text[:40])
        (out if bare != piece else found).add(form)
    if out and not found:
        found = set(Form)
    return Understood(frozenset(found - out))


def stairs(piece: str) -> bool | None:
    """Whether there are stairs and no lift, of a piece that speaks of either; else None."""
    said = folded(piece).replace(",", " ").strip("! ")
    found = _LIFT.fullmatch(said)
    return bool(found["not"]) if found else True if _UPSTAIRS.fullmatch(said) else None


def smoke(piece: str) -> bool | None:
    """Whether somebody smokes, of a piece that speaks of smoking at home; else None."""
    said = exact(piece)
    found = _SMOKES.match(said)
    return not found[1] if found else False if said in _SMOKE_FREE else None


def traits(text: str) -> Reading:
    """What a home has and has not: "katt, trappor, inte hund" → trait → whether it is there."""
    if exact(text) in NOTHING:
        return Understood({})
    found: dict[Trait, bool] = {}
    left: list[str] = []
    for written in _pieces(text):
        piece = folded(written).strip("!. ")
        if (up := stairs(piece)) is not None:
            found[Trait.STAIRS] = up
            continue
        if (smokes := smoke(written)) is not None:
            found[Trait.SMOKE] = smokes
            continue
        if piece in _NO_ANIMALS:
            found |= {Trait.CAT: False, Trait.DOG: False}
            continue
        if piece in _ABSENT_OF:
            found[_ABSENT_OF[piece]] = False
            continue
        bare = re.sub(
            r"^(?:\d+|en|ett|har|a|liten|stor|snall|aldre)\s+|\s*\(.*", "", _NEGATED.sub("", piece)
        )
        trait = _TRAIT_OF.get(piece) or _TRAIT_OF.get(bare)
        if trait is None:
            left.append(written)
        else:
            found[trait] = _TRAIT_OF.get(piece) is not None or not _NEGATED.match(piece)
    return _read(found, left)


def _pieces(text: str) -> Iterator[str]:
    pieces = (re.sub(r"^\s*men\s+", "", piece).strip() for piece in PIECES.split(text))
    return filter(None, pieces)


def _read(found: object, left: Sequence[str]) -> Reading:
    if left:
        return unsure("home_not_read", value=found, said=", ".join(left)[:40])
    return Understood(found)


def names_more_than_allergy(title: str) -> bool:
    """Whether a header of what is not borne is as well of what there is: "Rökare / allergi"."""
    own = re.search(r"allerg", title, re.IGNORECASE)
    is_denial = re.search(r"allergi(?:sk|er|c)?\s+(?:mot|för|to)\b|tål", title, re.IGNORECASE)
    return bool(own and not is_denial and _BESIDE_ALLERGY.search(title))


def borne_apart(text: str, *, is_of_all_sorts: bool) -> tuple[str, str]:
    """A cell of what is not borne, and what of it is a remark: who smokes does so whatever stands
    above; and below a header of several things only what says so is an allergy, with what is
    counted up after it.
    """
    borne: list[str] = []
    noted: list[str] = []
    is_allergy = not is_of_all_sorts or exact(text) in NOTHING
    for piece in _pieces(text):
        is_allergy = is_allergy or bool(_OF_ALLERGY.search(piece))
        is_borne = is_allergy and not _OF_HERSELF.match(exact(piece))
        (borne if is_borne else noted).append(piece)
    return (", ".join(borne), ", ".join(noted)) if noted else (text, "")


def feared_apart(text: str) -> tuple[str, str]:
    """A cell of what a home has, and what of it is a remark on what somebody does not bear."""
    pieces = list(_pieces(text))
    feared = [piece for piece in pieces if _FEARED.match(piece)]
    there = [piece for piece in pieces if piece not in feared]
    return (", ".join(there), ", ".join(feared)) if feared else (text, "")


def kept_apart(text: str) -> tuple[str, str]:
    """A cell of what a visitor must know of her health, and what of it is a remark: her stairs, an
    animal of hers, what she does not bear, whom she would meet. They wait for no yes to keeping it.
    """
    pieces = [one for whole in _pieces(text) for one in _STOP.split(whole)]
    noted = [one for one in pieces if _is_of_home(one) or _is_no_health(one)]
    rest = [one for one in pieces if one not in noted]
    for one in tuple(rest):
        bare, bracket, _ = one.partition("(")
        if bracket and is_bare(_HAS.sub("", folded(bare).strip())):
            noted.append(bare.strip())  # an animal is there, whatever the bracket tells of her
            if _OF_AN_ANIMAL.search(one):
                rest.remove(one)
    return (", ".join(rest), ", ".join(noted)) if noted else (text, "")


def _is_no_health(piece: str) -> bool:
    """Whom she would meet, how one gets in, that she moves or rests, her children: no yes to
    keeping what tells of health is asked for it.
    """
    is_pause = rows_rest.SAYS.search(piece) or rows_rest.IN_HOSPITAL.match(piece)
    is_other = _MOVES.match(piece) or _CHILDREN.fullmatch(piece)
    is_told = is_pause or is_other or tells_of_way_in(piece)
    return bool(is_told) or cells.wish_in(piece) is not None


def _is_of_home(piece: str) -> bool:
    if stairs(piece) is not None or smoke(piece) is not None:
        return True
    told = _AT_HOME.fullmatch(piece) or _NOT_BORNE.fullmatch(piece)
    return is_bare(_HAS.sub("", folded(told[1] if told else piece)))


def is_bare(piece: str) -> bool:
    """Whether an animal, or smoking, is named and nothing said of it: "rökare" says who smokes."""
    said = folded(piece)
    return said in _TRAIT_OF and said not in _SAID and _TRAIT_OF[said] is not Trait.STAIRS


def kept_from(piece: str, *, is_denied: bool = False) -> dict[Trait, Bears]:
    """What somebody would not be near, of "ej hos rökare (astma)"; nothing where a piece says none.
    `is_denied`: what stands above it says no already, so that "hundar" alone does.
    """
    near = _NEAR.match(re.sub(r"\s*\(.*", "", folded(piece)).strip(" .!"))
    if near is None or not (is_denied or (near["no"] and near["where"])):
        return {}
    found = borne(near["what"], Bears.NO)
    return found.value if isinstance(found, Understood) and isinstance(found.value, dict) else {}


def borne(text: str, how: Bears) -> Reading:
    """What somebody does not bear of the other's: trait → how; "helst inte hund" is a wish."""
    if exact(text) in NOTHING:
        return Understood({})
    found: dict[Trait, Bears] = {}
    left: list[str] = []
    for written in _pieces(text):
        piece = folded(written)
        plain, rather = _RATHER_NOT.subn("", piece)
        bare = re.sub(
            r"^(?:allergi(?:sk)?|overkanslig|tal\s+(?:inte|ej))(?:\s+(?:mot|for))?[:\s]*", "", plain
        )
        bare = re.sub(r"allergi(?:ker|sk)?$", "", bare)  # "kattallergi"
        named = [Trait.CAT, Trait.DOG] if bare.startswith(_FURRED) else [_TRAIT_OF.get(bare)]
        for trait in named:
            if trait is None:
                left.append(written)
            else:
                found[trait] = Bears.RATHER_NOT if rather and how is Bears.NO else how
    return _read(found, left)
