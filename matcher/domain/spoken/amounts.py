"""How much and how often: "2 h/v", "två gånger i veckan", "första och tredje" of a month."""

from collections.abc import Sequence

from matcher.domain.spoken import words
from matcher.domain.spoken.kinds import Kind, Meaning
from matcher.domain.spoken.raw import NUMBER, Raw, by_opening, number_at, one_of, text_at
from matcher.domain.spoken.words import NUMBERS, ORDINALS

Read = tuple[list[Meaning], int]

_PER = {
    "veckan": "week", "vecka": "week", "v": "week", "veckorna": "week", "månaden": "month",
    "månad": "month", "mån": "month", "varannan": "fortnight",
}  # fmt: skip
_TIMES = {"gång", "gånger", "ggr", "ggn", "gg", "g", "gåner", "gångr", "dag", "dagar"}
_MINUTES = {
    "timme": 60, "timmar": 60, "tim": 60, "timma": 60, "h": 60, "timar": 60, "timmr": 60,
    "min": 1, "minuter": 1, "halvtimme": 30,
}  # fmt: skip
_OF_THE_MONTH = by_opening(
    (("i", "månaden"), ("i", "mån"), ("i", "varje", "månad"), ("varje", "månad"))
)
_PAIR = {("ett", "par"): 2, ("et", "par"): 2}
MUCH_OPENINGS = frozenset({NUMBER, *NUMBERS, *(first for first, _ in _PAIR)})
NTH_OPENINGS = frozenset({NUMBER, *ORDINALS})


def much_at(row: Sequence[Raw], i: int) -> Read | None:
    """2 h/v, fyra timmar i månaden, två gånger i veckan; without "per" it is the visit's length."""
    number, j = _number(row, i)
    if number is None:
        return None
    unit = text_at(row, j)
    j += 1 + (text_at(row, j + 1) == ".")
    per, end = _per(row, j)
    if per is None:
        return None
    if unit in _TIMES and number == int(number):
        return [(Kind.OFTEN, (int(number), per))], end
    if unit in _MINUTES and number:
        return [(Kind.AMOUNT, (round(number * _MINUTES[unit]), per))], end
    part = words.PHRASES.get((unit,))
    if part and part[0] in (Kind.PART, Kind.DAYS) and number == int(number):
        return [(Kind.OFTEN, (int(number), per)), part], end
    return None


def _number(row: Sequence[Raw], i: int) -> tuple[float | None, int]:
    """The sum that stands at i: "2", "1,5", "2-3" (the lesser), "ett par", "fyra"."""
    for pair, value in _PAIR.items():
        if (text_at(row, i), text_at(row, i + 1)) == pair:
            return value, i + 2
    number = number_at(row, i)
    if number is None:
        number = NUMBERS.get(text_at(row, i))
        return (None if number is None else float(number)), i + 1
    decimal = number_at(row, i + 2)
    if text_at(row, i + 1) == "-" and decimal is not None:
        return float(number), i + 3
    if text_at(row, i + 1) in (",", ".") and decimal == 5:
        return number + 0.5, i + 3
    return float(number), i + 1


def _per(row: Sequence[Raw], j: int) -> tuple[str | None, int]:
    if text_at(row, j) in ("i", "per", "/", "varje", "var", "om"):
        return _PER.get(text_at(row, j + 1)), j + 2
    if (text_at(row, j), text_at(row, j + 1)) == ("varannan", "vecka"):
        return "fortnight", j + 2
    return None, j


def nth_at(row: Sequence[Raw], i: int) -> Read | None:
    """Första och tredje måndagen, lördagar utom första i månaden: ordinals of weekdays."""
    found, j = 0, i
    while (step := _ordinal(row, j))[0]:
        found, j = found | step[0], step[1]
        after = _ordinal(row, j + 1) if text_at(row, j) in ("och", ",", "o", "&") else (0, 0)
        j += 1 if after[0] else 0
    day = words.PHRASES.get((text_at(row, j),))
    if found and day is not None and day[0] is Kind.DAYS:
        return [(Kind.NTH, found)], j
    if found and (count := one_of(row, j, _OF_THE_MONTH)):
        return [(Kind.NTH, found)], j + count
    return None


def _ordinal(row: Sequence[Raw], j: int) -> tuple[int, int]:
    text, after = text_at(row, j), text_at(row, j + 2)
    if text in ORDINALS:
        if text == "fjärde" and text_at(row, j + 1) == "av" and after in ("fyra", "fem"):
            return (16 if after == "fyra" else 8), j + 3
        return ORDINALS[text], j + 1
    number = number_at(row, j)
    if number in (1, 2, 3, 4, 5) and text_at(row, j + 1) == ":" and after in ("a", "e"):
        return (1, 2, 4, 24, 32)[number - 1], j + 3
    return 0, j
