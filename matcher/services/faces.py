"""How pages show the two sides of a pair: as much of each as a list needs."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy.orm import Session

from matcher.domain import promises
from matcher.domain.availability import Availability
from matcher.domain.needs import NeedKind
from matcher.domain.people import Form
from matcher.domain.recipients import RecipientState
from matcher.domain.spelling import folded, words
from matcher.domain.suggestions import Explanation, Part
from matcher.engine.params import Params
from matcher.services.names import label, told_apart
from matcher.store import faces
from matcher.store.faces import NeedFace, VolunteerFace

Cells = frozenset[tuple[int, str]]  # of the week grid: weekday, part of the day


@dataclass(frozen=True)
class Side:
    """A volunteer, or whose need it is, as a list shows them. A page names many and draws few:
    times and words of a life are read when they are asked for.
    """

    id: str  # the volunteer's or the need's
    called: str  # called-name and initial, or the organisation's name and what it is about
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

    whose: str = ""  # the person's or the organisation's name alone
    kind: NeedKind = NeedKind.COMPANIONSHIP
    title: str = ""
    forms: tuple[Form, ...] = ()
    minutes: int = 60
    every_weeks: int = 1
    seats: int = 1
    weeks_waited: int = 0
    promise_weeks: int | None = None
    priority_class: int | None = None
    explained: str | None = None  # why she waits past the promise, as long as it holds
    recipient_id: str | None = None
    organisation_id: str | None = None

    @property
    def weeks_over(self) -> int:
        """Whole weeks past the promise of the class; 0 within it, or where nothing is promised."""
        return promises.weeks_over(self.weeks_waited, self.promise_weeks)

    @property
    def breaks_promise(self) -> bool:
        """Past the promise, and nobody has written why."""
        return self.weeks_over > 0 and self.explained is None

    @property
    def turn(self) -> tuple[int, int, int, str]:
        """The order of every list of those who wait: longest past the promise without a written
        reason, then by class, then by the wait.
        """
        over = self.weeks_over if self.breaks_promise else 0
        return -over, self.priority_class or 9, -self.weeks_waited, self.id


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
    session: Session, ids: Iterable[str], *, drawn: Collection[str] | None = None, centre: str
) -> dict[str, Side]:
    """Volunteers by id; times and background of those `drawn`, of all when it is not said."""
    found = faces.of_volunteers(session, sorted(set(ids)), drawn=drawn, centre=centre)
    names = told_apart(session, _givers(found), centre=centre)
    return {public_id: _volunteer(row, names[public_id]) for public_id, row in found.items()}


def both(
    session: Session,
    volunteer_ids: Iterable[str],
    need_ids: Iterable[str],
    params: Params,
    *,
    drawn: Collection[str] | None = None,
    called: Mapping[str, str] | None = None,
    centre: str,
    on: date,
) -> tuple[dict[str, Side], dict[str, NeedSide]]:
    """Volunteers and needs by id, without the needs of somebody who has died; times and background
    of those `drawn`, of all when it is not said. `called`: what the people are called, by id,
    where the page has asked already.
    """
    givers = faces.of_volunteers(session, sorted(set(volunteer_ids)), drawn=drawn, centre=centre)
    wanted = faces.of_needs(session, sorted(set(need_ids)), drawn=drawn, centre=centre)
    full = _givers(givers) | _whose(wanted.values())
    names = called or told_apart(session, full, centre=centre)
    return (
        {public_id: _volunteer(row, names[public_id]) for public_id, row in givers.items()},
        {
            public_id: need(row, params, on=on, name=names.get(row.recipient_id or ""))
            for public_id, row in wanted.items()
            if row.recipient_state is not RecipientState.DECEASED
        },
    )


def of_one(
    session: Session,
    row: NeedFace,
    volunteer_ids: Iterable[str],
    params: Params,
    *,
    centre: str,
    on: date,
) -> tuple[dict[str, Side], dict[str, NeedSide]]:
    """The same of one need that has been read, whatever has become of it."""
    givers = faces.of_volunteers(session, sorted(set(volunteer_ids)), drawn=None, centre=centre)
    names = told_apart(session, _givers(givers) | _whose([row]), centre=centre)
    wanted = need(row, params, on=on, name=names.get(row.recipient_id or ""))
    people = {public_id: _volunteer(one, names[public_id]) for public_id, one in givers.items()}
    return people, {row.id: wanted}


def names_of(session: Session, rows: Iterable[NeedFace], *, centre: str) -> dict[str, str]:
    """What the people are called whose needs these are, by the recipient's id."""
    return told_apart(session, _whose(rows), centre=centre)


def need_of(session: Session, row: NeedFace, params: Params, *, centre: str, on: date) -> NeedSide:
    """One need as a list shows it."""
    names = names_of(session, [row], centre=centre)
    return need(row, params, on=on, name=names.get(row.recipient_id or ""))


def need(row: NeedFace, params: Params, *, on: date, name: str | None) -> NeedSide:
    """A need as a list shows it; `name` is what the person is called whose it is, if anybody's."""
    return NeedSide(
        id=row.id,
        called=name or _of_organisation(row),
        first=row.first_name or name or row.organisation or "",
        where=row.area or label(row.place) or row.recipient_area or label(row.recipient_place),
        availability=row.availability,
        background=row.background,
        whose=name or row.organisation or "",
        kind=row.kind,
        title=row.title,
        forms=tuple(Form(form) for form in row.forms),
        minutes=row.minutes,
        every_weeks=row.every_weeks,
        seats=row.seats,
        weeks_waited=promises.weeks_waited(row.waiting_since, on=on),
        promise_weeks=params.promise_weeks.get(row.priority_class or 0),
        priority_class=row.priority_class,
        explained=row.wait_note if promises.is_explained(row.wait_note_until, on=on) else None,
        recipient_id=row.recipient_id,
        organisation_id=row.organisation_id,
    )


def _of_organisation(row: NeedFace) -> str:
    """`Studiestödet (Läxhjälp, kvällar)`: an organisation may look for people to several things."""
    name = row.organisation or ""
    return f"{name} ({row.title})" if row.title else name


def _givers(found: Mapping[str, VolunteerFace]) -> dict[str, tuple[str, str]]:
    return {who: (row.first_name, row.surname) for who, row in found.items()}


def _whose(rows: Iterable[NeedFace]) -> dict[str, tuple[str, str]]:
    return {
        row.recipient_id: (row.first_name or "", row.surname or "")
        for row in rows
        if row.recipient_id
    }


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


def _times(data: Mapping[str, Any] | None) -> Availability:
    return Availability.from_json(data) if data else Availability()


def _told(background: str | None) -> dict[str, str]:
    written = (background or "").replace(",", " ").split()
    return {folded(plain): shown for shown in written for plain in words(shown)}
