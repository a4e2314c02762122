"""What a list told of somebody, kept as marks: enough to see that the same stands there again.

    Stated ──marks──▶ ImportedRow.told ──▶ held against the same row when its list comes again

A mark can be compared and not read: what people's rows said in words is not kept for it. Each is
salted with the one it is about, so that two rows that say the same do not show it.
"""

import json
from collections.abc import Mapping
from datetime import date
from hashlib import blake2b
from typing import Any

from matcher.domain.people import GenderWish
from matcher.services.import_telling import Stated, fact, facts_of, sets_of
from matcher.sheets import identities
from matcher.sheets.rows import ToldNeed, ToldVolunteer, ToldWaiting

Marks = Mapping[str, Any]  # fact → its mark; set and cell → the marks of its things
Told = ToldVolunteer | ToldWaiting | ToldNeed

SIZE = 8  # bytes
WHO, NEED = "who", "need"  # the two that one row may tell of
# Cells that are no facts of a form: steps, yeses, and whom one calls.
CELLS = (
    "state", "interview", "reference", "agreement", "confidentiality", "introduction",
    "guardian_consent", "health_consent_on", "consent_on", "contact_name", "phone", "email",
    "waiting_since", "from_on",
)  # fmt: skip

# Days of which a list often says no year: the same words are the same day when they come again.
DAYS = ("from_on", "until_on")
MIXED, _ANSWER = "mixed", "asked."


def parts_of(told: Told) -> dict[str, Any]:
    """What is told, by whom or what it is about."""
    match told:
        case ToldVolunteer():
            return {WHO: told.new}
        case ToldWaiting():
            return {WHO: told.new, NEED: told.need}
        case ToldNeed():
            return {NEED: told.need}


def marks(said: Stated, told: Told, about_id: str) -> dict[str, Any]:
    """Marks of all that a row tells of the one with that id."""
    found: dict[str, Any] = {}
    for part, value in parts_of(told).items():
        found |= _of_facts(said, part, value, about_id)
        for name, things in sets_of(value).items():
            for cell in said.sets_cells(name):
                held = said.held_in(cell, name, things)
                found[f"{part}.{name}.{cell}"] = sorted(
                    thing(about_id, key, things[key]) for key in held
                )
    found |= _of_texts(said, about_id)
    cells = {name: said.sure[name].value for name in CELLS if name in said.sure}
    found |= {of_cell(name): mark(about_id, value) for name, value in cells.items()}
    found |= {of_answer(n): mark(about_id, t) for n, t in said.answered.items() if may_be_marked(t)}
    return found | {of_left(n): mark(about_id, t) for n, t in said.left.items() if may_be_marked(t)}


def answered_no_more(found: Marks, known: Marks) -> dict[str, None]:
    """The marks of answers, of cells that say something else by now: none."""
    answered = {n: n.removeprefix(_ANSWER) for n in known if n.startswith(_ANSWER)}
    return {
        name: None
        for name, cell in answered.items()
        if name not in found
        and any(found.get(kept, known[name]) != known[name] for kept in _kept_of(cell))
    }


def _kept_of(cell: str) -> tuple[str, str]:
    return of_text(cell), of_left(cell)


def _of_texts(said: Stated, about_id: str) -> dict[str, str]:
    """Of each cell that leaves nothing in doubt; of a remark whatever it leaves in doubt."""
    return {
        of_text(name): mark(about_id, cell.written)
        for name, cell in said.sure.items()
        if (name == MIXED or name not in said.doubted) and may_be_marked(cell.written)
    }


def _of_facts(said: Stated, part: str, value: Any, about_id: str) -> dict[str, str]:
    names = [name for name in facts_of(value) if said.tells(name, value)]
    return {f"{part}.{name}": mark(about_id, plain_fact(value, name)) for name in names}


def plain_fact(told: Any, name: str) -> Any:
    """A fact as the list says it: times in its own words."""
    return told.availability_said if name == "availability" else fact(told, name)


def of_cell(name: str) -> str:
    """Under what the mark of a cell stands."""
    return f"cell.{name}"


def of_answer(name: str) -> str:
    """Under what the mark of the text stands that somebody has answered about."""
    return f"{_ANSWER}{name}"


def of_text(name: str) -> str:
    """Under what the mark of the text stands that was understood."""
    return f"text.{name}"


def of_left(name: str) -> str:
    """Under what the mark of the text stands that was asked about and left unanswered."""
    return f"left.{name}"


def may_be_marked(text: str) -> bool:
    """Of what may be an identity number not even a mark is kept (R27). Of an empty cell one is:
    what follows from others may be asked about there.
    """
    return identities.unshown(text, None) == text


def thing(about_id: str, key: Any, value: Any) -> str:
    """The mark of one thing of a set; a word is known by what it means."""
    is_word = hasattr(value, "written")
    return mark(about_id, [key] if is_word else [key, value])


def mark(about_id: str, value: Any) -> str:
    """The same for the same, and no way back."""
    said = json.dumps(value, default=_plain, sort_keys=True)
    return blake2b(f"{about_id} {said}".encode(), digest_size=SIZE).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, GenderWish):
        return [value.gender, value.strength]
    return sorted(map(str, value))  # of a set
