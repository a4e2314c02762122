"""How long it takes to ask: nothing is planned before somebody has had time to say yes.

A suggestion is looked at, the volunteer is asked, then the person; who goes with somebody to the
doctor wants it in her calendar. So a lasting company begins in the first whole week after the
notice, and what is once only on the first day after it.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from matcher.domain.needs import NeedProfile

DAYS_IN_WEEK = 7


class Notice(NamedTuple):
    """Days from asking to the first meeting; the second number where it is at short notice."""

    days: int = 0
    short_days: int = 0


NO_NOTICE = Notice()


def earliest_day(need: NeedProfile, asked_on: date | None, notice: Notice) -> date:
    """The first day on which it can be, for all that has to be asked first (R30)."""
    if asked_on is None:
        return date.min
    return asked_on + timedelta(days=notice.short_days if need.short_notice else notice.days)


def as_planned(needs: Sequence[NeedProfile], earliest_n: Sequence[date]) -> list[NeedProfile]:
    """The needs with the periods in which they can be met: not before the earliest day.

    A period that is over by then stays as it is; that it is over is a rule of its own.
    """
    return [_planned(need, day) for need, day in zip(needs, earliest_n, strict=True)]


def _planned(need: NeedProfile, earliest: date) -> NeedProfile:
    begins = [_first_of_week(earliest), earliest] if need.every_weeks else [earliest]
    for day in begins:
        if need.from_on is not None and need.from_on >= day:
            return need
        if earliest > date.min and (need.until_on is None or need.until_on >= day):
            return replace(need, from_on=day)
    return need


def _first_of_week(day: date) -> date:
    """That day where it is a Monday, else the next."""
    return day + timedelta(days=-day.weekday() % DAYS_IN_WEEK)
