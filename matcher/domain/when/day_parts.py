"""What a centre means by morning, forenoon, evening. Times are quarters of an hour, 0–96."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields

from matcher.domain.calendar_weeks import QUARTERS_IN_DAY

FORENOON, AFTERNOON, EVENING = "forenoon", "afternoon", "evening"
GRID_PARTS = (FORENOON, AFTERNOON, EVENING)  # the rows of the week grid at sign-up

Span = tuple[int, int]  # first quarter and the one after the last


def quarter(hour: int, minute: int = 0) -> int:
    """A time of day in quarters since midnight. Raises ValueError off the quarter."""
    if minute % 15 or not 0 <= hour * 4 + minute // 15 <= QUARTERS_IN_DAY:
        raise ValueError(f"{hour}:{minute:02} is no quarter of an hour of a day")
    return hour * 4 + minute // 15


def bits(span: Span) -> int:
    """The quarters of a span, one bit each."""
    return (1 << span[1]) - (1 << span[0])


@dataclass(frozen=True, slots=True)
class DayParts:
    """The named windows of the day. `day` is what a weekday means when no time is said."""

    morning: Span = (24, 36)  # 06–09
    forenoon: Span = (36, 48)  # 09–12
    lunch: Span = (44, 52)  # 11–13
    afternoon: Span = (48, 68)  # 12–17
    evening: Span = (68, 84)  # 17–21
    daytime: Span = (36, 64)  # 09–16
    day: Span = (36, 84)  # 09–21

    def __post_init__(self) -> None:
        for field in fields(self):
            start, end = getattr(self, field.name)
            if not 0 <= start < end <= QUARTERS_IN_DAY:
                raise ValueError(f"{field.name} runs from quarter {start} to {end}")

    def span(self, part: str) -> Span:
        """The window of that name. Raises KeyError for a name that is no part of the day."""
        if part not in {field.name for field in fields(self)}:
            raise KeyError(part)
        found: Span = getattr(self, part)
        return found

    def to_json(self) -> dict[str, list[int]]:
        """Each part's name with its two quarters."""
        return {name: list(span) for name, span in asdict(self).items()}

    @classmethod
    def from_json(cls, found: Mapping[str, list[int]]) -> "DayParts":
        """Back from `to_json`; a part left out keeps its usual window."""
        return cls(**{name: (span[0], span[1]) for name, span in found.items()})


SWEDISH_DAY = DayParts()
