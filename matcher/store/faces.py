"""As much of people and needs as a list of pairs shows: called by id, in one question a side."""

from collections.abc import Collection
from datetime import date
from functools import cache
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from matcher.domain.needs import NeedKind, NeedState
from matcher.domain.recipients import RecipientState
from matcher.store.base import CENTRE, IDS
from matcher.store.centres import Area
from matcher.store.needs import Need, NeedWord
from matcher.store.organisations import Organisation
from matcher.store.profiles.needs import WAITS
from matcher.store.recipients import Recipient, RecipientWord
from matcher.store.volunteers import Volunteer, VolunteerWord

DRAWN: sa.BindParameter[str] = sa.bindparam("drawn", type_=sa.String(), expanding=True)


class VolunteerFace(NamedTuple):
    """A volunteer on a list. Times and background are as they lie in the row; the place is said
    where she has no area.
    """

    id: str
    first_name: str
    surname: str
    area: str | None
    place: dict[str, Any] | None
    availability: dict[str, Any] | None
    background: str | None


class NeedFace(NamedTuple):
    """A need on a list, and whose it is. Places are said where there is no area."""

    id: str
    kind: NeedKind
    state: NeedState
    title: str
    forms: list[Any]
    minutes: int
    every_weeks: int
    seats: int
    waiting_since: date
    until_on: date | None
    availability: dict[str, Any] | None
    place: dict[str, Any] | None
    area: str | None
    recipient_id: str | None
    first_name: str | None
    surname: str | None
    recipient_state: RecipientState | None
    birth_year: int | None
    phone: str | None
    priority_class: int | None
    wait_note: str | None
    wait_note_until: date | None
    recipient_place: dict[str, Any] | None
    recipient_area: str | None
    languages: dict[str, Any] | None
    background: str | None
    organisation_id: str | None
    organisation: str | None


def of_volunteers(
    session: Session, ids: Collection[str], *, drawn: Collection[str] | None = None, centre: str
) -> dict[str, VolunteerFace]:
    """These volunteers by id; times and background only of those `drawn`, all when not said."""
    given = {"centre": centre, "ids": list(ids), "drawn": list(drawn or ())}
    asked = _volunteers(all_drawn=drawn is None)
    return {row[0]: VolunteerFace(*row) for row in session.execute(asked, given)} if ids else {}


@cache
def _volunteers(*, all_drawn: bool) -> sa.Select[*tuple[Any, ...]]:
    of = Volunteer
    return (
        sa.select(
            of.id,
            of.first_name,
            of.surname,
            Area.name,
            _unless(Area.id, of.place),
            _of(of.availability, of.id, all_drawn),
            _of(of.background, of.id, all_drawn),
        )
        .outerjoin(Area, Area.id == of.area_id)
        .where(of.centre_id == CENTRE, of.id.in_(IDS))
    )


def of_needs(
    session: Session, ids: Collection[str], *, drawn: Collection[str] | None = None, centre: str
) -> dict[str, NeedFace]:
    """These needs by id; times, languages and background only of those `drawn`, all when not
    said.
    """
    given = {"centre": centre, "ids": list(ids), "drawn": list(drawn or ())}
    asked = _needs(who_wait=False, all_drawn=drawn is None)
    return {row[0]: NeedFace(*row) for row in session.execute(asked, given)} if ids else {}


def words_of(
    session: Session, volunteer_ids: Collection[str], need_ids: Collection[str], *, centre: str
) -> dict[str, dict[str, str]]:
    """What was written for each concept, by the volunteer's or the need's id.

    A person's own words count as her need's; where both say the same, the need's are told.
    """
    given = {"centre": centre, "ids": list(volunteer_ids), "need_ids": list(need_ids)}
    found: dict[str, dict[str, str]] = {}
    for whose, concept, written, _ in session.execute(_words(), given):
        if concept:
            found.setdefault(whose, {})[concept] = written
    return found


