"""The whole list of things to do: under which times it is laid out, and the tabs above it."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from matcher.domain.plans import FIRST, TodoGroup
from matcher.services.todo_groups import Counted, When
from matcher.services.todo_lines import TodoLine
from web.plumbing.todo_words import rows

GROUP_WORDS: Mapping[TodoGroup, Any] = {
    TodoGroup.NEW_VOLUNTEERS: _l("Nya anmälningar"),
    TodoGroup.REFERRALS: _l("Hänvisningar"),
    TodoGroup.FIRST_MEETINGS: _l("Mot ett första möte"),
    TodoGroup.FOLLOW_UPS: _l("Uppföljningar"),
    TodoGroup.SILENT_PAIRS: _l("Tysta par"),
    TodoGroup.CLEARANCE: _l("Kontroller"),
    TodoGroup.WAITING: _l("De som väntar"),
}
WHEN_WORDS: Mapping[When, Any] = {
    When.LATE: _l("Försenat"),
    When.TODAY: _l("I dag"),
    When.THIS_WEEK: _l("I veckan"),
    When.BY_TODAY: _l("Till och med i dag"),
}


FIRST_WORDS = _l("Först av allt")  # somebody waits to hear our voice


def tabs(numbers: Counted, group: TodoGroup | None, when: When | None) -> list[dict[str, Any]]:
    """Everything, then by when, then by sort: words, how many, where to, and which is open. What
    has nothing in it is left out, unless it is open.
    """
    everything = sum(one.count for one in numbers.numbers)
    found = [_tab(_("Allt"), everything, {}, is_here=not (group or when))]
    for time, words in WHEN_WORDS.items():
        if time is not When.BY_TODAY or time is when:  # the first two of them together
            found.append(_tab(words, numbers.at(time), {"nar": time}, is_here=time is when))
    for sort, words in GROUP_WORDS.items():
        found.append(_tab(words, numbers.of(sort), {"visa": sort}, is_here=sort is group))
    return [tab for tab in found if tab["number"] or tab["is_here"]]


def _tab(words: Any, number: int, asked: dict[str, str], *, is_here: bool) -> dict[str, Any]:
    return {"words": words, "number": number, "asked": asked, "is_here": is_here}


def sections(lines: Iterable[TodoLine], on: date) -> list[dict[str, Any]]:
    """The lines under the time by which each is due; those for whom somebody waits by themselves,
    before them.
    """
    first: list[TodoLine] = []
    under: dict[When | None, list[TodoLine]] = {}
    for line in lines:
        time = next((one for one in When if one.holds(line.due_on, on)), None)
        (first if line.kind in FIRST else under.setdefault(time, [])).append(line)
    before = [{"words": FIRST_WORDS, "rows": rows(first), "late": False}] if first else []
    return before + [
        {
            "words": WHEN_WORDS[time] if time else _("Senare"),
            "rows": rows(some),
            "late": time is When.LATE,
        }
        for time, some in under.items()
    ]
