"""What a statement means, or the doubt that must be settled first."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, cast

from matcher.domain.availability import NOTHING_SAID, Availability, every_second_week
from matcher.domain.calendar_weeks import QUARTERS_IN_DAY
from matcher.domain.spoken.breaths import Statement
from matcher.domain.spoken.echo import day_said
from matcher.domain.spoken.hours import Doubt, hours
from matcher.domain.spoken.kinds import RED_TOO, Kind
from matcher.domain.spoken.questions import Unsure
from matcher.domain.spoken.reader import Token
from matcher.domain.spoken.words import WEEKDAY_PARTS
from matcher.domain.when import patterns
from matcher.domain.when.day_parts import DayParts, Span, bits
from matcher.domain.when.patterns import Kinds
from matcher.domain.when.pieces import ALWAYS

_ALL_DAYS = range(7)
_WEEKDAYS = range(5)
_ASKS: dict[object, tuple[Unsure, tuple[str, ...]]] = {
    "free": (Unsure.AWAY_OR_FREE, ()),
    "holidays": (Unsure.RED_DAYS, ("lördagar och söndagar", "röda dagar")),
    "night": (Unsure.HOUR, ("22–24", "00–06")),
    "rhythm": (Unsure.RHYTHM, ("varje vecka", "varannan vecka")),
    "some": (Unsure.TIME, ("ett par timmar i veckan", "fyra timmar i månaden")),
    "after": (Unsure.HOUR, ("från 14", "från 15", "från 16")),
}


def meaning(of: Statement, text: str, *, on: date, parts: DayParts) -> Availability:
    """The times that the statement names. Raises Doubt."""
    for token in of.limits:
        if token.kind is Kind.ASK:
            raise Doubt(token, *_ASKS[token.value])
    days = _days(of, text)
    spans = [span for breath in of.times for span in hours(breath, parts)] or _whole(of, parts)
    found = _laid(days, spans, _kinds(of, sorted(days), on))
    reds = {token.value for token in of.rhythm if token.kind is Kind.RED}
    if RED_TOO in reds:
        found |= _laid(set(_ALL_DAYS), spans, Kinds(red=patterns.RED))
    return _limited(found, of)


def _laid(days: set[int], spans: Sequence[Span], kinds: Kinds) -> Availability:
    quarters = 0
    for span in spans:
        quarters |= bits(span)
    return Availability(((ALWAYS, patterns.pattern(days, quarters, kinds.bits)),))


def _whole(of: Statement, parts: DayParts) -> list[Span]:
    """No time said: the centre's day; what is denied is denied at all hours."""
    return [(0, QUARTERS_IN_DAY)] if of.is_not else [parts.day]


def _days(of: Statement, text: str) -> set[int]:
    named = {str(t.value) for breath in of.times for t in breath if t.kind is Kind.PART}
    if of.days:
        return of.days
    if of.is_not or any(token.kind is Kind.RED for token in of.rhythm):
        return set(_ALL_DAYS)
    if named and named <= WEEKDAY_PARTS:
        return set(_WEEKDAYS)
    if of.times and (single := _single_days(of)):
        return {day.weekday() for day in single}
    words = text[of.start : of.end]
    if any(token.kind is Kind.DATES for token in of.limits) and not of.times:
        answers = (f"bortrest {words}", f"alla dagar {words}")
        raise Doubt(of, Unsure.AWAY_OR_FREE, answers)
    which = ("vardagar", "alla dagar", "lördagar och söndagar")
    if not of.times:
        which = ("vardagar dagtid", "vardagskvällar", "lördagar och söndagar")
    raise Doubt(of, Unsure.DAYS, tuple(f"{days} {words}" for days in which))


def _single_days(of: Statement) -> list[date]:
    """The days, where nothing but single days is named."""
    stretches: list[Any] = [token.value for token in of.limits if token.kind is Kind.DATES]
    return [first for first, _ in stretches] if all(a == b for a, b in stretches) else []


def _kinds(of: Statement, days: Sequence[int], on: date) -> Kinds:
    """The rhythm as conditions on the day; two that exclude each other are a doubt."""
    parity, nth, red = patterns.BOTH, patterns.ANY_NTH, patterns.ORDINARY
    half = patterns.BOTH
    for token in of.rhythm:
        match token.kind, token.value:
            case Kind.PARITY, int(value):
                parity &= value
            case Kind.NTH, int(value):
                nth &= value
            case Kind.RED, int(value):
                red = patterns.BOTH if value == RED_TOO else value
            case _:
                half = every_second_week(_anchor(token, of, days, on)).fortnight
    if not parity or not nth:
        raise Doubt(of, Unsure.CONTRADICTION)
    if of.is_not or _single_days(of):
        red = patterns.BOTH  # who names a day knows whether it is red
    return Kinds(parity, half, nth, red)


def _anchor(token: Token, of: Statement, days: Sequence[int], on: date) -> date:
    """The date that tells which of the two weeks; without one, the coming two are proposed."""
    told: dict[Kind, Any] = {limit.kind: limit.value for limit in of.limits}
    for kind in (Kind.ANCHOR, Kind.FIRST):
        if kind in told:
            return cast(date, told[kind])
    if Kind.DATES in told:
        return cast(date, told[Kind.DATES][0])
    coming = on + timedelta(days=(days[0] - on.weekday()) % 7)
    raise Doubt(
        token,
        Unsure.START,
        tuple(
            f"varannan vecka räknat från {day_said(coming + timedelta(days=7 * week))}"
            for week in (0, 1)
        ),
    )


def _limited(found: Availability, of: Statement) -> Availability:
    stretches = []
    for token in of.limits:
        value: Any = token.value
        if token.kind is Kind.FIRST:
            found = found.between(value, None)
        elif token.kind is Kind.UNTIL:
            found = found.between(None, value)
        elif token.kind is Kind.DATES:
            stretches.append(value)
    if not stretches:
        return found
    limited = NOTHING_SAID
    for first, last in stretches:
        limited |= found.between(first, last)
    return limited


def scope_is_unsure(positives: Sequence[Statement], text: str) -> Statement | None:
    """The statement whose rhythm or dates may be meant for its neighbours too."""
    if len(positives) < 2:
        return None
    for each in positives:
        others = [other for other in positives if other is not each]
        if each.scope_unsure and any(other.rhythm != each.rhythm for other in others):
            return each
    first, last = positives[0], positives[-1]
    if last.rhythm and not last.is_rhythm_first and not any(s.rhythm for s in positives[:-1]):
        return last
    if last.limits and not any(s.limits for s in positives[:-1]):
        return last
    if first.is_rhythm_first and _is_of_weeks(first.rhythm[0], text):
        return None if any(s.rhythm for s in positives[1:]) else first
    return None


def _is_of_weeks(token: Token, text: str) -> bool:
    """Said as "jämna veckor …" and not as "jämna torsdagar"."""
    return " " in text[token.start : token.end]


def shared(positives: Sequence[Statement], owner: Statement) -> list[Statement]:
    """The statements, all with the owner's rhythm and dates."""
    return [replace(each, rhythm=owner.rhythm, limits=owner.limits) for each in positives]
