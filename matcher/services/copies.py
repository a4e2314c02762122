"""A copy of all that is kept about one person, for herself: to be read, and as a file (R75).

Others are not in it. Where a line that somebody wrote names another person, or gives a number or an
address that is not hers, three dots stand instead, and so for words of health and faith that are
not known of her: `domain/masking.py`. That it was taken out is in the access log, with by whom; on
her own page it is she herself.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from matcher.domain import found_as_json as as_json
from matcher.domain.calendar_weeks import swedish_day
from matcher.domain.masking import Mask
from matcher.domain.plans import TodoKind
from matcher.services import choices
from matcher.services.exports import Purpose
from matcher.services.page_lines import area_names
from matcher.store import copies, names, people
from matcher.store.audit import looked
from matcher.store.copies import Row
from matcher.store.people import Person, kind

# By a coordinator, or in her list, of whatever was said; some of it within JSON.
WRITTEN = (
    "line", "text", "unsure", "meeting_place", "about", "availability_said", "written", "subject",
    "background", "wait_note",
)  # fmt: skip
# What was said after a call with a volunteer is mostly of whom she visits.
OF_TWO = ("todos", "visits")
VIEW = "copies.taken"
TO_TELL = (TodoKind.TELL_OF_DEATH, TodoKind.TELL_DECLINED, TodoKind.TELL_OVER)


@dataclass(frozen=True, slots=True)
class Copy:
    """Table → rows, each column by its name; `name` is hers, for the heading of the page."""

    about: str  # "volunteer" or "recipient"
    name: str
    on: date
    rows: Mapping[str, list[Row]]

    def as_json(self) -> dict[str, Any]:
        """As a file that other programs can read (art. 20): days as ISO, choices as codes."""
        told = {table: [_plain(row) for row in rows] for table, rows in self.rows.items()}
        return {"about": self.about, "taken_on": self.on.isoformat(), "kept": told}


def take(
    session: Session, about: str, person_id: str, *, centre: str, by: str | None, at: datetime
) -> Copy:
    """All that is kept. `about` is "volunteer" or "recipient". The look is logged, so the session
    must write. Raises Missing.
    """
    person = people.one(session, about, person_id, centre=centre)
    rows = copies.kept_about(session, person)
    [own] = rows[person.__tablename__]
    area = area_names(session, centre=centre).get(person.area_id or "")
    rows[person.__tablename__] = [{**own, "area": area}]
    rows["todos"] = [one for one in rows.get("todos", ()) if not _is_yet_to_be_told(one)]
    mask = _mask(session, person, rows)
    of_two = OF_TWO if kind(person) == "volunteer" else ()
    masked = {
        table: [_masked(row, mask, of_two=table in of_two) for row in found]
        for table, found in rows.items()
    }
    looked(
        session, VIEW, about=kind(person), about_id=person.id, centre=centre, by=by, at=at,
        purpose=Purpose.REQUEST.value,
    )  # fmt: skip
    name = f"{person.first_name} {person.surname}".strip()
    return Copy(kind(person), name, swedish_day(at), masked)


def _mask(session: Session, person: Person, rows: Mapping[str, list[Row]]) -> Mask:
    """What is another's in what was written: names, and private words not known of her."""
    centre = person.centre_id
    chosen = choices.of(session, centre=centre)
    hers = {row.get("concept") for found in rows.values() for row in found} | {*person.languages}
    return Mask(
        names=names.everybody(session, centre=centre),
        own=(person.first_name, person.surname),
        phone=person.phone,
        email=person.email,
        private=[
            said
            for concept in chosen.sensitive - hers
            for said in chosen.vocabulary.concepts[concept].correct
        ],
    )


def _is_yet_to_be_told(todo: Row) -> bool:
    """It is about another, and she is to hear it from one of us before she reads it (R63)."""
    return todo["kind"] in TO_TELL and todo["done_at"] is None


def _masked(row: Row, mask: Mask, *, of_two: bool) -> Row:
    found = dict(row)
    for name in WRITTEN:
        if found.get(name):
            found[name] = _told_of_her(found[name], mask, of_two)
    if "explanation" in found:
        parts = as_json.explanation_from(found["explanation"]).parts
        found["explanation"] = {part.criterion: part.points for part in parts}
    if "why" in found:
        found["why"] = {name: found["why"].get(name) for name in ("own", "blocked")}
    return found


def _told_of_her(said: Any, mask: Mask, of_two: bool) -> Any:
    """A text, or every text of a piece of JSON."""
    if isinstance(said, str):
        return mask.told(said, of_two=of_two)
    if isinstance(said, dict):
        return {name: _told_of_her(one, mask, of_two) for name, one in said.items()}
    if isinstance(said, list):
        return [_told_of_her(one, mask, of_two) for one in said]
    return said


def _plain(row: Row) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in row.items()
        if value is not None
    }
