"""Swedish text about times, cut into tokens.

One pass; at each place a bounded number of words is looked at, so that the time taken is linear
in the length of the text. What begins at a place is tried only by those who know its first word.
"""

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rapidfuzz import process
from rapidfuzz.distance import OSA

from matcher.domain.spoken import clocks, dates, limits, words
from matcher.domain.spoken.amounts import MUCH_OPENINGS, NTH_OPENINGS, Read, much_at, nth_at
from matcher.domain.spoken.kinds import Kind, Meaning
from matcher.domain.spoken.raw import NUMBER, Raw, by_opening, glued, one_of, text_at

_ANCHOR = by_opening((("räknat", "från"), ("räknat", "från", "och", "med")))
_RHYTHMS = {"varannan", "varanan", "jämna", "udda"}
_AFTER = timedelta(days=1)
_JOINTS = {"och", "o", "eller", "samt", "&", "/", ","}
_GENERAL = ("ar", "arna", "tid")
_SOME = frozenset({"någon", "ngn", "nån", "enstaka"})  # "någon kväll"


@dataclass(frozen=True, slots=True)
class Token:
    """A kind with its value, and the place in the cleaned text that said it."""

    kind: Kind
    value: object
    start: int
    end: int
    is_general: bool = False  # "kvällar", which may be those of other days than the last named
    is_half: bool = False  # "tisdag-" of "tisdag- och torsdagskvällar"


def tokens(row: Sequence[Raw], *, on: date) -> list[Token]:
    """The words of a cleaned text as tokens. Neighbouring unknown words are one token."""
    found: list[Token] = []
    i = 0
    while i < len(row):
        read, j = _at(row, i, on)
        is_half = row[j - 1].text == "-"
        for kind, value in read:
            is_general = kind is Kind.PART and (
                row[j - 1].text.endswith(_GENERAL) or row[i].text in _SOME
            )
            is_general &= not any(one.is_half for one in found[-2:])
            token = Token(kind, value, row[i].start, row[j - 1].end, is_general, is_half)
            if kind is Kind.UNKNOWN and found and found[-1].kind is Kind.UNKNOWN and not value:
                token = Token(kind, value, found.pop().start, token.end)
            found.append(token)
        i = j
    return found


def _at(row: Sequence[Raw], i: int, on: date) -> Read:
    word = row[i].text
    begun = NUMBER if word[0].isdigit() else word
    plain = words.folded(begun)
    for reads, openings in _READERS:
        if openings is None or begun in openings or plain in openings:
            found = reads(row, i, on)
            if found:
                return found
    return [(Kind.UNKNOWN, _near(word))], i + 1


def _dated(row: Sequence[Raw], i: int, on: date) -> Read | None:
    """Dates, weeks and months, with "från" or "till" before them."""
    if step := one_of(row, i, _ANCHOR):
        unit = dates.unit_at(row, i + step)
        anchor = unit[0].starting(on) if unit else None
        return ([(Kind.ANCHOR, anchor[0])], unit[1]) if unit and anchor else None
    if step := one_of(row, i, limits.FROM_PHRASES) or int(text_at(row, i) in limits.FROM):
        return _from(row, i, i + step, on)
    if step := one_of(row, i, limits.TO_PHRASES) or int(text_at(row, i) in limits.TO):
        if season := _season(row, i + step, "till"):
            return season
        unit = dates.unit_at(row, i + step)
        last = unit[0].coming(on) if unit else None
        if unit is None or last is None:
            return None
        before = text_at(row, i) in limits.BEFORE
        return [(Kind.UNTIL, last[0] - _AFTER if before else last[1])], unit[1]
    return _stretches(row, i, on)


def _season(row: Sequence[Raw], i: int, joint: str) -> Read | None:
    """Till jul, från våren: to be asked about as one."""
    meaning = words.PHRASES.get((text_at(row, i),))
    if meaning is None or meaning[0] is not Kind.SEASON:
        return None
    return [(Kind.SEASON, f"{joint} {meaning[1]}")], i + 1


def _from(row: Sequence[Raw], i: int, j: int, on: date) -> Read | None:
    if season := _season(row, j, "efter" if text_at(row, j - 1) == "efter" else "från"):
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
    is_after = text_at(row, j - 1) == "efter"
    return [(Kind.FIRST, starting[1] + _AFTER if is_after else starting[0])], unit[1]


def _stretches(row: Sequence[Raw], i: int, on: date) -> Read | None:
    found = dates.stretch_at(row, i, on)
    if found is None:
        return None
    read: list[Meaning] = [(Kind.DATES, found[0])]
    j = found[1]
    while text_at(row, i) in ("v", "vecka", "veckor", "veckorna"):
        more = dates.more_weeks_at(row, j, on)
        if more is None:
            break
        read.append((Kind.DATES, more[0]))
        j = more[1]
    return read, j


def _weekend_habit(row: Sequence[Raw], i: int) -> Read | None:
    """Varannan helg: plainly Saturdays and Sundays, red days are not in question."""
    if text_at(row, i) in _RHYTHMS and text_at(row, i + 1) in ("helg", "helger"):
        return [words.PHRASES[(text_at(row, i),)], (Kind.DAYS, frozenset({5, 6}))], i + 2
    return None


