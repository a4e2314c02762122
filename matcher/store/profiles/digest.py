"""Whether anything is other than it was: one digest over every row a centre's week is made from.

What has been computed from the rows may be kept from one page to the next only as long as this
is the same. Every cell is looked at as it lies, whoever wrote it: dearer than a counter, and no
deed, no other process and no hand in the database can forget to raise it. The database strings
them together; no cell becomes a value here, and none is kept.
"""

import hashlib
from collections.abc import Iterator
from functools import cache

import sqlalchemy as sa
from sqlalchemy.orm import Session

from matcher.domain.plans import HOLDS, TodoState
from matcher.store.base import Base
from matcher.store.couples import Couple
from matcher.store.matches import Match, Participant
from matcher.store.needs import Need, NeedWord
from matcher.store.organisations import Organisation
from matcher.store.pairs import BlockedPair
from matcher.store.recipients import Consent, HomeFact, Recipient, RecipientWord
from matcher.store.volunteers import ClearanceStep, RegisterCheck, Volunteer, VolunteerWord
from matcher.store.words import LocalWord

OF_THE_CENTRE: tuple[type[Base], ...] = (
    Volunteer, VolunteerWord, ClearanceStep, RegisterCheck, Couple, Consent, Recipient,
    RecipientWord, HomeFact, Organisation, Need, NeedWord, Match, Participant, BlockedPair,
    LocalWord,
)  # fmt: skip
# In each dialect: a row so that no two are written alike, and all rows on one line.
WRITTEN = {
    "sqlite": ("json_array({})", "group_concat"),
    "postgresql": ("CAST(json_build_array({}) AS TEXT)", "string_agg"),
}
TOLD = ("explanation",)  # what a run said of a pair is no fact about anybody
KINDS = ", ".join(f"'{kind.value}'" for kind in sorted(HOLDS))  # see `holds`
HELD = f"kind IN ({KINDS}) AND state = '{TodoState.OPEN.value}'"
NEWEST = "(SELECT id FROM runs WHERE centre_id = :centre ORDER BY iso_week DESC LIMIT 1)"


def of_centre(session: Session, *, centre: str) -> str:
    """Sixty-four hexadecimal digits: other rows, another digest. Ask before the rows are read, so
    that what is kept under it is never older than it.
    """
    asked = _question(session.get_bind().dialect.name)
    row = session.execute(asked, {"centre": centre}).one()
    return hashlib.sha256(repr(tuple(row)).encode()).hexdigest()


@cache
def _question(dialect: str) -> sa.TextClause:
    return sa.text(f"SELECT {', '.join(_lines(*WRITTEN[dialect]))}")


def _lines(written: str, together: str) -> Iterator[str]:
    """One value for each table. Another order of its rows is told as a change, and may be."""
    wanted = {model.__tablename__: "centre_id = :centre" for model in OF_THE_CENTRE}
    wanted |= {"centres": "id = :centre", "runs": f"id = {NEWEST}"}
    wanted["suggestions"] = f"centre_id = :centre AND run_id = {NEWEST}"
    wanted["todos"] = f"centre_id = :centre AND {HELD}"
    for name, such in wanted.items():
        row = written.format(", ".join(_cells(name)))
        yield f"(SELECT {together}({row}, ';') FROM {name} WHERE {such})"  # noqa: S608 – our own names
    yield "(SELECT count(*) FROM roads)"
    yield "(SELECT CAST(max(asked_at) AS TEXT) FROM roads)"


def _cells(table: str) -> Iterator[str]:
    columns = Base.metadata.tables[table].c
    return (f'"{column.name}"' for column in columns if column.name not in TOLD)
