"""Migrations: one numbered line, up and down and up again, building what the rows describe."""

from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from matcher.store import migrate
from matcher.store.base import Base
from matcher.store.sessions import Database


def test_migrations_are_numbered_in_one_line():
    scripts = ScriptDirectory(str(migrate.MIGRATIONS))

    line = [script.revision for script in scripts.walk_revisions()][::-1]

    assert line == [f"{number:04}" for number in range(1, len(line) + 1)]
    assert scripts.get_heads() == [line[-1]]


def test_migration_file_begins_with_its_number():
    for path in sorted((Path(migrate.MIGRATIONS) / "versions").glob("*.py")):
        assert f'revision = "{path.name[:4]}"' in path.read_text("utf-8"), path.name


def test_migrations_import_nothing_of_ours():
    """A migration outlives our code."""
    for path in (Path(migrate.MIGRATIONS) / "versions").glob("*.py"):
        text = path.read_text("utf-8")
        assert "from matcher" not in text, path.name
        assert "import matcher" not in text, path.name


@pytest.mark.parametrize(
    "database_url", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True
)
def test_migrations_go_up_and_down_and_up_and_build_what_the_rows_describe(database_url):
    migrate.downgrade(database_url, "base")
    database = Database(database_url)
    with database.engine.connect() as connection:
        assert set(sa.inspect(connection).get_table_names()) <= {"alembic_version"}

    migrate.upgrade(database_url)

    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
        assert migrate.current(database) == migrate.head()
    database.dispose()
