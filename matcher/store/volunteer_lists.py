"""Questions of the list of volunteers: searched, counted, page by page."""

from collections.abc import Collection, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, load_only
from sqlalchemy.orm.interfaces import ORMOption

from matcher.domain.list_orders import ListOrder
from matcher.domain.retention import ERASED
from matcher.domain.volunteers import VolunteerState
from matcher.store.list_orders import before_names
from matcher.store.search import found_by, nearest_first
from matcher.store.volunteers import Volunteer, with_clearance


def active(session: Session, *, centre: str) -> list[tuple[str, str, str]]:
    """(id, first name, surname) of those who may be asked, by name."""
    asked = (
        sa.select(Volunteer.id, Volunteer.first_name, Volunteer.surname)
        .where(Volunteer.centre_id == centre, Volunteer.state == VolunteerState.ACTIVE)
        .order_by(Volunteer.first_name, Volunteer.surname, Volunteer.id)
    )
    return [(row[0], row[1], row[2]) for row in session.execute(asked)]


def listed(
    session: Session,
    *,
    centre: str,
    search: str = "",
    states: Collection[VolunteerState] = (),
    among: Collection[str] | None = None,
    order: ListOrder = ListOrder.NAME,
    limit: int = 50,
    offset: int = 0,
) -> list[Volunteer]:
    """Volunteers as far as a list shows them, with steps and extracts, in `order`; by name,
    what was searched for comes first. `among` are the only ids that may be found.
    """
    names = Volunteer.first_name, Volunteer.surname
    asked = (
        sa.select(Volunteer)
        .where(*_wanted(session, centre=centre, search=search, states=states, among=among))
        .order_by(
            *before_names(Volunteer, order, session),
            *nearest_first(search, *names, session),
            Volunteer.id,
        )
        .limit(limit)
        .offset(offset)
        .options(*with_clearance(), _what_a_list_shows())
    )
    return list(session.scalars(asked))


def how_many(
    session: Session,
    *,
    centre: str,
    search: str = "",
    states: Collection[VolunteerState] = (),
    among: Collection[str] | None = None,
) -> int:
    """How many `listed` would give without limit."""
    wanted = _wanted(session, centre=centre, search=search, states=states, among=among)
    return session.scalar(sa.select(sa.func.count()).select_from(Volunteer).where(*wanted)) or 0


def times(
    session: Session, *, centre: str, states: Collection[VolunteerState]
) -> dict[str, Mapping[str, Any]]:
    """What times those in `states` have told of, as JSON, by id."""
    asked = sa.select(Volunteer.id, Volunteer.availability).where(
        Volunteer.centre_id == centre,
        Volunteer.state.in_(states),
        Volunteer.availability.is_not(None),
    )
    return {one: told for one, told in session.execute(asked) if told}


def counts_by_state(session: Session, *, centre: str) -> dict[VolunteerState, int]:
    """How many stand in each state; a state nobody stands in is left out."""
    asked = (
        sa.select(Volunteer.state, sa.func.count())
        .where(Volunteer.centre_id == centre, Volunteer.source != ERASED)
        .group_by(Volunteer.state)
    )
    return dict(iter(session.execute(asked)))


def _what_a_list_shows() -> ORMOption:
    """A row's times, traits and wishes are half of what it costs to read, and no list has them."""
    return load_only(
        Volunteer.first_name,
        Volunteer.surname,
        Volunteer.birth_year,
        Volunteer.state,
        Volunteer.postcode,
        Volunteer.area_id,
        Volunteer.place,
        Volunteer.languages,
        Volunteer.forms,
        Volunteer.paused_from,
        Volunteer.paused_until,
        Volunteer.created_at,
        raiseload=True,
    )


def _wanted(
    session: Session,
    *,
    centre: str,
    search: str,
    states: Collection[VolunteerState],
    among: Collection[str] | None,
) -> list[sa.ColumnElement[bool]]:
    wanted = [Volunteer.centre_id == centre, Volunteer.source != ERASED]
    if among is not None:
        wanted.append(Volunteer.id.in_(among))
    if states:
        wanted.append(Volunteer.state.in_(states))
    if search.strip():
        names = Volunteer.first_name, Volunteer.surname
        wanted.append(found_by(search, *names, Volunteer.phone, session))
    return wanted
