"""Swedish text about times, cut into tokens.

One pass; at each place a bounded number of words is looked at, so that the time taken is linear
in the length of the text.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rapidfuzz import process
from rapidfuzz.distance import OSA

from matcher.domain.spoken import dates, words
from matcher.domain.spoken.clocks import times_at
from matcher.domain.spoken.raw import Raw, by_opening, number_at, one_of, text_at
from matcher.domain.spoken.words import NUMBERS, ORDINALS, Kind

_PER = {
    "veckan": "week", "vecka": "week", "v": "week", "veckorna": "week", "månaden": "month",
    "månad": "month", "mån": "month", "varannan": "fortnight",
}  # fmt: skip
_TIMES = {"gång", "gånger", "ggr", "ggn", "gg", "g", "gåner", "gångr", "dag", "dagar"}
_MINUTES = {
    "timme": 60, "timmar": 60, "tim": 60, "timma": 60, "h": 60, "timar": 60, "timmr": 60,
    "min": 1, "minuter": 1, "halvtimme": 30,
}  # fmt: skip
_PAIR = {("ett", "par"): 2, ("et", "par"): 2}
_ANCHOR = by_opening((("räknat", "från"), ("räknat", "från", "och", "med")))
_AFTER = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Token:
    """A kind with its value, and the place in the cleaned text that said it."""

    kind: Kind
    value: object
    start: int
    end: int


def tokens(row: Sequence[Raw], *, on: date) -> list[Token]:
    """The words of a cleaned text as tokens. Neighbouring unknown words are one token."""
    found: list[Token] = []
    i = 0
    while i < len(row):
        read, j = _at(row, i, on)
        for kind, value in read:
            token = Token(kind, value, row[i].start, row[j - 1].end)
            if kind is Kind.UNKNOWN and found and found[-1].kind is Kind.UNKNOWN and not value:
                token = Token(kind, value, found.pop().start, token.end)
            found.append(token)
        i = j
    return found


Read = tuple[list[words.Meaning], int]


def _at(row: Sequence[Raw], i: int, on: date) -> Read:
    return (
        _dated(row, i, on)
        or _much(row, i)
        or _nth(row, i)
        or _weekend_habit(row, i)
        or _day_range(row, i)
        or _clocked(row, i)
        or _phrase(row, i)
        or _compound(row, i)
        or ([(Kind.UNKNOWN, _near(row[i].text))], i + 1)
    )


def _dated(row: Sequence[Raw], i: int, on: date) -> Read | None:
    """Dates, weeks and months, with "från" or "till" before them."""
    if step := one_of(row, i, _ANCHOR):
        unit = dates.unit_at(row, i + step)
        anchor = unit[0].starting(on) if unit else None
        return ([(Kind.ANCHOR, anchor[0])], unit[1]) if unit and anchor else None
    if step := one_of(row, i, words.FROM_PHRASES) or int(text_at(row, i) in words.FROM):
        return _from(row, i, i + step, on)
    if step := one_of(row, i, words.TO_PHRASES) or int(text_at(row, i) in words.TO):
        if season := _season(row, i + step, "till"):
            return season
        unit = dates.unit_at(row, i + step)
        last = unit[0].coming(on) if unit else None
        if unit is None or last is None:
            return None
        before = text_at(row, i) in words.BEFORE
        return [(Kind.UNTIL, last[0] - _AFTER if before else last[1])], unit[1]
    return _stretches(row, i, on)


def _season(row: Sequence[Raw], i: int, joint: str) -> Read | None:
    """Till jul, från våren: to be asked about as one."""
    meaning = words.PHRASES.get((text_at(row, i),))
    if meaning is None or meaning[0] is not Kind.SEASON:
        return None
    return [(Kind.SEASON, f"{joint} {meaning[1]}")], i + 1


def _from(row: Sequence[Raw], i: int, j: int, on: date) -> Read | None:
    if season := _season(row, j, "efter" if text_at(row, i) == "efter" else "från"):
        return season
    unit = dates.unit_at(row, j)
    if unit is None:
        return None
    stretch = dates.stretch_at(row, j, on)
    if stretch and stretch[1] > unit[1]:
        (first, last), end = stretch
        return [(Kind.FIRST, first), (Kind.UNTIL, last)], end
    starting = unit[0].starting(on)
    if starting is None:
        return None
    is_after = text_at(row, i) == "efter"
    return [(Kind.FIRST, starting[1] + _AFTER if is_after else starting[0])], unit[1]


def _stretches(row: Sequence[Raw], i: int, on: date) -> Read | None:
    found = dates.stretch_at(row, i, on)
    if found is None:
        return None
    read: list[words.Meaning] = [(Kind.DATES, found[0])]
    j = found[1]
    while text_at(row, i) in ("v", "vecka", "veckor", "veckorna"):
        more = dates.more_weeks_at(row, j, on)
        if more is None:
            break
        read.append((Kind.DATES, more[0]))
        j = more[1]
    return read, j


def _much(row: Sequence[Raw], i: int) -> Read | None:
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


def _nth(row: Sequence[Raw], i: int) -> Read | None:
    """Första och tredje måndagen: ordinals, only where a weekday follows."""
    found, j = 0, i
    while (step := _ordinal(row, j))[0]:
        found, j = found | step[0], step[1]
        after = _ordinal(row, j + 1) if text_at(row, j) in ("och", ",", "o", "&") else (0, 0)
        j += 1 if after[0] else 0
    day = words.PHRASES.get((text_at(row, j),))
    if not found or day is None or day[0] is not Kind.DAYS:
        return None
    return [(Kind.NTH, found)], j


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


def _weekend_habit(row: Sequence[Raw], i: int) -> Read | None:
    """Varannan helg: plainly Saturdays and Sundays, red days are not in question."""
    if text_at(row, i) in ("varannan", "varanan", "jämna", "udda") and text_at(row, i + 1) in (
        "helg",
        "helger",
    ):
        return [words.PHRASES[(text_at(row, i),)], (Kind.DAYS, frozenset({5, 6}))], i + 2
    return None


def _day_range(row: Sequence[Raw], i: int) -> Read | None:
    """Mån–tors, mån t.o.m. tors; over the weekend too: fre–mån."""
    first = _one_day(row, i)
    j = i + 1 + (text_at(row, i + 1) == "." and text_at(row, i + 2) == "-")
    step = one_of(row, j, words.TO_PHRASES) or int(text_at(row, j) in ("-", "till", "tom"))
    last = _one_day(row, j + step) if step else None
    if first is None or last is None:
        return None
    days = frozenset((first + k) % 7 for k in range((last - first) % 7 + 1))
    return [(Kind.DAYS, days)], j + step + 1


def _one_day(row: Sequence[Raw], i: int) -> int | None:
    meaning = words.PHRASES.get((text_at(row, i),))
    if meaning and isinstance(meaning[1], frozenset) and len(meaning[1]) == 1:
        return int(next(iter(meaning[1])))
    return None


def _clocked(row: Sequence[Raw], i: int) -> Read | None:
    found = times_at(row, i)
    return ([(Kind.SPAN, found[0])], found[1]) if found else None


def _phrase(row: Sequence[Raw], i: int) -> Read | None:
    """The longest listed phrase; with Swedish letters or without them."""
    texts = tuple(raw.text for raw in row[i : i + words.LONGEST_PHRASE])
    for length in range(len(texts), 0, -1):
        phrase = texts[:length]
        meaning = words.PHRASES.get(phrase) or words.FOLDED.get(tuple(map(words.folded, phrase)))
        if meaning:
            return [meaning], i + length
    return None


def _compound(row: Sequence[Raw], i: int) -> Read | None:
    """Tisdagskväll: a day and a part of the day in one word."""
    text = row[i].text
    for cut in range(3, min(len(text) - 1, 9)):
        days = words.COMPOUND_DAYS.get(text[:cut])
        part = words.COMPOUND_PARTS.get(text[cut:]) or words.COMPOUND_PARTS.get(text[cut + 1 :])
        if days and part and (text[cut:] in words.COMPOUND_PARTS or text[cut] == "s"):
            if days == "weekend":
                days = frozenset({5, 6})
            return [(Kind.DAYS, days), (Kind.PART, part)], i + 1
    return None


def _near(word: str) -> tuple[str, ...]:
    """Listed words that a misspelt one may be: one slip, or two in a long word."""
    if len(word) < 5:
        return ()
    slips = 1 if len(word) < 8 else 2
    found = process.extract(
        word, words.NEAR.keys(), scorer=OSA.distance, score_cutoff=slips, limit=3
    )
    return tuple(dict.fromkeys(words.NEAR[near] for near, _, _ in found))
