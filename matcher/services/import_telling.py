"""Which facts a row tells, and beyond doubt: its filled cells decide that, never their values.

A fact is one value (a telephone), or a set of things (the words), each of which is a fact.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import MISSING, dataclass, field, fields
from typing import Any

from matcher.domain.needs import NeedKind
from matcher.domain.people import SaidWord, Traits, WordStance
from matcher.domain.places import Place
from matcher.domain.spelling import folded
from matcher.sheets.meanings import Wanted
from matcher.sheets.mixed import Mixed
from matcher.sheets.readings import Refused, Unsure
from matcher.sheets.rows import Cell, Cells, ReadRow

# A fact → the cells that are about it alone, and those it may follow from as well.
FACTS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "first_name": (("first_name",), ("name",)),
    "surname": (("surname",), ("name",)),
    "phone": (("phone",), ("contact",)),
    "email": (("email",), ("contact",)),
    "availability": (("availability",), ("mixed", "until_on")),
    "until_on": (("until_on",), ("state",)),
    "background": (("background",), ("mixed",)),
    "gender_wish": (("gender_wish",), ("mixed",)),
    "forms": (("forms",), ("mixed", "tasks", "title")),
    "modes": (("modes",), ("reach",)),
    "reach_minutes": (("reach",), ()),
    "reach_km": (("reach",), ()),
    "town": (("street",), ()),
    "title": (("title",), ("tasks", "about")),
    "every_weeks": (("every_weeks",), ("availability", "kind")),
    "children_present": (("children_present",), ("title", "about", "tasks")),
    "place": (("postcode", "town", "area"), ("mixed",)),
}
_SETS: Mapping[str, tuple[str, ...]] = {
    "words": (
        "tasks", "not_tasks", "interests", "dislikes", "skills", "function", "skills_needed",
        "skills_wished", "mixed", "title",
    ),
    "languages": ("languages", "must_languages", "mixed"),
    "home": ("home", "mixed"),
    "bears": ("bears_not", "allergies", "mixed"),
    "has": ("pets", "mixed"),
}  # fmt: skip
_IN_MIXED = {
    "words": "words", "languages": "languages", "home": "pets", "has": "pets", "bears": "borne",
}  # fmt: skip
# A stricter rule ends by a no, not by what is left out (R13).
_NEVER_BY_SILENCE = "children_present"
# What a reader may take from another cell, which then is written in both.
_READ_FROM = {
    "minutes": "availability", "must_languages": "skills_needed", "children_present": "tasks",
}  # fmt: skip
_OF_KIND = (0, 1)  # weeks between, of an errand and of company, where the times do not say
_TOGETHER = frozenset(["postcode", "area_id", "availability_said"])  # with a place, with times
_STAYS = frozenset(["waiting_since", "kind", "home_checked_on"])
_ASIDE = _TOGETHER | _STAYS | frozenset(["traits", *_SETS])


@dataclass(frozen=True, slots=True)
class Stated:
    """The cells of a row by what they tell surely, and which of them are in doubt."""

    sure: Mapping[str, Cell]
    doubted: frozenset[str]
    answered: Mapping[str, str]  # field → what stood there before a coordinator answered
    left: Mapping[str, str]  # field → what stands there and is asked about
    same: Mapping[str, Cell] = field(default_factory=dict)  # in the words of last time
    held: frozenset[str] = frozenset()  # those too, and in doubt: nothing that was told before

    def tells(self, name: str, told: Any, earlier: Collection[str] = ()) -> bool:
        """Whether the row says that fact: in a cell of its own; or in another, unless what would
        follow is what is reckoned with anyway, and no list has said otherwise `earlier`.
        """
        own, beside = FACTS.get(name, ((name,), ()))
        value = fact(told, name)
        if any(cell in self.doubted or cell in self.sure for cell in own):
            is_half = name in ("reach_minutes", "reach_km") and not (
                told.reach_minutes or told.reach_km
            )
            is_nowhere = name == "place" and not any(value)
            return not (is_half or is_nowhere or self.doubted & set(own))
        doubted = self.doubted & set(beside)
        held = self.held if name in earlier else frozenset()
        if not any(c in self.sure and c not in held for c in beside) or doubted - {"mixed"}:
            return False
        if name == "every_weeks" and self._is_of_doubted_kind(told, value):
            return False
        is_usual = value == _usual(told, name) or (name == "place" and not any(value))
        return not is_usual or (name in earlier and not doubted and name != _NEVER_BY_SILENCE)

    def _is_of_doubted_kind(self, told: Any, weeks: int) -> bool:
        """Whether once, or each week, may be so only because nobody has said what is wished for."""
        return "tasks" in self.doubted and told.kind is not NeedKind.LOCAL and weeks in _OF_KIND

    def sets_cells(self, name: str) -> list[str]:
        """The cells that tell things of a set."""
        return [cell for cell in _SETS[name] if cell in self.sure]

    @property
    def names_a_part_of_town(self) -> bool:
        """Whether a cell says where within a town."""
        return bool({"town", "area"} & set(self.sure))

    def cells_of(self, name: str) -> list[str]:
        """Those of them that leave nothing of it in doubt, and may take something away."""
        return [cell for cell in self.sets_cells(name) if cell not in self.doubted]

    def told_in(self, name: str, told: Mapping[Any, Any]) -> dict[Any, Any]:
        """The things of a set that are told surely: of a cell in doubt, what is beyond it."""
        is_doubted = bool(self.doubted & set(_SETS[name]))
        held = {key for cell in _SETS[name] for key in self.held_in(cell, name, told)}
        earlier = {key for cell in self.same for key in self._same_in(cell, name, told)}
        return {k: v for k, v in told.items() if k in held or not (is_doubted or k in earlier)}

    def held_in(self, cell: str, name: str, told: Collection[Any]) -> list[Any]:
        """The things of a set that one cell tells; a title, those that no other cell does."""
        if cell not in self.sure:
            return []
        if cell != "title":
            found = set(_things(self.sure[cell].value, name))
            return [key for key in told if key in found]
        others = [c for c in _SETS[name] if c != "title"]
        elsewhere = {key for c in others for key in self.held_in(c, name, told)}
        elsewhere |= {key for c in others for key in self._same_in(c, name, told)}
        is_doubted = bool(self.doubted & set(_SETS[name]))
        return [] if is_doubted else [key for key in told if key not in elsewhere]

    def _same_in(self, cell: str, name: str, told: Collection[Any]) -> list[Any]:
        """The same of a cell in the words of last time."""
        if cell not in self.same or cell not in _SETS[name]:
            return []
        if cell != "title":
            return list(_things(self.same[cell].value, name))
        others = (c for c in _SETS[name] if c != "title")
        elsewhere = {key for c in others for key in self.held_in(c, name, told)}
        return [key for key in told if key not in elsewhere]


class FilledIn:
    """The same of a form: what is filled in is told, and nothing that is left out takes away."""

    names_a_part_of_town = False

    def tells(self, name: str, told: Any, earlier: Collection[str] = ()) -> bool:
        """Whether the fact is other than that of an empty form."""
        value = fact(told, name)
        return any(value) if name == "place" else bool(value != _usual(told, name))

    def told_in(self, name: str, told: Mapping[Any, Any]) -> dict[Any, Any]:
        """All of a set."""
        return dict(told)

    def sets_cells(self, name: str) -> list[str]:
        """A form has no cells."""
        return []

    cells_of = sets_cells


def stated(row: ReadRow) -> Stated:
    """What a row says, cell by cell."""
    cells = {cell.field: cell for cell in row.cells if not isinstance(cell.reading, Refused)}
    doubted = frozenset(n for n, cell in cells.items() if isinstance(cell.reading, Unsure))
    for name, source in _READ_FROM.items():
        is_read_from = {name, source} <= set(cells) and _is_same_text(cells[name], cells[source])
        doubted |= {name} if is_read_from and source in doubted else set()
    left = {cell.field: cell.written for cell in (*row.unsure, *row.refused)}
    return Stated(Cells(cells).beyond_doubt().by_field, doubted, row.asked, left)


def _is_same_text(cell: Cell, other: Cell) -> bool:
    return cell.written == other.written


def facts_of(told: Any) -> list[str]:
    """The facts that are one value each: what a list tells of them takes the place of it."""
    return [field.name for field in fields(told) if field.name not in _ASIDE]


def fact(told: Any, name: str) -> Any:
    """The value of a fact: where somebody lives is one, and so are times with their words."""
    if name == "place":
        return (told.postcode, told.area_id, label(told.place))
    return getattr(told, name)


def sets_of(told: Any) -> dict[str, dict[Any, Any]]:
    """The facts that are several things each: what is there, by what it is known by."""
    found: dict[str, dict[Any, Any]] = {"words": {key_of(word): word for word in told.words}}
    for name in ("languages", "home", "bears"):
        if hasattr(told, name):
            found[name] = dict(getattr(told, name))
    if hasattr(told, "traits"):
        found |= {"has": dict(told.traits.has), "bears": dict(told.traits.bears)}
    return found


def with_sets(known: Any, sets: Mapping[str, Mapping[Any, Any]]) -> dict[str, Any]:
    """The inverse of `sets_of`: the fields that hold them. Each word once in each stance, as rows
    give them back.
    """
    by_writing = {(word.stance, word.written): word for word in sets["words"].values()}
    found: dict[str, Any] = {"words": tuple(by_writing[key] for key in sorted(by_writing))}
    found |= {n: dict(sets[n]) for n in ("languages", "home", "bears") if hasattr(known, n)}
    if hasattr(known, "traits"):
        found["traits"] = Traits(dict(sets["has"]), dict(sets["bears"]))
    return found


def key_of(word: SaidWord) -> tuple[str, str]:
    """What a word is known by, however it was written."""
    return word.stance, word.concept or folded(word.written)


def label(place: Place | None) -> str:
    """What a place is called."""
    return folded(place.label or "") if place else ""


def _things(value: Any, name: str) -> Iterable[Any]:
    """What the things of a cell are known by."""
    if isinstance(value, Mixed):
        value = getattr(value, _IN_MIXED[name])
    if isinstance(value, Wanted):
        value = value.wished
    if isinstance(value, tuple):
        keys = [key_of(word) if isinstance(word, SaidWord) else word for word in value]
        # What she does not wish for is what she would not like, where it is kept.
        return [*keys, *((WordStance.DISLIKES, k[1]) for k in keys if k[0] == WordStance.WILL_NOT)]
    return list(value) if isinstance(value, Mapping) else ()


def _usual(told: Any, name: str) -> Any:
    """What is reckoned with where a list says nothing of a fact."""
    default = next(field.default for field in fields(told) if field.name == name)
    return None if default is MISSING else default
