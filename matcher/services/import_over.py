"""Who is here, and of whom a list says that she has died, left or waits no more, or a need that is
met: found by what the row tells, whether an earlier list told of her or not.

    a row that is not taken in ── name, telephone, year ──▶ whom of ours it may be
"""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from sqlalchemy.orm import Session

from matcher.domain.recipients import RecipientState
from matcher.domain.spelling import folded
from matcher.services.duplicates import GONE
from matcher.services.import_rows import Checked, Outcome
from matcher.sheets import states
from matcher.sheets.fields import ListKind
from matcher.sheets.readings import Refused, Unsure
from matcher.store import import_checks
from matcher.store.import_checks import Known, KnownNeed
from matcher.store.recipients import Recipient
from matcher.store.volunteers import Volunteer

DIED, LEFT, HAS_ONE, DONE = "died", "left", "has_one", "done"
LEAST_NAMES = 2
_SAYS: Mapping[str, str] = {
    "volunteer_has_left": LEFT, "left_is_asked": LEFT, "waits_no_more": LEFT,
    "has_volunteer": HAS_ONE, "matched_is_asked": HAS_ONE, "need_is_done": DONE,
}  # fmt: skip
_NAMES = ("name", "first_name", "surname", "organisation", "title", "tasks", "about")
_WAITING = frozenset([RecipientState.ENQUIRY, RecipientState.WAITING])


@dataclass(frozen=True, slots=True)
class Over:
    """One of ours, the row that speaks of her, and what it says: DIED, LEFT, HAS_ONE, DONE. `said`
    are its words, to be known again by.
    """

    id: str
    name: str
    row: int
    what: str
    said: str


def over(
    session: Session, rows: Sequence[Checked], kind: ListKind, *, centre: str
) -> tuple[Over, ...]:
    """All of them, in the order of the list. Two of ours whom one row may be about are both told:
    neither is to be lost sight of.
    """
    says = [(checked, what) for checked in rows if (what := _what(checked))]
    if not says:
        return ()
    here = {c.twin.id for c in rows if c.twin and c.twin.id and c.outcome is not Outcome.REFUSED}
    ours = _ours(session, kind, centre=centre)
    found: dict[str, Over] = {}
    for checked, what in says:
        for one in _whom(checked, ours):
            is_new = one.id not in here | found.keys()
            if is_new and not (what == HAS_ONE and one.state not in _WAITING):
                said = _said(checked)
                found[one.id] = Over(one.id, one.called, checked.row.number, what, said)
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class _Ours:
    id: str
    called: str
    words: frozenset[str]
    state: object = None
    phone: str | None = None
    born: int | None = None


def _ours(session: Session, kind: ListKind, *, centre: str) -> list[_Ours]:
    if kind is ListKind.NEEDS:
        return [_need(one) for one in import_checks.local_needs(session, centre=centre)]
    model: import_checks.Person = Volunteer if kind is ListKind.VOLUNTEERS else Recipient
    people = import_checks.people(session, model, centre=centre)
    return [_person(one) for one in people if one.state not in GONE]


def _need(one: KnownNeed) -> _Ours:
    return _Ours(one.id, one.called, _split(one.called))


def _person(one: Known) -> _Ours:
    return _Ours(one.id, one.called, _split(one.called), one.state, one.phone, one.birth_year)


def _whom(checked: Checked, ours: Sequence[_Ours]) -> list[_Ours]:
    """By the whole name, and of several of it those who are reached so, or born so; or by the
    telephone and one name, for a surname may be another. A need by just its words, if there is one.
    """
    words, cells = _words(checked), checked.row.cells
    phone = next((str(cell.value) for cell in cells if cell.field == "phone" and cell.value), None)
    born = next((cell.value for cell in cells if cell.field == "birth_year" and cell.value), None)
    named = [one for one in ours if _is_named(one.words, words)]
    reached = [one for one in ours if phone and one.phone == phone and one.words & words]
    exact = [one for one in named if one.words == words]
    if reached or exact:
        return reached or exact
    return [one for one in named if None in (born, one.born) or born == one.born]


def _is_named(called: Set[str], words: Set[str]) -> bool:
    """One name to go by must be all there is: "Anna" is not Anna Berg."""
    return called <= words if len(called) >= LEAST_NAMES else bool(called) and called == words


def _what(checked: Checked) -> str | None:
    fault = checked.row.fault
    if checked.outcome is not Outcome.REFUSED or fault is None:
        return None
    what = _SAYS.get(fault.code)
    return DIED if what == LEFT and states.DEATH.search(_said(checked)) else what


def _said(checked: Checked) -> str:
    """The words that say it: those that are asked about, or that are named in the reason."""
    fault = checked.row.fault
    named = str(fault.facts.get("said", "")) if fault else ""
    asked = (c for c in checked.row.cells if c.field in ("state", "matched_with"))
    cells = (c.written for c in asked if isinstance(c.reading, Unsure | Refused))
    return named or " ".join(cells)


def _words(checked: Checked) -> frozenset[str]:
    return frozenset(word for text in _names(checked) for word in _split(text))


def _names(checked: Checked) -> Iterator[str]:
    return (cell.written for cell in checked.row.cells if cell.field in _NAMES)


def _split(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", folded(name)))
