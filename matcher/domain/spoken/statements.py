"""Tokens to statements: which days go with which times.

mån och ons em                   days wait for the time that follows
tisdagar fm och torsdagar em     a day after a finished statement begins the next
em på tisdagar och torsdagar     said time first, the days that follow share it
kvällar och lördagar             lacks a day, or the evenings of Saturdays: asked about
alla dagar utom fredag           what follows a "not" is taken away
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from matcher.domain.spoken.reader import Token
from matcher.domain.spoken.words import AND, WEEKDAY_PARTS, Kind

_TIMES = (Kind.PART, Kind.SPAN)
_RHYTHMS = (Kind.PARITY, Kind.FORTNIGHT, Kind.NTH, Kind.RED)
_WEEKEND = {5, 6}


@dataclass(slots=True, eq=False)
class Statement:
    """Days, times and rhythm that belong together. `times` has a list for each "och"."""

    is_not: bool = False
    is_not_by_neighbour: bool = False  # the "not" stood before an earlier day of the list
    denied_by_neighbour: set[int] = field(default_factory=set)  # days taken in from such a breath
    after_separator: bool = True
    days: set[int] = field(default_factory=set)
    times: list[list[Token]] = field(default_factory=list)
    rhythm: list[Token] = field(default_factory=list)
    limits: list[Token] = field(default_factory=list)
    tokens: list[Token] = field(default_factory=list)
    denial: Token | None = None  # the "not" itself, for its place
    scope_unsure: bool = False  # whether the rhythm is for its neighbours too
    time_unsure: bool = False  # whether a neighbour's time is meant: "måndagar och onsdagskvällar"
    is_joined: bool = False  # whether an "och" and no comma stands before it
    may_be_apart: bool = False  # "kvällar och lördagar": the evenings of other days as well?

    @property
    def start(self) -> int:
        """Where it begins in the text."""
        begins = min(token.start for token in self.tokens)
        return min(begins, self.denial.start) if self.denial else begins

    @property
    def end(self) -> int:
        """Where it ends in the text."""
        return max(token.end for token in self.tokens)

    @property
    def is_time_first(self) -> bool:
        """Said as "em på tisdagar"."""
        return self._begins(_TIMES, (Kind.DAYS,))

    @property
    def is_compound(self) -> bool:
        """Said as "tisdagskvällar": the time is this day's alone."""
        places = {token.start for token in self.tokens if token.kind is Kind.DAYS}
        return any(token.start in places for breath in self.times for token in breath)

    @property
    def is_rhythm_first(self) -> bool:
        """Said as "jämna torsdagar"."""
        return self._begins(_RHYTHMS, (Kind.DAYS, *_TIMES))

    def take(self, token: Token) -> None:
        """One more token of the same breath."""
        self.tokens.append(token)
        if token.kind is Kind.DAYS:
            assert isinstance(token.value, frozenset)
            self.days |= token.value
        elif token.kind in _TIMES:
            self.times = self.times or [[]]
            self.times[0].append(token)
        elif token.kind in _RHYTHMS:
            self.rhythm.append(token)
        else:
            self.limits.append(token)

    def absorb(self, other: "Statement") -> None:
        """What was said in another breath belongs here."""
        self.days |= other.days
        if other.is_not_by_neighbour:
            self.denied_by_neighbour |= other.days
        self.times += other.times
        self.rhythm += other.rhythm
        self.limits += other.limits
        self.tokens += other.tokens

    def _begins(self, these: Iterable[Kind], those: Iterable[Kind]) -> bool:
        kinds = [token.kind for token in self.tokens if token.kind in (*these, *those)]
        return bool(kinds) and kinds[0] in these and any(kind in those for kind in kinds)


def statements(tokens: Iterable[Token]) -> list[Statement]:
    """The statements of one sentence, in order."""
    found: list[Statement] = []
    leading: Statement | None = None
    for breath in _breaths(tokens):
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


def _breaths(tokens: Iterable[Token]) -> list[Statement]:
    """What stands between separators; a "not" begins a new breath."""
    found = [Statement()]
    for token in tokens:
        if token.kind is Kind.SEP:
            joined = token.value == AND
            denied = _goes_on_denying(found[-1], joined=joined)
            found.append(Statement(is_not=denied, is_not_by_neighbour=denied, is_joined=joined))
        elif token.kind is Kind.NOT:
            begins = not found[-1].tokens
            found.append(Statement(is_not=True, after_separator=begins, denial=token))
        else:
            if _begins_anew(found[-1], token):
                found.append(_next_breath(found[-1]))
            found[-1].take(token)
    for breath in found:
        if breath.is_not_by_neighbour and breath.times:
            breath.is_not = False
    for breath, after in pairwise(found):
        if after.denial and not (after.tokens or after.after_separator):
            breath.is_not = True  # "tisdag ej": the "not" came last
            breath.tokens.append(after.denial)
    return [breath for breath in found if breath.tokens]


def _begins_anew(breath: Statement, token: Token) -> bool:
    """Måndag fm onsdag em, fm måndag em onsdag: a new breath though nothing stands between."""
    if not (breath.days and breath.times):
        return False
    if token.kind is Kind.DAYS:
        return not breath.is_time_first
    has_part = any(time.kind is Kind.PART for times in breath.times for time in times)
    return token.kind is Kind.PART and breath.is_time_first and has_part


def _next_breath(breath: Statement) -> Statement:
    """An ordinal goes with the day that follows; another rhythm may be either day's."""
    after = Statement(is_not=breath.is_not)
    last = breath.tokens[-1]
    if last.kind is Kind.NTH:
        breath.tokens.pop()
        breath.rhythm.remove(last)
        after.take(last)
    breath.scope_unsure |= bool(breath.rhythm)
    return after


def _goes_on_denying(last: Statement, *, joined: bool) -> bool:
    """Inte tisdagar och torsdagar: the second day is denied too; a time ends it. So is the second
    thing of "inte kvällar eller helger", where no comma stands between.
    """
    if last.days:
        return last.is_not and not last.times
    return last.is_not and bool(last.times) and joined


def _place(breath: Statement, found: list[Statement]) -> None:
    last = found[-1] if found else None
    if breath.days and breath.times:
        _with_its_own_time(breath, found)
    elif last is None or last.is_not != breath.is_not:
        found.append(breath)
    elif breath.days:
        _days_alone(breath, last, found)
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
        if breath.is_compound:
            earlier.time_unsure = True
            found.append(earlier)
        elif earlier.rhythm or earlier.limits or breath.is_rhythm_first:
            earlier.times = breath.times
            earlier.scope_unsure |= _is_loose(earlier) and not breath.rhythm
            found.append(earlier)
        else:
            breath.days |= earlier.days
            breath.tokens = earlier.tokens + breath.tokens
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
