"""A copy of all that is kept about one person, for herself: to be read, and as a file (R75).

Others are not in it. Where a line that somebody wrote names another person, or gives a number or an
address that is not hers, three dots stand instead. That it was taken out is in the access log, with
by whom; on her own page it is she herself.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from matcher.domain import found_as_json as as_json
from matcher.domain.calendar_weeks import swedish_day
from matcher.services.exports import Purpose
from matcher.services.page_lines import area_names
from matcher.store import copies, names, people
from matcher.store.audit import looked
from matcher.store.copies import Row
from matcher.store.people import Person, kind

SOMEBODY = "…"
# By a coordinator, or in her list, of whatever was said; some of it within JSON.
WRITTEN = (
    "line", "text", "unsure", "meeting_place", "about", "availability_said", "written", "subject",
    "background",
)  # fmt: skip
VIEW = "copies.taken"
PHONE = re.compile(r"(?:\+|\b0)\d[\d \-()./–]{5,}\d")
EMAIL_OR_LINK = re.compile(r"\S+@\S+\.\w+|https?://\S+")


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
    others = _others(names.everybody(session, centre=centre), person)
    masked = {
        table: [_masked(row, others, person) for row in found] for table, found in rows.items()
    }
    looked(
        session, VIEW, about=kind(person), about_id=person.id, centre=centre, by=by, at=at,
        purpose=Purpose.REQUEST.value,
    )  # fmt: skip
    name = f"{person.first_name} {person.surname}".strip()
    return Copy(kind(person), name, swedish_day(at), masked)


def _others(everybody: Iterable[str], person: Person) -> re.Pattern[str] | None:
    """Every part of a name that is not hers, as a whole word; also in the genitive."""
    own = set(f"{person.first_name} {person.surname}".split())
    words = {word for name in everybody for word in name.split() if word[0].isupper()} - own
    if not words:
        return None
    longest = sorted(words, key=lambda word: (-len(word), word))
    writings = [way for word in longest for way in (word, word.upper())]
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, writings))})(?=[sS]?\b)")


def _masked(row: Row, others: re.Pattern[str] | None, person: Person) -> Row:
    found = dict(row)
    for name in WRITTEN:
        if found.get(name):
            found[name] = _told_of_her(found[name], others, person)
    if "explanation" in found:
        parts = as_json.explanation_from(found["explanation"]).parts
        found["explanation"] = {part.criterion: part.points for part in parts}
    if "why" in found:
        found["why"] = {name: found["why"].get(name) for name in ("own", "blocked")}
    return found


def _told_of_her(said: Any, others: re.Pattern[str] | None, person: Person) -> Any:
    """A text, or every text of a piece of JSON."""
    if isinstance(said, str):
        return _without_others(said, others, person)
    if isinstance(said, dict):
        return {name: _told_of_her(one, others, person) for name, one in said.items()}
    if isinstance(said, list):
        return [_told_of_her(one, others, person) for one in said]
    return said


def _without_others(text: str, others: re.Pattern[str] | None, person: Person) -> str:
    text = EMAIL_OR_LINK.sub(lambda found: found[0] if found[0] == person.email else SOMEBODY, text)
    text = PHONE.sub(lambda found: found[0] if _is_hers(found[0], person) else SOMEBODY, text)
    return others.sub(SOMEBODY, text) if others else text


def _is_hers(number: str, person: Person) -> bool:
    """The last seven figures are: the number may be written with or without its country."""
    figures = re.sub(r"\D", "", number)
    return bool(person.phone) and figures[-7:] == re.sub(r"\D", "", person.phone or "")[-7:]


def _plain(row: Row) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in row.items()
        if value is not None
    }
