"""How pages show the two sides of a pair: as much of each as a list needs, and the fit in whole
points that add up.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy.orm import Session

from matcher.domain.availability import Availability
from matcher.domain.needs import NeedKind
from matcher.domain.people import Form, called, called_apart
from matcher.domain.recipients import RecipientState
from matcher.domain.spelling import folded, words
from matcher.domain.suggestions import Explanation, Part
from matcher.engine.explanation import shown_points
from matcher.engine.params import THOUSANDTHS, Params
from matcher.store import faces
from matcher.store.faces import NeedFace, VolunteerFace

Cells = frozenset[tuple[int, str]]  # of the week grid: weekday, part of the day


@dataclass(frozen=True)
class Side:
    """A volunteer, or whose need it is, as a list shows them. A page names many and draws few:
    times and words of a life are read when they are asked for.
    """

    id: str  # the volunteer's or the need's
    called: str  # called-name and initial, or the organisation's name
    first: str  # what a question begins with
    where: str | None
    availability: Mapping[str, Any] | None  # as it lies in the row
    background: str | None
    wrote: Mapping[str, str] = field(default_factory=dict, kw_only=True)  # by concept, if asked for

    @cached_property
    def free(self) -> Cells:
        """When they can, as cells of the week grid."""
        return _times(self.availability).grid(partly=True)

    @property
    def is_known(self) -> bool:
        """Whether any times were told."""
        return _times(self.availability).is_known

    @cached_property
    def told(self) -> Mapping[str, str]:
        """Folded words of a life, and how each was written."""
        return _told(self.background)


@dataclass(frozen=True)
class NeedSide(Side):
    """Whose need, what it is, and how long it has waited."""

    kind: NeedKind = NeedKind.COMPANIONSHIP
    title: str = ""
    forms: tuple[Form, ...] = ()
    minutes: int = 60
    every_weeks: int = 1
    seats: int = 1
    weeks_waited: int = 0
    promise_weeks: int | None = None
    priority_class: int | None = None
    recipient_id: str | None = None
    organisation_id: str | None = None


@dataclass(frozen=True, slots=True)
class Points:
    """One part of a fit, in whole points; over all parts `got` adds up to the fit."""

    criterion: str
    got: int
    of: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Fit:
    """How well two suit each other: a band's word, and the parts."""

    band: str | None
    parts: tuple[Points, ...]

    @property
    def points(self) -> int:
        """Whole points of a hundred."""
        return sum(part.got for part in self.parts)


def fit_of(explanation: Explanation, params: Params) -> Fit:
    """The fit in whole points, that add up to the rounded sum as the engine rounds it."""
    parts = explanation.parts
    got, of = shown_points(parts), shown_points([_whole(part) for part in parts])
    shown = (
        Points(part.criterion, earned, most, min(part.unknown // THOUSANDTHS, most - earned))
        for part, earned, most in zip(parts, got, of, strict=True)
    )
    return Fit(params.band(explanation.fit), tuple(shown))


def as_told(explanation: Explanation, *sides: Side) -> Explanation:
    """The same, with words of a life as the two wrote them, and not as they were compared."""
    written = {folded_word: shown for side in sides for folded_word, shown in side.told.items()}
    return replace(explanation, parts=tuple(_as_told(part, written) for part in explanation.parts))


def in_own_words(
    session: Session, volunteers: dict[str, Side], needs: dict[str, NeedSide], *, centre: str
) -> None:
    """Add to these sides, by id, what each of them wrote: a page says it back as it was said."""
    written = faces.words_of(session, sorted(volunteers), sorted(needs), centre=centre)
    for public_id in written.keys() & volunteers.keys():
        volunteers[public_id] = replace(volunteers[public_id], wrote=written[public_id])
    for public_id in written.keys() & needs.keys():
        needs[public_id] = replace(needs[public_id], wrote=written[public_id])


def volunteers(
    session: Session, ids: Sequence[str], *, drawn: Collection[str] | None = None, centre: str
) -> dict[str, Side]:
    """Volunteers by id; times and background of those `drawn`, of all when it is not said."""
    found = faces.of_volunteers(session, sorted(set(ids)), drawn=drawn, centre=centre)
    names = called_apart({row.id: (row.first_name, row.surname) for row in found.values()})
    return {public_id: _volunteer(row, names[public_id]) for public_id, row in found.items()}


def needs(
    session: Session,
    ids: Sequence[str],
    params: Params,
    *,
    drawn: Collection[str] | None = None,
    centre: str,
    on: date,
) -> dict[str, NeedSide]:
    """Needs by id, without those of somebody who has died; times and background of those
    `drawn`, of all when it is not said.
    """
    found = faces.of_needs(session, sorted(set(ids)), drawn=drawn, centre=centre)
    names = names_of(found.values())
    return {
        public_id: need(row, params, on=on, name=names.get(row.recipient_id or ""))
        for public_id, row in found.items()
        if row.recipient_state is not RecipientState.DECEASED
    }


def names_of(rows: Iterable[NeedFace]) -> dict[str, str]:
    """What a list of these needs calls the people whose they are, by the recipient's id."""
    people = {row.recipient_id: (row.first_name or "", row.surname or "") for row in rows}
    return called_apart({who: name for who, name in people.items() if who})


def need(row: NeedFace, params: Params, *, on: date, name: str | None = None) -> NeedSide:
    """A need as a list shows it; `name` is what the list calls the person whose it is."""
    if name is None:
        name = called(row.first_name, row.surname or "") if row.first_name else row.organisation
    name = name or ""
    return NeedSide(
        id=row.id,
        called=name,
        first=row.first_name or name,
        where=row.area or label(row.place) or row.recipient_area or label(row.recipient_place),
        availability=row.availability,
        background=row.background,
        kind=row.kind,
        title=row.title,
        forms=tuple(Form(form) for form in row.forms),
        minutes=row.minutes,
        every_weeks=row.every_weeks,
        seats=row.seats,
        weeks_waited=max(0, (on - row.waiting_since).days // 7),
        promise_weeks=params.promise_weeks.get(row.priority_class or 0),
        priority_class=row.priority_class,
        recipient_id=row.recipient_id,
        organisation_id=row.organisation_id,
    )


def label(place: Mapping[str, Any] | None) -> str | None:
    """What a place is called, or its postcode."""
    return (place.get("label") or place.get("postcode")) if place else None


def _volunteer(row: VolunteerFace, name: str) -> Side:
    return Side(
        id=row.id,
        called=name,
        first=row.first_name,
        where=row.area or label(row.place),
        availability=row.availability,
        background=row.background,
    )


def _as_told(part: Part, written: Mapping[str, str]) -> Part:
    shared = part.evidence.get("shared")
    if part.criterion != "background" or not isinstance(shared, list):
        return part
    return replace(
        part, evidence={**part.evidence, "shared": [written.get(word, word) for word in shared]}
    )


def _whole(part: Part) -> Part:
    return Part(part.criterion, points=part.of, of=part.of)


def _times(data: Mapping[str, Any] | None) -> Availability:
    return Availability.from_json(data) if data else Availability()


def _told(background: str | None) -> dict[str, str]:
    written = (background or "").replace(",", " ").split()
    return {folded(plain): shown for shown in written for plain in words(shown)}
