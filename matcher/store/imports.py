"""Imported lists: staged, confirmed, undone; and what a coordinator vouched for in each."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, defer, mapped_column, relationship

from matcher.domain.consent import Channel
from matcher.domain.errors import Missing
from matcher.store.base import ID_LENGTH, Base, OfCentre, fenced, within, word

REMEMBERED = 50  # confirmed lists that are looked through for a known shape


class Import(OfCentre, Base):
    """One list. `staged` holds what was read until it is confirmed or thrown away."""

    __tablename__ = "imports"
    __table_args__ = fenced()

    kind: Mapped[str] = mapped_column(sa.String(16))  # volunteers, waiting, needs
    file_name: Mapped[str] = mapped_column(sa.String(200))
    shape: Mapped[str] = mapped_column(sa.String(64), index=True)  # fingerprint of the headers
    mapping: Mapped[dict[str, Any]]  # fingerprint → header → field, as confirmed
    staged: Mapped[dict[str, Any] | None]
    made_by: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH))
    made_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]
    counts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    answers: Mapped[dict[str, Any]] = mapped_column(default=dict)  # for all of a list

    rows: Mapped[list["ImportedRow"]] = relationship(
        lazy="raise_on_sql", cascade="all, delete-orphan", passive_deletes=True
    )


class ImportedRow(OfCentre, Base):
    """What a row of a list became, so that an import can be undone."""

    __tablename__ = "imported_rows"
    __table_args__ = fenced(within("import_id", "imports"))

    import_id: Mapped[str] = mapped_column(sa.String(ID_LENGTH), index=True)
    number: Mapped[int]  # in the file, as Excel counts
    sheet: Mapped[str | None] = mapped_column(sa.String(120))  # None: the file has but one
    about: Mapped[str] = mapped_column(sa.String(32))
    about_id: Mapped[str] = mapped_column(sa.String(ID_LENGTH), index=True)
    was_new: Mapped[bool]
    before: Mapped[dict[str, Any] | None]  # what a changed row held; gone with the person
    unsure: Mapped[dict[str, Any]] = mapped_column(default=dict)  # field → as it was written
    told: Mapped[dict[str, Any] | None]  # fact → a mark of what the list said, for the next time


class Attestation(OfCentre, Base):
    """A named coordinator vouches, for every row of a file, that something was done or heard."""

    __tablename__ = "attestations"
    __table_args__ = fenced(within("import_id", "imports"))

    import_id: Mapped[str] = mapped_column(sa.String(ID_LENGTH), index=True)
    about: Mapped[str] = mapped_column(sa.String(32))  # "clearance" or "consent"
    on: Mapped[date] = mapped_column("vouched_day")  # the day it holds from
    heard_by: Mapped[str | None] = mapped_column(sa.String(120))
    channel: Mapped[Channel | None] = word(Channel)
    text_version: Mapped[str] = mapped_column(sa.String(16))
    vouched_by: Mapped[str] = mapped_column(sa.String(ID_LENGTH))
    vouched_at: Mapped[datetime]


class Told(NamedTuple):
    """A confirmed list: its columns, as in `Import.mapping`, and its counts."""

    import_id: str
    mapping: dict[str, Any]
    counts: dict[str, Any]


def one(session: Session, import_id: str, *, centre: str) -> Import:
    """The list as it stands in the database now. Raises Missing."""
    found = session.scalar(
        sa.select(Import)
        .where(Import.id == import_id, Import.centre_id == centre)
        .execution_options(populate_existing=True)
    )
    if found is None:
        raise Missing("import", import_id)
    return found


def hold(session: Session, import_id: str, *, centre: str) -> bool:
    """Nobody takes the list back, or writes more of it, before this unit of work has ended; False:
    it has been taken back already.
    """
    asked = sa.select(Import.undone_at).where(Import.id == import_id, Import.centre_id == centre)
    return session.execute(asked.with_for_update(key_share=True)).scalar_one() is None


def newest(session: Session, *, centre: str, at_most: int) -> list[Import]:
    """The latest lists, those on their way in first, without what is staged."""
    asked = (
        sa.select(Import)
        .where(Import.centre_id == centre)
        .order_by(Import.confirmed_at.is_not(None), Import.made_at.desc(), Import.id)
        .limit(at_most)
        .options(defer(Import.staged))
    )
    return list(session.scalars(asked))


def earlier(
    session: Session, kind: str, *, centre: str
) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Columns and answers that were confirmed for earlier lists of that kind, newest first."""
    asked = (
        sa.select(Import.mapping, Import.answers)
        .where(Import.centre_id == centre, Import.kind == kind, Import.confirmed_at.is_not(None))
        .order_by(Import.confirmed_at.desc())
        .limit(REMEMBERED)
    )
    return [(mapping, answers) for mapping, answers in session.execute(asked)]


def told_by_lists(session: Session, kind: str, *, centre: str) -> list[Told]:
    """The lists of that kind that stand, newest first."""
    asked = (
        sa.select(Import.id, Import.mapping, Import.counts)
        .where(Import.centre_id == centre, Import.kind == kind)
        .where(Import.confirmed_at.is_not(None), Import.undone_at.is_(None))
        .order_by(Import.confirmed_at.desc())
        .limit(REMEMBERED)
    )
    return [Told(*row) for row in session.execute(asked)]