@cache
def _words() -> sa.CompoundSelect[*tuple[Any, ...]]:
    turn = sa.literal_column
    need_ids = sa.bindparam("need_ids", type_=sa.String(), expanding=True)
    hers, theirs, of_need = VolunteerWord, RecipientWord, NeedWord
    asked: sa.CompoundSelect[*tuple[Any, ...]] = sa.union_all(
        sa.select(hers.volunteer_id, hers.concept, hers.written, turn("0").label("turn")).where(
            hers.centre_id == CENTRE, hers.volunteer_id.in_(IDS)
        ),
        sa.select(Need.id, theirs.concept, theirs.written, turn("1"))
        .join(theirs, theirs.recipient_id == Need.recipient_id)
        .where(Need.centre_id == CENTRE, Need.id.in_(need_ids)),
        sa.select(of_need.need_id, of_need.concept, of_need.written, turn("2")).where(
            of_need.centre_id == CENTRE, of_need.need_id.in_(need_ids)
        ),
    )
    return asked.order_by("turn")


def of_waiting(session: Session, *, centre: str, on: date) -> dict[str, NeedFace]:
    """The open needs of people, by id: the waiting list, which draws nobody's week."""
    given = {"centre": centre, "on": on, "drawn": []}
    asked = _needs(who_wait=True, all_drawn=False)
    return {row[0]: NeedFace(*row) for row in session.execute(asked, given)}


def count_waiting(session: Session, *, centre: str, on: date) -> int:
    """How many people stand on the waiting list; who wishes for two things stands there once."""
    return session.scalar(_how_many_wait(), {"centre": centre, "on": on}) or 0


@cache
def _how_many_wait() -> sa.Select[int]:
    return (
        sa.select(sa.func.count(Recipient.id.distinct()))
        .select_from(Need)
        .join(Recipient, Recipient.id == Need.recipient_id)
        .where(Need.centre_id == CENTRE, waits())
    )


def waits() -> sa.ColumnElement[bool]:
    """An open need of a person who waits, by the day `on` that the question is asked with."""
    on = sa.bindparam("on", type_=sa.Date())
    return sa.and_(
        Need.state == NeedState.OPEN,
        Recipient.state.in_(WAITS),
        sa.or_(Need.until_on.is_(None), Need.until_on >= on),
    )


def _of(column: Any, whose: Any, all_drawn: bool) -> Any:
    """The cell, for those who are drawn: JSON that no page shows is not read."""
    return column if all_drawn else sa.case((whose.in_(DRAWN), column))


def _unless(area_id: Any, place: Any) -> Any:
    """The place, where no area says already where it is."""
    return sa.case((area_id.is_(None), place))


@cache
def _needs(*, who_wait: bool, all_drawn: bool) -> sa.Select[*tuple[Any, ...]]:
    home = aliased(Area)
    return (
        sa.select(
            Need.id,
            Need.kind,
            Need.state,
            Need.title,
            Need.forms,
            Need.minutes,
            Need.every_weeks,
            Need.seats,
            Need.waiting_since,
            Need.until_on,
            _of(Need.availability, Need.id, all_drawn),
            _unless(Area.id, Need.place),
            Area.name,
            Recipient.id,
            Recipient.first_name,
            Recipient.surname,
            Recipient.state,
            Recipient.birth_year,
            Recipient.phone,
            Recipient.priority_class,
            Recipient.wait_note,
            Recipient.wait_note_until,
            _unless(home.id, Recipient.place),
            home.name,
            _of(Recipient.languages, Need.id, all_drawn),
            _of(Recipient.background, Need.id, all_drawn),
            Organisation.id,
            Organisation.name,
        )
        .outerjoin(Recipient, Recipient.id == Need.recipient_id)
        .outerjoin(Organisation, Organisation.id == Need.organisation_id)
        .outerjoin(Area, Area.id == Need.area_id)
        .outerjoin(home, home.id == Recipient.area_id)
        .where(Need.centre_id == CENTRE, waits() if who_wait else Need.id.in_(IDS))
    )
