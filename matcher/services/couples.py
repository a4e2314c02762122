"""Volunteers who go together: suggested to the same uppdrag or to none, where two are wanted."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from matcher.domain.errors import Fault, Invalid
from matcher.services import week_upkeep
from matcher.services.names import told_apart
from matcher.store import centres, couples, volunteer_lists, volunteers
from matcher.store.audit import looked, record
from matcher.store.couples import Couple


@dataclass(frozen=True, slots=True)
class CouplePage:
    """Whom somebody goes with, and who goes with nobody."""

    volunteer_id: str
    called: str
    with_id: str | None
    with_called: str | None
    could: tuple[tuple[str, str], ...]  # volunteer's id, as a list calls her


def page(session: Session, volunteer_id: str, *, centre: str, by: str, at: datetime) -> CouplePage:
    """What the page shows; the look is logged (R79). Raises Missing."""
    her = volunteers.one(session, volunteer_id, centre=centre)
    looked(
        session, "volunteers.one", about="volunteer", about_id=her.id, centre=centre, by=by, at=at
    )
    together = couples.all_of(session, centre=centre)
    free = volunteer_lists.active(session, centre=centre)
    with_id = together.get(her.id)
    pair = [volunteers.one(session, one, centre=centre) for one in (her.id, with_id) if one]
    full = {one.id: (one.first_name, one.surname) for one in pair}
    names = told_apart(session, {row[0]: (row[1], row[2]) for row in free} | full, centre=centre)
    return CouplePage(
        volunteer_id=her.id,
        called=names[her.id],
        with_id=with_id,
        with_called=names.get(with_id or ""),
        could=tuple((row[0], names[row[0]]) for row in free if row[0] not in {*together, her.id}),
    )


def go_together(
    session: Session, volunteer_id: str, with_id: str, *, centre: str, by: str, at: datetime
) -> None:
    """From now on these two are suggested together. Raises Missing; Invalid (`with_id`): herself,
    or one of them goes with somebody already.
    """
    centres.take_turn(session, centre)
    for public_id in (volunteer_id, with_id):
        volunteers.one(session, public_id, centre=centre)
    if volunteer_id == with_id:
        raise Invalid({"with_id": Fault("not_with_herself")})
    if {volunteer_id, with_id} & couples.all_of(session, centre=centre).keys():
        raise Invalid({"with_id": Fault("goes_with_another")})
    session.add_all(
        Couple(centre_id=centre, volunteer_id=one, with_id=other, said_by=by, said_at=at)
        for one, other in ((volunteer_id, with_id), (with_id, volunteer_id))
    )
    _told(session, "volunteer.together", volunteer_id, with_id, centre=centre, by=by, at=at)


def part(session: Session, volunteer_id: str, *, centre: str, by: str, at: datetime) -> None:
    """Each of the two goes alone again; nothing where she did. Raises Missing."""
    centres.take_turn(session, centre)
    her = volunteers.one(session, volunteer_id, centre=centre)
    other = couples.all_of(session, centre=centre).get(her.id)
    if other is not None:
        couples.part(session, (her.id, other), centre=centre)
        _told(session, "volunteer.apart", her.id, other, centre=centre, by=by, at=at)


def _told(
    session: Session, deed: str, one: str, other: str, *, centre: str, by: str, at: datetime
) -> None:
    """Both pages tell of it, and the week shown is counted anew."""
    for about, with_id in ((one, other), (other, one)):
        record(
            session, deed, about="volunteer", about_id=about, centre=centre, by=by, at=at,
            with_id=with_id,
        )  # fmt: skip
    session.flush()
    week_upkeep.keep_up(
        session, volunteers=(one, other), why="together", centre=centre, by=by, at=at
    )
