"""To-dos as lines of a list, in the words of their kinds (`todo_kinds`)."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from matcher.domain.clearance import Gate
from matcher.domain.plans import TodoKind
from matcher.services.todo_lines import TodoLine
from web.plumbing import match_words
from web.plumbing.clock import today
from web.plumbing.formats import moment, weekday
from web.plumbing.list_todo_words import GONE, LISTS
from web.plumbing.match_todo_words import WANTS, of_change
from web.plumbing.todo_kinds import WORDS, Words, is_ticked, of_match
from web.plumbing.volunteer_words import MISSING


def rows(lines: Iterable[TodoLine]) -> list[dict[str, Any]]:
    """The lines as `parts/todo.html` draws them."""
    return [row(line) for line in lines]


def row(line: TodoLine) -> dict[str, Any]:
    """The line as `parts/todo.html` draws it."""
    other = of_change(line.kind, line.facts)
    words = of_match(other) if other else WORDS[line.kind]
    facts = {
        "whom": line.whom.name if line.whom else _("någon"),
        "made": weekday(line.made_on),
        "other": line.other or _("någon"),
        "meeting": weekday(line.due_on),
        "gone": GONE.get(line.facts.get("what", ""), ""),
        "wants": "",
        "answered": f": ”{line.facts['title']}”" if line.facts.get("title") else "",
        "list": _("den som kom %(day)s", day=weekday(line.made_on)),
        **_dated(line.facts),
    }
    phone = line.whom.phone if line.whom and words.rings else None
    href = words.href(line)
    return {
        "id": line.id,
        "title": str(words.title) % facts,
        "title_href": href if phone else None,
        "why": _why(line, words, facts),
        "late": _late(line.days_late),
        "phone": phone,
        "href": href,
        "link": str(words.button) % facts,
        "also": str(words.also) % facts if words.also else None,
        "also_href": words.also_href(line) if words.also_href else None,
        "main": words.is_main,
        # What is decided on a page of its own is done there, not by a tick.
        "done_href": url_for("todos.done", todo_id=line.id) if is_ticked(line.kind) else None,
        "more_href": url_for("todos.one", todo_id=line.id),
    }


def _why(line: TodoLine, words: Words, facts: Mapping[str, str]) -> str:
    said = (str(words.why) % facts).replace("..", ".").strip()  # a name ends in an initial
    more = [_instead_of_a_call(line, words), _regular(line), _expected(line), _coming(line)]
    return " ".join(filter(None, [said, *more, _owned(line.owner), _given(line.given_by)]))


def _instead_of_a_call(line: TodoLine, words: Words) -> str | None:
    """Who has only an address to write to is not lost among those to be called (R6)."""
    if not words.rings or line.whom is None or line.whom.phone:
        return None
    return _("Det finns inget telefonnummer: skriv, eller hälsa på.")


def _regular(line: TodoLine) -> str | None:
    """When they usually meet, where she who calls is to ask about that."""
    if line.regular is None or line.kind not in (TodoKind.FOLLOW_UP, TodoKind.SILENT_PAIR):
        return None
    return _("Brukar ses: %(when)s.", when=match_words.regular(line.regular))


def put_off(until: date) -> str:
    """On which day something that was put off stands on the list again."""
    return _("Kommer tillbaka %(day)s.", day=weekday(until))


def _expected(line: TodoLine) -> str | None:
    """When the two would have met, where she who is called does not know yet that it is over."""
    if "expected" not in line.facts:
        return None
    when = moment(datetime.fromisoformat(line.facts["expected"]))
    return _("De skulle ha setts %(when)s: ring före det.", when=when)


def _coming(line: TodoLine) -> str | None:
    """By when, of what is not due yet: a list of a week says on which day."""
    return _("Senast %(day)s.", day=weekday(line.due_on)) if line.due_on > today() else None


def _owned(owner: str | None) -> str | None:
    return _("Ligger hos %(name)s.", name=owner) if owner else None


def _given(by: str | None) -> str | None:
    return _("Från %(name)s.", name=by) if by else None


def _dated(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Facts as they are said: a day is kept as ISO."""
    said = dict(facts)
    if "met" in said:
        said["met"] = weekday(date.fromisoformat(said["met"]))
    if "posted" in said:
        said["posted"] = weekday(date.fromisoformat(said["posted"]))
    if "wants" in said:
        said["wants"] = WANTS[said["wants"]]
    if "list" in said:
        said["list"] = LISTS[said["list"]]
    if "gate" in said:
        said["check"] = MISSING[Gate(said["gate"])]
    if said.get("last_day"):
        said["last_day"] = weekday(date.fromisoformat(said["last_day"]))
    if "meeting" in said:
        said["meeting"] = moment(datetime.fromisoformat(said["meeting"]))
    return said


def _late(days: int) -> str | None:
    if not days:
        return None
    return ngettext("%(num)s dag försenat.", "%(num)s dagar försenat.", days)
