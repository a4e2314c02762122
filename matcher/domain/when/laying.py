"""How a wish for so many meetings is laid over some weeks.

"Every second week" leaves it open which: the even ones or the odd. Most years that is the same
as the first or the second half of each fortnight. But odd weeks 53 and 1 follow each other, and
who goes "odd weeks" keeps to the numbers: so where the weeks cross such a New Year, both keep
the wish. Each laying is one group of weeks for every wished meeting.
"""

from datetime import date, timedelta
from functools import lru_cache

FORTNIGHT = 2  # weeks
MONTHLY = 4  # weeks; from here on any week of the block will do, since months drift

Group = tuple[int, ...]  # weeks by their place; a meeting is held in the first of them that it can
Laying = tuple[Group, ...]  # one for each wished meeting


def wished(every_weeks: int, weeks: int) -> int:
    """How many meetings the wish means within so many weeks."""
    return -(-weeks // every_weeks)


@lru_cache(maxsize=64)
def layings(every_weeks: int, weeks: int, turns: tuple[int, ...] = ()) -> tuple[Laying, ...]:
    """All that keep the wish: in every week, or each second or third in step; by blocks of weeks
    where it is rarer.

    `turns` as the function below tells them. Those of fewer meetings come first, so that nobody is
    told that a meeting is missing in a week that was never meant. Raises ValueError where the wish
    does not go into the weeks.
    """
    if every_weeks < 1 or weeks < every_weeks:
        raise ValueError(f"a meeting every {every_weeks} weeks does not go into {weeks} weeks")
    if every_weeks >= MONTHLY:
        blocks = range(0, weeks, every_weeks)
        return (tuple(tuple(range(weeks)[first : first + every_weeks]) for first in blocks),)
    phases = [range(phase, weeks, every_weeks) for phase in range(every_weeks)]
    laid: list[Laying] = [tuple((week,) for week in phase) for phase in phases]
    if every_weeks == FORTNIGHT:
        most = wished(every_weeks, weeks)
        laid += [numbers[:most] for turn in turns for numbers in _by_number(weeks, turn)]
    return tuple(sorted(laid, key=len))


def turns(first_day: date, weeks: int) -> tuple[int, ...]:
    """Which of the weeks from that day follow one that is odd as they are, by their place.

    None but where week 53 is followed by week 1. Weeks that begin on another day than Monday
    belong to two ISO weeks: their Mondays then turn one place before their Sundays.
    """
    sides = {_turn(first_day, weeks), _turn(first_day + timedelta(days=6), weeks)}
    return tuple(sorted(turn for turn in sides if turn is not None))


@lru_cache(maxsize=64)
def most_alike(weeks: int, turns: tuple[int, ...]) -> int:
    """How many of so many weeks are even at the most, or odd. Five of eight may be odd, where 53
    and 1 are two of them.
    """
    sides = [len(side) for turn in turns or (weeks,) for side in _by_number(weeks, turn)]
    return max(sides)


@lru_cache(maxsize=64)
def _turn(day: date, weeks: int) -> int | None:
    odd = [(day + timedelta(weeks=week)).isocalendar().week & 1 for week in range(weeks)]
    return next((week for week in range(1, weeks) if odd[week] == odd[week - 1]), None)


def _by_number(weeks: int, turn: int) -> list[Laying]:
    """The weeks of even and of odd numbers, where those at `turn` and before it are alike."""
    sides = [(week + (week >= turn)) & 1 for week in range(weeks)]
    groups = [tuple((week,) for week in range(weeks) if sides[week] == side) for side in (0, 1)]
    return [weeks_of for weeks_of in groups if weeks_of]
