"""What names somebody in the rows of others: struck out of every text of the schema (R73).

A name in a line about a call, a number in a title, a row of a list that nobody has confirmed: none
of it has a key to her. A number, an address and a whole name are struck out wherever they stand. A
single name goes in what was written about people: wherever nobody else has it, and also where
somebody else has, if the line is about one whom she met.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from matcher.store import accounts, names
from matcher.store.base import Base
from matcher.store.drafts import Draft
from matcher.store.imports import Import
from matcher.store.matches import Participant
from matcher.store.people import Person
from matcher.store.recipients import Recipient, RecipientAddress

STRUCK = "…"
LEAST_TEXT = 60  # shorter columns hold codes
SPLIT = r"[\s\-–./()]*"
# Ids and numbers only, lines that nothing may change, and columns that say who somebody else is.
NO_TEXTS = ("audit", "access_log", "chain_heads", "runs", "suggestions", "without_suggestion")
OTHERS_OWN = ("first_name", "surname", "name", "phone", "email", "to_address", "street", "town")
ABOUT_PEOPLE = ("volunteer_id", "recipient_id", "match_id")


@dataclass(frozen=True, slots=True)
class Traces:
    """What somebody is known by, as it may be written, and whom she has met."""

    certain: re.Pattern[str]  # number, address, whole name
    rare: re.Pattern[str]  # and single names that nobody else has
    all: re.Pattern[str]  # and every single name
    near: frozenset[str]  # ids of her matches and of those in them


def of(session: Session, person: Person) -> Traces:
    """What to look for; asked before her own rows go."""
    centre = person.centre_id
    certain = _certain(session, person)
    single = {one for one in (person.first_name, person.surname) if one}
    others = [*names.everybody(session, but=person.id, centre=centre)]
    others += accounts.names(session, centre=centre).values()
    rare = single - {word for name in others for word in name.split()}
    return Traces(
        _pattern(certain),
        _pattern([*certain, *map(_whole_word, rare)]),
        _pattern([*certain, *map(_whole_word, single)]),
        _near(session, person),
    )


def strike(session: Session, traces: Traces, *, centre: str) -> None:
    """Nothing that names her is left in anybody's rows. What is on its way in and names her, a
    draft or a list that nobody has confirmed, goes as a whole.
    """
    _throw_away(session, traces, centre=centre)
    for table, columns in _texts():
        asked = sa.select(table).where(table.c.centre_id == centre)
        for row in session.execute(asked).mappings().all():
            changed = _struck(row, columns, _pattern_for(table, row, traces))
            if changed:
                session.execute(sa.update(table).where(table.c.id == row["id"]).values(changed))
    session.expire_all()


def _certain(session: Session, person: Person) -> list[str]:
    first, last = re.escape(person.first_name), re.escape(person.surname)
    ways = [rf"\b{first}\s+{last}\b", rf"\b{last},?\s+{first}\b"] if last else []
    ways += [_number(person.phone)] if person.phone else []
    ways += [re.escape(person.email)] if person.email else []
    if isinstance(person, Recipient):
        asked = sa.select(RecipientAddress.street)
        street = session.scalar(asked.where(RecipientAddress.recipient_id == person.id))
        ways += [re.escape(street)] if street else []
    return [f"(?i:{way})" for way in ways]


def _number(phone: str) -> str:
    """A Swedish number with or without its country, however it is divided."""
    digits = re.sub(r"\D", "", phone).removeprefix("46")
    return rf"(?:\+{SPLIT}46|\b0046|\b0){SPLIT}(?:\(?0\)?{SPLIT})?" + SPLIT.join(digits)


def _whole_word(name: str) -> str:
    """As it is written, also in the genitive; in small letters it is another word (Bo, bo)."""
    return rf"\b(?:{re.escape(name)}|{re.escape(name.upper())})(?=[sS]?\b)"


def _pattern(ways: Collection[str]) -> re.Pattern[str]:
    """Any of them, the first that fits; nothing where there is none."""
    return re.compile("|".join(ways) or r"(?!)")


def _near(session: Session, person: Person) -> frozenset[str]:
    hers = sa.or_(Participant.volunteer_id == person.id, Participant.recipient_id == person.id)
    matches = set(session.scalars(sa.select(Participant.match_id).where(hers)))
    others = sa.select(Participant.volunteer_id, Participant.recipient_id)
    rows = session.execute(others.where(Participant.match_id.in_(matches)))
    return frozenset({person.id, *matches, *(one for row in rows for one in row if one)})


def _texts() -> Iterator[tuple[sa.Table, list[str]]]:
    """Each table with the columns of it that may hold what somebody wrote."""
    for table in Base.metadata.sorted_tables:
        if table.name in NO_TEXTS or not {"id", "centre_id"} <= set(table.columns.keys()):
            continue
        free = [one.name for one in table.columns if _is_free(one)]
        if free:
            yield table, free


def _is_free(column: sa.Column[Any]) -> bool:
    kind = column.type
    if column.name in OTHERS_OWN or column.name.endswith("hash") or column.foreign_keys:
        return False
    is_long = isinstance(kind, sa.String) and (kind.length or LEAST_TEXT) >= LEAST_TEXT
    return isinstance(kind, sa.JSON) or is_long


def _pattern_for(
    table: sa.Table, row: Mapping[str, Any] | sa.RowMapping, traces: Traces
) -> re.Pattern[str]:
    if table.name.endswith("_words"):
        return traces.certain  # a word of the vocabulary may be somebody's name
    whose = [one for one in ABOUT_PEOPLE if one in table.columns]
    if any(row[one] in traces.near for one in whose):
        return traces.all
    return traces.rare if whose or table.name == "concern_steps" else traces.certain


def _struck(
    row: Mapping[str, Any] | sa.RowMapping, columns: list[str], pattern: re.Pattern[str]
) -> dict[str, Any]:
    """The columns that named her, without it."""
    new = {name: _without(row[name], pattern) for name in columns if row[name]}
    return {name: value for name, value in new.items() if value != row[name]}


def _without(said: Any, pattern: re.Pattern[str]) -> Any:
    """A text, or every text of a piece of JSON."""
    if isinstance(said, str):
        return pattern.sub(STRUCK, said)
    if isinstance(said, dict):
        return {name: _without(one, pattern) for name, one in said.items()}
    if isinstance(said, list):
        return [_without(one, pattern) for one in said]
    return said


def _throw_away(session: Session, traces: Traces, *, centre: str) -> None:
    """Forms and lists on their way in, in which her cells stand beside each other."""
    staged = Import.confirmed_at.is_(None)
    for model, column, which in (
        (Draft, Draft.typed, sa.true()),
        (Import, Import.staged, staged),
    ):
        asked = sa.select(model.id, column).where(model.centre_id == centre, which)
        hers = [row for row, said in session.execute(asked) if traces.certain.search(_joined(said))]
        session.execute(sa.delete(model).where(model.id.in_(hers)))


def _joined(said: Any) -> str:
    if isinstance(said, dict):
        return " ".join(map(_joined, said.values()))
    return " ".join(map(_joined, said)) if isinstance(said, list) else str(said or "")
