"""Small cells: yes and no, numbers, reach, ways of travelling, genders.

Each reader takes what was written, tidied, and gives Understood, Unsure or Refused. Nothing is
guessed: what can be read in two ways is asked about, with the ways as ready answers.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from matcher.domain.people import Gender, GenderWish, Strength
from matcher.domain.spelling import folded
from matcher.domain.travel import Mode
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
KM_IN_A_MIL = 10
_NUMBER = r"(\d{1,4}(?:[.,]\d{1,2})?)"
_EACH = re.compile(r"/|\bper\b|\bi\s+veckan\b|\bvecko?\w*|\bvar(?:je|annan)\b", re.IGNORECASE)
_ABOUT = r"(?:ca\.?|cirka|max|högst|upp till|ungefär|c:a|about|up to|~|<)?\s*"
_KM = re.compile(rf"{_ABOUT}{_NUMBER}\s*(km|kilometer|mil|m|meter)\b.*", re.IGNORECASE)
_MINUTES = re.compile(
    rf"{_ABOUT}{_NUMBER}\s*(min|minut|minuter|minutes|tim|timme|timmar|h)\b\.?\s*(.*)",
    re.IGNORECASE,
)
_HALF_HOUR = re.compile(r"(en halvtimme|halvtimme|en timme|en kvart|kvart)\b\s*(.*)", re.IGNORECASE)
_FIRST = re.compile(rf"([^\d]+?)[\s,;:/]+({_ABOUT}{_NUMBER}\s*[a-z]+\.?)", re.IGNORECASE)
_BARE = re.compile(rf"{_ABOUT}{_NUMBER}", re.IGNORECASE)
MODES = {
    Mode.WALK: (
        "gå", "gar", "går", "till fots", "fots", "promenad", "promenerar", "gång", "gående",
        "gångavstånd", "walk",
    ),
    Mode.CYCLE: ("cykel", "cyklar", "elcykel", "el-cykel", "cykla", "bike", "cycle"),
    Mode.BUS: (
        "buss", "kollektivt", "kommunalt", "kollektivtrafik", "spårvagn", "tåg", "tunnelbana",
        "bus",
    ),
    Mode.CAR: ("bil", "kör", "egen bil", "car"),
}  # fmt: skip
_SAID_FIRST = {Mode.WALK: "gå", Mode.CYCLE: "cykel", Mode.BUS: "buss", Mode.CAR: "bil"}
_BESIDE_WAYS = frozenset(
    [
        "egen", "eget", "till", "med", "på", "åker", "tar", "min", "own", "har", "kan", "kör", "el",
        "gärna", "och", "o", "eller", "helst", "även", "också", "samt", "ja", "körkort", "m", "+",
        "går", "mest", "kollektivt", "cyklar",
    ]
)  # fmt: skip
COUNTED = {
    "en": 1, "ett": 1, "två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7, "åtta": 8,
    "nio": 9, "tio": 10, "femton": 15, "tjugo": 20, "trettio": 30, "fyrtio": 40, "fyrtiofem": 45,
}  # fmt: skip
_MODE_OF = {folded(word): mode for mode, words in MODES.items() for word in words}
GENDERS = {
    "kvinna": Gender.WOMAN, "k": Gender.WOMAN, "f": Gender.WOMAN, "woman": Gender.WOMAN,
    "kv": Gender.WOMAN,
    "female": Gender.WOMAN, "kvinnor": Gender.WOMAN, "women": Gender.WOMAN, "dam": Gender.WOMAN,
    "man": Gender.MAN, "m": Gender.MAN, "male": Gender.MAN, "man ": Gender.MAN, "män": Gender.MAN,
    "men": Gender.MAN, "herr": Gender.MAN, "annat": Gender.OTHER, "other": Gender.OTHER,
    "icke-binär": Gender.OTHER, "ickebinär": Gender.OTHER,
}  # fmt: skip
_DENIED = frozenset(["ej", "inte", "ingen", "inga", "utan", "no", "not", "aldrig"])
_OPPOSITE = {Gender.MAN: Gender.WOMAN, Gender.WOMAN: Gender.MAN}
_CALLED = {Gender.MAN: "man", Gender.WOMAN: "kvinna", Gender.OTHER: "annat"}
_MUST = frozenset(["bara", "endast", "måste", "only", "must", "enbart"])
_RATHER = frozenset(["helst", "gärna", "rather", "prefer", "önskar"])
_WISHES = re.compile(
    r"^(?:vill\s+(?:helst\s+|gärna\s+|bara\s+)?(?:träffa|ha|få)|helst|bara|endast|önskar|föredrar)\b"
    r"|^(?:ingen|inga|inte|ej)\s+(?:en\s+)?(?:man|män|kvinna|kvinnor)$"
)
_OF_A_WISH = _MUST | _RATHER | _DENIED | GENDERS.keys() | {
    "vill", "ha", "träffa", "få", "en", "av", "ska", "vara", "att", "volontär", "volontären", "det",
    "föredrar", "besökare", "besöksvän", "som", "är", "önskemål", "om", "annan", "kunna",
}  # fmt: skip
_WISH_ASKED = frozenset(["wish_strength", "wish_and_more"])
_NO_WISH = frozenset(
    ["spelar ingen roll", "ingen roll", "nej", "-", "inget", "alla", "vem som helst", "no", "any"]
)


@dataclass(frozen=True, slots=True)
class Reach:
    """How far somebody goes: minutes one way, or km; and by what, where that was said."""

    minutes: int | None = None
    km: float | None = None
    modes: frozenset[Mode] = frozenset()


def yes_or_no(text: str) -> Reading:
    """x, ja, JA, 1; nej, 0."""
    told = text.strip().casefold().strip(".!() ")
    if told in YES:
        return Understood(True)
    if told in NO:
        return Understood(False)
    return unsure("yes_or_no", "ja", "nej", said=text[:40])


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


def reach(text: str) -> Reading:
    """How far: "ca 5 km", "1 mil", "20 min cykel"; by what alone, where that is all that is said.
    A bare number is asked about.
    """
    told = _way_last(" ".join(text.casefold().split()))
    if ways := _ways_alone(told):
        return Understood(Reach(modes=ways))
    if len(re.findall(r"\d+(?:[.,]\d+)?", told)) > 1:
        return unsure("reach_not_read", said=text[:40])
    if match := _KM.fullmatch(told):
        factor = {"mil": KM_IN_A_MIL, "m": 0.001, "meter": 0.001}.get(match[2], 1)
        km = round(float(match[1].replace(",", ".")) * factor, 1)
        return Understood(Reach(km=km, modes=modes_in(told))) if 0 < km <= 500 else _far()
    if match := _MINUTES.fullmatch(told):
        factor = 1 if match[2].startswith("m") else 60
        minutes = round(float(match[1].replace(",", ".")) * factor)
        return Understood(Reach(minutes, modes=modes_in(told))) if 0 < minutes <= 600 else _far()
    if match := _HALF_HOUR.fullmatch(told):
        minutes = 15 if "kvart" in match[1] else 30 if "halv" in match[1] else 60
        return Understood(Reach(minutes, modes=modes_in(told)))
    if match := _BARE.fullmatch(told):
        return unsure("reach_unit", f"{match[1]} km", f"{match[1]} min", said=text[:40])
    value = Reach(modes=modes_in(told)) if modes_in(told) else None
    return unsure("reach_not_read", value=value, said=text[:40])


def _ways_alone(told: str) -> frozenset[Mode]:
    """The ways that a cell of nothing else names: "bil", "egen bil", "buss/cykel"."""
    words = [word for word in _words_of(told) if word not in _BESIDE_WAYS]
    is_ways = all(folded(word) in _MODE_OF for word in words)
    return modes_in(told) if is_ways else frozenset()


def _way_last(told: str) -> str:
    """The way is said last and the number in digits: "20 min cykel" of "cykel tjugo min", and
    "max 1 mil egen bil" of "egen bil, max 1 mil".
    """
    way, _, rest = told.partition(" ")
    if folded(way) in _MODE_OF and rest[:1].isalnum():
        told = f"{rest} {way}"
    elif (match := _FIRST.fullmatch(told)) and _ways_alone(match[1]):
        told = f"{match[2]} {match[1]}"
    number, _, rest = told.partition(" ")
    return f"{COUNTED[number]} {rest}" if COUNTED.get(number, 0) > 1 else told


def _far() -> Reading:
    return refused("out_of_range", low=1, high=500)


def modes_in(text: str) -> frozenset[Mode]:
    """The ways of travelling that a text names; "ej bil" and "bil ej" name none."""
    words = _words_of(text)
    found = {
        _MODE_OF.get(folded(word))
        for before, word, after in zip(["", *words], words, [*words[1:], ""], strict=False)
        if before not in _DENIED and after not in _DENIED
    }
    return frozenset(mode for mode in found if mode)


def _words_of(text: str) -> list[str]:
    """A cell of ways, word by word."""
    pieces = re.split(r"[\s,;/+&]+|\boch\b|\beller\b", text.casefold())
    return [word for piece in pieces if (word := piece.strip(".!?()"))]


def modes(text: str) -> Reading:
    """Every way of travelling a cell names; of "ej bil" the others may be meant."""
    found = modes_in(text)
    left = [w for w in _words_of(text) if folded(w) not in _MODE_OF and w not in _BESIDE_WAYS]
    if found and not left:
        return Understood(found)
    if found:
        ready = ", ".join(said for mode, said in _SAID_FIRST.items() if mode in found)
        return unsure("mode_and_more", ready, value=found, said=" ".join(left)[:40])
    denied = {_MODE_OF.get(folded(word)) for word in _words_of(text)}
    likely = [_SAID_FIRST[mode] for mode in _SAID_FIRST if mode not in denied]
    return unsure("mode_not_read", *likely, said=text[:40])


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
    told = text.strip().casefold()
    if told in _NO_WISH:
        return Understood(None)
    words = re.findall(r"\w+", told)
    named = list(dict.fromkeys(GENDERS[word] for word in words if word in GENDERS))
    if not named:
        return unsure("gender_not_read", "helst kvinna", "helst man", said=text[:40])
    is_denied, is_one = bool(_DENIED & set(words)), len(named) == 1
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
