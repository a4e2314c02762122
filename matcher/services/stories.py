"""Somebody's history, to be read as a story: what was done about her, how her matches went, and
what came of each call. Newest first; ids in the log, names put back here.
"""

from collections.abc import Mapping
from typing import NamedTuple

from sqlalchemy.orm import Session

from matcher.domain.plans import TodoState
from matcher.services.names import names_of
from matcher.services.page_lines import HistoryLine
from matcher.store import histories, todos
from matcher.store.matches import Participant
from matcher.store.todos import Todo

LINES = 100  # the newest; the whole is in the log of deeds
People = Mapping[str, tuple[str, str]]  # (first name, surname), by id
DONE = "todo.line"  # not a deed of the audit: a thing done about her, with its line


class Story(NamedTuple):
    """Its lines, and what everybody in it is called, by id."""

    lines: tuple[HistoryLine, ...]
    called: Mapping[str, str]


def of_volunteer(
    session: Session,
    volunteer_id: str,
    names: Mapping[str, str],
    also: People | None = None,
    *,
    centre: str,
) -> Story:
    """A volunteer's; `names` are of the centre's accounts, `also` other people whom her page names:
    they are told apart in the same question.
    """
    done = todos.about(session, TodoState.DONE, centre=centre, volunteer_id=volunteer_id)
    return _story(session, volunteer_id, done, names, also, centre=centre)


def of_recipient(
    session: Session,
    recipient_id: str,
    names: Mapping[str, str],
    also: People | None = None,
    *,
    centre: str,
) -> Story:
    """A recipient's, in the same way."""
    done = todos.about(session, TodoState.DONE, centre=centre, recipient_id=recipient_id)
    return _story(session, recipient_id, done, names, also, centre=centre)


def _story(
    session: Session,
    person_id: str,
    done: list[Todo],
    names: Mapping[str, str],
    also: People | None,
    *,
    centre: str,
) -> Story:
    others = histories.others_in_matches_of(session, person_id, centre=centre)
    called = _called(session, others, also, centre=centre)
    with_whom = _with_whom(others, called)
    deeds = histories.deeds_about(session, [person_id, *others], centre=centre, limit=LINES)
    lines = [
        HistoryLine(
            deed.at,
            deed.deed,
            deed.facts,
            names.get(deed.by or ""),
            with_whom.get(deed.about_id or ""),
            deed.about_id if deed.about_id in others else None,
        )
        for deed in deeds
    ]
    lines += [_done(row, names) for row in done if row.line]
    return Story(tuple(sorted(lines, key=lambda line: line.at, reverse=True)), called)


def _done(row: Todo, names: Mapping[str, str]) -> HistoryLine:
    at, facts = row.done_at or row.made_at, {"kind": row.kind.value, "line": row.line}
    return HistoryLine(at, DONE, facts, names.get(row.done_by or ""))


def _called(
    session: Session,
    others: Mapping[str, list[Participant]],
    also: People | None,
    *,
    centre: str,
) -> dict[str, str]:
    """What everybody in these matches is called, and who is named beside them."""
    everybody = [one for some in others.values() for one in some]
    known = names_of(
        session,
        volunteers={one.volunteer_id for one in everybody if one.volunteer_id},
        recipients={one.recipient_id for one in everybody if one.recipient_id},
        organisations={one.organisation_id for one in everybody if one.organisation_id},
        known=also,
        centre=centre,
    )
    return {who: one.name for who, one in known.items()}


def _with_whom(
    others: Mapping[str, list[Participant]], called: Mapping[str, str]
) -> dict[str, str]:
    """With whom each match is or was."""
    ids = {
        match_id: [
            one.volunteer_id or one.recipient_id or one.organisation_id or "" for one in some
        ]
        for match_id, some in others.items()
    }
    return {
        match_id: ", ".join(called[one] for one in some if one in called)
        for match_id, some in ids.items()
    }