def _day_range(row: Sequence[Raw], i: int) -> Read | None:
    """Mån–tors, mån t.o.m. tors; over the weekend too: fre–mån."""
    j = i + 1 + (text_at(row, i + 1) == "." and text_at(row, i + 2) == "-")
    step = one_of(row, j, limits.TO_PHRASES) or int(text_at(row, j) in ("-", "till", "tom"))
    if not step:
        return None
    first, last = _end_of_range(row, i), _end_of_range(row, j + step)
    if first is None or last is None:
        return None
    days = frozenset((first + k) % 7 for k in range((last - first) % 7 + 1))
    return [(Kind.DAYS, days)], j + step + 1


def _end_of_range(row: Sequence[Raw], i: int) -> int | None:
    day = _one_day(row, i)
    return words.RANGE_DAYS.get(words.folded(text_at(row, i))) if day is None else day


def _one_day(row: Sequence[Raw], i: int) -> int | None:
    return words.ONE_DAY.get(text_at(row, i))


def _half_range(row: Sequence[Raw], i: int) -> Read | None:
    """X-to, tis-x: of a range whose other end nobody knows no day is taken."""
    if not (text_at(row, i + 1) == "-" and glued(row, i, 3)):
        return None
    ends = [(_one_day(row, k), _is_word(row, k)) for k in (i, i + 2)]
    if sorted(day is None for day, _ in ends) == [False, True] and all(
        is_word == (day is not None) for day, is_word in ends
    ):
        return [(Kind.UNKNOWN, ())], i + 3
    return None


def _is_word(row: Sequence[Raw], i: int) -> bool:
    """Whether something that is listed or a time stands there."""
    return not text_at(row, i).isalpha() or bool(_phrase(row, i) or _compound(row, i))


def _clocked(row: Sequence[Raw], i: int) -> Read | None:
    found = clocks.times_at(row, i)
    return ([(Kind.SPAN, found[0])], found[1]) if found else None


def _phrase(row: Sequence[Raw], i: int) -> Read | None:
    """The longest listed phrase; with Swedish letters or without them."""
    most = words.longest_from(row[i].text)
    texts = tuple([raw.text for raw in row[i : i + most]])
    folded = tuple(map(words.folded, texts))
    for length in range(len(texts), 0, -1):
        meaning = words.PHRASES.get(texts[:length]) or words.FOLDED.get(folded[:length])
        if meaning:
            return [meaning], i + length
    return None


def _compound(row: Sequence[Raw], i: int) -> Read | None:
    """Tisdagskväll: a day and a part of the day in one word."""
    found = words.COMPOUNDS.get(row[i].text)
    return ([(Kind.DAYS, found[0]), (Kind.PART, found[1])], i + 1) if found else None


def _first_half(row: Sequence[Raw], i: int) -> Read | None:
    """Tisdag- och torsdagsförmiddagar, för- och eftermiddagar: what the dash stands for is said by
    the whole word after it.
    """
    halves = [i]
    j = _after_a_dash(row, i)
    while j and row[j].text in words.FIRST_HALVES:
        halves.append(j)
        j = _after_a_dash(row, j)
    if not j or text_at(row, j) == "":
        return None
    if row[i].text == "för":
        is_whole = text_at(row, j).startswith("eftermid")
        return ([(Kind.PART, "forenoon")], i + 2) if is_whole else None
    whole, days = words.COMPOUNDS.get(text_at(row, j)), words.FIRST_HALVES.get(row[i].text)
    if whole is None or days is None:
        return None
    return [(Kind.DAYS, days)], i + 2


def _after_a_dash(row: Sequence[Raw], i: int) -> int:
    """Where the word stands that the next half, or the whole, is; 0 where no dash hangs."""
    hangs = text_at(row, i + 1) == "-" and glued(row, i, 2)
    if not hangs or (text_at(row, i + 2) not in _JOINTS):
        return 0
    j = i + 2
    while text_at(row, j) in _JOINTS:
        j += 1
    return j if i + 2 < j < len(row) else 0


def _near(word: str) -> tuple[str, ...]:
    """Listed words that a misspelt one may be: one slip, or two in a long word."""
    if len(word) < 5:
        return ()
    slips = 1 if len(word) < 8 else 2
    found = process.extract(
        word, words.NEAR.keys(), scorer=OSA.distance, score_cutoff=slips, limit=3
    )
    return tuple(dict.fromkeys(words.NEAR[near] for near, _, _ in found))


_Reader = Callable[[Sequence[Raw], int, date], Read | None]


def _on_any_day(reads: Callable[[Sequence[Raw], int], Read | None]) -> _Reader:
    return lambda row, i, _on: reads(row, i)


# In the order in which they are asked, each with the words that something of hers may begin with.
_READERS: tuple[tuple[_Reader, Container[str] | None], ...] = (
    (
        _dated,
        {
            *dates.OPENINGS, *_ANCHOR, *limits.FROM, *limits.FROM_PHRASES, *limits.TO,
            *limits.TO_PHRASES,
        },
    ),
    (_on_any_day(much_at), MUCH_OPENINGS),
    (_on_any_day(nth_at), NTH_OPENINGS),
    (_on_any_day(_weekend_habit), _RHYTHMS),
    (_on_any_day(_day_range), {*words.ONE_DAY, *words.RANGE_DAYS}),
    (_on_any_day(_first_half), {*words.FIRST_HALVES, "för"}),
    (_on_any_day(_half_range), None),
    (_on_any_day(_clocked), clocks.OPENINGS),
    (_on_any_day(_phrase), words.OPENINGS),
    (_on_any_day(_compound), words.COMPOUNDS),
)  # fmt: skip
