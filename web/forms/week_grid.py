"""The week grid: three parts of seven days, as boxes to tick and as times."""

from collections.abc import Iterable
from typing import Any

from wtforms import SelectMultipleField

from matcher.domain.availability import NOTHING_SAID, Availability, from_grid
from matcher.domain.when.day_parts import GRID_PARTS
from web.forms.fields import choice

WEEK_SLOTS = 7 * len(GRID_PARTS)


class WeekField(SelectMultipleField):
    """The week grid: slots 0–20, three parts a day from Monday's forenoon."""

    def __init__(self, label: Any = None, validators: Any = None, **rest: Any):
        choices = [choice(str(slot), str(slot)) for slot in range(WEEK_SLOTS)]
        super().__init__(label, validators, coerce=int, choices=choices, **rest)

    @property
    def availability(self) -> Availability:
        """The ticked boxes as times; none ticked is nothing said."""
        return from_slots(self.data or ())


def from_slots(slots: Iterable[int]) -> Availability:
    """The times that boxes of the week grid say."""
    return from_grid((slot // 3, GRID_PARTS[slot % 3]) for slot in slots)


def slots_of_availability(availability: Availability | None, *, partly: bool = False) -> list[int]:
    """The boxes that say it, for a form to begin with; `partly` also those partly said."""
    cells = (availability or NOTHING_SAID).grid(partly=partly)
    return sorted(3 * day + GRID_PARTS.index(part) for day, part in cells)
