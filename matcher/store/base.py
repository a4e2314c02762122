"""What every row has in common: a random public id, a centre, UTC moments, enums as words.

A row's `id` is random and public: it may stand in an address and says nothing (no counter to
guess from). `centre_id` is in every row, and keys to other rows are composite, so that a row
cannot point across centres even when the code is wrong (R1).
"""

import secrets
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, declared_attr, mapped_column
from sqlalchemy.types import TypeDecorator

ID_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32: no i, l, o, u to misread
ID_LENGTH = 13  # 65 bits: a million guesses a second would need a million years to meet a row


# To build a question costs more than to ask it. Those of every page are built once, and given this.
CENTRE: sa.BindParameter[str] = sa.bindparam("centre", type_=sa.String())
IDS: sa.BindParameter[str] = sa.bindparam("ids", type_=sa.String(), expanding=True)


def new_id() -> str:
    """A fresh public id."""
    return "".join(secrets.choice(ID_ALPHABET) for _ in range(ID_LENGTH))


class Moment(TypeDecorator[datetime]):
    """A moment in UTC. Takes only aware values, gives aware ones; SQLite forgets zones."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """To UTC; naive values are a bug and say so."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a zone")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """Aware, always."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Word(TypeDecorator[StrEnum]):
    """A StrEnum kept as its word. No CHECK: a new word must not need a rebuilt table."""

    impl = sa.String(32)
    cache_ok = True

    def __init__(self, words: type[StrEnum]) -> None:
        super().__init__()
        self.words = words
        self._by_value = {one.value: one for one in words}  # a page reads some thousand

    def process_bind_param(self, value: StrEnum | None, dialect: sa.Dialect) -> str | None:
        """Only a word of the list goes in."""
        return None if value is None else self.words(value).value

    def process_result_value(self, value: str | None, dialect: sa.Dialect) -> StrEnum | None:
        """The member, not the bare text."""
        return None if value is None else self._by_value.get(value) or self.words(value)


def word(words: type[StrEnum], **options: Any) -> Mapped[Any]:
    """A column for a StrEnum."""
    return mapped_column(Word(words), **options)


class Base(DeclarativeBase):
    """All rows."""

    metadata = sa.MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: Moment(),
        dict[str, Any]: sa.JSON(),
        list[Any]: sa.JSON(),
        str: sa.String(),
    }


class OfCentre:
    """A row of one centre."""

    __tablename__: str

    id: Mapped[str] = mapped_column(sa.String(ID_LENGTH), primary_key=True, default=new_id)

    @declared_attr
    def centre_id(cls) -> Mapped[str]:  # noqa: N805 – SQLAlchemy hands the class
        """The tenant."""
        return mapped_column(
            sa.String(ID_LENGTH), sa.ForeignKey("centres.id", ondelete="CASCADE"), index=True
        )


def fenced(*extra: sa.schema.SchemaItem) -> tuple[sa.schema.SchemaItem, ...]:
    """`__table_args__` of a row of one centre that others point at: the key they point with."""
    return (sa.UniqueConstraint("centre_id", "id"), *extra)


def within(column: str, table: str, *, ondelete: str = "CASCADE") -> sa.ForeignKeyConstraint:
    """`column` points at a row of `table` in the same centre."""
    return sa.ForeignKeyConstraint(
        ["centre_id", column], [f"{table}.centre_id", f"{table}.id"], ondelete=ondelete
    )


def one_of(*columns: str, name: str) -> sa.CheckConstraint:
    """Exactly one of these columns is filled."""
    count = " + ".join(f"(CASE WHEN {column} IS NULL THEN 0 ELSE 1 END)" for column in columns)
    return sa.CheckConstraint(f"{count} = 1", name=name)


def insert_of(session: Session, model: type[Base]) -> Any:
    """An INSERT that knows ON CONFLICT, in this database's dialect."""
    on_sqlite = session.get_bind().dialect.name == "sqlite"
    return (sqlite.insert if on_sqlite else postgresql.insert)(model)
