"""What is to be done, as lists ask for it: on whose desk, by when, of which kinds."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from matcher.domain.accounts import Role
from matcher.domain.plans import CALLS_OF_ONE, FIRST, FIRST_OF_THE_DAY, TodoKind, TodoState
from matcher.store.absences import Absence
from matcher.store.accounts import Account, Grant
from matcher.store.base import CENTRE
from matcher.store.todos import Todo


@dataclass(frozen=True, slots=True)
class Desk:
    """Whose to-dos are meant, on a day: her own, those that nobody has, and those of colleagues
    for whom she stands in.
    """

    account_id: str
    on: date


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which open to-dos are meant: due by `until` and from `since` on, of these kinds, on a desk;
    where a part is not said, all.
    """

    until: date | None = None
    since: date | None = None
    kinds: frozenset[TodoKind] | None = None
    desk: Desk | None = None

    @property
    def said(self) -> frozenset[str]:
        """The names of the parts that are."""
        return frozenset(name for name in self.__slots__ if getattr(self, name) is not None)

    def given(self, centre: str) -> dict[str, Any]:
        """What `_open` is asked with."""
        whose = {"reader": self.desk.account_id, "on": self.desk.on} if self.desk else {}
        parts = {"until": self.until, "since": self.since, "kinds": sorted(self.kinds or ())}
        return {"centre": centre} | {name: parts[name] for name in self.said - {"desk"}} | whose


EVERYTHING = Wanted()


def still_open(
    session: Session,
    wanted: Wanted = EVERYTHING,
    *,
    centre: str,
    at_most: int = 1000,
    after: int = 0,
) -> list[Todo]:
    """What is to be done, `after` so many: those for whom somebody waits first, then the longest
    overdue; of a day the week's decision, then what has stood there longest.
    """
    given = {**wanted.given(centre), "at_most": at_most, "after": after}
    return list(session.scalars(_listed(wanted.said), given))


def how_many_open(session: Session, wanted: Wanted = EVERYTHING, *, centre: str) -> int:
    """How many `still_open` would give without limit."""
    return session.scalar(_counted(wanted.said), wanted.given(centre)) or 0


@dataclass(frozen=True, slots=True)
class Number:
    """So many open to-dos of a kind that are due on a day, and when the first of them was made."""

    kind: TodoKind
    due_on: date
    count: int
    oldest: datetime


def numbers(session: Session, wanted: Wanted = EVERYTHING, *, centre: str) -> list[Number]:
    """What is to be done, counted by kind and day."""
    found = session.execute(_numbered(wanted.said), wanted.given(centre))
    return [Number(*row) for row in found]


@cache
def _listed(said: frozenset[str]) -> sa.Select[Todo]:
    others, of_the_day = (
        sa.case((Todo.kind.in_(sorted(kinds)), 0), else_=1) for kinds in (FIRST, FIRST_OF_THE_DAY)
    )
    asked = sa.select(Todo).where(*_open(said))
    asked = asked.order_by(others, Todo.due_on, of_the_day, Todo.made_at, Todo.id)
    return asked.limit(sa.bindparam("at_most")).offset(sa.bindparam("after"))


@cache  # built once: it stands in the menu of every page
def _counted(said: frozenset[str]) -> sa.Select[int]:
    return sa.select(sa.func.count()).select_from(Todo).where(*_open(said))


@cache
def _numbered(said: frozenset[str]) -> sa.Select[TodoKind, date, int, datetime]:
    asked = sa.select(Todo.kind, Todo.due_on, sa.func.count(), sa.func.min(Todo.made_at))
    return asked.where(*_open(said)).group_by(Todo.kind, Todo.due_on)


def _open(said: frozenset[str]) -> list[sa.ColumnElement[bool]]:
    parts: dict[str, sa.ColumnElement[bool]] = {
        "until": Todo.due_on <= sa.bindparam("until"),
        "since": Todo.due_on >= sa.bindparam("since"),
        "kinds": Todo.kind.in_(sa.bindparam("kinds", expanding=True)),
        "desk": sa.or_(Todo.owner_id.is_(None), Todo.owner_id.not_in(_others())),
    }
    wanted = [parts[name] for name in sorted(said)]
    return [
        Todo.centre_id == CENTRE,
        Todo.state == TodoState.OPEN,
        ~_waits_for_an_answer(),
        *wanted,
    ]


def _waits_for_an_answer() -> sa.ColumnElement[bool]:
    """A call to whom a list says has died or left: first of all that is answered."""
    said = aliased(Todo)
    is_of_her = sa.or_(
        said.volunteer_id == Todo.volunteer_id, said.recipient_id == Todo.recipient_id
    )
    is_open = sa.and_(said.kind == TodoKind.SAID_GONE, said.state == TodoState.OPEN)
    held = sa.exists().where(said.centre_id == CENTRE, is_open, is_of_her)
    return sa.and_(Todo.kind.in_(sorted(CALLS_OF_ONE)), held)


def _others() -> sa.Select[str]:
    """Colleagues who see to their own: whoever has left, is covered for by her, or is away while
    nobody covers does not.
    """
    reader: sa.BindParameter[str] = sa.bindparam("reader")
    away = aliased(Absence)
    is_away = _away(Account, away)
    covered = is_away.where(away.cover_id == reader)
    left_alone = sa.and_(is_away, ~is_away.where(away.cover_id.in_(_at_work())))
    return _working(Account).where(Account.id != reader, ~covered, ~left_alone)


def _at_work() -> sa.Select[str]:
    """Who can cover today: a substitute may have left since, or be away herself."""
    one = aliased(Account)
    return _working(one).where(~_away(one, aliased(Absence)))


def _working(one: type[Account]) -> sa.Select[str]:
    works = one.grants.any(Grant.role == Role.COORDINATOR)
    return sa.select(one.id).where(one.centre_id == CENTRE, one.closed_at.is_(None), works)


def _away(one: type[Account], row: type[Absence]) -> sa.Exists:
    on: sa.BindParameter[date] = sa.bindparam("on")
    return sa.exists().where(row.account_id == one.id, row.from_on <= on, row.until_on >= on)
