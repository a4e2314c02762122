"""Small cells: yes and no, numbers, genders.

Each reader takes what was written, tidied, and gives Understood, Unsure or Refused. Nothing is
guessed: what can be read in two ways is asked about, with the ways as ready answers.
"""

import re
from collections.abc import Sequence

from matcher.domain.people import Gender, GenderWish, Strength
from matcher.sheets.readings import Reading, Refused, Understood, Unsure, refused, unsure

YES = frozenset(
    [
        "x",
        "xx",
        "ja",
        "j",
        "yes",
        "y",
        "sant",
        "true",
        "1",
        "ok",
        "v",
        "✓",
        "✔",
        "✗x",
        "klar",
        "klart",
        "gjord",
        "gjort",
    ]
)
NO = frozenset(["nej", "n", "no", "0", "falskt", "false", "-", "–", "ej", "inte", "saknas"])
_EACH = re.compile(r"/|\bper\b|\bi\s+veckan\b|\bvecko?\w*|\bvar(?:je|annan)\b", re.IGNORECASE)
COUNTED = {
    "en": 1, "ett": 1, "två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7, "åtta": 8,
    "nio": 9, "tio": 10, "femton": 15, "tjugo": 20, "trettio": 30, "fyrtio": 40, "fyrtiofem": 45,
}  # fmt: skip
GENDERS = {
    "kvinna": Gender.WOMAN, "k": Gender.WOMAN, "f": Gender.WOMAN, "woman": Gender.WOMAN,
    "kv": Gender.WOMAN,
    "female": Gender.WOMAN, "kvinnor": Gender.WOMAN, "women": Gender.WOMAN, "dam": Gender.WOMAN,
    "man": Gender.MAN, "m": Gender.MAN, "male": Gender.MAN, "man ": Gender.MAN, "män": Gender.MAN,
    "men": Gender.MAN, "herr": Gender.MAN, "annat": Gender.OTHER, "other": Gender.OTHER,
    "manlig": Gender.MAN, "manliga": Gender.MAN, "kvinnlig": Gender.WOMAN,
    "tjej": Gender.WOMAN, "tjejer": Gender.WOMAN, "damer": Gender.WOMAN, "kille": Gender.MAN,
    "killar": Gender.MAN, "herrar": Gender.MAN, "herre": Gender.MAN, "karl": Gender.MAN,
    "karlar": Gender.MAN, "kvinnliga": Gender.WOMAN, "icke-binär": Gender.OTHER,
    "ickebinär": Gender.OTHER,
}  # fmt: skip
DENIED = frozenset(["ej", "inte", "ingen", "inga", "utan", "no", "not", "aldrig"])
_OPPOSITE = {Gender.MAN: Gender.WOMAN, Gender.WOMAN: Gender.MAN}
_CALLED = {Gender.MAN: "man", Gender.WOMAN: "kvinna", Gender.OTHER: "annat"}
_MUST = frozenset(["bara", "endast", "måste", "only", "must", "enbart", "krav"])
_NO_MUST = re.compile(r"\b(?:ej|inte|inget|inga)\s+(?:ett\s+|något\s+)?(?:krav|måste)\b")
_ANY_GENDER = "|".join(map(str.strip, GENDERS))
_DENIES_ONE = re.compile(
    rf"\b(?:{'|'.join(sorted(DENIED))})\s+(?:\w+\s+){{0,3}}(?:{_ANY_GENDER})\b"
    rf"|\b(?:{_ANY_GENDER})\s*:?\s+(?:ej|inte|nej)\b"
)
_RATHER = frozenset(["helst", "gärna", "rather", "prefer", "önskar"])
_WISHES = re.compile(
    r"^(?:vill\s+(?:helst\s+|gärna\s+|bara\s+)?(?:träffa|ha|få)|helst|bara|endast|önskar|föredrar)\b"
    r"|^gärna\s+(?:(?:en|av)\s+)*(?:kvinn|manlig|dam\b|man(?:$|\s+som\b))"
    r"|^kan\s+(?:bara|endast)\s+(?:med|träffa)\b"
    r"|^(?:ingen|inga|inte|ej)\s+(?:en\s+)?(?:man|män|kvinna|kvinnor)$"
)
_OF_A_WISH = _MUST | _RATHER | DENIED | GENDERS.keys() | {
    "vill", "ha", "träffa", "få", "en", "av", "ska", "vara", "att", "volontär", "volontären", "det",
    "med", "kan", "föredrar", "besökare", "besöksvän", "som", "är", "önskemål", "om", "annan",
    "kunna",
}  # fmt: skip
_WISH_ASKED = frozenset(["wish_strength", "wish_and_more"])
_NO_WISH = frozenset(
    ["spelar ingen roll", "ingen roll", "nej", "-", "inget", "alla", "vem som helst", "no", "any"]
)


