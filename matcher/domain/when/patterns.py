"""A week's pattern: which quarters of which weekday, on which kinds of day.

A pattern is a tuple of `(weekday, kinds, quarters)`: on that weekday (0 Monday), for the days
whose kind is a bit of `kinds` (48 of them, `calendar_weeks.kind_of`), the quarters of the day
whose bits are set. Within a weekday no quarter stands twice, and no two entries have the same
kinds. So two patterns that mean the same *are* the same, and "and", "or", "minus" are the
bitwise operations on kinds, quarter by quarter.
"""

import math
import operator
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations

from matcher.domain.calendar_weeks import KINDS_OF_DAY, NTH_CASES, WHOLE_DAY

Entry = tuple[int, int, int]
Pattern = tuple[Entry, ...]
EMPTY: Pattern = ()

UNSAID = [(0, WHOLE_DAY)]  # a weekday without entries: all of it has no kinds
EVEN, ODD = 1, 2  # bits of `Kinds.parity`
FIRST, SECOND, THIRD, FOURTH, FIFTH, LAST = 1, 2, 4, 8 | 16, 32, 16 | 32  # bits of `Kinds.nth`
ORDINARY, RED = 1, 2  # bits of `Kinds.red`
BOTH, ANY_NTH = 3, (1 << NTH_CASES) - 1


@dataclass(frozen=True, slots=True)
class Kinds:
    """The kinds of day that meet four conditions at once; each is a set of bits.

    `fortnight` has bit 0 and bit 1 for the two halves of `calendar_weeks.fortnight`.
    """

    parity: int = BOTH
    fortnight: int = BOTH
    nth: int = ANY_NTH
    red: int = ORDINARY

    @property
    def bits(self) -> int:
        """The days that meet all four, as bits of `calendar_weeks.kind_of`."""
        return _bits(self)


@lru_cache(maxsize=1024)
def _bits(of: Kinds) -> int:
    found = 0
    for kind in range(KINDS_OF_DAY):
        rest, red = divmod(kind, 2)
        rest, nth = divmod(rest, NTH_CASES)
        parity, half = divmod(rest, 2)
        meets = of.parity >> parity & of.fortnight >> half & of.nth >> nth
        found |= (meets & of.red >> red & 1) << kind
    return found


_EVERY_SECOND = (Kinds(parity=EVEN), Kinds(parity=ODD), Kinds(fortnight=1), Kinds(fortnight=2))
_ONCE_A_MONTH = (
    *(Kinds(nth=1 << case) for case in range(NTH_CASES)),
    Kinds(nth=FOURTH),
    Kinds(nth=LAST),
)
_TWICE_A_MONTH = tuple(
    Kinds(nth=one | other)
    for one, other in combinations((FIRST, SECOND, THIRD, FOURTH, LAST), 2)
    if one | other != FOURTH | LAST  # which are the same day in most months
)


def weeks_between(kinds: Iterable[int]) -> int:
    """4 where every entry is of one same day in the month, 2 where of every second week or of two
    days in the month, "första och tredje tisdagen", else 1.
    """
    told = 0
    for bits in kinds:
        told |= bits
    for weeks, ways in ((4, _ONCE_A_MONTH), (2, _EVERY_SECOND + _TWICE_A_MONTH)):
        if told and any(not told & ~replace(way, red=ORDINARY | RED).bits for way in ways):
            return weeks
    return 1


def kinds_of(bits: int) -> tuple[Kinds, ...]:
    """Any set of kinds as the fewest-split list of conditions whose union it is."""
    return tuple(Kinds(*sets) for sets in _split(bits, (2, 2, NTH_CASES, 2)))