def about_ids(session: Session, ids: Collection[str], about: str, *, centre: str) -> set[str]:
    """All that those lists told of, of one kind of row."""
    asked = sa.select(ImportedRow.about_id).where(
        ImportedRow.centre_id == centre, ImportedRow.import_id.in_(ids), ImportedRow.about == about
    )
    return set(session.scalars(asked))


def marked(session: Session, names: Collection[str], *, centre: str) -> set[str]:
    """The ids of those of whom a list has left a mark of one of these names."""
    told = sa.cast(ImportedRow.told, sa.String)
    has_one = sa.or_(*(told.contains(f'"{name}"', autoescape=True) for name in names))
    asked = sa.select(ImportedRow.about_id).where(ImportedRow.centre_id == centre, has_one)
    return set(session.scalars(asked))


def claim(session: Session, found: Import, *, at: datetime) -> bool:
    """Take the right to confirm a list; False: somebody has, or it has been thrown away."""
    claimed = session.execute(
        sa.update(Import)
        .where(Import.id == found.id, Import.confirmed_at.is_(None), Import.staged.is_not(None))
        .values(confirmed_at=at)
        .execution_options(synchronize_session=False)
    )
    return bool(claimed.rowcount)  # type: ignore[attr-defined]


def let_go(session: Session, found: Import) -> None:
    """The list is not confirmed after all: nothing is noted or vouched for."""
    for model in (ImportedRow, Attestation):
        session.execute(
            sa.delete(model)
            .where(model.import_id == found.id, model.centre_id == found.centre_id)
            .execution_options(synchronize_session=False)
        )
    found.confirmed_at = None


def remove(session: Session, found: Import) -> None:
    """The list and everything that was read of it."""
    session.execute(sa.delete(Import).where(Import.id == found.id))
    session.expunge(found)


def forget_staged(session: Session, *, before: datetime) -> int:
    """Throw away lists that nobody confirmed, in every centre; how many."""
    gone = session.execute(
        sa.delete(Import).where(Import.confirmed_at.is_(None), Import.made_at < before)
    )
    return int(gone.rowcount)  # type: ignore[attr-defined]


def forget_told(session: Session, *, before: datetime) -> int:
    """Forget what people's rows said and held, of lists confirmed before that; in how many rows.
    What became of each row is kept: it is ids and codes, and marks of what it told that cannot be
    read. Of a list whose saving was broken off all that was read goes too.
    """
    broken_off = sa.update(Import).where(Import.confirmed_at < before)
    session.execute(broken_off.values(staged=sa.null()))
    old = sa.select(Import.id).where(Import.confirmed_at < before)
    is_unsure = sa.cast(ImportedRow.unsure, sa.String) != "{}"
    holds = sa.or_(ImportedRow.before.is_not(sa.null()), is_unsure)
    gone = session.execute(
        sa.update(ImportedRow)
        .where(ImportedRow.import_id.in_(old), holds)
        .values(before=sa.null(), unsure={})
        .execution_options(synchronize_session=False)
    )
    return int(gone.rowcount)  # type: ignore[attr-defined]


def rows_of(session: Session, import_id: str, *, centre: str) -> list[ImportedRow]:
    """What a list became, in the order of its rows."""
    asked = (
        sa.select(ImportedRow)
        .where(ImportedRow.centre_id == centre, ImportedRow.import_id == import_id)
        .order_by(ImportedRow.number, ImportedRow.about, ImportedRow.id)
    )
    return list(session.scalars(asked))


def told_of(session: Session, ids: Collection[str], *, centre: str) -> dict[str, dict[str, Any]]:
    """By the one it is about, the marks of what lists that stand told last: each fact's newest."""
    asked = (
        sa.select(ImportedRow.about_id, ImportedRow.told)
        .join(Import, Import.id == ImportedRow.import_id)
        .where(ImportedRow.centre_id == centre, ImportedRow.about_id.in_(ids))
        .where(Import.undone_at.is_(None), ImportedRow.told.is_not(sa.null()))
        .order_by(Import.confirmed_at, ImportedRow.number, ImportedRow.id)
    )
    found: dict[str, dict[str, Any]] = {}
    for about_id, told in session.execute(asked):
        found.setdefault(about_id, {}).update(told or {})
    return found


def attestations_of(session: Session, import_id: str, *, centre: str) -> list[Attestation]:
    """What was vouched for in a list."""
    asked = sa.select(Attestation).where(
        Attestation.centre_id == centre, Attestation.import_id == import_id
    )
    return list(session.scalars(asked.order_by(Attestation.about)))


def delete_of(session: Session, model: type[Any], ids: Collection[str], *, centre: str) -> None:
    """Remove rows with all that hangs on them: what an undone list brought."""
    session.execute(sa.delete(model).where(model.centre_id == centre, model.id.in_(list(ids))))


def of(session: Session, model: type[Any], row_id: str, *, centre: str) -> Any:
    """The row that an import changed. Raises Missing."""
    found = session.scalar(sa.select(model).where(model.id == row_id, model.centre_id == centre))
    if found is None:
        raise Missing(model.__tablename__, row_id)
    return found


def delete_words(session: Session, model: type[Any], column: str, owner_id: str) -> None:
    """Remove what hangs on one row, before it is put back as it was."""
    session.execute(sa.delete(model).where(getattr(model, column) == owner_id))
