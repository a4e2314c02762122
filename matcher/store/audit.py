"""The audit trail (deeds) and the access log (looks): append-only, chained, ids only.

Both keep ids and codes, no names: erasing a person leaves every line true. Each line carries a
hash over itself and the line before it, so that a changed or removed line shows (R79). One chain
a centre and log; its head is a row that is locked while a line is added, so that two writers
cannot both follow the same line. Triggers in the database refuse to change a line, and to remove
one that is younger than the log is to be kept.
"""

import hashlib
import json
from collections.abc import Collection, Sequence
from datetime import datetime
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from matcher.store.base import CENTRE, ID_LENGTH, IDS, Base, OfCentre


class ChainHead(Base):
    """The last hash of a log of a centre."""

    __tablename__ = "chain_heads"

    centre_id: Mapped[str] = mapped_column(sa.String(ID_LENGTH), primary_key=True)
    log: Mapped[str] = mapped_column(sa.String(8), primary_key=True)  # "deeds" or "looks"
    hash: Mapped[str] = mapped_column(sa.String(64))


class Deed(Base):
    """Who did what, about what, when."""

    __tablename__ = "audit"
    __table_args__ = (sa.Index("ix_audit_centre_id_about_id", "centre_id", "about_id"),)

    id: Mapped[int] = mapped_column(
        sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True
    )
    centre_id: Mapped[str] = mapped_column(sa.String(ID_LENGTH), index=True)
    at: Mapped[datetime]
    by: Mapped[str | None] = mapped_column("by_account", sa.String(ID_LENGTH))  # None: the clock
    deed: Mapped[str] = mapped_column(sa.String(60))  # "suggestion.accepted"
    about: Mapped[str] = mapped_column(sa.String(32))  # kind of thing
    about_id: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH))
    facts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    hash: Mapped[str] = mapped_column(sa.String(64))


class Look(Base):
    """Who looked at whom, on which page, when."""

    __tablename__ = "access_log"
    __table_args__ = (sa.Index("ix_access_log_centre_id_about_id", "centre_id", "about_id"),)

    id: Mapped[int] = mapped_column(
        sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True
    )
    centre_id: Mapped[str] = mapped_column(sa.String(ID_LENGTH), index=True)
    at: Mapped[datetime]
    by: Mapped[str | None] = mapped_column("by_account", sa.String(ID_LENGTH))
    view: Mapped[str] = mapped_column(sa.String(60))  # "volunteers.one", "export.volunteers"
    about: Mapped[str] = mapped_column(sa.String(32))
    about_id: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH))
    purpose: Mapped[str | None] = mapped_column(sa.String(60))
    hash: Mapped[str] = mapped_column(sa.String(64))


AS_TEXT = json.JSONEncoder(sort_keys=True, ensure_ascii=False, default=str)
FIRST_HASH = "0" * 64  # before the first line of a chain


def record(
    session: Session,
    deed: str,
    *,
    about: str,
    about_id: str | None,
    centre: str,
    by: str | None,
    at: datetime,
    **facts: object,
) -> None:
    """Add a line to the audit trail. `facts` are ids, codes and numbers, never names."""
    line = Deed(
        centre_id=centre, at=at, by=by, deed=deed, about=about, about_id=about_id, facts=facts
    )
    _append(session, "deeds", line)


def record_of(
    session: Session,
    deed: str,
    about: str,
    row: OfCentre,
    *,
    by: str | None,
    at: datetime,
    **facts: object,
) -> None:
    """Add a line about a row to the audit trail of the centre that the row is of."""
    record(session, deed, about=about, about_id=row.id, centre=row.centre_id, by=by, at=at, **facts)


def looked(
    session: Session,
    view: str,
    *,
    about: str,
    about_id: str | None,
    centre: str,
    by: str | None,
    at: datetime,
    purpose: str | None = None,
) -> None:
    """Add a line to the access log."""
    line = Look(
        centre_id=centre, at=at, by=by, view=view, about=about, about_id=about_id, purpose=purpose
    )
    _append(session, "looks", line)


def looked_at_all(
    session: Session,
    view: str,
    whom: Sequence[tuple[str, str]],
    *,
    centre: str,
    by: str | None,
    at: datetime,
) -> None:
    """Add a line to the access log for each of those whom a page shows: (about, id)."""
    said = {"centre_id": centre, "at": at, "by": by, "view": view}
    _add_all(session, "looks", [Look(**said, about=about, about_id=one) for about, one in whom])


def about(session: Session, about_id: str, *, centre: str, limit: int = 100) -> list[Deed]:
    """The latest deeds about one thing, newest first."""
    asked = (
        sa.select(Deed)
        .where(Deed.centre_id == centre, Deed.about_id == about_id)
        .order_by(Deed.id.desc())
        .limit(limit)
    )
    return list(session.scalars(asked))


def last_done(
    session: Session, ids: Collection[str], deeds: Collection[str], *, centre: str
) -> dict[str, datetime]:
    """When the latest of these deeds was done about each thing, by id; what none was done about is
    left out.
    """
    given = {"centre": centre, "ids": list(ids), "deeds": list(deeds)}
    return {str(about_id): at for about_id, at in session.execute(_last_done(), given)}


