"""Where a to-do leads: to the very page or form on which it is done."""

from collections.abc import Callable

from flask import url_for

from matcher.services.todo_lines import TodoLine


def match(line: TodoLine) -> str:
    """The match, at that to-do."""
    return url_for("matches.one", match_id=line.match_id, gora=line.id, _anchor=f"gora-{line.id}")


def match_over(line: TodoLine) -> str:
    """A match that is over, where the to-do says which."""
    if "match" not in line.facts:
        return volunteer(line)
    return url_for("matches.one", match_id=line.facts["match"])


def volunteer(line: TodoLine) -> str:
    """The volunteer's page."""
    return url_for("volunteers.one", volunteer_id=line.volunteer_id)


def recipient(line: TodoLine) -> str:
    """The recipient's page."""
    return url_for("recipients.one", recipient_id=line.recipient_id)


def call(line: TodoLine) -> str:
    """The form of a call with whom it is about."""
    if line.volunteer_id:
        return url_for("calls.with_volunteer", volunteer_id=line.volunteer_id)
    if line.recipient_id:
        return url_for("calls.with_recipient", recipient_id=line.recipient_id)
    return url_for("calls.with_organisation", organisation_id=line.organisation_id)


def edit_volunteer(line: TodoLine) -> str:
    """The form of the volunteer's facts."""
    return url_for("volunteers.edit", volunteer_id=line.volunteer_id)


def edit_other(line: TodoLine) -> str:
    """The form of the person; of an organisation that of what it wishes for."""
    if line.recipient_id:
        return url_for("recipients.edit", recipient_id=line.recipient_id)
    return url_for("needs.edit", need_id=line.facts["need"])


def need(line: TodoLine) -> str:
    """The need that it is about."""
    return url_for("needs.one", need_id=line.facts["need"])


def itself(line: TodoLine) -> str:
    """The page of the to-do, where it is decided."""
    return url_for("todos.one", todo_id=line.id)


def of_import(line: TodoLine) -> str:
    """The list that was taken in."""
    return url_for("imports.one", import_id=line.facts["import_id"])


def said_gone(line: TodoLine) -> str:
    """The list that says that somebody is gone, where it is answered."""
    return said_by_list(line.facts["import_id"])


def said_by_list(import_id: str) -> str:
    """A list, where what it says of somebody is answered."""
    return url_for("imports.one", import_id=import_id, _anchor="gone-h")


def page(endpoint: str) -> Callable[[TodoLine], str]:
    """A page that is about nobody."""
    return lambda _line: url_for(endpoint)
