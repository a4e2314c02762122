"""Clock times to quarters of the day, or a question where half a day is in doubt.

Nobody says "13" and means one o'clock at night, but "1–3" and "efter 5" may be either. A part
of the day in the same breath settles it: "em 1–3". Nothing else does.
"""

from collections.abc import Iterator, Sequence
from typing import Protocol

from matcher.domain.spoken.clocks import Clock, Times
from matcher.domain.spoken.echo import clock_said, span_said
from matcher.domain.spoken.kinds import Kind
from matcher.domain.spoken.questions import Unsure
from matcher.domain.spoken.reader import Token
from matcher.domain.when.day_parts import DayParts, Span

_NOON = 12 * 60
_MORNING_MAY_BE_MEANT = 7 * 60  # a span that begins 7–12 is taken as it stands
_EVENING_MAY_BE_MEANT = 9 * 60  # "efter 8" is not: it may be 20
_NIGHT = 22 * 60  # nobody who writes "kl 10" means the night
_LONGEST_LIKELY = 9 * 60  # "1–3" is not 01–15
_PM_PARTS = {"afternoon", "evening", "weekday evening"}
_AM_PARTS = {"morning", "forenoon"}


class Placed(Protocol):
    """Something with a place in the text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


class Doubt(Exception):
    """What cannot be told, its place, and the texts that would tell it."""

    def __init__(self, place: Placed, about: Unsure, answers: tuple[str, ...] = ()) -> None:
        super().__init__(about)
        self.start, self.end, self.about, self.answers = place.start, place.end, about, answers


def hours(breath: Sequence[Token], parts: DayParts) -> list[Span]:
    """The spans that one breath of parts and clock times means. Raises Doubt."""
    windows = [_window(str(t.value), parts) for t in breath if t.kind is Kind.PART]
    clocks = [t for t in breath if t.kind is Kind.SPAN]
    if not clocks:
        return windows
    names = {str(token.value) for token in breath if token.kind is Kind.PART}
    return [_told(token, names, windows, parts) for token in clocks]


def _window(part: str, parts: DayParts) -> Span:
    return parts.span(part.removeprefix("weekday "))


def _told(token: Token, names: set[str], windows: list[Span], parts: DayParts) -> Span:
    times = token.value
    assert isinstance(times, Times)
    _on_the_quarter(token, times)
    around = (min(s for s, _ in windows), max(e for _, e in windows)) if windows else None
    match times.how:
        case "span":
            span = _span(token, times, names)
        case "from":
            span = _from(token, times, names, around, parts)
        case "until":
            span = _until(token, times, names, around, parts)
        case _:
            raise _point(token, times, names)
    if around and (span[0] >= around[1] or span[1] <= around[0]):
        raise Doubt(token, Unsure.CONTRADICTION)
    return span


def _on_the_quarter(token: Token, times: Times) -> None:
    ends = [clock for clock in (times.start, times.end) if clock]
    if all(clock.minutes % 15 == 0 for clock in ends):
        return
    joint = {"from": "från ", "until": "senast "}.get(times.how, "")
    down = (_exact(clock.minutes // 15) for clock in ends)
    up = (_exact(-(-clock.minutes // 15)) for clock in ends)
    answers = (joint + "–".join(down), joint + "–".join(up))
    raise Doubt(token, Unsure.QUARTER, answers)


def _meanings(clock: Clock, names: set[str]) -> list[int]:
    """The minutes since midnight that are possible, the likelier first."""
    if clock.sure or clock.minutes >= 13 * 60:
        return [clock.minutes]
    later = clock.minutes + _NOON if clock.minutes < _NOON else clock.minutes
    if names & _PM_PARTS:
        return [later]
    if names & _AM_PARTS:
        return [clock.minutes]
    if names:  # lunch, dagtid, hela dagen
        return [later if clock.minutes < _MORNING_MAY_BE_MEANT else clock.minutes]
    if clock.minutes < _MORNING_MAY_BE_MEANT:
        return [later, clock.minutes]
    return list(dict.fromkeys((clock.minutes, later)))


def _span(token: Token, times: Times, names: set[str]) -> Span:
    assert times.start
    assert times.end
    start, end = times.start, times.end
    ends = [24 * 60] if end.minutes == 0 else _meanings(end, names)
    pairs = [(s, e) for s in _meanings(start, names) for e in ends if s < e]
    as_written = (start.minutes, end.minutes or 24 * 60)
    is_plain = start.sure or start.minutes >= _MORNING_MAY_BE_MEANT
    if as_written in pairs and (is_plain or len(pairs) == 1):
        return as_written[0] // 15, as_written[1] // 15
    if names and pairs:
        return pairs[0][0] // 15, pairs[0][1] // 15
    likely = sorted(pairs, key=lambda p: (not 7 * 60 <= p[0] < 20 * 60, p[1] - p[0]))
    if not likely and start.minutes != end.minutes:
        likely = [(start.minutes, 24 * 60)] if start.minutes >= 18 * 60 else [as_written[::-1]]
    likely = [p for p in likely if p[1] - p[0] <= _LONGEST_LIKELY] or likely
    answers = tuple(_exact_span((s // 15, e // 15)) for s, e in likely[:3])
    raise Doubt(token, Unsure.HOUR if pairs else Unsure.CONTRADICTION, answers)


def _from(
    token: Token, times: Times, names: set[str], around: Span | None, parts: DayParts
) -> Span:
    end = around[1] if around else parts.day[1]
    if times.start is None:
        start = _after_lunch(token, around, parts)
    else:
        start = _one(token, times.start, names, "från {}") // 15
    end = end if start < end else 96
    if start >= end:
        raise Doubt(token, Unsure.CONTRADICTION)
    return start, end


def _after_lunch(token: Token, around: Span | None, parts: DayParts) -> int:
    """Efter lunch: the afternoon, or to the end of the day? "Em efter lunch" says which."""
    start = parts.lunch[1]
    if around is None and start < parts.afternoon[1] < parts.day[1]:
        ends = (parts.afternoon[1], parts.day[1])
        answers = tuple(_exact_span((start, end)) for end in ends)
        raise Doubt(token, Unsure.HOUR, answers)
    return start


def _until(
    token: Token, times: Times, names: set[str], around: Span | None, parts: DayParts
) -> Span:
    end = parts.lunch[0] if times.end is None else _one(token, times.end, names, "senast {}") // 15
    begins = [around[0]] if around else []
    start = next((s for s in (*begins, parts.day[0], parts.morning[0], 0) if s < end), None)
    if start is None:
        raise Doubt(token, Unsure.CONTRADICTION)
    return start, end


def _one(token: Token, clock: Clock, names: set[str], text: str) -> int:
    meanings = _meanings(clock, names)
    if len(meanings) == 1 or clock.minutes >= _EVENING_MAY_BE_MEANT:
        return meanings[0]
    raise Doubt(token, Unsure.HOUR, tuple(text.format(_exact(m // 15)) for m in meanings))


def _point(token: Token, times: Times, names: set[str]) -> Doubt:
    """A point is no span: it is shown back as some, in the likelier half of the day first."""
    assert times.start
    return Doubt(token, Unsure.POINT, tuple(_from_point(_meanings(times.start, names))))


def _from_point(meanings: list[int]) -> Iterator[str]:
    first = meanings[0] // 15
    for length in (4, 8):
        if first + length <= 96:
            yield _exact_span((first, first + length))
    yield f"från {_exact(first)}"
    for other in meanings[1:]:
        if other < _NIGHT:
            yield _exact_span((other // 15, other // 15 + 4))


def _exact_span(span: Span) -> str:
    """As the echo says it, but never to be doubted again: 07–09, 13–15."""
    start, end = span
    return f"{_exact(start)}–{_exact(end)}" if start < 52 else span_said(span)


def _exact(quarters: int) -> str:
    hour, minute = divmod(quarters, 4)
    return f"{hour:02}.{minute * 15:02}" if hour < 10 else clock_said(quarters)
