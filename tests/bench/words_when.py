"""How much of what people write about times is understood, and how fast two people's weeks meet.

The table is `tests/domain/phrases_when.tsv`; its meanings are written by hand in a notation of
its own and built here by the constructors of `availability`, never by the parser.
"""

import csv
import time
import timeit
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from matcher.domain import availability
from matcher.domain.availability import (
    NOTHING_SAID,
    Amount,
    Availability,
    Often,
    common_slots,
    every_second_week,
    nth_of_month,
    regular,
    weekly,
)
from matcher.domain.spoken_times import Understood, understand
from matcher.domain.when import patterns
from matcher.domain.when.day_parts import quarter
from tests.days import without_days

TABLE = Path(__file__).parents[1] / "domain" / "phrases_when.tsv"
SAID_ON = date(2026, 11, 22)


@dataclass(frozen=True)
class Phrase:
    text: str
    meaning: Availability
    asked: tuple[str, ...]  # kinds of question, one of which must come first; none may come


def phrases() -> list[Phrase]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        lines = csv.reader((x for x in file if not x.startswith("#")), delimiter="\t", quoting=3)
        return [
            Phrase(text, built(meaning), () if asked == "-" else tuple(asked.split(",")))
            for text, meaning, asked in lines
        ]


def built(notation: str) -> Availability:
    found = NOTHING_SAID
    for sentence in filter(None, (part.strip() for part in notation.split(";"))):
        match sentence.split():
            case ["away", stretch]:
                first, last = map(date.fromisoformat, stretch.split(".."))
                found = without_days(found, first, last)
            case ["amount", amount]:
                minutes, per = amount.split("/")
                found = replace(found, amount=Amount(int(minutes), per))
            case ["often", often]:
                times, per = often.split("/")
                found = replace(found, often=Often(int(times), per))
            case [flag]:
                found = replace(found, **{flag: True})
            case [days, hours, *conditions]:
                found |= _times(days, hours, conditions)
    return found


def _times(days: str, hours: str, conditions: list[str]) -> Availability:
    kinds = patterns.Kinds()
    first = last = None
    for condition in conditions:
        name, _, value = condition.partition(":")
        match name:
            case "even" | "odd":
                kinds = replace(kinds, parity=patterns.EVEN if name == "even" else patterns.ODD)
            case "red" | "onlyred":
                kinds = replace(kinds, red=patterns.BOTH if name == "red" else patterns.RED)
            case "fortnight":
                half = every_second_week(date.fromisoformat(value)).fortnight
                kinds = replace(kinds, fortnight=half)
            case "nth":
                kinds = replace(kinds, nth=nth_of_month(*map(int, value.split(","))).nth)
            case "from":
                first = date.fromisoformat(value)
            case "until":
                last = date.fromisoformat(value)
    found = NOTHING_SAID
    for span in hours.split("+"):
        start, end = (quarter(*map(int, clock.split(":"))) for clock in span.split("-"))
        found |= weekly(_days(days), start, end, kinds)
    return found.between(first, last)


def _days(notation: str) -> list[int]:
    found: list[int] = []
    for part in notation.split(","):
        first, _, last = part.partition("-")
        found += range(int(first), int(last or first) + 1)
    return found


def is_right(phrase: Phrase, found: Understood) -> bool:
    """Exactly the meaning and nothing asked, or the right question first."""
    if phrase.asked:
        return bool(found.questions) and found.questions[0].about in phrase.asked
    return not (found.questions or found.unknown) and found.availability == phrase.meaning


def rows() -> Iterator[tuple[str, str, str, bool]]:
    """(what, measured, reach, holds), one for each figure."""
    table = phrases()
    plain = [p for p in table if not p.asked]
    doubtful = [p for p in table if p.asked]
    for what, some, reach in (
        ("availability phrases understood exactly", plain, 0.98),
        ("ambiguous availability phrases that ask", doubtful, 1.0),
    ):
        right = sum(is_right(p, understand(p.text, on=SAID_ON)) for p in some)
        share = right / len(some)
        yield what, f"{right}/{len(some)} = {share:.3f}", f">= {reach:.2f}", share >= reach
    for what, micros, reach in _speeds():
        yield what, f"{micros:.1f} µs", f"<= {reach} µs", micros <= reach


def _speeds() -> Iterator[tuple[str, float, int]]:
    a, b = crooked()
    day = date(2026, 11, 23)
    yield "common slots, weekly wish", _micros(lambda: _slots(a, b, day)), 50
    yield "common slots, both masks laid out anew", _micros(lambda: _slots_anew(a, b, day)), 50
    yield "common slots, near miss", _micros(lambda: _slots(a, b, day, minutes=600)), 50
    yield "common slots, fortnightly", _micros(lambda: _slots(a, b, day, every_weeks=2)), 50
    mask_a, mask_b = a.mask(day), b.mask(day)
    yield "regular start of two masks", _micros(lambda: regular(mask_a & mask_b, quarters=4)), 50
    longest = "jämna tisdagar fm och udda torsdagar efter 15, bortrest v. 28–31, " * 3
    yield "understanding 200 characters", _micros(lambda: _understood(longest[:200])), 2000


def crooked() -> tuple[Availability, Availability]:
    """Two people with every kind of rule at once."""
    a = weekly([1], quarter(9), quarter(12)) | weekly([3], 60, 84, availability.EVEN_WEEKS)
    a |= weekly(range(5), 68, 84, every_second_week(date(2026, 12, 1)))
    a |= weekly([4], 50, 60, nth_of_month(1, -1)).between(date(2026, 12, 1), date(2027, 5, 31))
    a = without_days(a.also_on_red_days(), date(2026, 12, 20), date(2026, 12, 27))
    b = without_days(weekly(range(7), 40, 80), date(2027, 1, 4), date(2027, 1, 6))
    return a, b.between(date(2026, 12, 1), None) - weekly([2], 40, 50, availability.ODD_WEEKS)


def _slots(a: Availability, b: Availability, day: date, *, minutes: int = 60, **how: int) -> None:
    common_slots(a, b, minutes=minutes, first_day=day, **how)


def _slots_anew(a: Availability, b: Availability, day: date) -> None:
    availability._mask.cache_clear()
    common_slots(a, b, minutes=60, first_day=day)


def _understood(text: str) -> None:
    understand(text, on=SAID_ON)


def _micros(deed) -> float:
    """Microseconds of this process alone: other work on the machine does not count. Many short
    turns, since two processes on one core slow each other down and one of the turns is let be.
    """
    return min(timeit.repeat(deed, timer=time.process_time, number=10, repeat=200)) / 10 * 1e6