def _split(bits: int, sizes: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """Cut along the first condition; values whose remainders agree are kept together."""
    if not sizes:
        yield ()
        return
    width = math.prod(sizes[1:])
    together: dict[int, int] = {}
    for value in range(sizes[0]):
        rest = bits >> value * width & (1 << width) - 1
        if rest:
            together[rest] = together.get(rest, 0) | 1 << value
    for rest, values in together.items():
        for deeper in _split(rest, sizes[1:]):
            yield (values, *deeper)


def pattern(days: Iterable[int], quarters: int, kinds: int) -> Pattern:
    """The same quarters on several weekdays. Raises ValueError for a day beyond Sunday."""
    days = sorted(set(days))
    if not all(0 <= day <= 6 for day in days):
        raise ValueError(f"a weekday is 0–6, not {days}")
    return tuple((day, kinds, quarters) for day in days) if quarters and kinds else EMPTY


def both(a: Pattern, b: Pattern) -> Pattern:
    """What lies in a and in b."""
    return _combined(a, b, operator.and_)


def either(a: Pattern, b: Pattern) -> Pattern:
    """What lies in a or in b."""
    return _combined(a, b, operator.or_)


def without(a: Pattern, b: Pattern) -> Pattern:
    """What lies in a and not in b."""
    return _combined(a, b, lambda left, right: left & ~right)


def _combined(a: Pattern, b: Pattern, rule: Callable[[int, int], int]) -> Pattern:
    """A weekday of which neither says anything has no kinds under any rule: it is passed over."""
    found: list[Entry] = []
    ours, theirs = _by_day(a), _by_day(b)
    for weekday in sorted(ours.keys() | theirs.keys()):
        cells: dict[int, int] = {}
        for kinds_a, quarters_a in ours.get(weekday, UNSAID):
            for kinds_b, quarters_b in theirs.get(weekday, UNSAID):
                kinds, quarters = rule(kinds_a, kinds_b), quarters_a & quarters_b
                if kinds and quarters:
                    cells[kinds] = cells.get(kinds, 0) | quarters
        found += ((weekday, kinds, cells[kinds]) for kinds in sorted(cells))
    return tuple(found)


def _by_day(of: Pattern) -> dict[int, list[tuple[int, int]]]:
    """The entries of each weekday, and the rest of that day with no kinds at all."""
    days: dict[int, list[tuple[int, int]]] = {}
    for weekday, kinds, quarters in of:
        days.setdefault(weekday, []).append((kinds, quarters))
    for entries in days.values():
        entries.append((0, WHOLE_DAY & ~sum(quarters for _, quarters in entries)))
    return days


@lru_cache(maxsize=4096)
def by_quarters(of: Pattern) -> tuple[tuple[int, int], ...]:
    """Each set of quarters with the kinds of all days that have it, 48 bits a weekday."""
    together: dict[int, int] = {}
    for weekday, kinds, quarters in of:
        together[quarters] = together.get(quarters, 0) | kinds << KINDS_OF_DAY * weekday
    return tuple(together.items())


@dataclass(frozen=True, slots=True)
class Clause:
    """What can be said in one breath: some weekdays, some spans, one set of conditions."""

    days: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]  # quarters since midnight, first and the one after the last
    kinds: Kinds

    @property
    def pattern(self) -> Pattern:
        """The clause as a pattern."""
        quarters = sum((1 << end) - (1 << start) for start, end in self.spans)
        return pattern(self.days, quarters, self.kinds.bits)


def clauses(of: Pattern) -> list[Clause]:
    """A pattern as clauses whose union it is, in the order of the week."""
    together: dict[tuple[int, int], list[int]] = {}
    for weekday, kinds, quarters in of:
        together.setdefault((kinds, quarters), []).append(weekday)
    return [
        Clause(tuple(days), tuple(spans(quarters)), condition)
        for (kinds, quarters), days in together.items()
        for condition in kinds_of(kinds)
    ]


def spans(quarters: int) -> Iterator[tuple[int, int]]:
    """The unbroken spans of a day's quarters, earliest first."""
    while quarters:
        start = (quarters & -quarters).bit_length() - 1
        rest = quarters >> start
        length = (~rest & rest + 1).bit_length() - 1
        yield start, start + length
        quarters &= ~(((1 << length) - 1) << start)
