"""Alembic's door: the same migrations for SQLite and PostgreSQL.

The address comes from `matcher.store.migrate`, which also holds the lock that keeps two nodes
from migrating at once. A migration outlives our code: types are rendered as plain SQLAlchemy.
"""

from typing import Any

import sqlalchemy as sa
from alembic import context

import matcher.store  # noqa: F401 – fills the metadata
from matcher.store.base import Base, Moment, Word


def render_item(kind: str, item: Any, autogen: Any) -> str | bool:
    """Our own types as what they are in the database."""
    if kind != "type":
        return False
    if isinstance(item, Moment):
        return "sa.DateTime(timezone=True)"
    if isinstance(item, Word):
        return "sa.String(length=32)"
    return False


def run(connection: sa.Connection) -> None:
    """Bring this connection's database to the wanted revision."""
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_item=render_item,
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()


connection = context.config.attributes.get("connection")
if connection is not None:
    run(connection)
else:  # the alembic command line: `alembic -x url=… revision --autogenerate`
    url = context.get_x_argument(as_dictionary=True).get("url", "sqlite://")
    with sa.create_engine(url).connect() as own:
        run(own)
