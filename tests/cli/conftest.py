"""What the command line's tests stand on: an installation of their own."""

import shutil

import pytest

from matcher.store.sessions import Database


@pytest.fixture
def database(tmp_path, monkeypatch, _sqlite_template):
    """The database of an installation in tmp_path/data; no address of another is around."""
    monkeypatch.delenv("HANDSLAG_DATABASE_URL", raising=False)
    monkeypatch.delenv("HANDSLAG_TEST_POSTGRES", raising=False)
    (tmp_path / "data").mkdir()
    path = tmp_path / "data" / "handslag.db"
    shutil.copyfile(_sqlite_template, path)
    opened = Database(f"sqlite:///{path}")
    yield opened
    opened.dispose()
