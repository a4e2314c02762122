"""Lines that the pages of volunteers, recipients, organisations and needs have in common."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from matcher.domain.matches import MatchState
from matcher.domain.plans import TodoKind
from matcher.services.names import told_apart
from matcher.store import audit, centres
from matcher.store.audit import Look
from matcher.store.matches import LivingMatch
from matcher.store.todos import Todo


@dataclass(frozen=True, slots=True)
class TodoLine:
    """What is to be done about somebody."""

    id: str
    kind: TodoKind
    due_on: date
    facts: Mapping[str, Any]
    other: str | None = None  # with whom, of a match: called-name and initial
    match_id: str | None = None


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """A deed, or a look at a page, and who did it (None: the person herself, or the clock)."""

    at: datetime
    what: str  # a deed's or a view's code
    facts: Mapping[str, Any]
    by: str | None
    other: str | None = None  # with whom, where it is about a match
    match_id: str | None = None


@dataclass(frozen=True, slots=True)
class HelperLine:
    """A volunteer in a match that is not over."""

    volunteer_id: str
    called: str
    state: MatchState


@dataclass(frozen=True, slots=True)
class MatchLine:
    """A match that is not over, and with whose need."""

    match_id: str
    need_id: str
    called: str
    state: MatchState


def todo_lines(rows: Iterable[Todo], living: Iterable[MatchLine] = ()) -> tuple[TodoLine, ...]:
    """The to-dos, in the order given; those about one of the `living` matches say with whom."""
    whom = {match.match_id: match.called for match in living}
    return tuple(
        TodoLine(
            todo.id,
            todo.kind,
            todo.due_on,
            todo.facts,
            whom.get(todo.match_id or ""),
            todo.match_id,
        )
        for todo in rows
    )


def match_lines(rows: Iterable[LivingMatch], called: Mapping[str, str]) -> tuple[MatchLine, ...]:
    """With whom: `called` by the recipient's id, or the organisation's name."""
    names = _of_matches(rows, called)
    return tuple(
        MatchLine(row.match_id, row.need_id, names[row.match_id], row.state) for row in rows
    )


def people_of(rows: Iterable[LivingMatch]) -> dict[str, tuple[str, str]]:
    """(first name, surname) of the people of these matches, by the recipient's id."""
    return {row.recipient_id: row[3:5] for row in rows if row.recipient_id}


def _of_matches(rows: Iterable[LivingMatch], called: Mapping[str, str]) -> dict[str, str]:
    return {row.match_id: called.get(row.recipient_id or "", row.first_name) for row in rows}


def history(
    session: Session, about_id: str, names: Mapping[str, str], *, centre: str
) -> tuple[HistoryLine, ...]:
    """The deeds about somebody or something, newest first; `names` are of the centre's accounts."""
    return tuple(
        HistoryLine(deed.at, deed.deed, deed.facts, names.get(deed.by or ""))
        for deed in audit.about(session, about_id, centre=centre)
    )


def looks(rows: Iterable[Look], names: Mapping[str, str]) -> tuple[HistoryLine, ...]:
    """Who has looked, in the order given."""
    return tuple(HistoryLine(look.at, look.view, {}, names.get(look.by or "")) for look in rows)


def helpers(
    session: Session,
    rows: Iterable[tuple[str, str, str, MatchState]],
    called: Mapping[str, str] | None = None,
    *,
    centre: str,
) -> tuple[HelperLine, ...]:
    """Volunteers as (id, first name, surname, state of the match), by called-name and initial;
    `called`: by id, where the page has asked already.
    """
    rows = tuple(rows)
    full = {one: (first, last) for one, first, last, _ in rows}
    names = called or told_apart(session, full, centre=centre)
    return tuple(HelperLine(one, names[one], state) for one, _, _, state in rows)


def area_names(session: Session, *, centre: str) -> dict[str, str]:
    """What the centre's areas are called, by id."""
    return {area.id: area.name for area in centres.areas_of(session, centre=centre)}
