"""Questions of the list of volunteers: searched, counted, page by page."""

from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.orm import Session, load_only
from sqlalchemy.orm.interfaces import ORMOption

from matcher.domain.volunteers import VolunteerState
from matcher.store.search import found_by, nearest_first
from matcher.store.volunteers import Volunteer, with_clearance


def listed(
    session: Session,
    *,
    centre: str,
    search: str = "",
    states: Collection[VolunteerState] = (),
    limit: int = 50,
    offset: int = 0,
) -> list[Volunteer]:
    """Volunteers as far as a list shows them, with steps and extracts: what was searched for
    first, then in Swedish order.
    """
    names = Volunteer.first_name, Volunteer.surname
    asked = (
        sa.select(Volunteer)
        .where(*_wanted(session, centre=centre, search=search, states=states))
        .order_by(*nearest_first(search, *names, session), Volunteer.id)
        .limit(limit)
        .offset(offset)
        .options(*with_clearance(), _what_a_list_shows())
    )
    return list(session.scalars(asked))


def how_many(
    session: Session, *, centre: str, search: str = "", states: Collection[VolunteerState] = ()
) -> int:
    """How many `listed` would give without limit."""
    wanted = _wanted(session, centre=centre, search=search, states=states)
    return session.scalar(sa.select(sa.func.count()).select_from(Volunteer).where(*wanted)) or 0


def counts_by_state(session: Session, *, centre: str) -> dict[VolunteerState, int]:
    """How many stand in each state; a state nobody stands in is left out."""
    asked = (
        sa.select(Volunteer.state, sa.func.count())
        .where(Volunteer.centre_id == centre)
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
        Volunteer.paused_from,
        Volunteer.paused_until,
        Volunteer.created_at,
        raiseload=True,
    )


def _wanted(
    session: Session, *, centre: str, search: str, states: Collection[VolunteerState]
) -> list[sa.ColumnElement[bool]]:
    wanted = [Volunteer.centre_id == centre]
    if states:
        wanted.append(Volunteer.state.in_(states))
    if search.strip():
        names = Volunteer.first_name, Volunteer.surname
        wanted.append(found_by(search, *names, Volunteer.phone, session))
    return wanted
