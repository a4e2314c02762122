"""The command line against a real data folder."""

import pytest
from click.testing import CliRunner

from matcher.cli import main
from matcher.store import migrate
from matcher.store.sessions import Database


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Say a command in an installation of one's own."""
    monkeypatch.delenv("HANDSLAG_DATABASE_URL", raising=False)
    monkeypatch.delenv("HANDSLAG_TEST_POSTGRES", raising=False)
    return lambda *words: CliRunner().invoke(main, [*words, "--data", str(tmp_path / "data")])


def test_migrate_makes_the_database(run, tmp_path):
    answer = run("migrate")

    database = Database(f"sqlite:///{tmp_path / 'data' / 'handslag.db'}")
    assert answer.exit_code == 0, answer.output
    assert migrate.current(database) == migrate.head()
    database.dispose()


def test_settings_shows_choices_but_no_secret(run):
    shown = run("settings").output.splitlines()

    assert "port = 8000" in shown
    assert "secret_key = (hemlig)" in shown


def test_wrong_settings_are_all_named(run, monkeypatch):
    monkeypatch.setenv("HANDSLAG_SMTP_PORT", "0")
    monkeypatch.setenv("HANDSLAG_SESSION_IDLE_MINUTES", "1")

    answer = run("settings")

    assert answer.exit_code == 2
    assert [line.split(":")[0].strip() for line in answer.stderr.splitlines()[1:]] == [
        "smtp_port",
        "session_idle_minutes",
    ]
