"""A centre's people once more, in another town: under other ids, in other parts of it.

A country made deed by deed would take most of an hour. So one town in twenty is, and the people
of each live in nineteen others too, their districts shuffled: who lives near whom is another
thing in every town, and so is who suits whom best.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from matcher.demo.chances import Dice
from matcher.domain.places import Place, Precision
from matcher.store import audit, bulk
from matcher.store.base import ID_LENGTH
from matcher.store.centres import Area

# Made anew in each town; written line by line; and letters with links to a page of their own.
NOT_COPIED = ("accounts", "grants", "areas", "chain_heads", "access_log", "letters", "match_links")
ABOUT_THE_CENTRE = ("centre", "account")  # deeds that each town has of its own


@dataclass(frozen=True, slots=True)
class Pattern:
    """A centre's rows, and the ids of what every town has of its own."""

    rows: bulk.Rows
    centre: str
    coordinator: str
    areas: Sequence[str]

    @classmethod
    def of(
        cls, session: Session, centre: str, coordinator: str, areas: Sequence[Area]
    ) -> "Pattern":
        """As the centre stands."""
        rows = bulk.rows_of(session, centre=centre, but=NOT_COPIED)
        return cls(rows, centre, coordinator, [area.id for area in areas])

    def copied(
        self, session: Session, dice: Dice, centre: str, coordinator: str, areas: Sequence[Area]
    ) -> None:
        """The same people in another centre, which has as many areas."""
        lived = dict(zip(self.areas, dice.shuffled(areas), strict=True))
        known = {self.centre: centre, self.coordinator: coordinator}
        known |= {before: area.id for before, area in lived.items()}
        known |= {
            row["id"]: dice.public_id()
            for name, rows in self.rows.items()
            if name != audit.Deed.__tablename__
            for row in rows
        }
        places = {area.id: _place(area) for area in areas}
        copy = {
            name: [_moved(_as(row, known), places) for row in rows]
            for name, rows in self.rows.items()
        }
        deeds = copy.pop(audit.Deed.__tablename__)
        bulk.put(session, copy)
        audit.record_all(
            session, [_deed(row) for row in deeds if row["about"] not in ABOUT_THE_CENTRE]
        )


def _as(row: Mapping[str, Any], known: Mapping[str, str]) -> dict[str, Any]:
    """The row with every id that is known as another."""
    return {
        name: _text(told, known)
        if isinstance(told, str)
        else {fact: _text(one, known) for fact, one in told.items()}
        if name == "facts"
        else told
        for name, told in row.items()
    }


def _text(told: Any, known: Mapping[str, str]) -> Any:
    """An id, or a key made of several."""
    if not isinstance(told, str) or len(told) < ID_LENGTH:
        return told
    return known.get(told) or ":".join(known.get(part, part) for part in told.split(":"))


def _moved(row: dict[str, Any], places: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    """Who lives in an area stands at its point; a link to a status opens nothing."""
    if row.get("place") and row.get("area_id"):
        row["place"] = places[row["area_id"]]
    if row.get("status_hash"):
        row["status_hash"] = None
    return row


def _place(area: Area) -> dict[str, Any]:
    return Place(area.lat, area.lon, Precision.AREA, label=area.name).to_json()


def _deed(row: Mapping[str, Any]) -> audit.Deed:
    return audit.Deed(
        centre_id=row["centre_id"],
        at=row["at"],
        by=row["by_account"],
        deed=row["deed"],
        about=row["about"],
        about_id=row["about_id"],
        facts=row["facts"],
    )
