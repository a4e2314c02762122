"""`week` on the command line: the same run as the clock's, once."""

import pytest
from click.testing import CliRunner

from matcher.cli import main
from matcher.cli.week import table
from tests.make import a_centre, a_volunteer, a_waiting


@pytest.fixture
def run(tmp_path, database):
    return lambda *words: CliRunner().invoke(
        main, ["week", *words, "--data", str(tmp_path / "data")]
    )


def test_week_prints_what_came_of_it(run, database):
    with database.writing() as session:
        centre = a_centre(session, name="Ekvik", code="ekvik")
        a_volunteer(session, centre)
        a_waiting(session, centre)
        a_waiting(session, centre)

    answer = run("--centre", "ekvik", "--week", "2026-W48")

    assert answer.exit_code == 0, answer.output
    assert answer.output.splitlines()[1].split() == ["Ekvik", "2026-W48", "1", "0", "1"]


def test_week_run_again_prints_the_same(run, database):
    with database.writing() as session:
        a_volunteer(session, centre := a_centre(session))
        a_waiting(session, centre)

    first, second = run("--week", "2026-W48"), run("--week", "2026-W48")

    assert (first.exit_code, second.exit_code) == (0, 0)
    assert first.output == second.output


def test_week_names_nobody(run, database):
    with database.writing() as session:
        a_volunteer(session, centre := a_centre(session), first_name="Zzkarin")
        a_waiting(session, centre, first_name="Zzaino")

    answer = run("--week", "2026-W48")

    assert answer.exit_code == 0, answer.output
    assert "Zz" not in answer.output


@pytest.mark.parametrize("wrong", [["--centre", "nowhere"], ["--week", "v. 48"]])
def test_week_that_cannot_be_run_says_so_and_exits_2(run, wrong):
    answer = run(*wrong)

    assert answer.exit_code == 2
    assert answer.output


def test_table_sets_numbers_to_the_right():
    assert table([("Central", "Antal"), ("Ekvik", "7")]) == ["Central  Antal", "Ekvik        7"]
