"""Tokens to statements: which days go with which times.

mån och ons em                   days wait for the time that follows
tisdagar fm och torsdagar em     a day after a finished statement begins the next
em på tisdagar och torsdagar     said time first, the days that follow share it
kvällar och lördagar             lacks a day, or the evenings of Saturdays: asked about
tis fm, kvällar                  the evenings of Tuesdays, or all: asked about
alla dagar utom fredag           what follows a "not" is taken away
"""

from collections.abc import Iterable

from matcher.domain.spoken.breaths import Statement, breaths
from matcher.domain.spoken.kinds import Kind
from matcher.domain.spoken.reader import Token
from matcher.domain.spoken.words import WEEKDAY_PARTS

_WEEKEND = {5, 6}
_WEEKDAYS = set(range(5))


def statements(tokens: Iterable[Token]) -> list[Statement]:
    """The statements of one sentence, in order."""
    found: list[Statement] = []
    leading: Statement | None = None
    for breath in breaths(tokens):
        if leading and (breath.days or breath.times):
            breath.rhythm += leading.rhythm
            breath.limits += leading.limits
            breath.tokens = leading.tokens + breath.tokens
            breath.scope_unsure = bool(leading.rhythm)
            leading = None
        if not (found or breath.days or breath.times or breath.is_not):
            leading = breath
        else:
            _place(breath, found)
    return [*found, leading] if leading else found


def _place(breath: Statement, found: list[Statement]) -> None:
    last = found[-1] if found else None
    if breath.days and breath.times:
        _with_its_own_time(breath, found)
    elif last is None or last.is_not != breath.is_not:
        found.append(breath)
    elif breath.days:
        _days_alone(breath, last, found)
    elif breath.times and last.days and _may_be_of_others(breath, last):
        last.later += breath.times
        last.tokens += breath.tokens
    elif breath.times and last.days:
        last.times += breath.times  # in place: those that share the times get it too
        last.rhythm += breath.rhythm
        last.limits += breath.limits
        last.tokens += breath.tokens
    elif breath.times:
        last.absorb(breath)
    else:
        _rhythm_alone(breath, last, found)


def _with_its_own_time(breath: Statement, found: list[Statement]) -> None:
    """Days that were waiting for a time get this one."""
    if found and not found[-1].days and found[-1].times and breath.is_time_first:
        breath.times = found.pop().times + breath.times
    waiting: list[Statement] = []
    while found and _is_waiting(found[-1], breath):
        waiting.append(found.pop())
    for earlier in reversed(waiting):
        if breath.is_compound and not earlier.is_half:
            earlier.time_unsure = True
            found.append(earlier)
        elif earlier.rhythm or earlier.limits or breath.is_rhythm_first:
            earlier.times = breath.times
            earlier.scope_unsure |= _is_loose(earlier) and not breath.rhythm
            found.append(earlier)
        else:
            breath.days |= earlier.days
            breath.tokens = earlier.tokens + breath.tokens
            breath.denial = earlier.denial or breath.denial
    found.append(breath)


def _is_waiting(earlier: Statement, breath: Statement) -> bool:
    return bool(earlier.days) and not earlier.times and earlier.is_not == breath.is_not


def _is_loose(of: Statement) -> bool:
    """A rhythm that may go on to the next day; "första måndagen" goes with its day only."""
    return any(token.kind is not Kind.NTH for token in of.rhythm)


def _days_alone(breath: Statement, last: Statement, found: list[Statement]) -> None:
    shares = last.is_time_first or not last.times
    if shares and last.days and not (breath.is_rhythm_first or last.rhythm or last.limits):
        last.absorb(breath)
    elif last.is_time_first:
        breath.times = last.times
        breath.scope_unsure = _is_loose(last) and not breath.rhythm
        found.append(breath)
    elif last.times and not last.days:
        _after_a_time(breath, last, found)
    else:
        breath.scope_unsure = _is_loose(last) and not last.times and not breath.rhythm
        found.append(breath)


def _after_a_time(breath: Statement, last: Statement, found: list[Statement]) -> None:
    """Days that follow a time of no day: it is theirs, "fm och em, på tisdagar", unless an "och"
    or a weekend makes them a second thing: "kvällar och lördagar", "inte kvällar eller helger".
    """
    may_be_apart = breath.is_joined or breath.days <= _WEEKEND
    of_weekdays = {token.value for times in last.times for token in times} <= WEEKDAY_PARTS
    if may_be_apart and (breath.is_not or (of_weekdays and breath.days <= _WEEKEND)):
        found.append(breath)
        return
    breath.may_be_apart = may_be_apart
    breath.times = last.times
    breath.tokens = last.tokens + breath.tokens
    found[-1] = breath


def _may_be_of_others(breath: Statement, last: Statement) -> bool:
    """Tis fm, kvällar; lördagar och kvällar: the evenings of that day, or of all? "Tis fm och
    kväll" and "vardagar fm och kvällar" are plain, and so is a day that waited for its time.
    """
    is_general = all(token.is_general for times in breath.times for token in times)
    if breath.is_not or not is_general or last.days >= _WEEKDAYS:
        return False
    return bool(last.times) or breath.is_joined


def _rhythm_alone(breath: Statement, last: Statement, found: list[Statement]) -> None:
    """A rhythm or a date after a comma: limits are for all, a rhythm is asked about."""
    several = [each for each in found if not each.is_not]
    if any(limit.kind is Kind.DATES for limit in breath.limits):
        found.append(breath)  # more days, or days to be away? It has neither days nor times: asked
        return
    if breath.limits and not breath.rhythm:
        for each in several:
            each.limits += breath.limits
    else:
        last.rhythm += breath.rhythm
        last.limits += breath.limits
        last.scope_unsure = len(several) > 1
    last.tokens += breath.tokens
