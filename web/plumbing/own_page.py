"""The guard of a volunteer's own page, and what she has written there that is not saved yet.

While a question about her times is open they lie in her own browser's session, so that she may go
and look at something else: with us there is nothing of them, and they go when she goes.
"""

from collections.abc import Iterable, Mapping

from flask import session
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from matcher.services import own_door
from matcher.services.own_door import OwnVisitor
from web.plumbing.link_visits import Door

_door = Door[OwnVisitor]("own", "own_door.ask", own_door)
for_volunteer = _door.guard
here, come_in = _door.here, _door.come_in

UNSAVED = "own_times"  # the key in the session


def go() -> Response:
    """Her visit is over, and what she has not saved is gone."""
    forget_unsaved()
    return _door.go()


def keep_unsaved(visitor: OwnVisitor, said: Mapping[str, Iterable[str]]) -> None:
    """Field → what it holds, till it is saved or she goes. Only she finds it again."""
    kept = {name: list(values) for name, values in said.items()}
    session[UNSAVED] = {"whose": visitor.volunteer_id, "said": kept}


def unsaved(visitor: OwnVisitor) -> MultiDict[str, str] | None:
    """What she has written and not saved, as a form takes it."""
    kept = session.get(UNSAVED) or {}
    if kept.get("whose") != visitor.volunteer_id:
        return None
    return MultiDict([(name, one) for name, values in kept["said"].items() for one in values])


def forget_unsaved() -> None:
    """It is saved, or not wanted any more."""
    session.pop(UNSAVED, None)
