"""What a row of a list would change of what is known already.

What the list does not tell stays. What it tells goes in: words and languages are added to those
that are known, everything else takes the place of what was there. The waiting date stays, for
ever (R62).
"""

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, replace
from typing import Any, TypeVar

from matcher.domain.availability import Availability
from matcher.domain.needs import NeedKind, NewNeed
from matcher.domain.people import SaidWord, Traits
from matcher.domain.places import Place
from matcher.domain.recipients import NewRecipient
from matcher.domain.spelling import folded
from matcher.domain.volunteers import NewVolunteer

New = TypeVar("New", NewVolunteer, NewRecipient, NewNeed)
STAYS = frozenset({"waiting_since", "kind", "home_checked_on"})
_TOGETHER = ("availability", "availability_said")
_WHERE = ("postcode", "area_id", "place")


def merged(known: New, told: New) -> New:
    """What is known, with what a row tells."""
    changes: dict[str, Any] = {}
    for field in fields(told):
        value = getattr(told, field.name)
        if field.name in STAYS or _is_untold(field, value):
            continue
        changes[field.name] = _joined(getattr(known, field.name), value)
    changes = _same_times(known, told, changes)
    return replace(known, **_same_place(known, told, changes))


def differences(known: New, after: New) -> tuple[str, ...]:
    """The names of what would change."""
    return tuple(
        field.name
        for field in fields(known)
        if (
            field.name not in ("availability_said", "place", "town")
            and getattr(known, field.name) != getattr(after, field.name)
        )
        or (field.name == "place" and _label(known.place) != _label(after.place))
    )


def says_of_need(told: NewNeed) -> bool:
    """Whether a waiting person's row says anything of what she would like.

    Company since the row's waiting date is what the list itself says of everybody in it.
    """
    given = ("kind", "waiting_since")
    return told.kind is not NeedKind.COMPANIONSHIP or any(
        field.name not in given and not _is_untold(field, getattr(told, field.name))
        for field in fields(told)
    )


def _is_untold(field: Field[Any], value: object) -> bool:
    """A value a row has when the list says nothing there."""
    if field.default is not MISSING:
        return bool(value == field.default)
    if field.default_factory is not MISSING:
        return bool(value == field.default_factory())
    return value is None


def _joined(known: Any, told: Any) -> Any:
    if isinstance(told, Traits):
        return Traits({**known.has, **told.has}, {**known.bears, **told.bears})
    if isinstance(told, Mapping):
        return {**known, **told}
    if isinstance(told, tuple) and all(isinstance(word, SaidWord) for word in told):
        return _words(known, told)
    return told


def _words(known: tuple[SaidWord, ...], told: tuple[SaidWord, ...]) -> tuple[SaidWord, ...]:
    """Words of both, each meaning once in each stance, as rows give them back."""
    once = {(word.stance, word.concept or folded(word.written)): word for word in told}
    once |= {(word.stance, word.concept or folded(word.written)): word for word in known}
    by_writing = {(word.stance, word.written): word for word in once.values()}
    return tuple(by_writing[key] for key in sorted(by_writing))


def _same_times(known: Any, told: Any, changes: dict[str, Any]) -> dict[str, Any]:
    """Times that mean the same stay in the words they were said in; words that were not
    understood take nothing away.
    """
    if "availability" not in changes and "availability_said" not in changes:
        return changes
    before: Availability | None = known.availability
    is_same = told.availability is None or told.availability == before
    if is_same and before is not None:
        return {name: value for name, value in changes.items() if name not in _TOGETHER}
    return changes


def _same_place(known: Any, told: Any, changes: dict[str, Any]) -> dict[str, Any]:
    """A town alone says nothing new of somebody whose postcode or area lies in it."""
    if not any(name in changes for name in _WHERE):
        return changes
    is_town_only = told.postcode is None and told.area_id is None
    if is_town_only and _label(known.place) == _label(told.place):
        return {name: value for name, value in changes.items() if name not in _WHERE}
    if told.postcode == known.postcode and told.area_id in (None, known.area_id):
        return {name: value for name, value in changes.items() if name not in _WHERE}
    if told.place is not None and told.postcode is None and told.area_id is None:
        return changes | {"postcode": None, "area_id": None}
    return changes


def _label(place: Place | None) -> str:
    return folded(place.label or "") if place else ""