def yes_or_no(text: str) -> Reading:
    """x, ja, JA, 1; nej, 0."""
    told = text.strip().casefold().strip(".!() ")
    if told in YES:
        return Understood(True)
    if told in NO:
        return Understood(False)
    return unsure("yes_or_no", "ja", "nej", said=text[:40])


def is_yes(text: str) -> bool:
    """Whether a cell says yes, and nothing else."""
    found = yes_or_no(text) if text else None
    return isinstance(found, Understood) and found.value is True


def whole(text: str, *, low: int, high: int) -> Reading:
    """A whole number within its limits: "4", "4 st", "max 2", "två". What it counts a week or a
    year is asked about.
    """
    word, _, rest = text.strip().casefold().partition(" ")
    found = re.findall(r"\d+", f"{COUNTED[word]} {rest}" if word in COUNTED else text)
    if len(found) != 1 or re.search(r"\d[.,]\d", text) or _EACH.search(text):
        is_other = _EACH.search(text)
        likely = [n for n in found if low <= int(n[:9]) <= high and not is_other]
        return unsure("number_not_read", *likely[:3], said=text[:40])
    number = int(found[0][:9])
    return (
        Understood(number) if low <= number <= high else refused("out_of_range", low=low, high=high)
    )


def gender(text: str) -> Reading:
    """What somebody chose to tell."""
    told = text.strip().casefold()
    return (
        Understood(GENDERS[told])
        if told in GENDERS
        else unsure("gender_not_read", "kvinna", "man", "annat", said=text[:20])
    )


def gender_wish(text: str) -> Reading:
    """A wish of "helst kvinna" or "bara kvinna"; a bare gender may be either, and "ingen man" too:
    asked, and a wish until somebody has answered, so that it is not taken for one that is met.
    """
    told = _NO_MUST.sub("helst", text.strip().casefold())
    if told in _NO_WISH:
        return Understood(None)
    words = re.findall(r"\w+", told)
    named = list(dict.fromkeys(GENDERS[word] for word in words if word in GENDERS))
    if not named:
        how = "bara" if _MUST & set(words) else "helst"
        return unsure("gender_not_read", f"{how} kvinna", f"{how} man", said=text[:40])
    is_denied, is_one = bool(_DENIES_ONE.search(told)), len(named) == 1
    if not is_one or (is_denied and named[0] not in _OPPOSITE):
        ready = [f"helst {_CALLED[one]}" for one in named]
        return unsure("wish_strength", *ready, "spelar ingen roll", said=text[:40])
    wished = _OPPOSITE[named[0]] if is_denied else named[0]
    strength = None if is_denied else _strength(words)
    left = [word for word in words if word not in _OF_A_WISH]
    if left:
        wish = GenderWish(wished, strength or Strength.PREFER)
        return unsure("wish_and_more", value=wish, said=" ".join(left)[:40])
    if strength:
        return Understood(GenderWish(wished, strength))
    ready = [f"helst {_CALLED[wished]}", f"bara {_CALLED[wished]}"]
    wish = GenderWish(wished, Strength.PREFER)
    return unsure("wish_strength", *ready, value=wish, said=text[:40])


def _strength(words: Sequence[str]) -> Strength | None:
    if _MUST & set(words):
        return Strength.MUST
    return Strength.PREFER if _RATHER & set(words) else None


def wish_in(piece: str) -> Understood | Unsure | None:
    """Whom somebody would meet, where a piece says so: to want to meet a woman is a wish, and only
    what says so is a must. None for a piece that is about something else.
    """
    if not _WISHES.match(piece.casefold()):
        return None
    found = gender_wish(piece)
    if isinstance(found, Unsure) and found.fault.code == "wish_strength":
        rather = gender_wish(f"helst {piece}")
        found = rather if isinstance(rather, Understood) else found
    is_wish = isinstance(found, Understood) and isinstance(found.value, GenderWish)
    is_asked = isinstance(found, Unsure) and found.fault.code in _WISH_ASKED
    return found if (is_wish or is_asked) and not isinstance(found, Refused) else None