@cache
def _last_done() -> sa.Select[str | None, datetime]:
    deeds = sa.bindparam("deeds", type_=sa.String(), expanding=True)
    asked = sa.select(Deed.about_id, sa.func.max(Deed.at))
    asked = asked.where(Deed.centre_id == CENTRE, Deed.about_id.in_(IDS), Deed.deed.in_(deeds))
    return asked.group_by(Deed.about_id)


def broken_at(
    session: Session, model: type[Deed] | type[Look], *, centre: str, newest: int | None = None
) -> int | None:
    """The id of the first line whose hash is not what it should be; None: the chain holds.

    Reads the `newest` lines, or all of them. The oldest line read is taken as it is: before it
    stands what was not asked for, or what retention has removed.
    """
    # As plain cells: to make five hundred lines would cost more than to check them.
    names = _chained(model)
    columns = (getattr(model, name) for name in names)
    asked = sa.select(model.id, model.hash, *columns).where(model.centre_id == centre)
    asked = asked.order_by(model.id.desc())
    if newest is not None:
        asked = asked.limit(newest)
    lines = session.execute(asked).all()[::-1]
    before: str | None = None
    for number, kept, *said in lines:
        if before is not None and kept != _digest(dict(zip(names, said, strict=True)), before):
            return int(number)
        before = kept
    head = session.get(ChainHead, (centre, "deeds" if model is Deed else "looks"))
    return int(lines[-1][0]) if lines and head is not None and head.hash != before else None


def record_all(session: Session, lines: Sequence[Deed]) -> None:
    """Add lines of one centre that are made already, all at once."""
    _add_all(session, "deeds", lines)


def _add_all(session: Session, log: str, lines: Sequence[Deed] | Sequence[Look]) -> None:
    if not lines:
        return
    head = _head(session, log, lines[0].centre_id)
    for line in lines:
        line.hash = head.hash = _hash(line, head.hash)
    session.flush()
    noun = type(lines[0])
    columns = [attribute for attribute in noun.__mapper__.column_attrs if attribute.key != "id"]
    session.execute(
        sa.insert(noun),
        [{one.key: getattr(line, one.key) for one in columns} for line in lines],
    )


def _append(session: Session, log: str, line: Deed | Look) -> None:
    head = _head(session, log, line.centre_id)
    line.hash = head.hash = _hash(line, head.hash)
    session.add(line)
    # Lines get their number in the order they were chained, not in the order of a later flush.
    session.flush()


def _head(session: Session, log: str, centre: str) -> ChainHead:
    """The end of a chain, locked."""
    # The deed's own rows are locked before the chain, by everybody: else two could wait in a ring.
    session.flush()
    head = session.scalar(_asked_head(), {"centre": centre, "log": log})
    if head is None:
        head = ChainHead(centre_id=centre, log=log, hash=FIRST_HASH)
        session.add(head)
        session.flush()  # two first writers meet on the primary key here, not at the commit
    return head


@cache
def _asked_head() -> sa.Select[ChainHead]:
    asked = sa.select(ChainHead).where(
        ChainHead.centre_id == CENTRE, ChainHead.log == sa.bindparam("log")
    )
    return asked.with_for_update().execution_options(populate_existing=True)


def _hash(line: Deed | Look, before: str) -> str:
    return _digest({name: getattr(line, name) for name in _chained(type(line))}, before)


@cache
def _chained(model: type[Deed] | type[Look]) -> tuple[str, ...]:
    """What of a line its hash covers."""
    names = (column.key for column in model.__mapper__.column_attrs)
    return tuple(name for name in names if name not in ("id", "hash"))


def _digest(said: dict[str, Any], before: str) -> str:
    plain = said | {"at": said["at"].isoformat()}
    return hashlib.sha256(f"{before}\n{AS_TEXT.encode(plain)}".encode()).hexdigest()


def newest(
    session: Session,
    model: type[Deed] | type[Look],
    *,
    centre: str,
    about_id: str | None = None,
    without: Collection[str] = (),
    limit: int,
    offset: int = 0,
) -> list[Any]:
    """Lines of a log, newest first; about one thing only, and `without` these kinds."""
    wanted = _about(model, centre, about_id, without)
    asked = sa.select(model).where(*wanted).order_by(model.id.desc())
    return list(session.scalars(asked.limit(limit).offset(offset)))


def how_many(
    session: Session,
    model: type[Deed] | type[Look],
    *,
    centre: str,
    about_id: str | None = None,
    without: Collection[str] = (),
) -> int:
    """How many lines there are."""
    wanted = _about(model, centre, about_id, without)
    asked = sa.select(sa.func.count()).select_from(model).where(*wanted)
    return session.scalar(asked) or 0


def _about(
    model: type[Deed] | type[Look], centre: str, about_id: str | None, without: Collection[str]
) -> list[sa.ColumnElement[bool]]:
    wanted = [model.centre_id == centre]
    if about_id is not None:
        wanted.append(model.about_id == about_id)
    if without:
        wanted.append(model.about.not_in(without))
    return wanted
