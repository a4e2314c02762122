"""When a pair usually meets: "tisdagar 10–11.30 varannan vecka", as they have agreed themselves.

It is counted from one day on which they meet, so that every second week is the same weeks in a
year of 53 too (R97). It is kept so that nobody has to remember it, and binds nobody.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from matcher.domain.availability import EVERY_WEEK, Availability, every_second_week, weekly
from matcher.domain.calendar_weeks import QUARTERS_IN_DAY

EVERY = (1, 2, 4)  # weeks between two times
LONGEST = 12 * 60  # minutes


@dataclass(frozen=True, slots=True)
class RegularTime:
    """A weekday, a time on the wall in Stockholm, how long, and every how many weeks. Raises
    ValueError for what cannot be.
    """

    first_on: date
    start: time
    minutes: int
    every_weeks: int = 1

    def __post_init__(self) -> None:
        if self.every_weeks not in EVERY or not 1 <= self.minutes <= LONGEST:
            raise ValueError("no regular time")

    def next_on(self, today: date) -> date:
        """The day on which they meet next: today, or after it."""
        rhythm = timedelta(weeks=self.every_weeks)
        turns = -((self.first_on - today) // rhythm)  # begun ones count whole
        return self.first_on + max(turns, 0) * rhythm

    @property
    def taken(self) -> Availability:
        """The times it takes up, in whole quarters. The calendar counts no fourth weeks: every
        second is taken then, so that nobody is promised twice.
        """
        minute = 60 * self.start.hour + self.start.minute
        begins, ends = minute // 15, min(-(-(minute + self.minutes) // 15), QUARTERS_IN_DAY)
        when = EVERY_WEEK if self.every_weeks == 1 else every_second_week(self.first_on)
        return weekly([self.first_on.weekday()], begins, ends, when).between(self.first_on, None)

    def to_json(self) -> dict[str, Any]:
        """Plain words and numbers."""
        return {
            "first_on": self.first_on.isoformat(),
            "start": f"{self.start:%H:%M}",
            "minutes": self.minutes,
            "every_weeks": self.every_weeks,
        }

    @classmethod
    def from_json(cls, found: Mapping[str, Any]) -> "RegularTime":
        """Back from `to_json`. Raises ValueError, KeyError or TypeError for anything else."""
        return cls(
            date.fromisoformat(found["first_on"]),
            time.fromisoformat(found["start"]),
            found["minutes"],
            found["every_weeks"],
        )
