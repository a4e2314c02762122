"""English words for times, put into Swedish ones: one reader, two languages.

    "every second Tuesday, 1–3 pm" ─raws─▶ "varannan tisdag, 13–15"      places stay the reader's

Only what stands in `english_words` is put over; other words stay as they are, and are then
unknown or Swedish, and what is nearly an English one is asked about. A number followed by am or pm
becomes an hour of the day, and a month before its day comes after it.
"""

from collections.abc import Iterator, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from matcher.domain.spoken.english_words import LEXICON
from matcher.domain.spoken.raw import Raw, by_opening, number_at, one_of, text_at
from matcher.domain.spoken.words import DAYS_EN, MONTHS, MONTHS_EN, ORDINALS

_SUFFIXES = {"st", "nd", "rd", "th"}
_OPENINGS = by_opening(LEXICON)
_WORDS = {word for phrase in LEXICON for word in phrase} | _SUFFIXES | {"pm", "p", "m"}
_NAMES = {*DAYS_EN, *(f"{day}s" for day in DAYS_EN), *MONTHS_EN}
_LARGE = {name.lower(): name for name in _NAMES}
SHORTEST_NEAR = 5  # letters: of a shorter word one slip makes too many others
_NEAR = [
    phrase[0]
    for phrase, swedish in LEXICON.items()
    if swedish and len(phrase) == 1 and len(phrase[0]) >= SHORTEST_NEAR
]


def is_english(row: Sequence[Raw]) -> bool:
    """Whether every word is one that an English text about times may have."""
    said = [raw.text for raw in row if raw.text.isalpha()]
    return bool(said) and all(word in _WORDS for word in said)


def is_mostly_english(row: Sequence[Raw]) -> bool:
    """Whether more than half of the words are such, or nearly."""
    said = [raw.text for raw in row if raw.text.isalpha()]
    return sum(word in _WORDS or bool(near(word)) for word in said) * 2 > len(said)


def near(word: str) -> tuple[str, ...]:
    """English words for times that a misspelt one may be, the nearest: one slip, or two in a long
    word. None for a word that is one.
    """
    if len(word) < SHORTEST_NEAR or word in _WORDS:
        return ()
    slips = 1 if len(word) < SHORTEST_NEAR + 2 else 2
    found = process.extract(word, _NEAR, scorer=OSA.distance, score_cutoff=slips, limit=3)
    least = min((distance for _, distance, _ in found), default=0)
    nearest = [_LARGE.get(said, said) for said, distance, _ in found if distance == least]
    return tuple(dict.fromkeys(nearest))


def as_swedish(row: Sequence[Raw]) -> list[Raw]:
    """The same text in Swedish words, each in the place of what it stands for."""
    return _month_last(list(_put_over(_hours(row))))


def _put_over(row: Sequence[Raw]) -> Iterator[Raw]:
    i = 0
    while i < len(row):
        step = one_of(row, i, _OPENINGS)
        if step:
            phrase = tuple(raw.text for raw in row[i : i + step])
            start, end = row[i].start, row[i + step - 1].end
            yield from (Raw(word, start, end) for word in LEXICON[phrase])
        elif not (row[i].text in _SUFFIXES and number_at(row, i - 1) is not None):
            yield row[i]
        i += max(step, 1)


def _hours(row: Sequence[Raw]) -> list[Raw]:
    """1–3 pm → 13–15, 9 am → 09: the hour takes the place of both words."""
    found: list[Raw] = []
    begins: int | None = None  # where in `found` the hour before a dash or "to" stands
    i = 0
    while i < len(row):
        hour, minutes = number_at(row, i), _minutes(row, i + 1)
        half = _half(row, i + 1 + len(minutes)) if hour is not None and hour <= 12 else ("", 0)
        if half[0]:
            found.append(row[i]._replace(text=_of_day(hour or 0, half[0])))
            end = row[i + len(minutes) + half[1]].end
            found += minutes
            found[-1] = found[-1]._replace(end=end)
            if begins is not None:
                found[begins] = _first_of_two(found[begins], hour or 0, half[0])
            begins, i = None, i + 1 + len(minutes) + half[1]
            continue
        if hour is not None and text_at(row, i + 1 + len(minutes)) in ("-", "to", "and", "until"):
            begins = len(found)
            found += [row[i], *minutes, row[i + 1 + len(minutes)]]
            i += 2 + len(minutes)
            continue
        begins = None
        found.append(row[i])
        i += 1
    return found


def _minutes(row: Sequence[Raw], i: int) -> list[Raw]:
    told = text_at(row, i) in (".", ":") and len(text_at(row, i + 1)) == 2
    return list(row[i : i + 2]) if told and number_at(row, i + 1) is not None else []


def _half(row: Sequence[Raw], i: int) -> tuple[str, int]:
    """The letter of am or pm, and how many raws say so."""
    if text_at(row, i) in ("am", "pm"):
        return text_at(row, i)[0], 1
    dotted = [text_at(row, i + k) for k in range(4)]
    return (dotted[0], 4) if dotted in (["a", ".", "m", "."], ["p", ".", "m", "."]) else ("", 0)


def _of_day(hour: int, half: str) -> str:
    return f"{hour % 12 + (12 if half == 'p' else 0):02}"


def _first_of_two(first: Raw, last_hour: int, half: str) -> Raw:
    """Of 1–3 pm the one; of 10–2 pm the ten is in the morning. What is told already stays."""
    hour = int(first.text)
    if hour > 12 or first.text.startswith("0"):
        return first
    is_same_half = hour % 12 < last_hour % 12
    return first._replace(text=_of_day(hour, half if is_same_half else "a"))


def _month_last(row: list[Raw]) -> list[Raw]:
    """December 1 → 1 december; a year or a clock after a month is none of its days."""
    for i in range(len(row) - 1):
        day = number_at(row, i + 1)
        is_dated = number_at(row, i - 1) is not None and row[i - 1].text not in ORDINALS
        follows = text_at(row, i + 2)
        if (
            row[i].text in MONTHS and day is not None and 1 <= day <= 31
            and not is_dated and follows not in (":", ".")
        ):  # fmt: skip
            first, second = row[i], row[i + 1]
            row[i] = Raw(second.text, first.start, second.end)
            row[i + 1] = Raw(first.text, first.start, second.end)
    return row
