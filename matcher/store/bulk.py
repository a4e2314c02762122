"""Whole centres read and written at once, past the mapper: what a demonstration country needs.

A row costs the mapper some hundred times what the row itself does, and a country has millions.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from matcher.store.base import Base

Row = Mapping[str, Any]
Rows = Mapping[str, list[dict[str, Any]]]  # by table, those that are pointed at first

CACHE_KIB = 200_000  # the pages that ids drawn at random fall on, so that each is written once


def rows_of(session: Session, *, centre: str, but: Iterable[str]) -> Rows:
    """All rows of a centre, column by column, but of these tables."""
    session.flush()
    return {
        table.name: [dict(row) for row in session.execute(_of(table, centre)).mappings()]
        for table in Base.metadata.sorted_tables
        if "centre_id" in table.columns and table.name not in set(but)
    }


def put(session: Session, rows: Rows) -> None:
    """Write them as they are, table by table."""
    for name, some in rows.items():
        if some:
            session.execute(sa.insert(Base.metadata.tables[name]), some)


def much_is_coming(session: Session) -> None:
    """Let SQLite keep more pages in memory, for this connection."""
    if session.get_bind().dialect.name == "sqlite":
        session.execute(sa.text(f"PRAGMA cache_size=-{CACHE_KIB}"))


def _of(table: sa.Table, centre: str) -> sa.Select[Any]:
    return sa.select(table).where(table.columns.centre_id == centre)
