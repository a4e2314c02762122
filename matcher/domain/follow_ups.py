"""When a pair is asked how it goes, and when its silence is something to hear about (R59, R60).

The plan stands in `config/policies.toml`; here it becomes days. A pause stops it, and it is
counted anew from the day they meet again (R64).
"""

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from typing import Any


@dataclass(frozen=True, slots=True)
class FollowUpPlan:
    """Days and months after the first meeting, and how long is too long."""

    after_meeting: tuple[int, ...]  # days; the last one ends the trial
    after_pause: tuple[int, ...]  # days, for a pair whose trial is over
    then_months: int
    settled_after_years: int
    settled_months: int
    not_met_days: int  # from a coordinator's yes
    silent_days_trial: int
    silent_days_active: int
    late_minutes: int  # after the end of a visit that was planned (R69)
    remind_days: int  # of a card that nobody has answered
    expire_days: int
    letter_days: int  # from a posted question until its answer is asked about
    reason_weeks: int  # so long a written reason for a wait past the promise holds

    @classmethod
    def from_dict(cls, table: Mapping[str, Any]) -> "FollowUpPlan":
        """From what tomllib reads. Raises TypeError for a line that is missing or unknown."""
        lists = {name: tuple(table[name]) for name in ("after_meeting", "after_pause")}
        return cls(**{**table, **lists})

    @property
    def trial_days(self) -> int:
        """How long a trial is."""
        return self.after_meeting[-1]


def planned(
    plan: FollowUpPlan, *, met_on: date, counted_from: date, in_trial: bool, until: date
) -> list[date]:
    """Every day to `until`, included, on which both are to be asked, the first one first.

    `counted_from` is the day they met, or the day on which a pause ended.
    """
    fresh = in_trial or counted_from == met_on
    first = [counted_from + timedelta(days=n) for n in _first(plan, fresh=fresh)]
    days = [day for day in first if day <= until]
    if len(days) == len(first):
        days += _later(plan, met_on, counted_from, after=first[-1], until=until)
    return days


def is_silent(since: date, *, on: date, days: int, every_weeks: int) -> int:
    """How many whole stretches of silence have passed since that day; 0: none. Who meets every
    fourth week is not silent after a fortnight.
    """
    stretch = max(days, 7 * every_weeks + 7)
    return max((on - since).days, 0) // stretch


def months_after(day: date, months: int) -> date:
    """The same day that many months later, or the last day of a shorter month."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _first(plan: FollowUpPlan, *, fresh: bool) -> tuple[int, ...]:
    return plan.after_meeting if fresh else plan.after_pause


def _later(
    plan: FollowUpPlan, met_on: date, counted_from: date, *, after: date, until: date
) -> Iterator[date]:
    """Every third month, and twice a year once two years have passed since they met."""
    settled = months_after(met_on, 12 * plan.settled_after_years)
    months = 0
    for _ in count():
        begins = months_after(counted_from, months)
        months += plan.settled_months if begins >= settled else plan.then_months
        day = months_after(counted_from, months)
        if day > until:
            return
        if day > after:
            yield day
