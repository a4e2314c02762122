"""The rooms somebody may enter, in order, with the number of things that wait in each.

A room that wants a place in the menu says so in its module:

    IN_MENU = Entry(place=20, endpoint="suggestions.week", words=lazy_gettext("Förslag"),
                    roles=(Role.COORDINATOR,), count=lambda: suggestions.undecided(...))
"""

from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from flask import Flask, current_app, request, url_for
from flask_login import current_user

from matcher.domain.accounts import Role
from web.plumbing.permissions import has_role


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the menu. `count` is called once a page, for those who see the line."""

    place: int
    endpoint: str
    words: Any  # a lazy string, put into the reader's language when the page is made
    roles: tuple[Role, ...]
    count: Callable[[], int] | None = None
    also: tuple[str, ...] = ()  # addresses without a line of their own that belong under this one


@dataclass(frozen=True, slots=True)
class Link:
    """A line of the menu as the page shows it. `count` is None where nothing is counted."""

    words: str
    href: str
    count: int | None
    is_here: bool


def init_app(app: Flask) -> None:
    app.extensions["menu"] = ()
    app.context_processor(lambda: {"menu": links})


def add(app: Flask, room: ModuleType) -> None:
    """Take the room's line, if it has one."""
    entry: Entry | None = getattr(room, "IN_MENU", None)
    if entry is not None:
        entries = sorted([*app.extensions["menu"], entry], key=lambda one: one.place)
        app.extensions["menu"] = tuple(entries)


def links() -> list[Link]:
    """The menu of the person who reads; empty for who is not signed in."""
    if not current_user.is_authenticated:
        return []
    return [_link(entry) for entry in current_app.extensions["menu"] if has_role(*entry.roles)]


def _link(entry: Entry) -> Link:
    href = url_for(entry.endpoint)
    return Link(
        words=str(entry.words),
        href=href,
        count=entry.count() if entry.count else None,
        is_here=request.path.startswith((href, *entry.also)),  # a room within a room keeps its line
    )
