"""Clock times in Swedish: 13.30, 1300, kl 3, halv tre, kvart över ett, vid tretiden."""

from collections.abc import Sequence
from dataclasses import dataclass

from matcher.domain.spoken.dates import till_a_month
from matcher.domain.spoken.limits import FROM, FROM_PHRASES, LUNCH, TO, TO_PHRASES
from matcher.domain.spoken.raw import NUMBER, Raw, glued, number_at, one_of, text_at
from matcher.domain.spoken.words import MONTHS, NUMBERS

_AROUND = {"ca", "cirka", "runt", "omkring", "vid", "ungefär", "kring", "strax"}
_CLOCK = {"kl", "klockan", "klocka"}
_BETWEEN = {"mellan", "melan", "mella"}
_NEAR_HOUR = {word + "tiden": hour for word, hour in NUMBERS.items()} | {"ettiden": 1}
OPENINGS = frozenset(
    {
        *FROM, *FROM_PHRASES, *TO, *TO_PHRASES, *LUNCH, *_BETWEEN, *_AROUND, *_CLOCK,
        *_NEAR_HOUR, *NUMBERS, NUMBER, "halv", "kvart",
    }
)  # fmt: skip
_HOURS_FOLLOW = {"timmar", "timme", "tim", "h", "min", "minuter", "ggr", "gånger", "gång", "g", "%"}


@dataclass(frozen=True, slots=True)
class Clock:
    """Minutes since midnight. Not `sure`: the other half of the day may be meant."""

    minutes: int
    sure: bool


@dataclass(frozen=True, slots=True)
class Times:
    """Clock times as said: a span, open at one end, or a mere point (then `end` is None)."""

    how: str  # "span", "from", "until" or "point"
    start: Clock | None
    end: Clock | None


def times_at(row: Sequence[Raw], i: int) -> tuple[Times, int] | None:
    """The times that begin at i, and where they end."""
    return _between(row, i) or _span(row, i) or _open(row, i) or _point(row, i)


def _between(row: Sequence[Raw], i: int) -> tuple[Times, int] | None:
    if text_at(row, i) not in _BETWEEN:
        return None
    return _pair(row, i + 1, {"och", "o", "-", "till", "&"})


def _span(row: Sequence[Raw], i: int) -> tuple[Times, int] | None:
    begins = i + (_from(row, i) if text_at(row, i) not in ("efter", "tidigast") else 0)
    return _pair(row, begins, {"-", "till", "tom", "fram"})


def _pair(row: Sequence[Raw], i: int, joints: set[str]) -> tuple[Times, int] | None:
    first = _clock(row, i)
    if first is None:
        return None
    start, j = first
    step = one_of(row, j, TO_PHRASES) or (1 if text_at(row, j) in joints else 0)
    last = _clock(row, j + step) if step else None
    return (Times("span", start, last[0]), last[1]) if last else None


def _open(row: Sequence[Raw], i: int) -> tuple[Times, int] | None:
    if step := one_of(row, i, LUNCH):
        how = "from" if text_at(row, i).startswith("e") else "until"
        return Times(how, None, None), i + step
    step, how = _from(row, i), "from"
    if not step:
        step, how = one_of(row, i, TO_PHRASES) or int(text_at(row, i) in TO), "until"
    if not step:
        return None
    found = _clock(row, i + step)
    if found is None:
        return None
    return (Times(how, found[0], None) if how == "from" else Times(how, None, found[0])), found[1]


def _from(row: Sequence[Raw], i: int) -> int:
    return one_of(row, i, FROM_PHRASES) or int(text_at(row, i) in FROM)


def _point(row: Sequence[Raw], i: int) -> tuple[Times, int] | None:
    if text_at(row, i) in NUMBERS and text_at(row, i + 1) not in ("över", "i"):
        return None  # "två" alone is no time of day
    found = _clock(row, i)
    return (Times("point", found[0], None), found[1]) if found else None


def _clock(row: Sequence[Raw], i: int) -> tuple[Clock, int] | None:
    while text_at(row, i) in _AROUND or text_at(row, i) in _CLOCK:
        i += 2 if text_at(row, i + 1) == "." else 1
    return _digits(row, i) or _spoken(row, i)


def _digits(row: Sequence[Raw], i: int) -> tuple[Clock, int] | None:
    hour, text = number_at(row, i), text_at(row, i)
    if hour is None:
        return None
    minute, j = 0, i + 1
    if len(text) == 4 or (len(text) == 3 and hour >= 100):
        hour, minute = divmod(hour, 100)
    elif text_at(row, j) in (".", ":") and glued(row, i, 3) and len(text_at(row, j + 1)) == 2:
        minute, j = number_at(row, j + 1) or 0, j + 2
    if text_at(row, j) == "-" and text_at(row, j + 1) == "tiden":
        j += 2
    if hour * 60 + minute > 24 * 60 or minute > 59 or _is_other(row, j):
        return None
    return Clock(hour * 60 + minute, hour >= 13 or hour == 0 or text.startswith("0")), j


def _is_other(row: Sequence[Raw], j: int) -> bool:
    """Whether what follows makes the number a date, an amount or an ordinal."""
    after = text_at(row, j)
    if after in MONTHS:
        return not till_a_month(row, j + 1)
    if after in _HOURS_FOLLOW:
        return True
    if after == ":" and text_at(row, j + 1) in ("e", "a"):
        return True
    return after == "/" and number_at(row, j + 1) is not None


def _spoken(row: Sequence[Raw], i: int) -> tuple[Clock, int] | None:
    text = text_at(row, i)
    if text == "halv":
        return _hour(row, i + 1, -30)
    if text == "kvart" and text_at(row, i + 1) in ("över", "i"):
        return _hour(row, i + 2, 15 if text_at(row, i + 1) == "över" else -15)
    if hour := _NEAR_HOUR.get(text):
        return Clock(hour * 60, sure=hour >= 13), i + 1
    minutes = NUMBERS.get(text)
    if minutes and text_at(row, i + 1) in ("över", "i"):
        return _minutes_to_or_past(row, i, minutes)
    return _hour(row, i, 0) if minutes and not _is_other(row, i + 1) else None


def _minutes_to_or_past(row: Sequence[Raw], i: int, minutes: int) -> tuple[Clock, int] | None:
    """Tio över två, fem i halv tre."""
    minutes = minutes if text_at(row, i + 1) == "över" else -minutes
    if text_at(row, i + 2) == "halv":
        return _hour(row, i + 3, minutes - 30)
    return _hour(row, i + 2, minutes)


def _hour(row: Sequence[Raw], i: int, plus: int) -> tuple[Clock, int] | None:
    hour = NUMBERS.get(text_at(row, i)) or number_at(row, i)
    if not hour or hour > 24:
        return None
    return Clock(hour * 60 + plus, sure=hour >= 13), i + 1
