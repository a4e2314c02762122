"""Patterns that change on certain days, and stretches of absence: joined, cut, laid out.

A *habit* is a tuple of pieces: a pattern with the day it begins. The first begins `ALWAYS`,
each lasts until the next, and neighbours differ, so that equal habits are equal tuples.
"""

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from matcher.domain.calendar_weeks import Horizon
from matcher.domain.when.patterns import EMPTY, Kinds, Pattern, by_quarters, either, without

ALWAYS = date(1, 1, 1)  # the first piece begins before anybody's time
DAY = timedelta(days=1)
LAST = date.max.toordinal()

Piece = tuple[date, Pattern]
Habit = tuple[Piece, ...]
Stretch = tuple[date, date]  # both days included


def merged(habit: Iterable[Piece]) -> Habit:
    """In order of days, without changes that change nothing."""
    found: list[Piece] = []
    for first, week in sorted(habit):
        if not found or found[-1][1] != week:
            found.append((first, week))
    if not found or found[0][0] != ALWAYS:
        raise ValueError("a habit begins on the day ALWAYS")
    return tuple(found)


def at(habit: Habit, day: date) -> Pattern:
    """The pattern in force on a day."""
    return next(week for first, week in reversed(habit) if first <= day)


def zipped(a: Habit, b: Habit, rule: Callable[[Pattern, Pattern], Pattern]) -> Habit:
    """The rule applied to both patterns, from each day on which one of them changes."""
    days = sorted({first for first, _ in (*a, *b)})
    return merged((day, rule(at(a, day), at(b, day))) for day in days)


def only_between(habit: Habit, first: date | None, last: date | None) -> Habit:
    """The habit from `first` to `last`, both included; None is no limit."""
    if first:
        later = (piece for piece in habit if piece[0] > first)
        habit = ((ALWAYS, EMPTY), (first, at(habit, first)), *later)
    if last:
        habit = (*(piece for piece in habit if piece[0] <= last), (last + DAY, EMPTY))
    return merged(habit)


def outside(habit: Habit, away: Iterable[Stretch]) -> Habit:
    """The habit with nothing in it during the stretches."""
    for first, last in away:
        gone = ((ALWAYS, EMPTY), (first, at(habit, first)), (last + DAY, EMPTY))
        inner = (piece for piece in habit if first < piece[0] <= last)
        habit = zipped(habit, merged((*gone, *inner)), without)
    return habit


def with_red_days(habit: Habit) -> Habit:
    """The same on red days as on ordinary ones."""
    shift = 1  # the red kind of a day stands one bit above its ordinary kind
    ordinary = Kinds().bits
    return merged(
        (first, either(week, tuple((d, (k & ordinary) << shift, q) for d, k, q in week)))
        for first, week in habit
    )


def joined(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """In order; those that overlap or follow upon each other are one."""
    found: list[Stretch] = []
    for first, last in sorted(stretches):
        if found and first <= found[-1][1] + DAY:
            found[-1] = found[-1][0], max(last, found[-1][1])
        else:
            found.append((first, last))
    return tuple(found)


def common(a: Iterable[Stretch], b: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """The days in a stretch of each."""
    b = tuple(b)
    pairs = ((max(p[0], q[0]), min(p[1], q[1])) for p in a for q in b)
    return joined(pair for pair in pairs if pair[0] <= pair[1])


def laid_out(habit: Habit, away: Iterable[Stretch], days: Horizon) -> int:
    """The habit over real days: one bit a quarter, 96 a day."""
    mask, last = 0, LAST
    for first, week in reversed(habit):
        begins = first.toordinal()
        if week and (within := days.between(begins, last)):
            here = 0
            for quarters, kinds in by_quarters(week):
                here |= days.laid(quarters, kinds)
            mask |= here & within
        last = begins - 1
    for first, until in away:
        mask ^= mask & days.between(first.toordinal(), until.toordinal())
    return mask & days.real


def seasons(habit: Habit) -> list[tuple[date | None, date | None, Pattern]]:
    """The habit taken apart so that it can be said: what holds from when until when.

    Times that hold through several pieces are said once, with their whole stretch.
    """
    together: list[tuple[frozenset[int], Pattern]] = [(frozenset(), _union(habit))]
    for i, (_, week) in enumerate(habit):
        together = [
            part
            for where, rest in together
            for part in (
                (where | {i}, without(rest, without(rest, week))),
                (where, without(rest, week)),
            )
            if part[1]
        ]
    return [
        (*_stretch(habit, first, last), week)
        for where, week in sorted(together, key=lambda part: sorted(part[0]))
        for first, last in _runs(sorted(where))
    ]


def _union(habit: Habit) -> Pattern:
    found: Pattern = EMPTY
    for _, week in habit:
        found = either(found, week)
    return found


def _runs(numbers: list[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1] = runs[-1][0], number
        else:
            runs.append((number, number))
    return runs


def _stretch(habit: Habit, first: int, last: int) -> tuple[date | None, date | None]:
    begins, ends = habit[first][0], habit[last + 1][0] - DAY if last + 1 < len(habit) else None
    return (None if begins == ALWAYS else begins), ends
