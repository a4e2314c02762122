"""Cells of how far somebody goes, and by what: "ca 5 km", "1 mil", "20 min cykel"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from matcher.domain.spelling import folded
from matcher.domain.travel import Mode
from matcher.sheets.cells import COUNTED, DENIED
from matcher.sheets.readings import Reading, Understood, refused, unsure

KM_IN_A_MIL = 10
_NUMBER = r"(\d{1,4}(?:[.,]\d{1,2})?)"
_ABOUT = r"(?:ca\.?|cirka|max|högst|upp till|ungefär|c:a|about|up to|~|<)?\s?"
_KM = re.compile(rf"{_ABOUT}{_NUMBER}\s*(km|kilometer|mil|m|meter)\b.*", re.IGNORECASE)
_MINUTES = re.compile(
    rf"{_ABOUT}{_NUMBER}\s*(min|minut|minuter|minutes|tim|timme|timmar|h)\b\.?\s*(.*)",
    re.IGNORECASE,
)
_HALF_HOUR = re.compile(r"(en halvtimme|halvtimme|en timme|en kvart|kvart)\b\s*(.*)", re.IGNORECASE)
_FIRST = re.compile(rf"([^\d]*?[^\d\s,;:/])[\s,;:/]+({_ABOUT}{_NUMBER}\s*[a-z]+\.?)", re.IGNORECASE)
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
_MODE_OF = {folded(word): mode for mode, words in MODES.items() for word in words}


@dataclass(frozen=True, slots=True)
class Reach:
    """How far somebody goes: minutes one way, or km; and by what, where that was said."""

    minutes: int | None = None
    km: float | None = None
    modes: frozenset[Mode] = frozenset()


def reach(text: str) -> Reading:
    """How far: "ca 5 km", "1 mil", "20 min cykel"; by what alone, where that is all that is said.
    A bare number is asked about.
    """
    told = _way_last(_in_decimals(" ".join(text.casefold().split())))
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


def _in_decimals(told: str) -> str:
    """½ mil, 1 ½ mil and en halv mil in figures."""
    told = re.sub(r"(?<!\d)(\d{1,4})\s?½", r"\1,5", told).replace("½", "0,5")
    told = re.sub(r"\ben och en halv\s+mil\b", "1,5 mil", told)
    return re.sub(r"\b(?:en\s+)?halv\s+mil\b|\b1/2\s+mil\b", "0,5 mil", told)


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
    is_counted = COUNTED.get(number, 0) > 1 or (number in COUNTED and rest.startswith("mil"))
    return f"{COUNTED[number]} {rest}" if is_counted else told


def _far() -> Reading:
    return refused("out_of_range", low=1, high=500)


def modes_in(text: str) -> frozenset[Mode]:
    """The ways of travelling that a text names: "ej bil" and "bil ej" none, "bil ej vinter" one."""
    words = _words_of(text)
    found = {
        _MODE_OF.get(folded(word))
        for at, word in enumerate(words)
        if (at == 0 or words[at - 1] not in DENIED) and not _is_denied_after(words[at + 1 : at + 3])
    }
    return frozenset(mode for mode in found if mode)


def _is_denied_after(rest: Sequence[str]) -> bool:
    """Whether what follows a way says no to it, and not to something else of it."""
    if not rest or rest[0] not in DENIED:
        return False
    return len(rest) == 1 or folded(rest[1]) in _MODE_OF


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
