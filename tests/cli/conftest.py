"""What the command line's tests stand on: an installation of their own."""

import pytest

from matcher.store.migrate import upgrade
from matcher.store.sessions import Database


@pytest.fixture
def database(tmp_path, monkeypatch):
    """The database of an installation in tmp_path/data; no address of another is around."""
    monkeypatch.delenv("HANDSLAG_DATABASE_URL", raising=False)
    monkeypatch.delenv("HANDSLAG_TEST_POSTGRES", raising=False)
    (tmp_path / "data").mkdir()
    url = f"sqlite:///{tmp_path / 'data' / 'handslag.db'}"
    upgrade(url)
    opened = Database(url)
    yield opened
    opened.dispose()
