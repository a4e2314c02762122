"""What is said in one breath: the days, times and rhythm between two separators."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from matcher.domain.spoken.kinds import AND, Kind
from matcher.domain.spoken.reader import Token

_TIMES = (Kind.PART, Kind.SPAN)
_RHYTHMS = (Kind.PARITY, Kind.FORTNIGHT, Kind.NTH, Kind.RED)


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
    later: list[list[Token]] = field(default_factory=list)  # "tis fm, kvällar": whose evenings?

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
    def is_half(self) -> bool:
        """Said as "tisdag-": the time that is to come is this day's too."""
        return any(token.is_half for token in self.tokens if token.kind is Kind.DAYS)

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


def breaths(tokens: Iterable[Token]) -> list[Statement]:
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
    for before, breath in pairwise(found):
        if breath.is_not_by_neighbour and breath.times and not before.is_half:
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
