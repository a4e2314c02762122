"""What people are called, the same on every page. Full names stand on their own pages, where the
look is logged.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from matcher.domain.people import called_apart
from matcher.store import names


@dataclass(frozen=True, slots=True)
class Called:
    """A called name with initial, and the telephone that a button rings."""

    name: str
    phone: str | None  # E.164


def names_of(
    session: Session,
    *,
    volunteers: Collection[str] = (),
    recipients: Collection[str] = (),
    organisations: Collection[str] = (),
    known: Mapping[str, tuple[str, str]] | None = None,
    centre: str,
) -> dict[str, Called]:
    """Id → what it is called, in at most four questions; `known` are people whose (first name,
    surname) the page has read already, by id.
    """
    people = [
        *names.of_volunteers(session, volunteers, centre=centre),
        *names.of_recipients(session, recipients, centre=centre),
    ]
    full = {**(known or {}), **{row[0]: (row[1], row[2]) for row in people}}
    called = told_apart(session, full, centre=centre)
    there = names.of_organisations(session, organisations, centre=centre)
    called |= called_apart({row[0]: (row[1], row[2]) for row in there})
    phones = {found: phone for found, _, _, phone in people}
    return {found: Called(name, phones.get(found)) for found, name in called.items()}


def told_apart(
    session: Session, people: Mapping[str, tuple[str, str]], *, centre: str
) -> dict[str, str]:
    """What each of these volunteers and recipients is called, by id, from (first name, surname).

    They are told apart from everybody at the centre, and not only from who stands beside: one
    name is one person wherever it is read.
    """
    first_names = {first for first, _ in people.values()}
    alike = names.namesakes(session, first_names, centre=centre)
    everybody = {row.id: (row.first_name, row.surname) for row in alike} | dict(people)
    called = called_apart(
        everybody,
        {row.id: row.area or label(row.place) for row in alike},
        {row.id: str(row.birth_year) for row in alike if row.birth_year},
    )
    return {who: called[who] for who in people}


def short_name(session: Session, who: str, first: str, surname: str, *, centre: str) -> str:
    """What one of them is called."""
    return told_apart(session, {who: (first, surname)}, centre=centre)[who]


def label(place: Mapping[str, Any] | None) -> str | None:
    """What a place is called, or its postcode."""
    return (place.get("label") or place.get("postcode")) if place else None
