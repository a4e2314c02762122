"""The frame of a pair: when the two would meet, and how far one of them would go."""

from dataclasses import dataclass
from datetime import date, time


@dataclass(frozen=True, slots=True)
class Meeting:
    """The concrete frame in the week (R39)."""

    weekday: int  # 0 is Monday
    start: time
    minutes: int
    every_weeks: int  # 0: once
    first_on: date
    met: int  # of the wished weeks ahead, how many it holds in
    of: int
    parity: str | None = None  # "even", "odd" when only such weeks

    def minutes_between(self, other: "Meeting") -> int:
        """From the end of the earlier to the start of the later of a day; below 0: they overlap."""
        first, second = sorted((self, other), key=lambda meeting: meeting.start)
        later, earlier = (60 * one.start.hour + one.start.minute for one in (second, first))
        return later - earlier - first.minutes


SHORT_MINUTES, SHORT_KM = 20, 1.0  # one way; the km by foot
LONG_MINUTES = 60


@dataclass(frozen=True, slots=True)
class Way:
    """How far the volunteer goes, and how precisely we know."""

    km: float
    uncertain_km: float
    same_place: bool  # both known only to the same point: an estimate, never 0 km
    mode: str | None
    minutes: int | None

    @property
    def is_short(self) -> bool:
        """So short that nobody has to say how far she would go."""
        if self.minutes is None:
            return self.km + self.uncertain_km <= SHORT_KM
        return self.minutes <= SHORT_MINUTES

    def is_long_for(self, visit_minutes: int) -> bool:
        """More than an hour, and longer than the visit itself: who goes so far seldom goes on."""
        return self.minutes is not None and self.minutes > max(LONG_MINUTES, visit_minutes)
