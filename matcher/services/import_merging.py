"""What a row of a list would change of what is known already.

    what the list said last time ─┐
    what it says now ─────────────┼─▶ what is known after it
    what is known ────────────────┘

What a list says anew goes in. What it says as it did before, and what it does not say, changes
nothing: what somebody has changed or added by hand meanwhile stays. Of words, languages and the
like the list's own go that it says no more, where it tells of them still. The waiting date stays,
for ever (R62).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, TypeVar

from matcher.domain.availability import Availability
from matcher.domain.needs import NeedKind, NewNeed
from matcher.domain.people import SaidWord
from matcher.domain.places import Place
from matcher.domain.recipients import NewRecipient
from matcher.domain.volunteers import NewVolunteer
from matcher.services.import_marks import WHO, Marks, mark, plain_fact, thing
from matcher.services.import_telling import (
    FilledIn,
    Stated,
    fact,
    facts_of,
    key_of,
    label,
    sets_of,
    with_sets,
)
from matcher.sheets.rows import ToldWaiting

New = TypeVar("New", NewVolunteer, NewRecipient, NewNeed)
_PLACE, _TIMES = ("postcode", "area_id", "place"), ("availability", "availability_said")


@dataclass(frozen=True, slots=True)
class Before:
    """What lists told of somebody before this one, as marks salted with that id."""

    about_id: str
    marks: Marks = field(default_factory=dict)

    def said(self, name: str, value: Any) -> bool:
        """Whether just that was said there the last time; `name` as marks are kept."""
        return bool(self.marks.get(name) == mark(self.about_id, value))

    def of_part(self, part: str) -> dict[str, Any]:
        """The marks of one part, by fact or by set and cell."""
        begins = f"{part}."
        return {n.removeprefix(begins): m for n, m in self.marks.items() if n.startswith(begins)}


NOTHING_YET = Before("")


def merged(
    known: New, told: New, said: Stated | FilledIn, before: Before = NOTHING_YET, part: str = WHO
) -> New:
    """What is known, with what a row or a form says anew of that part."""
    earlier = before.of_part(part)
    changes: dict[str, Any] = {}
    for name in facts_of(told):
        is_new = earlier.get(name) != mark(before.about_id, plain_fact(told, name))
        if is_new and said.tells(name, told, earlier):
            changes |= _with(known, told, said, name)
    ours, theirs = sets_of(known), sets_of(told)
    sets = {n: _set(n, ours[n], theirs[n], said, before.about_id, earlier) for n in ours}
    after = replace(known, **changes)
    return after if sets == ours else replace(after, **with_sets(known, sets))


def differences(known: New, after: New) -> tuple[str, ...]:
    """The names of what would change."""
    return tuple(
        each.name
        for each in fields(known)
        if (
            each.name not in ("availability_said", "place", "town")
            and getattr(known, each.name) != getattr(after, each.name)
        )
        or (each.name == "place" and label(known.place) != label(after.place))
    )


def taken_away(known: New, after: New) -> dict[str, Any]:
    """What is known and would be no more, of words, languages, animals …: name → those."""
    ours, left = sets_of(known), sets_of(after)
    return _things({n: {k: v for k, v in ours[n].items() if k not in left[n]} for n in ours})


def added(known: New, after: New) -> dict[str, Any]:
    """What would be known of those that is not, or not so."""
    ours, all_now = sets_of(known), sets_of(after)
    return _things(
        {n: {k: v for k, v in all_now[n].items() if not _is_there(ours[n], k, v)} for n in ours}
    )


def replaced(known: New, after: New) -> dict[str, tuple[Any, Any]]:
    """The facts of one value that would be others: name → what it is, and what it would be."""
    found = {}
    for name in facts_of(known):
        if name != "town" and fact(known, name) != fact(after, name):
            found[name] = (_shown(known, name), _shown(after, name))
    return found


def _shown(told: Any, name: str) -> Any:
    """A fact as a page says it: a place by its name as it is written."""
    if name != "place":
        return fact(told, name)
    return told.postcode, told.area_id, told.place.label if told.place else None


def _is_there(ours: Mapping[Any, Any], key: Any, value: Any) -> bool:
    return key in ours and (isinstance(value, SaidWord) or ours[key] == value)


def _things(found: Mapping[str, Mapping[Any, Any]]) -> dict[str, Any]:
    return {
        name: tuple(things.values()) if name == "words" else things
        for name, things in found.items()
        if things
    }


def says_of_need(told: ToldWaiting, said: Stated) -> bool:
    """Whether a waiting person's row says anything of what she would like that can be taken.

    Company since the row's waiting date is what the list itself says of everybody in it.
    """
    need = told.need
    if not told.is_wished:
        return False
    is_told = need.kind is not NeedKind.COMPANIONSHIP or "kind" in said.sure
    says = any(said.tells(name, need) for name in facts_of(need))
    return is_told or says or any(said.told_in(n, held) for n, held in sets_of(need).items())


def _with(known: Any, told: Any, said: Stated | FilledIn, name: str) -> dict[str, Any]:
    """The fields that change when a fact is taken from what is told."""
    if name == "place":
        is_same = _is_same_place(known, told, said)
        return {} if is_same else {n: getattr(told, n) for n in _PLACE}
    if name == "availability":
        return _times(known.availability, told)
    return {name: getattr(told, name)}


def _times(known: Availability | None, told: Any) -> dict[str, Any]:
    """Times that mean the same stay in the words they were said in; words that were not
    understood take nothing away.
    """
    is_same = told.availability is None or told.availability == known
    return {} if is_same and known is not None else {n: getattr(told, n) for n in _TIMES}


def _is_same_place(known: Any, told: Any, said: Stated | FilledIn) -> bool:
    """A town says nothing new of somebody whose postcode or area lies in it, and a postcode alone
    nothing of who lives in a known part of it.
    """
    if fact(known, "place") == fact(told, "place"):
        return True
    is_within = _lies_in(known.place, told.place)
    if told.area_id is not None or told.postcode not in (None, known.postcode):
        return False
    return is_within or (told.postcode is not None and not said.names_a_part_of_town)


def _lies_in(known: Place | None, told: Place | None) -> bool:
    """Whether what is told names what is known, or the town of it: "Haga, Umeå" lies in Umeå."""
    ours, theirs = label(known), label(told)
    return bool(theirs) and (ours == theirs or ours.endswith(f", {theirs}"))


def _set(
    name: str, ours: Mapping[Any, Any], theirs: Mapping[Any, Any], said: Stated | FilledIn,
    about_id: str, earlier: Marks,
) -> dict[Any, Any]:  # fmt: skip
    """The things of a set after a list: of its own those it says no more go, new ones come."""
    told = said.told_in(name, theirs)
    was_said = {m for cell in said.sets_cells(name) for m in earlier.get(f"{name}.{cell}", ())}
    can_go = {m for cell in said.cells_of(name) for m in earlier.get(f"{name}.{cell}", ())}

    def is_gone(key: Any, value: Any) -> bool:
        return key not in theirs and any(m in can_go for m in _known_by(about_id, key, value))

    left = {key: value for key, value in ours.items() if not is_gone(key, value)}
    for key, value in told.items():
        is_word = isinstance(value, SaidWord)
        if thing(about_id, key, value) not in was_said and not (is_word and key in left):
            left[key] = value
    return left


def _known_by(about_id: str, key: Any, value: Any) -> set[str]:
    """The marks of a thing: a word that was learnt since was told as it was written."""
    found = {thing(about_id, key, value)}
    if isinstance(value, SaidWord) and value.concept:
        found.add(thing(about_id, key_of(replace(value, concept=None)), value))
    return found
