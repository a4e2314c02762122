"""`whatif` on the command line: another week in numbers, and nobody named."""

import pytest
from click.testing import CliRunner

from matcher.cli import main
from tests.make import a_centre, a_volunteer, a_waiting


@pytest.fixture
def run(tmp_path, database):
    with database.writing() as session:
        centre = a_centre(session, code="ekvik")
        volunteer = a_volunteer(session, centre, first_name="Karin").id
        a_waiting(session, centre, first_name="Aino")
        a_waiting(session, centre, first_name="Bo")
    database.dispose()

    def ask(*words):
        data = ["--data", str(tmp_path / "data")]
        return CliRunner().invoke(main, ["whatif", "--centre", "ekvik", *words, *data])

    ask.volunteer = volunteer
    return ask


def numbers(answer, label):
    (line,) = [line for line in answer.output.splitlines() if line.startswith(label)]
    return line.removeprefix(label).split()


def test_one_more_volunteer_in_numbers(run):
    answer = run("--newcomers", "1", "--hours", "weekday_forenoons")

    assert answer.exit_code == 0, answer.output
    assert numbers(answer, "Uppdrag som får någon") == ["1", "2"]
    assert "En till får någon." in answer.output


def test_somebody_gone_in_numbers(run):
    assert numbers(run("--without", run.volunteer), "Uppdrag som får någon") == ["1", "0"]


def test_nobody_is_named(run):
    answer = run("--without", run.volunteer)

    assert not any(name in answer.output for name in ("Karin", "Aino", "Bo ", run.volunteer))


def test_nothing_to_try_is_said(run):
    assert "säg vad som skulle vara annorlunda" in run().output


def test_centre_that_is_not_there_is_refused(run):
    answer = run("--centre", "nowhere")

    assert answer.exit_code == 2


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--without", "nobody"), "Ingen i veckans matchning"),
        (("--newcomers", "1", "--speaking", "klingon"), "Ingen som väntar behöver det språket"),
        (("--hours", "weekends"), "säg också hur många"),
    ],
)
def test_what_is_not_here_is_refused_and_not_left_out(run, words, why):
    answer = run(*words)

    assert answer.exit_code == 2
    assert why in answer.output


def test_numbers_stand_under_their_heads(run):
    head, *rows = run("--newcomers", "1").output.splitlines()[:6]

    assert {len(row) for row in rows} == {len(head)}
