"""To-dos in numbers: of which sort, and by when. The Monday letter and the list say the same."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy.orm import Session

from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.plans import GROUPS, TodoGroup, TodoKind
from matcher.store import open_todos
from matcher.store.open_todos import Desk, Number, Wanted

SOON = timedelta(days=6)  # "this week": what is due within seven days, today included


class When(StrEnum):
    """By when something is due. The value stands in addresses."""

    LATE = "forsenat"
    TODAY = "i-dag"
    THIS_WEEK = "i-veckan"
    BY_TODAY = "till-i-dag"  # late and today: what the Monday letter counts

    def wanted(self, today: date) -> Wanted:
        """The to-dos that are meant."""
        tomorrow, yesterday = today + timedelta(days=1), today - timedelta(days=1)
        return {
            When.LATE: Wanted(until=yesterday),
            When.TODAY: Wanted(until=today, since=today),
            When.THIS_WEEK: Wanted(until=today + SOON, since=tomorrow),
            When.BY_TODAY: Wanted(until=today),
        }[self]

    def holds(self, due_on: date, today: date) -> bool:
        """Whether what is due on that day is meant."""
        wanted = self.wanted(today)
        return (wanted.since or date.min) <= due_on <= (wanted.until or date.max)


@dataclass(frozen=True, slots=True)
class Counted:
    """Open to-dos in numbers, as of a day."""

    today: date
    numbers: tuple[Number, ...]

    def of(self, group: TodoGroup) -> int:
        """How many of the group there are."""
        return sum(one.count for one in self.numbers if one.kind in GROUPS[group])

    def due(self, group: TodoGroup | None = None) -> int:
        """How many are due today or were before; of the group, if one is named."""
        return self._until(self.today, group)

    def late(self, group: TodoGroup | None = None) -> int:
        """How many were due before today."""
        return self._until(self.today - timedelta(days=1), group)

    def at(self, when: When) -> int:
        """How many are due then."""
        return sum(one.count for one in self.numbers if when.holds(one.due_on, self.today))

    def oldest_days(self, group: TodoGroup) -> int:
        """For how many days the oldest of the group has stood."""
        days = [swedish_day(one.oldest) for one in self.numbers if one.kind in GROUPS[group]]
        return max(((self.today - made).days for made in days), default=0)

    def _until(self, day: date, group: TodoGroup | None) -> int:
        kinds = GROUPS[group] if group else frozenset(TodoKind)
        return sum(n.count for n in self.numbers if n.due_on <= day and n.kind in kinds)


def counted(
    session: Session, *, everybody: bool = False, centre: str, by: str, at: datetime
) -> Counted:
    """What lies on her desk, or on everybody's, in numbers."""
    today = swedish_day(at)
    wanted = Wanted(desk=None if everybody else Desk(by, today))
    return Counted(today, tuple(open_todos.numbers(session, wanted, centre=centre)))
