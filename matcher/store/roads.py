"""What a routing service has told: kilometres by road between two rounded points.

No centre and no person: how far it is from one square kilometre of Sweden to another.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from matcher.domain.roads import Point
from matcher.store.base import Base, insert_of

Way = tuple[Point, Point]  # from a volunteer, to a need
ROWS_AT_ONCE = 500  # of six values each: well below what either database takes


class Road(Base):
    """One way. Points are in hundredths of a degree; `km` is None where no road leads."""

    __tablename__ = "roads"

    from_lat: Mapped[int] = mapped_column(primary_key=True)
    from_lon: Mapped[int] = mapped_column(primary_key=True)
    to_lat: Mapped[int] = mapped_column(primary_key=True)
    to_lon: Mapped[int] = mapped_column(primary_key=True)
    km: Mapped[float | None]
    asked_at: Mapped[datetime]


def between(
    session: Session,
    here: Iterable[Point],
    there: Iterable[Point],
    *,
    since: datetime | None = None,
) -> dict[Way, float | None]:
    """What has been told of the ways from some points to others; not before `since`, if given."""
    first, last = frozenset(here), frozenset(there)
    asked = sa.select(Road.from_lat, Road.from_lon, Road.to_lat, Road.to_lon, Road.km).where(
        Road.from_lat.in_({point.lat for point in first}),
        Road.to_lat.in_({point.lat for point in last}),
    )
    if since is not None:
        asked = asked.where(Road.asked_at >= since)
    rows = ((Point(a, b), Point(c, d), km) for a, b, c, d, km in session.execute(asked))
    return {(a, b): km for a, b, km in rows if a in first and b in last}


def keep(session: Session, told: Mapping[Way, float | None], *, at: datetime) -> None:
    """What the service has said today goes before what it said earlier."""
    rows = [
        {"from_lat": a.lat, "from_lon": a.lon, "to_lat": b.lat, "to_lon": b.lon, "km": km,
         "asked_at": at}
        for (a, b), km in told.items()
    ]  # fmt: skip
    for begin in range(0, len(rows), ROWS_AT_ONCE):
        insert = insert_of(session, Road).values(rows[begin : begin + ROWS_AT_ONCE])
        anew = {"km": insert.excluded.km, "asked_at": insert.excluded.asked_at}
        keys = ["from_lat", "from_lon", "to_lat", "to_lon"]
        session.execute(insert.on_conflict_do_update(index_elements=keys, set_=anew))
